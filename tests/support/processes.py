"""Starts the programs of ``tests/faults``, and reads their results."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.support.documents import ROOT
from tests.support.faulty_server import Server

LONGEST = 300.0  # seconds that a program may run, on a machine that is busy


def start_program(*arguments: str, module: str = "tests.faults.programs") -> subprocess.Popen[str]:
    """Start a program by its name and arguments."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(  # noqa: S603 - our own
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )


def results(program: subprocess.Popen[str]) -> list[dict[str, Any]]:
    """Wait for a program to end, and return the facts that it wrote."""
    with program:  # its pipe is closed, too, where it had to be killed
        try:
            written, _ = program.communicate(timeout=LONGEST)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)  # it and what it forked, if any hangs
    assert program.returncode == 0
    return [json.loads(line) for line in written.splitlines()]


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds that another thread or process brings about."""
    deadline = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def assert_own_answers(server: Server, program: subprocess.Popen[str], *, calls: int) -> set[int]:
    """Check that every call got its own answer, and return the processes that made the calls."""
    answers = results(program)
    assert [wrong for found in answers for wrong in found["mixed"]] == []
    assert sum(found["calls"] for found in answers) == calls
    users: dict[int, set[str]] = {}
    for request in server.requests:
        # The identifier that is asked for starts with a group for the process.
        name = request.path.split("/")[-2].split("-")[0]
        users.setdefault(request.connection, set()).add(name)
    assert [names for names in users.values() if len(names) > 1] == []
    return {found["process"] for found in answers}
