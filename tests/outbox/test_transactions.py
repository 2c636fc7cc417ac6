"""An application that is killed around the transaction in which it adds expenses."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from codatsyncexpenses.outbox import Outbox
from codatsyncexpenses.sandbox import Sandbox, companies

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
