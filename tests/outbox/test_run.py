"""The decisions of a run, on a clock of the test's own."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
import requests

from codatsyncexpenses.errors import CallError, RateLimitError
from codatsyncexpenses.outbox import Advanced, Outbox, Trouble
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
