"""Ctrl-C during a program that calls `Outbox.deliver`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from codatsyncexpenses.outbox import Outbox
from codatsyncexpenses.sandbox import Sandbox, companies, faults
from tests.support.outbox import expense
from tests.support.processes import wait_until

GOOD = companies.SUCCEEDS.id
PROGRAMS = {
    "blocking": """
from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.outbox import Outbox

with Outbox("outbox.db") as outbox, CodatSyncExpenses.from_env() as client:
    outbox.deliver(client)
""",
    "asynchronous": """
import asyncio
from codatsyncexpenses import AsyncCodatSyncExpenses
from codatsyncexpenses.outbox import Outbox

async def main():
    with Outbox("outbox.db") as outbox:
        async with AsyncCodatSyncExpenses.from_env() as client:
            await outbox.deliver(client)

asyncio.run(main())
""",
}


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX system")
@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_ctrl_c_ends_a_program(tmp_path: Path, program: str) -> None:
    """It ends with a KeyboardInterrupt while a call hangs, and the next run repeats its key."""
    with (
        Sandbox(api_key="a-key", sync_seconds=0) as sandbox,
        Outbox(tmp_path / "outbox.db") as outbox,
    ):
        outbox.add(GOOD, [expense("one")])
        sandbox.next_replies(faults.hang(), operation="create-expense-transaction")
        variables = {"CODAT_SERVER_URL": sandbox.url, "CODAT_API_KEY": "a-key"}
        with subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env={**os.environ, **variables},
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            try:
                wait_until(lambda: bool(sandbox.accepted(GOOD).expenses or running.poll()))
                began = time.monotonic()
                running.send_signal(signal.SIGINT)
                _, said = running.communicate(timeout=60)
            finally:
                running.kill()
        assert time.monotonic() - began < 5
        assert (running.returncode, said.splitlines()[-1]) == (-signal.SIGINT, "KeyboardInterrupt")
        # The sandbox may not have noticed yet that the first request has been given up.
        outbox.deliver(sandbox.in_process_client(), timeout=60)
        events = [each.kind for each in outbox.history(expense("one").id)]
        assert [kind for kind in events if kind != "unanswered"] == [
            *("planned", "accepted", "ended", "written")
        ]
        assert sandbox.accepted(GOOD).expenses == {expense("one").id: 1}
