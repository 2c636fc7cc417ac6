"""The marshmallow fields of models, made from their types: they lose no digits and take null."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

from marshmallow import ValidationError, fields

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
        # A short text, such as 1e999999, may say a number that fills the memory.
        if found is None or found.adjusted() > _MOST_DIGITS or found != found.to_integral_value():
            raise ValidationError(self.error_messages["invalid"])
        return int(found)


_MOST_DIGITS = 4300  # as Python reads them
_SCALARS: dict[object, type[fields.Field]] = {
    str: fields.String,
    int: Whole,
    bool: fields.Boolean,
    Decimal: Number,
    Any: fields.Raw,
}


def lend_fields(model: type[Any]) -> None:
    """Put the marshmallow fields of a model where dataclasses-json looks for them."""
    known = get_type_hints(model)
    for field in dataclasses.fields(model):
        face = field.metadata.get("dataclasses_json")
        if face is not None and "mm_field" not in face:
            options: dict[str, Any] = {"data_key": field.metadata["json"]}
            if field.default is dataclasses.MISSING:
                options["required"] = True
            else:
                options["dump_default"] = field.default
            face["mm_field"] = _field(known[field.name], options)


def _field(type_: Any, options: dict[str, Any]) -> fields.Field:
    """Return the field for a type."""
    kind = bare(type_)
    model: Any = kind
    inside = [_field(part, {}) for part in get_args(kind)]
    origin = get_origin(kind) or kind
    options["allow_none"] = is_nullable(type_) or kind is Any
    if dataclasses.is_dataclass(kind):
        return fields.Nested(model.schema, **options)  # made late: a model may hold its own kind
    if kind in _SCALARS:
        return _SCALARS[kind](**options)
    if issubclass(origin, list):
        return fields.List(inside[0], **options)
    if issubclass(origin, dict):
        return fields.Dict(*inside, **options)
    return fields.Enum(origin, by_value=True, **options)
