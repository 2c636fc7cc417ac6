"""Short texts of values, for tables with one line per row, and the kinds of fields.

A kind follows from the field's name and the value's type, not from the dataclass.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from .._schema.hints import is_dict
from .._schema.values import plain
from .records import UTC_SUFFIX, is_array, is_model, moment, value_of
from .repr import text as plain_text

NAME, STATUS, MESSAGE, TYPE, AMOUNT, MODELS, CURRENCY, TIME, OTHER, ID, KEY, URL = range(12)
"""Kinds of fields, the most informative first."""

_KINDS = {
    r"(?!.*_by_|contact_)(.*_)?name": NAME,
    r"(.*_)?(status|state)": STATUS,
    r"(.*_)?(error|message)": MESSAGE,
    r"(.*_)?type": TYPE,
    r"(.*_)?(amount|balance|limit)": AMOUNT,
    r"(.*_)?currency": CURRENCY,
    r"id": ID,
    r".*_(id|key)": KEY,
    rf".*{UTC_SUFFIX}": TIME,
}
_LABELS = (MESSAGE, NAME, AMOUNT, ID, KEY, OTHER, TIME, URL)
_DEEPEST = 3  # levels of models and lists within one another
_FEW = 3  # parts of a model or a list that are shown
_PLAIN = 5  # texts that are shown without their number
_MANY = 20  # texts of a list that are shown
_WORDS = {None: "", True: "yes", False: "no"}
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")


def kind_of(name: str, value: object = None) -> int:
    """Return the kind of a field, from its name or else from its value."""
    if (kind := _named(name)) is not None:
        return kind
    if is_array(value) and value and is_model(value[0]):
        return MODELS
    if time_text(name, value):
        return TIME
    return URL if isinstance(value, str) and value.startswith(("http:", "https:")) else OTHER


@functools.cache
def _named(name: str) -> int | None:
    """Return the kind of a field from its name; None if the name does not say."""
    return next((kind for pattern, kind in _KINDS.items() if re.fullmatch(pattern, name)), None)


def read(owner: object, name: str) -> object:
    """Return the value of a field; an amount includes the currency of its model."""
    value = value_of(owner, name)
    if isinstance(value, Decimal) and _named(name) == AMOUNT:
        currency = value_of(owner, "currency")
        if isinstance(currency, str) and currency:
            return f"{value:,} {currency}"
    return value


def time_text(name: str, value: object) -> str | None:
    """Return a readable time in UTC; None if the value is not a time.

    A time without an offset is local to the business, unless the name ends in ``_utc``. The text
    says UTC only if the time could be mistaken for a local one. A date has no time of day.
    """
    named = name.endswith(UTC_SUFFIX)
    if isinstance(value, str):
        known = named or _ZONE.search(value) is None
        found = moment(value) if named or _CLOCK.match(value) else None
    elif isinstance(value, datetime):
        known, found = named or value.tzinfo is None, moment(value)
    else:
        return value.isoformat() if isinstance(value, date) else None
    if found is None:
        return None
    if name.endswith("date") and found.time() == time():
        return found.date().isoformat()
    return found.replace(tzinfo=None).isoformat(" ", "seconds") + ("" if known else " UTC")


def brief(name: str, value: object, depth: int = 0) -> str:
    """Return the text of a field's value for one line; empty if there is no value."""
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if shown := time_text(name, value):
        return shown
    if is_array(value):
        return _items(value, depth) if depth < _DEEPEST else str(len(value))
    if is_dict(value):
        named = ((plain_text(key, str), held) for key, held in value.items())
        return _parts(named, depth, "=")
    if is_model(value):
        return _model(value, depth)
    return plain_text(value, lambda held: str(plain(held)))


def _items(values: Sequence[object], depth: int) -> str:
    """Return the number of items by state, or the items themselves if they have no states."""
    if states := Counter(state for each in values if (state := state_of(each))):
        if len(states) == 1 and states.total() == len(values):
            return f"{len(values):,} {next(iter(states))}"
        told = [f"{count:,} {state}" for state, count in states.most_common(_FEW)]
        return f"{len(values):,} ({_joined(told, len(states))})"
    are_models = any(map(is_model, values[:_FEW]))
    most = _FEW if are_models else _MANY
    told = [text for each in values[:most] if (text := brief("", each, depth + 1))]
    if len(values) <= _PLAIN and not are_models:
        return ", ".join(told)
    return f"{len(values):,} ({_joined(told, len(values))})"


def _joined(told: list[str], count: int) -> str:
    return ", ".join(told if len(told) == count else [*told, "…"])


def _model(value: object, depth: int) -> str:
    """Return the name and the state of a model, or its parts if it has neither."""
    label = next(filter(None, (_first(value, kind) for kind in _LABELS)), "")
    state = state_of(value)
    if label and state:
        return f"{label} ({state})"
    return label or state or (_parts(_fields(value), depth, " ") if depth < _DEEPEST else "…")


def _parts(named: Iterable[tuple[str, object]], depth: int, between: str) -> str:
    told = ((name, brief(name, held, depth + 1)) for name, held in named)
    some = itertools.islice((f"{name}{between}{text}" for name, text in told if text), _FEW + 1)
    parts = [*some]
    return _joined(parts[:_FEW], len(parts))


def _fields(value: object) -> Iterator[tuple[str, object]]:
    for field in dataclasses.fields(value) if is_model(value) else ():
        yield field.name, read(value, field.name)


def state_of(value: object) -> str:
    """Return the text of a model's status, or else of its type; empty if it has neither."""
    return _first(value, STATUS) or _first(value, TYPE)


def _first(value: object, kind: int) -> str:
    """Return the first text or amount of a kind in a model."""
    texts = ((name, held) for name, held in _fields(value) if isinstance(held, (str, Decimal)))
    told = (brief(name, held) for name, held in texts if kind_of(name, held) == kind)
    return next(filter(None, told), "")
