"""The contract's paths, turned into operations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from . import names
from .contract import ContractError, Node, distinct, python_name
from .plan import Field, Model, Operation, Pages, Reply, Resource, Type
from .schemas import CLASSES, default_of, limits_of, type_of
from .waits import waits

_METHODS = {"get": "GET", "post": "POST", "put": "PUT", "patch": "PATCH", "delete": "DELETE"}

# What every response has, and what every client has, beside what the contract brings.
_RESPONSE = ("content_type", "headers", "raise_for_status", "rate_limit", "raw_response")
_RESERVED = frozenset((*_RESPONSE, "retry_after", "status_code"))
_SAID = {"error_message"}
_CLIENT = frozenset(("close", "from_env", "sdk_configuration"))

Found = list[tuple[Operation, Node]]


def resources(root: Node, models: Mapping[str, Model]) -> tuple[Resource, ...]:
    """One resource for each tag."""
    tags = [_name(tag) for tag in root.items("tags")]
    distinct("contract/tags", tags)
    found: dict[str, Found] = {tag: [] for tag in tags}
    raises = _statuses(root, "x-sdk-raises")
    for path, item in root.children("paths"):
        item.only("parameters", *_METHODS)
        for verb, node in ((verb, item.child(verb)) for verb in _METHODS if verb in item.value):
            operation = _operation(path, verb, item, node, models, raises)
            if operation.resource not in found or len(node.many("tags")) != 1:
                raise ContractError(f"{node.place}/tags: exactly one of the contract's tags")
            found[operation.resource].append((operation, node))
    every = [operation for each in found.values() for operation, _ in each]
    distinct("contract/paths", (op.class_name.lower() for op in every))
    _link_former(found, {op.id: op for op in every})
    _add_aliases(found)
    return tuple(_resource(tag, found[_name(tag)], models) for tag in root.items("tags"))


def _name(tag: Node) -> str:
    return python_name(tag.place, names.snake(tag.text("name")), _CLIENT)


def _link_former(found: dict[str, Found], every: Mapping[str, Operation]) -> None:
    """Where a body may be that of another operation, tell its type too."""
    for rows in found.values():
        for index, (operation, node) in enumerate(rows):
            if operation.former is None:
                continue
            place = f"{node.place}/requestBody/x-sdk-former"
            former = every.get(operation.former)
            body = former.body.type if former and former.body else None
            if former is None or body is None or body.kind != "model":
                raise ContractError(f"{place}: {operation.former!r} is no operation with an object")
            if former.resource != operation.resource or former.former or operation.also:
                raise ContractError(f"{place}: {former.id} is of another resource, or not the last")
            # A request is sent as one of the former operation, from the same fields.
            has = {(field.name, field.place) for field in operation.fields}
            if former.whole or not {(f.name, f.place) for f in former.fields} <= has:
                raise ContractError(f"{place}: {former.id} has other arguments")
            fields = (replace(f, former=body) if f.place == "body" else f for f in operation.fields)
            rows[index] = (replace(operation, fields=tuple(fields)), node)


def _add_aliases(found: dict[str, Found]) -> None:
    """Put an operation under its other name too."""
    for operation, node in [row for rows in found.values() for row in rows]:
        if operation.also is None:
            continue
        resource, _, name = operation.also.partition(".")
        python_name(f"{node.place}/x-sdk-also", name)
        if resource not in found:
            raise ContractError(f"{node.place}/x-sdk-also: there is no resource {resource!r}")
        alias = replace(operation, resource=resource, name=name, alias_of=operation.method_name)
        found[resource].append((alias, node))


def _resource(tag: Node, found: Found, models: Mapping[str, Model]) -> Resource:
    tag.only("name", "description")
    own = [(operation, node) for operation, node in found if not operation.alias_of]
    polls, starts = waits(own, models)
    operations = [operation for operation, _ in found]
    methods = [each.name for each in operations]
    methods += [each.pages.name for each in operations if each.pages]
    methods += [each.name for each in polls] + [each.name for each in starts]
    distinct("contract/paths", map(names.snake, methods))
    return Resource(
        name=_name(tag),
        class_name=python_name(tag.place, names.pascal(tag.text("name"))),
        description=tag.text("description"),
        operations=tuple(sorted(operations, key=lambda op: op.name)),
        waits=tuple(polls),
        starts=tuple(starts),
    )


def _operation(
    path: str,
    verb: str,
    item: Node,
    node: Node,
    models: Mapping[str, Model],
    raises: frozenset[int],
) -> Operation:
    node.only(
        *("operationId", "x-sdk-method", "summary", "description", "tags", "parameters"),
        *("requestBody", "responses", "x-sdk-wait", "x-sdk-pages", "x-sdk-raises", "x-sdk-also"),
        *("deprecated", "x-sdk-deprecated"),
    )
    fields, keyed = _parameters(item, node)
    _check_path(path, node, fields)
    body = _body(node.child("requestBody")) if "requestBody" in node.value else None
    fields += [body] if body else []
    fields.sort(
        key=lambda field: (not field.required, field.required and field is body, field.name)
    )
    distinct(node.place, (field.name for field in fields))
    raised = raises | _statuses(node, "x-sdk-raises")
    replies = list(_replies(node, raised))
    deprecated = node.maybe("x-sdk-deprecated")
    if (node.get("deprecated") is True) != (deprecated is not None):
        raise ContractError(f"{node.place}: 'deprecated' and 'x-sdk-deprecated' go together")
    return Operation(
        id=node.text("operationId"),
        name=python_name(f"{node.place}/x-sdk-method", node.need("x-sdk-method")),
        method=_METHODS[verb],
        path=path,
        summary=node.text("summary"),
        description=node.text("description"),
        resource=names.snake(str((node.many("tags") or [""])[0])),
        class_name=python_name(
            f"{node.place}/operationId", names.pascal(node.text("operationId")), CLASSES
        ),
        fields=tuple(fields),
        keyed=keyed,
        replies=tuple(reply for reply in replies if reply.status not in raised),
        raised=tuple(reply.status for reply in replies if reply.status in raised),
        pages=_pages(node, fields, replies, models),
        deprecated=deprecated,
        former=node.child("requestBody").maybe("x-sdk-former") if body else None,
        also=node.maybe("x-sdk-also"),
    )


def _statuses(node: Node, key: str) -> frozenset[int]:
    statuses = node.many(key)
    if not all(type(status) is int and status >= 400 for status in statuses):
        raise ContractError(f"{node.place}/{key}: expected statuses of errors, found {statuses!r}")
    return frozenset(statuses)


def _check_path(path: str, node: Node, fields: list[Field]) -> None:
    if not path.isprintable() or not path.startswith("/") or set(path) & set('"\\?#'):
        raise ContractError(f"{node.place}: {path!r} cannot be a path")
    wanted = set(re.findall(r"\{(\w+)\}", path))
    missing = wanted ^ {field.wire for field in fields if field.place == "path"}
    if missing:
        raise ContractError(f"{node.place}: path and parameters differ in {sorted(missing)}")


def _parameters(item: Node, node: Node) -> tuple[list[Field], bool]:
    """The fields of the parameters, and whether there is an idempotency key."""
    fields: list[Field] = []
    keyed = False
    for parameter in [*item.items("parameters"), *node.items("parameters")]:
        place, name = parameter.text("in"), parameter.text("name")
        if (place, name, parameter.get("x-sdk-managed")) == ("header", "Idempotency-Key", True):
            keyed = True
        elif (place, parameter.get("required") is True) in (("path", True), ("query", False)):
            fields.append(_parameter(name, place, parameter))
        else:
            told = f"{parameter.place}: a parameter in {place} is not supported"
            raise ContractError(f"{told}, nor an optional one in path, or a required one in query")
    return fields, keyed


def _parameter(name: str, place: str, node: Node) -> Field:
    node.only("name", "in", "required", "description", "schema", "example")
    used = Node(node.need("schema"), f"{node.place}/schema", node.root)
    schema = used.resolved(("default",))
    type_ = type_of(schema)
    if type_.kind not in ("scalar", "enum"):
        raise ContractError(f"{node.place}/schema: only a scalar can stand in the address")
    limits = tuple(limits_of(schema))
    if place == "path" and (limits or type_.name in ("bool", "Decimal")):
        raise ContractError(f"{node.place}/schema: a path takes texts and integers, without limits")
    return Field(
        name=python_name(node.place, names.field(name)),
        wire=name,
        type=type_,
        description=node.text("description"),
        place=place,
        required=node.get("required") is True,
        bare=place == "path",
        default=default_of(f"{node.place}/schema", used.get("default"), type_, schema),
        limits=limits,
        example=node.get("example"),
    )


def _body(node: Node) -> Field:
    node.only(
        *("description", "required", "content", "x-sdk-name", "x-sdk-former", "x-sdk-optional")
    )
    required = node.get("required") is True
    # What 3.1.0 lets be left out has a default; a request is checked for it all the same.
    bare = required and node.get("x-sdk-optional") is not True
    content = node.child("content")
    if "multipart/form-data" in content.value:
        return _file(content, required, bare)
    name = node.maybe("x-sdk-name")
    media = content.only("application/json").child("application/json").only("schema", "example")
    schema = media.child("schema")
    type_ = type_of(schema)
    held = type_.item if type_.kind == "list" else type_
    if held is None or held.kind != "model":
        raise ContractError(f"{node.place}: only a named object or a list of them is a body")
    if name is None and type_.item:
        raise ContractError(f"{node.place}: a list needs an x-sdk-name")
    return Field(
        name=python_name(node.place, names.field(name or type_.name)),
        wire="",
        type=type_,
        description=schema.text("description"),
        place="body",
        required=required,
        bare=bare,
        limits=tuple(limits_of(schema)) if type_.item else (),
        example=media.get("example"),
    )


def _file(content: Node, required: bool, bare: bool) -> Field:
    """A body that is one file, under the name that 3.1.0 has for it."""
    media = content.only("multipart/form-data").child("multipart/form-data").only("schema")
    schema = media.child("schema")
    schema.only("title", "description", "type", "required", "properties")
    parts = dict(schema.children("properties"))
    if [part.get("format") for part in parts.values()] != ["binary"]:
        raise ContractError(f"{schema.place}: a form must be one file")
    (name,) = parts
    return Field(
        name="request_body",
        wire=name,
        type=Type("bytes"),
        description=schema.text("description"),
        place="file",
        required=required,
        bare=bare,
    )


def _replies(node: Node, raised: frozenset[int]) -> Iterator[Reply]:
    found = [_reply(status, reply) for status, reply in node.children("responses")]
    if sum(reply.status < 400 for reply in found) != 1:
        raise ContractError(f"{node.place}/responses: exactly one success is supported")
    fields = {one.field: one.type for one in found}
    for one in found:
        if one.type != fields[one.field]:
            raise ContractError(f"{node.place}/responses: {one.field} would be of two types")
    if {one.field for one in found if one.status >= 400 and one.status not in raised} != _SAID:
        raise ContractError(f"{node.place}/responses: some error must be an ErrorMessage, and all")
    yield from sorted(found, key=lambda reply: reply.status)


def _reply(status: str, reply: Node) -> Reply:
    reply.only("description", "headers", "content", "links")
    if not status.isdigit():
        raise ContractError(f"{reply.place}: {status!r} is not supported as a status")
    told = reply.text("description")
    if "content" not in reply.value:
        return Reply(int(status), None, None, told)
    media = reply.child("content").only("application/json").child("application/json")
    schema = media.only("schema").child("schema")
    type_ = type_of(schema)
    if not type_.model:
        raise ContractError(f"{reply.place}: only objects, lists and maps of them are supported")
    is_map, is_list = type_.kind == "map", type_.kind == "list"
    named = schema.place.rpartition("/")[2] if is_map else type_.model
    one = python_name(reply.place, names.snake(named), _RESERVED)
    if type_.item and schema.get("x-sdk-single") is True:
        return Reply(int(status), one, type_.item, told, many=names.plural(one))
    name = names.plural(one) if is_list else one
    return Reply(int(status), name, replace(type_, rich=is_list), told)


def _pages(
    node: Node, fields: list[Field], replies: list[Reply], models: Mapping[str, Model]
) -> Pages | None:
    """The method that reads all pages, where the operation has one."""
    if "x-sdk-pages" not in node.value:
        return None
    declared = node.child("x-sdk-pages").only("x-sdk-method", "description")
    page = next(reply.type for reply in replies if reply.status < 400)
    model = models[page.name] if page and page.kind == "model" else None
    has = {field.name: field.type for field in model.fields} if model else {}
    results = has.get("results")
    number = {field.name: field.type.name for field in fields if field.place == "query"}
    item = results.item if results and results.kind == "list" else None
    if number.get("page") != "int" or "links" not in has or not item or item.kind != "model":
        raise ContractError(f"{declared.place}: the operation is not paged")
    return Pages(
        name=python_name(f"{declared.place}/x-sdk-method", declared.need("x-sdk-method")),
        description=declared.text("description"),
        item=item,
    )
