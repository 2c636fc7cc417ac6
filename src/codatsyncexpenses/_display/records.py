"""Dataclasses as plain dicts for data frames: parsed times, and status codes in words."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeGuard

from .._exceptions import RequestError
from .._schema.dates import date_text, parse_datetime
from .._schema.enums import StatusCode
from .._schema.hints import is_dict, is_list
from .._schema.values import plain

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

UTC_SUFFIX = "_utc"
_SCALARS = frozenset((str, int, float, bool, type(None)))


def record(model: object) -> dict[str, object]:
    """Return the dict for a model; nested models become dicts too.

    :raises RequestError: if it is not a model
    """
    if not is_model(model):
        raise RequestError(f"to_records takes only models, not {type(model).__name__}")
    found: dict[str, object] = {}
    fields = dataclasses.fields(model)
    for field in fields:
        value = getattr(model, field.name, None)
        is_time = field.metadata.get("time") or field.name.endswith(UTC_SUFFIX)
        found[field.name] = moment(value) if is_time else _plain(value)
    for field in fields:
        if view := field.metadata.get("view"):
            code = code_of(model, view)
            # The model's own fields take precedence over these keys.
            found.setdefault(view, getattr(code, "name", None))
            for name in ("group", "meaning", "retryable", "remedy"):
                found.setdefault(name, getattr(code, name, None))
    return found


def _plain(value: object) -> object:
    if type(value) in _SCALARS:
        return value
    if is_list(value):
        return [_plain(item) for item in value]
    if is_dict(value):
        return {str(plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, Decimal):
        return _amount(value)
    if isinstance(value, date):
        return date_text(value)
    return record(value) if is_model(value) else plain(value)


def _amount(number: Decimal) -> float | str:
    """Return a number as a float if that is exact, or else as text."""
    if number.is_finite() and Decimal(repr(float(number))) == number:
        return float(number)
    return str(number)


def value_of(owner: object, name: str) -> object:
    """Return an attribute, or None if it is missing or reading it fails."""
    try:
        return getattr(owner, name)
    except Exception:  # noqa: BLE001 - an object made by hand may hold anything
        return None


def code_of(model: object, view: str) -> StatusCode | None:
    """Return the status code of a model; None if it has none, or another value in its field.

    :param view: the property of the model that returns the code
    """
    found = value_of(model, view)
    return found if isinstance(found, StatusCode) else None


def moment(text: object) -> datetime | None:
    """Return a time in UTC, the default zone; None if it is not a time."""
    if not isinstance(text, (str, date)):
        return None
    try:
        found = parse_datetime(text if isinstance(text, str) else text.isoformat())
        known = found if found.tzinfo else found.replace(tzinfo=timezone.utc)
        return known.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Return whether the value is a list, the type of a decoded JSON array."""
    return isinstance(value, list)


def is_model(value: object) -> TypeGuard[DataclassInstance]:
    """Return whether the value is an instance of a dataclass."""
    return dataclasses.is_dataclass(value) and not isinstance(value, type)
