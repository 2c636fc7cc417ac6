"""Companies, connections, expenses and their outcomes on the command line."""

import io
import json
import re
import sys
from pathlib import Path

import pytest
import responses

from codatsyncexpenses.cli import _syncs
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.cli_runner import API, EXPENSES, SEND, CliResult, Command, cli_runner, mocked_api
from tests.support.ids import SYNC_ID
from tests.support.scripted_client import GUID

GOOD, BAD = companies.SUCCEEDS, companies.WRITE_FAILED
FIRST, SECOND = (f"e0000000-0000-4000-8000-00000000000{n}" for n in (1, 2))
HEADER = "type,issue_date,currency,net_amount,account_id"
CREATED = re.compile(r".*/expense-transactions")
STATUS = re.compile(r".*/syncs/[^/]+/status")
UNLINKED = shared.DataConnectionStatus.UNLINKED
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@pytest.fixture
def cli(
    at_sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Run the command against a sandbox of its own."""
    del at_sandbox
    monkeypatch.delenv("COLUMNS", raising=False)
    return cli_runner(capsys)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> object:
    """Hold what answers in place of the API."""
    yield from mocked_api(monkeypatch)


@pytest.fixture
def against(server: responses.RequestsMock, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command against answers that are made up."""
    del server
    return cli_runner(capsys)


@pytest.fixture
def many(tmp_path: Path) -> str:
    """Write a file of 120 expenses, which takes three calls."""
    file = tmp_path / "many.csv"
    rows = (f"Payment,2026-05-04,GBP,{number}.10,6" for number in range(120))
    file.write_text("\n".join([HEADER, *rows]), "utf-8")
    return str(file)


def piped(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let standard input hold a text."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def page(*results: object) -> dict[str, object]:
    """Return the one page of a list, as the API sends it."""
    links = {"self": {"href": "/"}, "current": {"href": "/"}}
    counts = {"pageNumber": 1, "pageSize": 100, "totalResults": len(results)}
    return {"results": [*results], **counts, "_links": links}


# Companies and connections


def test_companies_have_a_line_each(cli: Command, at_sandbox: Sandbox) -> None:
    """It names the company, its connections by their states, and its last sync."""
    with at_sandbox.client() as s:
        connection = s.connections.list_all(company_id=GOOD.id).to_list()[1]
        s.connections.unlink(
            operations.UnlinkConnectionRequest(
                GOOD.id,
                connection.id,
                operations.UnlinkConnectionUpdateConnection(status=UNLINKED),
            )
        )
    head, first, *others = cli("companies").out.splitlines()
    assert re.split(" {2,}", head) == ["Company", "Name", "Connections", "Last sync (UTC)"]
    assert re.fullmatch(
        rf"{GOOD.id}  Succeeds +2 \(1 Linked, 1 Unlinked\)  \d{{4}}-\d\d-\d\d \d\d:\d\d", first
    )
    assert len(others) == 13


def test_companies_are_chosen(cli: Command) -> None:
    """`--query` and `--limit` choose; nothing that matches is no error."""
    found = cli("companies", "--query", "name~ed", "--limit", "2", "--json").json
    assert [each["name"] for each in found] == ["Succeeds", "Subscription lapsed"]
    assert cli("companies", "--query", "name=Nobody") == CliResult(0, "No companies match.\n", "")


def test_companies_of_all_pages(cli: Command, at_sandbox: Sandbox) -> None:
    """Every page is read."""
    for number in range(120):
        at_sandbox.create_company(name=f"Shop {number}")
    assert len(cli("companies", "--json").json) == 134


def test_a_query_that_cannot_be_read(cli: Command) -> None:
    """The API's words are shown."""
    called = cli("companies", "--query", "name??")
    assert called.code == 3
    assert called.err.startswith("Error: ")


def test_connections_have_a_line_each(cli: Command) -> None:
    """It names the software, the status and the times."""
    head, *rows = cli("connections", GOOD.id).out.splitlines()
    assert re.split(" {2,}", head)[1:] == ["Software", "Status", "Created (UTC)", "Last sync (UTC)"]
    cells = [re.split(" {2,}", row) for row in rows]
    assert [(row[1], row[2]) for row in cells] == [
        ("Xero", "Linked"),
        ("Partner expenses", "Linked"),
    ]
    programs = cli("connections", GOOD.id, "--json").json
    assert [each["id"] for each in programs] == [row[0] for row in cells]


def test_a_company_without_connections(cli: Command) -> None:
    """It has none, which is no error."""
    called = cli("connections", companies.WITHOUT_CONNECTIONS.id)
    assert called == CliResult(0, "No connections.\n", "")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 109, 110, 140])
def test_lists_keep_to_the_width(
    width: int, cli: Command, at_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line is wider than the terminal, ids stay whole, and from 80 columns a row is a line."""
    at_sandbox.create_company(name="A company whose name is longer than any terminal " * 5)
    monkeypatch.setenv("COLUMNS", str(width))
    for arguments, count in ((["companies"], 15), (["connections", GOOD.id], 2)):
        lines = cli(*arguments).out.splitlines()
        assert max(map(len, lines)) <= width
        if width >= 80:
            assert len(lines) == count + 1
            assert all(re.match(UUID, line) for line in lines[1:])


# Expenses


def test_sending_writes_the_ids_of_the_syncs(cli: Command, at_sandbox: Sandbox) -> None:
    """Without `--wait` the output is the id alone, and the expenses are those of the file."""
    called = cli(*SEND)
    assert (called.code, called.err) == (0, "")
    assert re.fullmatch(UUID, called.out.strip())
    (request,) = at_sandbox.requests
    assert [(each["id"], len(each["lines"])) for each in request.json] == [(FIRST, 2), (SECOND, 1)]


def test_what_is_sent_can_be_piped(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """`transactions -` reads the ids that `expenses send` writes."""
    piped(monkeypatch, cli(*SEND).out * 2)
    found = cli("transactions", "-", "--company", GOOD.id, "--json").json
    assert [each["transactionId"] for each in found] == [FIRST, SECOND] * 2


def test_nothing_was_piped(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the command before failed, there is nothing to show."""
    piped(monkeypatch, "\n")
    called = cli("transactions", "-", "--company", GOOD.id)
    assert called.code == 2
    assert "Standard input has no SYNC_ID" in called.err


def test_a_file_from_standard_input(
    cli: Command, monkeypatch: pytest.MonkeyPatch, at_sandbox: Sandbox
) -> None:
    """`-` reads it, as JSON too."""
    line = {"netAmount": 1, "accountRef": {"id": "6"}}
    expense = {"type": "Payment", "issueDate": "2026-05-04", "currency": "GBP", "lines": [line]}
    piped(monkeypatch, json.dumps([expense]))
    assert cli("expenses", "send", "-", "--company", GOOD.id).code == 0
    assert at_sandbox.requests[0].json[0]["currency"] == "GBP"


def test_sending_and_waiting(cli: Command) -> None:
    """`--wait` follows the sync, and then shows the outcome of each expense with its line."""
    called = cli(*SEND, "--wait")
    assert called.code == 0
    started, *_, ended, head, first, second = called.out.splitlines()
    assert started.startswith("Started sync ")
    assert "✓ succeeded  2000" in ended
    assert head.split() == ["Transaction", "Status", "Message", "Line"]
    assert first.split() == [FIRST, "✓", "Completed", "2"]
    assert second.split() == [SECOND, "✓", "Completed", "4"]


def test_an_expense_that_fails(cli: Command) -> None:
    """The exit code, the status and its message tell, and the code's remedy is shown."""
    called = cli("expenses", "send", EXPENSES, "--company", BAD.id, "--wait")
    assert called.code == 1
    assert str(shared.SyncStatusCode.WRITE_FAILED.remedy) in called.out
    assert called.out.count("✗ PushError  Write refused: ") == 2


def test_sending_and_waiting_for_programs(cli: Command) -> None:
    """With `--json` it is an object a line: the syncs, their changes, then the transactions."""
    started, *changes, first, second = cli(*SEND, "--wait", "--json").lines
    assert [*started] == ["syncId"]
    assert {each["syncId"] for each in changes} == {started["syncId"]}
    assert (first["transactionId"], second["transactionId"]) == (FIRST, SECOND)
    assert first["status"] == "Completed"


@pytest.mark.parametrize(("misses", "code"), [(2, 1), (9, 3)])
def test_a_new_sync_that_is_not_there_yet(
    misses: int,
    code: int,
    against: Command,
    server: responses.RequestsMock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A 404 right after the start is polled again, but not for ever."""
    monkeypatch.setattr(_syncs, "_POLL", 0.01)
    monkeypatch.setattr(_syncs, "_SETTLED", 0.05)
    server.post(CREATED, json={"syncId": SYNC_ID})
    for _ in range(misses):
        server.get(STATUS, status=404, json={"error": "The company has no such sync"})
    server.get(STATUS, json={"syncId": SYNC_ID, "syncStatusCode": 2000})
    server.get(API, json=page())
    called = against(*SEND, "--wait")
    assert called.code == code  # 1 after the end of the sync, because this API lists no expenses
    assert f"Started sync {SYNC_ID}" in called.out
    assert ("no such sync" in called.err) is (misses == 9)


def test_the_same_file_sent_twice_is_written_once(cli: Command, many: str) -> None:
    """The service refuses the second, although the file has no ids."""
    arguments = ["expenses", "send", many, "--company", GOOD.id, "--wait", "--json"]
    assert cli(*arguments).code == 0
    again = cli(*arguments)
    assert again.code == 1
    outcomes = [each for each in again.lines if "transactionId" in each]
    assert {each["status"] for each in outcomes} == {"ValidationError"}
    assert "was already processed" in outcomes[0]["message"]


def test_more_than_fifty_expenses(cli: Command, many: str, at_sandbox: Sandbox) -> None:
    """They take several calls; each starts a sync, whose id is written."""
    called = cli("expenses", "send", many, "--company", GOOD.id)
    assert len({*called.out.split()}) == 3
    assert [len(each.json) for each in at_sandbox.requests] == [50, 50, 20]
    assert len({each.headers["Idempotency-Key"] for each in at_sandbox.requests}) == 3


def test_a_command_repeated_under_its_key(cli: Command, many: str) -> None:
    """It starts no second sync, whatever the number of calls."""
    arguments = ["expenses", "send", many, "--company", GOOD.id, "--idempotency-key", GUID]
    assert cli(*arguments).out == cli(*arguments).out


@pytest.mark.parametrize(
    ("status", "code", "advice"),
    [
        (400, 3, "send the others in a separate file"),
        (429, 4, f"repeat it with --idempotency-key {GUID} to send the rest"),
    ],
)
def test_a_call_that_fails_after_others(
    status: int,
    code: int,
    advice: str,
    against: Command,
    server: responses.RequestsMock,
    many: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The error says how many expenses were sent, and how to send the rest."""
    monkeypatch.setattr(_syncs, "_PATIENCE", 0)
    arguments = ["expenses", "send", many, "--company", GOOD.id, "--idempotency-key", GUID]
    for _ in range(2):
        server.post(CREATED, json={"syncId": SYNC_ID})
        server.post(CREATED, json={"error": "No."}, status=status)
    called = against(*arguments)
    assert (called.code, called.out) == (code, f"{SYNC_ID}\n")
    assert called.err.endswith(f"the first 50 expenses were sent: {advice}\n")
    assert against(*arguments, "--json").error["sent"] == 50


def test_a_sync_without_an_id(against: Command, server: responses.RequestsMock) -> None:
    """It cannot be followed, which is a fault of the service."""
    server.post(CREATED, json={})
    assert against(*SEND).code == 4


def test_mistakes_are_named_before_anything_is_sent(
    against: Command, server: responses.RequestsMock, tmp_path: Path
) -> None:
    """People read a line for each; programs read them in the error."""
    file = tmp_path / "wrong.csv"
    file.write_text(f"{HEADER}\nPayment,soon,GBP,1,6\nPayment,2026-05-04,gbp,1,6\n", "utf-8")
    called = against("expenses", "send", str(file), "--company", GOOD.id)
    assert (called.code, called.out) == (2, "")
    first, second, error = called.err.splitlines()
    assert first.startswith("line 2, column issue_date: must be an ISO 8601 text")
    assert second.startswith("line 3, column currency: must be an ISO 4217 code")
    assert error == "Error: 2 mistakes in the file: nothing was sent"
    programs = against("expenses", "send", str(file), "--company", GOOD.id, "--json").error
    assert [(each["line"], each["column"]) for each in programs["mistakes"]] == [
        (2, "issue_date"),
        (3, "currency"),
    ]
    assert len(server.calls) == 0


def test_a_file_cannot_steer_a_terminal(against: Command, tmp_path: Path) -> None:
    """Control characters of a file arrive as text in its mistakes."""
    file = tmp_path / "hostile.csv"
    file.write_text(f"{HEADER}\n\x1b[31mx,\x07,\u202e,\x9b,\n", "utf-8")
    called = against("expenses", "send", str(file), "--company", GOOD.id)
    assert called.code == 2
    assert called.err.replace("\n", "").isprintable()


# Transactions


@pytest.mark.parametrize(
    ("status", "shown", "code"),
    [
        ("Completed", "✓ Completed", 0),
        ("Pending", "… Pending", 0),
        ("ValidationError", "✗ ValidationError", 1),
        ("PushError", "✗ PushError", 1),
        ("Unknown", "? Unknown", 0),
        ("New", "? New", 0),
        (None, "? unknown", 0),
    ],
)
def test_statuses_of_transactions(
    status: str | None,
    shown: str,
    code: int,
    against: Command,
    server: responses.RequestsMock,
) -> None:
    """Each has a symbol; the exit code says that one was refused."""
    transaction = {"transactionId": FIRST, "status": status, "message": "Why\x1b[31m"}
    server.get(API, json=page(transaction))
    called = against("transactions", SYNC_ID, "--company", GOOD.id)
    assert called.code == code
    assert re.split(" {2,}", called.out.splitlines()[1]) == [FIRST, shown, r"Why\x1b[31m"]


def test_the_transactions_of_several_syncs(cli: Command) -> None:
    """Each object has its sync and company; the table has a column for the syncs."""
    send = ["expenses", "send", EXPENSES, "--company", BAD.id]
    one, other = cli(*send).out.strip(), cli(*send).out.strip()
    asked = ["transactions", one, other, "--company", BAD.id]
    expected = [one, one, other, other]
    header, *rows = cli(*asked).out.splitlines()
    assert header.split()[-1] == "Sync"
    assert [each.split()[-1] for each in rows] == expected
    found = cli(*asked, "--json").json
    assert [(each["companyId"], each["syncId"]) for each in found] == [
        (BAD.id, sync_id) for sync_id in expected
    ]


def test_a_sync_without_transactions(against: Command, server: responses.RequestsMock) -> None:
    """It has none, which is no error."""
    server.get(API, json=page())
    assert against("transactions", SYNC_ID, "--company", GOOD.id).out == "No transactions.\n"
    assert against("transactions", SYNC_ID, "--company", GOOD.id, "--json").json == []
