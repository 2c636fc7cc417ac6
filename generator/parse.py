"""The contract, turned into a plan. What is not understood is an error that names its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

from . import names
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

_SCALARS = {"string": "str", "integer": "int", "boolean": "bool"}
_METHODS = {"get": "GET", "post": "POST"}


class ContractError(Exception):
    """Something in the contract or in gen.yaml that the generator does not support."""


def _mapping(value: Any) -> dict[str, Any]:
    """A mapping by text, because YAML reads some keys, such as 200, as numbers."""
    return {str(key): inner for key, inner in value.items()} if _is_mapping(value) else {}


def _is_mapping(value: Any) -> TypeGuard[dict[Any, Any]]:
    return isinstance(value, dict)


class Node:
    """A mapping of the contract that knows its place and what of it was looked at."""

    def __init__(self, value: Any, place: str, root: dict[str, Any]) -> None:
        if not _is_mapping(value):
            raise ContractError(f"{place}: expected a mapping, found {value!r}")
        self.value = _mapping(value)
        self.place = place
        self.root = root

    def get(self, key: str, default: Any = None) -> Any:
        """The value under a key."""
        return self.value.get(key, default)

    def need(self, key: str) -> Any:
        """The value under a key that must be there."""
        if key not in self.value:
            raise ContractError(f"{self.place}: {key!r} is missing")
        return self.value[key]

    def child(self, key: str) -> Node:
        """The mapping under a key, with its reference followed."""
        return Node(self.need(key), f"{self.place}/{key}", self.root).resolved()

    def children(self, key: str) -> Iterator[tuple[str, Node]]:
        """The mappings under a key that may be missing, by name."""
        for name, value in _mapping(self.value.get(key)).items():
            node = Node(value, f"{self.place}/{key}/{name}", self.root)
            yield name, node.resolved()

    def items(self, key: str) -> Iterator[Node]:
        """The mappings of a list that may be missing."""
        for index, value in enumerate(self.value.get(key) or []):
            yield Node(value, f"{self.place}/{key}/{index}", self.root).resolved()

    def resolved(self) -> Node:
        """What a reference points to."""
        reference = self.value.get("$ref")
        if reference is None:
            return self
        value = self.root
        for part in str(reference).removeprefix("#/").split("/"):
            if part not in value:
                raise ContractError(f"{self.place}: {reference} leads nowhere")
            value = _mapping(value[part])
        return Node(value, str(reference), self.root).resolved()

    def only(self, *keys: str) -> Node:
        """Refuse any other key, so that nothing in a contract is passed over in silence."""
        for key in self.value:
            if key not in keys:
                raise ContractError(f"{self.place}: {key!r} is not supported here")
        return self


def parse(contract: dict[str, Any], config: dict[str, Any]) -> Plan:
    """Decide everything."""
    root = Node(contract, "contract", contract)
    settings = Node(config, "gen.yaml", config).only("configVersion", "generation", "python")
    if settings.need("configVersion") != "1.0.0":
        raise ContractError("gen.yaml/configVersion: only 1.0.0 is supported")
    python = settings.child("python").only("version", "packageName", "author", "description")
    models, enums = _schemas(root)
    return Plan(
        client=settings.child("generation").only("sdkClassName").need("sdkClassName"),
        package=python.need("packageName"),
        version=str(python.need("version")),
        title=root.child("info").need("title"),
        document_version=root.child("info").need("version"),
        servers=tuple(server.need("url") for server in root.items("servers")),
        security=_security(root),
        retries=_retries(root.child("x-retries")),
        models=models,
        enums=enums,
        resources=_resources(root),
    )


def _text(node: Node) -> str:
    return " ".join(str(node.need("description")).split())


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
        strategy=node.need("strategy"),
        initial_interval=backoff.need("initialInterval"),
        max_interval=backoff.need("maxInterval"),
        exponent=backoff.need("exponent"),
        max_elapsed_time=backoff.need("maxElapsedTime"),
        statuses=tuple(str(status) for status in node.need("statusCodes")),
        connection_errors=node.need("retryConnectionErrors"),
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
    return tuple(_in_order(models)), tuple(enums)


def _in_order(models: list[Model]) -> list[Model]:
    """By name, but each after the models that its fields need."""
    waiting = {model.name: model for model in sorted(models, key=lambda model: model.name)}
    ordered: list[Model] = []

    def place(name: str) -> None:
        model = waiting.pop(name, None)
        if model is None:
            return
        for field in model.fields:
            if field.type.model:
                place(field.type.model)
        ordered.append(model)

    for name in list(waiting):
        place(name)
    return ordered


def _model(name: str, node: Node) -> Model:
    node.only("title", "description", "type", "required", "properties")
    required = node.get("required", [])
    fields = [_property(node, wire, wire in required) for wire in node.child("properties").value]
    fields.sort(key=lambda field: (not field.required, field.name))
    return Model(name, _text(node), tuple(fields))


def _property(owner: Node, wire: str, required: bool) -> Field:
    place = f"{owner.place}/properties/{wire}"
    raw = Node(owner.value["properties"][wire], place, owner.root)
    node, nullable = _without_null(raw)
    type_ = _type(node)
    described = raw if "description" in raw.value else node
    return Field(
        name=names.snake(wire),
        wire=wire,
        type=type_,
        description=_text(described),
        required=required,
        nullable=nullable,
        example=(raw.get("examples") or node.get("examples") or [None])[0],
        view=raw.get("x-sdk-property"),
    )


def _without_null(raw: Node) -> tuple[Node, bool]:
    """A property's schema, and whether its null is written out.

    As in 3.1.0, a reference that may be null is left out when it is None, and not written as null.
    """
    choices = raw.get("anyOf")
    if choices is not None:
        others = [choice for choice in choices if choice != {"type": "null"}]
        if len(others) != 1 or len(choices) != 2 or "$ref" not in others[0]:
            raise ContractError(f"{raw.place}/anyOf: only a reference or null is supported")
        return Node(others[0], f"{raw.place}/anyOf", raw.root).resolved(), False
    types = raw.get("type")
    if isinstance(types, list):
        others = [choice for choice in raw.value["type"] if choice != "null"]
        if len(others) != 1 or "null" not in types:
            raise ContractError(f"{raw.place}/type: only one type or null is supported")
        return Node({**raw.value, "type": others[0]}, raw.place, raw.root), True
    return raw.resolved(), False


def _type(node: Node) -> Type:
    name = node.place.rpartition("/")[2]
    kind = node.get("type")
    if kind == "object":
        if not node.place.startswith("#/components/schemas/"):
            raise ContractError(f"{node.place}: an object must be a named schema")
        return Type(name, "model")
    if "x-extensible-enum" in node.value:
        return Type("int", "enum", see=name)
    if kind == "array":
        node.only("type", "items", "minItems", "description", "examples")
        return Type("list", "list", item=_type(node.child("items")))
    if kind not in _SCALARS:
        raise ContractError(f"{node.place}/type: {kind!r} is not supported")
    node.only("type", "format", "title", "description", "examples")
    return Type(_SCALARS[kind])


def _enum(name: str, node: Node) -> Enum:
    node.only(
        *("title", "description", "type", "format", "examples", "x-extensible-enum"),
        *("x-enum-varnames", "x-enum-descriptions", "x-enum-groups"),
    )
    groups = {code: group for group, codes in node.need("x-enum-groups").items() for code in codes}
    rows = [node.need(f"x-{key}") for key in ("enum-varnames", "extensible-enum")]
    rows.append(node.need("x-enum-descriptions"))
    if len({len(row) for row in rows}) != 1 or set(groups) != set(rows[1]):
        raise ContractError(f"{node.place}: codes, names, descriptions and groups do not match")
    members = [Member(n, code, groups[code], text) for n, code, text in zip(*rows, strict=True)]
    return Enum(name, _text(node), tuple(members))


def _resources(root: Node) -> tuple[Resource, ...]:
    operations: dict[str, list[Operation]] = {tag.need("name"): [] for tag in root.items("tags")}
    for path, item in root.children("paths"):
        item.only("parameters", *_METHODS)
        for verb, node in ((verb, item.child(verb)) for verb in _METHODS if verb in item.value):
            tags = node.need("tags")
            if len(tags) != 1 or tags[0] not in operations:
                raise ContractError(f"{node.place}/tags: exactly one of the contract's tags")
            operations[tags[0]].append(_operation(path, verb, item, node))
    return tuple(
        Resource(
            name=names.snake(tag.need("name")),
            class_name=names.pascal(tag.need("name")),
            description=_text(tag),
            operations=tuple(sorted(operations[tag.need("name")], key=lambda op: op.name)),
        )
        for tag in root.items("tags")
    )


def _operation(path: str, verb: str, item: Node, node: Node) -> Operation:
    node.only(
        *("operationId", "x-sdk-method", "summary", "description", "tags"),
        *("parameters", "requestBody", "responses"),
    )
    fields: list[Field] = []
    keyed = False
    for parameter in [*item.items("parameters"), *node.items("parameters")]:
        place, name = parameter.need("in"), parameter.need("name")
        if (place, name, parameter.get("x-sdk-managed")) == ("header", "Idempotency-Key", True):
            keyed = True
        elif place == "path" and parameter.need("required") is True:
            fields.append(_path_field(name, parameter))
        else:
            raise ContractError(f"{parameter.place}: a parameter in {place} is not supported")
    missing = {part.partition("}")[0] for part in path.split("{")[1:]} ^ {f.wire for f in fields}
    if missing:
        raise ContractError(f"{node.place}: path and parameters differ in {sorted(missing)}")
    return Operation(
        id=node.need("operationId"),
        name=node.need("x-sdk-method"),
        method=_METHODS[verb],
        path=path,
        summary=node.need("summary"),
        description=_text(node),
        method_name=f"{names.snake(node.need('tags')[0])}.{node.need('x-sdk-method')}",
        class_name=names.pascal(node.need("operationId")),
        path_fields=tuple(fields),
        body=_body(node.child("requestBody")) if "requestBody" in node.value else None,
        keyed=keyed,
        replies=tuple(_replies(node)),
    )


def _path_field(name: str, node: Node) -> Field:
    return Field(
        name=names.snake(name),
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
        name=names.snake(type_.name),
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
        reply.only("description", "headers", "content")
        if not status.isdigit():
            raise ContractError(f"{reply.place}: {status!r} is not supported as a status")
        type_ = _type(_json(reply))
        name = names.snake(type_.page or type_.name)
        found.append(
            Reply(int(status), names.plural(name) if type_.item else name, type_, _text(reply))
        )
    if sum(reply.status < 400 for reply in found) != 1:
        raise ContractError(f"{node.place}/responses: exactly one success is supported")
    yield from sorted(found, key=lambda reply: reply.status)
