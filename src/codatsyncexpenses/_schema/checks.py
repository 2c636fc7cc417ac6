"""The violations of a request's data, each with its place.

The codec calls this module only if something is wrong, or if msgspec could mistake the type of
something in the value.
"""

from __future__ import annotations

import builtins
import dataclasses
import datetime as dt
import enum
import functools
import itertools
import math
import operator
import re
import types
import uuid
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, get_args, get_origin

from .._exceptions import RequestError, Violation
from .dates import date_text
from .enums import TextEnum
from .formats import DATE, PATTERNS, WORDS
from .hints import bare, entry_limits, hints, is_dict, is_list, is_nullable

_PLAIN = frozenset((str, bool, int, types.NoneType))
_EXACT = frozenset((Decimal, int))
_VALUES = operator.methodcaller("values")
_FOLD = operator.methodcaller("casefold")
_MANY = 1000  # models above which a search for repetitions pays
_LONGEST = 40  # characters of a value in an error


def violations(
    value: object, type_: object, where: str, limits: Mapping[str, object], *, checked: bool
) -> tuple[Violation, ...]:
    """Return all violations of a value.

    :param where: its name
    :param checked: whether to check required fields and limits as well as the types
    """
    return tuple(_Look(checked).at(value, type_, where, limits, exact=True))


class _Look:
    def __init__(self, checked: bool) -> None:
        self._checked = checked

    def at(
        self,
        value: object,
        type_: object,
        where: str,
        limits: Mapping[str, object],
        *,
        exact: bool = False,
    ) -> Iterator[Violation]:
        """Yield the violations of a value.

        :param exact: whether a model must be of exactly this class
        """
        if value is None and is_nullable(type_):
            return
        type_ = bare(type_)
        if isinstance(value, dt.date) and limits.get("format") == DATE:
            try:
                value = date_text(value)
            except RequestError as error:
                yield Violation(where, str(error))
                return
        if type_ is Any:
            yield from self._anything(value, where)
        elif wrong := _mismatch(value, type_, exact):
            is_date = limits.get("format") == DATE
            yield Violation(where, f"{WORDS[DATE]}, not {_named(value)}" if is_date else wrong)
        else:
            if self._checked:
                yield from (Violation(where, broken) for broken in _broken(value, limits))
                yield from (Violation(where, other) for other in _case(value, type_))
            if dataclasses.is_dataclass(type_):
                yield from self._fields(value, type_, where)
            elif get_origin(type_) is dict:
                yield from self._entries(value, get_args(type_)[1], where, limits)
            elif get_origin(type_):
                yield from self._items(value, get_args(type_)[0], where, limits, exact=exact)

    def _fields(self, value: object, type_: Any, where: str) -> Iterator[Violation]:
        known = hints(type_)
        for field in dataclasses.fields(type_):
            inner = getattr(value, field.name, None)
            place = f"{where}.{field.name}" if where else field.name
            if inner is not None:
                yield from self.at(inner, known[field.name], place, field.metadata["limits"])
            elif self._checked and field.metadata["required"]:
                yield Violation(place, "is required")

    def _items(
        self, value: Any, type_: Any, where: str, limits: Mapping[str, Any], *, exact: bool
    ) -> Iterator[Violation]:
        # In a list that is too long, check only the items within its limit.
        items = value[: limits.get("max_items", len(value))] if self._checked else value
        for index, item in enumerate(items):
            yield from self.at(item, type_, f"{where}[{index}]", {}, exact=exact)

    def _entries(
        self, value: Any, type_: Any, where: str, limits: Mapping[str, Any]
    ) -> Iterator[Violation]:
        of_names, of_values = entry_limits(limits)
        for key, item in value.items():
            place = f"{where}[{_shown(key)}]"
            yield from self.at(key, str, f"{place} (its name)", of_names)
            yield from self.at(item, type_, place, of_values)

    def _anything(self, value: Any, where: str) -> Iterator[Violation]:
        """Yield the violations of a value that may be of any JSON type."""
        if is_list(value):
            yield from self._items(value, Any, where, {}, exact=False)
        elif is_dict(value):
            yield from self._entries(value, Any, where, {})
        elif isinstance(value, (float, Decimal)):
            if not _is_finite(value):
                yield Violation(where, f"expected a finite number, not {_shown(value)}")
        elif not isinstance(value, (str, int, types.NoneType, uuid.UUID)):
            yield Violation(where, f"expected a value of a JSON type, not {_named(value)}")
        elif (wrong := _unwritable(value)) is not None:
            yield Violation(where, wrong)


def _broken(value: Any, limits: Mapping[str, Any]) -> Iterator[str]:
    """Yield the limits that a value exceeds."""
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
        elif name == "format" and not re.search(PATTERNS[limit], value):
            yield f"{WORDS[limit]}, not {_shown(value)}"


def _case(value: Any, type_: Any) -> Iterator[str]:
    """Yield a suggestion if a value differs from a listed value of an enum in case alone.

    Any other value may be one that the service has added.
    """
    if isinstance(type_, type) and issubclass(type_, TextEnum) and not type_(value).is_known:
        meant = _folded(type_).get(value.casefold())
        if meant is not None:
            yield f"is {_shown(value)}; did you mean {meant!r}?"


@functools.cache
def _folded(type_: type[TextEnum]) -> dict[str, str]:
    """Return the values of an enum by their case-folded text."""
    return {member.value.casefold(): member.value for member in type_}


def _plural(unit: str, number: int) -> str:
    return unit[:-1] if unit and number == 1 else unit


def _mismatch(value: Any, type_: Any, exact: bool) -> str | None:
    """Return why a value is not of a type, without checking its content.

    :param exact: whether a model must be of exactly this class
    """
    kind = get_origin(type_) or type_
    if type_ is Decimal:
        return _number(value)
    if dataclasses.is_dataclass(type_):
        fits = isinstance(value, kind) or (not exact and _is_alike(value, type_))
    elif issubclass(kind, list):
        kind, fits = list, is_list(value)
    elif issubclass(kind, TextEnum):
        # The service may have added a text since; a member of another enum is a mistake.
        other = isinstance(value, TextEnum) and not isinstance(value, kind)
        fits = isinstance(value, str) and not (other and not kind(value).is_known)
    elif kind is str:
        fits = isinstance(value, (str, uuid.UUID))
    else:
        fits = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    if fits:
        return _unwritable(value)
    return f"expected {_article(kind.__name__)}, not {_named(value)}"


def _is_alike(value: Any, type_: Any) -> bool:
    """Return whether a model of another class can be sent as this one without loss."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return False
    wanted = {(field.name, field.metadata["json"]) for field in dataclasses.fields(type_)}
    has = {(field.name, field.metadata.get("json")) for field in dataclasses.fields(value)}
    # Ignore what is None: a BankAccount that only has its id is equivalent to a reference to it.
    lost = [name for name, _ in has - wanted if getattr(value, name, None) is not None]
    return bool(has & wanted) and not lost


def _number(value: object) -> str | None:
    if isinstance(value, (float, Decimal)) and not _is_finite(value):
        return f"expected a finite Decimal, not {_shown(value)}"
    if isinstance(value, float):
        return f'a float is not exact: use decimal.Decimal("{float.__repr__(value)}")'
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return None
    return f"expected a Decimal, not {_named(value)}"


def _is_finite(value: float | Decimal) -> bool:
    # Do not convert a Decimal to a float: 1E+400 has none.
    return value.is_finite() if isinstance(value, Decimal) else math.isfinite(value)


def _unwritable(value: object) -> str | None:
    if isinstance(value, str):
        try:
            str.__str__(value).encode()
        except UnicodeEncodeError as error:
            return f"is not valid text: {error.reason}"
    if isinstance(value, int):
        try:
            int.__repr__(value)
        except ValueError:
            return "has more digits than Python can write"
    return None


def is_doubtful(value: object, type_: Any) -> bool:
    """Return whether msgspec could mistake the type of something in a value.

    It would accept a float or a text as a Decimal, and write NaN. It would accept as a model a dict
    with the API's names, or any object with some of the attributes, even with none if all are
    optional, and as a list a set. A text that an enum does not list may be misspelt.
    """
    doubt = _doubt(type_)
    try:
        return doubt is not None and doubt([value])
    except AttributeError:  # a field without a value
        return True


@functools.cache
def _doubt(type_: Any) -> Callable[[list[Any]], bool] | None:
    """Return a test of many values of a type at once; None if no value can be doubtful.

    A call for each value would take longer than the rest of encoding.
    """
    origin = get_origin(type_) or type_
    if type_ is Any:
        return lambda values: not _PLAIN.issuperset(map(type, values))
    if type_ is Decimal:
        return _is_inexact
    if dataclasses.is_dataclass(type_):
        return functools.partial(_is_model_doubtful, type_)
    if issubclass(origin, TextEnum):
        return functools.partial(_is_enum_doubtful, type_)
    if issubclass(origin, (list, dict)):
        held = get_args(type_)[-1]
        inner = _doubt(bare(held))
        if inner and is_nullable(held):
            inner = functools.partial(_is_held_doubtful, inner)
        return functools.partial(_is_content_doubtful, origin is dict, inner)
    return None


def _is_held_doubtful(doubt: Callable[[list[Any]], bool], values: list[Any]) -> bool:
    """Return whether any value other than None is doubtful."""
    held = [value for value in values if value is not None]
    return bool(held) and doubt(held)


def _is_inexact(numbers: list[Any]) -> bool:
    if not _EXACT.issuperset(map(type, numbers)):
        return True
    return not all(map(Decimal.is_finite, [each for each in numbers if type(each) is Decimal]))


def _is_enum_doubtful(type_: Any, values: list[Any]) -> bool:
    unlisted = {*values} - type_._value2member_map_.keys()
    if unlisted and not _folded(type_).keys().isdisjoint(map(_FOLD, unlisted)):
        return True
    kinds = set(map(type, values))
    return any(issubclass(kind, enum.Enum) and not issubclass(kind, type_) for kind in kinds)


def _is_content_doubtful(
    is_map: bool, inner: Callable[[list[Any]], bool] | None, values: list[Any]
) -> bool:
    """Return whether lists or dicts, or anything in them, are doubtful."""
    if not _are(dict if is_map else (list, tuple), values):
        return True
    if inner is None:
        return False
    return inner([*itertools.chain.from_iterable(map(_VALUES, values) if is_map else values)])


def _is_model_doubtful(model: Any, values: list[Any]) -> bool:
    if not _are(model, values):
        return True
    if len(values) > _MANY:
        # Each model once: the number of references may double at each level of nesting.
        values = [*{id(each): each for each in values}.values()]
    for read, doubt in _doubts(model):
        held = [inner for inner in map(read, values) if inner is not None]
        if held and doubt(held):
            return True
    return False


def _are(classes: type | tuple[type, ...], values: list[Any]) -> bool:
    return all(issubclass(kind, classes) for kind in set(map(type, values)))


@functools.cache
def _doubts(model: Any) -> list[tuple[Callable[[object], object], Callable[[list[object]], bool]]]:
    """Return a getter and a test for each field of a model that may be doubtful."""
    known = hints(model)
    names = [field.name for field in dataclasses.fields(model)]
    found = ((operator.attrgetter(name), _doubt(bare(known[name]))) for name in names)
    return [(read, doubt) for read, doubt in found if doubt is not None]


def _named(value: object) -> str:
    """Return a value for an error: its type, and the value if it is short and plain."""
    kind = type(value).__name__
    if getattr(builtins, kind, type(value)) is not type(value):
        kind = f"{type(value).__module__}.{kind}"  # such as numpy's bool
    plain = type(value) in (bool, int) or (isinstance(value, float) and math.isfinite(value))
    return f"{kind} {_shown(value)}" if plain and not _unwritable(value) else kind


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"


def _shown(value: object) -> str:
    """Return a text or a number for an error, truncated if long; of other values, the type."""
    if isinstance(value, str):
        text = str.__str__(value)
        return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")
    if not isinstance(value, (int, float, Decimal)) or _unwritable(value):
        return f"<{type(value).__name__}>"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
