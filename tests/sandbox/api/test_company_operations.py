"""The sandbox's companies and their connections."""

import html
import re
from collections.abc import Iterator

import pytest

from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.sandbox_caller import (
    CONFIG,
    CONNECTIONS,
    DATASETS,
    EXPENSES,
    ONE,
    SYNCS,
    TRANSACTIONS,
    UNKNOWN,
    SandboxCaller,
    expense,
)

UNKNOWN_KEYS = ("xxxx", "GBOL", "gbo", "gboll", "", None)
PARTNER = f"{EXPENSES}/connections/partnerExpense"


def test_the_whole_way(call: SandboxCaller) -> None:
    """From a new company to a written expense, step by step as with the API."""
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


def test_the_link_of_a_company(call: SandboxCaller) -> None:
    """The link of a company links all of its connections, and shows its name as text."""
    company = call("POST", "/companies", json={"name": "Q&A"}).json()
    call("POST", CONNECTIONS, company["id"], json={"platformKey": "gbol"})
    partner = call("POST", PARTNER, company["id"]).json()
    path = f"{CONNECTIONS}/{partner['id']}"
    call("PATCH", path, company["id"], json={"status": "Unlinked"})
    assert "Q&amp;A is linked" in call.session.get(company["redirect"]).text
    found = call.read(CONNECTIONS, company["id"])["results"]
    assert [each["status"] for each in found] == ["Linked", "Linked"]


@pytest.mark.parametrize("key", ["gbol", "qhyg"])
def test_a_second_connection(call: SandboxCaller, key: str) -> None:
    """A company has one connection to an accounting software, authorised or not."""
    company = call("POST", "/companies", json={"name": "Acme"}).json()["id"]
    made = call("POST", CONNECTIONS, company, json={"platformKey": "gbol"}).json()
    refused = call("POST", CONNECTIONS, company, json={"platformKey": key})
    assert (refused.status_code, "delete it" in refused.json()["error"]) == (403, True)
    call("DELETE", f"{CONNECTIONS}/{made['id']}", company)
    assert call("POST", CONNECTIONS, company, json={"platformKey": key}).status_code == 200


def test_a_customer_who_refuses(call: SandboxCaller) -> None:
    """A refused link links nothing, and deauthorises what was linked before."""
    company = call("POST", "/companies", json={"name": "Acme"}).json()["id"]
    made = call("POST", CONNECTIONS, company, json={"platformKey": "gbol"}).json()
    path, statuses = f"{CONNECTIONS}/{made['id']}", list[str]()
    for query in ("?authorise=no", "", "?authorise=no", ""):
        page = call.session.get(made["linkUrl"] + query).text
        assert ("is not linked" in page) == bool(query)
        statuses.append(call.read(path, company)["status"])
    assert statuses == ["PendingAuth", "Linked", "Deauthorized", "Linked"]


@pytest.fixture
def one_time() -> Iterator[SandboxCaller]:
    """Return a caller of a sandbox whose links work once."""
    call = SandboxCaller(Sandbox(clock="manual", one_time_links=True))
    with call.session:
        yield call


def links(call: SandboxCaller) -> tuple[str, dict[str, str]]:
    """Create a company with a connection; return its id, and their paths with their links."""
    company = str(call("POST", "/companies", json={"name": "Acme"}).json()["id"])
    made = call("POST", CONNECTIONS, company, json={"platformKey": "gbol"}).json()
    redirect = str(call.read(ONE, company)["redirect"])
    return company, {ONE: redirect, f"{CONNECTIONS}/{made['id']}": str(made["linkUrl"])}


def new_link(call: SandboxCaller, path: str, company: str) -> str:
    """Return the link that a company or a connection has now."""
    read = call.read(path, company)
    return str(read.get("linkUrl") or read["redirect"])


@pytest.mark.parametrize("which", [0, 1], ids=["company", "connection"])
@pytest.mark.parametrize(
    ("opened", "age", "status"), [(0, 86_400, 200), (0, 86_401, 404), (1, 0, 404)]
)
def test_a_one_time_link(
    one_time: SandboxCaller, opened: int, age: float, status: int, which: int
) -> None:
    """A one-time link works once and for a day; its company or connection then has a new one."""
    company, made = links(one_time)
    path, link = list(made.items())[which]
    for _ in range(opened):
        one_time.session.get(link)
    one_time.sandbox.advance(age)
    assert one_time.session.get(link).status_code == status
    assert one_time.session.get(new_link(one_time, path, company)).status_code == 200


@pytest.mark.parametrize("which", [0, 1], ids=["company", "connection"])
@pytest.mark.parametrize(
    ("method", "headers"),
    [("HEAD", {}), ("GET", {"Sec-Fetch-Site": "cross-site"})],
    ids=["HEAD", "another origin"],
)
def test_a_look_at_a_one_time_link(
    one_time: SandboxCaller, method: str, headers: dict[str, str], which: int
) -> None:
    """HEAD, and a page that asks first, link nothing, use up no link and do not revive one."""
    company, made = links(one_time)
    link, path = list(made.values())[which], list(made)[1]
    for _ in range(2):
        assert one_time.session.request(method, link, headers=headers).status_code == 200
    assert one_time.read(path, company)["status"] == "PendingAuth"
    assert one_time.session.get(link).status_code == 200
    assert one_time.read(path, company)["status"] == "Linked"
    assert one_time.session.request(method, link, headers=headers).status_code == 404


def test_a_page_that_asks_first_leads_on(one_time: SandboxCaller) -> None:
    """The page that asks before it links leads to the whole link, with its query."""
    company, made = links(one_time)
    path, link = list(made.items())[1]
    page = one_time.session.get(f"{link}&authorise=no", headers={"Sec-Fetch-Site": "cross-site"})
    (target,) = re.findall('href="(.*?)"', page.text)
    assert "is not linked" in one_time.session.get(one_time.base + html.unescape(target)).text
    assert one_time.read(path, company)["status"] == "PendingAuth"


def test_a_company_created_in_python_has_a_one_time_link(one_time: SandboxCaller) -> None:
    """The link of a company that no request created works once, too."""
    company = one_time.sandbox.create_company()
    link = one_time.read(ONE, company)["redirect"]
    assert [one_time.session.get(link).status_code for _ in range(2)] == [200, 404]


@pytest.mark.parametrize("ids", [UNKNOWN, f"{companies.SUCCEEDS.id}/{UNKNOWN}", "", "a/b/c"])
def test_a_link_to_nothing(call: SandboxCaller, ids: str) -> None:
    """A link whose company or connection was deleted gets 404."""
    assert call.session.get(f"{call.base}/_sandbox/link/{ids}").status_code == 404


def test_a_link_is_followed_by_reading(call: SandboxCaller) -> None:
    """A link accepts GET only."""
    answer = call.session.post(f"{call.base}/_sandbox/link/{companies.SUCCEEDS.id}")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_changing_a_company(call: SandboxCaller) -> None:
    """A company can be replaced, which removes the details not given, and removed."""
    company = call("POST", "/companies", json={"name": "Old", "description": "x"}).json()
    changed = call("PUT", ONE, company["id"], json={"name": "New"}).json()
    assert (changed["name"], "description" in changed) == ("New", False)
    assert call.read(ONE, company["id"]) == changed
    removed = call("DELETE", ONE, company["id"])
    assert (removed.status_code, removed.content) == (204, b"")
    assert call("GET", ONE, company["id"]).status_code == 404


def test_changing_a_part_of_a_company(call: SandboxCaller) -> None:
    """A change keeps the details not given."""
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
def test_refused_tags(call: SandboxCaller, tags: object) -> None:
    """Tags are at most ten, with names of 1 to 27 characters and values of 100 at most."""
    told = {"name": "A", "tags": tags}
    assert call("POST", "/companies", json=told).status_code == 400
    assert call("PATCH", ONE, json={"tags": tags}).status_code == 400
    most = {f"{number:027}": "x" * 100 for number in range(10)}
    assert call("POST", "/companies", json={"name": "A", "tags": most}).json()["tags"] == most


@pytest.mark.parametrize(
    ("name", "kept"), [("A-b'c & d@e.f,g?h!", "A-b'c & d@e.f,g?h!"), ("<Ömer>/Co_", "merCo")]
)
def test_names(call: SandboxCaller, name: str, kept: str) -> None:
    """A name loses the characters that the API does not accept."""
    assert call("POST", "/companies", json={"name": name}).json()["name"] == kept


@pytest.mark.parametrize("name", ["", "<>", "  ", "-!"])
def test_no_name(call: SandboxCaller, name: str) -> None:
    """A name without a letter or digit gets 400."""
    assert call("POST", "/companies", json={"name": name}).status_code == 400


def test_connections(call: SandboxCaller) -> None:
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


@pytest.mark.parametrize("body", [*({"platformKey": key} for key in UNKNOWN_KEYS), {}, None])
def test_unknown_platforms(call: SandboxCaller, body: object) -> None:
    """A connection to no known software gets 404, a status that the API lists, and a reason."""
    refused = call("POST", CONNECTIONS, json=body)
    assert (refused.status_code, "platformKey" in refused.json()["error"]) == (404, True)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("akxx", "Oracle NetSuite"),
        ("fbrh", "FreeAgent"),
        ("gbol", "Xero"),
        ("knfz", "Sage Intacct"),
        ("pqsw", "QuickBooks Desktop"),
        ("qhyg", "QuickBooks Online"),
        ("rwuv", "Zoho Books"),
        ("trji", "Dynamics 365 Business Central"),
    ],
)
def test_platforms(call: SandboxCaller, key: str, name: str) -> None:
    """Each accounting software of the service can be connected."""
    company = call("POST", "/companies", json={"name": "Acme"}).json()["id"]
    made = call("POST", CONNECTIONS, company, json={"platformKey": key}).json()
    assert (made["platformName"], made["integrationKey"]) == (name, key)


@pytest.mark.parametrize("status", ["PendingAuth", "Linked", "Deauthorized", "linked"])
def test_a_connection_is_only_unlinked(call: SandboxCaller, status: str) -> None:
    """The API unlinks connections, and gives them no other status."""
    path = f"{CONNECTIONS}/{companies.CONNECTION_ID}"
    refused = call("PATCH", path, json={"status": status})
    assert refused.status_code == 404
    assert "with the status Unlinked" in refused.json()["error"]


def test_only_a_linked_connection_is_unlinked(call: SandboxCaller) -> None:
    """A connection that is not linked cannot be unlinked, and the error says so."""
    path = f"{CONNECTIONS}/{companies.CONNECTION_ID}"
    first, second = (call("PATCH", path, json={"status": "Unlinked"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 404)
    assert "Only a linked connection can be unlinked" in second.json()["error"]


@pytest.mark.parametrize("body", [{}, {"status": None}, None])
def test_a_change_without_a_status(call: SandboxCaller, body: object) -> None:
    """The status is optional, and without it the connection stays as it is."""
    path = f"{CONNECTIONS}/{companies.CONNECTION_ID}"
    answer = call("PATCH", path, json=body)
    assert (answer.status_code, answer.json()["status"]) == (200, "Linked")
