"""The sandbox's transactions that start a sync of their own, such as expenses."""

from collections.abc import Callable
from typing import Any

import pytest

from codatsyncexpenses.sandbox import companies
from tests.support.sandbox_caller import UNKNOWN, SandboxCaller, expense, line
from tests.support.sandbox_operations import OperationCaller

SIDE = {"accountRef": {"id": "32"}, "amount": 10.5}
TRANSFER = {"date": "2022-06-28", "from": SIDE, "to": {**SIDE, "accountRef": {"id": "33"}}}
DOCUMENTED = "4d7c6929-7770-412b-91bb-44d3bc71d111"


def adjustment(number: int = 1, **more: object) -> dict[str, object]:
    """Return an adjustment in the form of the API."""
    lines = [{"amount": -3, "accountRef": {"id": "6"}, "description": "x"}]
    return {
        "id": f"5d7c6929-7770-412b-91bb-{number:012}",
        "date": "2022-06-28T00:00:00-05:00",
        "currency": "GBP",
        "lines": lines,
        **more,
    }


def reimbursement(number: int = 1, **more: object) -> dict[str, object]:
    """Return a reimbursement in the form of the API."""
    return {
        "id": f"6d7c6929-7770-412b-91bb-{number:012}",
        "contactRef": {"id": "67"},
        "issueDate": "2022-06-28",
        "dueDate": "2022-07-28",
        "currency": "GBP",
        "lines": [{"netAmount": 100, "description": "Lunch"}],
        **more,
    }


CREATE = {
    "create-expense-transaction": expense,
    "create-adjustment-transaction": adjustment,
    "create-reimbursable-expense-transaction": reimbursement,
}


@pytest.fixture
def ask(call: SandboxCaller) -> OperationCaller:
    """Call the operations of a test's sandbox by their names."""
    return OperationCaller(call)


def change(make: Callable[..., dict[str, object]] = expense, **more: Any) -> dict[str, object]:
    """Return a change of a transaction, whose id is in the path."""
    return {name: value for name, value in make(**more).items() if name != "id"}


# Creating


@pytest.mark.parametrize("operation", list(CREATE))
def test_a_sync_starts_by_itself(ask: OperationCaller, operation: str) -> None:
    """Each request starts a sync, in which each transaction is pending and then completed."""
    made = [CREATE[operation](number) for number in range(50)]
    sync_id = ask(operation, json=made)["syncId"]
    ids = {"syncId": sync_id, "transactionId": str(made[7]["id"])}
    assert ask("get-latest-sync")["syncId"] == sync_id
    assert ask("get-sync-transaction", ids=ids)[0]["status"] == "Pending"
    assert ask.end(sync_id) == 2000
    assert ask("get-sync-transaction", ids=ids) == [
        {
            "transactionId": made[7]["id"],
            "status": "Completed",
            "message": None,
            "integrationType": "expenses",
        }
    ]
    assert ask("list-sync-transactions", ids=ids)["totalResults"] == 50


def test_a_transfer(ask: OperationCaller) -> None:
    """A transfer starts a sync with the id in the path, which may also be that of an expense."""
    sync_id = ask("create-transfer-transaction", json=TRANSFER)["syncId"]
    assert ask.end(sync_id) == 2000
    (told,) = ask("list-sync-transactions", ids={"syncId": sync_id})["results"]
    assert (told["transactionId"], told["status"]) == (
        companies.WRITTEN_TRANSACTION_ID,
        "Completed",
    )


def test_the_expense_of_the_documentation(ask: OperationCaller) -> None:
    """The documentation's id of a new expense is unused in its company."""
    sync_id = ask("create-expense-transaction", json=[expense(id=DOCUMENTED)])["syncId"]
    assert ask.end(sync_id) == 2000


@pytest.mark.parametrize("operation", [*CREATE, "create-transfer-transaction"])
def test_what_was_written_is_not_written_again(ask: OperationCaller, operation: str) -> None:
    """A written id ends the next sync with 5080; another kind may have the same id."""
    first: Any = TRANSFER if operation not in CREATE else [CREATE[operation]()]
    id_ = UNKNOWN if operation not in CREATE else first[0]["id"]
    company, ids = ask.new_company(), {"transactionId": str(id_)}
    codes = [
        ask.end(ask(operation, 200, company, ids=ids, json=first)["syncId"], company)
        for _ in range(2)
    ]
    assert codes == [2000, 5080]
    for other, make in CREATE.items():
        if other != operation:
            sent = ask(other, 200, company, json=[make(id=str(id_))])
            assert ask.end(sent["syncId"], company) == 2000


def test_datasets_and_expenses_share_their_ids(ask: OperationCaller) -> None:
    """An expense written by a dataset is not written again, and vice versa."""
    company = ask.new_company()
    dataset = ask("create-expense-dataset", 200, company, json={"items": [expense(1)]})
    body = {"datasetIds": [dataset["datasetId"]]}
    assert ask.end(ask("initiate-sync", 202, company, json=body)["syncId"], company) == 2000
    sent = ask("create-expense-transaction", 200, company, json=[expense(1)])
    assert ask.end(sent["syncId"], company) == 5080
    sent = ask("create-expense-transaction", 200, company, json=[expense(2)])
    assert ask.end(sent["syncId"], company) == 2000
    dataset_id = ask.sandbox.create_dataset(company, [expense(2)])
    body = {"datasetIds": [dataset_id]}
    assert ask.end(ask("initiate-sync", 202, company, json=body)["syncId"], company) == 5080


def test_a_sync_of_datasets_takes_none_that_was_sent(ask: OperationCaller) -> None:
    """Transactions with their own sync are not part of another one."""
    company = ask.new_company()
    ask("create-expense-transaction", 200, company, json=[expense()])
    assert ask.end(ask("initiate-sync", 202, company)["syncId"], company) == 2040
    assert {each["syncStatusCode"] for each in ask("list-syncs", 200, company)} == {2000, 2040}


def test_what_failed_may_be_sent_again(ask: OperationCaller) -> None:
    """An expense that was not written can be sent again with its id."""
    company = ask.new_company()
    names = ("bankAccount", "supplier", "customer")
    ask("set-company-configuration", 200, company, json={name: {} for name in names})
    sent = ask("create-expense-transaction", 200, company, json=[expense()])
    assert ask.end(sent["syncId"], company) == 4000
    again = [expense(bankAccountRef={"id": "32"})]
    sent = ask("create-expense-transaction", 200, company, json=again)
    assert ask.end(sent["syncId"], company) == 2000


@pytest.mark.parametrize("operation", list(CREATE))
def test_how_a_company_ends(ask: OperationCaller, operation: str) -> None:
    """The syncs of a company that always fails fail for every kind of transaction."""
    sent = ask(operation, 200, companies.WRITE_FAILED, json=[CREATE[operation]()])
    assert ask.end(sent["syncId"], companies.WRITE_FAILED) == 5130


@pytest.mark.parametrize("operation", [*CREATE, "create-transfer-transaction"])
def test_without_connections(ask: OperationCaller, operation: str) -> None:
    """A company without its pair of connections accepts no transactions."""
    body = [CREATE[operation]()] if operation in CREATE else TRANSFER
    says = ask.error(operation, 400, companies.WITHOUT_CONNECTIONS, json=body)
    assert "pair of accounting and expense connections" in says


# What is refused

LONG = [line()] * 101
REFUSED: list[tuple[str, Any, str]] = [
    *(
        (operation, body, says)
        for operation, make in CREATE.items()
        for body, says in (
            ([], "length >= 1"),
            ([make(number) for number in range(51)], "length <= 50"),
            ({"items": [make()]}, "array"),
            ([make(), make()], "[1].id"),
            ([make(id="x")], "$[0].id"),
            ([make(currency="gbp")], "currency"),
            ([make(lines=[])], "lines"),
            ([make(currencyRate="1")], "currencyRate"),
        )
    ),
    ("create-expense-transaction", [expense(type="TransferIn")], "TransferIn"),
    ("create-expense-transaction", [expense(type="AdjustmentIn")], "AdjustmentIn"),
    ("create-expense-transaction", [expense(1), expense(2, issueDate="x")], "[1].issueDate"),
    ("create-expense-transaction", [expense(lines=LONG)], "lines"),
    ("create-expense-transaction", [expense(lines=[{"taxAmount": 1}])], "netAmount"),
    ("create-expense-transaction", [expense(contactRef={})], "contactRef"),
    ("create-expense-transaction", [expense(merchantName=None)], "merchantName"),
    ("create-expense-transaction", [expense(postAsDraft=1)], "postAsDraft"),
    (
        "create-expense-transaction",
        [expense(lines=[line(trackingRefs=[{"dataType": "suppliers"}])])],
        "suppliers",
    ),
    ("create-adjustment-transaction", [adjustment(date="x")], "[0].date"),
    ("create-adjustment-transaction", [adjustment(lines=[{"amount": 1}])], "accountRef"),
    ("create-reimbursable-expense-transaction", [reimbursement(dueDate="x")], "[0].dueDate"),
    ("create-reimbursable-expense-transaction", [reimbursement(issueDate="x")], "[0].issueDate"),
    ("create-reimbursable-expense-transaction", [reimbursement(contactRef={})], "contactRef"),
    ("create-transfer-transaction", {**TRANSFER, "date": "x"}, "date"),
    ("create-transfer-transaction", {**TRANSFER, "to": {"amount": 1}}, "accountRef"),
    ("create-transfer-transaction", {**TRANSFER, "to": {**SIDE, "accountRef": {}}}, "id"),
    ("create-transfer-transaction", {"date": "2022-06-28", "to": SIDE}, "from"),
]


@pytest.mark.parametrize(("operation", "body", "says"), REFUSED)
def test_refused_transactions(
    ask: OperationCaller, operation: str, body: object, says: str
) -> None:
    """Transactions that break the contract get 400, with the reason and the place."""
    assert says in ask.error(operation, 400, json=body)


def test_a_transfer_under_what_is_no_id(ask: OperationCaller) -> None:
    """The id of a transfer must be a UUID."""
    ids = {"transactionId": "x"}
    assert "UUID" in ask.error("create-transfer-transaction", 400, ids=ids, json=TRANSFER)


ACCEPTED: list[tuple[str, Any]] = [
    ("create-expense-transaction", [expense(reference=None, postAsDraft=None, currencyRate=None)]),
    ("create-expense-transaction", [expense(reference="x", postAsDraft=True, notes="x")]),
    ("create-expense-transaction", [expense(lines=[{"netAmount": 1}])]),
    (
        "create-expense-transaction",
        [
            expense(
                lines=[
                    line(
                        itemRef={"id": "1"},
                        invoiceTo={"id": "1", "type": "customer"},
                        trackingRefs=[{"id": "1", "dataType": "customers"}],
                    ),
                    line(itemRef=None, invoiceTo=None, trackingRefs=None),
                ]
            )
        ],
    ),
    ("create-adjustment-transaction", [adjustment(reference=None, currencyRate=1.25)]),
    (
        "create-reimbursable-expense-transaction",
        [reimbursement(apAccountRef={"id": "1"}, reference="x", notes="x")],
    ),
    ("create-reimbursable-expense-transaction", [reimbursement(apAccountRef=None)]),
]


@pytest.mark.parametrize(("operation", "body"), ACCEPTED)
def test_accepted_transactions(ask: OperationCaller, operation: str, body: object) -> None:
    """Optional fields may be absent, and nullable ones null."""
    assert ask.end(ask(operation, json=body)["syncId"]) == 2000


# Updating


def test_an_update(ask: OperationCaller) -> None:
    """A written expense can be changed any number of times."""
    for _ in range(2):
        sync_id = ask("update-expense-transaction", 202, json=change())["syncId"]
        assert ask.end(sync_id) == 2000
        (told,) = ask("list-sync-transactions", ids={"syncId": sync_id})["results"]
        assert told["transactionId"] == companies.WRITTEN_TRANSACTION_ID


def test_an_update_of_ones_own_expense(ask: OperationCaller) -> None:
    """An expense can be changed once its sync has written it, in either letter case of its id."""
    ids = {"transactionId": DOCUMENTED.upper()}
    body = [expense(id=DOCUMENTED)]
    sync_id = ask("create-expense-transaction", json=body)["syncId"]
    ask("update-expense-transaction", 404, ids=ids, json=change())
    ask.end(sync_id)
    ask("update-expense-transaction", 202, ids=ids, json=change())
    ask("update-expense-transaction", 404, companies.WRITE_FAILED, ids=ids, json=change())


@pytest.mark.parametrize("type_", ["Refund", "Reward", "Chargeback"])
def test_only_payments_are_updated(ask: OperationCaller, type_: str) -> None:
    """Only a payment can be changed, and it must stay a payment."""
    says = ask.error("update-expense-transaction", 422, json=change(type=type_))
    assert type_ in says
    ask.end(ask("create-expense-transaction", json=[expense(type=type_)])["syncId"])
    ids = {"transactionId": str(expense()["id"])}
    assert type_ in ask.error("update-expense-transaction", 422, ids=ids, json=change())


@pytest.mark.parametrize(
    ("platform", "status"),
    [("akxx", 202), ("fbrh", 202), ("gbol", 202), ("pqsw", 202), ("qhyg", 202), ("trji", 422)],
)
def test_where_expenses_are_updated(ask: OperationCaller, platform: str, status: int) -> None:
    """All accounting software but Dynamics changes expenses."""
    company = ask.new_company(platform)
    ask.end(ask("create-expense-transaction", 200, company, json=[expense()])["syncId"], company)
    ids = {"transactionId": str(expense()["id"])}
    ask("update-expense-transaction", status, company, ids=ids, json=change())


@pytest.mark.parametrize("body", [{}, [], change(issueDate="x"), change(type="Gift")], ids=repr)
def test_refused_updates(ask: OperationCaller, body: object) -> None:
    """A change that breaks the contract gets 400."""
    ask("update-expense-transaction", 400, json=body)


def test_an_update_of_a_reimbursement(ask: OperationCaller) -> None:
    """A written reimbursement can be changed, but not an expense in its place."""
    operation = "update-reimbursable-expense-transaction"
    body = change(reimbursement)
    assert ask.end(ask(operation, json=body)["syncId"]) == 2000
    ask.end(ask("create-expense-transaction", json=[expense()])["syncId"])
    ask(operation, 404, ids={"transactionId": str(expense()["id"])}, json=body)
    assert "dueDate" in ask.error(operation, 400, json=change(reimbursement, dueDate="x"))


# Around them


def test_the_end_is_told(ask: OperationCaller) -> None:
    """The sync of an expense sends a webhook like any other."""
    ask.sandbox.webhooks.add(lambda _, __: 204)
    ask("create-expense-transaction", json=[expense()])
    ask.sandbox.advance(3)
    (delivery,) = ask.sandbox.webhooks.deliveries
    assert delivery.event_type == "expenses.sync.successful"


def test_a_repeat_under_its_key(ask: OperationCaller) -> None:
    """A repeat under an idempotency key starts no second sync."""
    headers = {"Idempotency-Key": "k"}
    first, second = (
        ask("create-expense-transaction", json=[expense()], headers=headers) for _ in range(2)
    )
    assert first == second
    assert len(ask("list-syncs")) == 2


def test_a_fault_for_one_of_them(ask: OperationCaller) -> None:
    """Faults and the journal name operations as the contract does."""
    ask.sandbox.next_replies(503, operation="update-expense-transaction")
    ask("create-transfer-transaction", json=TRANSFER)
    ask("update-expense-transaction", 503, json=change())
    assert [each.operation for each in ask.sandbox.requests] == [
        "create-transfer-transaction",
        "update-expense-transaction",
    ]


def test_datasets_of_the_page(ask: OperationCaller) -> None:
    """The page lists pending transactions as datasets, but not those with a sync of their own."""
    ask("create-expense-transaction", json=[expense()])
    state = ask.call.session.get(f"{ask.call.base}/_sandbox/state").json()
    datasets = next(e["datasets"] for e in state["companies"] if e["id"] == companies.SUCCEEDS.id)
    assert [each["id"] for each in datasets] == list(companies.SUCCEEDS.dataset_ids)
