"""A delivery against a sandbox, on its clock."""

from __future__ import annotations

from random import Random

import pytest

from codatsyncexpenses.outbox import Delivery
from codatsyncexpenses.sandbox import Sandbox, companies, faults
from tests.support.outbox import drive, expense

# The company, the stage at the end, the outcome, the requests with a result, and whether the
# expenses may be sent again.
ENDINGS = [
    (companies.SUCCEEDS, "done", "written", 1, False),
    (companies.RUNNING_LONG, "done", "written", 1, False),
    (companies.NOTHING_TO_SYNC, "done", "failed", 1, False),
    (companies.CONFIGURATION_INVALID, "stopped", "open", 1, False),
    (companies.COMPANY_NOT_FOUND, "stopped", "open", 1, False),
    (companies.COMPANY_UNPROCESSABLE, "stopped", "open", 1, False),
    (companies.SUBSCRIPTION_LAPSED, "stopped", "open", 1, False),
    (companies.SERVER_ERROR, "done", "failed", 3, True),
    (companies.PROCESSING_FAILED, "done", "failed", 3, True),
    (companies.WRITE_FAILED, "done", "failed", 2, False),
    (companies.WITHOUT_CONNECTIONS, "stopped", "open", 1, False),
    (companies.PAYMENT_REQUIRED, "stopped", "open", 0, False),
    (companies.FORBIDDEN, "stopped", "open", 0, False),
]


@pytest.mark.parametrize(
    ("company", "stage", "outcome", "attempts", "again"),
    ENDINGS,
    ids=[company.name for company, *_ in ENDINGS],
)
def test_each_company_ends(
    company: companies.Company, stage: str, outcome: str, attempts: int, again: bool
) -> None:
    """A delivery ends as its company does: written, failed with a reason, or stopped."""
    sandbox = Sandbox(clock="manual")
    given = [expense("one"), expense("two")]
    planned = Delivery.plan(company.id, given, now=sandbox.now.timestamp())
    delivery, _ = drive(planned, sandbox.in_process_client(), sandbox)
    assert delivery.stage == stage
    for each in delivery.entries:
        assert (each.outcome, each.attempts, each.can_be_retried) == (outcome, attempts, again)
        assert bool(each.reason) == (outcome == "failed")
    assert (delivery.trouble is not None) == (stage == "stopped")


def test_a_failed_expense_does_not_fail_the_others() -> None:
    """Each expense of a batch gets its own outcome and message, although the sync failed."""
    sandbox = Sandbox(clock="manual")
    given = [expense("one"), expense("two", currency="USD"), expense("three")]
    planned = Delivery.plan(companies.SUCCEEDS.id, given, now=sandbox.now.timestamp())
    delivery, _ = drive(planned, sandbox.in_process_client(), sandbox)
    assert [each.outcome for each in delivery.entries] == ["written", "failed", "written"]
    assert "currencyRate" in (delivery.entries[1].reason or "")


def test_expenses_written_before_count_as_written() -> None:
    """Expenses that the service names and a sync confirms are left out of the next batch."""
    sandbox = Sandbox(clock="manual")
    client, now = sandbox.in_process_client(), sandbox.now.timestamp()
    first = Delivery.plan(companies.SUCCEEDS.id, [expense("one"), expense("two")], now=now)
    drive(first, client, sandbox)
    given = [expense("three"), expense("one"), expense("two"), expense("four")]
    second = Delivery.plan(companies.SUCCEEDS.id, given, now=sandbox.now.timestamp())
    delivery, _ = drive(second, client, sandbox)
    assert [each.outcome for each in delivery.entries] == ["written"] * 4
    assert [each.attempts for each in delivery.entries] == [2, 1, 1, 2]


@pytest.mark.parametrize("seed", range(20))
def test_repeating_steps_is_harmless(seed: int) -> None:
    """With lost responses, repeated steps and lost hours, each expense is accepted once."""
    dice, sandbox = Random(seed), Sandbox(clock="manual")
    client = sandbox.in_process_client(max_retries=0)
    lost = (faults.reset(), faults.reset(processed=True), faults.server_error())
    sandbox.next_replies(*lost, times=10, probability=0.25, seed=seed)
    company_id, given = sandbox.create_company().id, [expense(name) for name in "abc"]
    current = Delivery.plan(company_id, given, now=sandbox.now.timestamp())
    for _ in range(500):
        results = [current.advance(client) for _ in range(dice.choice([1, 1, 2, 3]))]
        current, seconds = dice.choice(results)
        if seconds is None:
            break
        sandbox.advance(seconds + dice.choice([0, 0, 0, 6000]))
    assert [each.outcome for each in current.entries] == ["written"] * 3
    seen = sandbox.accepted(company_id)
    assert (seen.expenses, seen.duplicate_syncs) == ({each.id: 1 for each in given}, 0)
