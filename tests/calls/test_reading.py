"""One reading of pages as a value, driven by hand: its requests, and when it ends."""

import copy
from typing import Any

import pytest

from codatsyncexpenses import errors
from codatsyncexpenses._bases.model import ModelList
from codatsyncexpenses._calls.reading import Reading
from codatsyncexpenses._exceptions import CallFacts
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.resources import companies, transaction_status
from tests.support.ids import COMPANY_ID, SYNC_ID
from tests.support.scripted_client import reply

FIRST = operations.ListCompaniesRequest()
NEXT = shared.HalRef("/next")
NUMBERS: dict[str, Any] = {"page_number": None, "page_size": 100, "total_results": 1000}


def links(following: shared.HalRef | None = NEXT) -> shared.Links:
    """Return the links of a page, by default with one to a next page."""
    return shared.Links(shared.HalRef("/current"), shared.HalRef("/self"), following)


def page(*ids: str, **changes: Any) -> operations.ListCompaniesResponse:
    """Return the response for a page of companies that another follows; it does not say which."""
    results = ModelList(shared.Company(each, each, "r") for each in ids)
    fields: dict[str, Any] = {"links": links(), "results": results}
    return operations.ListCompaniesResponse(
        "application/json",
        200,
        companies=shared.Companies(**(fields | NUMBERS | changes)),
        raw_response=reply(200, "the body").raw,
    )


def reading(request: operations.ListCompaniesRequest = FIRST) -> Reading[Any]:
    """Begin to read companies."""
    return Reading(companies._LIST_ALL, request)


def read(*responses: Any, request: operations.ListCompaniesRequest = FIRST) -> list[int | None]:
    """Read some pages; return the page of each request, and None after the last page."""
    pages = reading(request)
    asked: list[int | None] = [pages.request().page]
    for response in responses:
        pages.after(response)
        following = pages.request()
        asked.append(following and following.page)
    return asked


def test_pages_with_links() -> None:
    """The link to a next page decides, whatever the counts say."""
    few = {"page_size": 1, "total_results": 1}
    assert read(page("a", **few), page("b", "c", **few), page("d", links=links(None))) == [
        1,
        2,
        3,
        None,
    ]


@pytest.mark.parametrize("link", [None, shared.HalRef(), shared.HalRef("")])
def test_links_to_nowhere(link: shared.HalRef | None) -> None:
    """A link without an address is none."""
    assert read(page("a", links=links(link))) == [1, None]


@pytest.mark.parametrize(
    ("number", "size", "total", "asked", "request_size", "request_page"),
    [
        # The counts of the page decide,
        (1, 2, 3, 2, 100, 1),
        (1, 2, 2, None, 100, 1),
        (2, 2, 5, 3, 100, 2),
        (2, 2, 4, None, 100, 2),
        # or those of the request, if the page has none,
        (None, None, 5, 3, 2, 2),
        (None, None, 4, None, 2, 2),
        (0, 0, 5, 3, 2, 2),
        # or the first page and the usual size, if the request has none either,
        (None, None, 3, 2, None, None),
        (None, None, 2, None, None, None),
        # and without a total, whether the page is full.
        (1, 2, None, 2, 100, 1),
        (1, 3, None, None, 100, 1),
        (None, None, None, 2, 2, 1),
        (None, None, None, None, 3, 1),
        (None, None, None, None, None, None),
    ],
)
def test_pages_without_links(
    number: int | None,
    size: int | None,
    total: int | None,
    asked: int | None,
    request_size: int | None,
    request_page: int | None,
) -> None:
    """Without links, the counts tell whether a page follows one of two results."""
    request = operations.ListCompaniesRequest(page=request_page, page_size=request_size)
    counts = {"page_number": number, "page_size": size, "total_results": total}
    response = page("a", "b", links=None, **counts)
    assert read(response, request=request) == [request_page, asked]


def test_the_usual_size() -> None:
    """A page of a hundred results is full, if nothing says how many there are."""
    nothing = dict.fromkeys(("links", *NUMBERS))
    request = operations.ListCompaniesRequest(page=None, page_size=None)
    ids = [str(number) for number in range(100)]
    assert read(page(*ids, **nothing), page(*ids[1:], **nothing), request=request) == [
        None,
        2,
        None,
    ]


@pytest.mark.parametrize("missing", [None, links(None)])
def test_an_empty_page(missing: shared.Links | None) -> None:
    """A page without results is the last one, first or later, whatever the counts say."""
    assert read(page(links=missing)) == [1, None]
    assert read(page("a"), page(links=missing)) == [1, 2, None]


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (page(results=None), "has no results"),
        (page(results=None, links=None), "has no results"),
        (page(results=None, links=links(None)), "has no results"),
        (page(), "is empty, and names a next one"),
        (page("a"), "holds the same items as an earlier page"),
        (page("a", links=links(None)), "holds the same items as an earlier page"),
        (page("b", page_number=7), "was answered with page 7"),
        (page("b", page_number=9), "was answered with page 9"),
        (page("b", page_number=1, links=links(None)), "was answered with page 1"),
        (page(page_number=1, links=links(None)), "was answered with page 1"),
    ],
)
def test_pages_that_are_wrong(response: Any, message: str) -> None:
    """A page that loses results, or never ends, is an error that names page and operation."""
    request = operations.ListCompaniesRequest(page=7)
    pages = reading(request)
    pages.after(page("a"))
    with pytest.raises(errors.DecodeError) as caught:
        pages.after(response)
    error = caught.value
    assert error.message == f"companies.list_all: page 8 {message}"
    assert (error.operation, error.status_code) == ("companies.list", 200)
    assert (error.raw_response, error.body) == (response.raw_response, '"the body"')


def test_the_number_of_the_first_page() -> None:
    """A request that names no page reads the first one."""
    request = operations.ListCompaniesRequest(page=None)
    assert read(page("a"), page("b"), request=request) == [None, 2, 3]
    with pytest.raises(errors.DecodeError, match="page 1 has no results"):
        reading(request).after(page(results=None))


def test_filters_stay() -> None:
    """Each request has the size, the order and the filters of the first one."""
    request = operations.ListCompaniesRequest("-name", 5, 2, "a=1", "b=2")
    pages = reading(request)
    pages.after(page("a"))
    assert pages.request() == operations.ListCompaniesRequest("-name", 6, 2, "a=1", "b=2")


def test_requests_are_copies() -> None:
    """A reading neither changes the request that it began with, nor follows its changes."""
    request = operations.ListCompaniesRequest()
    before = copy.copy(request)
    pages = reading(request)
    pages.after(page("a"))
    assert request == before
    request.page_size = 7
    assert pages.request().page_size == 100


def test_requests_that_were_sent_stay() -> None:
    """The request of a page does not turn into that of the next one."""
    pages = reading()
    first = pages.request()
    assert pages.request() == first
    pages.after(page("a"))
    assert (first.page, pages.request().page) == (1, 2)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.SDKError),
        (401, errors.AuthenticationError),
        (429, errors.RateLimitError),
        (503, errors.ServerError),
    ],
)
def test_an_error(status: int, kind: type[errors.SDKError]) -> None:
    """A page that is an error raises it, with the facts of its call."""
    response = operations.ListCompaniesResponse(
        "application/json",
        status,
        error_message=shared.ErrorMessage(error="no"),
        raw_response=reply(status).raw,
    )
    response.call_facts = CallFacts("companies.list", 3, 1.5, None, maybe_processed=False)
    pages = reading()
    pages.after(page("a"))
    with pytest.raises(kind, match="no") as caught:
        pages.after(response)
    assert (caught.value.operation, caught.value.attempts) == ("companies.list", 3)


@pytest.mark.parametrize(
    "other",
    [None, {}, "c", operations.ListCustomersRequest(COMPANY_ID), operations.ListCompaniesRequest],
    ids=lambda value: type(value).__name__,
)
def test_requests_of_other_operations(other: Any) -> None:
    """A request of another class is refused."""
    assert Reading(companies._LIST_ALL, FIRST).request() == FIRST
    with pytest.raises(
        errors.RequestError,
        match=r"^companies\.list_all takes an operations\.ListCompaniesRequest, not ",
    ):
        Reading(companies._LIST_ALL, other)


def changed(*ids: str) -> operations.ListCompaniesResponse:
    """Return a page whose companies have other names than the usual."""
    return page(results=ModelList(shared.Company(each, f"{each}!", "r") for each in ids))


@pytest.mark.parametrize(
    "pages",
    [
        [page("a", "b"), page("a", "b")],
        [page("a", "b"), changed("a", "b")],
        [page("a", "b"), page("b", "a")],
        [page("a", "b"), page("c", "d"), page("a", "b")],
        [page("a", "b"), page("c", "d"), page("e", "f"), changed("d", "c")],
        [page("a", page_number=1), page("a", page_number=2)],
    ],
)
def test_pages_that_come_again(pages: list[Any]) -> None:
    """A page with the items of any earlier page is an error, whatever else of them has changed."""
    reads = reading()
    for each in pages[:-1]:
        reads.after(each)
    with pytest.raises(errors.DecodeError, match="holds the same items as an earlier page"):
        reads.after(pages[-1])


@pytest.mark.parametrize(
    "pages",
    [
        [page("a", "b"), page("b", "c"), page("c", "d")],
        [page("a", "b"), page("a")],
        [page("a", "b"), page("a", "b", "c")],
        [page("a", page_number=0), page("b", page_number=0)],
        [page("a", page_number=1), page("b", page_number=2)],
    ],
)
def test_rows_that_move(pages: list[Any]) -> None:
    """A page that shares some items with an earlier one is read: rows move while they are read."""
    assert read(*pages) == list(range(1, len(pages) + 2))


def transactions(*messages: str) -> operations.ListSyncTransactionsResponse:
    """Return a page of transactions without identifiers."""
    results = ModelList(shared.Transaction(message=each) for each in messages)
    return operations.ListSyncTransactionsResponse(
        "application/json",
        200,
        transactions=shared.Transactions(links=links(), results=results, **NUMBERS),
        raw_response=reply(200, "the body").raw,
    )


def test_items_without_an_identifier() -> None:
    """Items without an identifier are distinguished by all that they hold."""
    reads = Reading(
        transaction_status._LIST_ALL, operations.ListSyncTransactionsRequest(COMPANY_ID, SYNC_ID)
    )
    for response in (transactions("a", "b"), transactions("c", "d")):
        reads.after(response)
    with pytest.raises(errors.DecodeError, match="holds the same items as an earlier page"):
        reads.after(transactions("b", "a"))


def test_a_number_for_each_page() -> None:
    """A reading keeps a number for each page that it has read, and no items."""
    reads = reading()
    for number in range(50):
        reads.after(page(*(f"{number}-{each}" for each in range(100))))
    assert len(reads._seen) == 50
    assert {type(each) for each in reads._seen} == {int}
