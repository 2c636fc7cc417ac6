"""What is wrong with a request's data: every violation, with its place.

The codec looks here only once it knows that something is wrong, or that it could take something in
the value for what it is not.
"""

from __future__ import annotations

import builtins
import dataclasses
import enum
import functools
import math
import re
import types
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, get_args, get_origin

from .._exceptions import Violation
from .enums import TextEnum
from .hints import bare, hints, is_dict, is_list

_PLAIN = (str, bool, int, types.NoneType)
_LONGEST = 40  # characters of a value that an error shows


def violations(
    value: object, type_: Any, where: str, limits: Mapping[str, Any], *, checked: bool
) -> tuple[Violation, ...]:
    """All that is wrong with a value.

    :param where: what it is called
    :param checked: whether what is required and what is limited counts, beside the types
    """
    return tuple(_Look(checked).at(value, type_, where, limits, exact=True))


class _Look:
    def __init__(self, checked: bool) -> None:
        self._checked = checked

    def at(
        self,
        value: Any,
        type_: Any,
        where: str,
        limits: Mapping[str, Any],
        *,
        exact: bool = False,
    ) -> Iterator[Violation]:
        """All that is wrong with a value.

        :param exact: whether a model must be of its very class
        """
        type_ = bare(type_)
        origin = get_origin(type_) or type_
        if type_ is Any:
            yield from self._anything(value, where)
        elif dataclasses.is_dataclass(type_):
            yield from self._model(value, type_, where, exact=exact)
        elif isinstance(origin, type) and issubclass(origin, list):
            yield from self._list(value, get_args(type_)[0], where, limits, exact=exact)
        elif origin is dict:
            yield from self._map(value, get_args(type_)[1], where, limits)
        else:
            wrong = _mismatch(value, type_)
            if wrong:
                yield Violation(where, wrong)
            elif self._checked:
                yield from (Violation(where, broken) for broken in _broken(value, limits))

    def _model(self, value: Any, type_: Any, where: str, *, exact: bool) -> Iterator[Violation]:
        if not isinstance(value, type_) and (exact or not _is_alike(value, type_)):
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
        self, value: Any, type_: Any, where: str, limits: Mapping[str, Any], *, exact: bool
    ) -> Iterator[Violation]:
        if not is_list(value):
            yield Violation(where, f"expected a list, not {_named(value)}")
            return
        if self._checked:
            yield from (Violation(where, broken) for broken in _broken(value, limits))
        # Of a list that is too long, what is within its limit tells enough.
        items = value[: limits.get("max_items", len(value))] if self._checked else value
        for index, item in enumerate(items):
            yield from self.at(item, type_, f"{where}[{index}]", {}, exact=exact)

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
            place = f"{where}[{_shown(key)}]"
            yield from self.at(key, str, f"{place} (its name)", keys)
            yield from self.at(item, type_, place, own)

    def _anything(self, value: Any, where: str) -> Iterator[Violation]:
        """What JSON cannot say of a value that may be of any type."""
        if is_list(value):
            yield from self._list(value, Any, where, {}, exact=False)
        elif is_dict(value):
            yield from self._map(value, Any, where, {})
        elif isinstance(value, (float, Decimal)):
            if not _is_finite(value):
                yield Violation(where, f"expected a finite number, not {_shown(value)}")
        elif not isinstance(value, (*_PLAIN, uuid.UUID)):
            yield Violation(where, f"expected a value that JSON has, not {_named(value)}")
        elif (wrong := _unwritable(value)) is not None:
            yield Violation(where, wrong)


def _broken(value: Any, limits: Mapping[str, Any]) -> Iterator[str]:
    """The limits that a value does not keep to."""
    value = str(value) if isinstance(value, uuid.UUID) else value
    for name, limit in limits.items():
        kind, _, what = name.partition("_")
        size = len(value) if what in ("items", "length", "properties") else value
        unit = {"items": " items", "length": " characters", "properties": " names"}.get(what, "")
        if name in ("minimum", "min_items", "min_length") and size < limit:
            yield f"must be at least {limit}{_plural(unit, limit)}, not {_shown(size)}"
        elif (name in ("maximum", "max_properties") or kind == "max") and size > limit:
            yield f"must be at most {limit}{_plural(unit, limit)}, not {_shown(size)}"
        elif name == "pattern" and not re.search(limit, value):
            yield f"must match {limit}, and is {_shown(value)}"


def _plural(unit: str, number: int) -> str:
    return unit[:-1] if unit and number == 1 else unit


def _mismatch(value: Any, type_: Any) -> str | None:
    """Why a value does not fit a scalar type."""
    if type_ is Decimal:
        return _number(value)
    if issubclass(type_, TextEnum):
        # A text may be one that the service has added since; a member of another enum is a mistake.
        other = isinstance(value, TextEnum) and not isinstance(value, type_)
        fits = isinstance(value, str) and not (other and not type_(value).is_known)
    elif type_ is str:
        fits = isinstance(value, (str, uuid.UUID))
    elif type_ is int:
        fits = isinstance(value, int) and not isinstance(value, bool)
    else:
        fits = isinstance(value, type_)
    if fits:
        return _unwritable(value)
    return f"expected {_article(type_.__name__)}, not {_named(value)}"


def _is_alike(value: Any, type_: Any) -> bool:
    """Whether a model of another class loses nothing where it is sent for this one."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return False
    wanted = {(field.name, field.metadata["json"]) for field in dataclasses.fields(type_)}
    has = {(field.name, field.metadata.get("json")) for field in dataclasses.fields(value)}
    # What is None says nothing: a BankAccount with its id alone is what a reference to it is.
    lost = [name for name, _ in has - wanted if getattr(value, name, None) is not None]
    return bool(has & wanted) and not lost


def _number(value: Any) -> str | None:
    if isinstance(value, (float, Decimal)) and not _is_finite(value):
        return f"expected a finite Decimal, not {_shown(value)}"
    if isinstance(value, float):
        return f'a float is not exact: use decimal.Decimal("{float.__repr__(value)}")'
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return None
    return f"expected a Decimal, not {_named(value)}"


def _is_finite(value: float | Decimal) -> bool:
    # The one is not asked by way of the other: 1E+400 is a Decimal, and no float.
    return value.is_finite() if isinstance(value, Decimal) else math.isfinite(value)


def _unwritable(value: Any) -> str | None:
    if isinstance(value, str):
        try:
            str.__str__(value).encode()
        except UnicodeEncodeError as error:
            return f"is not valid text: {error.reason}"
    if isinstance(value, int):
        try:
            int.__repr__(value)
        except ValueError:
            return "has more digits than Python writes"
    return None


def is_doubtful(value: Any, type_: Any) -> bool:
    """Whether there is something in a value that msgspec could take for what it is not.

    It would take a float for the Decimal that its shortest text is, a text too, and write NaN. For
    a model it would take a dict by its wire names, and any object that has some of the names; where
    all may be left out, none of them.
    """
    doubt = _doubt(bare(type_))
    return doubt is not None and doubt(value)


@functools.cache
def _doubt(type_: Any) -> Callable[[Any], bool] | None:
    """What tells whether a value of a type is in doubt; None where none is."""
    origin = get_origin(type_) or type_
    if type_ in (Any, Decimal):
        return _is_inexact if type_ is Decimal else lambda value: type(value) not in _PLAIN
    if _is_model(type_):
        return lambda value: not isinstance(value, type_) or _holds_doubt(value, type_)
    if origin is dict:
        inner = _doubt(bare(get_args(type_)[1]))
        return lambda value: not is_dict(value) or _is_any(inner, value.values())
    if issubclass(origin, list):
        inner = _doubt(bare(get_args(type_)[0]))
        return lambda value: not is_list(value) or _is_any(inner, value)
    if issubclass(origin, TextEnum):
        return lambda value: isinstance(value, enum.Enum) and not isinstance(value, type_)
    return None


def _is_any(doubt: Callable[[Any], bool] | None, values: Iterable[Any]) -> bool:
    return doubt is not None and any(map(doubt, values))


def _is_inexact(value: Any) -> bool:
    return not value.is_finite() if type(value) is Decimal else type(value) is not int


def _holds_doubt(value: Any, model: Any) -> bool:
    return any(
        doubt(inner)
        for name, doubt in _doubts(model)
        if (inner := getattr(value, name, None)) is not None
    )


@functools.cache
def _doubts(model: Any) -> list[tuple[str, Callable[[Any], bool]]]:
    """The fields of a model whose values may be in doubt, and what tells."""
    known = hints(model)
    names = [field.name for field in dataclasses.fields(model)]
    found = ((name, _doubt(bare(known[name]))) for name in names)
    return [(name, doubt) for name, doubt in found if doubt is not None]


def _is_model(type_: Any) -> bool:
    return isinstance(type_, type) and dataclasses.is_dataclass(type_)


def _named(value: object) -> str:
    """A value in an error: its type, and itself where that is short and plain."""
    kind = type(value).__name__
    if getattr(builtins, kind, type(value)) is not type(value):
        kind = f"{type(value).__module__}.{kind}"  # such as numpy's bool
    plain = type(value) in (bool, int) or (isinstance(value, float) and math.isfinite(value))
    return f"{kind} {_shown(value)}" if plain and not _unwritable(value) else kind


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"


def _shown(value: object) -> str:
    """A text or a number in an error, cut where it is long; of all else, the type."""
    if isinstance(value, str):
        text = str.__str__(value)
        return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")
    if not isinstance(value, (int, float, Decimal)) or _unwritable(value):
        return f"<{type(value).__name__}>"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
