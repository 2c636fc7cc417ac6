"""Adapts dataclasses-json to the models: exact numbers, and marshmallow fields it cannot infer."""

from __future__ import annotations

import dataclasses
import re
import secrets
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

from .._schema.hints import bare, is_dict, is_list, is_mapping

_OPTIONAL: dict[str, Any] = {"allow_none": True, "load_default": None, "dump_default": None}


class Content:
    """A model as a dict with a mark for each Decimal, which ``json`` would write as a string."""

    def __init__(self, content: dict[str, object]) -> None:
        self._numbers: list[Decimal] = []
        self._key = secrets.token_hex(8)  # no text of a model contains it
        self._content = self._marked(content)

    def to_dict(self, encode_json: bool = False) -> object:  # noqa: ARG002 - it is asked for so
        """Return the dict, as dataclasses-json expects of a model."""
        return self._content

    def with_numbers(self, text: str) -> str:
        """Replace the marks in JSON text by their numbers."""
        if not self._numbers:
            return text
        return re.sub(
            rf'"{self._key}-(\d+)"', lambda found: str(self._numbers[int(found[1])]), text
        )

    def _marked(self, value: Any) -> Any:
        if isinstance(value, Decimal) and not value.is_finite():
            return float("nan") if value.is_nan() else float(value)  # as `json` writes these
        if isinstance(value, Decimal):
            self._numbers.append(value)
            return f"{self._key}-{len(self._numbers) - 1}"
        if is_dict(value):
            return {name: self._marked(inner) for name, inner in value.items()}
        return [self._marked(inner) for inner in value] if is_list(value) else value


def exact(value: Any) -> Any:
    """Replace each float in JSON data by the Decimal of its shortest text."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if is_mapping(value):
        return {name: exact(inner) for name, inner in value.items()}
    return [exact(inner) for inner in value] if is_list(value) else value


def lend_fields(model: type[Any]) -> None:
    """Add the marshmallow fields that dataclasses-json cannot infer.

    These are the fields of ModelLists, and of models that contain themselves.
    """
    from marshmallow import fields

    hints = get_type_hints(model)
    for field in dataclasses.fields(model):
        if "dataclasses_json" not in field.metadata:
            continue
        inner = bare(field.type)
        kind = get_origin(inner)
        if isinstance(inner, str):  # the name of the model, which was not defined yet
            lent: Any = fields.Nested(model.schema)
            if issubclass(get_origin(bare(hints[field.name])) or object, dict):
                lent = fields.Dict(fields.String(), lent, **_OPTIONAL)
        elif isinstance(kind, type) and issubclass(kind, list) and kind is not list:
            lent = fields.List(fields.Nested(get_args(inner)[0].schema), **_OPTIONAL)
        else:
            continue
        lent.data_key = field.metadata["json"]
        field.metadata["dataclasses_json"].setdefault("mm_field", lent)
