"""The sandbox's lists: queries, order and pages."""

from collections.abc import Mapping
from typing import Any

import pytest

from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._api.lists import Shape, condition
from codatsyncexpenses.sandbox._state.world import RefusedError
from tests.support.sandbox_caller import CONNECTIONS, TRANSACTIONS, SandboxCaller

SHAPE: Shape = {
    **dict.fromkeys(["id", "name", "note"], "text"),
    "size": "number",
    "on": "date",
    "open": "flag",
    "links": {"status": "text"},
}
RECORDS: list[dict[str, Any]] = [
    {
        "id": "a",
        "name": "Toft & Co",
        "size": 5,
        "on": "2023-01-01",
        "open": True,
        "links": [{"status": "Linked"}, {"status": "Unlinked"}],
    },
    {"id": "b", "name": "Quay", "size": 10.5, "on": "2023-06-01T10:00:00Z", "open": False},
    {"id": "c", "name": "x = y", "size": 5, "links": [{"status": "Unlinked"}], "note": None},
    {"id": "d", "name": 'a "b"', "on": "2023-06-01T12:00:00+02:00", "links": []},
]
FOUND = [
    ("id=a", "a"),
    (" id = a ", "a"),
    ('id="a"', "a"),
    ("id='a'", "a"),
    ("id=A", ""),
    ("id!=a", "bcd"),
    ("name=Toft & Co", "a"),
    ("name=Toft & Co&&size=5", "a"),
    ('name="Toft & Co"', "a"),
    ("name~of", "a"),
    ("name~'x = y'", "c"),
    ("""name='a "b"'""", "d"),
    ("name=''", ""),
    ("size=5", "ac"),
    ("size=5.0", "ac"),
    ("size!=5", "bd"),
    ("size>5", "b"),
    ("size>=5", "abc"),
    ("size<10.6", "abc"),
    ("size<=5", "ac"),
    ("on<2023-06-01", "a"),
    ("on>2023-01-01", "bd"),
    ("on=2023-06-01T10:00:00Z", "bd"),
    ("on=2023-06-01T10:00:00", "bd"),
    ("open=true", "a"),
    ("open=FALSE", "b"),
    ("open!=true", "bcd"),
    ("links.status=Linked", "a"),
    ("links.status!=Linked", "abcd"),
    ("links.status~Un", "ac"),
    ("note!=x", "abcd"),
    ("note=x", ""),
    ("id=a||id=b", "ab"),
    ("id=a || id=b && size=5", "a"),
    ("{id=a || id=b} && size=10.5", "b"),
    ("id=b && {size=5 || {size=10.5 && open=false}}", "b"),
    ("{{id=a}}", "a"),
    ("", "abcd"),
    ("  ", "abcd"),
]


@pytest.mark.parametrize(("query", "ids"), FOUND)
def test_what_is_found(query: str, ids: str) -> None:
    """A query finds the matching records, in their order."""
    assert [each["id"] for each in filter(condition(query, SHAPE), RECORDS)] == list(ids)


REFUSED = {
    "id": "a property and an operator",
    "=a": "a property and an operator",
    "id=": "a value",
    "id= && id=a": "a value",
    "id==a": "a value",
    'id="a': "a value",
    "id='a' b": "a value",
    "id=a b=c": "&& or ||",
    "id=a & id=b": "&& or ||",
    "id=a}": "&& or ||",
    "id=a{id=b}": "&& or ||",
    "{id=a": "expected }",
    "{}": "a property and an operator",
    "id=a &&": "a property and an operator",
    "id=a || || id=b": "a property and an operator",
    "colour=red": "there is no property colour, at character 1",
    "links=x": "there is no property links",
    "links.colour=x": "there is no property links.colour",
    "id.x=a": "there is no property id.x",
    "id>a": "> is not for id, which is a text",
    "size~5": "~ is not for size, which is a number",
    "on~2023": "~ is not for on",
    "open>true": "> is not for open",
    "size=five": "size is a number",
    "size=NaN": "size is a number",
    "on=soon": "on is a date",
    "on=2023-02-30": "on is a date",
    "open=1": "open is a flag",
    "id=null": "null cannot be asked for",
    "{" * 60 + "id=a" + "}" * 60: "at most 50 times",
    "{" * 2000: "at most 50 times",
    "id=" + "a" * 2045: "2048 characters of 2047",
}


@pytest.mark.parametrize(("query", "says"), REFUSED.items(), ids=[each[:30] for each in REFUSED])
def test_what_is_refused(query: str, says: str) -> None:
    """An invalid query is refused with the reason."""
    with pytest.raises(RefusedError) as caught:
        condition(query, SHAPE)
    assert caught.value.status == 400
    assert caught.value.error.startswith("query: ")
    assert says in caught.value.error


def test_the_longest_query() -> None:
    """A query of 2,047 characters is accepted."""
    assert not any(map(condition("id=" + "a" * 2044, SHAPE), RECORDS))


TAGGED = {"region": "uk", "cost centre": "12", "a.b": "1"}


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("region=uk", True),
        ("region=fr", False),
        ("region~u && cost centre=12", True),
        ("a.b=1", True),
        ("team=x", False),
        ("team!=x", True),
        ("", True),
    ],
)
def test_without_a_shape(query: str, fits: bool) -> None:
    """Without a shape, every property is a text, and its name may hold dots."""
    assert condition(query, None, "tags")(TAGGED) is fits


def test_the_name_of_what_is_refused() -> None:
    """The error names the parameter."""
    with pytest.raises(RefusedError, match=r"^tags: > is not for region"):
        condition("region>1", None, "tags")


def page(call: SandboxCaller, query: Mapping[str, object]) -> Any:
    """Read a page of the seeded companies."""
    return call("GET", "/companies", params=dict(query)).json()


def test_pages(call: SandboxCaller) -> None:
    """Pages follow one another to the last, and link to their neighbours."""
    size, names = 5, [company.name for company in companies.ALL]
    pages = [page(call, {"page": number, "pageSize": size}) for number in (1, 2, 3, 4)]
    assert [each["name"] for found in pages for each in found["results"]] == names
    assert {(each["pageSize"], each["totalResults"]) for each in pages} == {(size, len(names))}
    assert [sorted(each["_links"]) for each in pages] == [
        ["current", "next", "self"],
        ["current", "next", "previous", "self"],
        ["current", "previous", "self"],
        ["current", "previous", "self"],
    ]
    assert pages[1]["_links"]["next"]["href"] == "/companies?page=3&pageSize=5"


def test_the_usual_page(call: SandboxCaller) -> None:
    """The default is the first page, of a hundred."""
    found = call.read("/companies")
    assert (found["pageNumber"], found["pageSize"]) == (1, 100)


def test_order(call: SandboxCaller) -> None:
    """Results are sorted by a property, in reverse after a minus sign."""
    names = sorted(company.name for company in companies.ALL)
    for order, expected in (("name", names), ("-name", names[::-1])):
        assert [each["name"] for each in page(call, {"orderBy": order})["results"]] == expected


@pytest.mark.parametrize(
    ("path", "newest"),
    [
        ("/companies", "New"),
        (CONNECTIONS, "Partner expenses"),
        ("/companies/{companyId}/data/history", "items"),
        ("/companies/{companyId}/push", "suppliers"),
    ],
)
def test_the_documented_order(call: SandboxCaller, path: str, newest: str) -> None:
    """Each list takes the order of the API's one example, and then has the newest first."""
    call.sandbox.advance(1)
    company = companies.SUCCEEDS.id
    call("POST", "/companies", json={"name": "New"})
    for connection in call.read(CONNECTIONS)["results"]:
        if connection["sourceType"] == "Other":
            call("DELETE", f"{CONNECTIONS}/{connection['id']}")
    call("POST", f"/companies/{company}/sync/expenses/connections/partnerExpense")
    call("POST", f"/companies/{company}/data/queue/items")
    supplier = {"supplierName": "A", "status": "Active"}
    push = f"{CONNECTIONS}/{companies.CONNECTION_ID}/push/suppliers"
    call("POST", push, json=supplier)
    found = call("GET", path, params={"orderBy": "-modifiedDate", "pageSize": 1})
    assert found.status_code == 200
    assert newest in found.json()["results"][0].values()


def test_order_of_what_has_no_value(call: SandboxCaller) -> None:
    """Results without a value of the property come first."""
    found = page(call, {"orderBy": "lastSync"})["results"]
    assert [each["name"] for each in found][-1] == companies.SUCCEEDS.name


def test_query(call: SandboxCaller) -> None:
    """A query filters the results, and the links of the pages keep it."""
    query = "dataConnections.status=Linked && name ~ rror"
    found = page(call, {"query": query})
    assert [each["name"] for each in found["results"]] == [companies.SERVER_ERROR.name]
    assert found["totalResults"] == 1
    first = page(call, {"query": "name!=x", "pageSize": 5, "orderBy": "-name"})
    second = call("GET", first["_links"]["next"]["href"]).json()
    names = sorted((company.name for company in companies.ALL), reverse=True)
    assert [each["name"] for each in second["results"]] == names[5:10]


def test_tags_choose(call: SandboxCaller) -> None:
    """A query of tags filters the companies, in addition to the other query."""
    for name, region in (("A", "uk"), ("B", "fr"), ("C", "uk")):
        call("POST", "/companies", json={"name": name, "tags": {"region": region}})
    found = page(call, {"tags": "region=uk", "query": "name!=A"})["results"]
    assert [each["name"] for each in found] == ["C"]


def test_query_of_connections(call: SandboxCaller) -> None:
    """A query filters the connections of a company."""
    found = call("GET", CONNECTIONS, params={"query": "sourceType=Accounting"}).json()["results"]
    assert [each["id"] for each in found] == [companies.CONNECTION_ID]


def test_transactions_take_no_query(call: SandboxCaller) -> None:
    """The list of transactions ignores a query and an order."""
    params = {"query": "x", "orderBy": "y"}
    sync_id = companies.SUCCEEDED_SYNC_ID
    answer = call("GET", TRANSACTIONS, sync_id=sync_id, params=params)
    assert answer.json()["totalResults"] == 4


@pytest.mark.parametrize(
    "query",
    [
        {"page": 0},
        {"page": -1},
        {"page": "x"},
        {"page": "²"},
        {"page": ""},
        {"page": 10**20},
        {"pageSize": 0},
        {"pageSize": 5001},
        {"orderBy": "colour"},
        {"orderBy": "dataConnections"},
        {"query": "name"},
        {"query": "colour=red"},
        {"tags": "region"},
        {"orderBy": "dataConnections.status"},
    ],
    ids=repr,
)
def test_refused_pages(call: SandboxCaller, query: Mapping[str, object]) -> None:
    """An impossible page and an invalid query get 400."""
    assert call("GET", "/companies", params=dict(query)).status_code == 400
