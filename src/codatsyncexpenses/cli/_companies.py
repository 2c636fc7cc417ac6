"""The commands for companies and their connections; each function returns the exit code."""

from __future__ import annotations

import itertools

from . import _tables
from ._output import say_json
from ._syncs import client


def companies(query: str | None, *, limit: int | None, as_json: bool) -> int:
    """Show the companies, or those that match a query."""
    with client() as s:
        found = [*itertools.islice(s.companies.list_all(query=query), limit)]
    if as_json:
        say_json([each.to_dict() for each in found], indent=2)
    else:
        none = "No companies." if query is None else "No companies match."
        _tables.show(_tables.companies(found) if found else _tables.plain(none))
    return 0


def connections(company_id: str, *, as_json: bool) -> int:
    """Show the connections of a company."""
    with client() as s:
        found = s.connections.list_all(company_id=company_id).to_list()
    if as_json:
        say_json([each.to_dict() for each in found], indent=2)
    else:
        _tables.show(_tables.connections(found) if found else _tables.plain("No connections."))
    return 0
