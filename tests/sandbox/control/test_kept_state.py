"""The state of a served sandbox in a file: after a kill, at its end, and if the file is damaged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox._state.snapshots import to_file
from tests.support.served import served

MANUAL = ("--clock", "manual")


def changed(url: str) -> dict[str, Any]:
    """Change the state of a served sandbox, and return it."""
    with Sandbox.connect(url) as sandbox:
        sandbox.webhooks.add("http://127.0.0.1:9/hook")
        sandbox.start_sync(companies.SUCCEEDS.id)
        sandbox.advance(4)
        sandbox.start_sync(companies.WRITE_FAILED.id)
        return sandbox.snapshot()


def test_a_kill_and_an_end(tmp_path: Path) -> None:
    """A snapshot outlives a kill; another process loads it, and SIGTERM saves the same bytes."""
    file, saved = tmp_path / "state.json", tmp_path / "saved.json"
    with served(*MANUAL) as server:
        to_file(file, changed(server.url))
        server.process.kill()
        server.process.wait(30)
    with served(*MANUAL, "--load", str(file), "--save-on-exit", str(saved)):
        pass
    assert saved.read_bytes() == file.read_bytes()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["saved.json", "state.json"]
    if sys.platform != "win32":
        assert saved.stat().st_mode & 0o777 == 0o600


STATE = Sandbox(clock="manual").snapshot()
DAMAGED = {
    "no JSON": b"{",
    "nothing": b"",
    "not UTF-8": b"\xff",
    "deep": b"[" * 100_000,
    "another document": b'{"openapi": "3.1.0"}',
    "another format": json.dumps({**STATE, "format": "x"}).encode(),
    "newer": json.dumps({**STATE, "version": 2}).encode(),
    "a new field": json.dumps({**STATE, "more": 1}).encode(),
    "a new kind": json.dumps({**STATE, "records": {"Invoice": [{}]}}).encode(),
    "cut": json.dumps(STATE).encode()[:-9],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file(tmp_path: Path, name: str) -> None:
    """A file that is no snapshot of this version is refused, and the state and the file stay."""
    file = tmp_path / "state.json"
    file.write_bytes(DAMAGED[name])
    sandbox = Sandbox(clock="manual")
    sandbox.start_sync(companies.SUCCEEDS.id)
    before = sandbox.snapshot()
    with pytest.raises(ConfigurationError, match="snapshot"):
        sandbox.restore(file)
    assert (sandbox.snapshot(), file.read_bytes()) == (before, DAMAGED[name])


def test_a_damaged_file_of_the_command(tmp_path: Path) -> None:
    """The command ends with one line that names the version, and leaves file and database alone."""
    file, db = tmp_path / "state.json", tmp_path / "state.db"
    file.write_bytes(DAMAGED["newer"])
    kept = Sandbox(clock="manual", db=db)
    company = kept.create_company("Acme")
    kept.stop()
    command = [sys.executable, "-m", "codatsyncexpenses.sandbox", "serve", "--port", "0"]
    options = [*MANUAL, "--db", str(db), "--load", str(file), "--save-on-exit", str(file)]
    run = subprocess.run(  # noqa: S603 - our own command
        [*command, *options], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 2
    assert run.stderr == "this snapshot has version 2, and this sandbox reads version 1\n"
    assert file.read_bytes() == DAMAGED["newer"]
    reopened = Sandbox(clock="manual", db=db)
    assert reopened.attachments(company.id) == []
    reopened.stop()
