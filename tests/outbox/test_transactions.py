"""Transactions: of an application that is killed, and of two processes that block each other."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from codatsyncexpenses.outbox import Outbox
from codatsyncexpenses.outbox._tables import expenses
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.outbox import expense
from tests.support.processes import wait_until

GOOD = companies.SUCCEEDS.id

# It writes a row of its own and adds an expense, says how far it is, and waits to be killed.
APPLICATION = """
import sys
import sqlalchemy as sa
from codatsyncexpenses.outbox import Outbox
from tests.support.outbox import expense

engine = sa.create_engine(sys.argv[1])
outbox = Outbox(engine)
with engine.begin() as connection:
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS approved (id TEXT)")
with engine.connect() as connection:
    with connection.begin():
        connection.exec_driver_sql("INSERT INTO approved VALUES ('one')")
        given = [expense(str(number)) for number in range(60)]
        outbox.add(sys.argv[3], given, connection=connection)
        if sys.argv[2] == "before":
            print("ready", flush=True)
            sys.stdin.read()
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(("moment", "rows", "written"), [("before", 0, 0), ("after", 1, 60)])
def test_killed_around_the_commit(moment: str, rows: int, written: int, tmp_path: Path) -> None:
    """Killed before its commit, nothing goes out; killed after it, everything does."""
    url = f"sqlite:///{tmp_path / 'app.db'}"
    with subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-c", APPLICATION, url, moment, companies.SUCCEEDS.id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as application:
        assert application.stdout is not None
        assert application.stdout.readline() == "ready\n"
        application.send_signal(signal.SIGKILL)
    engine, sandbox = sa.create_engine(url), Sandbox(clock="manual")
    with Outbox(engine) as outbox:
        report = outbox.deliver(sandbox.in_process_client())
    with engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM approved").scalar_one()
    engine.dispose()
    assert (count, report.written, report.waiting) == (rows, written, 0)
    assert len(sandbox.accepted(companies.SUCCEEDS.id).expenses) == written


@pytest.fixture
def impatient(emptied: sa.Engine) -> Iterator[sa.Engine]:
    """Hold an engine whose transactions are the ones that PostgreSQL ends in a deadlock."""
    options = {"options": "-c deadlock_timeout=200ms"}
    engine = sa.create_engine(emptied.url, connect_args=options)
    yield engine
    engine.dispose()


ONE, TWO = expense("one"), expense("two")
WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted"
ROWS = sa.select(expenses.c.id).with_for_update()


def delivered(outbox: Outbox) -> int:
    """Deliver, and return how many are written."""
    return outbox.deliver(Sandbox(clock="manual").in_process_client()).written


# A change of two expenses of a state, and its result.
CHANGES: dict[str, tuple[str, Callable[[Outbox], object], object]] = {
    "cancel": ("waiting", lambda outbox: outbox.cancel(), 2),
    "retry": ("failed", lambda outbox: outbox.retry(), 2),
    "prune": ("written", lambda outbox: outbox.prune(timedelta(0)), 2),
    "add": ("cancelled", lambda outbox: outbox.add(GOOD, [ONE, TWO]), 2),
    "deliver": ("waiting", delivered, 2),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_deadlock(emptied: sa.Engine, impatient: sa.Engine, name: str) -> None:
    """A change that PostgreSQL ends, so that another transaction goes on, is made after it."""
    state, change, result = CHANGES[name]
    outbox = Outbox(impatient)
    outbox.add(GOOD, [ONE, TWO])
    with ThreadPoolExecutor(1) as pool, emptied.connect() as other:
        other.execute(expenses.update().values(state=state, changed_at=0.0))
        other.commit()
        other.exec_driver_sql("SET LOCAL deadlock_timeout = '20s'")
        other.execute(ROWS.where(expenses.c.expense_id == TWO.id))
        made = pool.submit(change, outbox)
        wait_until(lambda: other.exec_driver_sql(WAITS).scalar_one() > 0)
        other.execute(ROWS.where(expenses.c.expense_id == ONE.id))
        other.commit()
        assert made.result(20) == result


@pytest.mark.parametrize(("state", "has_receipt"), [("cancelled", False), ("written", True)])
def test_two_processes_add_the_same(emptied: sa.Engine, state: str, has_receipt: bool) -> None:
    """The second waits for the first, and has nothing to add any more."""
    outbox = Outbox(emptied)
    outbox.add(GOOD, [ONE])
    receipts = {ONE.id: __file__} if has_receipt else None
    with ThreadPoolExecutor(1) as pool, emptied.connect() as other:
        other.execute(expenses.update().values(state=state))
        other.commit()
        assert outbox.add(GOOD, [ONE], receipts=receipts, connection=other) == 1
        made = pool.submit(outbox.add, GOOD, [ONE], receipts=receipts)
        wait_until(lambda: other.exec_driver_sql(WAITS).scalar_one() > 0)
        other.commit()
        assert made.result(20) == 0
