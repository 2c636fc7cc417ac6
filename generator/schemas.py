"""The contract's schemas, turned into types, models and enums."""

from __future__ import annotations

import graphlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from codatsyncexpenses._schema.formats import CURRENCY, DATE, PATTERNS, UUID

from . import names
from .contract import ContractError, Node, distinct, is_list, is_mapping
from .plan import Enum, Field, Member, Model, Type

_SCALARS = {"string": "str", "integer": "int", "boolean": "bool", "number": "Decimal"}
_LIMITS = (
    *("minLength", "maxLength", "pattern", "minimum", "maximum"),
    *("minItems", "maxItems", "maxProperties"),
)


def schemas(root: Node) -> tuple[tuple[Model, ...], tuple[Enum, ...]]:
    """Return the classes of all named schemas."""
    models: list[Model] = []
    enums: list[Enum] = []
    sent, answered = _used(root)
    for name, node in root.child("components").named("schemas").items():
        kind = kind_of(node)
        if kind in ("enum", "code"):
            enums.append(_enum(name, node))
        elif kind == "model":
            models.append(_with_formats(_model(name, node), name in sent, name in answered))
        elif kind != "file":
            type_of(node)
    place = "contract/components/schemas"
    classes: list[Model | Enum] = [*models, *enums]
    taken = [name for each in classes for name in (each.name, *each.aliases)]
    distinct(place, map(str.lower, ["Security", *taken]))
    try:
        graphlib.TopologicalSorter({model.name: model.uses for model in models}).prepare()
    except graphlib.CycleError as error:
        # A model may hold itself; a longer circle cannot be imported.
        problem = f"{place}/{error.args[1][0]}: a circle of several schemas is not supported"
        raise ContractError(problem) from error
    return tuple(models), tuple(enums)


def _model(name: str, node: Node) -> Model:
    properties, required = _properties(node)
    optional = _known(node, "x-sdk-optional", properties)
    promised = _known(node, "x-sdk-promised", properties)
    order = _known(node, "x-sdk-order", properties)
    fields = [_property(wire, each, wire in required) for wire, each in properties.items()]
    fields.sort(key=lambda field: (not field.required, field.name))
    fields.sort(key=lambda field: order.index(field.wire) if field.wire in order else len(order))
    bare, keyword, decided = True, False, list[Field]()
    for field in fields:
        # Where one field has a default, Python wants one for all that follow.
        bare = bare and field.required and field.wire not in optional
        decided.append(replace(field, bare=bare, keyword=keyword, promised=field.wire in promised))
        keyword = keyword or not field.required or (field.nullable and not bare)
    views = [field.view for field in fields if field.view]
    hidden = ["property"] if views else []
    distinct(f"{node.place}/properties", [*(field.name for field in fields), *views, *hidden])
    parts = tuple(part.name for part in node.listed("allOf"))
    return Model(name, node.text("description"), tuple(decided), _aliases(name, node), parts)


def _used(root: Node) -> tuple[set[str], set[str]]:
    """Return the names of the schemas in the bodies of requests, and of those in what comes."""
    sent, answered = set[str](), set[str]()
    for item in root["paths"].values():
        for operation in (each for each in item.values() if is_mapping(each)):
            _collect(operation.get("requestBody"), root, sent)
            _collect(operation.get("responses"), root, answered)
    _collect(root.get("webhooks"), root, answered)
    return sent, answered


def _collect(value: object, root: Node, found: set[str]) -> None:
    """Add the names of the schemas that a part of the contract holds at any depth."""
    if is_list(value):
        for inner in value:
            _collect(inner, root, found)
    if is_mapping(value):
        reference = re.fullmatch("#/components/([^/]+)/([^/]+)", str(value.get("$ref")))
        if reference and reference[2] not in found:
            kind, name = reference.groups()
            found |= {name} if kind == "schemas" else set()
            _collect(root["components"].get(kind, {}).get(name), root, found)
        _collect([*value.values()], root, found)


def _with_formats(model: Model, sent: bool, answered: bool) -> Model:
    """Return a model with the formats that a request is checked for.

    A date that comes is text, in the form that the service gives it.
    """
    kept = {UUID, CURRENCY} if sent else set[str]()
    kept |= {DATE} if sent and not answered else set()

    def fitting(field: Field) -> Field:
        limits = ((name, each) for name, each in field.limits if name != "format" or each in kept)
        return replace(field, limits=tuple(limits))

    return replace(model, fields=tuple(map(fitting, model.fields)))


def _properties(node: Node, around: tuple[str, ...] = ()) -> tuple[dict[str, Node], list[str]]:
    """Return the properties with those of the parts, and which of them are required."""
    if node.place in around:
        raise ContractError(f"{node.place}: it is a part of itself")
    found: dict[str, Node] = {}
    required: list[str] = []
    for part in node.listed("allOf"):
        expect(part, "model")
        inherited, needed = _properties(part, (*around, node.place))
        found.update(inherited)
        required += needed
    found.update(node.named("properties"))
    return found, [*required, *_known(node, "required", found)]


def _known(node: Node, key: str, properties: Iterable[str]) -> list[str]:
    wires: list[str] = node.get(key, [])
    for wire in wires:
        if wire not in properties:
            raise ContractError(f"{node.place}/{key}: there is no property {wire!r}")
    return wires


def _aliases(name: str, node: Node) -> tuple[str, ...]:
    found: list[str] = node.get("x-sdk-aliases", [])
    for alias in found:
        if "." in alias and alias != f"operations.{name}":
            problem = f"{alias!r} is not supported, only operations.{name}"
            raise ContractError(f"{node.place}/x-sdk-aliases: {problem}")
    return tuple(found)


def _property(wire: str, node: Node, required: bool) -> Field:
    type_ = type_of(node)
    # The results of a page turn into records and tables, and so do other lists that ask for it.
    rich = type_.kind == "list" and (wire == "results" or "x-sdk-records" in node)
    if rich and (type_.nullable or not type_.model):
        raise ContractError(f"{node.used}/items: only models turn into records, and no null")
    if "x-sdk-property" in node and type_.kind != "code":
        raise ContractError(f"{node.used}/x-sdk-property: only a code has one")
    return Field(
        name=names.field(node.get("x-sdk-name", wire)),
        wire=wire,
        type=replace(type_, rich=rich),
        description=node.text("description"),
        required=required,
        # As in 3.1.0, a reference beside null is left out when it is None, and not sent as null.
        nullable=is_list(node["type"]) and not node.keys() & {"anyOf", "x-sdk-omitted"},
        default=default_of(node, type_),
        limits=() if node.get("x-sdk-unchecked") else (*limits_of(node), *format_of(node)),
        example=(node.get("examples") or [None])[0],
        view=node.get("x-sdk-property"),
        time=node.get("format") == DATE,
        deprecated=node.get("deprecated", False),
    )


def default_of(node: Node, type_: Type) -> str:
    """Return the default as Python writes it."""
    value = node.get("default")
    if not isinstance(value, str):
        return repr(value)
    values = node.get("x-extensible-enum", ())
    if value not in values:
        raise ContractError(f"{node.used}/default: {value!r} is not a member of an enum of texts")
    return f"{type_.name}.{node['x-enum-varnames'][values.index(value)]}"


def kind_of(node: Node) -> str:
    """Return the kind of a schema: one of ``Type.kind``, or ``file``."""
    json_type = _json_type(node)
    if "x-extensible-enum" in node:
        return "code" if json_type == "integer" else "enum"
    if json_type == "object" and "additionalProperties" not in node:
        parts = node.get("properties", {}).values()
        return "file" if any(part.get("format") == "binary" for part in parts) else "model"
    return {"object": "map", "array": "list"}.get(json_type, "scalar")


def expect(node: Node, kind: str) -> None:
    """Refuse a schema of another kind; ``supported.yaml`` follows no reference.

    :raises ContractError: if it is of another kind
    """
    if kind_of(node) != kind:
        raise ContractError(f"{node.used}: {kind_of(node)!r} is not supported here, only: {kind}")


def _json_type(node: Node) -> str:
    """Return the type without the null beside it."""
    return str(node["type"][0] if is_list(node["type"]) else node["type"])


def type_of(node: Node, around: tuple[str, ...] = ()) -> Type:
    """Return the type of a schema."""
    if node.place in around:
        raise ContractError(f"{node.place}: it holds itself")
    around = (*around, node.place)
    kind = kind_of(node)
    if kind == "file":
        raise ContractError(f"{node.used}: a file is not supported here")
    if kind == "map" and node["additionalProperties"] is True:
        return Type("dict", kind, item=Type("Any"))
    if kind in ("map", "list"):
        inner = node.child("additionalProperties" if kind == "map" else "items")
        if kind == "list" and any(limits_of(inner)):
            raise ContractError(f"{inner.used}: a limit of the items is not supported")
        nullable = is_list(inner["type"]) or "anyOf" in inner
        name = {"map": "dict"}.get(kind, kind)
        return Type(name, kind, item=type_of(inner, around), nullable=nullable)
    if kind == "scalar":
        return Type(_SCALARS[_json_type(node)])
    return Type("int", kind, see=node.name) if kind == "code" else Type(node.name, kind)


def format_of(node: Node) -> list[tuple[str, Any]]:
    """Return the format as a limit, if it is one that the runtime checks."""
    return [("format", node["format"])] if node.get("format") in PATTERNS else []


def limits_of(node: Node) -> Iterator[tuple[str, Any]]:
    """Yield the limits of a value as keyword arguments; of a map, those of its names and values."""
    for key in _LIMITS:
        if key in node:
            yield names.snake(key), node[key]
    if "propertyNames" in node:
        yield "key_pattern", node["propertyNames"]["pattern"]
    if node.get("additionalProperties", True) is not True:
        for key, value in limits_of(node.child("additionalProperties")):
            yield f"value_{key}", value


def _enum(name: str, node: Node) -> Enum:
    rows = [node[f"x-{key}"] for key in ("enum-varnames", "extensible-enum", "enum-descriptions")]
    if len({len(row) for row in rows}) != 1:
        raise ContractError(f"{node.place}: values, names and descriptions do not match")
    is_code = kind_of(node) == "code"
    by_group: dict[str, list[int]] = node.get("x-enum-groups", {})
    codes = [(code, group) for group, inside in by_group.items() for code in inside]
    if is_code and sorted(code for code, _ in codes) != sorted(node["x-extensible-enum"]):
        raise ContractError(f"{node.place}: codes and groups do not match")
    groups: dict[Any, str] = dict(codes)
    again: list[int] = node.get("x-enum-retryable", [])
    if not {*again} <= {*by_group.get("failure", ())}:
        raise ContractError(f"{node.place}/x-enum-retryable: expected codes of failures: {again!r}")
    remedies: dict[str, str] = node.get("x-enum-remedies", {})
    failures = [
        python for python, value, _ in zip(*rows, strict=True) if groups.get(value) == "failure"
    ]
    if {*remedies} != {*failures}:
        raise ContractError(f"{node.place}/x-enum-remedies: expected one for each of {failures!r}")
    members = tuple(
        Member(
            name=python,
            value=value,
            description=told,
            group=groups.get(value, ""),
            retryable=value in again if python in failures else None,
            remedy=remedies.get(python),
        )
        for python, value, told in zip(*rows, strict=True)
    )
    return Enum(name, node.text("description"), members, is_code, _aliases(name, node))
