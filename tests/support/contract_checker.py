"""Checks exchanges against contract/openapi.yaml, with openapi-core.

It shares no code with the client, the generator or the sandbox, and is asked to take no property
that the contract does not name. What it lets pass is looked for here: parameters and bodies that
the contract does not name, and values beside the list of an open enum.
"""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

from jsonschema.exceptions import ValidationError
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.validation.schemas.exceptions import InvalidSchemaValue
from werkzeug.datastructures import Headers, ImmutableMultiDict

from codatsyncexpenses._schema.hints import is_dict, is_list
from codatsyncexpenses.sandbox._wire.journal import Recorded
from tests.support.contract import CONTRACT, operations


class RecordedRequest:
    """A recorded request, as openapi-core asks for it."""

    def __init__(self, recorded: Recorded) -> None:
        self.host_url: str = CONTRACT["servers"][0]["url"]
        self.path = recorded.path
        self.method = recorded.method.lower()
        self.body = recorded.body or None
        self.content_type = recorded.headers.get("Content-Type", "")
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(parse_qsl(recorded.query, keep_blank_values=True)),
            header=Headers(dict(recorded.headers)),
        )


class RecordedResponse:
    """A recorded response, as openapi-core asks for it."""

    def __init__(self, recorded: Recorded) -> None:
        self.status_code = recorded.status or 0
        self.headers = Headers(dict(recorded.answer_headers))
        self.content_type = self.headers.get("Content-Type", "")
        self.data = recorded.answer or None


@functools.cache
def closed_contract() -> OpenAPI:
    """Load the contract so that openapi-core allows no property that it does not name."""
    contract = copy.deepcopy(CONTRACT)
    schemas = contract["components"]["schemas"]
    # A part of another schema has to leave room for what stands beside it.
    parts = {
        one["$ref"].split("/")[-1] for each in schemas.values() for one in each.get("allOf", ())
    }
    for name, schema in schemas.items():
        if "properties" in schema and name not in parts:
            schema["unevaluatedProperties"] = False
    # A JSON Schema knows no bytes: a part that is a file is checked as the text of its bytes.
    read: dict[str, Callable[[bytes], Any]] = {"application/octet-stream": _as_text}
    return OpenAPI.from_dict(contract, config=Config(extra_media_type_deserializers=read))


def _as_text(part: bytes) -> str:
    return part.decode("latin-1")


def request_problems(recorded: Recorded) -> list[str]:
    """List the differences between a request and the contract."""
    errors = closed_contract().iter_request_errors(RecordedRequest(recorded))
    return [*map(_message, errors), *_undeclared(recorded)]


def response_problems(recorded: Recorded) -> list[str]:
    """List the differences between a response and the contract."""
    errors = closed_contract().iter_response_errors(
        RecordedRequest(recorded), RecordedResponse(recorded)
    )
    return [_message(error) for error in errors]


def _message(error: BaseException) -> str:
    """Describe a problem, with its place in the body."""
    cause = error.__cause__
    if isinstance(cause, InvalidSchemaValue):
        found = [one for one in cause.schema_errors if isinstance(one, ValidationError)]
        return "; ".join(f"{one.json_path}: {one.message}" for one in found)
    return str(cause or error)


def _undeclared(recorded: Recorded) -> Iterator[str]:
    """Yield the parts of a request that the contract does not name."""
    item, operation = declared_operation(recorded)
    query = parse_qsl(recorded.query, keep_blank_values=True)
    known = {
        parameter["name"]: parameter["schema"]
        for each in (*item.get("parameters", ()), *operation.get("parameters", ()))
        if (parameter := _resolved(each))["in"] in ("query", "path")
    }
    yield from (f"a parameter {name!r}" for name, _ in query if name not in known)
    if recorded.body and "requestBody" not in operation:
        yield "a body"
    values = {**_path_parameters(recorded), **dict(query)}
    for name, schema in known.items():
        if name in values:
            yield from _unlisted(schema, values[name], name)
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content and recorded.body:
        yield from _unlisted(content["application/json"]["schema"], recorded.json, "body")


def declared_operation(recorded: Recorded) -> tuple[Any, Any]:
    """Find the path and the operation of a request in the contract."""
    assert recorded.operation is not None
    method, template = operations()[recorded.operation]
    item = CONTRACT["paths"][template]
    return item, item[method.lower()]


def _path_parameters(recorded: Recorded) -> dict[str, str]:
    """Return the path parameters of a request."""
    assert recorded.operation is not None
    template = operations()[recorded.operation][1]
    found = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template), recorded.path)
    return found.groupdict() if found else {}


def _resolved(schema: Any) -> Any:
    """Follow a reference."""
    while "$ref" in schema:
        *_, kind, name = schema["$ref"].split("/")
        schema = CONTRACT["components"][kind][name]
    return schema


def _unlisted(schema: Any, value: Any, place: str) -> Iterator[str]:
    """Yield the values that the open enums do not list."""
    schema = _resolved(schema)
    for part in (*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _unlisted(part, value, place)
    if value is not None and value not in schema.get("x-extensible-enum", [value]):
        yield f"{place}: {value!r} is not listed"
    if is_list(value):
        for index, item in enumerate(value):
            yield from _unlisted(schema.get("items", {}), item, f"{place}[{index}]")
    if is_dict(value):
        for name, item in value.items():
            inner = schema.get("properties", {}).get(name, {})
            yield from _unlisted(inner, item, f"{place}.{name}")


def missing_properties(schema: Any, value: Any, place: str) -> Iterator[str]:
    """Yield the properties of the contract that a value lacks."""
    schema = _resolved(schema)
    for part in schema.get("allOf", ()):
        yield from missing_properties(part, value, place)
    if is_list(value):
        yield from missing_properties(schema.get("items", {}), value[0], f"{place}[0]")
    for name, inner in schema.get("properties", {}).items():
        if name in value:
            yield from missing_properties(inner, value[name], f"{place}.{name}")
        else:
            yield f"{place}.{name}"
