"""What the sandbox's operations take and refuse: keys, paths, bodies, pages."""

from collections.abc import Mapping
from typing import Any

import pytest

from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox.companies import Company
from tests.asking import SERVED, unknown
from tests.calling import (
    BY_ID,
    CONFIG,
    CONNECTIONS,
    DATASETS,
    EXPENSES,
    LATEST,
    LIST,
    ONE,
    SYNCS,
    TRANSACTIONS,
    UNKNOWN,
    Caller,
    expense,
    line,
)
from tests.contract import operations

JSON = {"Content-Type": "application/json"}
PARTNER = f"{EXPENSES}/connections/partnerExpense"


def test_routes_are_those_of_the_contract() -> None:
    """The contract's operations stand where the contract has them."""
    assert {name: SERVED.get(name) for name in operations()} == operations()


def test_an_error_has_every_property(call: Caller) -> None:
    """An error has the API's body, with its retry hint as text."""
    body = call("GET", BY_ID).json()
    assert body.pop("correlationId") != call("GET", BY_ID).json()["correlationId"]
    assert body == {
        "statusCode": 404,
        "service": "ExpenseSyncApi",
        "error": "The company has no such sync.",
        "canBeRetried": "Unknown",
        "detailedErrorCode": 0,
        "validation": None,
    }


# The key


@pytest.mark.parametrize("header", ["Basic c2FuZGJveA==", "Basic BASE_64_ENCODED(API_KEY)"])
def test_accepted_key(call: Caller, header: str) -> None:
    """The sandbox's key is accepted, and so is what the documentation prints for one."""
    assert call("GET", LATEST, headers={"Authorization": header}).status_code == 200


@pytest.mark.parametrize(
    "header",
    [None, "", "sandbox", "c2FuZGJveA==", "basic c2FuZGJveA==", "Basic", "Basic b3RoZXI="],
)
def test_refused_key(call: Caller, header: str | None) -> None:
    """Any other header is refused, even at paths that do not exist."""
    assert call("GET", LATEST, headers={"Authorization": header}).status_code == 401
    assert call("GET", "/nowhere", headers={"Authorization": header}).status_code == 401


def test_own_key() -> None:
    """A sandbox with a key of its own accepts that key and not the usual one."""
    call = Caller(Sandbox(api_key="mine"))
    with call.session:
        assert call.sandbox.headers == {"Authorization": "Basic bWluZQ=="}
        assert call("GET", LATEST).status_code == 200
        usual = {"Authorization": "Basic c2FuZGJveA=="}
        assert call("GET", LATEST, headers=usual).status_code == 401


# Paths


@pytest.mark.parametrize("operation", sorted(SERVED))
@pytest.mark.parametrize("company_id", [UNKNOWN, "no-uuid"])
def test_unknown_company(call: Caller, operation: str, company_id: str) -> None:
    """Every operation on a company answers 404 for one that is not there."""
    method, template = SERVED[operation]
    if "{companyId}" in template:
        assert (
            call(method, unknown(template), company_id, data=b"{", headers=JSON).status_code == 404
        )


def test_ids_in_either_case(call: Caller) -> None:
    """Ids are found in capitals too."""
    sync_id = call.start().upper()
    assert call("GET", BY_ID, companies.SUCCEEDS.id.upper(), sync_id).status_code == 200


def test_sync_of_another_company(call: Caller) -> None:
    """A sync is known to its own company only."""
    sync_id = call.start()
    assert call("GET", BY_ID, companies.WRITE_FAILED, sync_id).status_code == 404


@pytest.mark.parametrize(
    "path", ["/nowhere", f"{LATEST}/", LATEST.replace("/sync/", "//"), "/_sandbox/nothing"]
)
def test_unknown_path(call: Caller, path: str) -> None:
    """A path that the API does not have gets 404."""
    answer = call.session.get(
        call.base + path.format(companyId=companies.SUCCEEDS.id), headers=call.sandbox.headers
    )
    assert (answer.status_code, answer.json()["statusCode"]) == (404, 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", SYNCS, "POST"),
        ("DELETE", LATEST, "GET, HEAD"),
        ("POST", ONE, "DELETE, GET, HEAD, PATCH, PUT"),
        ("OPTIONS", "/companies", "GET, HEAD, POST"),
    ],
)
def test_wrong_method(call: Caller, method: str, path: str, allowed: str) -> None:
    """A method that a path does not have gets 405 and the methods that it has."""
    answer = call(method, path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)


@pytest.mark.parametrize(
    ("company", "status"), [(companies.PAYMENT_REQUIRED, 402), (companies.FORBIDDEN, 403)]
)
@pytest.mark.parametrize(("method", "path"), [("GET", LIST), ("POST", SYNCS), ("GET", ONE)])
def test_refused_companies(
    call: Caller, company: Company, status: int, method: str, path: str
) -> None:
    """Some companies are there to be refused, whatever is asked of them."""
    assert call(method, path, company).status_code == status


# Bodies


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff",
        b"[" * 100_000,
        b"null",
        b"[]",
        b'{"datasetIds": []}',
        b'{"datasetIds": "acce2362-83d6-4e3e-a27f-f4a08e7217d5"}',
        b'{"datasetIds": [1]}',
        b'{"datasetIds": ["\xff"]}',
        b'{"datasetIds": [null]}',
        b'{"datasetIds": ["no-uuid"]}',
    ],
    ids=lambda body: repr(body[:40]),
)
def test_refused_body(call: Caller, body: bytes) -> None:
    """A body that is not what the contract describes gets 400."""
    assert call("POST", SYNCS, data=body, headers=JSON).status_code == 400


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_refused_content_type(call: Caller, kind: str | None) -> None:
    """A body that does not say it is JSON gets 400, and the message says so."""
    answer = call("POST", SYNCS, data=b"{}", headers={"Content-Type": kind})
    assert (answer.status_code, "Content-Type" in answer.json()["error"]) == (400, True)


NEEDED = {
    "create-company": ("POST", "/companies"),
    "replace-company": ("PUT", ONE),
    "create-connection": ("POST", CONNECTIONS),
    "set-company-configuration": ("POST", CONFIG),
    "create-expense-dataset": ("POST", DATASETS),
}


@pytest.mark.parametrize(("method", "path"), NEEDED.values(), ids=list(NEEDED))
@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b"{"], ids=repr)
def test_needed_body(call: Caller, method: str, path: str, body: bytes) -> None:
    """A body that is needed and lacks what it needs gets 400."""
    assert call(method, path, data=body, headers=JSON).status_code == 400


LINES: dict[str, tuple[list[Any], str]] = {
    "no lines": ([], "length >= 1"),
    "a line too many": ([line()] * 101, "length <= 100"),
    "no netAmount": ([{"taxAmount": 1, "accountRef": {}}], "`netAmount` - at `$.items[0].lines"),
    "no taxAmount": ([{"netAmount": 1, "accountRef": {}}], "`taxAmount`"),
    "no accountRef": ([{"netAmount": 1, "taxAmount": 1}], "`accountRef`"),
    "an amount in words": ([line(netAmount="1")], "netAmount"),
    "a reference that is none": ([line(taxRateRef="NONE")], "taxRateRef"),
    "no tracking": ([line(trackingRefs=[])], "trackingRefs"),
    "much tracking": ([line(trackingRefs=[{"id": "1"}] * 11)], "trackingRefs"),
}
REFUSED: dict[str, tuple[list[Any], str]] = {
    "none": ([], "length >= 1"),
    "one too many": ([expense(number) for number in range(51)], "length <= 50"),
    "no object": (["x"], "got `str` - at `$.items[0]`"),
    "no id": ([{**expense(), "id": None}], "items[0].id"),
    "an id that is no UUID": ([expense(id="x")], "Invalid UUID - at `$.items[0].id`"),
    "an id twice": ([expense(1), expense(2), expense(1)], "items[2].id"),
    "an unknown type": ([expense(type="Gift")], "'Gift' - at `$.items[0].type`"),
    "a transfer": ([expense(type="TransferIn")], "'TransferIn' - at `$.items[0].type`"),
    "an adjustment": ([expense(type="AdjustmentOut")], "'AdjustmentOut'"),
    "no date": ([expense(issueDate="soon")], "items[0].issueDate: 'soon'"),
    "a date that is none": ([expense(issueDate="2022-02-30")], "items[0].issueDate"),
    "no currency": ([{k: v for k, v in expense().items() if k != "currency"}], "`currency`"),
    "a currency that is none": ([expense(currency="pounds")], "currency"),
    "a rate in words": ([expense(currencyRate="1.5")], "currencyRate"),
    "a customer": ([expense(contactRef={"type": "Customer"})], "contactRef.type"),
    **{name: ([expense(lines=lines)], says) for name, (lines, says) in LINES.items()},
}


@pytest.mark.parametrize(("items", "says"), REFUSED.values(), ids=list(REFUSED))
def test_refused_expenses(call: Caller, items: list[Any], says: str) -> None:
    """Expenses that the API does not take get 400, with what is wrong and where."""
    answer = call("POST", DATASETS, json={"items": items})
    assert answer.status_code == 400
    assert says in answer.json()["error"]


ACCEPTED = [
    [expense(number) for number in range(50)],
    [expense(lines=[line()] * 100)],
    [{k: v for k, v in expense().items() if k != "lines"}],
    [expense(issueDate="2022-06-28")],
    [expense(id=str(expense()["id"]).upper())],
    [expense(type="Chargeback", currencyRate=None, notes="x", merchantName="é", later=[1])],
    [expense(currencyRate=1.123456789, contactRef={"id": "7", "type": "Supplier"})],
    [expense(lines=[line(trackingRefs=[{"id": "1"}] * 10, taxRateRef={"id": "NONE"})])],
]


@pytest.mark.parametrize("items", ACCEPTED, ids=range(len(ACCEPTED)))
def test_accepted_expenses(call: Caller, items: list[Any]) -> None:
    """Expenses within the API's bounds make a dataset that can be synced."""
    answer = call("POST", DATASETS, json={"items": items})
    assert answer.status_code == 200
    assert call.end(companies.SUCCEEDS, answer.json()["datasetId"])["syncStatusCode"] == 2000


# Companies and connections


def test_the_whole_way(call: Caller) -> None:
    """From a new company to a written expense, each step as the API has it."""
    company = call("POST", "/companies", json={"name": "Acme", "description": "New"}).json()
    assert company["dataConnections"] == []
    made = call("POST", CONNECTIONS, company["id"], json={"platformKey": "qhyg"}).json()
    assert (made["status"], made["platformName"]) == ("PendingAuth", "QuickBooks Online")
    assert call("POST", PARTNER, company["id"]).json()["status"] == "Linked"
    assert call("POST", SYNCS, company["id"]).status_code == 422
    linked = call.session.get(made["linkUrl"])
    assert linked.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Acme is linked" in linked.text
    account = {"bankAccount": {"id": "32"}, "supplier": {"id": "67"}, "customer": {"id": "142"}}
    assert call("POST", CONFIG, company["id"], json=account).json() == account
    call.sandbox.advance(3)
    assert call.read(f"{EXPENSES}/mappingOptions", company["id"])["accounts"]
    dataset = call("POST", DATASETS, company["id"], json={"items": [expense()]}).json()
    status = call.end(company["id"], dataset["datasetId"])
    assert status["syncStatusCode"] == 2000
    (written,) = call.read(TRANSACTIONS, company["id"], status["syncId"])["results"]
    assert (written["transactionId"], written["status"]) == (expense()["id"], "Completed")
    assert call.read(ONE, company["id"])["lastSync"] == status["syncUtc"]


def test_the_link_of_a_company(call: Caller) -> None:
    """The link of a company links all of its connections, and shows its name as text."""
    company = call("POST", "/companies", json={"name": "Q&A"}).json()
    for _ in range(2):
        call("POST", CONNECTIONS, company["id"], json={"platformKey": "gbol"})
    assert "Q&amp;A is linked" in call.session.get(company["redirect"]).text
    found = call.read(CONNECTIONS, company["id"])["results"]
    assert [each["status"] for each in found] == ["Linked", "Linked"]


@pytest.mark.parametrize("ids", [UNKNOWN, f"{companies.SUCCEEDS.id}/{UNKNOWN}", "", "a/b/c"])
def test_a_link_to_nothing(call: Caller, ids: str) -> None:
    """A link whose company or connection is gone gets 404."""
    assert call.session.get(f"{call.base}/_sandbox/link/{ids}").status_code == 404


def test_a_link_is_followed_by_reading(call: Caller) -> None:
    """A link takes no other method than GET."""
    answer = call.session.post(f"{call.base}/_sandbox/link/{companies.SUCCEEDS.id}")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_changing_a_company(call: Caller) -> None:
    """A company can be described anew, without what is not given, and it can be removed."""
    company = call("POST", "/companies", json={"name": "Old", "description": "x"}).json()
    changed = call("PUT", ONE, company["id"], json={"name": "New"}).json()
    assert (changed["name"], "description" in changed) == ("New", False)
    assert call.read(ONE, company["id"]) == changed
    removed = call("DELETE", ONE, company["id"])
    assert (removed.status_code, removed.content) == (204, b"")
    assert call("GET", ONE, company["id"]).status_code == 404


def test_changing_a_part_of_a_company(call: Caller) -> None:
    """A change keeps what is not given."""
    told = {"name": "Old", "description": "x", "tags": {"region": "uk"}}
    company = call("POST", "/companies", json=told).json()
    assert (company["products"], company["tags"]) == ([], {"region": "uk"})
    changed = call("PATCH", ONE, company["id"], json={"tags": {}}).json()
    assert changed == {**company, "tags": {}}
    changed = call("PATCH", ONE, company["id"], json={"name": "N>ew", "description": "y"}).json()
    assert changed == {**company, "tags": {}, "name": "New", "description": "y"}
    assert call("PATCH", ONE, company["id"], json={}).json() == changed


@pytest.mark.parametrize(
    "tags",
    [
        {str(number): "x" for number in range(11)},
        {"": "x"},
        {"x" * 28: "x"},
        {"x": "x" * 101},
        {"x": 1},
        [],
        None,
    ],
    ids=lambda tags: repr(tags)[:20],
)
def test_refused_tags(call: Caller, tags: object) -> None:
    """Tags are at most ten texts of 100 characters, under names of 1 to 27."""
    told = {"name": "A", "tags": tags}
    assert call("POST", "/companies", json=told).status_code == 400
    assert call("PATCH", ONE, json={"tags": tags}).status_code == 400
    most = {f"{number:027}": "x" * 100 for number in range(10)}
    assert call("POST", "/companies", json={"name": "A", "tags": most}).json()["tags"] == most


@pytest.mark.parametrize(
    ("name", "kept"), [("A-b'c & d@e.f,g?h!", "A-b'c & d@e.f,g?h!"), ("<Ömer>/Co_", "merCo")]
)
def test_names(call: Caller, name: str, kept: str) -> None:
    """A name loses the characters that the API does not take."""
    assert call("POST", "/companies", json={"name": name}).json()["name"] == kept


@pytest.mark.parametrize("name", ["", "<>", "  ", "-!"])
def test_no_name(call: Caller, name: str) -> None:
    """A name of which no letter or digit is left gets 400."""
    assert call("POST", "/companies", json={"name": name}).status_code == 400


def test_connections(call: Caller) -> None:
    """A connection can be read, unlinked, linked again and removed."""
    company = call.sandbox.create_company()
    first, second = call.read(CONNECTIONS, company)["results"]
    path = f"{CONNECTIONS}/{first['id']}"
    unlinked = call("PATCH", path, company, json={"status": "Unlinked"}).json()
    assert unlinked == {**first, "status": "Unlinked"} == call.read(path, company)
    assert call("POST", SYNCS, company).status_code == 422
    call.session.get(first["linkUrl"])
    assert call.read(path, company) == first
    assert call("GET", path, companies.SUCCEEDS).status_code == 404
    removed = call("DELETE", path, company)
    assert (removed.status_code, removed.content) == (200, b"")
    assert call.read(CONNECTIONS, company)["results"] == [second]
    assert call("POST", PARTNER, company).json() == second


@pytest.mark.parametrize("key", ["xxxx", "GBOL", "gbo", "gboll", 1, None])
def test_unknown_platforms(call: Caller, key: object) -> None:
    """A connection to what is no accounting software gets 400."""
    assert call("POST", CONNECTIONS, json={"platformKey": key}).status_code == 400


@pytest.mark.parametrize("status", ["Linked", "linked", None])
def test_a_connection_is_only_unlinked(call: Caller, status: object) -> None:
    """The API unlinks connections, and links none."""
    path = f"{CONNECTIONS}/{call.read(CONNECTIONS)['results'][0]['id']}"
    assert call("PATCH", path, json={"status": status}).status_code == 400


# Pages


def page(call: Caller, query: Mapping[str, object]) -> Any:
    """Read a page of the seeded companies."""
    return call("GET", "/companies", params=dict(query)).json()


def test_pages(call: Caller) -> None:
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


def test_the_usual_page(call: Caller) -> None:
    """Without being asked, it is the first page, of a hundred."""
    found = call.read("/companies")
    assert (found["pageNumber"], found["pageSize"]) == (1, 100)


def test_order(call: Caller) -> None:
    """Results are sorted by a property, the other way round after a minus sign."""
    names = sorted(company.name for company in companies.ALL)
    for order, expected in (("name", names), ("-name", names[::-1])):
        assert [each["name"] for each in page(call, {"orderBy": order})["results"]] == expected


def test_order_of_what_has_no_value(call: Caller) -> None:
    """What has no value of the property comes before all that has one."""
    found = page(call, {"orderBy": "lastSync"})["results"]
    assert [each["name"] for each in found][-1] == companies.SUCCEEDS.name


def test_query(call: Caller) -> None:
    """A query chooses among the results, and the links of the pages keep it."""
    query = "dataConnections.status=Linked && name ~ rror"
    found = page(call, {"query": query})
    assert [each["name"] for each in found["results"]] == [companies.SERVER_ERROR.name]
    assert found["totalResults"] == 1
    first = page(call, {"query": "name!=x", "pageSize": 5, "orderBy": "-name"})
    second = call("GET", first["_links"]["next"]["href"]).json()
    names = sorted((company.name for company in companies.ALL), reverse=True)
    assert [each["name"] for each in second["results"]] == names[5:10]


def test_tags_choose(call: Caller) -> None:
    """A query for tags chooses among the companies, beside the other query."""
    for name, region in (("A", "uk"), ("B", "fr"), ("C", "uk")):
        call("POST", "/companies", json={"name": name, "tags": {"region": region}})
    found = page(call, {"tags": "region=uk", "query": "name!=A"})["results"]
    assert [each["name"] for each in found] == ["C"]


def test_query_of_connections(call: Caller) -> None:
    """The connections of a company are chosen by their properties."""
    found = call("GET", CONNECTIONS, params={"query": "sourceType=Accounting"}).json()["results"]
    assert [each["id"] for each in found] == [companies.CONNECTION_ID]


def test_transactions_take_no_query(call: Caller) -> None:
    """The list of transactions knows no query and no order, and leaves them alone."""
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
def test_refused_pages(call: Caller, query: Mapping[str, object]) -> None:
    """A page that cannot be, and a query that cannot be read, get 400."""
    assert call("GET", "/companies", params=dict(query)).status_code == 400
