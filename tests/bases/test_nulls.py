"""Nulls in answers: None wherever the contract allows null, and a typed error elsewhere."""

import copy
import dataclasses
import json
from collections.abc import Iterator
from types import GenericAlias
from typing import Any

import pytest

from codatsyncexpenses._bases.codec import CodecError, decode, encode
from codatsyncexpenses._schema.checks import violations
from codatsyncexpenses.models import shared
from tests.support import client_operations
from tests.support.contract import CONTRACT

SCALARS: dict[str, object] = {"string": "c", "integer": 1, "number": 1.5, "boolean": True}
DEEPEST = 4  # models within models, because some hold their own kind

Path = tuple[str | int, ...]


def followed(schema: Any) -> tuple[Any, bool]:
    """Return a schema without references, and whether it allows null."""
    nullable = "anyOf" in schema
    for choice in schema.get("anyOf", ())[:1]:
        schema = choice
    if "$ref" in schema:
        schema = CONTRACT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema, nullable or "null" in types(schema)


def types(schema: Any) -> list[str]:
    """Return the JSON types of a schema."""
    found: str | list[str] = schema["type"]
    return [found] if isinstance(found, str) else found


def properties(schema: Any) -> dict[str | int, Any]:
    """Return the properties of an object, with those of its parts."""
    found: dict[str | int, Any] = {}
    for part in schema.get("allOf", ()):
        found |= properties(followed(part)[0])
    found.update(schema.get("properties", {}))
    return found


def children(schema: Any, depth: int) -> dict[str | int, Any]:
    """Return what is in a value of a schema, by its place there."""
    schema, _ = followed(schema)
    if depth > DEEPEST:
        return {}
    if "items" in schema:
        return {0: schema["items"]}
    if schema.get("additionalProperties", True) is not True:
        return {"any name": schema["additionalProperties"]}
    return properties(schema)


def whole(schema: Any, depth: int = 0) -> Any:
    """Return a value that has everything that a schema allows."""
    inside = {name: whole(each, depth + 1) for name, each in children(schema, depth).items()}
    (kind, *_) = types(followed(schema)[0])
    return SCALARS.get(kind, [*inside.values()] if kind == "array" else inside)


def places(schema: Any, depth: int = 0, path: Path = ()) -> Iterator[tuple[Path, bool]]:
    """Yield each place in the value, and whether null may stand there.

    A property may be null whatever the contract says: an answer is not lost for a field.
    """
    is_object = bool(properties(followed(schema)[0]))
    for name, each in children(schema, depth).items():
        yield (*path, name), is_object or followed(each)[1]
        yield from places(each, depth + 1, (*path, name))


def with_null(value: Any, path: Path) -> bytes:
    """Return JSON with null at a place."""
    changed = inner = copy.deepcopy(value)
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = None
    return json.dumps(changed).encode()


def at(found: Any, path: Path) -> Any:
    """Return what a decoded value holds at a place."""
    for step in path:
        if dataclasses.is_dataclass(found):
            names = {each.metadata["json"]: each.name for each in dataclasses.fields(found)}
            found = getattr(found, names[str(step)])
        else:
            found = found[step]
    return found


def answers() -> Iterator[Any]:
    """Yield the schema and the type of each answer of each operation."""
    by_id = {
        (method.upper(), path): operation["responses"]
        for path, item in CONTRACT["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }
    for name, operation in client_operations.by_method().items():
        for status, expected in operation.replies.items():
            answer = by_id[operation.method, operation.path][str(status)]
            if "$ref" in answer:
                answer = CONTRACT["components"]["responses"][answer["$ref"].rpartition("/")[2]]
            if expected:
                schema = answer["content"]["application/json"]["schema"]
                type_ = expected[1]
                if operation.many and status < 400:
                    type_ = GenericAlias(list, type_)
                yield pytest.param(schema, type_, id=f"{name} {status}")


@pytest.mark.parametrize(("schema", "type_"), [*answers()])
def test_null_in_each_place(schema: Any, type_: Any) -> None:
    """A null is None where the contract allows it, and refused where it does not."""
    value, tried = whole(schema), 0
    decode(json.dumps(value).encode(), type_)
    for path, allowed in places(schema):
        tried += 1
        body = with_null(value, path)
        if allowed:
            assert at(decode(body, type_), path) is None, path
        else:
            with pytest.raises(CodecError, match=r"null"):
                decode(body, type_)
    assert tried


INFORMATION = shared.CompanyInformation(source_urls={"Api": None, "Web": "https://example.com"})


def test_a_null_in_a_map_there_and_back() -> None:
    """A value of a map that may be null is None in every form of the model."""
    plain = {"Api": None, "Web": "https://example.com"}
    written = encode(INFORMATION, shared.CompanyInformation)
    assert json.loads(written)["sourceUrls"] == plain
    assert decode(written, shared.CompanyInformation) == INFORMATION
    assert INFORMATION.to_dict()["sourceUrls"] == plain
    assert shared.CompanyInformation.from_dict(INFORMATION.to_dict()) == INFORMATION
    assert shared.CompanyInformation.from_json(INFORMATION.to_json()) == INFORMATION
    schema: Any = shared.CompanyInformation.schema()
    assert schema.load(schema.dump(INFORMATION)) == INFORMATION
    assert "Api" in INFORMATION._repr_html_()


@pytest.mark.parametrize(
    ("value", "type_", "found"),
    [
        ({"a": None}, dict[str, shared.DataStatus | None], []),
        ({"a": None}, dict[str, shared.DataStatus], ["body['a']"]),
        ([None], list[str | None], []),
        ([None], list[str], ["body[0]"]),
        ([5, None], list[str | None], ["body[0]"]),
    ],
)
def test_a_null_that_is_sent(value: Any, type_: Any, found: list[str]) -> None:
    """None is sent as null within lists and maps that take it, and named in any other."""
    assert [path for path, _ in violations(value, type_, "body", {}, checked=True)] == found
    if found:
        with pytest.raises(CodecError):
            encode(value, type_, "body")
    else:
        assert json.loads(encode(value, type_, "body")) == value
