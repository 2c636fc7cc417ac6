"""The contract's schemas, turned into types, models and enums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from . import names
from .contract import ContractError, Node, distinct, listing, mapping, python_name
from .plan import Enum, Field, Member, Model, Type

_SCALARS = {"string": "str", "integer": "int", "boolean": "bool"}
_NUMBERS = {"decimal": "Decimal"}
_TEXTS = ("title", "description", "format", "examples", "default", "deprecated")
_LIMITS = {
    "string": ("minLength", "maxLength", "pattern"),
    "integer": ("minimum", "maximum"),
    "number": (),
    "boolean": (),
    "array": ("minItems", "maxItems"),
    "object": ("maxProperties", "propertyNames"),
}
# What may stand beside the reference of a property.
_BESIDE = (
    *("description", "default", "deprecated", "examples"),
    *("x-sdk-name", "x-sdk-property", "x-sdk-unchecked"),
)
_NAMED = "#/components/schemas"
_SDK = ("x-sdk-name", "x-sdk-property", "x-sdk-unchecked", "x-sdk-aliases")

# Classes that stand in the generated modules beside those of the contract.
CLASSES = names.USED | {
    *("Any", "Credential", "Decimal", "Event", "File", "Model", "ModelList", "Response"),
    *("Security", "StatusCode", "TextEnum", "UnknownEvent"),
}


def schemas(root: Node) -> tuple[tuple[Model, ...], tuple[Enum, ...]]:
    """The classes of all named schemas, but for those that are only parts of others."""
    models: list[Model] = []
    enums: list[Enum] = []
    parts, wholes = _references(root.value)
    for name, node in root.child("components").children("schemas"):
        if "x-extensible-enum" in node.value:
            enums.append(_enum(name, node))
        elif node.get("format") == "binary" or _is_file(node):
            continue
        elif node.get("type") == "object" and "additionalProperties" not in node.value:
            model = _model(name, node)
            if name not in parts - wholes:
                models.append(model)
        else:
            type_of(node)
    place = "contract/components/schemas"
    classes: list[Model | Enum] = [*models, *enums]
    taken = [name for each in classes for name in (each.name, *each.aliases)]
    distinct(place, map(str.lower, ["Security", *taken]))
    _refuse_circles(models)
    return tuple(models), tuple(enums)


def _references(value: Any) -> tuple[set[str], set[str]]:
    """The names of the schemas that stand in an ``allOf``, and of those that stand elsewhere."""
    parts: set[str] = set()
    wholes: set[str] = set()

    def look(inner: Any, *, part: bool) -> None:
        for each in listing(inner):
            look(each, part=part)
        for key, each in mapping(inner).items():
            if key == "$ref" and isinstance(each, str):
                (parts if part else wholes).add(each.rpartition("/")[2])
            else:
                look(each, part=key == "allOf")

    look(value, part=False)
    return parts, wholes


def _refuse_circles(models: Iterable[Model]) -> None:
    """A model may hold itself; a longer circle cannot be imported."""
    by_name = {model.name: model for model in models}

    def visit(name: str, around: tuple[str, ...]) -> None:
        if name in around:
            raise ContractError(
                f"contract/components/schemas/{name}: a circle of several schemas is not supported"
            )
        for used in by_name[name].uses if name in by_name else ():
            visit(used, (*around, name))

    for name in by_name:
        visit(name, ())


def _is_file(node: Node) -> bool:
    parts = mapping(node.get("properties")).values()
    return any(mapping(part).get("format") == "binary" for part in parts)


def _model(name: str, node: Node) -> Model:
    python_name(node.place, name, CLASSES)
    properties, required = _properties(node)
    optional = _known(node, "x-sdk-optional", properties)
    fields = [_property(owner, wire, wire in required) for wire, owner in properties.items()]
    fields.sort(key=lambda field: (not field.required, field.name))
    order = _known(node, "x-sdk-order", properties)
    fields.sort(key=lambda field: order.index(field.wire) if field.wire in order else len(order))
    bare, decided = True, list[Field]()
    for field in fields:
        # Where one field has a default, Python wants one for all that follow.
        bare = bare and field.required and field.wire not in optional
        decided.append(replace(field, bare=bare))
    views = [python_name(node.place, field.view) for field in fields if field.view]
    hidden = ["property"] if views else []
    distinct(f"{node.place}/properties", [*(field.name for field in fields), *views, *hidden])
    return Model(name, node.text("description"), tuple(decided), _aliases(name, node))


def _properties(node: Node, around: tuple[str, ...] = ()) -> tuple[dict[str, Node], list[str]]:
    """Each property with the schema that has it, and which are required; parts are merged in."""
    if node.place in around:
        raise ContractError(f"{node.place}: it is a part of itself")
    node.only(
        *("title", "description", "type", "required", "properties", "allOf"),
        *("x-sdk-order", "x-sdk-optional", "x-sdk-aliases"),
    )
    found: dict[str, Node] = {}
    required: list[str] = []
    for part in node.items("allOf"):
        inherited, needed = _properties(part, (*around, node.place))
        found.update(inherited)
        required += needed
    if "properties" in node.value:
        found.update(dict.fromkeys(node.child("properties").value, node))
    elif "allOf" not in node.value:
        raise ContractError(f"{node.place}: 'properties' is missing")
    return found, [*required, *_known(node, "required", found)]


def _known(node: Node, key: str, properties: Iterable[str]) -> list[str]:
    wires, known = node.many(key), [*properties]
    for wire in wires:
        if wire not in known:
            raise ContractError(f"{node.place}/{key}: there is no property {wire!r}")
    return wires


def _aliases(name: str, node: Node) -> tuple[str, ...]:
    """The other names of a class; in ``operations``, it can only have its own."""
    found = node.many("x-sdk-aliases")
    for alias in found:
        if alias != f"operations.{name}":
            python_name(f"{node.place}/x-sdk-aliases", alias, CLASSES)
    return tuple(found)


def _property(owner: Node, wire: str, required: bool) -> Field:
    place = f"{owner.place}/properties/{wire}"
    raw = Node(owner.child("properties").value[wire], place, owner.root)
    if not wire.isprintable() or set(wire) & set('"\\'):
        raise ContractError(f"{place}: {wire!r} cannot be a property here")
    node, nullable = without_null(raw)
    type_ = type_of(node)
    described = raw if "description" in raw.value else node
    if raw.get("x-sdk-property") and type_.kind != "code":
        raise ContractError(f"{place}/x-sdk-property: only a code has one")
    default = raw.get("default", node.get("default"))
    return Field(
        name=python_name(place, names.field(raw.maybe("x-sdk-name") or wire)),
        wire=wire,
        type=type_,
        description=described.text("description"),
        required=required,
        nullable=nullable,
        default=default_of(f"{place}/default", default, type_, node),
        limits=() if raw.get("x-sdk-unchecked") else tuple(limits_of(node)),
        example=(raw.many("examples") or node.many("examples") or [None])[0],
        view=raw.get("x-sdk-property"),
        deprecated=raw.get("deprecated") is True,
    )


def default_of(place: str, value: Any, type_: Type, node: Node) -> str:
    """A default as Python writes it."""
    if value is None:
        return "None"
    if type_.kind == "enum":
        for known, name in zip(
            node.many("x-extensible-enum"), node.many("x-enum-varnames"), strict=False
        ):
            if known == value:
                return f"{type_.name}.{name}"
    elif type_.name in ("bool", "int") and type(value).__name__ == type_.name:
        return repr(value)
    raise ContractError(f"{place}: {value!r} is not supported as a default here")


def without_null(raw: Node) -> tuple[Node, bool]:
    """A property's schema, and whether its null is written out.

    As in 3.1.0, a reference that may be null is left out when it is None, and not written as null,
    unless it is the named schema itself that may be null.
    """
    if "anyOf" in raw.value:
        choices = raw.only("anyOf", *_BESIDE).many("anyOf")
        others = [choice for choice in choices if choice != {"type": "null"}]
        if len(others) != 1 or len(choices) != 2 or "$ref" not in mapping(others[0]):
            raise ContractError(f"{raw.place}/anyOf: only a reference or null is supported")
        return Node(others[0], f"{raw.place}/anyOf", raw.root).resolved(), False
    node = raw.resolved(_BESIDE)
    types = node.get("type")
    if not isinstance(types, list):
        return node, False
    others = [choice for choice in node.value["type"] if choice != "null"]
    if len(others) != 1 or "null" not in types:
        raise ContractError(f"{node.place}/type: only one type or null is supported")
    return Node({**node.value, "type": others[0]}, node.place, node.root), True


def type_of(node: Node, around: tuple[str, ...] = ()) -> Type:
    """The type of a schema."""
    if node.place in around:
        raise ContractError(f"{node.place}: it holds itself")
    folder, _, name = node.place.rpartition("/")
    kind = node.get("type")
    if kind == "object" and "additionalProperties" in node.value:
        return _map(node, (*around, node.place))
    is_enum = "x-extensible-enum" in node.value
    if (is_enum or kind == "object") and (folder != _NAMED or _is_file(node)):
        raise ContractError(f"{node.place}: an object or an enum must be a named schema, no file")
    if is_enum:
        return Type("int", "code", see=name) if kind == "integer" else Type(name, "enum")
    if kind == "object":
        return Type(name, "model")
    if kind == "array":
        node.only("type", "items", *_TEXTS, *_LIMITS["array"], *_SDK, "x-sdk-single")
        inner = node.child("items")
        item = type_of(inner, (*around, node.place))
        if any(limits_of(inner)):
            raise ContractError(f"{inner.place}: a limit of the items is not supported")
        return Type("list", "list", item=item)
    return _scalar(node, kind)


def _scalar(node: Node, kind: Any) -> Type:
    known = _NUMBERS.get(str(node.get("format"))) if kind == "number" else _SCALARS.get(str(kind))
    if known is None:
        raise ContractError(f"{node.place}/type: {kind!r} is not supported")
    node.only("type", *_TEXTS, *_LIMITS[kind], *_SDK)
    return Type(known)


def _map(node: Node, around: tuple[str, ...]) -> Type:
    node.only("type", "additionalProperties", *_TEXTS, *_LIMITS["object"], *_SDK)
    if node.get("additionalProperties") is True:
        return Type("dict", "map", item=Type("Any"))
    inner, _ = without_null(node.child("additionalProperties"))
    return Type("dict", "map", item=type_of(inner, around))


def limits_of(node: Node) -> Iterator[tuple[str, Any]]:
    """What the values of a schema must keep to; of a map, its names and values too."""
    kind = node.get("type")
    for key in _LIMITS.get(kind, ()) if isinstance(kind, str) else ():
        if key == "propertyNames" and key in node.value:
            yield "key_pattern", _pattern(node.child(key).only("pattern"))
        elif key == "pattern" and key in node.value:
            yield "pattern", _pattern(node)
        elif key in node.value:
            yield names.snake(key), _limit(node, key)
    if kind == "object" and node.get("additionalProperties", True) is not True:
        inner, _ = without_null(node.child("additionalProperties"))
        for key, value in limits_of(inner):
            yield f"value_{key}", value


def _limit(node: Node, key: str) -> int:
    limit = node.number(key)
    is_size = key not in ("minimum", "maximum")
    if type(limit) is not int or limit.bit_length() > 63 or (is_size and limit < 0):
        raise ContractError(f"{node.place}/{key}: {limit!r} cannot be a limit")
    return limit


def _pattern(node: Node) -> str:
    pattern = node.text("pattern")
    try:
        re.compile(pattern)
    except re.error as error:
        raise ContractError(f"{node.place}/pattern: {error}") from error
    return pattern


def _enum(name: str, node: Node) -> Enum:
    node.only(
        *("title", "description", "type", "format", "examples", "x-extensible-enum"),
        *("x-enum-varnames", "x-enum-descriptions", "x-enum-groups", "x-enum-retryable"),
        "x-sdk-aliases",
    )
    python_name(node.place, name, CLASSES)
    plain, _ = without_null(node)
    is_code = plain.get("type") == "integer"
    if not is_code and plain.get("type") != "string":
        raise ContractError(f"{node.place}/type: only a string or an integer has an open enum")
    rows = [node.many(f"x-{key}") for key in ("enum-varnames", "extensible-enum")]
    rows.append(node.many("x-enum-descriptions"))
    if len({len(row) for row in rows}) != 1:
        raise ContractError(f"{node.place}: values, names and descriptions do not match")
    for kind, row in zip((str, int if is_code else str, str), rows, strict=True):
        if not all(type(cell) is kind and str(cell).isprintable() for cell in row):
            raise ContractError(f"{node.place}: a name, value or description is not one: {row!r}")
    for row in rows[: 3 if is_code else 2]:
        distinct(node.place, map(str, row))
    for n in rows[0]:
        python_name(f"{node.place}/x-enum-varnames", n, ("mro", "name", "value"))
    members = [Member(n, value, text) for n, value, text in zip(*rows, strict=True)]
    if is_code:
        members = _grouped(node, members)
    return Enum(name, node.text("description"), tuple(members), is_code, _aliases(name, node))


def _grouped(node: Node, members: list[Member]) -> list[Member]:
    """The codes with the group that each belongs to."""
    by_group = Node(node.need("x-enum-groups"), f"{node.place}/x-enum-groups", node.root)
    rows = [(code, group) for group in by_group.value for code in by_group.many(group)]
    if sorted(repr(code) for code, _ in rows) != sorted(repr(each.value) for each in members):
        raise ContractError(f"{node.place}: codes and groups do not match")
    groups = dict(rows)
    again = node.many("x-enum-retryable")
    if not all((code, "failure") in rows for code in again):
        raise ContractError(f"{node.place}/x-enum-retryable: expected codes of failures: {again!r}")
    return [
        replace(
            each,
            group=groups[each.value],
            retryable=(each.value in again) if groups[each.value] == "failure" else None,
        )
        for each in members
    ]
