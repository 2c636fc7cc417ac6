"""HTML tables of models, lists and responses. It loads when a notebook first displays one.

Nothing here raises an exception, whatever the values are. Rows and columns have the names of the
fields, which are the names to use in code. A list has one line for each model, with its most
important fields; the table of one model shows all of them.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from .._exceptions import status_text
from .._schema.enums import StatusCode
from .._schema.hints import is_dict
from . import html
from .brief import ID, KEY, STATUS, brief, kind_of, read, time_text
from .records import code_of, is_array, is_model, value_of

_OUTCOMES = {"success": ("✓", "Succeeded"), "failure": ("✗", "Failed"), "running": ("…", "Running")}
_ENDS = 10  # rows at each end of a long list
_ITEMS = 10  # items of a list in a model
_STATES = 5  # states counted above a list
_MOST = 8  # columns of a list
_BADGE = 16  # characters of an outcome
_GAP = 3  # characters between columns
_WIDEST = 200  # characters of all columns of a list
_DEEPEST = 3  # levels of models and lists within one another
_DETAILS = ("meaning", "retryable", "remedy")  # of a code; a list shows the first one only
_HEADING = ("content_type", "status_code", "raw_response")  # fields that are not content


class Column(NamedTuple):
    """A field of the models of a list."""

    rank: int
    """Its place in the order of importance."""
    name: str
    cells: list[str]
    """The HTML for each model."""
    width: int
    """Its width in characters."""
    comes_first: bool = False
    """Whether it takes precedence over columns of a lower rank where not all fit."""


def model(value: object) -> str:
    """Return a table with a row for each field, or for each result of a page."""
    return html.render(_whole(value))


def models(values: list[Any]) -> str:
    """Return a table with one line for each model, below a summary of the list."""
    return html.render(_table(values))


def lists(title: str, named: dict[str, list[Any]]) -> str:
    """Return a title, and below it a table for each named list that is not empty."""
    tables = (_table(each, f"<b>{name}</b> · ") for name, each in named.items() if each)
    return html.render(f"<p>{html.text(title)}</p>", *tables)


def response(answer: object) -> str:
    """Return the status and the quota of a response, and below them its value or error."""
    parts = [f"<p>{' · '.join(_summary(answer))}</p>"]
    for field in dataclasses.fields(answer) if is_model(answer) else ():
        held = value_of(answer, field.name)
        if field.name not in _HEADING and held is not None:
            parts.append(_whole(held))
    return html.render(*parts)


def _whole(value: object) -> str:
    """Return the tables of a value that is not part of another."""
    if is_array(value):
        return _table(value)
    return _page(value) or (_sheet(value) if is_model(value) else _value("", value, 0))


def _sheet(held: object) -> str:
    """Return a table with a row for each field, and below it a table for each list of models."""
    lists = [
        (field.name, value)
        for field in _fields(held)
        if is_array(value := value_of(held, field.name)) and any(map(is_model, value))
    ]
    card = _card(held, without=[name for name, _ in lists])
    return card + "".join(_table(value, f"<b>{name}</b> · ") for name, value in lists)


def _summary(answer: object) -> Iterator[str]:
    status = value_of(answer, "status_code")
    if isinstance(status, int) and 100 <= status < 600:
        kind = "success" if status < 400 else "failure"
        yield html.badge(kind, _OUTCOMES[kind][0], status_text(status))
    yield html.text(type(answer).__name__)
    quota = value_of(answer, "rate_limit")
    remaining, limit = value_of(quota, "remaining"), value_of(quota, "limit")
    if isinstance(remaining, int):
        most = f" of {limit:,}" if isinstance(limit, int) else ""
        yield f"{remaining:,}{most} requests left"
    seconds = value_of(answer, "retry_after")
    if isinstance(seconds, float):
        yield f"retry after {seconds:,.0f} s"


def _page(value: object) -> str | None:
    """Return the results of a page, below its position; None if the value is not a page."""
    names = ("results", "page_number", "total_results")
    results, number, total = (value_of(value, name) for name in names)
    if not is_array(results) or not isinstance(number, int) or not isinstance(total, int):
        return None
    return f"<p>page {number:,} · {len(results):,} of {total:,} results</p>{_table(results)}"


def _table(values: list[Any], title: str = "") -> str:
    """Return a table of both ends of a list, below the facts that all items share."""
    numbers = [*range(len(values))]
    if len(values) > 2 * _ENDS:
        numbers[_ENDS:-_ENDS] = []
    kind = _common_class([values[number] for number in numbers])
    fields = dataclasses.fields(kind) if kind else ()
    same = {field.name: text for field in fields if (text := _common_id(values, field.name))}
    about = [f"<b>{len(values):,}</b> {html.text(kind.__name__ if kind else 'items')}"]
    about += _counts(values, fields)
    about += [f"{name} {_value(name, text, 0)}" for name, text in same.items()]
    return f"<p>{title}{' · '.join(about)}</p>" + _lines(values, numbers, same)


def _lines(values: list[Any], numbers: list[int], known: Collection[str] = ()) -> str:
    """Return a table with one line for each of the numbered items, and one for a gap.

    :param known: the names of fields that need no column
    """
    shown = [values[number] for number in numbers]
    kind = _common_class(shown)
    fields = dataclasses.fields(kind) if kind else ()
    found = [each for field in fields if field.name not in known for each in _columns(field, shown)]
    fitting, others = _fitting(found) if kind else ([_column("item", shown)], [])
    if not fitting or not shown:
        return ""
    rows = [*zip(map(str, numbers), *(each.cells for each in fitting), strict=True)]
    if numbers[-1] >= len(numbers):
        rows.insert(_ENDS, ("…",) * (len(fitting) + 1))
    more = f'<p class="codat-more">not shown: {", ".join(others)}</p>' if others else ""
    return html.table(rows, ["", *(each.name for each in fitting)]) + more


def _fitting(found: list[Column]) -> tuple[list[Column], list[str]]:
    """Return the columns that fit and are not empty, and the names of the others.

    The identifier that differs between the models is always among them.
    """
    # An empty column would take the place of one with values.
    found = [each for each in found if {*each.cells} != {html.DASH}]
    found.sort(key=lambda each: (not each.comes_first, each.rank))
    # The identifiers of their parents precede it.
    ids = [each for each in reversed(found) if each.rank in (ID, KEY)]
    ids.sort(key=lambda each: (-len({*each.cells}), each.rank))
    fitting, others = ids[:1], list[str]()
    for each in (each for each in found if each not in ids[:1]):
        if len(fitting) < _MOST and sum(one.width for one in [*fitting, each]) <= _WIDEST:
            fitting.append(each)
        else:
            others.append(each.name)
    return sorted(fitting, key=lambda each: each.rank), others


def _common_class(shown: list[object]) -> Any:
    """Return the dataclass of all items; None if they have no class in common."""
    kinds = {type(one) for one in shown}
    return kinds.pop() if len(kinds) == 1 and is_model(shown[0]) else None


def _common_id(values: list[Any], name: str) -> str | None:
    """Return an identifier that all models of a list share, such as the company's."""
    if len(values) < 2 or kind_of(name) != KEY:
        return None
    first = value_of(values[0], name)
    if type(first) is not str or not first:
        return None
    others = (value_of(one, name) for one in values)
    return first if all(type(each) is str and each == first for each in others) else None


def _counts(values: list[Any], fields: Collection[dataclasses.Field[Any]]) -> Iterator[str]:
    """Count the models by the outcome of their code or by status, the most frequent first."""
    for field in fields:
        if view := field.metadata.get("view"):
            yield from _outcomes(values, field.name, view)
            return
    for name in [field.name for field in fields if kind_of(field.name) == STATUS][:1]:
        states = Counter(brief(name, value_of(one, name)) for one in values)
        told = ((state, count) for state, count in states.most_common(_STATES) if state)
        yield from (f"{count:,} {html.line(state)}" for state, count in told)


def _outcomes(values: list[Any], name: str, view: str) -> Iterator[str]:
    # Look a code up once for each number, not for each of 100,000 models.
    held = [(value_of(one, name), one) for one in values]
    known = [(number, one) for number, one in held if isinstance(number, int)]
    one_of = dict(known)
    found: Counter[str] = Counter()
    for number, count in Counter(number for number, _ in known).items():
        found[_outcome(code_of(one_of[number], view))] += count
    yield from (f"{count:,} {badge}" for badge, count in found.most_common())


def _columns(field: dataclasses.Field[Any], shown: list[Any]) -> Iterator[Column]:
    """Yield the column of a field; a status code is followed by its outcome and meaning."""
    name, view = field.name, field.metadata.get("view")
    values = [read(one, name) for one in shown]
    sample = next((value for value in values if value is not None), None)
    column = _column(name, values, _rank(field, sample), whole=field.metadata.get("whole", False))
    if view:
        codes = [code_of(one, view) for one in shown]
        yield Column(-1, "outcome", [_outcome(code) for code in codes], _BADGE)
        yield column
        yield _column("meaning", [value_of(code, "meaning") for code in codes], -1)
    else:
        yield column


def _column(name: str, values: list[Any], rank: int = 0, *, whole: bool = False) -> Column:
    """Return a column of short texts, or of texts that are not cut but wrapped."""
    told = [brief(name, value) for value in values]
    css, write = _css(name), html.wrapped if whole else html.line
    room = html.LONG if whole and not css else html.ROOM
    cells = [write(text, css) if text else html.DASH for text in told]
    width = max(map(len, [name, *(text[:room] for text in told)]))
    return Column(rank, name, cells, width + _GAP, whole)


def _css(name: str) -> str:
    return "codat-id" if kind_of(name) in (ID, KEY) else ""


def _outcome(code: StatusCode | None) -> str:
    """Return a code's group as a badge with a colour, a symbol and a word."""
    if code is None:
        return html.DASH
    kind = code.group if code.group in _OUTCOMES else "unknown"
    return html.badge(kind, *_OUTCOMES.get(kind, ("?", "Unknown")))


def _value(name: str, held: object, depth: int) -> str:
    """Return the HTML of a whole value, with its parts in nested tables."""
    inside = _inside(held, depth + 1) if depth < _DEEPEST else None
    if inside is not None:
        return inside or html.DASH
    if isinstance(held, str) and not time_text(name, held):
        return html.text(held, _css(name)) if held else html.DASH
    told = brief(name, held)
    return html.text(told, "codat-line" if time_text(name, held) else "") if told else html.DASH


def _inside(held: object, depth: int) -> str | None:
    """Return the HTML of a value's parts; None if it has no parts."""
    if is_array(held):
        if not any(map(is_model, held)):
            return html.text(brief("", held)) if held else ""
        more = len(held) - _ITEMS
        rest = f"<p>… and {more:,} more</p>" if more > 0 else ""
        return _lines(held, [*range(min(len(held), _ITEMS))]) + rest
    if is_model(held):
        return _card(held, depth)
    if is_dict(held):
        rows = ((html.text(name), _value("", each, depth)) for name, each in held.items())
        return html.table(rows) if held else ""
    return None


def _card(held: Any, depth: int = 0, without: Collection[str] = ()) -> str:
    """Return a table with a row for each field.

    :param without: the names of fields that have no row
    """
    seen = (field for field in _fields(held) if field.name not in without)
    fields = [field for field in seen if not _is_over(field, value_of(held, field.name))]
    fields.sort(key=lambda field: _rank(field, value_of(held, field.name)))
    return html.table(row for field in fields for row in _card_rows(held, field, depth))


def _rank(field: dataclasses.Field[Any], value: object) -> int:
    return -1 if field.metadata.get("view") else kind_of(field.name, value)


def _is_over(field: dataclasses.Field[Any], value: object) -> bool:
    """Return whether a field is deprecated and the service has not sent it."""
    return value is None and bool(field.metadata.get("deprecated"))


def _fields(held: Any) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(held)


def _card_rows(
    held: object, field: dataclasses.Field[Any], depth: int
) -> Iterator[tuple[str, str]]:
    name, view = field.name, field.metadata.get("view")
    code = code_of(held, view) if view else None
    if view:
        yield html.text("outcome"), _outcome(code)
    yield html.text(name), _value(name, read(held, name), depth)
    for detail in _DETAILS if view else ():
        yield html.text(detail), _value("", value_of(code, detail), depth)
