"""Pages of lists: which results, in which order, and the links to the neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from codatsyncexpenses.sandbox import _query as queries
from codatsyncexpenses.sandbox._world import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codatsyncexpenses.sandbox._query import Record, Shape

_LARGEST_PAGE = 5000
_FILTERS = ("query", "tags", "orderBy")


def page_of(
    query: Mapping[str, str], path: str, found: Sequence[Record], shape: Shape | None = None
) -> dict[str, object]:
    """Cut the page out of the results that a query asks for, in the order that it asks for.

    Without a shape the list takes neither a query nor an order.
    """
    number = _whole(query, "page", 1, 2**31 - 1)
    size = _whole(query, "pageSize", 100, _LARGEST_PAGE)
    kept: dict[str, str] = {}
    if shape is not None:
        kept = {name: query[name] for name in _FILTERS if name in query}
        found = queries.matching(found, query.get("query", ""), shape)
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


def _sorted(found: Sequence[Record], order: str, shape: Shape) -> Sequence[Record]:
    """Sort by a property; what has none comes before all that has one."""
    if not order.strip():
        return found
    path = order.removeprefix("-")
    kind = queries.kind_of(shape, path)
    steps = path.split(".")
    if kind is None or steps[0] == "dataConnections":
        raise RefusedError(400, f"orderBy: there is no property {path} to sort by.")

    def key(record: Record) -> tuple[bool, float, str]:
        value = next(queries.values(record, steps), None)
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
