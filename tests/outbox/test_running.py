"""A run delivers what there is, whatever the API and the process do meanwhile."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from codatsyncexpenses import webhooks
from codatsyncexpenses.errors import (
    AuthenticationError,
    OutboxBusyError,
    OutboxError,
    RequestError,
)
from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import Outbox
from codatsyncexpenses.sandbox import Sandbox, companies, faults
from tests.outbox.conftest import Deliver
from tests.support.outbox import expense
from tests.support.processes import wait_until

GOOD, BAD = companies.SUCCEEDS.id, companies.WRITE_FAILED.id
STOPS = companies.CONFIGURATION_INVALID.id
CREATE, POLL = "create-expense-transaction", "get-sync-by-id"


def many(count: int, name: str = "") -> list[shared.ExpenseTransaction]:
    """Return expenses with ids of their own."""
    return [expense(f"{name}{number}") for number in range(count)]


def calls(sandbox: Sandbox, operation: str) -> int:
    """Return the number of requests of an operation."""
    return sum(1 for each in sandbox.requests if each.operation == operation)


def test_each_expense_gets_its_outcome(stored: Outbox, deliver: Deliver, manual: Sandbox) -> None:
    """Each is written or fails with a reason, and a company that stops leaves the others alone."""
    good = many(120)
    stored.add(GOOD, [*good, expense("bad", currency="USD")])
    stored.add(BAD, many(3))
    stored.add(STOPS, many(2))
    report = deliver(stored)
    assert str(report) == "120 written, 4 failed, 2 waiting, 1 company stopped"
    assert {each.company_id for each in report.failed if each.reason} == {GOOD, BAD}
    assert report.stopped[0].company_id == STOPS
    assert "default bank account" in str(report.stopped[0].remedy)
    assert {manual.accepted(GOOD).expenses[each.id] for each in good} == {1}


def test_the_order_is_kept(outbox: Outbox, deliver: Deliver, manual: Sandbox) -> None:
    """The batches of a company are sent in the order in which they were added."""
    given = many(130)
    outbox.add(GOOD, given[:70])
    outbox.add(GOOD, given[70:])
    deliver(outbox)
    assert [*manual.accepted(GOOD).expenses] == [each.id for each in given]


REFUSED = (
    companies.COMPANY_NOT_FOUND,
    companies.COMPANY_UNPROCESSABLE,
    companies.FORBIDDEN,
    companies.PAYMENT_REQUIRED,
    companies.WITHOUT_CONNECTIONS,
)


@pytest.mark.parametrize("company", REFUSED, ids=lambda each: each.name)
def test_the_expenses_of_a_refused_company_wait(
    outbox: Outbox, company: Any, manual: Sandbox
) -> None:
    """Nothing of it was sent: they can be cancelled, and then the company is no longer reported."""
    client, given = manual.in_process_client(), many(60)
    outbox.add(company.id, given)
    assert outbox.deliver(client).waiting == 60
    assert outbox.resume() == 1
    report = outbox.deliver(client)
    assert (report.waiting, len(report.stopped)) == (60, 1)
    assert [outbox.cancel(expense_ids=[given[0].id]), len(outbox.status().stopped)] == [1, 1]
    assert [outbox.cancel(company.id), len(outbox.status().stopped)] == [59, 0]


def test_a_resumed_company_goes_on(stored: Outbox, deliver: Deliver, manual: Sandbox) -> None:
    """The expenses of a stopped company are sent once it is resumed, and not before."""
    company = manual.create_company(ending=4000)
    stored.add(company.id, many(60))
    deliver(stored)
    sent = calls(manual, CREATE)
    assert deliver(stored).waiting == 60
    assert calls(manual, CREATE) == sent
    assert stored.resume(company.id) == 1
    manual.next_replies(402, operation=CREATE)
    assert "402" not in str(deliver(stored).stopped[0].remedy)
    assert [stored.resume(), stored.resume()] == [1, 0]


def test_a_run_in_the_log(
    outbox: Outbox, deliver: Deliver, caplog: pytest.LogCaptureFixture
) -> None:
    """Its beginning and its end are a line each, with the counts."""
    outbox.add(GOOD, many(3))
    with caplog.at_level(logging.INFO, "codatsyncexpenses"):
        deliver(outbox)
    lines = [each for each in caplog.messages if "a run" in each]
    assert lines == [
        "the outbox begins a run: 0 written, 0 failed, 3 waiting",
        "the outbox ends a run: 3 written, 0 failed",
    ]


# The replies to the first requests, and how a pause is logged.
OUTAGES: dict[str, tuple[list[faults.Fault | int], int, str]] = {
    "down": ([503], 90, "the outbox pauses until "),
    "quota": ([faults.rate_limited(3600)], 1, "the outbox pauses until "),
    "lost": ([faults.server_error(502, processed=True)], 3, ""),
}


@pytest.mark.parametrize("name", OUTAGES)
def test_nothing_fails_for_an_outage(
    outbox: Outbox,
    deliver: Deliver,
    manual: Sandbox,
    caplog: pytest.LogCaptureFixture,
    name: str,
) -> None:
    """While the API is down or the quota is spent, the run pauses, says so, and then goes on."""
    replies, times, text = OUTAGES[name]
    manual.next_replies(*replies, times=times)
    outbox.add(GOOD, many(3))
    outbox.add(BAD, many(3))
    with caplog.at_level(logging.WARNING, "codatsyncexpenses"):
        report = deliver(outbox)
    assert str(report) == "3 written, 3 failed"
    assert text in caplog.text
    assert {*manual.accepted(GOOD).expenses.values()} == {1}


def test_a_wrong_key_ends_the_run(outbox: Outbox, deliver: Deliver, manual: Sandbox) -> None:
    """A refused key raises, and nothing fails for it."""
    outbox.add(GOOD, many(3))
    manual.next_replies(401, times=3)
    with pytest.raises(AuthenticationError):
        deliver(outbox)
    manual.clear_replies()
    assert str(deliver(outbox)) == "3 written, 0 failed"


@pytest.mark.parametrize(("timeout", "sent"), [(0, 0), (3, 1)])
def test_a_timeout_ends_the_run(
    outbox: Outbox, deliver: Deliver, manual: Sandbox, timeout: float, sent: int
) -> None:
    """The run ends after its time, and the next one goes on."""
    outbox.add(GOOD, many(3))
    report = deliver(outbox, timeout=timeout)
    assert report.waiting + report.sending == 3
    assert calls(manual, CREATE) == sent
    assert deliver(outbox).is_complete
    assert calls(manual, CREATE) == 1


@pytest.mark.parametrize("option", [{"workers": 0}, {"workers": 1.5}, {"timeout": -1}])
def test_options_are_checked(outbox: Outbox, deliver: Deliver, option: dict[str, Any]) -> None:
    """An option that cannot be used has an error that names it."""
    with pytest.raises(RequestError, match=next(iter(option))):
        deliver(outbox, **option)


@pytest.mark.parametrize("client", [None, "client", object()], ids=["None", "str", "object"])
def test_only_a_client_delivers(outbox: Outbox, client: Any) -> None:
    """Anything but a client is refused."""
    with pytest.raises(RequestError, match="client must be a CodatSyncExpenses"):
        outbox.deliver(client)


def test_a_closed_client_ends_the_run(outbox: Outbox, manual: Sandbox) -> None:
    """The error of a closed client is raised, and nothing fails for it."""
    outbox.add(GOOD, many(3))
    client = manual.in_process_client()
    client.close()
    with pytest.raises(RequestError, match="closed"):
        outbox.deliver(client)
    assert outbox.status().sending == 3


def test_an_error_of_a_worker_is_raised(outbox: Outbox, manual: Sandbox, tmp_path: Path) -> None:
    """A database that fails during the run ends it with a clear error."""
    outbox.add(GOOD, many(3))

    def damage(_: object) -> None:
        with closing(sqlite3.connect(tmp_path / "outbox.db")) as other:
            other.execute("DROP TABLE IF EXISTS codat_outbox_history")

    with pytest.raises(OutboxError, match="no such table: codat_outbox_history"):
        outbox.deliver(manual.in_process_client(on_event=damage))


def test_one_deliverer_at_a_time(where: Path | sa.Engine, deliver: Deliver) -> None:
    """Whoever delivers while another does gets a clear error, and may deliver afterwards."""
    with Outbox(where) as first, Outbox(where) as second:
        first.add(GOOD, many(3))
        with (
            first._database.deliverer(),
            pytest.raises(OutboxBusyError, match="another process is delivering"),
        ):
            deliver(second)
        assert deliver(second).written == 3


def test_webhooks_spare_the_polls(outbox: Outbox, deliver: Deliver, manual: Sandbox) -> None:
    """A webhook ends the waiting for its sync, without a poll."""
    taken: list[bool] = []

    def receive(body: bytes, _: object) -> int:
        received = webhooks.parse(body)
        if isinstance(received, webhooks.SyncSuccessful):
            taken.append(outbox.take(received))
        return 200

    manual.webhooks.add(receive)
    outbox.add(GOOD, many(3))
    report = deliver(outbox, webhooks=True)
    assert str(report) == "3 written, 0 failed"
    assert (taken, calls(manual, POLL)) == ([True], 0)


def test_a_missing_webhook_costs_ten_minutes(outbox: Outbox, manual: Sandbox) -> None:
    """Without the webhook, the run polls once ten minutes have passed."""
    outbox.add(GOOD, many(3))
    began = manual.now
    assert outbox.deliver(manual.in_process_client(), webhooks=True).is_complete
    assert 600 <= (manual.now - began).total_seconds() < 610
    assert calls(manual, POLL) == 1


def test_progress_counts(
    outbox: Outbox, deliver: Deliver, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last state of the bar has all outcomes, and the bar ends its line."""
    outbox.add(GOOD, many(3))
    deliver(outbox, progress=True)
    shown = capsys.readouterr().err
    assert "outbox: 3 written, 0 failed |" in shown
    assert shown.endswith("\n")


def test_an_idle_run_rests(outbox: Outbox) -> None:
    """While syncs run, one worker looks once a second for something to do."""
    statements: list[str] = []
    outbox.add(GOOD, many(3))

    def note(*given: Any) -> None:
        statements.append(given[2])

    with Sandbox(sync_seconds=1.5) as sandbox, sandbox.client() as client:
        event.listen(outbox._database.engine, "before_cursor_execute", note)
        assert outbox.deliver(client).written == 3
    assert len(statements) < 150


def hung(sandbox: Sandbox) -> None:
    """Wait until a request to create hangs, which the sandbox has processed."""
    wait_until(lambda: bool(sandbox.accepted(GOOD).expenses))


def test_a_cancelled_run_goes_on_later(outbox: Outbox) -> None:
    """Cancelling leaves no task; the next run writes what was under way once."""
    outbox.add(GOOD, many(3))

    async def run(sandbox: Sandbox) -> int:
        async with sandbox.async_client() as client:
            sandbox.next_replies(faults.hang(), operation=CREATE)
            running = asyncio.create_task(outbox.deliver(client))
            await asyncio.to_thread(hung, sandbox)
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
            others = asyncio.all_tasks() - {asyncio.current_task()}
            assert [each for each in others if "outbox" in repr(each)] == []
            return (await outbox.deliver(client)).written

    with Sandbox(sync_seconds=0.1) as sandbox:
        assert asyncio.run(run(sandbox)) == 3
        assert {*sandbox.accepted(GOOD).expenses.values()} == {1}


@pytest.mark.parametrize("kind", ["blocking", "asynchronous"])
def test_a_timeout_does_not_wait_for_a_call(outbox: Outbox, kind: str) -> None:
    """A call that hangs does not hold up the end of a run."""
    outbox.add(GOOD, many(3))

    async def run(sandbox: Sandbox) -> int:
        async with sandbox.async_client() as client:
            return (await outbox.deliver(client, timeout=0.2)).sending

    with Sandbox() as sandbox:
        sandbox.next_replies(faults.hang(), operation=CREATE)
        if kind == "asynchronous":
            assert asyncio.run(run(sandbox)) == 3
        else:
            with sandbox.client() as client:
                assert outbox.deliver(client, timeout=0.2).sending == 3
