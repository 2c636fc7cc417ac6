"""The marshmallow fields of models, made from their types: they lose no digits and take null."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

from marshmallow import ValidationError, fields

from .._schema.dates import text_or_none
from .._schema.formats import DATE
from .._schema.hints import bare, is_nullable
from .._schema.values import number


class Number(fields.Decimal):
    """A number with all its digits, or a text that JSON would read as one."""

    def _deserialize(self, value: object, *_: object, **__: object) -> Decimal:
        try:
            return number(value)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"]) from error


class Whole(fields.Integer):
    """An integer, which may come as a text or a number that JSON would read as one."""

    def _deserialize(self, value: object, *_: object, **__: object) -> int:
        try:
            found = number(value)
        except ValueError:
            found = None
        # A short text such as 1e999999 may be a number that fills the memory.
        if found is None or found.adjusted() > _MOST_DIGITS or found != found.to_integral_value():
            raise ValidationError(self.error_messages["invalid"])
        return int(found)


class Date(fields.String):
    """A date as the API writes it; loaded, it stays text."""

    def _serialize(self, value: date | str | None, *_: object, **__: object) -> str | None:
        return text_or_none(value)


_MOST_DIGITS = 4300  # Python's own limit
_SCALARS: dict[object, type[fields.Field]] = {
    str: fields.String,
    int: Whole,
    bool: fields.Boolean,
    Decimal: Number,
    Any: fields.Raw,
}


def lend_fields(model: type[Any]) -> None:
    """Set the marshmallow fields of a model where dataclasses-json looks for them."""
    known = get_type_hints(model)
    for field in dataclasses.fields(model):
        face = field.metadata.get("dataclasses_json")
        if face is not None and "mm_field" not in face:
            options: dict[str, Any] = {"data_key": field.metadata["json"]}
            if field.default is dataclasses.MISSING:
                options["required"] = True
            else:
                options["dump_default"] = field.default
            is_date = field.metadata["limits"].get("format") == DATE
            face["mm_field"] = _field(known[field.name], options, Date if is_date else None)


def _field(
    type_: Any, options: dict[str, Any], special: type[fields.Field] | None = None
) -> fields.Field:
    """Return the field for a type, or one of a special class."""
    kind = bare(type_)
    model: Any = kind
    inside = [_field(part, {}) for part in get_args(kind)]
    origin = get_origin(kind) or kind
    options["allow_none"] = is_nullable(type_) or kind is Any
    if dataclasses.is_dataclass(kind):
        return fields.Nested(model.schema, **options)  # created late: a model may be recursive
    if special:
        return special(**options)
    if kind in _SCALARS:
        return _SCALARS[kind](**options)
    if issubclass(origin, list):
        return fields.List(inside[0], **options)
    if issubclass(origin, dict):
        return fields.Dict(*inside, **options)
    return fields.Enum(origin, by_value=True, **options)
