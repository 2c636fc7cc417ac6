"""The contract, turned into a plan. What is not understood is an error that names its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from . import names
from .events import apart, events
from .node import ContractError, Node, distinct, mapping, python_name
from .plan import (
    Enum,
    Field,
    Member,
    Model,
    Operation,
    Plan,
    Reply,
    Resource,
    Retries,
    Type,
)
from .waits import waits

_SCALARS = {"string": "str", "integer": "int", "boolean": "bool"}
_METHODS = {"get": "GET", "post": "POST"}


# Classes that stand in the generated modules beside those of the contract.
_CLASSES = names.USED | {
    *("Credential", "Event", "Model", "Response", "Security", "StatusCode", "UnknownEvent"),
}
# What every response has, and what every client has, beside what the contract brings.
_RESPONSE = ("content_type", "headers", "raise_for_status", "rate_limit", "raw_response")
_RESERVED = frozenset((*_RESPONSE, "retry_after", "status_code"))
_CLIENT = frozenset(("close", "from_env", "sdk_configuration"))


def parse(contract: dict[str, Any], config: dict[str, Any]) -> Plan:
    """Decide everything."""
    root = Node(contract, "contract", contract)
    settings = Node(config, "gen.yaml", config).only("configVersion", "generation", "python")
    if settings.need("configVersion") != "1.0.0":
        raise ContractError("gen.yaml/configVersion: only 1.0.0 is supported")
    python = settings.child("python").only("version", "packageName", "author", "description")
    models, enums = _schemas(root)
    resources = _resources(root, {model.name: model for model in models})
    found = events(root, models)
    operations = [operation for resource in resources for operation in resource.operations]
    return Plan(
        client=python_name(
            "gen.yaml/generation/sdkClassName",
            settings.child("generation").only("sdkClassName").need("sdkClassName"),
        ),
        package=python_name("gen.yaml/python/packageName", python.need("packageName")),
        version=str(python.need("version")),
        title=root.child("info").text("title"),
        document_version=root.child("info").text("version"),
        servers=tuple(
            server.only("url", "description").text("url") for server in root.items("servers")
        ),
        security=_security(root),
        retries=_retries(root.child("x-retries")),
        models=apart(found, models, operations),
        enums=enums,
        resources=resources,
        events=found,
    )


def _text(node: Node) -> str:
    return node.text("description")


def _security(root: Node) -> Field:
    schemes = list(root.child("components").children("securitySchemes"))
    if len(schemes) != 1:
        raise ContractError("contract/components/securitySchemes: exactly one is supported")
    name, scheme = schemes[0]
    travels = (name, scheme.need("type"), scheme.need("in"), scheme.need("name"))
    if travels != ("auth_header", "apiKey", "header", "Authorization"):
        raise ContractError(f"{scheme.place}: only auth_header in Authorization is supported")
    return Field(name, scheme.need("name"), Type("str"), _text(scheme), required=True)


def _retries(node: Node) -> Retries:
    node.only("strategy", "backoff", "statusCodes", "retryConnectionErrors")
    backoff = node.child("backoff").only(
        "initialInterval", "maxInterval", "exponent", "maxElapsedTime"
    )
    return Retries(
        strategy=node.text("strategy"),
        initial_interval=backoff.number("initialInterval"),
        max_interval=backoff.number("maxInterval"),
        exponent=backoff.number("exponent"),
        max_elapsed_time=backoff.number("maxElapsedTime"),
        statuses=tuple(str(status) for status in node.many("statusCodes")),
        connection_errors=node.need("retryConnectionErrors") is True,
    )


def _schemas(root: Node) -> tuple[tuple[Model, ...], tuple[Enum, ...]]:
    models: list[Model] = []
    enums: list[Enum] = []
    for name, node in root.child("components").children("schemas"):
        if node.get("type") == "object":
            models.append(_model(name, node))
        elif "x-extensible-enum" in node.value:
            enums.append(_enum(name, node))
        else:
            _type(node)
    place = "contract/components/schemas"
    distinct(place, [*(m.name.lower() for m in models), *(e.name.lower() for e in enums)])
    return tuple(_in_order(models)), tuple(enums)


def _in_order(models: list[Model]) -> list[Model]:
    """By name, but each after the models that its fields need."""
    waiting = {model.name: model for model in sorted(models, key=lambda model: model.name)}
    ordered: list[Model] = []

    def place(name: str, around: tuple[str, ...] = ()) -> None:
        if name in around:
            raise ContractError(f"contract/components/schemas/{name}: it holds itself")
        model = waiting.get(name)
        if model is None:
            return
        for field in model.fields:
            if field.type.model:
                place(field.type.model, (*around, name))
        ordered.append(waiting.pop(name))

    for name in list(waiting):
        place(name)
    return ordered


def _model(name: str, node: Node) -> Model:
    node.only("title", "description", "type", "required", "properties")
    python_name(node.place, name, _CLASSES)
    required = node.many("required")
    for wire in required:
        if wire not in node.child("properties").value:
            raise ContractError(f"{node.place}/required: there is no property {wire!r}")
    fields = [_property(node, wire, wire in required) for wire in node.child("properties").value]
    fields.sort(key=lambda field: (not field.required, field.name))
    views = [python_name(node.place, field.view) for field in fields if field.view]
    distinct(f"{node.place}/properties", [*(field.name for field in fields), *views])
    return Model(name, _text(node), tuple(fields))


def _property(owner: Node, wire: str, required: bool) -> Field:
    place = f"{owner.place}/properties/{wire}"
    raw = Node(owner.child("properties").value[wire], place, owner.root)
    if not wire.isprintable() or set(wire) & set('"\\'):
        raise ContractError(f"{place}: {wire!r} cannot be a property here")
    name = raw.text("x-sdk-name") if raw.value.get("x-sdk-name") is not None else wire
    raw.value.pop("x-sdk-name", None)
    node, nullable = _without_null(raw)
    type_ = _type(node)
    described = raw if "description" in raw.value else node
    if raw.get("x-sdk-property") and type_.kind != "enum":
        raise ContractError(f"{place}/x-sdk-property: only a code has one")
    return Field(
        name=python_name(place, names.field(name)),
        wire=wire,
        type=type_,
        description=_text(described),
        required=required,
        nullable=nullable,
        example=(raw.many("examples") or node.many("examples") or [None])[0],
        view=raw.get("x-sdk-property"),
    )


def _without_null(raw: Node) -> tuple[Node, bool]:
    """A property's schema, and whether its null is written out.

    As in 3.1.0, a reference that may be null is left out when it is None, and not written as null.
    """
    choices = raw.get("anyOf")
    if choices is not None:
        others = [choice for choice in raw.many("anyOf") if choice != {"type": "null"}]
        if len(others) != 1 or len(choices) != 2 or "$ref" not in mapping(others[0]):
            raise ContractError(f"{raw.place}/anyOf: only a reference or null is supported")
        return Node(others[0], f"{raw.place}/anyOf", raw.root).resolved(), False
    types = raw.get("type")
    if isinstance(types, list):
        others = [choice for choice in raw.value["type"] if choice != "null"]
        if len(others) != 1 or "null" not in types:
            raise ContractError(f"{raw.place}/type: only one type or null is supported")
        return Node({**raw.value, "type": others[0]}, raw.place, raw.root), True
    return raw.resolved(), False


def _type(node: Node, around: tuple[str, ...] = ()) -> Type:
    if node.place in around:
        raise ContractError(f"{node.place}: it holds itself")
    name = node.place.rpartition("/")[2]
    kind = node.get("type")
    if kind == "object" and "additionalProperties" in node.value:
        return _map(node)
    if kind == "object":
        if not node.place.startswith("#/components/schemas/"):
            raise ContractError(f"{node.place}: an object must be a named schema")
        return Type(name, "model")
    if "x-extensible-enum" in node.value:
        return Type("int", "enum", see=name)
    if kind == "array":
        node.only("type", "items", "minItems", "description", "examples")
        return Type("list", "list", item=_type(node.child("items"), (*around, node.place)))
    if not isinstance(kind, str) or kind not in _SCALARS:
        raise ContractError(f"{node.place}/type: {kind!r} is not supported")
    node.only("type", "format", "title", "description", "examples")
    return Type(_SCALARS[kind])


def _map(node: Node) -> Type:
    node.only("type", "description", "examples", "additionalProperties")
    inner = _type(node.child("additionalProperties"))
    if inner.kind != "scalar":
        raise ContractError(f"{node.place}: only a map of scalars is supported")
    return Type(f"dict[str, {inner.name}]")


def _enum(name: str, node: Node) -> Enum:
    node.only(
        *("title", "description", "type", "format", "examples", "x-extensible-enum"),
        *("x-enum-varnames", "x-enum-descriptions", "x-enum-groups", "x-enum-retryable"),
    )
    by_group = Node(node.need("x-enum-groups"), f"{node.place}/x-enum-groups", node.root)
    groups = {code: group for group in by_group.value for code in by_group.many(group)}
    rows = [node.many(f"x-{key}") for key in ("enum-varnames", "extensible-enum")]
    rows.append(node.many("x-enum-descriptions"))
    if len({len(row) for row in rows}) != 1 or set(groups) != set(rows[1]):
        raise ContractError(f"{node.place}: codes, names, descriptions and groups do not match")
    python_name(node.place, name, _CLASSES)
    for kind, row in zip((str, int, str), rows, strict=True):
        if not all(type(cell) is kind and str(cell).isprintable() for cell in row):
            raise ContractError(f"{node.place}: a name, code or description is not one: {row!r}")
        distinct(node.place, map(str, row))
    for n in rows[0]:
        python_name(f"{node.place}/x-enum-varnames", n, ("mro", "name", "value"))
    again = node.many("x-enum-retryable")
    if not {*again} <= {code for code in rows[1] if groups[code] == "failure"}:
        raise ContractError(f"{node.place}/x-enum-retryable: expected codes of failures: {again!r}")
    members = [
        Member(n, code, groups[code], text, (code in again) if groups[code] == "failure" else None)
        for n, code, text in zip(*rows, strict=True)
    ]
    return Enum(name, _text(node), tuple(members))


def _resources(root: Node, models: Mapping[str, Model]) -> tuple[Resource, ...]:
    found: dict[str, list[tuple[Operation, Node]]]
    found = {tag.text("name"): [] for tag in root.items("tags")}
    for path, item in root.children("paths"):
        item.only("parameters", *_METHODS)
        for verb, node in ((verb, item.child(verb)) for verb in _METHODS if verb in item.value):
            tags = node.many("tags")
            if len(tags) != 1 or tags[0] not in found:
                raise ContractError(f"{node.place}/tags: exactly one of the contract's tags")
            found[tags[0]].append((_operation(path, verb, item, node), node))
    resources = tuple(_resource(tag, found[tag.text("name")], models) for tag in root.items("tags"))
    distinct("contract/tags", (resource.name for resource in resources))
    distinct("contract/paths", (op.class_name for each in resources for op in each.operations))
    return resources


def _resource(
    tag: Node, found: list[tuple[Operation, Node]], models: Mapping[str, Model]
) -> Resource:
    polls, starts = waits(found, models)
    operations = [operation for operation, _ in found]
    methods = [each.name for each in operations]
    methods += [each.name for each in polls] + [each.name for each in starts]
    distinct("contract/paths", methods)
    return Resource(
        name=python_name(tag.place, names.snake(tag.text("name")), _CLIENT),
        class_name=python_name(tag.place, names.pascal(tag.text("name"))),
        description=_text(tag),
        operations=tuple(sorted(operations, key=lambda op: op.name)),
        waits=tuple(polls),
        starts=tuple(starts),
    )


def _operation(path: str, verb: str, item: Node, node: Node) -> Operation:
    node.only(
        *("operationId", "x-sdk-method", "summary", "description", "tags"),
        *("parameters", "requestBody", "responses", "x-sdk-wait"),
    )
    fields: list[Field] = []
    keyed = False
    for parameter in [*item.items("parameters"), *node.items("parameters")]:
        place, name = parameter.text("in"), parameter.text("name")
        if (place, name, parameter.get("x-sdk-managed")) == ("header", "Idempotency-Key", True):
            keyed = True
        elif place == "path" and parameter.need("required") is True:
            fields.append(_path_field(name, parameter))
        else:
            raise ContractError(f"{parameter.place}: a parameter in {place} is not supported")
    body = _body(node.child("requestBody")) if "requestBody" in node.value else None
    distinct(node.place, (field.name for field in (*fields, *([body] if body else ()))))
    if not path.isprintable() or set(path) & set('"\\?#'):
        raise ContractError(f"{node.place}: {path!r} cannot be a path")
    missing = {part.partition("}")[0] for part in path.split("{")[1:]} ^ {f.wire for f in fields}
    if missing:
        raise ContractError(f"{node.place}: path and parameters differ in {sorted(missing)}")
    return Operation(
        id=node.text("operationId"),
        name=python_name(f"{node.place}/x-sdk-method", node.need("x-sdk-method")),
        method=_METHODS[verb],
        path=path,
        summary=node.text("summary"),
        description=_text(node),
        method_name=f"{names.snake(node.need('tags')[0])}.{node.need('x-sdk-method')}",
        class_name=python_name(
            f"{node.place}/operationId", names.pascal(node.text("operationId")), _CLASSES
        ),
        path_fields=tuple(fields),
        body=body,
        keyed=keyed,
        replies=tuple(_replies(node)),
    )


def _path_field(name: str, node: Node) -> Field:
    return Field(
        name=python_name(node.place, names.field(name)),
        wire=name,
        type=_type(node.child("schema")),
        description=_text(node),
        required=True,
        example=node.get("example"),
    )


def _body(node: Node) -> Field:
    node.only("description", "required", "content")
    schema = _json(node)
    type_ = _type(schema)
    if type_.kind != "model":
        raise ContractError(f"{node.place}: only a named object is supported as a body")
    return Field(
        name=python_name(node.place, names.field(type_.name)),
        wire="",
        type=type_,
        description=_text(schema),
        required=bool(node.get("required", False)),
        example=schema.value,
    )


def _json(node: Node) -> Node:
    return node.child("content").only("application/json").child("application/json").child("schema")


def _replies(node: Node) -> Iterator[Reply]:
    found: list[Reply] = []
    for status, reply in node.children("responses"):
        reply.only("description", "headers", "content", "links")
        if not status.isdigit():
            raise ContractError(f"{reply.place}: {status!r} is not supported as a status")
        type_ = _type(_json(reply))
        if not type_.model:
            raise ContractError(f"{reply.place}: only a named object or a list is supported")
        name = python_name(reply.place, names.snake(type_.model), _RESERVED)
        found.append(
            Reply(int(status), names.plural(name) if type_.item else name, type_, _text(reply))
        )
    if sum(reply.status < 400 for reply in found) != 1:
        raise ContractError(f"{node.place}/responses: exactly one success is supported")
    fields = {one.field: one.type for one in found}
    for one in found:
        if one.type != fields[one.field]:
            raise ContractError(f"{node.place}/responses: {one.field} would be of two types")
    yield from sorted(found, key=lambda reply: reply.status)
