"""A model as a plain dict for data frames: parsed times, and codes with their meaning."""

from __future__ import annotations

import dataclasses
import enum
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, TypeGuard

from .._exceptions import RequestError
from .._schema.dates import parse_datetime
from .._schema.enums import StatusCode

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

UTC_SUFFIX = "_utc"
_PLAIN = frozenset((str, int, float, bool, type(None)))


def record(model: object) -> dict[str, Any]:
    """The dict; models within the model become dicts too.

    :raises RequestError: if it is no model
    """
    if not is_model(model):
        raise RequestError(f"only models turn into records, not {type(model).__name__}")
    fields = dataclasses.fields(model)
    found = {field.name: _column(field.name, getattr(model, field.name, None)) for field in fields}
    for field in fields:
        if view := field.metadata.get("view"):
            known = code(model, view)
            # A field of the model's own is never hidden by these.
            found.setdefault(view, None if known is None else known.name)
            found.setdefault("group", None if known is None else known.group)
            found.setdefault("meaning", None if known is None else known.meaning)
            found.setdefault("retryable", None if known is None else known.retryable)
    return found


def _column(name: str, value: Any) -> Any:
    if name.endswith(UTC_SUFFIX):
        return moment(value)
    return value if type(value) in _PLAIN else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    if is_list(value):
        return [_plain(item) for item in value]
    if is_model(value):
        return record(value)
    return value


def code(model: object, view: str) -> StatusCode | None:
    """What a model's code means; None where it has none, or holds something else in its place."""
    try:
        found = getattr(model, view)
    except Exception:  # noqa: BLE001 - a model that was made by hand may hold anything
        return None
    return found if isinstance(found, StatusCode) else None


def moment(text: object) -> datetime | None:
    """A time in UTC, which is also the zone of a text that names none; None where it is no time."""
    if not isinstance(text, (str, datetime)):
        return None
    try:
        found = parse_datetime(text) if isinstance(text, str) else text
        known = found if found.tzinfo else found.replace(tzinfo=timezone.utc)
        return known.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether it has items, of whatever type."""
    return isinstance(value, list)


def is_model(value: object) -> TypeGuard[DataclassInstance]:
    """Whether it has fields."""
    return dataclasses.is_dataclass(value) and not isinstance(value, type)
