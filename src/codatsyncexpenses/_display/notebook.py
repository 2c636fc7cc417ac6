"""HTML tables of models, lists and responses. It loads when a notebook first displays one.

Nothing here raises an exception, whatever the values are. Rows and columns have the names of the
fields, so that a reader sees the names to use in code.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from .._exceptions import status_text
from .._schema.enums import StatusCode
from .._schema.hints import is_dict
from . import html
from .records import UTC_SUFFIX, code_of, is_array, is_model, moment, value_of

_OUTCOMES = {"success": ("✓", "Succeeded"), "failure": ("✗", "Failed"), "running": ("…", "Running")}
_ENDS = 10  # rows at each end of a long list
_ITEMS = 10  # items of a list within a model
_DEEPEST = 3  # levels of models and lists within one another
_ROOMY = ("retryable", "remedy")  # fit the table of one model, but not a row
_HEADING = ("content_type", "status_code", "raw_response")  # fields that are not content
# By the ending of a name: the most important fields come first, and the long ones last.
_RANKS = {"error": 0, UTC_SUFFIX: 1, "_message": 3, "_id": 4}


Column = tuple[str, Callable[[object, int], str]]
"""A column's name, and the function that returns a model's cell at a depth within others."""


def model(value: object) -> str:
    """Return a table with a row for each field; for a page, a row for each result."""
    return html.render(_page(value) or _card(value))


def models(values: list[Any]) -> str:
    """Return a table with a row for each model, below a summary of the list."""
    return html.render(_table(values))


def response(answer: object) -> str:
    """Return the status and the quota of a response, above its value or error."""
    parts = [f"<p>{' · '.join(_summary(answer))}</p>"]
    for field in dataclasses.fields(answer) if is_model(answer) else ():
        held = value_of(answer, field.name)
        if field.name not in _HEADING and held is not None:
            inside = _table(held) if is_array(held) else _page(held)
            parts.append(inside or _value("", held, 0))
    return html.render(*parts)


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
        yield f"asks to be called again after {seconds:,.0f} s"


def _page(value: object) -> str | None:
    """Return the results of a page, below its position; None if the value is not a page."""
    names = ("results", "page_number", "total_results")
    results, number, total = (value_of(value, name) for name in names)
    if not is_array(results) or not isinstance(number, int) or not isinstance(total, int):
        return None
    return f"<p>page {number:,} · {len(results):,} of {total:,} results</p>{_table(results)}"


def _table(values: list[Any]) -> str:
    numbers = [*range(len(values))]
    if len(values) > 2 * _ENDS:
        numbers[_ENDS:-_ENDS] = []
    shown = [values[number] for number in numbers]
    kind = _common_class(shown)
    columns = _columns(kind) if kind else _ITEM
    same = {name: _common_id(values, name) for name, _ in columns}
    about = [f"<b>{len(values):,}</b> {html.text(kind.__name__ if kind else 'items')}"]
    about += _outcomes(values, kind) if kind else []
    about += [f"{name} {_value(name, text, 0)}" for name, text in same.items() if text]
    grid = [["", *map(str, numbers)]]
    for name, cell in columns:
        column = [cell(one, 1) for one in shown]
        # An empty column would take the room of one with values.
        if not same[name] and name not in _ROOMY and set(column) != {html.DASH}:
            grid.append([name, *column])
    head, *rows = zip(*grid, strict=True)
    if len(shown) < len(values):
        rows.insert(_ENDS, ("…",) * len(head))
    return f"<p>{' · '.join(about)}</p>" + (html.table(rows, head) if rows else "")


_ITEM: list[Column] = [("item", lambda held, depth: _value("", held, depth))]


def _common_class(shown: list[object]) -> Any:
    """Return the dataclass of all the items, or None if they have none in common."""
    kinds = {type(one) for one in shown}
    return kinds.pop() if len(kinds) == 1 and is_model(shown[0]) else None


def _common_id(values: list[Any], name: str) -> str | None:
    """Return the identifier that all models of a list share, such as their company's."""
    if len(values) < 2 or not name.endswith("_id"):
        return None
    first = value_of(values[0], name)
    if type(first) is not str or not first:
        return None
    others = (value_of(one, name) for one in values)
    return first if all(type(each) is str and each == first for each in others) else None


def _outcomes(values: list[Any], kind: Any) -> Iterator[str]:
    """Count the models by outcome, the most frequent first."""
    for field in dataclasses.fields(kind):
        if view := field.metadata.get("view"):
            # A code is looked up once for each number, not for each of 100,000 models.
            held = [(value_of(one, field.name), one) for one in values]
            known = [(number, one) for number, one in held if isinstance(number, int)]
            one_of = dict(known)
            found: Counter[str] = Counter()
            for number, count in Counter(number for number, _ in known).items():
                found[_outcome(code_of(one_of[number], view))] += count
            yield from (f"{count:,} {badge}" for badge, count in found.most_common())


def _columns(kind: Any) -> list[Column]:
    """Return the columns of a dataclass; a status code has its outcome and words beside it."""
    fields = sorted(dataclasses.fields(kind), key=_rank)
    return [column for field in fields for column in _columns_of(field)]


def _rank(field: dataclasses.Field[object]) -> int:
    if field.metadata.get("view"):
        return 0
    return next((rank for end, rank in _RANKS.items() if field.name.endswith(end)), 2)


def _columns_of(field: dataclasses.Field[object]) -> list[Column]:
    name, view = field.name, field.metadata.get("view")
    plain: Column = (name, lambda owner, depth: _value(name, value_of(owner, name), depth))
    if not view:
        return [plain]

    def detail(of: str) -> Column:
        return of, lambda owner, depth: _value("", value_of(code_of(owner, view), of), depth)

    outcome: Column = ("outcome", lambda owner, _: _outcome(code_of(owner, view)))
    return [outcome, plain, *map(detail, ("meaning", "retryable", "remedy"))]


def _outcome(code: StatusCode | None) -> str:
    """Return a code's group as a badge with a colour, a symbol and a word."""
    if code is None:
        return html.DASH
    kind = code.group if code.group in _OUTCOMES else "unknown"
    return html.badge(kind, *_OUTCOMES.get(kind, ("?", "Unknown")))


def _value(name: str, held: object, depth: int) -> str:
    if held is None or (isinstance(held, str) and not held):
        return html.DASH
    if isinstance(held, bool):
        return "yes" if held else "no"
    inside = _inside(held, depth + 1) if depth < _DEEPEST else None
    if inside is not None:
        return inside
    if name.endswith(UTC_SUFFIX) and (time := moment(held)):
        return html.text(time.replace(tzinfo=None).isoformat(" ", "seconds"), "codat-line")
    if is_array(held) and all(isinstance(item, str) for item in held):
        held = ", ".join(map(str.__str__, held))
    return html.text(held, "codat-id" if name.endswith("_id") else "")


def _inside(held: object, depth: int) -> str | None:
    """Return the parts of a value, or None if it has no parts."""
    if is_array(held):
        return _items(held, depth)
    if is_model(held):
        return _card(held, depth)
    if is_dict(held):
        rows = ((html.text(name), _value("", each, depth)) for name, each in held.items())
        return html.table(rows) if held else html.DASH
    return None


def _items(held: list[object], depth: int) -> str:
    shown = [_value("", item, depth) for item in held[:_ITEMS]]
    if len(held) > _ITEMS:
        shown.append(f"… and {len(held) - _ITEMS:,} more")
    return "<br>".join(shown) or html.DASH


def _card(held: object, depth: int = 0) -> str:
    """Return a table with a row for each field."""
    rows = ((html.text(name), cell(held, depth)) for name, cell in _columns(type(held)))
    return html.table(rows)
