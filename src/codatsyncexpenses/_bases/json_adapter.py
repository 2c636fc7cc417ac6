"""Adapts dataclasses-json and marshmallow to the models: exact numbers, and plain values."""

from __future__ import annotations

import json
import re
import secrets
from decimal import Decimal
from typing import Any

from .._schema.hints import is_dict, is_list, is_mapping
from .._schema.values import plain


class Content:
    """A value of JSON with a mark in place of each Decimal, which ``json`` writes as a string."""

    def __init__(self, content: object) -> None:
        self._numbers: list[Decimal] = []
        self._key = secrets.token_hex(8)  # does not occur in the texts of a model
        self._content = self._marked(content)

    def to_dict(self, encode_json: bool = False) -> object:  # noqa: ARG002 - it is asked for so
        """Return the value, as dataclasses-json expects of a model."""
        return self._content

    def with_numbers(self, text: str) -> str:
        """Replace the marks in JSON text with their numbers."""
        if not self._numbers:
            return text
        return re.sub(
            rf'"{self._key}-(\d+)"', lambda found: str(self._numbers[int(found[1])]), text
        )

    def _marked(self, value: Any) -> Any:
        if isinstance(value, Decimal) and not value.is_finite():
            return float("nan") if value.is_nan() else float(value)  # `json` can write these
        if isinstance(value, Decimal):
            self._numbers.append(value)
            return f"{self._key}-{len(self._numbers) - 1}"
        if is_dict(value):
            return {name: self._marked(inner) for name, inner in value.items()}
        return [self._marked(inner) for inner in value] if is_list(value) else value


def is_deep(value: Any, levels: int = 200) -> bool:
    """Return whether data is nested too deeply for dataclasses-json, which would hide the error."""
    if is_mapping(value):
        value = [*value.values()]
    return is_list(value) and (not levels or any(is_deep(inner, levels - 1) for inner in value))


def plain_json(value: Any) -> Any:
    """Return the content of a model in ``json``'s own types, without enums or UUIDs."""
    if is_mapping(value):
        return {str(plain(name)): plain_json(inner) for name, inner in value.items()}
    return [*map(plain_json, value)] if is_list(value) else plain(value)


# marshmallow expects these names in a module that reads and writes JSON.


def dumps(value: Any, **options: Any) -> str:
    """Write JSON; ``options`` are those of ``json.dumps``. A Decimal becomes a number."""
    content = Content(value)
    return content.with_numbers(json.dumps(content.to_dict(), **options))


def loads(text: str | bytes | bytearray, **options: Any) -> Any:
    """Read JSON; ``options`` are those of ``json.loads``. A float becomes a Decimal."""
    defaults: dict[str, Any] = {"parse_float": Decimal}
    return json.loads(text, **{**defaults, **options})
