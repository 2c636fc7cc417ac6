"""Lists: filtered by the API's query language, sorted and paged.

In a query, a comparison is a property, an operator and a value, quoted or not. `&&` binds tighter
than `||`, and `{ }` form groups. A property inside a list matches if that of any item does.
"""

from __future__ import annotations

import dataclasses
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, TypeAlias, TypeGuard, get_origin
from urllib.parse import urlencode

from codatsyncexpenses._schema.dates import parse_datetime
from codatsyncexpenses._schema.hints import bare, hints
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.models import shared
from codatsyncexpenses.sandbox._state.world import RefusedError

Kind = Literal["text", "number", "date", "flag"]
Shape: TypeAlias = "Mapping[str, Kind | Shape]"
"""The properties that can be queried, by name: their kinds, or their own properties."""
Record = Mapping[str, object]
Test = Callable[[Record], bool]
_Value = str | Decimal | datetime | bool

_LARGEST_PAGE = 5000
_FILTERS = ("query", "tags", "orderBy")
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


def page(
    query: Mapping[str, str], path: str, found: Sequence[Record], shape: Shape | None = None
) -> dict[str, object]:
    """Return a page of the records, filtered and sorted by the query parameters.

    Without a shape, the list accepts neither a filter nor an order.
    """
    number = _whole(query, "page", 1, 2**31 - 1)
    size = _whole(query, "pageSize", 100, _LARGEST_PAGE)
    kept: dict[str, str] = {}
    if shape is not None:
        kept = {name: query[name] for name in _FILTERS if name in query}
        found = list(filter(condition(query.get("query", ""), shape), found))
        found = _sorted(found, query.get("orderBy", ""), shape)

    def link(page: int) -> dict[str, str]:
        return {"href": f"{path}?{urlencode({'page': page, 'pageSize': size, **kept})}"}

    links = {"self": {"href": path}, "current": link(number)}
    if number > 1:
        links["previous"] = link(number - 1)
    if number * size < len(found):
        links["next"] = link(number + 1)
    return {
        "results": list(found[(number - 1) * size : number * size]),
        "pageNumber": number,
        "pageSize": size,
        "totalResults": len(found),
        "_links": links,
    }


def condition(query: str, shape: Shape | None, name: str = "query") -> Test:
    """Return a test of records from a query; `name` is that of the query in a refusal.

    Without a shape, every property is a text and its name may contain dots.
    """
    if not query.strip():
        return lambda _: True
    if len(query) > _LONGEST:
        raise RefusedError(400, f"{name}: it has {len(query)} characters of {_LONGEST} at most.")
    return _Reader(query, shape, name).read()


class _Reader:
    """A parser of queries."""

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
        kind = "text" if self._shape is None else _kind(self._shape, path)
        if kind is None:
            raise self._refused(f"there is no property {path}")
        if sign not in _OPERATORS[kind]:
            raise self._refused(f"{sign} is not for {path}, which is a {kind}")
        self._at = start.end()
        wanted = _parsed(self._value(), kind)
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
        found = value if isinstance(value, bool) else _parsed(str(value), kind)
        return found is not None and _COMPARES[sign](found, wanted)

    def test(record: Record) -> bool:
        found = list(_values(record, steps))
        # A missing value is unequal to every value, and no other comparison matches.
        return any(map(holds, found)) if found else sign == "!="

    return test


def _parsed(text: str, kind: Kind) -> _Value | None:
    """Parse a value; None if it is not of that kind."""
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


def _kind(shape: Shape, path: str) -> Kind | None:
    """Return the kind of a property; None if there is no such property."""
    found: Kind | Shape | None = shape
    for step in path.split("."):
        found = None if found is None or isinstance(found, str) else found.get(step)
    return found if isinstance(found, str) else None


def _values(record: object, steps: Sequence[str]) -> Iterator[object]:
    """Yield the values at a path of a record: none, one, or one for each item of a list."""
    if _is_list(record):
        for item in record:
            yield from _values(item, steps)
    elif not steps:
        if record is not None:
            yield record
    elif _is_object(record):
        yield from _values(record.get(steps[0]), steps[1:])


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _sorted(found: Sequence[Record], order: str, shape: Shape) -> Sequence[Record]:
    """Sort by a property; records without it come first."""
    if not order.strip():
        return found
    path = order.removeprefix("-")
    if path == "modifiedDate" and path not in shape:
        # The documentation's example of an order, which every list accepts.
        path = next(each for each in _MADE if each in shape)
    kind = _kind(shape, path)
    steps = path.split(".")
    if kind is None or steps[0] == "dataConnections":
        raise RefusedError(400, f"orderBy: there is no property {path} to sort by.")

    def key(record: Record) -> tuple[bool, float, str]:
        value = next(_values(record, steps), None)
        number = float(value) if isinstance(value, int | float) else 0.0
        return value is not None, number, str(value)

    return sorted(found, key=key, reverse=order.startswith("-"))


def _whole(query: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = query.get(name)
    if text is None:
        return default
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    if not 1 <= number <= most:
        raise RefusedError(400, f"{name} must be a whole number from 1 to {most}, not {text!r}.")
    return number


_MADE = ("created", "requested", "requestedOnUtc")
_DATES = {
    *("created", "lastSync", "modifiedDate", "sourceModifiedDate"),
    *("requested", "completed", "requestedOnUtc", "completedOnUtc"),
}


def _shape(model: Any, **inner: Shape) -> Shape:
    """Return the plain properties of a model, and those inside some of its properties."""
    types, found = hints(model), dict[str, "Kind | Shape"](inner)
    for field in dataclasses.fields(model):
        name, type_ = field.metadata["json"], bare(types[field.name])
        if name in _DATES:
            found[name] = "date"
        elif type_ in (bool, int):
            found[name] = "flag" if type_ is bool else "number"
        elif get_origin(type_) is None and issubclass(type_, str):
            found[name] = "text"
    return found


_METADATA: Shape = {"isDeleted": "flag"}
CONNECTION = _shape(shared.Connection)
COMPANY = _shape(shared.Company, dataConnections=CONNECTION)
CUSTOMER = _shape(shared.Customer, metadata=_METADATA)
SUPPLIER = _shape(shared.Supplier, metadata=_METADATA)
PULL = _shape(shared.PullOperation)
PUSH = _shape(shared.PushOperation)
