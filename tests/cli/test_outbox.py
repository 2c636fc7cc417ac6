"""An outbox on the command line."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from importlib import util
from pathlib import Path

import pytest

from codatsyncexpenses.outbox import Outbox
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


def test_a_pause_is_the_reason_of_a_timeout(cli: Command, served: Sandbox) -> None:
    """If a quota is spent until after the timeout, the last line of the log says so."""
    served.next_replies(faults.rate_limited(7200), operation="create-expense-transaction")
    cli("outbox", "add", EXPENSES, "--company", GOOD)
    found = cli("outbox", "deliver", "--timeout", "60")
    assert (found.code, found.out) == (5, "0 written, 0 failed, 2 sending\n")
    assert "the outbox ends a run: 0 written, 0 failed, 2 sending; it pauses until 20" in found.err


TIMED = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ "


def test_a_run_in_a_file_has_times(cli: Command) -> None:
    """If standard error is no terminal, each log line of a run has a time, from begin to end."""
    for company in (GOOD, STOPS):
        cli("outbox", "add", EXPENSES, "--company", company)
    first, *others, last = cli("outbox", "deliver").err.splitlines()
    assert re.fullmatch(TIMED + "the outbox begins a run: 0 written, 0 failed, 4 waiting", first)
    assert [bool(re.match(TIMED + "the company .* has stopped", each)) for each in others] == [True]
    assert re.fullmatch(TIMED + "the outbox ends a run: 2 written.*", last)


def test_a_retry_in_a_file_is_silent(cli: Command, served: Sandbox) -> None:
    """Without --verbose, a run in a file shows no retry."""
    cli("outbox", "add", EXPENSES, "--company", GOOD)
    served.next_replies(503, operation="create-expense-transaction")
    assert len(cli("outbox", "deliver").err.splitlines()) == 2


def test_a_run_in_a_file_for_programs(cli: Command) -> None:
    """With --json, each log object has its time."""
    cli("outbox", "add", EXPENSES, "--company", GOOD)
    lines = cli("outbox", "deliver", "--json").err.splitlines()
    logs = [json.loads(each)["log"] for each in lines]
    assert [{*each} for each in logs] == [{"time", "level", "message"}] * 2
    assert all(re.fullmatch(TIMED.strip(), each["time"]) for each in logs)


def test_a_run_on_a_terminal_has_no_times(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """There, a run without problems logs nothing."""
    cli("outbox", "add", EXPENSES, "--company", GOOD)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert cli("outbox", "deliver").err == ""


def test_changes_are_counted(cli: Command) -> None:
    """`cancel`, `retry` and `resume` say how many they changed."""
    cli("outbox", "add", EXPENSES, "--company", STOPS)
    cli("outbox", "deliver")
    assert cli("outbox", "resume", "--company", STOPS).out == "1 resumed\n"
    assert cli("outbox", "cancel", "--json").json == {"cancelled": 2}
    assert cli("outbox", "retry").out == "0 retried\n"


def test_the_history_has_each_request(cli: Command) -> None:
    """It names the events of an expense, with the sync, as a table and as JSON."""
    cli("outbox", "add", EXPENSES, "--company", GOOD)
    cli("outbox", "deliver")
    with Outbox("outbox.db") as outbox:
        expense_id = next(outbox.status().outcomes()).expense_id
    found = cli("outbox", "history", expense_id, "--json").json
    assert [each["kind"] for each in found] == ["planned", "accepted", "ended", "written"]
    assert found[1]["syncId"] in cli("outbox", "history", expense_id).out


def test_receipts_are_found_by_name(cli: Command, served: Sandbox, tmp_path: Path) -> None:
    """A file that is named after the id of an expense is attached to it; the others are named."""
    ids = [f"e0000000-0000-4000-8000-00000000000{number}" for number in (1, 2)]
    common = {"type": "Payment", "issueDate": "2026-05-04", "currency": "GBP"}
    expenses = [{"id": id_, **common, "lines": [{"netAmount": 1}]} for id_ in ids]
    Path("expenses.json").write_text(json.dumps(expenses))
    (tmp_path / "receipts").mkdir()
    for name in (f"{ids[0]}.pdf", "other.pdf", ".hidden"):
        (tmp_path / "receipts" / name).write_bytes(b"%PDF-1.4")
    add = ["outbox", "add", "expenses.json", "--company", GOOD, "--receipts", "receipts"]
    assert cli(*add).out == "2 added, 1 receipt; 1 file matches no expense: other.pdf\n"
    assert cli("outbox", "deliver").code == 0
    assert [each.file_name for each in served.attachments(GOOD)] == [f"{ids[0]}.pdf"]


def test_a_failed_receipt_is_shown(cli: Command, served: Sandbox, tmp_path: Path) -> None:
    """It is named with its reason, as text and as JSON, and the code is 1 until it is attached."""
    Path("spend.csv").write_text(
        "company_id,type,issue_date,currency,net_amount,receipts\n"
        f"{GOOD},Payment,2026-05-04,GBP,10.00,lunch.pdf\n"
    )
    Path("lunch.pdf").write_bytes(b"%PDF-1.4")
    cli("outbox", "add", "spend.csv")
    served.next_replies(400, operation="upload-expense-attachment")
    text, shown = cli("outbox", "deliver"), cli("outbox", "status", "--json").json
    assert (text.code, "1 written, 0 failed, 1 receipt not attached" in text.out) == (1, True)
    (receipt,) = shown["failedReceipts"]
    assert {*receipt} == {"companyId", "expenseId", "path", "reason"}
    assert receipt["path"] == str(tmp_path / "lunch.pdf")
    assert receipt["reason"] in text.out
    assert cli("outbox", "retry").out == "1 retried\n"
    again = cli("outbox", "deliver")
    assert (again.code, again.out) == (0, "1 written, 0 failed\n")


def test_a_receipt_that_waits_is_counted(cli: Command, served: Sandbox) -> None:
    """The code is 5 while a receipt is still to be attached, and the JSON has the count."""
    Path("spend.csv").write_text(
        "company_id,type,issue_date,currency,net_amount,receipts\n"
        f"{GOOD},Payment,2026-05-04,GBP,10.00,lunch.pdf\n"
    )
    Path("lunch.pdf").write_bytes(b"%PDF-1.4")
    cli("outbox", "add", "spend.csv")
    served.next_replies(503, operation="upload-expense-attachment", times=1000)
    found = cli("outbox", "deliver", "--timeout", "300", "--json")
    assert (found.code, found.json["written"], found.json["waitingReceipts"]) == (5, 1, 1)


def test_the_history_of_an_unknown_expense(cli: Command) -> None:
    """Its error names the expense, and the code is 2."""
    cli("outbox", "add", EXPENSES, "--company", GOOD)
    found = cli("outbox", "history", GOOD)
    assert (found.code, found.out) == (2, "")
    assert f"there is no expense {GOOD} in this outbox" in found.err


def test_five_files_without_an_expense_are_named(cli: Command, tmp_path: Path) -> None:
    """Of many files, the line names five; JSON has all."""
    (tmp_path / "receipts").mkdir()
    names = [f"{number}.pdf" for number in range(7)]
    for name in names:
        (tmp_path / "receipts" / name).touch()
    add = ["outbox", "add", EXPENSES, "--company", GOOD, "--receipts", "receipts"]
    assert "7 files match no expense: 0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf and 2 more" in cli(*add).out
    found = cli(*add, "--json").json
    assert found == {"added": 0, "companies": 1, "receipts": 0, "unmatched": names}


MANY = f"""company_id,id,type,issue_date,currency,net_amount,receipts
{GOOD},,Payment,2026-05-04,GBP,1,"a.pdf; b.pdf"
{BAD},,Payment,2026-05-04,GBP,1,
,,Payment,2026-05-04,GBP,2,
"""


def many(text: str = MANY) -> list[str]:
    """Write a file of several companies, with its receipts; return the arguments that add it."""
    Path("spend").mkdir()
    Path("spend/many.csv").write_text(text)
    for name in ("a.pdf", "b.pdf"):
        Path("spend", name).write_bytes(b"%PDF")
    return ["outbox", "add", "spend/many.csv"]


def test_a_file_of_many_companies(cli: Command) -> None:
    """Each expense has the company and the receipts of its row, and --company without one."""
    assert cli(*many(), "--company", STOPS).out == "3 added of 3 companies, 2 receipts\n"
    with Outbox("outbox.db") as outbox:
        found = {each.company_id: each for each in outbox.status().outcomes()}
    assert {*found} == {GOOD, BAD, STOPS}
    here = Path("spend").absolute()
    assert found[GOOD].receipts == (str(here / "a.pdf"), str(here / "b.pdf"))
    assert found[GOOD].expense_id == found[BAD].expense_id  # it follows from the data alone


def test_a_row_may_name_files_of_the_directory(cli: Command) -> None:
    """A file that a row names is attached once, and is none that matches no expense."""
    add = many(MANY.replace("a.pdf", "../spend/a.pdf"))
    found = cli(*add, "--company", STOPS, "--receipts", "spend")
    expected = "3 added of 3 companies, 2 receipts; 1 file matches no expense: many.csv\n"
    assert found.out == expected


def test_a_receipt_that_a_row_names_twice(cli: Command) -> None:
    """It is one receipt."""
    add = many(MANY.replace("b.pdf", "./a.pdf"))
    assert cli(*add, "--company", STOPS).out == "3 added of 3 companies, 1 receipt\n"


def test_an_amount_that_is_written_otherwise(cli: Command) -> None:
    """It gives the same expense, which is left as it is."""
    for amount, added in (("1", 3), ("1.00", 0), ("1.01", 2)):
        Path("many.csv").write_text(MANY.replace(",1,", f",{amount},").replace("a.pdf; b.pdf", ""))
        found = cli("outbox", "add", "many.csv", "--company", STOPS, "--json")
        assert (found.code, found.json["added"]) == (0, added)


def test_the_companies_are_added_separately(cli: Command) -> None:
    """If one company's cannot be added, those of the others are; the code is 1."""
    add = many(MANY.replace("b.pdf", "no.pdf"))
    found = cli(*add, "--company", STOPS)
    assert (found.code, found.out) == (1, "2 added of 3 companies\n")
    assert "there is no file" in found.err
    assert cli(*add, "--company", STOPS, "--json").error["exitCode"] == 1  # as two are there


def test_nothing_can_be_added(cli: Command) -> None:
    """If that holds for each company, the code is 2."""
    add = many(MANY.replace("a.pdf; b.pdf", "no.pdf").replace(BAD, GOOD))
    found = cli(*add, "--company", GOOD)
    assert (found.code, found.out) == (2, "0 added\n")


SKIPPED = {
    "a mistake": (f"{GOOD},,payment,2026-05-04,GBP,7,", "column type: is 'payment'", 0),
    "another cell": (f"{GOOD},,Payment,2026-05-04,GBP,7,,x", "has 8 cells", 0),
    "no company": (",,Payment,2026-05-04,GBP,7,", "column company_id: is missing", 0),
    "conflict": (f"{GOOD},{BAD},Payment,2026-05-04,GBP,8,", "is waiting with other content", 0),
    "other row": (f"{GOOD},{GOOD},Payment,2026-05-05,GBP,7,", "differs from line 4, which", -1),
    "no file": (
        f"{GOOD},,Payment,2026-05-04,GBP,7,a.pdf;no.pdf",
        "it is added without receipts",
        1,
    ),
}
"""Rows of line 5, each with the reason why it is left out, and the number that it adds."""


@pytest.mark.parametrize("name", SKIPPED)
def test_bad_expenses_are_skipped(cli: Command, name: str) -> None:
    """With --skip-bad, each is named with its line and the reason, and all others are added."""
    row, reason, added = SKIPPED[name]
    header = MANY.partition("\n")[0]
    there = f"{GOOD},{BAD},Payment,2026-05-04,GBP,7,"
    Path("before.csv").write_text(f"{header}\n{there}\n")
    cli("outbox", "add", "before.csv")
    good = [
        f"{GOOD},,Payment,2026-05-04,GBP,1,",
        f"{BAD},,Payment,2026-05-04,GBP,1,",
        f"{GOOD},{GOOD},Payment,2026-05-04,GBP,1,",
    ]
    add = many("\n".join([header, *good, row]))
    found = cli(*add, "--skip-bad")
    assert (found.code, found.out.split()[0]) == (1, str(3 + added))
    line, error = found.err.splitlines()
    assert (line.startswith("line 5"), reason in line) == (True, True)
    assert error == "Error: 1 mistake in the file: all other expenses were added"


def test_a_line_without_its_expense_is_skipped_with_the_one_before(cli: Command) -> None:
    """An expense is not added without a line whose id is wrong, because its amount would be."""
    header, *rows = MANY.splitlines()
    line = f",{GOOD[:-1]}x,,,,5,"
    add = many("\n".join([header, rows[1], f"{GOOD},{GOOD},Payment,2026-05-04,GBP,1,", line]))
    found = cli(*add, "--skip-bad", "--json")
    assert (found.code, found.json["added"]) == (1, 1)
    assert {each["line"] for each in found.error["mistakes"]} == {4}


def test_a_receipt_comes_after_it_was_skipped(cli: Command) -> None:
    """Once the missing file is there, another `add` attaches all receipts of its expense."""
    add = [*many(MANY.replace("b.pdf", "c.pdf")), "--company", STOPS, "--skip-bad"]
    assert cli(*add).out == "3 added of 3 companies\n"
    Path("spend/c.pdf").write_bytes(b"%PDF")
    found = cli(*add)
    assert (found.code, found.out) == (0, "1 added of 3 companies, 2 receipts\n")


def test_many_are_refused_of_a_company(cli: Command) -> None:
    """Each refused expense is an object for programs, in the order of the file."""
    header = MANY.partition("\n")[0]
    ids = [f"e0000000-0000-4000-8000-0000000000{number}" for number in range(10, 19)]
    for amount in (1, 2):
        others = [id_ for at, id_ in enumerate(ids) if amount == 2 or at in (2, 3, 7)]
        rows = [f"{GOOD},{id_},Payment,2026-05-04,GBP,{amount}," for id_ in others]
        Path("many.csv").write_text("\n".join([header, *rows]))
        found = cli("outbox", "add", "many.csv", "--skip-bad", "--json")
    assert (found.code, found.json["added"]) == (1, 6)
    assert found.error["exitCode"] == 1
    assert [each["line"] for each in found.error["mistakes"]] == [4, 5, 9]


@pytest.mark.parametrize(
    "text",
    [
        MANY.replace("currency", "money"),
        MANY + '"x" y\n',
        MANY.replace("Payment", "payment"),
    ],
    ids=["header", "not CSV", "each has a mistake"],
)
def test_a_file_of_which_nothing_is_left(cli: Command, text: str) -> None:
    """A file that cannot be read, or has no good expense, is refused as a whole; the code is 2."""
    found = cli(*many(text), "--company", STOPS, "--skip-bad")
    assert (found.code, found.out, Path("outbox.db").exists()) == (2, "", False)
    assert "in the file: nothing was sent" in found.err


def test_the_expenses_are_listed(cli: Command) -> None:
    """Each has its state and its reason, as a table and as JSON."""
    for company in (GOOD, BAD):
        cli("outbox", "add", EXPENSES, "--company", company)
    cli("outbox", "deliver")
    cli("outbox", "add", EXPENSES, "--company", STOPS)
    lines = cli("outbox", "list").out.splitlines()
    assert lines[0].split() == ["Expense", "State", "Reason", "Company", "Remedy"]
    shown = cli("outbox", "list", "--json").json
    assert {(each["companyId"], each["state"]) for each in shown} == {
        (GOOD, "written"),
        (BAD, "failed"),
        (STOPS, "waiting"),
    }
    reasons = {each["state"]: each["reason"] for each in shown}
    assert "there was nothing to write" in reasons["failed"]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--state", "waiting"], 4),
        (["--state", "failed"], 0),
        (["--company", GOOD.upper()], 2),
        (["--company", STOPS, "--state", "waiting"], 0),
    ],
    ids=["waiting", "failed", "company", "both"],
)
def test_the_list_is_filtered(cli: Command, options: list[str], count: int) -> None:
    """It shows those of a state or of a company, or says that there are none."""
    for company in (GOOD, BAD):
        cli("outbox", "add", EXPENSES, "--company", company)
    assert len(cli("outbox", "list", "--json", *options).json) == count
    assert ("No expenses." in cli("outbox", "list", *options).out) == (count == 0)


@pytest.mark.parametrize(
    ("hours", "offset", "count"),
    [(-1, timezone.utc, 2), (1, timezone.utc, 0), (-1, timezone(timedelta(hours=9)), 2)],
    ids=["before", "after", "with an offset"],
)
def test_the_status_since_a_time(cli: Command, hours: int, offset: timezone, count: int) -> None:
    """It counts what was settled since then; a time without an offset is in UTC."""
    cli("outbox", "add", EXPENSES, "--company", GOOD)
    cli("outbox", "cancel")
    since = datetime.now(offset) + timedelta(hours=hours)
    text = f"{since:%Y-%m-%dT%H:%M}" if offset is timezone.utc else since.isoformat()
    assert ("2 cancelled" in cli("outbox", "status", "--since", text).out) == (count == 2)


def test_settled_expenses_are_forgotten(cli: Command) -> None:
    """`prune` forgets those that were settled before, and keeps those that wait."""
    for company in (GOOD, BAD):
        cli("outbox", "add", EXPENSES, "--company", company)
    cli("outbox", "cancel", "--company", BAD)
    assert cli("outbox", "prune", "--older-than", "1").out == "0 forgotten\n"
    with closing(sqlite3.connect("outbox.db")) as database, database:
        database.execute("UPDATE codat_outbox_expenses SET changed_at = changed_at - 172800")
    assert cli("outbox", "prune", "--older-than", "1").out == "2 forgotten\n"
    assert cli("outbox", "status").out == "0 written, 0 failed, 2 waiting\n"


@pytest.mark.parametrize(
    "command",
    ["deliver", "status", "list", "prune --older-than 1", "history x", "retry", "cancel", "resume"],
)
def test_a_missing_file(cli: Command, command: str) -> None:
    """Only `add` creates an outbox."""
    found = cli("outbox", "--outbox", "typo.db", *command.split())
    assert (found.code, Path("typo.db").exists()) == (2, False)
    assert "There is no outbox typo.db; `outbox add` creates it" in found.err


@pytest.mark.parametrize("command", ["add", "status"])
def test_a_name_that_no_file_can_have(cli: Command, command: str) -> None:
    """The error names the outbox."""
    more = [EXPENSES, "--company", GOOD] if command == "add" else []
    found = cli("outbox", "--outbox", f"{'x' * 300}.db", command, *more)
    assert found.code == 2
    assert "x.db: unable to open database file" in found.err


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


SECRET = "hunter22hunter22"  # noqa: S105 - no one uses it
URLS = {
    "another database": (f"mysql://u:{SECRET}@h/db", 2, "begins with postgresql+psycopg://"),
    "asynchronous": (f"postgresql+asyncpg://u:{SECRET}@h/db", 2, "begins with postgresql+psycopg"),
    "an @": (f"postgresql://u:a@{SECRET}@h/db", 2, "as %40"),
    "a port": (f"postgresql://u:{SECRET}", 2, "cannot be read"),
    "no server": (f"postgres://u:{SECRET}@127.0.0.1:1/db", 2, "connection failed"),
    "no driver": (f"postgresql+psycopg2://u:{SECRET}@h/db", 6, "pip install psycopg2-binary"),
}


@pytest.mark.parametrize("name", URLS)
def test_urls_that_cannot_be_used(cli: Command, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A URL of another kind, or without its driver or server, has an error without its password."""
    url, code, text = URLS[name]
    monkeypatch.setenv("CODAT_OUTBOX", url)
    found = cli("outbox", "status")
    assert found.code == code
    assert text in found.err
    assert SECRET not in found.out + found.err


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
        try:
            wait_until(lambda: bool(at_sandbox.accepted(GOOD).expenses))
            refused = cli("outbox", "deliver")
            assert (refused.code, "another process is delivering" in refused.err) == (7, True)
            began = time.monotonic()
            running.send_signal(number)
            _, said = running.communicate(timeout=60)
        finally:
            running.kill()
        assert time.monotonic() - began < 5  # 0.3 where the disk is free; the call takes an hour
    assert running.returncode == 128 + number
    assert "`codat-sync-expenses outbox deliver` continues where it was" in said
    assert cli("outbox", "deliver").out == "2 written, 0 failed\n"
    assert {*at_sandbox.accepted(GOOD).expenses.values()} == {1}
