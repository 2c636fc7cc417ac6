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
    made, company = [CREATE[operation](number) for number in range(50)], ask.new_company("qhyg")
    sync_id = ask(operation, 200, company, json=made)["syncId"]
    ids = {"syncId": sync_id, "transactionId": str(made[7]["id"])}
    assert ask("get-latest-sync", 200, company)["syncId"] == sync_id
    assert ask("get-sync-transaction", 200, company, ids=ids)[0]["status"] == "Pending"
    assert ask.end(sync_id, company) == 2000
    assert ask("get-sync-transaction", 200, company, ids=ids) == [
        {
            "transactionId": made[7]["id"],
            "status": "Completed",
            "message": None,
            "integrationType": "expenses",
        }
    ]
    assert ask("list-sync-transactions", 200, company, ids=ids)["totalResults"] == 50


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


@pytest.mark.parametrize(
    ("operation", "again"),
    [*((each, 5080) for each in CREATE), ("create-transfer-transaction", 2000)],
)
def test_a_second_time(ask: OperationCaller, operation: str, again: int) -> None:
    """A written id ends the next sync with 5080, except that of a transfer, which is updated."""
    first: Any = TRANSFER if operation not in CREATE else [CREATE[operation]()]
    id_ = UNKNOWN if operation not in CREATE else first[0]["id"]
    company, ids = ask.new_company("qhyg"), {"transactionId": str(id_)}
    codes = [
        ask.end(ask(operation, 200, company, ids=ids, json=first)["syncId"], company)
        for _ in range(2)
    ]
    assert codes == [2000, again]
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
    again = [expense(bankAccountRef={"id": "32"}, contactRef={"id": "67"})]
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


# What an accounting software takes

TYPES = ("Payment", "Refund", "Reward", "Chargeback")
# By platform key: the expenses that are created, then what else is created, and what is updated
# beside an expense; last, the transactions that take files. Expenses are on a credit card.
SUPPORT: dict[str, tuple[str, str, str, str]] = {
    "akxx": (
        "Payment Refund Reward Chargeback",
        "reimbursement",
        "reimbursement",
        "Payment Refund",
    ),
    "fbrh": (
        "Payment",
        "reimbursement transfer",
        "reimbursement transfer",
        "Payment reimbursement",
    ),
    "gbol": (
        "Payment Refund Reward Chargeback",
        "transfer adjustment",
        "",
        "Payment Refund Reward Chargeback transfer adjustment",
    ),
    "knfz": ("Payment Refund", "reimbursement", "", "Payment Refund reimbursement"),
    "pqsw": ("Payment Refund Reward Chargeback", "reimbursement transfer adjustment", "", ""),
    "qhyg": (
        "Payment Refund Reward Chargeback",
        "reimbursement transfer adjustment",
        "reimbursement transfer",
        "Payment Refund reimbursement",
    ),
    "rwuv": ("Payment", "reimbursement", "reimbursement", "Payment reimbursement"),
    "trji": (
        "Payment Refund Reward Chargeback",
        "adjustment",
        "",
        "Payment Refund Reward Chargeback adjustment",
    ),
}
SENT: dict[str, tuple[str, Any]] = {
    **{
        type_: (
            "create-expense-transaction",
            [expense(number, type=type_, bankAccountRef={"id": "33"})],
        )
        for number, type_ in enumerate(TYPES)
    },
    "reimbursement": ("create-reimbursable-expense-transaction", [reimbursement()]),
    "transfer": ("create-transfer-transaction", TRANSFER),
    "adjustment": ("create-adjustment-transaction", [adjustment()]),
}


def outcome(ask: OperationCaller, company: str, sync_id: str) -> tuple[int, str, str]:
    """End a sync of one transaction: its code, and the status and the message of that one."""
    code = ask.end(sync_id, company)
    (told,) = ask("list-sync-transactions", 200, company, ids={"syncId": sync_id})["results"]
    return code, told["status"], told["message"] or ""


def sent(ask: OperationCaller, company: str, name: str) -> tuple[str, str]:
    """Send a transaction, and return the ids of the sync and of the transaction."""
    operation, body = SENT[name]
    sync_id = ask(operation, 200, company, json=body)["syncId"]
    id_ = companies.WRITTEN_TRANSACTION_ID if name == "transfer" else body[0]["id"]
    return str(sync_id), str(id_)


@pytest.mark.parametrize("platform", SUPPORT)
def test_what_is_created(ask: OperationCaller, platform: str) -> None:
    """Each software writes what it supports, and the sync of anything else fails, and says so."""
    types, others, _, _ = SUPPORT[platform]
    company = ask.new_company(platform)
    for name in SENT:
        ended = outcome(ask, company, sent(ask, company, name)[0])
        if name in (types + " " + others).split():
            assert ended == (2000, "Completed", ""), name
        else:
            assert ended[:2] == (5130, "PushError"), name
            assert f"type {name} is not supported" in ended[2]


@pytest.mark.parametrize("platform", SUPPORT)
def test_what_is_updated(ask: OperationCaller, platform: str) -> None:
    """Each software updates the reimbursements and transfers that it supports, and no others."""
    _, created, updated, _ = SUPPORT[platform]
    company = ask.new_company(platform)
    if "reimbursement" in created.split():
        sync_id, id_ = sent(ask, company, "reimbursement")
        ask.end(sync_id, company)
        operation = "update-reimbursable-expense-transaction"
        body, ids = change(reimbursement), {"transactionId": id_}
        again = ask(operation, 200, company, ids=ids, json=body)["syncId"]
        assert (ask.end(again, company) == 2000) == ("reimbursement" in updated.split())
    if "transfer" in created.split():
        ended = [outcome(ask, company, sent(ask, company, "transfer")[0]) for _ in range(2)]
        assert ended[0][0] == 2000
        assert (ended[1][0] == 2000) == ("transfer" in updated.split())


@pytest.mark.parametrize("platform", SUPPORT)
def test_what_takes_files(ask: OperationCaller, platform: str) -> None:
    """A file is refused for a transaction to which the software attaches none."""
    types, others, _, receipts = SUPPORT[platform]
    company = ask.new_company(platform)
    for name in (types + " " + others).split():
        sync_id, id_ = sent(ask, company, name)
        ask.end(sync_id, company)
        status = 200 if name in receipts.split() else 400
        ids = {"syncId": sync_id, "transactionId": id_}
        ask("upload-expense-attachment", status, company, ids=ids, files={"file": ("x.pdf", b"x")})


@pytest.mark.parametrize(
    ("platform", "type_", "code"),
    [
        ("pqsw", "Payment", 2000),
        ("pqsw", "Refund", 5130),
        ("knfz", "Payment", 5130),
        ("knfz", "Refund", 5130),
        ("qhyg", "Refund", 2000),
    ],
)
def test_credit_cards_only(ask: OperationCaller, platform: str, type_: str, code: int) -> None:
    """Some expenses are taken on credit cards only; an account that is not known is not judged."""
    company = ask.new_company(platform)
    for number, (account, wanted) in enumerate([("32", code), ("33", 2000), ("x", 2000)]):
        body = [expense(number, type=type_, bankAccountRef={"id": account})]
        sync_id = ask("create-expense-transaction", 200, company, json=body)["syncId"]
        assert ask.end(sync_id, company) == wanted


def test_a_part_of_a_sync(ask: OperationCaller) -> None:
    """A sync fails with one of its transactions, and the others are written all the same."""
    company, body = ask.new_company("fbrh"), [expense(1), expense(2, type="Refund")]
    sync_id = ask("create-expense-transaction", 200, company, json=body)["syncId"]
    assert ask.end(sync_id, company) == 5130
    ids = {"syncId": sync_id}
    told = ask("list-sync-transactions", 200, company, ids=ids)["results"]
    assert [each["status"] for each in told] == ["Completed", "PushError"]
    assert ask("get-sync-by-id", 200, company, ids=ids)["dataPushed"]
    again = ask("create-expense-transaction", 200, company, json=[expense(1)])["syncId"]
    assert ask.end(again, company) == 5080


@pytest.mark.parametrize("operation", list(CREATE))
def test_an_archived_account(ask: OperationCaller, operation: str) -> None:
    """A transaction with an archived account is refused with a message that says so."""
    company, account = ask.new_company("qhyg"), {"id": companies.ARCHIVED_ACCOUNT_ID}
    taxi = {
        "netAmount": 100,
        "amount": 100,
        "taxAmount": 0,
        "description": "a",
        "accountRef": account,
    }
    sync_id = ask(operation, 200, company, json=[CREATE[operation](lines=[taxi])])["syncId"]
    refused = (5130, "PushError", companies.ENDINGS[5130].exception)
    assert outcome(ask, company, sync_id) == refused


@pytest.mark.parametrize("operation", list(CREATE))
def test_another_currency(ask: OperationCaller, operation: str) -> None:
    """A currency other than the company's needs a rate."""
    company = ask.new_company("qhyg")
    rates: list[tuple[dict[str, Any], int]] = [({}, 5130), ({"currencyRate": 0.8}, 2000)]
    for rate, code in rates:
        body = [CREATE[operation](currency="USD", **rate)]
        sync_id = ask(operation, 200, company, json=body)["syncId"]
        ended = outcome(ask, company, sync_id)
        assert (ended[0], "currencyRate is required" in ended[2]) == (code, not rate)


@pytest.mark.parametrize(
    ("platform", "type_", "needed"),
    [
        ("gbol", "Payment", "supplier"),
        ("gbol", "Refund", "customer"),
        ("gbol", "Chargeback", "customer"),
        ("qhyg", "Refund", "supplier"),
        ("fbrh", "Payment", None),
        ("trji", "Payment", "supplier"),
    ],
)
def test_counterparties(
    ask: OperationCaller, platform: str, type_: str, needed: str | None
) -> None:
    """An expense is booked against a supplier, a customer or none, by software and type."""
    company, codes = ask.new_company(platform), list[int]()
    for number, missing in enumerate(("supplier", "customer")):
        names = ("bankAccount", "supplier", "customer")
        config = {name: {} if name == missing else {"id": "1"} for name in names}
        ask("set-company-configuration", 200, company, json=config)
        body = [expense(number, type=type_)]
        sync_id = ask("create-expense-transaction", 200, company, json=body)["syncId"]
        codes.append(ask.end(sync_id, company))
        if missing == needed:
            error = ask("get-sync-by-id", 200, company, ids={"syncId": sync_id})["errorMessage"]
            assert f"no default {needed}" in error
    assert codes == [4000 if each == needed else 2000 for each in ("supplier", "customer")]


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize(("platform", "code"), [("gbol", 2000), ("qhyg", 2000), ("trji", 4000)])
def test_a_contact_of_its_own(ask: OperationCaller, platform: str, type_: str, code: int) -> None:
    """The contact of an expense replaces the default, except in Dynamics, which needs one."""
    company = ask.new_company(platform)
    config = {"bankAccount": {"id": "1"}, "supplier": {}, "customer": {}}
    ask("set-company-configuration", 200, company, json=config)
    body = [expense(type=type_, contactRef={"id": "67"})]
    sync_id = ask("create-expense-transaction", 200, company, json=body)["syncId"]
    assert ask.end(sync_id, company) == code


# What is refused

LONG = [line()] * 101
REFUSED: list[tuple[str, Any, str]] = [
    *(
        (operation, body, says)
        for operation, make in CREATE.items()
        for body, says in (
            ([], "The body must have at least 1 item."),
            ([make(number) for number in range(51)], "The body must have at most 50 items."),
            ({"items": [make()]}, "The body must be a list, not an object."),
            ([make(), make()], "[1].id"),
            ([make(id="x")], "[0].id must be a UUID."),
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
    company = ask.new_company("qhyg")
    assert ask.end(ask(operation, 200, company, json=body)["syncId"], company) == 2000


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
    [*((platform, 202) for platform in SUPPORT if platform != "trji"), ("trji", 422)],
)
def test_where_expenses_are_updated(ask: OperationCaller, platform: str, status: int) -> None:
    """All accounting software but Dynamics changes expenses."""
    company = ask.new_company(platform)
    ask.end(ask("create-expense-transaction", 200, company, json=[expense()])["syncId"], company)
    ids = {"transactionId": str(expense()["id"])}
    ask("update-expense-transaction", status, company, ids=ids, json=change())


@pytest.mark.parametrize(("platform", "status"), [("fbrh", 422), ("gbol", 202)])
@pytest.mark.parametrize("own", [{"bankAccountRef": {"id": "32"}}, {}], ids=["own", "default"])
def test_an_update_of_the_bank_account(
    ask: OperationCaller, platform: str, status: int, own: dict[str, Any]
) -> None:
    """FreeAgent keeps the bank account that an expense was written with; others change it."""
    company = ask.new_company(platform)
    names = ("bankAccount", "supplier", "customer")
    first, second = ({name: {"id": id_} for name in names} for id_ in ("32", "33"))
    ask("set-company-configuration", 200, company, json=first)
    made = [expense(**own)]
    ask.end(ask("create-expense-transaction", 200, company, json=made)["syncId"], company)
    ask("set-company-configuration", 200, company, json=second)
    ids = {"transactionId": str(expense()["id"])}
    for body in (change(), change(bankAccountRef={"id": "32"})):
        update = ask("update-expense-transaction", 202, company, ids=ids, json=body)
        assert ask.end(update["syncId"], company) == 2000
    body = change(bankAccountRef={"id": "33"})
    told = ask("update-expense-transaction", status, company, ids=ids, json=body)
    assert ("bank account" in told.get("error", "")) == (status == 422)


@pytest.mark.parametrize("body", [{}, [], change(issueDate="x"), change(type="Gift")], ids=repr)
def test_refused_updates(ask: OperationCaller, body: object) -> None:
    """A change that breaks the contract gets 400."""
    ask("update-expense-transaction", 400, json=body)


def test_an_update_of_a_reimbursement(ask: OperationCaller) -> None:
    """A written reimbursement can be changed, but not an expense in its place."""
    operation = "update-reimbursable-expense-transaction"
    body, company = change(reimbursement), ask.new_company("qhyg")
    made = ask("create-reimbursable-expense-transaction", 200, company, json=[reimbursement()])
    ask.end(made["syncId"], company)
    ids = {"transactionId": str(reimbursement()["id"])}
    assert ask.end(ask(operation, 200, company, ids=ids, json=body)["syncId"], company) == 2000
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
