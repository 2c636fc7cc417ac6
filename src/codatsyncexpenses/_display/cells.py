"""The cells of a notebook's tables: each field of a model as HTML, whatever it holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from .._schema.hints import is_dict
from . import html
from .records import UTC_SUFFIX, code, is_list, is_model, moment

if TYPE_CHECKING:
    from .._schema.enums import StatusCode

OUTCOMES = {"success": ("✓", "Succeeded"), "failure": ("✗", "Failed"), "running": ("…", "Running")}

_ITEMS = 10  # items of a list within a model
_DEEPEST = 3  # models and lists within one another
# By how a name ends: what tells most comes first, and what is long comes last.
_RANKS = {"error": 0, UTC_SUFFIX: 1, "_message": 3, "_id": 4}


class Column(NamedTuple):
    """What is told of each model under one name."""

    name: str
    cell: Callable[[object, int], str]
    """The HTML for a model that lies so deep within others."""


def columns(kind: Any) -> list[Column]:
    """What is told of the models of a class; a code has its outcome and meaning beside it."""
    fields = sorted(dataclasses.fields(kind), key=_rank)
    return [column for field in fields for column in _columns_of(field)]


def card(model: object, depth: int = 0) -> str:
    """A row for each field."""
    rows = ((html.text(name), cell(model, depth)) for name, cell in columns(type(model)))
    return html.table(rows)


def value_of(owner: object, name: str) -> Any:
    """An attribute; None where it cannot be had."""
    try:
        return getattr(owner, name)
    except Exception:  # noqa: BLE001 - what was made by hand may hold anything
        return None


def value(name: str, held: Any, depth: int) -> str:
    """A field's value as HTML."""
    if held is None or (isinstance(held, str) and not held):
        return html.DASH
    if isinstance(held, bool):
        return "yes" if held else "no"
    inside = _inside(held, depth + 1) if depth < _DEEPEST else None
    if inside is not None:
        return inside
    if name.endswith(UTC_SUFFIX) and (time := moment(held)):
        return html.text(time.replace(tzinfo=None).isoformat(" ", "seconds"), "codat-line")
    if is_list(held) and all(isinstance(item, str) for item in held):
        held = ", ".join(map(str.__str__, held))
    return html.text(held, "codat-id" if name.endswith("_id") else "")


def _inside(held: object, depth: int) -> str | None:
    """What lies within a value; None where nothing does."""
    if is_list(held):
        return _items(held, depth)
    if is_model(held):
        return card(held, depth)
    if is_dict(held):
        rows = ((html.text(name), value("", each, depth)) for name, each in held.items())
        return html.table(rows) if held else html.DASH
    return None


def outcome(found: StatusCode | None) -> str:
    """How a code's group is shown: a colour, a symbol and a word."""
    if found is None:
        return html.DASH
    kind = found.group if found.group in OUTCOMES else "unknown"
    return html.badge(kind, *OUTCOMES.get(kind, ("?", "Unknown")))


def _rank(field: dataclasses.Field[Any]) -> int:
    if field.metadata.get("view"):
        return 0
    return next((rank for end, rank in _RANKS.items() if field.name.endswith(end)), 2)


def _columns_of(field: dataclasses.Field[Any]) -> list[Column]:
    name, view = field.name, field.metadata.get("view") or ""

    def held(owner: object, depth: int) -> str:
        return value(name, value_of(owner, name), depth)

    def how(owner: object, _: int) -> str:
        return outcome(code(owner, view))

    def what(owner: object, depth: int) -> str:
        return value("", value_of(code(owner, view), "meaning"), depth)

    def again(owner: object, depth: int) -> str:
        return value("", value_of(code(owner, view), "retryable"), depth)

    plain = Column(name, held)
    if not view:
        return [plain]
    return [Column("outcome", how), plain, Column("meaning", what), Column("retryable", again)]


def _items(held: list[Any], depth: int) -> str:
    shown = [value("", item, depth) for item in held[:_ITEMS]]
    if len(held) > _ITEMS:
        shown.append(f"… and {len(held) - _ITEMS:,} more")
    return "<br>".join(shown) or html.DASH
