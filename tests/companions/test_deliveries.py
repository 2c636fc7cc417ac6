"""Deliveries as tasks of Celery: real workers, a real Redis, and a sandbox over HTTP."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from codatsyncexpenses.outbox import Delivery
from codatsyncexpenses.sandbox import Sandbox, companies, faults
from tests.support.delivery_workers import Workers
from tests.support.outbox import expense
from tests.support.processes import wait_until
from tests.support.redis_server import PROGRAM, redis_server

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="redis-server is not installed")
VISIBILITY = 1.0  # seconds


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Hold a sandbox whose syncs are quick."""
    with Sandbox(sync_seconds=0.2) as sandbox:
        yield sandbox


@pytest.fixture
def workers(sandbox: Sandbox, tmp_path: Path) -> Iterator[Workers]:
    """Hold the settings of workers on a Redis of their own."""
    with redis_server(tmp_path) as broker:
        yield Workers(tmp_path, broker, sandbox.url, {"visibility_timeout": VISIBILITY})


def planned(company: companies.Company, name: str) -> Delivery:
    """Return the delivery of two expenses."""
    return Delivery.plan(company.id, [expense(f"{name} 1"), expense(f"{name} 2")])


# The company, the stage at the end, and the outcome of its expenses.
ENDINGS = [
    (companies.SUCCEEDS, "done", "written"),
    (companies.PAYMENT_REQUIRED, "stopped", "open"),
    (companies.CONFIGURATION_INVALID, "stopped", "open"),
]


def test_deliveries_end(sandbox: Sandbox, workers: Workers) -> None:
    """The deliveries of several companies end, each as its company does, and `ended` is called."""
    given = [planned(company, company.name) for company, *_ in ENDINGS]
    workers.send(*given)
    with workers.worker():
        wait_until(lambda: len(workers.ended()) == len(given))
    for delivery, (_, stage, outcome) in zip(given, ENDINGS, strict=True):
        (found,) = workers.ended()[delivery.entries[0].expense_id]
        assert (found.stage, {each.outcome for each in found.entries}) == (stage, {outcome})
    written = given[0]
    accepted = sandbox.accepted(companies.SUCCEEDS.id).expenses
    assert [accepted[each.expense_id] for each in written.entries] == [1, 1]


@pytest.mark.parametrize("killed", ["process", "worker"])
def test_a_killed_step(killed: str, sandbox: Sandbox, workers: Workers) -> None:
    """A delivery whose step is killed after the service has acted ends, each expense sent once."""
    company = sandbox.create_company()
    sandbox.next_replies(faults.hang(), company_id=company.id)
    delivery = planned(company, killed)
    workers.send(delivery)
    with workers.worker() as worker:
        wait_until(lambda: bool(sandbox.accepted(company.id).expenses))
        if killed == "process":
            (process,) = workers.processes
            os.kill(process, signal.SIGKILL)
            wait_until(lambda: bool(workers.ended()))
        else:
            os.killpg(worker.pid, signal.SIGKILL)
    if killed == "worker":
        time.sleep(VISIBILITY)  # a worker looks for lost messages when it starts
        with workers.worker():
            wait_until(lambda: bool(workers.ended()))
    found = workers.ended()[delivery.entries[0].expense_id][0]
    assert [each.outcome for each in found.entries] == ["written", "written"]
    accepted = sandbox.accepted(company.id)
    assert ({*accepted.expenses.values()}, accepted.duplicate_syncs) == ({1}, 0)
