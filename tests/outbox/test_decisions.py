"""The decisions of a delivery, with values: no client, no socket and no clock."""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
import requests

from codatsyncexpenses import errors
from codatsyncexpenses._bases import codec
from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import Delivery, Entry, Event, Receipt, _decisions, _steps
from tests.support.outbox import expense

COMPANY_ID = str(uuid.uuid5(uuid.NAMESPACE_URL, "company"))
SYNC_ID, OTHER_ID = (str(uuid.uuid5(uuid.NAMESPACE_URL, each)) for each in ("sync", "other"))
NOW = 1_700_000_000.0
MINUTE = 60.0
LOST = errors.APIConnectionError("reset")


def delivery(*names: str, **changes: Any) -> Delivery:
    """Return the delivery of expenses with these names."""
    made = Delivery.plan(COMPANY_ID, [expense(name) for name in names or ("one",)], now=NOW)
    return replace(made, **changes)


def accepted(*names: str, **changes: Any) -> Delivery:
    """Return a delivery whose sync is running."""
    created = shared.CreateExpenseResponse(sync_id=SYNC_ID)
    return replace(_decisions.after(delivery(*names), created, NOW)[0], **changes)


def failure(
    kind: type[errors.SDKError], status: int, error: str = "no", **said: Any
) -> errors.SDKError:
    """Return the error of a response."""
    message = shared.ErrorMessage(error=error, **said)
    return kind("it failed", status, "", requests.Response(), error_message=message)


def status(code: int | None, sync_id: str = SYNC_ID, **fields: Any) -> shared.CompanySyncStatus:
    """Return the status of a sync."""
    return shared.CompanySyncStatus(sync_id=sync_id, sync_status_code=code, **fields)


def page(type_: Any, results: list[dict[str, Any]]) -> Any:
    """Return a page of results, as the client reads it."""
    made = {"results": results, "pageNumber": 1, "pageSize": 100, "totalResults": len(results)}
    return codec.decode(json.dumps(made).encode(), type_)


def transactions(*found: tuple[str, str, str | None]) -> Any:
    """Return a page of transactions: the name of an expense, a status and a message."""
    results = [
        {"transactionId": expense(name).id.upper(), "status": state, "message": message}
        for name, state, message in found
    ]
    return page(shared.Transactions, results)


def connections(*found: tuple[str, str]) -> Any:
    """Return a page of connections: their kinds and their states."""
    results = [{"sourceType": kind, "status": state} for kind, state in found]
    return page(shared.Connections, results)


def entry(of: Delivery, name: str) -> Entry:
    """Return an expense of a delivery."""
    return next(each for each in of.entries if each.expense_id == expense(name).id)


def test_the_key_follows_from_the_content() -> None:
    """The same expenses have the same key; other content, order, company or attempt another one."""
    one = delivery("one", "two")
    assert delivery("one", "two").key == one.key
    others = [
        delivery("one", "three"),
        delivery("two", "one"),
        replace(one, company_id=OTHER_ID),
        replace(one, round=1),
        replace(one, entries=tuple(replace(each, attempts=1) for each in one.entries)),
    ]
    assert len({one.key, *(each.key for each in others)}) == 6


@pytest.mark.parametrize("minutes", [-5, 0, 1, 30, 84])
def test_an_unknown_result_is_repeated_under_its_key(minutes: float) -> None:
    """While the service remembers a key, a request without a result is repeated under it."""
    lost = errors.APIConnectionError("reset")
    after, seconds = _decisions.after(delivery(), lost, NOW + minutes * MINUTE)
    assert (after.stage, after.key) == ("sending", delivery().key)
    assert seconds == 5.0
    step = _decisions.step(after, NOW + minutes * MINUTE)
    assert step is not None
    assert step.arguments["idempotency_key"] == delivery().key


@pytest.mark.parametrize("minutes", [85, 90, 100_000, -5.01])
def test_a_key_that_may_be_forgotten_is_not_used(minutes: float) -> None:
    """After 85 minutes, or if a clock is wrong, the syncs are read before anything is sent."""
    now = NOW + minutes * MINUTE
    assert _decisions.step(delivery(), now) is None
    after, seconds = _decisions.after(delivery(failures=3), None, now)
    assert (after.stage, seconds) == ("searching", 0.0)
    assert (after.is_unanswered, after.failures) == (True, 3)
    step = _decisions.step(after, now)
    assert step is not None
    assert (step.resource, step.method) == ("sync", "list")


SEARCHING = replace(delivery("one", "two"), stage="searching")
RECENT = "2023-11-14T22:13:20Z"  # NOW


def test_a_search_takes_over_the_sync_that_has_all_expenses() -> None:
    """A sync since the first attempt with all expenses of the batch is the lost one."""
    listed, _ = _decisions.after(SEARCHING, [status(2000, sync_utc=RECENT)], NOW)
    assert listed.unread == (SYNC_ID,)
    found = transactions(("one", "Completed", None), ("two", "Pending", None))
    after, _ = _decisions.after(listed, found, NOW)
    assert (after.stage, after.sync_id) == ("accepted", SYNC_ID)


def test_a_search_that_finds_nothing_sends_under_another_key() -> None:
    """If no sync has the expenses, they are sent again, as a new request."""
    listed, _ = _decisions.after(SEARCHING, [status(2000, sync_utc=RECENT)], NOW)
    after, seconds = _decisions.after(listed, transactions(("other", "Completed", None)), NOW + 1)
    assert (after.stage, after.round, after.since, seconds) == ("sending", 1, NOW + 1, 5.0)
    assert after.trouble is not None
    assert after.trouble.scope == "service"
    assert after.key != SEARCHING.key


@pytest.mark.parametrize(
    ("found", "read"),
    [
        (status(2000, sync_utc="2023-11-13T22:00:00Z"), ()),
        (status(2000, sync_utc="2023-11-13T22:13:20Z"), (SYNC_ID,)),
        (status(2000, sync_utc="2023-11-14T12:00:00Z"), (SYNC_ID,)),
        (status(2000, sync_utc=None), (SYNC_ID,)),
        (status(2000, sync_utc="yesterday"), (SYNC_ID,)),
        (status(2000, OTHER_ID, sync_utc=RECENT), ()),
        (status(2000, OTHER_ID.replace("-", ""), sync_utc=RECENT), ()),
        (shared.CompanySyncStatus(sync_status_code=2000, sync_utc=RECENT), ()),
    ],
    ids=[
        "more than a day older",
        "a day older",
        "hours older",
        "no time",
        "no date",
        "known",
        "known without hyphens",
        "no id",
    ],
)
def test_a_search_reads_the_syncs_since_the_first_attempt(
    found: shared.CompanySyncStatus, read: tuple[str, ...]
) -> None:
    """Syncs that are a day older, and those of earlier attempts, are not read."""
    after, _ = _decisions.after(replace(SEARCHING, syncs=(OTHER_ID,)), [found], NOW)
    assert (after.unread or ()) == read


def test_a_search_waits_for_a_sync_that_is_running() -> None:
    """A running sync may not show its expenses yet: the search begins again."""
    listed, _ = _decisions.after(SEARCHING, [status(1000, sync_utc=RECENT)], NOW)
    after, seconds = _decisions.after(listed, transactions(("one", "Pending", None)), NOW)
    assert (after.stage, after.unread, after.round, seconds) == ("searching", None, 0, 30.0)


def test_a_search_reads_from_the_oldest_recent_sync_to_the_oldest_of_all() -> None:
    """An older sync comes last and is not taken over, even if it has all expenses."""
    ids = [str(uuid.UUID(int=number)) for number in range(4)]
    days = "2023-11-14T12:00:00Z", "2023-11-14T22:20:00Z", RECENT, "2023-11-14T13:00:00Z"
    found = [status(2000, id_, sync_utc=at) for id_, at in zip(ids, days, strict=True)]
    current, seconds = _decisions.after(SEARCHING, found, NOW + MINUTE)
    left = list[object]()
    for _ in ids:
        left.append((current.unread, current.recent, seconds))
        current, seconds = _decisions.after(current, transactions(("one", "Pending", None)), NOW)
    order = ids[2], ids[1], ids[3], ids[0]
    assert left == [(order, 2, 0.0), (order[1:], 1, 0.0), (order[2:], 0, 0.0), (order[3:], 0, 0.0)]
    both = transactions(("one", "Pending", None), ("two", "Pending", None))
    older = replace(SEARCHING, unread=(SYNC_ID,), recent=0)
    assert _decisions.after(older, both, NOW)[0].stage == "sending"


def test_an_older_sync_without_transactions_is_not_waited_for() -> None:
    """Only the sync of the last request may show its transactions late."""
    older = replace(SEARCHING, unread=(SYNC_ID,), recent=0)
    assert _decisions.after(older, transactions(), NOW)[0].stage == "sending"


def test_a_search_that_finds_all_written_ends_the_delivery() -> None:
    """Older syncs may have written each expense; then no request was lost."""
    both = transactions(("one", "Completed", None), ("two", "Completed", None))
    older = replace(SEARCHING, unread=(SYNC_ID,), recent=0)
    after, seconds = _decisions.after(older, both, NOW)
    assert (after.stage, after.trouble, seconds) == ("done", None, None)
    assert {each.outcome for each in after.entries} == {"written"}


def test_a_search_skips_a_sync_that_the_service_does_not_know() -> None:
    """The next sync is read."""
    searching = replace(SEARCHING, unread=(SYNC_ID, OTHER_ID), recent=2)
    after, seconds = _decisions.after(searching, failure(errors.NotFoundError, 404), NOW)
    assert (after.stage, after.unread, after.recent, seconds) == ("searching", (OTHER_ID,), 1, 0.0)


def test_the_sync_of_the_last_request_is_looked_for_again() -> None:
    """A sync that was accepted, and then unknown for a while, is not one of earlier requests."""
    searching = accepted("one", "two", stage="searching")
    listed, _ = _decisions.after(searching, [status(2000, sync_utc=RECENT)], NOW)
    assert (listed.unread, listed.recent) == ((SYNC_ID,), 1)


def test_a_response_that_the_service_repeats_is_settled_by_reading() -> None:
    """The same correlation id again is a stored response, so the syncs are read."""
    first = failure(errors.ServerError, 503, correlation_id="a")
    once, _ = _decisions.after(delivery(), first, NOW)
    assert once.stage == "sending"
    other = failure(errors.ServerError, 503, correlation_id="b")
    assert _decisions.after(once, other, NOW)[0].stage == "sending"
    assert _decisions.after(once, first, NOW)[0].stage == "searching"


@pytest.mark.parametrize(
    ("error", "scope", "stage"),
    [
        (failure(errors.AuthenticationError, 401), "client", "sending"),
        (failure(errors.PaymentRequiredError, 402), "company", "stopped"),
        (failure(errors.PermissionDeniedError, 403), "company", "stopped"),
        (failure(errors.NotFoundError, 404), "company", "stopped"),
        (failure(errors.SDKError, 405), "company", "stopped"),
        (failure(errors.SDKError, 408), "service", "sending"),
        (failure(errors.ConflictError, 409), "service", "sending"),
        (failure(errors.RateLimitError, 429), "service", "sending"),
        (failure(errors.ServerError, 500), "service", "sending"),
        (errors.APITimeoutError("late"), "service", "sending"),
        (errors.CallError("late"), "service", "sending"),
        (errors.CertificateError("who?"), "client", "sending"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value,
)
def test_the_extent_of_an_error(error: errors.CallError, scope: str, stage: str) -> None:
    """An error affects the client, the company or, for a while, all companies."""
    after, seconds = _decisions.after(delivery(), error, NOW)
    assert after.trouble is not None
    assert (after.trouble.scope, after.stage) == (scope, stage)
    assert (seconds is None) == (stage == "stopped")
    assert bool(after.trouble.remedy) == (error.status_code in (402, 403, 404) or scope == "client")


def test_a_stopped_company_may_have_been_reached() -> None:
    """After a stop without a result, the syncs are read before anything is sent again."""
    lost, _ = _decisions.after(delivery(), errors.APIConnectionError("reset"), NOW)
    stopped, _ = _decisions.after(lost, failure(errors.PermissionDeniedError, 403), NOW)
    assert not _decisions.is_settled(stopped)
    assert stopped.resumed(NOW + 1).stage == "searching"


def test_a_refused_company_was_not_reached() -> None:
    """A refusal of the only request settles it; the next one has another key, without a search."""
    limited, _ = _decisions.after(delivery(), failure(errors.RateLimitError, 429), NOW)
    for before in (delivery(), limited):
        stopped, _ = _decisions.after(before, failure(errors.NotFoundError, 404), NOW)
        assert _decisions.is_settled(stopped)
        going_on = stopped.resumed(NOW + 1)
        assert going_on.stage == "sending"
        assert going_on.key != before.key


def test_an_unknown_company_has_no_syncs() -> None:
    """A search for the syncs of a company that the service does not know settles the request."""
    searching = delivery(stage="searching", is_unanswered=True)
    stopped, _ = _decisions.after(searching, failure(errors.PaymentRequiredError, 402), NOW)
    assert not _decisions.is_settled(stopped)
    stopped, _ = _decisions.after(searching, failure(errors.NotFoundError, 404), NOW)
    assert stopped.stage == "stopped"
    assert _decisions.is_settled(stopped)


def test_pauses_grow_to_five_minutes() -> None:
    """The pauses between failed steps double, up to a limit, and begin anew after a success."""
    current, seconds = delivery(), list[float | None]()
    for _ in range(9):
        current, pause = _decisions.after(current, LOST, NOW)
        seconds.append(pause)
    assert seconds == [5, 10, 20, 40, 80, 160, 300, 300, 300]
    created = shared.CreateExpenseResponse(sync_id=SYNC_ID)
    assert _decisions.after(current, created, NOW)[0].failures == 0
    assert _decisions.after(replace(current, failures=5000), LOST, NOW)[1] == 300


@pytest.mark.parametrize(("asked", "seconds"), [(1.0, 5.0), (3600.0, 3600.0), (1e9, 86_400.0)])
def test_a_pause_is_as_long_as_the_service_asks(asked: float, seconds: float) -> None:
    """`retry_after` counts, up to a day."""
    error = failure(errors.RateLimitError, 429)
    error.retry_after = asked
    assert _decisions.after(delivery(), error, NOW)[1] == seconds


def refusal(text: str, **said: Any) -> errors.SDKError:
    """Return the error of a refused request."""
    return failure(errors.BadRequestError, 400, text, **said)


def invalid(path: str) -> errors.RequestValidationError:
    """Return the error of a request that the client itself refuses."""
    error = errors.RequestValidationError("no")
    error.violations = (errors.Violation(path, "odd"),)
    return error


def validation(item_id: str | None, message: str | None) -> shared.ErrorValidation:
    """Return the API's validation of a request, with one problem."""
    item = shared.ErrorValidationItem(item_id=item_id, message=message)
    return shared.ErrorValidation(errors=[item])


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (refusal("[1].issueDate: not a date"), "[1].issueDate: not a date"),
        (refusal(f"{expense('two').id} is odd"), f"{expense('two').id} is odd"),
        (refusal("no", validation=validation(expense("two").id.upper(), "odd")), "odd"),
        (refusal("no", validation=validation("items[1]", "odd")), "odd"),
        (refusal("no", validation=validation(expense("two").id, None)), "refused"),
        (refusal(f"[0]: {expense('two').id}"), f"[0]: {expense('two').id}"),
        (failure(errors.UnprocessableEntityError, 422, "[1]: odd"), "[1]: odd"),
        (invalid("create_expense_request[1].id"), "create_expense_request[1].id: odd"),
    ],
    ids=["place", "id", "item", "item by place", "no words", "id and place", "422", "client"],
)
def test_an_expense_that_is_refused_fails_alone(
    error: errors.SDKError | errors.RequestError, reason: str
) -> None:
    """An expense that a refusal names fails with the API's words; the others go out without it."""
    before = delivery("one", "two", "three")
    after, seconds = _decisions.after(before, error, NOW + 1)
    assert (entry(after, "two").outcome, entry(after, "two").reason) == ("failed", reason)
    assert (entry(after, "two").remedy, after.syncs) == (_steps.CORRECT, ())
    assert [each.expense_id for each in after.batch] == [expense("one").id, expense("three").id]
    assert (after.stage, seconds) == ("sending", 0.0)
    assert after.key != before.key


UNNAMED = refusal("something is odd")
LINKED = connections(("Accounting", "Linked"), ("Expense", "Linked"))


@pytest.mark.parametrize(
    "found",
    [
        connections(),
        connections(("Accounting", "Linked")),
        connections(("Accounting", "PendingAuth"), ("Expense", "Linked")),
    ],
    ids=["none", "one", "not linked"],
)
def test_a_company_without_connections_stops(found: Any) -> None:
    """A refusal that names no expense stops a company that lacks a connection."""
    before = delivery("one", "two", is_unanswered=True, failures=3, correlation_id="a")
    checking, seconds = _decisions.after(before, UNNAMED, NOW)
    assert (checking.stage, checking.failures, seconds) == ("checking", 0, 0.0)
    assert checking.correlation_id is None
    after, _ = _decisions.after(checking, found, NOW)
    assert after.stage == "stopped"
    assert after.trouble is not None
    assert (after.trouble.scope, after.trouble.reason) == ("company", "something is odd")
    assert [each.outcome for each in after.entries] == ["open", "open"]
    assert _decisions.is_settled(after)


@pytest.mark.parametrize(
    ("count", "size", "following"),
    [(50, 25, 12), (5, 5, 2), (2, 2, 1), (3, 1, 2), (40, 1, 2), (3, 32, 1)],
)
def test_the_size_of_the_batch_after_a_refusal(count: int, size: int, following: int) -> None:
    """It is halved; once the only expense of a batch has failed, it is doubled. No more is read."""
    before = delivery(*map(str, range(count)), size=size)
    after, seconds = _decisions.after(before, UNNAMED, NOW)
    assert (after.stage, len(after.batch), seconds) == ("sending", following, 0.0)
    failed = [each.outcome for each in after.entries].count("failed")
    assert failed == int(size == 1)


def test_a_batch_has_at_most_50_expenses() -> None:
    """Doubling ends there."""
    after, _ = _decisions.after(delivery("one", size=32), UNNAMED, NOW)
    assert (after.stage, after.size) == ("done", 50)


def test_a_refused_expense_that_nobody_names_is_found() -> None:
    """Smaller and smaller batches find the expense that is refused; it alone fails."""
    names = [str(number) for number in range(50)]
    current: Delivery = delivery(*names)
    calls, written = 0, set[str]()
    seconds: float | None = 0.0
    while seconds is not None:
        sent = {each.expense_id for each in current.batch}
        if current.stage == "sending":
            is_refused = expense("33").id in sent
            created = shared.CreateExpenseResponse(sync_id=str(uuid.uuid4()))
            current, seconds = _decisions.after(current, UNNAMED if is_refused else created, NOW)
            calls += 1
        elif current.stage == "checking":
            current, seconds = _decisions.after(current, LINKED, NOW)
        elif current.stage == "accepted":
            current, seconds = _decisions.after(current, status(2000, current.sync_id or ""), NOW)
        else:
            written |= sent
            done = transactions(*((name, "Completed", None) for name in names))
            current, seconds = _decisions.after(current, done, NOW)
        assert calls < 30
    assert entry(current, "33").reason == "something is odd"
    assert len(written) == 49


@pytest.mark.parametrize(
    ("code", "state", "message", "outcome", "again"),
    [
        (2000, "Completed", None, "written", False),
        (5130, "Completed", None, "written", False),
        (5130, "PushError", "archived", "open", True),
        (5000, "Unknown", None, "open", True),
        (5120, "ValidationError", "odd", "open", True),
        (5999, "PushError", "odd", "failed", False),
        (5999, "PushError", "Time-out.", "open", True),
        (5999, "PushError", "The request timed out.", "open", True),
        (5999, "PushError", "Please try again.", "open", True),
        (5999, "PushError", "Temporarily closed.", "open", True),
        (5999, "PushError", "429: Too Many Requests", "open", True),
        (5999, "PushError", "Rate limit reached.", "open", True),
        (5999, "PushError", "Service Unavailable", "open", True),
        (5999, "PushError", "Throttled.", "open", True),
        (None, "PushError", "odd", "failed", False),
    ],
)
def test_the_outcome_of_an_expense(
    code: int | None, state: str, message: str | None, outcome: str, again: bool
) -> None:
    """The status of the transaction decides, then the code of the sync, then the message."""
    ended = accepted(stage="ended", code=code, rereads=3)
    after, _ = _decisions.after(ended, transactions(("one", state, message)), NOW)
    found = entry(after, "one")
    assert (found.outcome, found.can_be_retried) == (outcome, again)
    assert bool(found.reason) == (outcome != "written")


@pytest.mark.parametrize(
    ("state", "is_final"),
    [
        ("Completed", True),
        ("PushError", True),
        ("ValidationError", True),
        ("Failed", True),
        ("Pending", False),
        ("Unknown", False),
    ],
)
def test_the_final_states_of_a_transaction(state: str, is_final: bool) -> None:
    """Others may change: the sync is polled and read again."""
    ended = accepted(stage="ended", code=5999)
    after, _ = _decisions.after(ended, transactions(("one", state, "odd")), NOW)
    assert (after.stage == "done") == is_final


UNCONFIRMED = "The sync ended, but its transactions do not show that the expense was written."
MEANING = shared.SyncStatusCode.WRITE_FAILED.meaning


@pytest.mark.parametrize(
    ("code", "said", "message", "reason"),
    [
        (5130, "its words", "odd\n", r"odd\n"),
        (5130, "its\nwords", None, r"its\nwords"),
        (5130, None, None, MEANING),
        (2000, None, None, UNCONFIRMED),
        (None, None, None, UNCONFIRMED),
    ],
)
def test_the_reason_of_a_failure(
    code: int | None, said: str | None, message: str | None, reason: str
) -> None:
    """The words of the transaction come first, then those of the sync, then those of its code."""
    ended = accepted(stage="ended", code=code, said=said, rereads=20)
    found = transactions(("one", "PushError", message))
    after = entry(_decisions.after(ended, found, NOW)[0], "one")
    assert after.reason == reason
    assert bool(after.remedy) == (code == 5130)


@pytest.mark.parametrize(
    ("code", "fields", "kept", "text"),
    [
        (5130, {"sync_exception_message": "its", "error_message": "no"}, "its", f"5130: {MEANING}"),
        (5130, {"error_message": "no"}, "no", f"5130: {MEANING}"),
        (5130, {}, MEANING, f"5130: {MEANING}"),
        (None, {"sync_status": "Complete"}, None, "the sync ended without a code"),
        (None, {"sync_status": "Complete", "error_message": ""}, None, "the sync ended without"),
    ],
)
def test_the_words_of_a_sync(
    code: int | None, fields: dict[str, str], kept: str | None, text: str
) -> None:
    """They are kept as the reason for what its transactions do not explain."""
    after, seconds = _decisions.after(accepted(polls=7), status(code, **fields), NOW)
    assert (after.stage, after.code, after.said, after.polls) == ("ended", code, kept, 0)
    assert seconds == 0.0
    assert after.events[-1].text.startswith(text)


def test_a_written_expense_has_no_reason() -> None:
    """The failure of an earlier sync is forgotten."""
    entries = tuple(
        replace(each, reason="odd", remedy="wait", can_be_retried=True, failures=1)
        for each in accepted("one").entries
    )
    ended = accepted("one", stage="ended", code=2000, entries=entries)
    after = entry(_decisions.after(ended, transactions(("one", "Completed", None)), NOW)[0], "one")
    assert (after.outcome, after.reason, after.remedy) == ("written", None, None)
    assert not after.can_be_retried


def test_a_new_request_begins_anew() -> None:
    """Nothing of the last request is left, except the sync that it started."""
    ended = accepted(
        "one",
        stage="ended",
        code=5000,
        said="its words",
        rereads=3,
        named=("1",),
        unread=(SYNC_ID,),
        syncs=(OTHER_ID,),
        is_unanswered=True,
    )
    after, _ = _decisions.after(ended, transactions(("one", "PushError", "odd")), NOW + 1)
    failed = replace(
        ended.entries[0],
        reason="odd",
        remedy=shared.SyncStatusCode.PROCESSING_FAILED.remedy,
        can_be_retried=True,
        failures=1,
    )
    assert replace(after, events=()) == replace(
        delivery("one", syncs=(OTHER_ID, SYNC_ID)), events=(), entries=(failed,), since=NOW + 1
    )


def test_an_accepted_request_is_answered() -> None:
    """Its expenses have its sync, and one request more with a known result."""
    before = delivery("one", failures=4, is_unanswered=True, correlation_id="a", polls=3)
    created = shared.CreateExpenseResponse(sync_id=SYNC_ID)
    after, seconds = _decisions.after(before, created, NOW)
    sent = replace(before.entries[0], sync_id=SYNC_ID, attempts=1)
    assert replace(after, events=()) == replace(
        delivery("one"), events=(), entries=(sent,), stage="accepted", sync_id=SYNC_ID
    )
    assert seconds == 2.0


CREATED = shared.CreateExpenseResponse(sync_id=SYNC_ID)
IDS, KEY = tuple(expense(name).id for name in ("one", "two")), str(delivery("one", "two").key)
ENDED = accepted("one", "two", stage="ended", code=5000, rereads=3)
HALF = transactions(("one", "Completed", None), ("two", "PushError", "odd"))
CONFIGURED = shared.SyncStatusCode.CONFIGURATION_INVALID.meaning


@pytest.mark.parametrize(
    ("before", "outcome", "events"),
    [
        (
            delivery("one", "two"),
            failure(errors.ServerError, 503, correlation_id="a"),
            [("unanswered", "a call: no", IDS, KEY, None, "a")],
        ),
        (
            delivery("one", "two"),
            refusal("[0]: odd", correlation_id="b"),
            [
                ("refused", "refused: [0]: odd", IDS, KEY, None, "b"),
                ("failed", "[0]: odd", IDS[:1], None, None, None),
                ("planned", "planned in a batch of 1", IDS[1:], "next", None, None),
            ],
        ),
        (
            delivery("one", "two"),
            CREATED,
            [("accepted", f"accepted as the sync {SYNC_ID}", IDS, KEY, SYNC_ID, None)],
        ),
        (
            accepted("one", "two"),
            LOST,
            [("unanswered", "a call: reset", IDS, None, SYNC_ID, None)],
        ),
        (
            accepted("one", "two"),
            status(5130),
            [("ended", f"5130: {MEANING}", IDS, None, SYNC_ID, None)],
        ),
        (
            ENDED,
            HALF,
            [
                ("written", "written", IDS[:1], None, SYNC_ID, None),
                ("again", "odd", IDS[1:], None, SYNC_ID, None),
                ("planned", "planned in a batch of 1", IDS[1:], "next", None, None),
            ],
        ),
        (
            replace(ENDED, code=4000),
            HALF,
            [
                ("written", "written", IDS[:1], None, SYNC_ID, None),
                ("stopped", CONFIGURED, IDS[1:], None, SYNC_ID, None),
            ],
        ),
        (
            replace(SEARCHING, unread=(OTHER_ID,)),
            transactions(("other", "Completed", None)),
            [
                (
                    "lost",
                    "no sync contains it: the last request had no effect",
                    IDS,
                    KEY,
                    None,
                    None,
                ),
                ("planned", "planned in a batch of 2", IDS, "next", None, None),
            ],
        ),
    ],
    ids=["lost", "refused", "accepted", "poll", "ended", "read", "stopped", "searched"],
)
def test_the_events_of_a_step(before: Delivery, outcome: Any, events: list[Any]) -> None:
    """Each has its time, its key and the ids to quote; earlier ones are not repeated."""
    old = Event(NOW, "planned", "planned", ())
    after, _ = _decisions.after(replace(before, events=(old,)), outcome, NOW + 1)
    following = str(after.key)
    assert after.events == tuple(
        Event(NOW + 1, kind, text, ids, following if key == "next" else key, *more)
        for kind, text, ids, key, *more in events
    )


def test_expenses_are_sent_at_most_three_times() -> None:
    """Failed expenses go out again after 30 s and after 2 min, each time under another key."""
    current, pauses, keys = delivery(), list[float | None](), {delivery().key}
    for _ in range(3):
        created = shared.CreateExpenseResponse(sync_id=str(uuid.uuid4()))
        current, _ = _decisions.after(current, created, NOW)
        current, _ = _decisions.after(current, status(5000), NOW)
        current, pause = _decisions.after(current, transactions(("one", "PushError", None)), NOW)
        pauses.append(pause)
        keys |= {current.key}
    assert pauses == [30.0, 120.0, None]
    assert entry(current, "one").outcome == "failed"
    assert len(keys) == 4


@pytest.mark.parametrize(("code", "rereads"), [(2000, 20), (5130, 3), (None, 3), (4000, 0)])
def test_transactions_may_show_an_end_late(code: int | None, rereads: int) -> None:
    """Transactions without a final status are read again: those of a failure for 10 s."""
    current, count = accepted(stage="ended", code=code), 0
    while current.stage == "ended":
        current, _ = _decisions.after(current, transactions(), NOW)
        if current.stage != "accepted":
            break
        count += 1
        current = replace(current, stage="ended", code=code)
    assert count == rereads


def test_a_sync_without_transactions_is_read_again() -> None:
    """A search does not conclude from a recent sync that shows no transactions yet."""
    current, pauses = SEARCHING, list[float | None]()
    while current.stage == "searching":
        current, _ = _decisions.after(current, [status(2000, sync_utc=RECENT)], NOW)
        current, pause = _decisions.after(current, transactions(), NOW)
        pauses.append(pause)
    assert pauses == [30.0, 30.0, 30.0, 5.0]


def test_the_same_reason_again_is_the_end() -> None:
    """An expense that the accounting software refuses twice in the same words has failed."""
    entries = tuple(
        replace(each, failures=1, reason="archived") for each in accepted("one").entries
    )
    ended = accepted("one", stage="ended", code=5130, entries=entries)
    other, _ = _decisions.after(ended, transactions(("one", "PushError", "odd")), NOW)
    assert (entry(other, "one").outcome, entry(other, "one").can_be_retried) == ("open", True)
    after, _ = _decisions.after(ended, transactions(("one", "PushError", "archived")), NOW)
    assert entry(after, "one").outcome == "failed"
    assert not entry(after, "one").can_be_retried
    assert entry(after, "one").remedy == "Correct the expense and add it again under its id."


@pytest.mark.parametrize("code", [4000, 4040, 4220, 4260])
def test_codes_that_somebody_has_to_act_on_stop_the_company(code: int) -> None:
    """The company stops with the reason and the remedy; what was written counts."""
    ended = accepted("one", "two", stage="ended", code=code)
    found = transactions(("one", "Completed", None), ("two", "ValidationError", "odd"))
    after, _ = _decisions.after(ended, found, NOW)
    assert after.stage == "stopped"
    assert after.trouble is not None
    assert (after.trouble.scope, bool(after.trouble.remedy)) == ("company", True)
    assert [each.outcome for each in after.entries] == ["written", "open"]
    going_on = after.resumed(NOW + 1)
    assert (going_on.stage, [each.expense_id for each in going_on.batch]) == (
        "sending",
        [expense("two").id],
    )


def test_a_success_that_its_transactions_do_not_show_is_read_again() -> None:
    """The sync is polled and read up to twenty times more, then nothing confirms the expense."""
    current, found = accepted(), transactions(("one", "Pending", None))
    pauses = list[float | None]()
    for _ in range(20):
        current = _decisions.told(current, SYNC_ID)
        current, seconds = _decisions.after(current, found, NOW)
        assert (current.stage, current.code) == ("accepted", None)
        pauses.append(seconds)
    assert (pauses[:4], pauses[-1]) == ([3.0, 4.5, 6.75, 10.125], 60.0)
    current, _ = _decisions.after(_decisions.told(current, SYNC_ID), found, NOW)
    assert entry(current, "one").outcome == "failed"


def test_what_was_written_before_needs_confirmation() -> None:
    """An expense that 5080 names counts as written only if a sync shows it; otherwise it fails."""
    said = f"Transaction {expense('one').id} was already processed."
    ended = accepted("one", "two", stage="ended", code=5080, said=said)
    found = transactions(("one", "ValidationError", said), ("two", "ValidationError", said))
    searching, _ = _decisions.after(ended, found, NOW)
    assert (searching.stage, searching.named) == ("searching", (expense("one").id,))
    listed, _ = _decisions.after(searching, [status(2000, OTHER_ID), status(5080)], NOW)
    assert listed.unread == (OTHER_ID,)
    confirmed, seconds = _decisions.after(listed, transactions(("one", "Completed", None)), NOW)
    assert (entry(confirmed, "one").outcome, entry(confirmed, "one").sync_id) == (
        "written",
        OTHER_ID,
    )
    assert ([each.expense_id for each in confirmed.batch], seconds) == ([expense("two").id], 0.0)
    unconfirmed, _ = _decisions.after(listed, transactions(("one", "PushError", "no")), NOW)
    assert entry(unconfirmed, "one").outcome == "failed"
    assert entry(unconfirmed, "two").outcome == "open"


@pytest.mark.parametrize("said", [None, "already: {}"])
@pytest.mark.parametrize("message", [None, "already: {}"])
def test_an_expense_that_was_written_before_is_named_in_either_place(
    said: str | None, message: str | None
) -> None:
    """The words of the sync or those of a transaction name it, in capitals too."""
    name = expense("one").id.upper()
    ended = accepted("one", stage="ended", code=5080, said=said and said.format(name), polls=3)
    found = transactions(("one", "ValidationError", message and message.format(name)))
    after, seconds = _decisions.after(replace(ended, unread=(OTHER_ID,)), found, NOW)
    assert after.named == ((expense("one").id,) if said or message else ())
    assert (after.stage, after.unread, after.polls, seconds) == ("searching", None, 0, 0.0)


NOBODY = " None of the newest 1,000 syncs shows that it was."


@pytest.mark.parametrize(
    ("is_named", "said", "failures", "outcome", "reason"),
    [
        (True, "already", 0, "failed", f"already{NOBODY}"),
        (True, None, 0, "failed", f"Reported as written before.{NOBODY}"),
        (False, "already", 0, "open", None),
        (False, "already", 1, "open", None),
        (False, "already", 2, "failed", "already"),
        (False, None, 2, "failed", shared.SyncStatusCode.DUPLICATE_PREVENTED.meaning),
    ],
)
def test_the_outcome_after_a_sync_that_prevented_duplicates(
    is_named: bool, said: str | None, failures: int, outcome: str, reason: str | None
) -> None:
    """An expense that no sync shows fails if it was named; others go out three times at most."""
    named = (expense("one").id,) if is_named else ()
    made = accepted("one", stage="searching", code=5080, said=said, named=named)
    entries = tuple(replace(each, failures=failures) for each in made.entries)
    after = entry(_decisions.after(replace(made, entries=entries), [status(5080)], NOW)[0], "one")
    assert (after.outcome, after.reason, after.failures) == (outcome, reason, failures + 1)
    assert bool(after.remedy) == (outcome == "failed" and not is_named)


def test_a_webhook_ends_the_wait_without_a_poll() -> None:
    """The event of its successful sync lets the outcomes be read next; others do nothing."""
    running = accepted()
    assert _decisions.told(running, OTHER_ID) == running
    assert _decisions.told(delivery(), SYNC_ID) == delivery()
    after = _decisions.told(replace(running, said="odd", polls=9), SYNC_ID.upper())
    assert after == replace(running, stage="ended", code=2000)
    step = _decisions.step(after, NOW)
    assert step is not None
    assert (step.resource, step.method) == ("transaction_status", "list")
    assert _decisions.told(after, SYNC_ID) == after


@pytest.mark.parametrize("code", [None, 5080])
def test_a_sync_that_nobody_knows_is_looked_for(code: int | None) -> None:
    """A new sync may not be known at once; after twenty polls, the syncs are read."""
    stage: Any = "accepted" if code is None else "ended"
    current, unknown = accepted(stage=stage, code=code), failure(errors.NotFoundError, 404)
    for _ in range(20):
        current, seconds = _decisions.after(current, unknown, NOW)
        assert current.stage == stage
        assert seconds is not None
    after, seconds = _decisions.after(replace(current, unread=(OTHER_ID,)), unknown, NOW)
    assert (after.stage, after.code, after.unread, after.polls) == ("searching", None, None, 0)


def test_polls_become_rare() -> None:
    """The pauses between polls grow from 2 s by half each time, up to a minute."""
    current, seconds = accepted(), list[float]()
    for _ in range(12):
        current, pause = _decisions.after(current, status(1000), NOW)
        seconds.append(pause or 0.0)
    assert seconds[:3] == [3.0, 4.5, 6.75]
    assert seconds[-1] == 60.0


def with_receipts(*paths: str) -> Delivery:
    """Return a delivery whose only expense is written and has receipts to attach."""
    made = accepted(stage="ended", code=2000)
    receipts = tuple(map(Receipt, paths))
    made = replace(made, entries=tuple(replace(e, receipts=receipts) for e in made.entries))
    return _decisions.after(made, transactions(("one", "Completed", None)), NOW)[0]


def test_receipts_follow_their_expense() -> None:
    """Receipts are attached one after the other, once their expense is written."""
    current, paths = with_receipts("/a.pdf", "/b.pdf"), list[str]()
    while current.stage == "receipts":
        step = _decisions.step(current, NOW)
        assert step is not None
        paths.append(step.arguments["request_body"].content)
        current, _ = _decisions.after(current, shared.Attachment(), NOW)
    assert paths == ["/a.pdf", "/b.pdf"]
    assert {each.outcome for each in entry(current, "one").receipts} == {"sent"}


@pytest.mark.parametrize(
    ("entry_", "next_stage"),
    [
        (Entry("1", "{}", (Receipt("/a.pdf"),), "written"), "receipts"),
        (Entry("1", "{}", (Receipt("/a.pdf", "sent"),), "written"), "done"),
        (Entry("1", "{}", (Receipt("/a.pdf"),), "failed"), "done"),
        (Entry("1", "{}", (Receipt("/a.pdf"),)), "sending"),
    ],
    ids=["written", "attached", "failed", "open"],
)
def test_which_receipts_are_attached(entry_: Entry, next_stage: str) -> None:
    """Those that are open, of an expense that is written; without one, no call is made."""
    before = Delivery(COMPANY_ID, (entry_,), NOW, stage="receipts")
    assert (_decisions.step(before, NOW) is not None) == (next_stage == "receipts")
    after, seconds = _steps.following(before, NOW)
    assert (after.stage, seconds) == (next_stage, None if next_stage == "done" else 0.0)
    assert next_stage == "receipts" or _decisions.after(before, None, NOW)[0].stage == next_stage


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (errors.RequestError("there is no file"), "there is no file"),
        (failure(errors.BadRequestError, 400, "too large"), "too large"),
    ],
)
def test_a_receipt_that_fails_does_not_fail_its_expense(error: Exception, reason: str) -> None:
    """The receipt has the reason, and the expense stays written."""
    after, _ = _decisions.after(with_receipts("/a.pdf"), error, NOW)
    assert (after.stage, entry(after, "one").outcome) == ("done", "written")
    assert entry(after, "one").receipts == (Receipt("/a.pdf", "failed", reason),)


def test_a_delivery_survives_json() -> None:
    """A delivery is plain data, with everything that the next step needs."""
    for made in (accepted("one", "two"), with_receipts("/a.pdf"), SEARCHING):
        assert Delivery.from_json(made.to_json()) == made


def test_a_delivery_that_is_read_may_have_been_sent() -> None:
    """The process that stored it may have been killed after the request."""
    read = Delivery.from_json(delivery().to_json())
    assert read == delivery(is_unanswered=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a delivery"),
        ("[]", "not a delivery"),
        ("{}", "not a delivery"),
        ('{"version": 1}', "not a delivery"),
        (b"\xff", "not a delivery"),
        ('{"version": 2}', "update the package"),
    ],
)
def test_what_is_no_delivery_is_refused(text: str | bytes, message: str) -> None:
    """Damaged or newer JSON is refused with an error that says so."""
    with pytest.raises(errors.OutboxError, match=message):
        Delivery.from_json(text)


@pytest.mark.parametrize("sync_id", [OTHER_ID, OTHER_ID.upper()])
def test_an_older_sync_counts_only_for_what_it_has_written(sync_id: str) -> None:
    """A failed sync of hours ago is not the result of this request, but it may have written."""
    earlier = [status(5130, sync_id, sync_utc="2023-11-14T12:00:00Z")]
    listed, _ = _decisions.after(SEARCHING, earlier, NOW)
    found = transactions(("one", "Completed", None), ("two", "PushError", "odd"))
    after, _ = _decisions.after(listed, found, NOW)
    assert (after.stage, after.sync_id) == ("sending", None)
    assert [each.outcome for each in after.entries] == ["written", "open"]


def test_the_last_sync_of_an_expense_is_not_that_of_its_next_request() -> None:
    """An expense that was corrected and added again is not charged with its old failure."""
    entries = tuple(replace(each, sync_id=SYNC_ID) for each in SEARCHING.entries)
    listed, _ = _decisions.after(
        replace(SEARCHING, entries=entries), [status(5130, sync_utc=RECENT)], NOW
    )
    assert (listed.stage, listed.round) == ("sending", 1)


@pytest.mark.parametrize(("hours", "moment"), [(1, "2023-11-14T21:00:00Z"), (9000, "2022-11-04")])
def test_a_clock_that_was_set_back_hides_no_sync(hours: int, moment: str) -> None:
    """If the time is before that of the request, each sync of the last day may be its own.

    Each sync may be, if it is before by more than a day.
    """
    listed, _ = _decisions.after(SEARCHING, [status(2000, sync_utc=moment)], NOW - hours * 3600.0)
    assert listed.recent == 1


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process is fixed here")
@pytest.mark.parametrize("moment", ["2023-11-14T22:13:20", "0001-01-01T00:00:00"])
def test_a_time_without_a_zone_is_in_utc(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Which syncs may be that of a request does not depend on the zone of the machine."""
    found: list[int] = []
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        for each in (moment, f"{moment}Z"):
            searching = replace(SEARCHING, since=NOW)
            found.append(_decisions.after(searching, [status(2000, sync_utc=each)], NOW)[0].recent)
    time.tzset()
    assert found == [int(moment > "2023")] * 2


def test_a_garbled_response_is_settled_after_a_while() -> None:
    """A sync that began a moment ago may not be listed yet, and would be started again."""
    after, seconds = _decisions.after(delivery(), failure(errors.DecodeError, 200), NOW)
    assert (after.stage, seconds) == ("searching", 30.0)


def test_a_damaged_expense() -> None:
    """A delivery whose expense cannot be read raises a clear error."""
    damaged = replace(delivery(), entries=(Entry("1", "{"),))
    with pytest.raises(errors.OutboxError, match="the expense 1 is damaged: "):
        _decisions.step(damaged, NOW)


def test_a_search_without_syncs_begins_anew() -> None:
    """A delivery whose list of syncs is empty reads the list."""
    step = _decisions.step(replace(SEARCHING, unread=()), NOW)
    assert step is not None
    assert (step.resource, step.method) == ("sync", "list")


def test_a_result_among_too_many_syncs_stops_the_company() -> None:
    """A search never concludes from a part of the syncs that nothing was written."""
    many = [status(2000, str(uuid.uuid4()), sync_utc=RECENT) for _ in range(1001)]
    after, _ = _decisions.after(SEARCHING, many[1:], NOW)
    assert (after.stage, len(after.unread or ())) == ("searching", 1000)
    after, seconds = _decisions.after(SEARCHING, many, NOW)
    assert (after.stage, seconds) == ("stopped", None)
    assert after.trouble is not None
    assert (after.trouble.scope, bool(after.trouble.remedy)) == ("company", True)


def test_requests_without_effect_become_rare() -> None:
    """A service that answers without an effect is asked after growing pauses."""
    current, pauses = delivery(), list[float | None]()
    for _ in range(8):
        current, _ = _decisions.after(current, failure(errors.DecodeError, 200), NOW)
        current, pause = _decisions.after(current, [], NOW)
        pauses.append(pause)
    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300]


def test_a_long_sync_is_polled_rarely() -> None:
    """After an hour of polls, they come every ten minutes."""
    current, pauses = accepted(), list[float | None]()
    for _ in range(70):
        current, pause = _decisions.after(current, status(1010), NOW)
        pauses.append(pause)
    assert pauses[-2:] == [60.0, 600.0]


def test_a_sync_without_an_end_stops_the_company() -> None:
    """After a day of polls somebody has to look at it; once resumed, it is polled again."""
    current, pauses = accepted(), list[float | None]()
    while current.stage == "accepted":
        current, pause = _decisions.after(current, status(1010), NOW)
        pauses.append(pause)
    assert (pauses.count(600.0), pauses[-1]) == (24 * 6 + 1, None)
    assert (current.stage, current.trouble and (current.trouble.scope, current.trouble.reason)) == (
        "stopped",
        ("company", f"The sync {SYNC_ID} has not ended for more than a day."),
    )
    again, seconds = _decisions.resumed(current, NOW)
    assert (again.stage, again.sync_id, again.polls, seconds) == ("accepted", SYNC_ID, 0, 0.0)


@pytest.mark.parametrize("stage", ["accepted", "ended"])
@pytest.mark.parametrize("code", [402, 403, 400])
def test_a_refusal_while_the_sync_runs_keeps_it(stage: Any, code: int) -> None:
    """The company stops; resumed, its sync is followed, and nothing is sent again."""
    running = accepted(stage=stage, code=5000 if stage == "ended" else None)
    stopped, seconds = _decisions.after(running, failure(errors.SDKError, code), NOW)
    assert (stopped.stage, seconds) == ("stopped", None)
    assert not _decisions.is_settled(stopped)
    assert stopped.entries == running.entries
    going_on = stopped.resumed(NOW)
    assert (going_on.stage, going_on.sync_id, going_on.code) == ("accepted", SYNC_ID, None)


def test_a_stop_by_the_code_of_the_sync_is_settled() -> None:
    """Then nothing that is open can have been written."""
    ended = accepted("one", stage="ended", code=4000)
    after, _ = _decisions.after(ended, transactions(), NOW)
    assert _decisions.is_settled(after)


@pytest.mark.parametrize("text", ["lines[0].accountRef.id '99' is unknown", "[2]: odd"])
def test_a_place_within_an_expense_blames_no_other(text: str) -> None:
    """The number of a line is not that of an expense, and there may be no such expense."""
    before = delivery("one", "two")
    after, _ = _decisions.after(before, refusal(text), NOW)
    assert (after.stage, {each.outcome for each in after.entries}) == ("checking", {"open"})


def test_an_earlier_sync_of_the_delivery_may_have_written() -> None:
    """If the service reports an expense as written, the delivery's own syncs are read too."""
    said = f"Transaction {expense('one').id} was already processed."
    ended = accepted("one", stage="ended", code=5080, said=said, syncs=(OTHER_ID,))
    searching, _ = _decisions.after(ended, transactions(("one", "ValidationError", said)), NOW)
    listed, _ = _decisions.after(searching, [status(5000, OTHER_ID), status(5080)], NOW)
    assert listed.unread == (OTHER_ID,)
    after, _ = _decisions.after(listed, transactions(("one", "Completed", None)), NOW)
    assert entry(after, "one").outcome == "written"


def test_a_call_does_not_outlive_its_key() -> None:
    """A call of a step ends after two minutes, with all its retries."""
    made = dict[str, Any]()
    client = SimpleNamespace(sync=SimpleNamespace(get=made.update))
    _steps.Step("sync", "get", {"sync_id": SYNC_ID}).of(client)
    assert made == {"sync_id": SYNC_ID, "deadline": 120.0}


def test_trouble_ends_with_the_next_success() -> None:
    """The trouble of a step is the first line of its error; a step that succeeds has none."""
    lost, _ = _decisions.after(delivery(), errors.CallError("reset\nby a peer"), NOW)
    assert lost.trouble is not None
    assert lost.trouble.reason == "reset"
    assert _decisions.after(lost, CREATED, NOW)[0].trouble is None


@pytest.mark.parametrize("stage", ["stopped", "done"])
def test_a_delivery_that_waits_or_is_done_makes_no_step(stage: Any) -> None:
    """It stays as it is."""
    made = delivery(stage=stage, events=())
    assert _decisions.step(made, NOW) is None
    assert _decisions.after(made, None, NOW) == (made, None)
