"""What a notebook shows of models, lists and responses. It loads when a notebook first asks.

Nothing here raises, whatever the values are. Rows and columns have the names of the fields: what is
seen is what can be asked for.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .._bases.rate_limits import RateLimit
from .._exceptions import status_text
from . import cells, html
from .records import code, is_list, is_model

if TYPE_CHECKING:
    from .._bases.response import Response

_ENDS = 10  # rows at each end of a long list
_ROOMY = ("retryable",)  # what one model has room for and a row has not
_HEADING = ("content_type", "status_code", "raw_response")  # what is no part of the content


def model(value: object) -> str:
    """A model: a row for each field; of a page, a row for each result."""
    return html.whole(_page(value) or cells.card(value))


def models(values: list[Any]) -> str:
    """A list: a row for each model, below what is true of all of them."""
    return html.whole(_table(values))


def response(answer: Response) -> str:
    """A response: its status and the quota, above the value or the error."""
    parts = [f"<p>{' · '.join(_about(answer))}</p>"]
    for field in dataclasses.fields(answer):  # type: ignore[arg-type]  # every response is one
        held = cells.value_of(answer, field.name)
        if field.name not in _HEADING and held is not None:
            inside = _table(held) if is_list(held) else _page(held)
            parts.append(inside or cells.value("", held, 0))
    return html.whole(*parts)


def _page(value: object) -> str | None:
    """The results of a page, below where it stands; None where the value is no page."""
    names = ("results", "page_number", "total_results")
    results, number, total = (cells.value_of(value, name) for name in names)
    if not is_list(results) or not isinstance(number, int) or not isinstance(total, int):
        return None
    return f"<p>page {number:,} · {len(results):,} of {total:,} results</p>{_table(results)}"


def _about(answer: Response) -> Iterator[str]:
    status = cells.value_of(answer, "status_code")
    if isinstance(status, int) and 100 <= status < 600:
        kind = "success" if status < 400 else "failure"
        yield html.badge(kind, cells.OUTCOMES[kind][0], status_text(status))
    yield html.text(type(answer).__name__)
    quota = cells.value_of(answer, "rate_limit")
    if isinstance(quota, RateLimit) and quota.remaining is not None:
        limit = "" if quota.limit is None else f" of {quota.limit:,}"
        yield f"{quota.remaining:,}{limit} requests left"
    seconds = cells.value_of(answer, "retry_after")
    if isinstance(seconds, float):
        yield f"asks to be called again after {seconds:,.0f} s"


def _table(values: list[Any]) -> str:
    numbers = [*range(len(values))]
    if len(values) > 2 * _ENDS:
        numbers[_ENDS:-_ENDS] = []
    shown = [values[number] for number in numbers]
    kind = _kind(shown)
    columns = cells.columns(kind) if kind else [cells.Column("item", _item)]
    same = {column.name: _same(values, column.name) for column in columns}
    about = [f"<b>{len(values):,}</b> {html.text(kind.__name__ if kind else 'items')}"]
    about += _outcomes(values, kind) if kind else []
    about += [f"{name} {cells.value(name, text, 0)}" for name, text in same.items() if text]
    grid = [["", *map(str, numbers)]]
    for name, cell in columns:
        column = [cell(one, 1) for one in shown]
        # A column with nothing in it takes the room of one that has something.
        if not same[name] and name not in _ROOMY and set(column) != {html.DASH}:
            grid.append([name, *column])
    head, *rows = zip(*grid, strict=True)
    if len(shown) < len(values):
        rows.insert(_ENDS, ("…",) * len(head))
    return f"<p>{' · '.join(about)}</p>" + (html.table(rows, head) if rows else "")


def _kind(shown: list[object]) -> Any:
    """The class of all models that are shown; None where they have none in common."""
    kinds = {type(one) for one in shown}
    return kinds.pop() if len(kinds) == 1 and is_model(shown[0]) else None


def _item(held: object, depth: int) -> str:
    return cells.value("", held, depth)


def _same(values: list[Any], name: str) -> str | None:
    """The identifier that all models of a list have in common, such as their company's."""
    if len(values) < 2 or not name.endswith("_id"):
        return None
    first = cells.value_of(values[0], name)
    if type(first) is not str or not first:
        return None
    others = (cells.value_of(one, name) for one in values)
    return first if all(type(each) is str and each == first for each in others) else None


def _outcomes(values: list[Any], kind: Any) -> Iterator[str]:
    """How many models have which outcome, the most frequent first."""
    for field in dataclasses.fields(kind):
        if view := field.metadata.get("view"):
            # What a code means is asked once for each number, not for each of 100,000 models.
            held = [(cells.value_of(one, field.name), one) for one in values]
            known = [(number, one) for number, one in held if isinstance(number, int)]
            one_of = dict(known)
            found: Counter[str] = Counter()
            for number, count in Counter(number for number, _ in known).items():
                found[cells.outcome(code(one_of[number], view))] += count
            yield from (f"{count:,} {badge}" for badge, count in found.most_common())
