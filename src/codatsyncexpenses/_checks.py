"""What is wrong with a request's data: every violation, with its place.

The codec looks here only once it knows that something is wrong, or where a number may be inexact.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import re
import uuid
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, get_args, get_origin

from ._hints import bare, hints, is_dict, is_list
from ._texts import TextEnum


class Violation(NamedTuple):
    """One thing that is wrong with a request."""

    path: str
    """Where, such as ``create_expense_request[3].lines[0].net_amount``."""
    message: str
    """What was expected there, and what was found."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


def violations(
    value: object, type_: Any, where: str, limits: Mapping[str, Any], *, checked: bool
) -> tuple[Violation, ...]:
    """All that is wrong with a value.

    :param where: what it is called
    :param checked: whether what is required and what is limited counts, beside the types
    """
    return tuple(_Look(checked).at(value, type_, where, limits))


class _Look:
    def __init__(self, checked: bool) -> None:
        self._checked = checked

    def at(
        self, value: Any, type_: Any, where: str, limits: Mapping[str, Any]
    ) -> Iterator[Violation]:
        type_ = bare(type_)
        origin = get_origin(type_) or type_
        if dataclasses.is_dataclass(type_):
            yield from self._model(value, type_, where)
        elif isinstance(origin, type) and issubclass(origin, list):
            yield from self._list(value, get_args(type_)[0], where, limits)
        elif origin is dict:
            yield from self._map(value, get_args(type_)[1], where, limits)
        elif type_ is not Any:
            wrong = _mismatch(value, type_)
            if wrong:
                yield Violation(where, wrong)
            elif self._checked:
                yield from (Violation(where, broken) for broken in _broken(value, limits))

    def _model(self, value: Any, type_: Any, where: str) -> Iterator[Violation]:
        if not isinstance(value, type_) and not _is_alike(value, type_):
            yield Violation(where, f"expected {_article(type_.__name__)}, not {_named(value)}")
            return
        known = hints(type_)
        for field in dataclasses.fields(type_):
            inner = getattr(value, field.name, None)
            place = f"{where}.{field.name}" if where else field.name
            if inner is not None:
                yield from self.at(inner, known[field.name], place, field.metadata["limits"])
            elif self._checked and field.metadata["required"]:
                yield Violation(place, "is required")

    def _list(
        self, value: Any, type_: Any, where: str, limits: Mapping[str, Any]
    ) -> Iterator[Violation]:
        if not is_list(value):
            yield Violation(where, f"expected a list, not {_named(value)}")
            return
        if self._checked:
            yield from (Violation(where, broken) for broken in _broken(value, limits))
        for index, item in enumerate(value):
            yield from self.at(item, type_, f"{where}[{index}]", {})

    def _map(
        self, value: Any, type_: Any, where: str, limits: Mapping[str, Any]
    ) -> Iterator[Violation]:
        if not is_dict(value):
            yield Violation(where, f"expected a dict, not {_named(value)}")
            return
        if self._checked:
            yield from (Violation(where, broken) for broken in _broken(value, limits))
        own = {k.removeprefix("value_"): v for k, v in limits.items() if k.startswith("value_")}
        keys = {"pattern": limits["key_pattern"]} if "key_pattern" in limits else {}
        for key, item in value.items():
            yield from self.at(key, str, f"{where}[{key!r}] (its name)", keys)
            yield from self.at(item, type_, f"{where}[{key!r}]", own)


def _broken(value: Any, limits: Mapping[str, Any]) -> Iterator[str]:
    """The limits that a value does not keep to."""
    for name, limit in limits.items():
        kind, _, what = name.partition("_")
        size = len(value) if what in ("items", "length", "properties") else value
        unit = {"items": " items", "length": " characters", "properties": " names"}.get(what, "")
        if name in ("minimum", "min_items", "min_length") and size < limit:
            yield f"must be at least {limit}{_plural(unit, limit)}, not {size}"
        elif (name in ("maximum", "max_properties") or kind == "max") and size > limit:
            yield f"must be at most {limit}{_plural(unit, limit)}, not {size}"
        elif name == "pattern" and not re.search(limit, value):
            yield f"must match {limit}, and is {_shown(value)}"


def _plural(unit: str, number: int) -> str:
    return unit[:-1] if unit and number == 1 else unit


def _mismatch(value: Any, type_: Any) -> str | None:
    """Why a value does not fit a scalar type."""
    if type_ is Decimal:
        return _number(value)
    if issubclass(type_, TextEnum):
        fits = isinstance(value, str)
    elif type_ is str:
        fits = isinstance(value, (str, uuid.UUID))
    elif type_ is int:
        fits = isinstance(value, int) and not isinstance(value, bool)
    else:
        fits = isinstance(value, type_)
    if fits:
        return _unwritable(value)
    name = "str" if issubclass(type_, TextEnum) else type_.__name__
    return f"expected {_article(name)}, not {_named(value)}"


def _is_alike(value: Any, type_: Any) -> bool:
    """Whether another model has the names of a model, or some of them and no others."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return False
    has = {field.name for field in dataclasses.fields(value)}
    wanted = {field.name for field in dataclasses.fields(type_)}
    return has <= wanted or has >= wanted


def _number(value: Any) -> str | None:
    if isinstance(value, float) and math.isfinite(value):
        return f'a float is not exact: use decimal.Decimal("{value}")'
    if isinstance(value, (Decimal, float)):
        finite = isinstance(value, Decimal) and value.is_finite()
        return None if finite else f"expected a finite Decimal, not {value}"
    if isinstance(value, int) and not isinstance(value, bool):
        return None
    return f"expected a Decimal, not {_named(value)}"


def _unwritable(value: Any) -> str | None:
    if isinstance(value, str):
        try:
            str.__str__(value).encode()
        except UnicodeEncodeError as error:
            return f"is not valid text: {error.reason}"
    return None


def is_inexact(value: Any, type_: Any) -> bool:
    """Whether a number where a Decimal belongs is a float, or not finite."""
    return _has_decimals(type_) and _inexact(value, type_)


def _inexact(value: Any, type_: Any) -> bool:
    if type_ is Decimal:
        return _number(value) is not None
    if _is_model(type_):
        return any(
            _inexact(inner, hint)
            for name, hint in _decimal_fields(type_)
            if (inner := getattr(value, name, None)) is not None
        )
    if is_dict(value):
        value = list(value.values())
    return is_list(value) and any(_inexact(item, get_args(type_)[-1]) for item in value)


@functools.cache
def _decimal_fields(model: Any) -> list[tuple[str, Any]]:
    """The fields of a model that hold Decimals somewhere, with their types."""
    return [(name, bare(hint)) for name, hint in hints(model).items() if _has_decimals(bare(hint))]


@functools.cache
def _has_decimals(type_: Any, within: tuple[Any, ...] = ()) -> bool:
    if type_ is Decimal:
        return True
    if type_ in within:
        return False
    parts = list(hints(type_).values()) if _is_model(type_) else get_args(type_)
    return any(_has_decimals(bare(part), (*within, type_)) for part in parts)


def _is_model(type_: Any) -> bool:
    return isinstance(type_, type) and dataclasses.is_dataclass(type_)


def _named(value: object) -> str:
    """A value in an error: its type, and itself where that is short and plain."""
    kind = type(value).__name__
    plain = isinstance(value, (bool, int, float)) and not (
        isinstance(value, float) and not math.isfinite(value)
    )
    return f"{kind} {value!r}" if plain and len(repr(value)) < 30 else kind


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}...")
