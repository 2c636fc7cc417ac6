"""The sandbox's accounting data: reads of it, their status, and the records that were read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.sandbox_caller import UNKNOWN, SandboxCaller
from tests.support.sandbox_operations import OperationCaller

TYPES = {
    *("bankAccounts", "chartOfAccounts", "company", "customers"),
    *("items", "suppliers", "taxRates", "trackingCategories"),
}


@pytest.fixture
def ask(call: SandboxCaller) -> OperationCaller:
    """Call the operations of a test's sandbox by their names."""
    return OperationCaller(call)


def statuses(ask: OperationCaller, company: str) -> set[str]:
    """Return the statuses of a company's data types."""
    return {each["currentStatus"] for each in ask("get-data-status", 200, company).values()}


def unread(ask: OperationCaller) -> str:
    """Create a company without a connection."""
    return str(ask("create-company", json={"name": "New"})["id"])


# Reading


def test_a_seeded_company_was_read(ask: OperationCaller) -> None:
    """Every data type of a seeded company has been read once."""
    told = ask("get-data-status")
    assert told.keys() == TYPES
    assert {name: each["dataType"] for name, each in told.items()} == {each: each for each in TYPES}
    accounts = told["chartOfAccounts"]
    assert accounts["currentStatus"] == "Complete"
    assert accounts["latestSyncId"] == companies.PULL_OPERATION_ID
    assert accounts["latestSuccessfulSyncId"] == companies.PULL_OPERATION_ID
    assert accounts["lastSuccessfulSync"] == "2023-10-16T09:00:00.0000000Z"


def test_the_course_of_a_read(ask: OperationCaller) -> None:
    """A read is queued, fetches, maps, and completes after three seconds."""
    started = ask("refresh-data-type", ids={"dataType": "customers"})
    assert (started["status"], started["progress"]) == ("Queued", 0)
    seen = [started]
    for _ in range(3):
        ask.sandbox.advance(1)
        seen.append(ask("get-pull-operation", ids={"datasetId": started["id"].upper()}))
    assert [each["status"] for each in seen] == ["Queued", "Fetching", "Mapping", "Complete"]
    assert [each["progress"] for each in seen] == [0, 33, 66, 100]
    assert [each["isCompleted"] for each in seen] == [False, False, False, True]
    assert ["completed" in each for each in seen] == [False, False, False, True]
    assert seen[3]["requested"] == "2023-10-16T09:00:00.0000000Z"
    assert seen[3]["completed"] == "2023-10-16T09:00:03.0000000Z"
    assert (seen[3]["companyId"], seen[3]["connectionId"], seen[3]["dataType"]) == (
        companies.SUCCEEDS.id,
        companies.CONNECTION_ID,
        "customers",
    )


def test_the_status_while_a_type_is_read(ask: OperationCaller) -> None:
    """During a read, the type has the status of the read; the last success is the one before."""
    before = ask("get-data-status")["customers"]
    pull = ask("refresh-data-type", ids={"dataType": "customers"})
    ask.sandbox.advance(1)
    during = ask("get-data-status")["customers"]
    assert during == {**before, "currentStatus": "Fetching", "latestSyncId": pull["id"]}
    ask.sandbox.advance(2)
    after = ask("get-data-status")["customers"]
    assert after["latestSuccessfulSyncId"] == pull["id"]
    assert after["lastSuccessfulSync"] == "2023-10-16T09:00:03.0000000Z"


def test_a_type_is_read_once_at_a_time(ask: OperationCaller) -> None:
    """A second read of a type is refused until the first one ends."""
    for wanted in (200, 400):
        ask("refresh-data-type", wanted, ids={"dataType": "customers"})
    ask("refresh-data-type", ids={"dataType": "suppliers"})
    ask.sandbox.advance(3)
    ask("refresh-data-type", ids={"dataType": "customers"})


def test_all_types_are_read(ask: OperationCaller) -> None:
    """A refresh of all types reads those without a running read; it is refused if all have one."""
    ask("refresh-data-type", ids={"dataType": "customers"})
    assert ask("refresh-all-data-types", 204) is None
    assert {each["currentStatus"] for each in ask("get-data-status").values()} == {"Queued"}
    assert "already" in ask.error("refresh-all-data-types", 400)
    ask.sandbox.advance(3)
    earlier = 1 + len(TYPES)
    assert ask("list-pull-operations")["totalResults"] == earlier + len(TYPES)


@pytest.mark.parametrize("data_type", ["banking-accounts", "commerce-orders", "colours"])
def test_types_that_are_not_there(ask: OperationCaller, data_type: str) -> None:
    """A data type that is none of accounting gets 404, and the error names it."""
    assert data_type in ask.error("refresh-data-type", 404, ids={"dataType": data_type})


def test_a_type_without_records(ask: OperationCaller) -> None:
    """Any data type of accounting can be read, and then has a status."""
    assert "invoices" not in ask("get-data-status")
    ask("refresh-data-type", ids={"dataType": "invoices"})
    ask.sandbox.advance(3)
    assert ask("get-data-status")["invoices"]["currentStatus"] == "Complete"


def test_the_connection_to_read_from(ask: OperationCaller) -> None:
    """The query may name a connection: a linked one of the company, to accounting software."""
    names = {"dataType": "customers"}
    ask("refresh-data-type", query={"connectionId": companies.CONNECTION_ID.upper()}, ids=names)
    for unknown in (UNKNOWN, ""):
        ask("refresh-data-type", 404, query={"connectionId": unknown}, ids=names)
    partner = ask("list-connections", query={"query": "sourceType=Other"})["results"][0]["id"]
    ask("refresh-data-type", 400, query={"connectionId": partner}, ids=names)


def test_a_link_reads_all(ask: OperationCaller) -> None:
    """Linking a connection starts a read of all types, each time."""
    company = ask.new_company()
    assert statuses(ask, company) == {"Complete"}
    connection = ask.connection(company)
    ids = {"connectionId": connection}
    linked = ask("get-connection", 200, company, ids=ids)
    assert linked["lastSync"] == "2023-10-16T09:00:03.0000000Z"
    ask("unlink-connection", 200, company, ids=ids, json={"status": "Unlinked"})
    ask("refresh-all-data-types", 400, company)
    ask.call.session.get(linked["linkUrl"])
    assert statuses(ask, company) == {"Queued"}


def test_a_connection_that_is_lost_meanwhile(ask: OperationCaller) -> None:
    """A read fails if its connection is unlinked; the records of earlier reads stay."""
    pull = ask("refresh-data-type", ids={"dataType": "customers"})
    ask("unlink-connection", json={"status": "Unlinked"})
    ask.sandbox.advance(3)
    ended = ask("get-pull-operation", ids={"datasetId": pull["id"]})
    assert (ended["status"], ended["isErrored"], ended["isCompleted"]) == ("AuthError", True, False)
    assert ended["errorMessage"]
    assert ask("list-customers")["results"]


def test_lists_of_reads(ask: OperationCaller) -> None:
    """Reads are listed newest first, and a query filters them."""
    ask.sandbox.advance(1)
    pull = ask("refresh-data-type", ids={"dataType": "items"})
    assert ask("list-pull-operations")["results"][0] == pull
    query = "dataType=items && progress>=100 && isCompleted=true && requested<2023-10-17"
    found = ask("list-pull-operations", query={"query": query, "orderBy": "dataType"})
    assert [each["status"] for each in found["results"]] == ["Complete"]


def test_a_read_of_another_company(ask: OperationCaller) -> None:
    """A read is found in its own company only."""
    ids = {"datasetId": companies.PULL_OPERATION_ID}
    ask("get-pull-operation", 404, companies.WRITE_FAILED, ids=ids)


def test_reads_are_kept(tmp_path: Path) -> None:
    """A read continues after a restart."""

    def again(act: Callable[[OperationCaller], Any]) -> Any:
        sandbox = Sandbox(clock="manual", db=tmp_path / "state.db")
        call = SandboxCaller(sandbox)
        with call.session:
            try:
                return act(OperationCaller(call))
            finally:
                sandbox.stop()

    pull = again(lambda ask: ask("refresh-data-type", ids={"dataType": "items"}))
    again(lambda ask: ask.sandbox.advance(3))
    told = again(lambda ask: ask("get-pull-operation", ids={"datasetId": pull["id"]}))
    assert told["status"] == "Complete"


@pytest.mark.parametrize(
    ("operation", "name", "id_"),
    [
        ("get-pull-operation", "datasetId", "7911a54a-c808-4f4b-b87e-b195f52b4da5"),
        ("get-push-operation", "pushOperationKey", "b18d8d81-fd7b-4764-a31e-475cb1f36591"),
    ],
)
def test_ids_of_older_documentation(
    ask: OperationCaller, operation: str, name: str, id_: str
) -> None:
    """The operations that the documentation of 3.1.0 names are there, and have ended well."""
    assert ask(operation, ids={name: id_})["status"] in ("Complete", "Success")


# What was read


@pytest.mark.parametrize(
    "operation",
    ["get-company-info", "list-customers", "get-customer", "list-suppliers", "get-supplier"],
)
def test_nothing_was_read_yet(ask: OperationCaller, operation: str) -> None:
    """Before the first complete read of a type, its records cannot be read."""
    company = unread(ask)
    ids = {"customerId": "142", "supplierId": "67"}
    ask(operation, 409, company, ids=ids)
    ask(operation, 409, companies.WITHOUT_CONNECTIONS, ids=ids)
    made = ask("create-connection", 200, company, json={"platformKey": "gbol"})
    assert statuses(ask, company) == set()
    ask.call.session.get(made["linkUrl"])
    ask.sandbox.advance(2.9)
    ask(operation, 409, company, ids=ids)
    ask.sandbox.advance(0.1)
    ask(operation, 200, company, ids=ids)


def test_mapping_options_that_were_not_read(ask: OperationCaller) -> None:
    """Before the first read there are no mapping options."""
    told = ask("get-mapping-options", 200, unread(ask))
    assert (told["accounts"], told["taxRates"], told["trackingCategories"]) == ([], [], [])


def test_mapping_options(ask: OperationCaller) -> None:
    """Each mapping option says which transactions it is valid for."""
    told = ask("get-mapping-options")
    accounts = {each["id"]: each for each in told["accounts"]}
    assert accounts.keys() == {"6", "9", "12", "32", "33"}
    assert accounts["6"] == {
        "id": "6",
        "nominalCode": "300",
        "name": "Purchases",
        "currency": "GBP",
        "accountType": "Expense",
        "fullyQualifiedCategory": "Expense.DirectCosts",
        "isBankAccount": False,
        "validTransactionTypes": ["Payment", "Refund", "Reward", "Chargeback"],
        "validFor": [
            "expense-transactions.Payment",
            "expense-transactions.Refund",
            "expense-transactions.Reward",
            "expense-transactions.Chargeback",
            "adjustment-transactions",
        ],
    }
    assert accounts["32"]["isBankAccount"]
    assert accounts["32"]["validFor"] == ["transfer-transactions"]
    assert (accounts["32"]["accountType"], accounts["33"]["accountType"]) == ("Asset", "Liability")
    assert [each["effectiveTaxRate"] for each in told["taxRates"]] == [20, 0]
    assert accounts["32"]["validTransactionTypes"] == []
    assert told["trackingCategories"][1] == {
        "id": "DEPARTMENT_2",
        "name": "Sales",
        "hasChildren": False,
        "parentId": "DEPARTMENTS",
    }


ALL = ["Payment", "Refund", "Reward", "Chargeback"]


@pytest.mark.parametrize(
    ("platform", "types", "others", "has_transfers"),
    [
        ("akxx", ALL, ["reimbursable-expense-transactions"], False),
        ("fbrh", ["Payment"], ["reimbursable-expense-transactions"], True),
        ("gbol", ALL, ["adjustment-transactions"], True),
        ("knfz", ["Payment", "Refund"], ["reimbursable-expense-transactions"], False),
        (
            "pqsw",
            ALL,
            ["reimbursable-expense-transactions", "adjustment-transactions"],
            True,
        ),
        (
            "qhyg",
            ALL,
            ["reimbursable-expense-transactions", "adjustment-transactions"],
            True,
        ),
        ("rwuv", ["Payment"], ["reimbursable-expense-transactions"], False),
        ("trji", ALL, ["adjustment-transactions"], False),
    ],
)
def test_mapping_options_by_software(
    ask: OperationCaller, platform: str, types: list[str], others: list[str], has_transfers: bool
) -> None:
    """Mapping options are valid for what the accounting software takes, also once unlinked."""
    company = ask.new_company(platform)
    ask.sandbox.advance(86_400)  # QuickBooks Desktop is read at midnight
    told = ask("get-mapping-options", 200, company)
    accounts = {each["id"]: each for each in told["accounts"]}
    uses = [*(f"expense-transactions.{each}" for each in types), *others]
    assert (accounts["6"]["validTransactionTypes"], accounts["6"]["validFor"]) == (types, uses)
    assert accounts["32"]["validFor"] == ["transfer-transactions"] * has_transfers
    assert {tuple(each["validTransactionTypes"]) for each in told["taxRates"]} == {tuple(types)}
    ids = {"connectionId": ask.connection(company)}
    ask("unlink-connection", 200, company, ids=ids, json={"status": "Unlinked"})
    assert ask("get-mapping-options", 200, company) == told


def test_company_info(ask: OperationCaller) -> None:
    """The company information has the name of the company."""
    told = ask("get-company-info")
    assert (told["companyName"], told["baseCurrency"]) == ("Succeeds", "GBP")
    assert told["sourceUrls"].keys() == {"Xero"}


def test_customers_and_suppliers(ask: OperationCaller) -> None:
    """The seeded customers and suppliers are found by id and by query."""
    customer = ask("get-customer", ids={"customerId": companies.CUSTOMER_ID})
    assert (customer["customerName"], customer["status"]) == ("Toft Stores", "Active")
    assert customer["metadata"] == {"isDeleted": False}
    found = ask("list-customers", query={"query": "customerName ~ Toft", "pageSize": 1})
    assert (found["results"], found["totalResults"]) == ([customer], 1)
    supplier = ask("get-supplier", ids={"supplierId": companies.SUPPLIER_ID})
    assert supplier in ask("list-suppliers", query={"orderBy": "-supplierName"})["results"]
    ask("get-customer", 404, ids={"customerId": companies.SUPPLIER_ID})
    ask("get-supplier", 404, ids={"supplierId": UNKNOWN})


@pytest.mark.parametrize("query", ["addresses.city=Bristol", "colour=red", "status>Active"])
def test_queries_that_cannot_be(ask: OperationCaller, query: str) -> None:
    """A query into a list, of an unknown property or with a wrong operator, gets 400."""
    ask("list-customers", 400, query={"query": query})


def test_a_connection_that_is_removed(ask: OperationCaller) -> None:
    """Removing a connection removes the records that were read over it."""
    ask("delete-connection")
    ask("list-customers", 409)
    assert ask("list-pull-operations")["results"] == []
    assert ask("list-push-operations")["results"] == []
    assert ask("get-data-status") == {}


def test_a_read_is_told(ask: OperationCaller) -> None:
    """The end of a read sends a webhook that says whether anything was new."""
    received: list[bytes] = []

    def receive(body: bytes, _: object) -> int:
        received.append(body)
        return 204

    ask.sandbox.webhooks.add(receive)
    ask("refresh-data-type", ids={"dataType": "items"})
    ask.sandbox.advance(3)
    (delivery,) = ask.sandbox.webhooks.deliveries
    assert delivery.event_type == "read.completed"
    assert b'"dataType": "items", "recordsModified": false, "status": "Complete"' in received[0]
