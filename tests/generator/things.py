"""The contract of the things, and ways to spoil it."""

import copy
from typing import Any

import yaml

from tests.support.documents import ROOT

THINGS = ROOT / "tests/data/things"
CONTRACT: dict[str, Any] = yaml.safe_load((THINGS / "contract/openapi.yaml").read_text("utf-8"))


def contract() -> dict[str, Any]:
    """Copy the contract of the things, for a test to spoil."""
    return copy.deepcopy(CONTRACT)


def config() -> dict[str, Any]:
    """Read the settings of the things."""
    read: dict[str, Any] = yaml.safe_load((THINGS / "gen.yaml").read_text("utf-8"))
    return read


def spoil(place: str, value: object) -> dict[str, Any]:
    """Put something into the contract that the generator does not support."""
    spoilt = contract()
    inner: Any = spoilt
    *parents, last = place.split("|")
    for part in parents:
        inner = inner[key_in(inner, part)]
    inner[key_in(inner, last)] = value
    return spoilt


def key_in(inner: Any, part: str) -> str | int:
    """The part of a place as a key of what holds it."""
    return int(part) if isinstance(inner, list) else part


TEXT = {"type": "string", "description": "x"}


def ref(name: str) -> dict[str, object]:
    """A reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def a_map(name: str) -> dict[str, object]:
    """A map of what a schema describes."""
    return {"type": "object", "additionalProperties": ref(name)}


def a_json(schema: object) -> dict[str, object]:
    """Content of a type."""
    return {"application/json": {"schema": schema}}
