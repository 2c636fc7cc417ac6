"""Waits for what has stages and no codes: reads of data, and writes of records."""

import sys
from typing import Any

import pytest

from codatsyncexpenses import errors
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.resources import (
    Adjustments,
    Expenses,
    ManageData,
    PushOperations,
    Transfers,
    manage_data,
    push_operations,
)
from tests.support.ids import COMPANY_ID, CONNECTION_ID, SYNC_ID, TRANSACTION_ID
from tests.support.scripted_client import STARTED, STATUS, ScriptedClient, reply

KEY = TRANSACTION_ID
PUSH = operations.GetPushOperationRequest(COMPANY_ID, KEY)
TYPES: list[tuple[Any, Any]] = [
    (push_operations.wait_plan(), shared.PushOperationStatus),
    (manage_data.wait_plan(), shared.PullOperationStatus),
]


def push(status: str, **more: Any) -> Any:
    """Return a reply with a push operation at a stage."""
    held = {
        "companyId": COMPANY_ID,
        "dataConnectionKey": CONNECTION_ID,
        "pushOperationKey": KEY,
        "requestedOnUtc": "2026-01-01T00:00:00Z",
        "status": status,
        "statusCode": 202,
    }
    return reply(200, {**held, **more})


def pull(status: str, **more: Any) -> Any:
    """Return a reply with a pull operation at a stage."""
    return reply(200, {"companyId": COMPANY_ID, "id": KEY, "status": status, **more})


@pytest.mark.parametrize(("plan", "stages"), TYPES, ids=["pushes", "pulls"])
def test_every_stage_is_known(plan: Any, stages: Any) -> None:
    """Each listed stage is running, a success or a failure, and only one of them."""
    assert {*plan.running} | {*plan.ended} == {str(each) for each in stages}
    assert not {*plan.running} & {*plan.ended}
    assert {*plan.succeeded} < {*plan.ended}


def test_a_push_that_succeeds() -> None:
    """The wait polls until the record is written, whatever stages the service adds."""
    client = ScriptedClient(push("Pending"), push("Queued"), push("Success"))
    wait = PushOperations(client.loop).wait
    written = wait(company_id=COMPANY_ID, push_operation_key=KEY).result()
    assert written.status is shared.PushOperationStatus.SUCCESS
    assert len(client.script.sent) == 3


@pytest.mark.parametrize("stage", ["Failed", "TimedOut"])
def test_a_push_that_fails(stage: str) -> None:
    """A record that was not written raises, with the stage and what the API says."""
    client = ScriptedClient(push(stage, errorMessage="The name is taken."))
    with pytest.raises(errors.PushFailed) as caught:
        PushOperations(client.loop).wait(PUSH)
    error = caught.value
    assert str(error) == (
        f"push_operations.wait: push operation {KEY} of company {COMPANY_ID} ended: {stage} "
        "The API says: The name is taken."
    )
    assert (error.meaning, error.can_be_retried, error.remedy) == (stage, None, None)
    assert error.error_message == "The name is taken."
    assert error.push_operation_key == KEY


def test_a_failure_that_is_not_raised() -> None:
    """With `raise_on_failure=False` the last response is returned."""
    client = ScriptedClient(push("Failed"))
    ended = PushOperations(client.loop).wait(PUSH, raise_on_failure=False)
    assert ended.result().status is shared.PushOperationStatus.FAILED


def test_a_push_that_takes_too_long() -> None:
    """The error of a wait that is over names the last stage."""
    client = ScriptedClient(*[push("Pending")] * 9)
    with pytest.raises(errors.PushTimeout, match=r"after 3 s; its last status was Pending$"):
        PushOperations(client.loop).wait(PUSH, timeout=3)


def test_a_pull() -> None:
    """A read of data is followed to its end."""
    client = ScriptedClient(pull("Queued"), pull("Fetching"), pull("Complete"))
    read = ManageData(client.loop).wait(company_id=COMPANY_ID, dataset_id=KEY).result()
    assert read.status is shared.PullOperationStatus.COMPLETE


def test_a_pull_that_fails() -> None:
    """A read of data that failed raises."""
    client = ScriptedClient(pull("AuthError", errorMessage="No."))
    with pytest.raises(errors.PullFailed, match=r"ended: AuthError The API says: No\.$"):
        ManageData(client.loop).wait(company_id=COMPANY_ID, dataset_id=KEY)


EXPENSE = shared.ExpenseTransaction(
    "GBP", TRANSACTION_ID, "2026-01-01", shared.ExpenseTransactionType.PAYMENT
)


def test_the_flow_of_today() -> None:
    """Expenses are created under the caller's key, and their sync is followed to its end."""
    client = ScriptedClient(reply(200, STARTED), reply(200, STATUS))
    status = (
        Expenses(client.loop)
        .create_and_wait(
            company_id=COMPANY_ID, create_expense_request=[EXPENSE], idempotency_key=KEY
        )
        .result()
    )
    assert status.sync_id == SYNC_ID
    first, second = client.script.sent
    assert (first.method, first.headers["Idempotency-Key"]) == ("POST", KEY)
    assert second.url.endswith(f"/syncs/{SYNC_ID}/status")


def test_a_dataset_is_no_sync() -> None:
    """The former body, of a dataset, starts nothing that could be waited for."""
    client = ScriptedClient()
    body = shared.CreateExpenseRequest([EXPENSE])
    request = operations.CreateExpenseTransactionRequest(COMPANY_ID, body)
    with pytest.raises(errors.RequestError, match="starts a sync, which a dataset does not"):
        Expenses(client.loop).create_and_wait(request)
    assert client.script.sent == []


def test_the_detail_of_a_failure() -> None:
    """The text of a failure has the technical detail, once, if it differs from the message."""
    status = shared.CompanySyncStatus(
        error_message="It failed.", sync_exception_message="It failed."
    )
    failed = errors.SyncFailed("sync.wait", None, None, status)
    assert str(failed).endswith("The API says: It failed.")
    status.sync_exception_message = "Account 6 is archived."
    assert str(failed).endswith("The API says: It failed. Detail: Account 6 is archived.")
    status.error_message = None
    assert str(failed).endswith("The API says: Account 6 is archived.")


@pytest.mark.parametrize("resource", [Adjustments, Transfers])
def test_other_flows(resource: Any) -> None:
    """Transfers and adjustments are waited for by the same words."""
    assert "wait until" in resource.create_and_wait.__doc__


class Stopped(BaseException):
    """Comes in the middle, as Ctrl-C does."""


def test_an_interrupt_says_what_goes_on() -> None:
    """An interrupt of a wait has the request to go on with, and from Python 3.11 on says so."""
    client = ScriptedClient(reply(200, STARTED), reply(200, {**STATUS, "syncStatusCode": 1000}))

    def stop(_: object) -> None:
        raise Stopped

    with pytest.raises(Stopped) as caught:
        Expenses(client.loop).create_and_wait(
            company_id=COMPANY_ID, create_expense_request=[EXPENSE], on_update=stop
        )
    request = operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)
    assert vars(caught.value)["waited_for"] == request
    if sys.version_info >= (3, 11):
        assert caught.value.__notes__ == [f"expenses.create_and_wait: waited for {request!r}"]


def test_a_client_closed_in_a_wait() -> None:
    """Its error says which sync continues, as an interrupt does."""
    client = ScriptedClient(reply(200, STARTED), reply(200, {**STATUS, "syncStatusCode": 1000}))
    with pytest.raises(errors.RequestError, match="closed") as caught:
        Expenses(client.loop).create_and_wait(
            company_id=COMPANY_ID,
            create_expense_request=[EXPENSE],
            on_update=lambda _: client.loop.close(),
        )
    request = operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)
    assert vars(caught.value)["waited_for"] == request


def test_an_interrupt_before_the_start() -> None:
    """An interrupt of the call that starts says nothing: there may be nothing to go on with."""
    client: Any = ScriptedClient()

    def stop(*_: object) -> Any:
        raise Stopped

    client.script.send = stop
    with pytest.raises(Stopped) as caught:
        Expenses(client.loop).create_and_wait(
            company_id=COMPANY_ID, create_expense_request=[EXPENSE]
        )
    assert "waited_for" not in vars(caught.value)
