"""The questions and the changes of an outbox's user."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from codatsyncexpenses import webhooks
from codatsyncexpenses._bases import codec
from codatsyncexpenses._bases.model import ModelList
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import CompanyStop, Outbox, Report, _decisions, _steps
from codatsyncexpenses.outbox._rows import Taken
from codatsyncexpenses.outbox._store import Store
from codatsyncexpenses.outbox._tables import told
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.outbox import expense

GOOD, BAD = companies.SUCCEEDS.id, companies.WRITE_FAILED.id
STOPS = companies.CONFIGURATION_INVALID.id
SYNC = "5c3d1f60-0000-4000-8000-000000000001"
PAGE = b'{"results": [], "pageNumber": 1, "pageSize": 100, "totalResults": 0}'
ONE, TWO = expense("one"), expense("two")
ZONELESS = datetime.fromisoformat("2026-05-04")


@pytest.fixture
def delivered(stored: Outbox, manual: Sandbox) -> Outbox:
    """Hold an outbox with one expense written, one failed, one stopped and one cancelled."""
    for company in (GOOD, BAD, STOPS):
        stored.add(company, [ONE])
    stored.deliver(manual.in_process_client())
    stored.add(GOOD, [TWO])
    stored.cancel(GOOD)
    return stored


def test_the_report_counts(delivered: Outbox) -> None:
    """It has the counts, each outcome, and the companies that have stopped."""
    report = delivered.status()
    assert str(report) == "1 written, 1 failed, 1 waiting, 1 cancelled, 1 company stopped"
    assert not report.is_complete
    states = {(each.company_id, each.state) for each in report.outcomes()}
    assert states == {(GOOD, "written"), (GOOD, "cancelled"), (BAD, "failed"), (STOPS, "waiting")}
    assert report.stopped[0].expenses == 1


def nothing(*_: object) -> Iterator[Any]:
    """Return no outcomes."""
    return iter(())


@pytest.mark.parametrize(
    ("receipts", "stops", "text"),
    [
        ((0, 0), 0, ""),
        ((1, 0), 0, ", 1 receipt not attached"),
        ((0, 1), 0, ", 1 receipt waiting"),
        ((2, 2000), 1, ", 2 receipts not attached, 2,000 receipts waiting, 1 company stopped"),
        ((0, 0), 2, ", 2 companies stopped"),
    ],
)
def test_the_report_as_text(receipts: tuple[int, int], stops: int, text: str) -> None:
    """It names what waits apart from what is being sent, and counts receipts and companies."""
    stopped = ModelList([CompanyStop(STOPS, "reason", None, 1)] * stops)
    report = Report(1200, 3, 2, 1, 0, *receipts, stopped, nothing, nothing)
    assert str(report) == f"1,200 written, 3 failed, 2 waiting, 1 sending{text}"


def test_the_expenses_of_a_stopped_company_have_its_reason(delivered: Outbox) -> None:
    """Only those that wait have the reason and the remedy of the stop."""
    report = delivered.status()
    found = {each["company_id"]: each for each in report.to_records() if each["state"] == "waiting"}
    stop = report.stopped[0]
    assert [*found] == [STOPS]
    assert (found[STOPS]["reason"], found[STOPS]["remedy"]) == (stop.reason, stop.remedy)
    assert all(each.reason != stop.reason for each in report.failed)


def test_the_history_and_the_failures_as_records(delivered: Outbox) -> None:
    """Both lists have records, with times as datetimes, and a table."""
    history, failed = delivered.history(ONE.id, BAD), delivered.status().failed
    assert [each["at"] for each in history.to_records()] == [each.at for each in history]
    assert [each["state"] for each in failed.to_records()] == ["failed"]
    assert "planned" in history._repr_html_()


def test_the_stopped_companies_as_records(delivered: Outbox) -> None:
    """The list of companies that have stopped has records, too."""
    (record,) = delivered.status().stopped.to_records()
    assert (record["company_id"], record["expenses"]) == (STOPS, 1)


def test_the_report_as_records_and_html(delivered: Outbox) -> None:
    """Records have one dict for each expense; the table names the failures and the stops."""
    report = delivered.status()
    assert len(report.to_records()) == 4
    assert [each["state"] for each in report.to_records("failed")] == ["failed"]
    shown = report._repr_html_()
    for text in ("1 written, 1 failed", "failed</b>", "stopped</b>", "bankAccount.id is empty"):
        assert text in shown
    assert "function" not in repr(report)


def test_many_outcomes_are_read_in_pages(stored: Outbox) -> None:
    """More outcomes than a page has are read in order, each once."""
    given = [expense(str(number)) for number in range(1100)]
    for company in (GOOD, BAD):
        stored.add(company, given)
    found = [(each.company_id, each.expense_id) for each in stored.status().outcomes("waiting")]
    order = [(company, each.id) for company in sorted((GOOD, BAD)) for each in given]
    assert found == order


def test_history_has_each_event(delivered: Outbox) -> None:
    """It names each request of an expense with its key and its sync, in order."""
    found = delivered.history(ONE.id.upper(), GOOD.upper())
    assert [each.kind for each in found] == ["planned", "accepted", "ended", "written"]
    assert found[1].key == found[0].key
    assert found[1].sync_id
    assert len({each.company_id for each in delivered.history(ONE.id)}) == 3
    assert delivered.history(TWO.id) == []


@pytest.mark.parametrize("company", [None, BAD], ids=["any company", "another company"])
def test_the_history_of_an_unknown_expense(delivered: Outbox, company: str | None) -> None:
    """An id that the outbox does not have is no expense without a history."""
    unknown = expense("three").id if company is None else TWO.id
    with pytest.raises(RequestError, match=f"there is no expense {unknown}"):
        delivered.history(unknown, company)


def test_the_status_since_a_time(stored: Outbox, manual: Sandbox) -> None:
    """Of what was settled, only the later expenses count; what is open always does."""
    client = manual.in_process_client()
    stored.add(GOOD, [ONE])
    stored.deliver(client)
    manual.advance(1)
    since = manual.now
    stored.add(GOOD, [TWO])
    assert str(stored.status(since)) == "0 written, 0 failed, 1 waiting"
    report = stored.deliver(client)
    assert str(stored.status(since)) == str(report) == "1 written, 0 failed"
    before, after = stored.status().outcomes()
    assert before.changed_at <= since < after.changed_at


# A change, and its result for the expenses of `delivered`.
CHANGES: dict[str, tuple[Callable[[Outbox], int], int]] = {
    "retry": (lambda outbox: outbox.retry(), 1),
    "retry company": (lambda outbox: outbox.retry(BAD.upper()), 1),
    "retry another": (lambda outbox: outbox.retry(GOOD), 0),
    "retry an expense": (lambda outbox: outbox.retry(expense_ids=[ONE.id.upper(), TWO.id]), 1),
    "retry none": (lambda outbox: outbox.retry(expense_ids=[]), 0),
    "cancel": (lambda outbox: outbox.cancel(), 1),
    "cancel what is written": (lambda outbox: outbox.cancel(GOOD, [ONE.id]), 0),
    "resume": (lambda outbox: outbox.resume(STOPS.upper()), 1),
    "resume another": (lambda outbox: outbox.resume(GOOD), 0),
    "prune": (lambda outbox: outbox.prune(timedelta(0)), 2),  # one was cancelled just now
    "prune nothing": (lambda outbox: outbox.prune(timedelta(days=10_000)), 0),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes_are_counted(delivered: Outbox, name: str) -> None:
    """Each change returns the number of expenses or companies that it changed."""
    change, count = CHANGES[name]
    assert change(delivered) == count


def test_a_retry_is_sent_again(delivered: Outbox, manual: Sandbox) -> None:
    """It has another key, since the service would repeat the answer to the first."""
    delivered.retry()
    delivered.deliver(manual.in_process_client())
    keys = [each.key for each in delivered.history(ONE.id, BAD) if each.kind == "planned"]
    assert len({*keys}) == len(keys) == 4


@pytest.mark.parametrize(("minutes", "count"), [(80, 0), (100, 1)])
def test_what_was_just_settled_is_kept(outbox: Outbox, minutes: int, count: int) -> None:
    """The key of an expense that is added again would be one that the API remembers."""
    outbox.add(GOOD, [ONE])
    ago = time.time() - 60 * minutes
    assert outbox._ledger.change("waiting", "cancelled", GOOD, None, ago) == 1
    assert outbox.prune(timedelta(0)) == count


def test_a_pruned_expense_is_written_once(
    stored: Outbox, manual: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Added again, it is sent again, refused as a duplicate, and ends as written."""
    client, later = manual.in_process_client(), time.time() + 7200
    stored.add(GOOD, [ONE])
    stored.deliver(client)
    monkeypatch.setattr(time, "time", lambda: later)
    manual.advance(7200)
    assert stored.prune(timedelta(0)) == 1
    stored.add(GOOD, [ONE])
    assert stored.deliver(client).written == 1
    assert any(each.text.startswith("5080") for each in stored.history(ONE.id))


def test_pruned_expenses_leave_no_history(delivered: Outbox) -> None:
    """Only the history of the expenses that are left is kept."""
    delivered.prune(timedelta(0))
    assert {each.company_id for each in delivered.history(ONE.id)} == {STOPS}


# Calls with a wrong argument, and the error.
REFUSED: dict[str, tuple[Callable[[Any], object], str]] = {
    "history": (lambda outbox: outbox.history(None), "expense_id must be a UUID, not None"),
    "company": (lambda outbox: outbox.history(ONE.id, "x"), "company_id must be a UUID"),
    "retry": (lambda outbox: outbox.retry("x"), "company_id must be a UUID, not 'x'"),
    "one id": (lambda outbox: outbox.retry(None, ONE.id), "expense_ids must be a list of ids"),
    "number": (lambda outbox: outbox.cancel(None, 3), "expense_ids must be a list of ids, not 3"),
    "ids": (lambda outbox: outbox.cancel(None, [3]), "expense_ids: an id must be a UUID, not 3"),
    "resume": (lambda outbox: outbox.resume(3), "company_id must be a UUID, not 3"),
    "prune": (lambda outbox: outbox.prune(3), "older_than must be a timedelta, not 3"),
    "since": (lambda outbox: outbox.status(3), "since must be a datetime with a time zone, not 3"),
    "naive": (lambda outbox: outbox.status(ZONELESS), "with a time zone, not datetime"),
    "future": (lambda outbox: outbox.prune(timedelta(-1)), "older_than must be a timedelta"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_arguments_are_checked(outbox: Outbox, name: str) -> None:
    """A wrong argument has a clear error."""
    call, text = REFUSED[name]
    with pytest.raises(RequestError, match=text):
        call(outbox)


@pytest.mark.parametrize("given", [None, "event", object()], ids=["None", "str", "object"])
def test_other_events_change_nothing(outbox: Outbox, given: Any) -> None:
    """Anything but a webhook about a sync is not for the outbox."""
    assert outbox.take(given) is False


# The store


def accepted(taken: Taken, sync_id: str = SYNC) -> Any:
    """Return a delivery that the service has accepted."""
    return _steps.accepted(taken.delivery, sync_id, 0.0)[0]


@pytest.fixture
def store(stored: Outbox) -> Store:
    """Hold the store of an outbox with 120 expenses of one company and one of another."""
    stored.add(GOOD, [expense(str(number)) for number in range(120)])
    stored.add(BAD, [ONE])
    return stored._store


def test_a_company_has_one_unsent_batch(store: Store) -> None:
    """The second batch is planned once the service has the first."""
    planned: dict[str, Taken] = {}
    for _ in range(3):
        taken = store.next(0.0, [each.id for each in planned.values()])
        if taken is not None:
            planned[taken.delivery.company_id] = taken
    assert {*planned} == {GOOD, BAD}
    store.put(planned[GOOD], accepted(planned[GOOD]), 100.0, 0.0)
    second = store.next(0.0, [each.id for each in planned.values()])
    assert second is not None
    assert second.delivery.entries[0].expense_id == expense("50").id


def test_all_companies_are_looked_at_once_a_second(stored: Outbox, store: Store) -> None:
    """Between two looks, only a company that has had a step is looked at."""
    looks: list[str] = []
    planned: dict[str, Taken] = {}

    def note(*given: Any) -> None:
        looks.extend(["all"] if "RECURSIVE" in given[2] else [])

    def found(now: float) -> str | None:
        looks.clear()
        taken = store.next(now, [each.id for each in planned.values()])
        if taken is not None:
            planned[taken.delivery.company_id] = taken
        return taken and taken.delivery.company_id

    event.listen(stored._database.engine, "before_cursor_execute", note)
    assert {found(0.0), found(0.0), found(0.0)} == {GOOD, BAD, None}
    stored.add(STOPS, [ONE])
    first = planned[GOOD]
    store.put(first, accepted(first), 100.0, 0.0)
    assert (found(0.5), looks) == (GOOD, [])
    assert (found(0.5), looks) == (None, [])
    assert (found(1.0), looks[:1]) == (STOPS, ["all"])


def test_a_run_ends_after_a_look_at_all_companies(stored: Outbox) -> None:
    """An expense that was added since the last look is found where nothing else is under way."""
    assert stored._store.next(0.0, ()) is None
    stored.add(GOOD, [ONE])
    assert stored._store.next(0.1, ()) is not None


def test_a_company_has_ten_batches_under_way(stored: Outbox) -> None:
    """The eleventh batch waits for the end of one of them."""
    stored.add(GOOD, [expense(str(number)) for number in range(550)])
    for number in range(10):
        taken = stored._store.next(0.0, ())
        assert taken is not None
        stored._store.put(taken, accepted(taken, f"sync {number}"), 100.0, 0.0)
    assert stored._store.next(0.0, ()) is None


def test_a_stale_step_is_refused(store: Store) -> None:
    """Of two steps from one state, only the first is stored."""
    taken = store.next(0.0, ())
    assert taken is not None
    assert store.put(taken, accepted(taken), 100.0, 0.0) is not None
    assert store.put(taken, accepted(taken, "another"), 100.0, 0.0) is None


def test_an_id_is_not_used_again(store: Store) -> None:
    """A worker that still holds a delivery that has ended cannot change a later one."""
    taken = store.next(0.0, ())
    assert taken is not None
    written = tuple(replace(each, outcome="written") for each in taken.delivery.entries)
    store.put(taken, replace(taken.delivery, entries=written, stage="done"), None, 0.0)
    later = store.next(0.0, ())
    assert later is not None
    assert later.id != taken.id


# What a webhook says and when it arrives; the time of the next poll, of a sync that is due at 2 s
# and where a webhook is awaited for 600 s, and the stage in which the delivery is taken then.
ARRIVALS = [
    ("none", None, 600.0, "accepted"),
    ("before", True, 0.0, "ended"),
    ("before", False, 2.0, "accepted"),
    ("after", True, 0.0, "ended"),
    ("after", False, 0.0, "accepted"),
]


@pytest.mark.parametrize(("when", "is_successful", "due_at", "stage"), ARRIVALS)
def test_webhooks_hasten(
    stored: Outbox, when: str, is_successful: bool | None, due_at: float, stage: str
) -> None:
    """A webhook that arrives before the answer, or later, ends the waiting."""
    store = stored._store
    stored.add(GOOD, [ONE])
    taken = store.next(0.0, ())
    assert taken is not None
    for moment in ("before", "after"):
        if moment == when and is_successful is not None:
            waits = [store.take(SYNC, is_successful=is_successful, now=0.0) for _ in range(2)]
            assert waits == [moment == "after"] * 2
        if moment == "before":
            store.put(taken, accepted(taken), 2.0, 0.0, 600.0)
    assert store.due_at(0.0, ()) == due_at
    found = store.next(due_at, ())
    assert found is not None
    assert found.delivery.stage == stage


@pytest.mark.parametrize("spelled", [str.upper, str.lower])
def test_a_webhook_in_capitals(stored: Outbox, spelled: Callable[[str], str]) -> None:
    """A webhook matches its sync, whichever of the two has its id in capitals."""
    stored.add(GOOD, [ONE])
    taken = stored._store.next(0.0, ())
    assert taken is not None
    stored._store.put(taken, accepted(taken, spelled(SYNC)), 2.0, 0.0, 600.0)
    payload = shared.SyncOutcome(sync_id=spelled(SYNC).swapcase())
    assert stored.take(webhooks.SyncSuccessful(id="e1", payload=payload))


def test_old_webhooks_are_forgotten(stored: Outbox) -> None:
    """A webhook is kept for two days, in which its delivery can use it."""
    store = stored._store
    for sync_id, at in (("old", 0.0), (SYNC, 86_400.0)):
        store.take(sync_id, is_successful=True, now=at)
    store.forget(3 * 86_400.0 - 1)
    with stored._database.reading() as connection:
        assert connection.execute(sa.select(told.c.sync_id)).scalars().all() == [SYNC]


def test_a_page_of_outcomes_is_found_by_an_index(outbox: Outbox) -> None:
    """A page is not found by reading all expenses of its company, with a state or without."""
    outbox.add(GOOD, [ONE])
    queries: list[tuple[str, Any]] = []

    def note(*given: Any) -> None:
        queries.append((given[2], given[3]))

    event.listen(outbox._database.engine, "before_cursor_execute", note)
    for state in (None, "waiting"):
        list(outbox._ledger.outcomes(state, 0.0))
    plans: list[str] = []
    with outbox._database.reading() as connection:
        for text, parameters in [each for each in queries if "SELECT" in each[0]]:
            found = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", parameters).all()
            plans.append(" ".join(str(row[3]) for row in found))
    chosen = r"\((state=\? AND )?(company_id=\? AND id>\?|company_id>\?)\)"
    assert [each for each in plans if not re.search(chosen, each) or "B-TREE" in each] == []
    assert len(plans) == 8


def test_a_webhook_during_a_poll_is_kept(stored: Outbox) -> None:
    """A poll that began before the webhook arrived does not undo it."""
    store = stored._store
    stored.add(GOOD, [ONE])
    taken = store.next(0.0, ())
    assert taken is not None
    polled = store.put(taken, accepted(taken), 2.0, 0.0, 600.0)
    assert polled is not None
    store.take(SYNC, is_successful=True, now=1.0)
    store.put(polled, polled.delivery, 5.0, 2.0, 600.0)
    assert store.due_at(2.0, ()) == 0.0


# The time at which a delivery was stored, the seconds until it is due, and when it is.
STORED = [(0.0, 2.0, 2.0), (0.0, 86_400.0, 900.0), (300.0, 600.0, 900.0), (18_000.0, 2.0, 10.0)]


@pytest.mark.parametrize(("now", "seconds", "expected"), STORED)
def test_a_clock_that_was_ahead(
    stored: Outbox, now: float, seconds: float, expected: float
) -> None:
    """A delivery waits for 15 minutes at most, and one that is due later is due at once."""
    stored.add(GOOD, [ONE])
    taken = stored._store.next(0.0, ())
    assert taken is not None
    stored._store.put(taken, accepted(taken), now + seconds, now)
    assert stored._store.due_at(10.0, ()) == expected


def test_words_of_the_service_are_stored(stored: Outbox) -> None:
    """A reason with a character that a database refuses is kept in an escaped form."""
    taken_from = stored._store
    stored.add(GOOD, [ONE])
    taken = taken_from.next(0.0, ())
    assert taken is not None
    batch = replace(accepted(taken), stage="ended", code=2000, polls=9)
    transaction = {"transactionId": ONE.id, "status": "PushError", "message": "nul \0 end"}
    links = {"self": {"href": "/"}, "current": {"href": "/"}}
    page = {"results": [transaction], "pageNumber": 1, "pageSize": 1, "totalResults": 1}
    text = json.dumps({**page, "_links": links}).encode()
    ended, _ = _decisions.after(batch, codec.decode(text, shared.Transactions), 0.0)
    kept = taken_from.put(taken, ended, None, 0.0)
    assert kept is None
    assert [each.reason for each in stored.status().failed] == ["nul \\x00 end"]


def test_the_representation_names_the_file(tmp_path: Path) -> None:
    """It has the path, as SQLAlchemy writes it."""
    with Outbox(tmp_path / "outbox.db") as outbox:
        assert repr(outbox) == f"<the outbox sqlite:///{tmp_path / 'outbox.db'}>"


def test_a_stop_holds_all_deliveries_of_a_company(stored: Outbox) -> None:
    """A delivery that is about to be sent again waits too, and goes on once it is resumed."""
    stored.add(GOOD, [expense(f"{number}") for number in range(60)])
    store = Store(stored._database)
    first = store.next(0.0, ())
    assert first is not None
    created = shared.CreateExpenseResponse(sync_id=SYNC)
    accepted, _ = _decisions.after(first.delivery, created, 0.0)
    sent = store.put(first, accepted, 1e9, 0.0)
    second = store.next(0.0, ())
    assert second is not None
    assert len(second.delivery.batch) == 10
    assert sent is not None
    ended = replace(accepted, stage="ended", code=4000)
    page = codec.decode(PAGE, shared.Transactions)
    stopped, _ = _decisions.after(ended, page, 0.0)
    store.put(sent, stopped, None, 0.0)
    assert store.put(second, second.delivery, 0.0, 0.0) is None
    assert store.next(1e9, ()) is None
    stored.resume(GOOD)
    again = store.next(1e9, ())
    assert again is not None
    assert again.id == second.id
