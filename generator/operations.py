"""The contract's paths, turned into operations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from . import names
from .contract import ContractError, Node, distinct
from .plan import Field, Model, Operation, Pages, Reply, Resource, Start, Type, Wait
from .schemas import default_of, expect, format_of, limits_of, type_of
from .waits import waits

_VERBS = ("get", "post", "put", "patch", "delete")

# The names that every response has, and every client, besides those of the contract.
_RESPONSE = {
    *("call_facts", "content_type", "headers", "raise_for_status", "rate_limit", "raw_response"),
    *("result", "retry_after", "status_code"),
}
# The names of the options of every method, besides the fields of its request.
_OPTIONS = (
    *("deadline", "idempotency_key", "max_retries", "request", "retries", "timeout"),
    *("interval", "max_interval", "on_update", "progress", "raise_on_failure"),
)
_CLIENT = ("close", "from_env", "request", "sdk_configuration", "with_options")

# The fields of a page, besides its results.
_PAGE = {"links", "page_number", "page_size", "total_results"}

Row = tuple[Operation, Node]


def resources(root: Node, models: Mapping[str, Model]) -> tuple[Resource, ...]:
    """Return one resource for each tag."""
    names_of_tags = [names.snake(tag["name"]) for tag in root.listed("tags")]
    distinct("contract/tags", [*_CLIENT, *names_of_tags])
    tags = dict(zip(names_of_tags, root.listed("tags"), strict=True))
    rows = [
        (_operation(path, verb, item, models, root.get("x-sdk-raises", [])), item.child(verb))
        for path, item in root.named("paths").items()
        for verb in _VERBS
        if verb in item
    ]
    for operation, node in rows:
        if operation.resource not in tags:
            raise ContractError(f"{node.place}/tags: {node['tags']} is none of the contract's")
    distinct("contract/paths", (operation.class_name.lower() for operation, _ in rows))
    every = {operation.id: operation for operation, _ in rows}
    rows = [(_with_former(operation, node, every), node) for operation, node in rows]
    rows += [(_alias(operation, node, tags), node) for operation, node in rows if operation.also]
    polls, starts = waits(rows, models)
    needs = {start.operation.id: start.answered[0][1] for start in starts if start.answered}
    rows = [(replace(op, needs=needs.get(op.id)), node) for op, node in rows]
    return tuple(
        _resource(
            name,
            tag,
            [operation for operation, _ in rows if operation.resource == name],
            [wait for wait in polls if wait.operation.resource == name],
            [start for start in starts if start.operation.resource == name],
        )
        for name, tag in tags.items()
    )


def _with_former(operation: Operation, node: Node, every: Mapping[str, Operation]) -> Operation:
    """Return an operation with the type of the former body, if it accepts one."""
    if operation.former is None:
        return operation
    place = f"{node.place}/requestBody/x-sdk-former"
    former = every.get(operation.former)
    body = former.body.type if former and former.body else None
    if former is None or body is None or body.kind != "model":
        raise ContractError(f"{place}: {operation.former!r} is no operation with an object")
    if former.resource != operation.resource or former.former or operation.also:
        raise ContractError(f"{place}: {former.id} is of another resource, or not the last")
    # A request is sent as one of the former operation, from the same fields.
    has = {(field.name, field.place) for field in operation.fields}
    if former.whole or not {(field.name, field.place) for field in former.fields} <= has:
        raise ContractError(f"{place}: {former.id} has other arguments")
    fields = (replace(f, former=body) if f.place == "body" else f for f in operation.fields)
    return replace(operation, fields=tuple(fields))


def _alias(operation: Operation, node: Node, tags: Mapping[str, Node]) -> Operation:
    """Return an operation under its other name."""
    resource, _, name = str(operation.also).partition(".")
    if resource not in tags:
        raise ContractError(f"{node.place}/x-sdk-also: there is no resource {resource!r}")
    return replace(operation, resource=resource, name=name, alias_of=operation.method_name)


def _resource(
    name: str, tag: Node, operations: list[Operation], polls: list[Wait], starts: list[Start]
) -> Resource:
    methods = [each.name for each in operations]
    methods += [each.pages.name for each in operations if each.pages]
    methods += [each.name for each in polls] + [each.name for each in starts]
    distinct("contract/paths", map(names.snake, methods))
    return Resource(
        name=name,
        class_name=names.pascal(tag["name"]),
        description=tag.text("description"),
        operations=tuple(sorted(operations, key=lambda op: op.name)),
        waits=tuple(polls),
        starts=tuple(starts),
    )


def _operation(
    path: str, verb: str, item: Node, models: Mapping[str, Model], raises: list[int]
) -> Operation:
    node = item.child(verb)
    parameters = [*item.listed("parameters"), *node.listed("parameters")]
    body = node.child("requestBody") if "requestBody" in node else None
    fields = _fields(node, path, parameters, body)
    replies = _replies(node)
    whole = [field.place for field in fields] == ["body"]
    arguments = models[fields[0].type.name].fields if whole else fields
    distinct(node.place, [*_OPTIONS, *(field.name for field in arguments)])
    raised = {*raises, *node.get("x-sdk-raises", ())}
    kept = tuple(reply for reply in replies if reply.status not in raised)
    if {reply.field for reply in kept if reply.status >= 400} != {"error_message"}:
        raise ContractError(f"{node.place}/responses: some error must be an ErrorMessage, and all")
    return Operation(
        id=node["operationId"],
        name=node["x-sdk-method"],
        method=verb.upper(),
        path=path,
        summary=node.text("summary"),
        description=node.text("description"),
        resource=names.snake(str(node["tags"][0])),
        class_name=names.pascal(node["operationId"]),
        fields=fields,
        arguments=tuple(sorted(arguments, key=lambda field: not field.required)),
        keyed=any(parameter["in"] == "header" for parameter in parameters),
        replies=kept,
        pages=_pages(node, fields, replies, models),
        deprecated=node.text("x-sdk-deprecated") if "x-sdk-deprecated" in node else None,
        former=body.get("x-sdk-former") if body else None,
        also=node.get("x-sdk-also"),
    )


def _fields(node: Node, path: str, parameters: list[Node], body: Node | None) -> tuple[Field, ...]:
    """Return the fields of the request: a body that is required comes after those of the path."""
    fields = [_parameter(each) for each in parameters if each["in"] != "header"]
    wanted = set(re.findall(r"\{(\w+)\}", path))
    missing = wanted ^ {field.wire for field in fields if field.place == "path"}
    if missing:
        raise ContractError(f"{node.place}: path and parameters differ in {sorted(missing)}")
    fields += [_body(body)] if body else []
    fields.sort(key=lambda f: (not f.required, f.required and f.place in ("body", "file"), f.name))
    distinct(node.place, (field.name for field in fields))
    return tuple(fields)


def _parameter(node: Node) -> Field:
    schema = node.child("schema")
    expect(schema, "enum" if "$ref" in schema else "scalar")
    return Field(
        name=names.field(node["name"]),
        wire=node["name"],
        type=type_of(schema),
        description=node.text("description"),
        place=node["in"],
        required=node["in"] == "path",
        bare=node["in"] == "path",
        default=default_of(schema, type_of(schema)),
        limits=(*limits_of(schema), *format_of(schema)),
        example=node.get("example"),
    )


def _body(node: Node) -> Field:
    content = node.child("content")
    file = "multipart/form-data" in content
    media = content.child("multipart/form-data" if file else "application/json")
    schema = media.child("schema")
    required = node.get("required") is True
    expect(schema if "$ref" in schema else schema.child("items"), "file" if file else "model")
    type_ = Type("bytes") if file else type_of(schema)
    # The argument of a file has the name of 3.1.0.
    name = "request_body" if file else names.field(node.get("x-sdk-name", type_.name))
    return Field(
        name=name,
        wire=next(iter(schema["properties"])) if file else "",
        type=type_,
        description=schema.text("description"),
        place="file" if file else "body",
        required=required,
        # An argument that 3.1.0 lets be left out has a default; a request is checked all the same.
        bare=required and node.get("x-sdk-optional") is not True,
        limits=tuple(limits_of(schema)),
        example=media.get("example"),
    )


def _replies(node: Node) -> list[Reply]:
    """Return the documented responses, by status."""
    found = [_reply(int(status), reply) for status, reply in node.named("responses").items()]
    if len({(reply.field, reply.type) for reply in found if reply.status < 400}) != 1:
        raise ContractError(
            f"{node.place}/responses: exactly one success, or several of one type, is supported"
        )
    fields = {one.field: one.type for one in found}
    for one in found:
        if one.type != fields[one.field]:
            raise ContractError(f"{node.place}/responses: {one.field} would be of two types")
    return sorted(found, key=lambda reply: reply.status)


def _reply(status: int, reply: Node) -> Reply:
    told = reply.text("description")
    if "content" not in reply:
        return Reply(status, None, None, told)
    schema = reply.child("content").child("application/json").child("schema")
    type_ = type_of(schema)
    if not type_.model:
        raise ContractError(f"{reply.used}: only objects, lists and maps of them are supported")
    one = names.snake(schema.name if type_.kind == "map" else type_.model)
    if one in _RESPONSE:
        raise ContractError(f"{reply.used}: {one!r} is a name that every response has")
    if "x-sdk-single" in schema:
        return Reply(status, one, type_.item, told, many=names.plural(one))
    return Reply(status, names.plural(one) if type_.kind == "list" else one, type_, told)


def _pages(
    node: Node, fields: tuple[Field, ...], replies: list[Reply], models: Mapping[str, Model]
) -> Pages | None:
    """Return the method that reads all pages, if the operation has one."""
    if "x-sdk-pages" not in node:
        return None
    declared = node.child("x-sdk-pages")
    page = replies[0].type
    model = models[page.name] if page and page.kind == "model" else None
    has = {field.name: field.type for field in model.fields} if model else {}
    results = has.get("results")
    number = {field.name: field.type.name for field in fields if field.place == "query"}
    item = results.item if results and results.kind == "list" else None
    counted = number.get("page") == "int" and has.keys() >= _PAGE
    if not counted or not item or item.kind != "model":
        raise ContractError(f"{declared.place}: the operation is not paged")
    keys = {field.wire: field.name for field in models[item.name].fields}
    if declared["key"] not in keys:
        raise ContractError(f"{declared.place}/key: {item.name} has no {declared['key']!r}")
    key = keys[declared["key"]]
    return Pages(declared["x-sdk-method"], declared.text("description"), item, key)
