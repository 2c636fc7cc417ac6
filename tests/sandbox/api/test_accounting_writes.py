"""The sandbox's writes to the accounting software: accounts, customers and suppliers."""

import json
from typing import Any

import pytest

from codatsyncexpenses.sandbox import companies
from tests.support.sandbox_caller import UNKNOWN, SandboxCaller
from tests.support.sandbox_operations import OperationCaller

RECORDS: dict[str, tuple[str, dict[str, Any]]] = {
    "create-account": ("chartOfAccounts", {"name": "Fuel", "type": "Expense", "currency": "GBP"}),
    "create-bank-account": (
        "bankAccounts",
        {"accountName": "Card 2", "accountType": "Credit", "currency": "GBP", "iBan": "GB00"},
    ),
    "create-customer": (
        "customers",
        {
            "customerName": "Quay Foods",
            "status": "Active",
            "phone": None,
            "addresses": [{"type": "Billing", "line1": "2 Quay Street", "postalCode": "BS1"}],
            "contacts": [{"status": "Active", "phone": [{"type": "Mobile", "number": "1"}]}],
        },
    ),
    "create-supplier": ("suppliers", {"supplierName": "Toft Paper", "status": "Active"}),
}


@pytest.fixture
def ask(call: SandboxCaller) -> OperationCaller:
    """Call the operations of a test's sandbox by their names."""
    return OperationCaller(call)


def end(ask: OperationCaller, push: Any) -> Any:
    """Let a write end, and return it."""
    ask.sandbox.advance(2)
    return ask("get-push-operation", ids={"pushOperationKey": push["pushOperationKey"].upper()})


def readable(ask: OperationCaller, data_type: str) -> set[str]:
    """Return the ids of the records that can be read of a data type."""
    if data_type in ("customers", "suppliers"):
        return {each["id"] for each in ask(f"list-{data_type}")["results"]}
    return {each["id"] for each in ask("get-mapping-options")["accounts"]}


@pytest.mark.parametrize("operation", list(RECORDS))
def test_the_course_of_a_write(ask: OperationCaller, operation: str) -> None:
    """A write is pending, then succeeds, and names the record that it created."""
    data_type, record = RECORDS[operation]
    started = ask(operation, json=record, query={"timeoutInMinutes": 5})
    assert started["data"] == record
    assert (started["status"], started["statusCode"], started["changes"]) == ("Pending", 202, None)
    assert (started["timeoutInMinutes"], started["timeoutInSeconds"]) == (5, 300)
    assert started["dataConnectionKey"] == companies.CONNECTION_ID
    assert "completedOnUtc" not in started
    ended = end(ask, started)
    assert (ended["status"], ended["statusCode"], ended["errorMessage"]) == ("Success", 200, None)
    assert ended["requestedOnUtc"] == "2023-10-16T09:00:00.0000000Z"
    assert ended["completedOnUtc"] == "2023-10-16T09:00:02.0000000Z"
    (change,) = ended["changes"]
    assert (change["type"], change["recordRef"]["dataType"]) == ("Created", data_type)


@pytest.mark.parametrize("operation", list(RECORDS))
def test_what_was_written_is_read(ask: OperationCaller, operation: str) -> None:
    """A record can be read after a read of its type, which the end of the write starts."""
    data_type, record = RECORDS[operation]
    ended = end(ask, ask(operation, json=record))
    new = ended["changes"][0]["recordRef"]["id"]
    assert new not in readable(ask, data_type)
    ask.sandbox.advance(2.9)
    assert new not in readable(ask, data_type)
    ask.sandbox.advance(0.1)
    assert new in readable(ask, data_type)


def test_what_was_written_is_not_read(ask: OperationCaller) -> None:
    """Without that read, a record cannot be read until its type is refreshed."""
    record = RECORDS["create-customer"][1]
    query = {"allowSyncOnPushComplete": "false"}
    new = end(ask, ask("create-customer", json=record, query=query))["changes"][0]["recordRef"]
    ask.sandbox.advance(60)
    ask("get-customer", 404, ids={"customerId": new["id"]})
    ask("refresh-data-type", ids={"dataType": "customers"})
    ask.sandbox.advance(3)
    read = ask("get-customer", ids={"customerId": new["id"]})
    assert read.items() >= {**record, "id": new["id"]}.items()
    assert read["sourceModifiedDate"] == "2023-10-16T09:00:02.0000000Z"
    assert read["modifiedDate"] == "2023-10-16T09:01:05.0000000Z"


@pytest.mark.parametrize(
    ("kind", "id_"), [("customer", companies.CUSTOMER_ID), ("supplier", companies.SUPPLIER_ID)]
)
def test_an_update(ask: OperationCaller, kind: str, id_: str) -> None:
    """An update replaces a record; the old one is returned until the next read."""
    ids, record = {f"{kind}Id": id_}, {f"{kind}Name": "Renamed", "status": "Archived"}
    before = ask(f"get-{kind}", ids=ids)
    started = ask(f"update-{kind}", ids=ids, json=record, query={"forceUpdate": "true"})
    assert started["data"] == {"id": id_, **record}
    ended = end(ask, started)
    assert ended["changes"][0]["type"] == "Modified"
    assert ended["changes"][0]["recordRef"]["id"] == id_
    assert ask(f"get-{kind}", ids=ids) == before
    ask.sandbox.advance(3)
    after = ask(f"get-{kind}", ids=ids)
    assert after.items() >= record.items()
    assert "emailAddress" not in after
    assert ask(f"list-{kind}s")["totalResults"] == 2


def test_an_update_of_what_was_created(ask: OperationCaller) -> None:
    """A written record can be updated before it is read; another company's cannot."""
    new = end(ask, ask("create-supplier", json=RECORDS["create-supplier"][1]))
    ids = {"supplierId": new["changes"][0]["recordRef"]["id"]}
    record = {"supplierName": "Renamed", "status": "Active"}
    ask("update-supplier", ids=ids, json=record)
    ask.sandbox.advance(5)
    assert ask("get-supplier", ids=ids)["supplierName"] == "Renamed"
    company = ask.new_company()
    ids |= {"connectionId": ask.connection(company)}
    ask("update-supplier", 404, company, ids=ids, json=record)


@pytest.mark.parametrize(
    ("operation", "record", "missing"),
    [
        ("create-account", {"type": "Expense"}, ["name"]),
        ("create-bank-account", {}, ["accountName", "accountType", "currency"]),
        ("create-customer", {"status": "Active", "customerName": None}, ["customerName"]),
        ("create-supplier", {"status": "Active", "supplierName": ""}, ["supplierName"]),
    ],
)
def test_what_the_software_does_not_accept(
    ask: OperationCaller, operation: str, record: object, missing: list[str]
) -> None:
    """A write without a required property fails, and names the property."""
    ended = end(ask, ask(operation, json=record))
    assert (ended["status"], ended["statusCode"], ended["changes"]) == ("Failed", 400, None)
    assert [each["itemId"] for each in ended["validation"]["errors"]] == missing
    assert all(name in ended["errorMessage"] for name in missing)
    ask.sandbox.advance(3)
    assert (
        ask("list-pull-operations", query={"query": "requested>2023-10-16T09:00:00Z"})["results"]
        == []
    )


REFUSED: dict[str, Any] = {
    "no status": {},
    "an unknown status": {"status": "Open"},
    "a name that is none": {"status": "Active", "customerName": 1},
    "an address without a type": {"status": "Active", "addresses": [{"line1": "x"}]},
    "a contact without a status": {"status": "Active", "contacts": [{"name": "x"}]},
    "null for a currency": {"status": "Active", "defaultCurrency": None},
    "a list": [],
}


@pytest.mark.parametrize("record", REFUSED.values(), ids=list(REFUSED))
def test_refused_records(ask: OperationCaller, record: object) -> None:
    """A record that breaks the contract is refused at once."""
    ask("create-customer", 400, json=record)
    ask("update-customer", 400, ids={"customerId": companies.CUSTOMER_ID}, json=record)
    assert ask("list-push-operations")["totalResults"] == 2


@pytest.mark.parametrize(
    "query",
    [
        {"timeoutInMinutes": 0},
        {"timeoutInMinutes": -5},
        {"timeoutInMinutes": "soon"},
        {"timeoutInMinutes": 2**31},
        {"allowSyncOnPushComplete": "maybe"},
        {"forceUpdate": 1},
    ],
    ids=repr,
)
def test_refused_queries(ask: OperationCaller, query: dict[str, object]) -> None:
    """Minutes are above 0, and flags are true or false."""
    (name,) = query
    record = RECORDS["create-customer"][1]
    ids = {"customerId": companies.CUSTOMER_ID}
    assert name in ask.error("update-customer", 400, ids=ids, json=record, query=query)


def test_connections_that_cannot_be_written_to(ask: OperationCaller) -> None:
    """A write needs a linked connection to the company's accounting software."""
    record = RECORDS["create-customer"][1]
    ask("create-customer", 404, json=record, ids={"connectionId": UNKNOWN})
    partner = ask("list-connections", query={"query": "sourceType=Other"})["results"][0]["id"]
    ask("create-customer", 400, json=record, ids={"connectionId": partner})
    ask("get-create-bankAccounts-model", 404, ids={"connectionId": partner})
    started = ask("create-customer", json=record)
    ask("unlink-connection", json={"status": "Unlinked"})
    assert "Unlinked" in ask.error("create-customer", 400, json=record)
    assert end(ask, started)["status"] == "Failed"


@pytest.mark.parametrize(
    ("operation", "model"),
    [
        ("create-account", "get-create-chartOfAccounts-model"),
        ("create-bank-account", "get-create-bankAccounts-model"),
    ],
)
def test_models(ask: OperationCaller, operation: str, model: str) -> None:
    """A model lists the properties of the operation, and marks the required ones."""
    told = ask(model)
    assert (told["type"], told["required"]) == ("Object", True)
    record = RECORDS[operation][1]
    assert told["properties"].keys() >= record.keys()
    needed = {name for name, each in told["properties"].items() if each["required"]}
    least = {name: record[name] for name in needed}
    assert end(ask, ask(operation, json=least))["status"] == "Success"
    for name in needed:
        less = {each: record[each] for each in needed - {name}}
        assert end(ask, ask(operation, json=less))["status"] == "Failed"


def test_lists_of_writes(ask: OperationCaller) -> None:
    """Writes are listed newest first, and a query filters them."""
    ask("create-supplier", json=RECORDS["create-supplier"][1])
    first, second, third = ask("list-push-operations")["results"]
    assert (first["dataType"], first["status"]) == ("suppliers", "Pending")
    assert second == ask(
        "get-push-operation", ids={"pushOperationKey": companies.PUSH_OPERATION_ID}
    )
    assert second["changes"][0]["recordRef"]["id"] == companies.CUSTOMER_ID
    query = {"query": "status=Success && statusCode<202", "orderBy": "-requestedOnUtc"}
    assert ask("list-push-operations", query=query)["results"] == [second, third]
    ids = {"pushOperationKey": companies.PUSH_OPERATION_ID}
    ask("get-push-operation", 404, companies.WRITE_FAILED, ids=ids)


def test_writes_are_told(ask: OperationCaller) -> None:
    """The end of a write sends a webhook named after its data type, before that of the read."""
    received: list[Any] = []

    def receive(body: bytes, _: object) -> int:
        received.append(json.loads(body))
        return 204

    ask.sandbox.webhooks.add(receive)
    ask("create-supplier", json=RECORDS["create-supplier"][1])
    ask("create-account", json={})
    ask.sandbox.advance(5)
    assert [each["eventType"] for each in received] == [
        "suppliers.write.successful",
        "chartOfAccounts.write.unsuccessful",
        "read.completed",
    ]
    written, failed, read = (each["payload"] for each in received)
    assert (written["type"], written["status"]) == ("Create", "Success")
    assert "record" not in failed
    assert written["record"]["id"] in readable(ask, "suppliers")
    assert read["dataTypes"][0]["recordsModified"]
