"""Lists that come in pages, read as one."""

import importlib
import itertools
from typing import Any

import pytest

from codatsyncexpenses import errors, resources
from codatsyncexpenses._calls.operation import Paging
from codatsyncexpenses._calls.wire import Outcome, Reply
from codatsyncexpenses._loops.blocking import Pages
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.resources.companies import Companies
from codatsyncexpenses.resources.customers import Customers
from codatsyncexpenses.utils import ModelList
from tests.support import client_operations
from tests.support.ids import COMPANY_ID
from tests.support.scripted_client import ADDRESS, ScriptedClient, lost, policy, reply

FIRST = operations.ListCompaniesRequest()
LINKS = {"self": {"href": "/s"}, "current": {"href": "/c"}}
NEXT = {**LINKS, "next": {"href": "/n"}}


def page(*ids: str, last: bool = False, **changes: Any) -> Reply:
    """Answer with a page of companies."""
    results = [{"id": id_, "name": id_, "redirect": "r"} for id_ in ids]
    body: dict[str, Any] = {"results": results, "_links": LINKS if last else NEXT}
    body |= {"pageSize": 100, "totalResults": 1_000}
    return reply(200, {**body, **changes})


class Reading:
    """All pages of companies, and what was asked for them."""

    def __init__(
        self,
        *outcomes: Outcome,
        request: operations.ListCompaniesRequest = FIRST,
        **options: Any,
    ) -> None:
        self.scripted = ScriptedClient(*outcomes, **options)
        self.request = request
        self.all = Companies(self.scripted.loop).list_all(request)

    @property
    def ids(self) -> list[str]:
        """The identifiers of all items."""
        return [company.id for company in self.all]

    @property
    def asked(self) -> list[str]:
        """The query of each request."""
        return [wire.url.partition("?")[2] for wire in self.scripted.script.sent]


def test_items_of_all_pages() -> None:
    """All items are given, in their order, and each page is asked for once."""
    reading = Reading(page("a", "b"), page("c", "d"), page("e", last=True))
    assert reading.ids == ["a", "b", "c", "d", "e"]
    assert reading.asked == [f"page={number}&pageSize=100" for number in (1, 2, 3)]


def test_items_are_models() -> None:
    """Each item is a model."""
    (company,) = Reading(page("a", last=True)).all
    assert company == shared.Company("a", "a", "r")


def test_one_page() -> None:
    """A page without a next one is the only one that is asked for."""
    reading = Reading(page("a", last=True))
    assert reading.ids == ["a"]
    assert reading.asked == ["page=1&pageSize=100"]


@pytest.mark.parametrize("links", [LINKS, None])
def test_an_empty_page_is_the_last(links: Any) -> None:
    """A page without items ends the list."""
    reading = Reading(page(results=[], _links=links))
    assert reading.ids == []
    assert len(reading.asked) == 1


@pytest.mark.parametrize(
    ("results", "links", "said"),
    [
        (None, LINKS, "page 1 has no results"),
        (None, NEXT, "page 1 has no results"),
        ([], NEXT, "page 1 is empty, and names a next one"),
    ],
)
def test_a_page_that_loses_items(results: Any, links: Any, said: str) -> None:
    """A page that leaves out what it should hold is an error, and not the end."""
    reading = Reading(page(results=results, _links=links))
    with pytest.raises(errors.DecodeError, match=said):
        list(reading.all)


def test_pages_are_read_when_they_are_needed() -> None:
    """Nothing is asked for before the first item, and a page only after the one before it."""
    reading = Reading(page("a", "b"), page("c", last=True))
    items = iter(reading.all)
    assert reading.asked == []
    found = [next(items), next(items)]
    assert len(reading.asked) == 1
    found.append(next(items))
    assert len(reading.asked) == 2
    assert next(items, None) is None
    assert [company.id for company in found] == ["a", "b", "c"]


def test_reading_can_stop() -> None:
    """Whoever stops asks for nothing more, of a list of any length."""
    reading = Reading(page("a", "b"), page("c", "d"), page("e", "f"))
    assert len(list(itertools.islice(reading.all, 3))) == 3
    assert len(reading.asked) == 2


def test_each_reading_starts_anew() -> None:
    """A second iteration asks for all pages again, from the first."""
    reading = Reading(*[page("a"), page("b", last=True)] * 2)
    assert (reading.ids, reading.ids) == (["a", "b"], ["a", "b"])
    assert [query[:6] for query in reading.asked] == ["page=1", "page=2"] * 2


def test_readings_do_not_meet() -> None:
    """Two iterations at once each have their own place."""
    reading = Reading(*[page("a")] * 2, *[page("b", last=True)] * 2)
    pairs = list(zip(reading.all, reading.all, strict=True))
    assert [(one.id, other.id) for one, other in pairs] == [("a", "a"), ("b", "b")]


def test_reading_from_another_page() -> None:
    """The page of the request is the first that is read; its size and filters stay."""
    request = operations.ListCompaniesRequest("-name", 5, 2, "a=1", "b=2")
    reading = Reading(page("a"), page("b", last=True), request=request)
    assert reading.ids == ["a", "b"]
    rest = "&pageSize=2&query=a%3D1&tags=b%3D2"
    assert reading.asked == [f"orderBy=-name&page={number}{rest}" for number in (5, 6)]


def test_a_request_without_a_page() -> None:
    """A request that leaves the page to the service starts with the first one."""
    request = operations.ListCompaniesRequest(page=None, page_size=None)
    reading = Reading(page("a"), page("b", last=True), request=request)
    assert reading.ids == ["a", "b"]
    assert reading.asked == ["", "page=2"]


def test_the_request_is_not_changed() -> None:
    """The request that was given stays as it was."""
    request = operations.ListCompaniesRequest()
    list(Reading(page("a"), page("b", last=True), request=request).all)
    assert request == operations.ListCompaniesRequest()


def test_a_request_that_is_changed_meanwhile() -> None:
    """A change to the request changes nothing in a reading that has begun."""
    request = operations.ListCompaniesRequest()
    reading = Reading(page("a"), page("b", last=True), request=request)
    items = iter(reading.all)
    next(items)
    request.page_size = 7
    assert next(items).id == "b"
    assert reading.asked == ["page=1&pageSize=100", "page=2&pageSize=100"]


WITHOUT_LINKS = [
    ({"pageNumber": 1, "pageSize": 2, "totalResults": 3}, 2),
    ({"pageNumber": 1, "pageSize": 2, "totalResults": 2}, 1),
    ({"pageNumber": None, "pageSize": None, "totalResults": None}, 1),
    ({"pageNumber": 0, "pageSize": 0, "totalResults": 9}, 2),
]


@pytest.mark.parametrize(("counts", "requests"), WITHOUT_LINKS)
def test_pages_without_links(counts: dict[str, Any], requests: int) -> None:
    """Where the links are missing, the counts tell whether another page follows."""
    reading = Reading(page("a", "b", _links=None, **counts), page(last=True))
    assert reading.ids == ["a", "b"]
    assert len(reading.asked) == requests


def test_full_pages_without_links_and_counts() -> None:
    """Where nothing says whether another page follows, a full page is followed by one."""
    nothing: dict[str, Any]
    nothing = {"_links": None, "pageNumber": None, "pageSize": None, "totalResults": None}
    reading = Reading(
        page("a", "b", **nothing),
        page("c", **nothing),
        request=operations.ListCompaniesRequest(page_size=2),
    )
    assert reading.ids == ["a", "b", "c"]


RENAMED = page(results=[{"id": "a", "name": "A", "redirect": "r"}])


@pytest.mark.parametrize(
    ("pages", "asked", "said"),
    [
        ([page("a", "b")] * 3, 2, "page 2 holds the same items as an earlier page"),
        ([page("a"), RENAMED, page("a")], 2, "page 2 holds the same items as an earlier page"),
        ([page("a"), page("b")] * 2, 3, "page 3 holds the same items as an earlier page"),
        (
            [page("a", pageNumber=1), page("b", pageNumber=1)],
            2,
            "page 2 was answered with page 1",
        ),
    ],
    ids=["one page", "one field changes", "two pages in turn", "page 1 for ever"],
)
def test_a_page_that_comes_again(pages: list[Reply], asked: int, said: str) -> None:
    """A server that ignores the page ends in an error, and not in a loop."""
    reading = Reading(*pages)
    with pytest.raises(errors.DecodeError, match=said):
        list(reading.all)
    assert len(reading.asked) == asked


@pytest.mark.parametrize("link", [None, {}, {"href": None}, {"href": ""}])
def test_a_link_that_leads_nowhere(link: Any) -> None:
    """A next link without an address is none."""
    reading = Reading(page("a", _links={**LINKS, "next": link}))
    assert reading.ids == ["a"]


def test_responses_of_all_pages() -> None:
    """The responses are given too, each with its headers and its page."""
    body: dict[str, Any] = {"results": [{}], "_links": NEXT}
    first = reply(200, body, X_Rate_Limit_Limit="7")
    responses = list(Reading(first, page("c", last=True)).all.pages())
    assert [type(response) for response in responses] == [operations.ListCompaniesResponse] * 2
    assert responses[0].rate_limit.limit == 7
    assert responses[1].companies is not None
    assert responses[1].companies.results == [shared.Company("c", "c", "r")]


@pytest.mark.parametrize("raising", [True, False])
@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, errors.SDKError), (401, errors.AuthenticationError), (404, errors.NotFoundError)],
)
def test_an_error_ends_the_reading(status: int, kind: type[errors.SDKError], raising: bool) -> None:
    """An error of any page is raised, documented or not; the items before it were given."""
    reading = Reading(page("a"), reply(status, {"error": "no"}), raise_on_error=raising)
    found: list[str] = []
    with pytest.raises(kind, match="no") as caught:
        found.extend(company.id for company in reading.all)
    assert found == ["a"]
    assert caught.value.operation == "companies.list"
    assert len(reading.asked) == 2


def test_a_lost_page_is_asked_for_again() -> None:
    """Each page is a call with its own retries."""
    reading = Reading(page("a"), lost(), reply(503), page("b", last=True))
    assert reading.ids == ["a", "b"]
    assert [query[:6] for query in reading.asked] == ["page=1", *["page=2"] * 3]
    assert len(reading.scripted.world.pauses) == 2


def test_the_request_limit_is_waited_for() -> None:
    """A page that is refused for the request limit is asked for again when the service says."""
    reading = Reading(page("a"), reply(429, Retry_After="7"), page("b", last=True))
    assert reading.ids == ["a", "b"]
    assert reading.scripted.world.pauses == [7.0]


def test_retries_and_timeout_of_a_reading() -> None:
    """Retries and timeout that are given are those of each request."""
    scripted = ScriptedClient(page("a"), lost())
    pages = Companies(scripted.loop).list_all(FIRST, policy(max_elapsed_time=0), timeout=3)
    with pytest.raises(errors.APIConnectionError):
        list(pages)
    assert [wire.timeout.connect for wire in scripted.script.sent] == [3, 3]


def test_a_page_that_does_not_decode() -> None:
    """A page whose items are no items is an error, and not the end of the list."""
    reading = Reading(page("a"), page(results="none"))
    with pytest.raises(errors.DecodeError, match=r"\$\.results"):
        list(reading.all)


@pytest.mark.parametrize(
    "request_",
    [{}, "c", operations.ListCustomersRequest(COMPANY_ID), operations.ListCompaniesRequest],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_request(request_: Any) -> None:
    """A request of another class is refused when the reading is made."""
    scripted = ScriptedClient()
    with pytest.raises(
        errors.RequestError,
        match=r"^companies\.list_all takes an operations\.ListCompaniesRequest, not ",
    ):
        Companies(scripted.loop).list_all(request_)


def test_a_page_that_cannot_be_asked_for() -> None:
    """A request that breaks a limit is refused when the first page is needed."""
    reading = Reading(request=operations.ListCompaniesRequest(page=0))
    with pytest.raises(errors.RequestValidationError, match="page: must be at least 1"):
        list(reading.all)
    assert reading.asked == []


def test_a_reading_as_a_list() -> None:
    """All items become a list that turns into records and a table; each call reads anew."""
    reading = Reading(page("a", "b"), page("c", last=True), page("d", last=True))
    found = reading.all.to_list()
    assert isinstance(found, ModelList)
    assert [record["id"] for record in found.to_records()] == ["a", "b", "c"]
    assert "<b>3</b>" in found._repr_html_()
    assert [company.id for company in reading.all.to_list()] == ["d"]


def test_a_reading_as_records() -> None:
    """All items become records at once."""
    reading = Reading(page("a", "b"), page("c", last=True))
    assert [record["id"] for record in reading.all.to_records()] == ["a", "b", "c"]


def test_a_list_of_a_refused_page() -> None:
    """A page that is refused raises its error; no shorter list is returned."""
    reading = Reading(page("a"), reply(403, {"error": "no"}))
    with pytest.raises(errors.PermissionDeniedError):
        reading.all.to_list()


def test_a_reading_as_text() -> None:
    """A reading shows what it reads, and reads nothing for that."""
    reading = Reading()
    text = f"<all pages of companies.list for {FIRST!r}: use .to_list() or .to_records()>"
    assert repr(reading.all) == text


def test_pages_of_a_company() -> None:
    """A list that belongs to a company keeps its company in each request."""
    bodies: list[dict[str, Any]] = [
        {"results": [{"id": "1"}], "_links": NEXT},
        {"results": [{"id": "2"}], "_links": LINKS},
    ]
    scripted = ScriptedClient(*[reply(200, body) for body in bodies])
    found = Customers(scripted.loop).list_all(operations.ListCustomersRequest(COMPANY_ID))
    assert [customer.id for customer in found] == ["1", "2"]
    assert [wire.url.partition("?")[0] for wire in scripted.script.sent] == [
        f"{ADDRESS}/companies/{COMPANY_ID}/data/customers"
    ] * 2


def pagings() -> list[Paging[Any, Any, Any]]:
    """Give how all pages of each list are read."""
    names = {
        operation.name.partition(".")[0] for operation in client_operations.by_method().values()
    }
    modules = [importlib.import_module(f"{resources.__name__}.{name}") for name in sorted(names)]
    return [
        each for module in modules for each in vars(module).values() if isinstance(each, Paging)
    ]


@pytest.mark.parametrize("paging", pagings(), ids=lambda paging: paging.name)
def test_every_list(paging: Paging[Any, Any, Any]) -> None:
    """Each list of the API is read to its end, in items of its own class."""
    bodies: list[dict[str, Any]] = [
        {"results": [{}, {}], "_links": NEXT},
        {"results": [{}], "_links": LINKS},
    ]
    scripted = ScriptedClient(*[reply(200, body) for body in bodies])
    needed = [name for _, name, _ in paging.operation.segments if name]
    request = paging.operation.request(**dict.fromkeys(needed, COMPANY_ID))
    found = list(Pages(scripted.loop, paging, request))
    assert [type(item) for item in found] == [paging.item] * 3


def test_every_list_of_the_api() -> None:
    """Each operation that takes a page has its iteration."""
    paged = {
        operation.name
        for operation in client_operations.by_method().values()
        if "page" in {name for name, _, _ in operation.query}
    }
    assert {paging.operation.name for paging in pagings()} == paged
