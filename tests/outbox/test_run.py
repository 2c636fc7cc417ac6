"""The decisions of a run, on a clock of the test's own."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
import requests

from codatsyncexpenses.errors import CallError, RateLimitError
from codatsyncexpenses.outbox import Advanced, Outbox, Trouble
from codatsyncexpenses.outbox._batch import Stage
from codatsyncexpenses.outbox._rows import Taken
from codatsyncexpenses.outbox._run import Run, Wait
from codatsyncexpenses.sandbox import companies
from tests.support.outbox import expense

GOOD, OTHER = companies.SUCCEEDS.id, companies.WRITE_FAILED.id
LIMITED = RateLimitError("too many requests", 429, "", requests.Response())


class Clock:
    """A time in seconds that the test sets."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Hold a clock at 0."""
    return Clock()


@pytest.fixture
def run(outbox: Outbox, clock: Clock) -> Run:
    """Hold a run of 100 s over one expense of each of two companies."""
    for company in (GOOD, OTHER):
        outbox.add(company, [expense("one")])
    return Run(outbox._store, clock, webhooks=False, until=100.0)


def taken(run: Run) -> Taken:
    """Return the next delivery."""
    found = run.next()
    assert isinstance(found, Taken)
    return found


def limited(run: Run, seconds: float) -> None:
    """Let a call be refused for some seconds."""
    each = taken(run)
    troubled = replace(each.delivery, trouble=Trouble("service", "too many requests"))
    run.put(each, Advanced(troubled, seconds), LIMITED)


def test_an_ended_run_stays_ended(outbox: Outbox, clock: Clock) -> None:
    """Once one worker has found nothing, an expense added by others is for the next run."""
    run = Run(outbox._store, clock, webhooks=False, until=100.0)
    assert run.next() is None
    outbox.add(GOOD, [expense("one")])
    assert run.next() is None
    assert run.ended


@pytest.mark.parametrize(
    ("event", "goes_on"), [("none", True), ("pause", False), ("end", False), ("stop", False)]
)
def test_a_next_step_at_once(run: Run, clock: Clock, event: str, goes_on: bool) -> None:
    """A delivery goes on at once, unless the run has ended or pauses meanwhile."""
    chosen = taken(run)
    if event == "pause":
        limited(run, 60.0)
    elif event == "end":
        clock.now = 100.0
    elif event == "stop":
        run.stop()
    kept = run.put(chosen, Advanced(replace(chosen.delivery, stage="checking"), 0.0), None)
    assert (kept is not None) == goes_on


def test_a_pause_ends(run: Run, clock: Clock) -> None:
    """Nothing is advanced during a pause, and everything after it."""
    limited(run, 60.0)
    assert isinstance(run.next(), Wait)
    clock.now = 60.0
    assert isinstance(run.next(), Taken)


@pytest.mark.parametrize(("seconds", "pauses"), [(300.0, False), (7200.0, True)])
def test_a_service_that_names_a_time(run: Run, seconds: float, pauses: bool) -> None:
    """A pause that is longer than a delivery waits is one of the run."""
    each = taken(run)
    down = replace(each.delivery, trouble=Trouble("service", "down"))
    run.put(each, Advanced(down, seconds), CallError("down"))
    assert isinstance(run.next(), Wait) == pauses


def test_a_clock_set_back_ends_a_pause(run: Run, clock: Clock) -> None:
    """A pause that seems to last for years is over."""
    clock.now = 1e9 - 1.0
    run._until = 2e9
    limited(run, 60.0)
    clock.now = 0.0
    assert isinstance(run.next(), Taken)


def test_a_pause_is_one_line(run: Run, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    """It says until when and why, not once for each worker; a longer pause is another."""
    chosen = [taken(run), taken(run)]
    for each, seconds in zip(chosen, (30.0, 45.0), strict=True):
        troubled = replace(each.delivery, trouble=Trouble("service", "too many"))
        run.put(each, Advanced(troubled, seconds), LIMITED)
    assert caplog.messages == ["the outbox pauses until 1970-01-01 00:00:30 UTC: too many"]
    clock.now = 46.0
    limited(run, 3600.0)
    assert caplog.messages[1:] == [
        "the outbox pauses until 1970-01-01 01:00:46 UTC: too many requests"
    ]


PAUSED = "; it pauses until 1970-01-01 00:01:00 UTC: too many requests"


@pytest.mark.parametrize(
    ("pause", "level", "text"),
    [(None, "INFO", ""), (60.0, "WARNING", PAUSED)],
    ids=["without a pause", "within a pause"],
)
def test_the_end_of_a_run_in_the_log(
    run: Run, caplog: pytest.LogCaptureFixture, pause: float | None, level: str, text: str
) -> None:
    """It has the counts, and the pause for which some expenses have no outcome."""
    caplog.set_level(logging.INFO)
    if pause is not None:
        limited(run, pause)
    run.log_end("1 sending")
    found = caplog.records[-1]
    assert (found.levelname, found.getMessage()) == (
        level,
        f"the outbox ends a run: 1 sending{text}",
    )


def test_what_somebody_has_to_act_on_is_logged_once(
    run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    """An expense that failed, and a company that has stopped, have a line each, with the reason."""
    first = taken(run)
    company = first.delivery.company_id
    (entry,) = first.delivery.entries
    failed = replace(entry, outcome="failed", reason="no\naccount")
    stopped = replace(
        first.delivery,
        entries=(failed,),
        stage="stopped",
        trouble=Trouble("company", "402", "Ask Codat."),
    )
    for entries in ((entry,), (failed,)):
        before = first._replace(delivery=replace(first.delivery, entries=entries))
        run.put(before, Advanced(stopped, None), None)
    assert caplog.messages == [
        rf"the expense {entry.expense_id} of the company {company} failed: no\naccount",
        f"the company {company} has stopped: 402 Ask Codat.",
    ]
    assert {each.levelname for each in caplog.records} == {"WARNING"}


def test_each_delivery_is_given_once(run: Run) -> None:
    """While all of them are being advanced, the run waits."""
    assert taken(run).id != taken(run).id
    assert run.next() == Wait(1.0)


@pytest.mark.parametrize(
    ("now", "pause", "seconds"),
    [(0.0, 60.0, 1.0), (59.75, 60.0, 0.25), (59.99999, 60.0, 0.001), (99.5, 3600.0, 0.5)],
    ids=["long", "end of the pause", "a moment", "end of the run"],
)
def test_the_seconds_of_a_wait(
    run: Run, clock: Clock, now: float, pause: float, seconds: float
) -> None:
    """At most a second, and neither longer than the pause nor than the run."""
    limited(run, pause)
    clock.now = now
    assert run.next() == Wait(seconds)


def test_a_delivery_comes_back_after_its_seconds(run: Run, clock: Clock) -> None:
    """Until then the run waits."""
    for _ in range(2):
        each = taken(run)
        checking = replace(each.delivery, stage="checking")
        assert run.put(each, Advanced(checking, 0.5), None) is None
    assert run.next() == Wait(0.5)
    clock.now = 0.5
    assert taken(run).delivery.stage == "checking"


@pytest.mark.parametrize(
    ("calls", "pauses"), [("FF", False), ("FFF", True), ("FFSF", False), ("FFSFFF", True)]
)
def test_three_failures_in_a_row_pause_the_run(run: Run, calls: str, pauses: bool) -> None:
    """A success between them shows that the service is there."""
    each = taken(run)
    for call in calls:
        trouble = Trouble("service", "down") if call == "F" else None
        run.put(each, Advanced(replace(each.delivery, trouble=trouble), 5.0), None)
    assert isinstance(run.next(), Wait) == pauses


def test_one_call_tries_whether_the_service_is_back(run: Run, clock: Clock) -> None:
    """After a pause because of failures, the others wait for its success."""
    each = taken(run)
    for _ in range(3):
        down = replace(each.delivery, trouble=Trouble("service", "down"))
        run.put(each, Advanced(down, 5.0), CallError("down"))
    clock.now = 5.0
    first = taken(run)
    assert run.next() == Wait(1.0)
    run.put(first, Advanced(replace(first.delivery, trouble=None), 0.0), None)
    assert isinstance(run.next(), Taken)


def test_a_shorter_pause_ends_no_longer_one(run: Run, clock: Clock) -> None:
    """A response that another worker gets meanwhile may name an earlier time."""
    chosen = [taken(run), taken(run)]
    for each, seconds in zip(chosen, (60.0, 30.0), strict=True):
        troubled = replace(each.delivery, trouble=Trouble("service", "too many"))
        run.put(each, Advanced(troubled, seconds), LIMITED)
    clock.now = 59.0
    assert run.next() == Wait(1.0)


def test_a_pause_ends_after_a_day(run: Run, clock: Clock) -> None:
    """A response that names a later time does not stop the run for good."""
    run._until = 2e9
    limited(run, 1e9)
    clock.now = 86_999.0
    assert run.next() == Wait(1.0)
    clock.now = 87_000.0
    assert isinstance(run.next(), Taken)


def test_a_trouble_of_the_client_ends_the_run(run: Run) -> None:
    """The run raises the first error."""
    errors = CallError("wrong key"), CallError("later")
    for each, error in zip([taken(run), taken(run)], errors, strict=True):
        wrong = replace(each.delivery, trouble=Trouble("client", "wrong key"))
        assert run.put(each, Advanced(wrong, 0.0), error) is None
    assert (run.ended, str(run.error), run.next()) == (True, "wrong key", None)


@pytest.mark.parametrize("is_stopped", [False, True])
def test_an_error_ends_the_run(run: Run, is_stopped: bool) -> None:
    """The first one counts, unless the run was stopped before."""
    if is_stopped:
        run.stop()
    first = OSError("first")
    for error in (first, OSError("second")):
        run.fail(error)
    assert run.ended
    assert run.error is (None if is_stopped else first)


@pytest.mark.parametrize(
    ("stage", "is_planned"),
    [("sending", False), ("checking", False), ("searching", False), ("accepted", True)],
)
def test_the_next_batch_of_a_company(
    outbox: Outbox, clock: Clock, stage: Stage, is_planned: bool
) -> None:
    """It is planned once the service has accepted the one before."""
    run = Run(outbox._store, clock, webhooks=False, until=100.0)
    outbox.add(GOOD, [expense("one")])
    each = taken(run)
    run.put(each, Advanced(replace(each.delivery, stage=stage), 50.0), None)
    outbox.add(GOOD, [expense("two")])
    assert isinstance(run.next(), Taken) == is_planned
