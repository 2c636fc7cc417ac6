"""The contract and gen.yaml, validated against ``supported.yaml``, as mappings with places."""

from __future__ import annotations

import functools
import keyword
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

import yaml
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.exceptions import by_relevance

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

_SUPPORTED = Path(__file__).parent / "supported.yaml"
_SHOWN = 60  # characters of a value; a longer one may be half a contract


_FORMATS = FormatChecker(["regex"])
_CHECKS: dict[str, Callable[[object], bool]] = {
    "text": lambda value: " ".join(str(value).split()).isprintable(),
    "line": lambda value: str(value).isprintable(),
    "name": lambda value: (
        str(value).isprintable() and not any(map(keyword.iskeyword, str(value).split(".")))
    ),
    "integer": lambda value: type(value) is int,
    "finite": lambda value: not isinstance(value, float) or math.isfinite(value),
}
for _name, _check in _CHECKS.items():
    _FORMATS.checks(_name)(_check)


class ContractError(Exception):
    """A construct in the contract or in gen.yaml that the generator does not support."""


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """Return whether a value is a list."""
    return isinstance(value, list)


def is_mapping(value: Any) -> TypeGuard[dict[Any, Any]]:
    """Return whether a value is a mapping."""
    return isinstance(value, dict)


class Node(dict[str, Any]):
    """A mapping of a valid contract that knows its place.

    A reference is followed; keys beside it take precedence over those that it leads to.
    """

    def __init__(self, value: dict[str, Any], place: str, root: dict[str, Any]) -> None:
        self.place, self.used, self.root = place, place, root
        for choice in value.get("anyOf", ())[:1]:
            value = {**value, **choice}
        if "$ref" in value:
            _, kind, name = value["$ref"].rsplit("/", 2)
            if name not in root["components"].get(kind, ()):
                raise ContractError(f"{place}: {value['$ref']} leads nowhere")
            value = {**root["components"][kind][name], **value}
            # `used` stays the place of the reference.
            self.place = f"contract/components/{kind}/{name}"
        super().__init__(value)

    @property
    def name(self) -> str:
        """The last part of its place."""
        return self.place.rpartition("/")[2]

    def text(self, key: str) -> str:
        """Return the text under a key, in one line."""
        return " ".join(self[key].split())

    def child(self, key: str) -> Node:
        """Return the mapping under a key."""
        return Node(self[key], f"{self.place}/{key}", self.root)

    def named(self, key: str) -> dict[str, Node]:
        """Return the mappings of a mapping that may be missing."""
        place, inside = f"{self.place}/{key}", self.get(key, {}).items()
        return {name: Node(value, f"{place}/{name}", self.root) for name, value in inside}

    def listed(self, key: str) -> list[Node]:
        """Return the mappings of a list that may be missing."""
        place, inside = f"{self.place}/{key}", enumerate(self.get(key, ()))
        return [Node(value, f"{place}/{index}", self.root) for index, value in inside]


def distinct(place: str, found: Iterable[str]) -> None:
    """Refuse duplicate names; Python would keep only the last.

    :raises ContractError: if a name occurs twice
    """
    for name, count in Counter(found).items():
        if count > 1:
            raise ContractError(f"{place}: {count} things get the name {name!r}")


def validated(document: Any, name: str) -> Node:
    """Return the root of a document that the generator supports.

    :param name: the definition in ``supported.yaml`` that the document must meet
    :raises ContractError: for the most relevant of the parts that are not supported
    """
    root = _with_text_keys(document)
    # No keyword of the schema collects alternatives, so best_match has none to descend into.
    by_place = by_relevance(strong={"additionalProperties"})
    error = max(_validator(name).iter_errors(root), key=by_place, default=None)
    if error is None:
        return Node(root, name, root)
    raise ContractError(f"{'/'.join([name, *map(str, error.absolute_path)])}: {_problem(error)}")


def _with_text_keys(value: Any) -> Any:
    """Return a document with text keys; YAML reads some, such as 200, as numbers."""
    if is_mapping(value):
        return {str(key): _with_text_keys(inner) for key, inner in value.items()}
    return [_with_text_keys(inner) for inner in value] if is_list(value) else value


def _problem(error: ValidationError) -> str:
    """Return the problem, and the supported alternative."""
    schema = error.schema if is_mapping(error.schema) else {}
    quoted = repr(error.instance)
    shown = quoted if len(quoted) <= _SHOWN else "it"
    problem = error.message.replace(quoted, shown)
    if error.validator == "required":
        problem = problem.replace("a required property", "missing")
    elif error.validator == "additionalProperties":
        known: list[str] = [*schema.get("properties", ())]
        patterns: list[str] = [*schema.get("patternProperties", ())]
        keys = error.instance if is_mapping(error.instance) else {}
        free = (key for key in keys if not any(re.search(each, key) for each in patterns))
        problem = f"{next(key for key in free if key not in known)!r} is not supported here"
        problem += f", only {', '.join(known)}" if known else ""
    elif error.validator == "not":
        problem = f"{shown} is not supported here"
    return f"{problem} ({schema['description']})" if "description" in schema else problem


@functools.cache
def _validator(name: str) -> Validator:
    supported = yaml.safe_load(_SUPPORTED.read_text("utf-8"))
    schema = {**supported, "$ref": f"#/$defs/{name}"}
    return Draft202012Validator(schema, format_checker=_FORMATS)
