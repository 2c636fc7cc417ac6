"""The document of the control, ``contract/sandbox.yaml``, against the code."""

from __future__ import annotations

from typing import Any

import pytest
import requests
import yaml

from codatsyncexpenses._schema.hints import is_dict, is_list
from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox._state.snapshots import FORMAT, VERSION, Snapshot
from codatsyncexpenses.sandbox._wire.control import ROUTES
from tests.support.control_document import document
from tests.support.documents import ROOT

WRITTEN = yaml.safe_load((ROOT / "contract/sandbox.yaml").read_text("utf-8"))
PATHS, SCHEMAS = document()
LEFT_OUT = {
    *("description", "summary", "tags", "title", "example"),
    *("minimum", "maximum", "exclusiveMinimum"),
}


def body(operation: Any) -> Any:
    """Return the body of an operation; empty if it has none."""
    return operation.get("requestBody", {}).get("content", {}).get("application/json", {})


EXAMPLES = [
    (path, method, body(operation)["example"])
    for path, item in WRITTEN["paths"].items()
    for method, operation in item.items()
    if "example" in body(operation)
]


def plain(value: Any) -> Any:
    """Return a part of the document without descriptions and limits."""
    if is_list(value):
        return [plain(each) for each in value]
    if not is_dict(value):
        return value
    # The names of properties are no keywords.
    return {
        name: {key: plain(each) for key, each in found.items()}
        if name == "properties" and is_dict(found)
        else plain(found)
        for name, found in value.items()
        if name not in LEFT_OUT
    }


def test_every_path_is_documented() -> None:
    """The document has the paths of the control and the health, and no other."""
    assert set(WRITTEN["paths"]) == {*PATHS, "/_sandbox/health"}


@pytest.mark.parametrize("path", PATHS)
def test_the_operations_of_a_path(path: str) -> None:
    """A path has the operations of the code, with their arguments, defaults and results."""
    assert plain(WRITTEN["paths"][path]) == PATHS[path]


def test_every_schema_is_documented() -> None:
    """The document has a schema for each result of the code, and two of its own."""
    assert set(WRITTEN["components"]["schemas"]) == {*SCHEMAS, "Error", "Snapshot"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_fields_of_a_schema(name: str) -> None:
    """A schema has the fields of the dataclass, or the arguments of the faults."""
    assert plain(WRITTEN["components"]["schemas"][name]) == SCHEMAS[name]


def test_the_fields_of_a_snapshot() -> None:
    """The document names the fields, the format and the version of a snapshot."""
    schema = WRITTEN["components"]["schemas"]["Snapshot"]
    assert (*schema["properties"],) == (*schema["required"],) == Snapshot.__struct_fields__
    found = {name: each.get("const") for name, each in schema["properties"].items()}
    assert found == {"format": FORMAT, "version": VERSION, "numbers": None, "records": None}


def test_all_is_described() -> None:
    """Every operation has a summary, and every argument and field a description."""
    operations = [each for path in WRITTEN["paths"].values() for each in path.values()]
    schemas = [body(each).get("schema", {}) for each in operations]
    schemas += [WRITTEN["components"]["schemas"][name] for name in SCHEMAS]
    parts = [each for one in operations for each in one.get("parameters", [])]
    parts += [each for schema in schemas for each in schema.get("properties", {}).values()]
    assert len(operations) == len(ROUTES) + 1
    assert all(each["summary"] for each in operations)
    assert len(parts) > 70
    assert [each for each in parts if not each.get("description")] == []


@pytest.mark.parametrize(("path", "method", "given"), EXAMPLES)
def test_the_examples_succeed(path: str, method: str, given: Any) -> None:
    """A sandbox accepts the example of a body."""
    ids = {"companyId": companies.SUCCEEDS.id, "connectionId": companies.CONNECTION_ID}
    with Sandbox(clock="manual") as sandbox:
        url = sandbox.url + path.format_map(ids)
        answer = requests.request(method, url, json=given, timeout=10)
    assert answer.ok, answer.text
