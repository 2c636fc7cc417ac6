"""Lists in pages, of any lengths."""

from __future__ import annotations

import math
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from codatsyncexpenses._calls.wire import Reply, Wire
from codatsyncexpenses.models import operations
from codatsyncexpenses.resources.companies import Companies
from tests.support.scripted_client import ScriptedClient, reply


class Service:
    """Answers with pages of so many companies as there are."""

    def __init__(self, total: int, *, links: bool) -> None:
        self.total = total
        self.links = links
        self.asked: list[int] = []

    def send(self, wire: Wire) -> Reply:
        """Give a page."""
        query = parse_qs(urlsplit(wire.url).query)
        number, size = int(query["page"][0]), int(query["pageSize"][0])
        self.asked.append(number)
        ids = range(self.total)[(number - 1) * size : number * size]
        body: dict[str, Any] = {
            "results": [{"id": str(each)} for each in ids],
            "pageNumber": number,
            "pageSize": size,
            "totalResults": self.total,
        }
        if self.links:
            body["_links"] = {"next": {"href": "/n"}} if number * size < self.total else {}
        return reply(200, body)

    def renew(self) -> None:
        """Have no connections."""

    def close(self) -> None:
        """Have no connections."""


@given(
    total=st.integers(0, 60),
    size=st.integers(1, 20),
    first=st.integers(1, 4),
    links=st.booleans(),
)
def test_any_list(total: int, size: int, first: int, links: bool) -> None:
    """All items from the first page on are given once, in their order, and no page is in vain."""
    scripted = ScriptedClient()
    service = Service(total, links=links)
    scripted.loop._transport = service
    request = operations.ListCompaniesRequest(page=first, page_size=size)
    found = [company.id for company in Companies(scripted.loop).list_all(request)]
    assert found == [str(each) for each in range(total)[(first - 1) * size :]]
    needed = max(1, math.ceil(total / size) - first + 1)
    assert service.asked == list(range(first, first + needed))


@given(lengths=st.lists(st.integers(1, 5), max_size=8), last=st.integers(0, 5))
def test_pages_of_any_lengths(lengths: list[int], last: int) -> None:
    """Pages may be of any lengths; the one without a next is the last, and may be empty."""
    lengths = [*lengths, last]
    read = len(lengths) - 1
    bodies = [
        {
            "results": [{"id": f"{number}.{each}"} for each in range(length)],
            "_links": {"next": {"href": "/n"}} if number < len(lengths) - 1 else {},
        }
        for number, length in enumerate(lengths)
    ]
    scripted = ScriptedClient(*[reply(200, body) for body in bodies])
    found = [
        company.id
        for company in Companies(scripted.loop).list_all(operations.ListCompaniesRequest())
    ]
    assert found == [
        f"{number}.{each}"
        for number, length in enumerate(lengths[: read + 1])
        for each in range(length)
    ]
    assert len(scripted.script.sent) == read + 1
