"""The comparison of the contract with another document."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.drift import CONTRACT, Comparison, Difference, Document, reason

ROOT = Path(__file__).parent.parent
THING: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "kind": {"type": "string", "enum": ["a", "b"]},
        "tags": {"type": "object", "additionalProperties": {"type": "string"}},
        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}, "maxItems": 3},
    },
}
SMALL: dict[str, Any] = {
    "paths": {
        "/things/{id}": {
            "parameters": [
                {"in": "path", "name": "id", "required": True, "schema": {"type": "string"}}
            ],
            "get": {
                "responses": {
                    200: {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}
                        }
                    },
                    404: {"description": "None."},
                }
            },
        }
    },
    "webhooks": {"made": {"post": {"requestBody": {"content": {"application/json": {}}}}}},
    "components": {"schemas": {"Thing": THING}},
}
Place = tuple[str | int, ...]
THINGS = "GET /things/{id}"
BODY = f"{THINGS} 200 application/json"


GONE = object()
EMPTY: dict[str, Any] = {"properties": {}}
GET = ("paths", "/things/{id}", "get", "responses")
FIELDS = ("components", "schemas", "Thing", "properties")


def changed(path: Place, value: object) -> dict[str, Any]:
    """Return the small document with another value at a place, or with none."""
    document = copy.deepcopy(SMALL)
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    if value is GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document


def found(path: Place, value: object) -> list[str]:
    """Return the labels of the differences that a change of the small document makes."""
    theirs = Document(changed(path, value))
    return [each.label for each in Comparison(Document(SMALL), theirs).differences()]


@pytest.mark.parametrize(
    ("path", "value", "label"),
    [
        (("paths",), {}, f"{THINGS}: presence"),
        (("webhooks",), {}, "webhook made: presence"),
        (("paths", "/things/{id}", "parameters"), [], f"{THINGS} path id: presence"),
        ((*GET, 404), GONE, f"{THINGS} 404: presence"),
        ((*FIELDS, "tags"), GONE, f"{BODY}.tags: presence"),
        ((*FIELDS, "id", "type"), "integer", f"{BODY}.id: types"),
        ((*FIELDS, "id", "nullable"), True, f"{BODY}.id: null"),
        ((*FIELDS, "id", "format"), GONE, f"{BODY}.id: format"),
        ((*FIELDS, "kind", "enum"), ["a"], f"{BODY}.kind: enum"),
        ((*FIELDS, "parts", "maxItems"), 4, f"{BODY}.parts: maxItems"),
        ((*FIELDS, "tags", "additionalProperties", "nullable"), True, f"{BODY}.tags{{}}: null"),
        ((*FIELDS, "kind", "allOf"), [{"nullable": True}], f"{BODY}.kind: null"),
        ((*FIELDS[:-1], "required"), [], f"{BODY}: required"),
    ],
)
def test_a_change_is_found(path: Place, value: object, label: str) -> None:
    """A fact that differs is named by its place, once."""
    assert found(path, value) == [label]


def test_a_schema_is_compared_in_each_direction() -> None:
    """A schema that answers, requests and webhooks share differs in each of them."""
    held = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
    ours, theirs = copy.deepcopy(SMALL), changed((*FIELDS, "id", "format"), GONE)
    for document in (ours, theirs):
        document["paths"]["/things/{id}"]["put"] = {"requestBody": held}
        document["webhooks"]["made"]["post"]["requestBody"] = held
    assert [each.label for each in Comparison(Document(ours), Document(theirs)).differences()] == [
        f"{BODY}.id: format",
        "PUT /things/{id} body application/json.id: format",
        "webhook made body application/json.id: format",
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((*FIELDS[:-1], "description"), "In other words."),
        ((*FIELDS, "kind"), {"allOf": [THING["properties"]["kind"]]}),
        ((*FIELDS, "kind"), {"type": "string", "x-extensible-enum": ["b", "a"]}),
        ((*FIELDS[:-1], "allOf"), [EMPTY, {**THING, "nullable": True}]),
    ],
)
def test_another_spelling_is_no_difference(path: Place, value: object) -> None:
    """Texts and the ways to write the same schema are not compared."""
    assert found(path, value) == []


def test_null_has_two_spellings() -> None:
    """The keyword of OpenAPI 3.0 and the type of 3.1 mean the same."""
    old = Document(changed((*FIELDS, "id", "nullable"), True))
    new = Document(changed((*FIELDS, "id", "type"), ["string", "null"]))
    assert not list(Comparison(old, new).differences())


def test_a_pattern_gives_the_reason() -> None:
    """A star in a pattern stands for any text; every other character is itself."""
    known = {"GET /things* 200*.parts[]: null": "ours reads more"}
    assert reason(Difference(f"{BODY}.parts[]", "null", True, None), known) == "ours reads more"
    assert reason(Difference(f"{BODY}.parts", "null", True, None), known) is None


@pytest.mark.parametrize(("event", "status"), [("expenses.sync.successful", 1), (None, 0)])
def test_the_command_fails_on_what_nobody_listed(
    event: str | None, status: int, tmp_path: Path
) -> None:
    """A document that lacks an event makes the command fail; the contract itself does not."""
    document = yaml.safe_load((CONTRACT / "openapi.yaml").read_text("utf-8"))
    document["webhooks"].pop(event, None)
    other = tmp_path / "other.json"
    other.write_text(json.dumps(document), "utf-8")
    command = [sys.executable, "scripts/drift.py", str(other)]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603
    assert (ended.returncode, ended.stdout.splitlines()[-1]) == (
        status,
        f"{status} differences that are not deliberate",
    )
