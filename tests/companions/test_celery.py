"""A client in the processes that a Celery worker forks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.documents import ROOT
from tests.support.faulty_server import Server
from tests.support.processes import assert_own_answers, start_program


@pytest.fixture(params=["", "busy"], ids=["quiet", "amid first calls"])
def worker(
    request: pytest.FixtureRequest,
    healthy_server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[subprocess.Popen[bytes]]:
    """Hold a Celery worker with two forked processes; its broker is a folder."""
    monkeypatch.setenv("CELERY_BUSY", request.param)
    for name in ("queue", "control", "results"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("CELERY_FOLDER", str(tmp_path))
    monkeypatch.setenv("CODAT_SERVER_URL", healthy_server.url)
    options = ["--pool", "prefork", "--concurrency", "2", "--without-gossip", "--without-mingle"]
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "tests.companions.celery_app",
        "worker",
        *options,
    ]
    log = (tmp_path / "log").open("wb")
    with (
        log,
        subprocess.Popen(  # noqa: S603 - our own
            command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
        ) as worker,
    ):
        yield worker
        # It and the two that it forked are a group; asked politely, they take six seconds.
        os.killpg(worker.pid, signal.SIGKILL)


def test_celery(healthy_server: Server, worker: subprocess.Popen[bytes]) -> None:
    """The processes that a Celery worker forks use a client made before, and mix nothing up."""
    processes = assert_own_answers(healthy_server, start_program("celery_tasks", "200"), calls=200)
    assert len(processes) == 2
    assert worker.pid not in processes
