"""What the JSON face of the models needs beside dataclasses-json: exact numbers, and odd fields."""

from __future__ import annotations

import dataclasses
import re
import secrets
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

from .._schema.hints import UNIONS, is_dict, is_list, is_mapping
from .lists import ModelList

__all__ = ["Content", "Decimal", "exact", "lend_fields"]

_WHERE: dict[str, Any] = {"allow_none": True, "load_default": None, "dump_default": None}


class Content:
    """A model as a dict, in which marks stand for Decimals, which ``json`` writes as texts."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._numbers: list[Decimal] = []
        self._key = secrets.token_hex(8)  # no text of a model holds it
        self._content = self._marked(content)

    def to_dict(self, encode_json: bool = False) -> Any:  # noqa: ARG002 - it is asked for so
        """The dict, as dataclasses-json asks for it."""
        return self._content

    def with_numbers(self, text: str) -> str:
        """The JSON text with the numbers in the places of their marks."""
        if not self._numbers:
            return text
        return re.sub(
            rf'"{self._key}-(\d+)"', lambda found: str(self._numbers[int(found[1])]), text
        )

    def _marked(self, value: Any) -> Any:
        if isinstance(value, Decimal) and not value.is_finite():
            return float("nan") if value.is_nan() else float(value)  # as `json` has these
        if isinstance(value, Decimal):
            self._numbers.append(value)
            return f"{self._key}-{len(self._numbers) - 1}"
        if is_dict(value):
            return {name: self._marked(inner) for name, inner in value.items()}
        return [self._marked(inner) for inner in value] if is_list(value) else value


def exact(value: Any) -> Any:
    """The same with Decimals for floats, each by its shortest text, as it was written."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if is_mapping(value):
        return {name: exact(inner) for name, inner in value.items()}
    return [exact(inner) for inner in value] if is_list(value) else value


def lend_fields(model: type[Any]) -> None:
    """Give dataclasses-json what it cannot make for lists of ours, and for models in themselves."""
    from marshmallow import fields

    hints = get_type_hints(model)
    for field in dataclasses.fields(model):
        origin = get_origin(field.type)
        parts = get_args(field.type)
        if "dataclasses_json" not in field.metadata:
            continue
        if isinstance(field.type, str):  # it names the model, which was not there yet
            nested: Any = fields.Nested(model.schema)
            kind = next(get_origin(part) or part for part in get_args(hints[field.name]))
            lent: Any = fields.Dict(fields.String(), nested, **_WHERE) if kind is dict else nested
        elif origin in UNIONS and get_origin(parts[0]) is ModelList:
            lent = fields.List(fields.Nested(get_args(parts[0])[0].schema), **_WHERE)
        else:
            continue
        lent.data_key = field.metadata["json"]
        field.metadata["dataclasses_json"].setdefault("mm_field", lent)
