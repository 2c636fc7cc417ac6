"""The API's query language, evaluated on records as the API writes them.

A comparison is a property, an operator and a value, which is bare or in quotes. `&&` joins tighter
than `||`, and `{ }` make groups. A property inside of a list matches where any item of it does.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from decimal import Decimal, InvalidOperation
from typing import Literal, TypeAlias, TypeGuard

from codatsyncexpenses._dates import parse_datetime
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.sandbox._world import RefusedError

Kind = Literal["text", "number", "date", "flag"]
Shape: TypeAlias = "Mapping[str, Kind | Shape]"
"""The properties that can be asked for, by name: their kinds, or properties of their own."""
Record = Mapping[str, object]
Test = Callable[[Record], bool]
_Value = str | Decimal | datetime | bool

_LONGEST = 2047  # characters
_DEEPEST = 50
_STARTS = re.compile(r"\s*([^=!<>~{}&|\s][^=!<>~{}&|]*?)\s*(!=|>=|<=|=|>|<|~)\s*")
_QUOTED = re.compile(r"""(?:"([^"]*)"|'([^']*)')(?=\s*(?:&&|\|\||\}|\Z))""")
_BARE = re.compile(r"""(?!["'])((?:(?!&&|\|\|)[^{}=<>~])+)""")
_COMPARES: dict[str, Callable[[_Value, _Value], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}
_OPERATORS = {
    "text": ("=", "!=", "~"),
    "number": tuple(_COMPARES),
    "date": tuple(_COMPARES),
    "flag": ("=", "!="),
}


def matching(records: Sequence[Record], query: str, shape: Shape) -> list[Record]:
    """Give the records that a query asks for, or refuse it."""
    return list(filter(condition(query, shape), records))


def condition(query: str, shape: Shape | None, name: str = "query") -> Test:
    """Make a test of records out of a query, or refuse it under this name.

    Without a shape every property is a text, and no property leads into another one.
    """
    if not query.strip():
        return lambda _: True
    if len(query) > _LONGEST:
        raise RefusedError(400, f"{name}: it has {len(query)} characters of {_LONGEST} at most.")
    return _Reader(query, shape, name).read()


def kind_of(shape: Shape, path: str) -> Kind | None:
    """Give the kind of a property, or None where there is no such property."""
    found: Kind | Shape | None = shape
    for step in path.split("."):
        found = None if found is None or isinstance(found, str) else found.get(step)
    return found if isinstance(found, str) else None


def values(record: object, steps: Sequence[str]) -> Iterator[object]:
    """Give what stands at a place of a record: nothing, one value, or one for each item."""
    if _is_list(record):
        for item in record:
            yield from values(item, steps)
    elif not steps:
        if record is not None:
            yield record
    elif _is_object(record):
        yield from values(record.get(steps[0]), steps[1:])


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


class _Reader:
    """Reads a query from its start to its end."""

    def __init__(self, text: str, shape: Shape | None, name: str) -> None:
        self._text = text
        self._shape = shape
        self._name = name
        self._at = 0

    def read(self) -> Test:
        test = self._any(0)
        if self._text[self._at :].strip():
            raise self._refused("expected && or ||")
        return test

    def _any(self, depth: int) -> Test:
        tests = [self._all(depth)]
        while self._take("||"):
            tests.append(self._all(depth))
        return lambda record: any(test(record) for test in tests)

    def _all(self, depth: int) -> Test:
        tests = [self._one(depth)]
        while self._take("&&"):
            tests.append(self._one(depth))
        return lambda record: all(test(record) for test in tests)

    def _one(self, depth: int) -> Test:
        if not self._take("{"):
            return self._comparison()
        if depth == _DEEPEST:
            raise self._refused(f"groups stand in one another at most {_DEEPEST} times")
        test = self._any(depth + 1)
        if not self._take("}"):
            raise self._refused("expected }")
        return test

    def _comparison(self) -> Test:
        start = _STARTS.match(self._text, self._at)
        if start is None:
            raise self._refused("expected a property and an operator")
        path, sign = start.group(1), start.group(2)
        kind = "text" if self._shape is None else kind_of(self._shape, path)
        if kind is None:
            raise self._refused(f"there is no property {path}")
        if sign not in _OPERATORS[kind]:
            raise self._refused(f"{sign} is not for {path}, which is a {kind}")
        self._at = start.end()
        wanted = _valued(self._value(), kind)
        if wanted is None:
            raise self._refused(f"{path} is a {kind}")
        return _test([path] if self._shape is None else path.split("."), sign, kind, wanted)

    def _value(self) -> str:
        quoted = _QUOTED.match(self._text, self._at)
        if quoted is not None:
            self._at = quoted.end()
            return quoted.group(1) or quoted.group(2) or ""
        bare = _BARE.match(self._text, self._at)
        text = "" if bare is None else bare.group(1).strip()
        if bare is None or not text:
            raise self._refused("expected a value")
        if text == "null":
            raise self._refused("null cannot be asked for")
        self._at = bare.end()
        return text

    def _take(self, sign: str) -> bool:
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        if not self._text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        return True

    def _refused(self, reason: str) -> RefusedError:
        return RefusedError(400, f"{self._name}: {reason}, at character {self._at + 1}.")


def _test(steps: Sequence[str], sign: str, kind: Kind, wanted: _Value) -> Test:
    def holds(value: object) -> bool:
        if sign == "~":
            return str(wanted) in str(value)
        found = value if isinstance(value, bool) else _valued(str(value), kind)
        return found is not None and _COMPARES[sign](found, wanted)

    def test(record: Record) -> bool:
        found = list(values(record, steps))
        # What has no value differs from every value, and is otherwise not comparable.
        return any(map(holds, found)) if found else sign == "!="

    return test


def _valued(text: str, kind: Kind) -> _Value | None:
    """Read a value; None where it is none of that kind."""
    match kind:
        case "text":
            return text
        case "flag":
            return {"true": True, "false": False}.get(text.lower())
        case "number":
            try:
                number = Decimal(text)
            except InvalidOperation:
                return None
            return number if number.is_finite() else None
        case "date":
            try:
                moment = parse_datetime(text)
            except RequestError:
                return None
            return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
