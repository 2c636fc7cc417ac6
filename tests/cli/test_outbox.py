"""An outbox on the command line."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import util
from pathlib import Path

import pytest

from codatsyncexpenses.sandbox import Sandbox, companies, faults
from tests.support.cli_runner import EXPENSES, Command, cli_runner
from tests.support.processes import wait_until

GOOD, STOPS = companies.SUCCEEDS.id, companies.CONFIGURATION_INVALID.id
BAD = companies.NOTHING_TO_SYNC.id


@pytest.fixture
def served(manual: Sandbox) -> Iterator[Sandbox]:
    """Serve a sandbox whose clock the pauses of the command move."""
    with manual, manual.environment():
        yield manual


@pytest.fixture
def cli(
    served: Sandbox,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Command:
    """Run the command against it, in a directory of its own."""
    del served
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("CODAT_OUTBOX", raising=False)
    monkeypatch.chdir(tmp_path)
    return cli_runner(capsys)


def test_the_expenses_of_a_file_are_written(cli: Command) -> None:
    """The expenses that `add` takes are written by `deliver`; a second `add` adds nothing."""
    added = [cli("outbox", "add", EXPENSES, "--company", GOOD) for _ in range(2)]
    assert [each.out for each in added] == ["2 added\n", "0 added\n"]
    assert cli("outbox", "status").out == "0 written, 0 failed, 2 waiting\n"
    delivered = cli("outbox", "deliver")
    assert (delivered.code, delivered.out) == (0, "2 written, 0 failed\n")


def test_failures_and_stops_are_shown(cli: Command) -> None:
    """Each failure has its reason, and each company that stopped its remedy; the code is 1."""
    for company in (BAD, STOPS):
        cli("outbox", "add", EXPENSES, "--company", company)
    text, shown = cli("outbox", "deliver"), cli("outbox", "status", "--json").json
    assert text.code == 1
    assert "0 written, 2 failed, 2 waiting, 1 company stopped" in text.out
    assert "bankAccount.id is empty" in text.out
    assert shown["stopped"][0]["companyId"] == STOPS
    assert shown["stopped"][0]["waiting"] == 2
    assert {each["companyId"] for each in shown["failures"]} == {BAD}


def test_a_timeout_ends_a_delivery(cli: Command) -> None:
    """An expense without an outcome by then is counted, and the code is 5."""
    cli("outbox", "add", EXPENSES, "--company", GOOD)
    found = cli("outbox", "deliver", "--timeout", "1")
    assert (found.code, found.out) == (5, "0 written, 0 failed, 2 sending\n")


def test_changes_are_counted(cli: Command) -> None:
    """`cancel`, `retry` and `resume` say how many they changed."""
    cli("outbox", "add", EXPENSES, "--company", STOPS)
    cli("outbox", "deliver")
    assert cli("outbox", "resume", "--company", STOPS).out == "1 resumed\n"
    assert cli("outbox", "cancel", "--json").json == {"cancelled": 2}
    assert cli("outbox", "retry").out == "0 waiting\n"


def test_the_history_has_each_request(cli: Command) -> None:
    """It names the events of an expense, with the sync, as a table and as JSON."""
    cli("outbox", "add", EXPENSES, "--company", GOOD)
    cli("outbox", "deliver")
    cli("outbox", "status", "--json")
    from codatsyncexpenses.outbox import Outbox

    with Outbox("outbox.db") as outbox:
        expense_id = next(outbox.status().outcomes()).expense_id
    found = cli("outbox", "history", expense_id, "--json").json
    assert [each["kind"] for each in found] == ["planned", "accepted", "ended", "written"]
    assert found[1]["syncId"] in cli("outbox", "history", expense_id).out


def test_receipts_are_found_by_name(cli: Command, served: Sandbox, tmp_path: Path) -> None:
    """A file that is named after the id of an expense is attached to it."""
    ids = [f"e0000000-0000-4000-8000-00000000000{number}" for number in (1, 2)]
    common = {"type": "Payment", "issueDate": "2026-05-04", "currency": "GBP"}
    expenses = [{"id": id_, **common, "lines": [{"netAmount": 1}]} for id_ in ids]
    Path("expenses.json").write_text(json.dumps(expenses))
    (tmp_path / "receipts").mkdir()
    for name in (f"{ids[0]}.pdf", "other.pdf"):
        (tmp_path / "receipts" / name).write_bytes(b"%PDF-1.4")
    add = ["outbox", "add", "expenses.json", "--company", GOOD, "--receipts", "receipts"]
    assert cli(*add).out == "2 added\n"
    assert cli("outbox", "deliver").code == 0
    assert [each.file_name for each in served.attachments(GOOD)] == [f"{ids[0]}.pdf"]


@pytest.mark.parametrize("command", ["deliver", "status", "history x", "retry", "cancel", "resume"])
def test_a_missing_file(cli: Command, command: str) -> None:
    """Only `add` creates an outbox."""
    found = cli("outbox", "--outbox", "typo.db", *command.split())
    assert (found.code, Path("typo.db").exists()) == (2, False)
    assert "There is no outbox typo.db; `outbox add` creates it" in found.err


def test_the_environment_names_the_file(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """CODAT_OUTBOX is the file without --outbox."""
    monkeypatch.setenv("CODAT_OUTBOX", "other.db")
    cli("outbox", "add", EXPENSES, "--company", GOOD)
    assert Path("other.db").exists()


def test_the_missing_extra(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without SQLAlchemy, the command says how to install it."""
    found = util.find_spec

    def find(name: str) -> object:
        return None if name == "sqlalchemy" else found(name)

    monkeypatch.setattr("codatsyncexpenses.cli._outbox.find_spec", find)
    result = cli("outbox", "status")
    assert result.code == 6
    assert 'pip install "codatsyncexpenses[outbox]"' in result.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_a_signal_ends_a_delivery(
    at_sandbox: Sandbox, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    """It ends within a second or so, names what continues it, and that writes each once."""
    cli = cli_runner(capsys)
    cli("outbox", "add", EXPENSES, "--company", GOOD)
    at_sandbox.next_replies(faults.hang(), operation="create-expense-transaction")
    command = [sys.executable, "-m", "codatsyncexpenses.cli", "outbox", "deliver"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:  # noqa: S603 - our own
        wait_until(lambda: bool(at_sandbox.accepted(GOOD).expenses))
        assert "another process is delivering" in cli("outbox", "deliver").err
        began = time.monotonic()
        running.send_signal(number)
        _, said = running.communicate(timeout=60)
        assert time.monotonic() - began < 5  # 0.3 where the disk is free; the call takes an hour
    assert running.returncode == 128 + number
    assert "`codat-sync-expenses outbox deliver` continues where it was" in said
    assert cli("outbox", "deliver").out == "2 written, 0 failed\n"
    assert {*at_sandbox.accepted(GOOD).expenses.values()} == {1}
