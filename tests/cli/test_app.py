"""The command line: what each command shows, its exit codes, and what never reaches the output."""

import base64
import io
import json
import logging
import secrets
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import quote

import click
import pytest
import requests
import responses

from codatsyncexpenses.cli import _app, _syncs
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox import __main__ as sandbox_command
from tests.support.cli_runner import (
    API,
    EXPENSES,
    SEND,
    SYNCS,
    CliResult,
    Command,
    cli_runner,
    mocked_api,
)
from tests.support.ids import SYNC_ID
from tests.support.processes import wait_until
from tests.support.scripted_client import GUID

GOOD, BAD = companies.SUCCEEDS, companies.WRITE_FAILED
NOBODY = "00000000-0000-4000-8000-000000000000"
# What a terminal would obey: a title, a colour, a carriage return, a line, C1, right-to-left.
HOSTILE = "\x1b]0;owned\x07\x1b[31m[bold]red[/bold]\r\nline\x9b1m\u202etxt\x00\x7f :smile:"


@pytest.fixture
def cli(
    at_sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Run the command against a sandbox of its own."""
    del at_sandbox
    monkeypatch.delenv("COLUMNS", raising=False)
    return cli_runner(capsys)


def answered(sandbox: Sandbox) -> list[tuple[int | None, str | None]]:
    """List the status and the operation of each request."""
    return [(each.status, each.operation) for each in sandbox.requests]


@pytest.fixture
def until_seen(at_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Serve a sandbox whose sync runs until its status has been read once."""
    del at_sandbox

    def end_sync() -> None:
        wait_until(lambda: (200, "get-sync-by-id") in answered(sandbox))
        sandbox.advance(10)

    with Sandbox(clock="manual") as sandbox, ThreadPoolExecutor(1) as thread:
        monkeypatch.setenv("CODAT_SERVER_URL", sandbox.url)
        thread.submit(end_sync)
        yield sandbox


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[responses.RequestsMock]:
    """Hold what answers in place of the API; nobody tries again for long."""
    monkeypatch.setattr(_syncs, "_PATIENCE", 0)
    monkeypatch.setattr(_syncs, "_LONG_PATIENCE", 0)
    yield from mocked_api(monkeypatch)


@pytest.fixture
def against(server: responses.RequestsMock, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command against answers that are made up."""
    del server
    return cli_runner(capsys)


def status_of(**fields: Any) -> dict[str, Any]:
    """Make up a status, in the API's names."""
    return {"companyId": GOOD.id, "syncId": NOBODY, "syncStatusCode": 2000, **fields}


def has_control_characters(text: str) -> bool:
    """Tell whether a terminal would find something to obey, apart from ends of lines."""
    return not text.replace("\n", "").isprintable()


# The commands


def test_initiate_names_the_sync(cli: Command, at_sandbox: Sandbox) -> None:
    """`initiate` starts a sync of the datasets and prints its id."""
    called = cli("initiate", GOOD.id, "--dataset", GOOD.dataset_ids[0])
    assert called.code == 0
    with at_sandbox.client() as s:
        latest = s.sync.get_latest_sync(operations.GetLatestSyncRequest(GOOD.id))
    assert latest.company_sync_status is not None
    assert called.out == f"Started sync {latest.company_sync_status.sync_id}\n"


def test_initiate_is_deprecated(cli: Command) -> None:
    """Its help and one line on standard error say until when it works, and what to use instead."""
    notice = "the service ends it after 1 May 2027. Use `expenses send`"
    called = cli("initiate", GOOD.id)
    assert called.err.count("\n") == 1
    assert notice in called.err
    assert notice in json.loads(cli("initiate", GOOD.id, "--json").err)["log"]["message"]
    assert "Deprecated: the service ends it" in cli("initiate", "--help").out
    assert "Deprecated: use `expenses send`." in cli("--help").out


def test_initiate_sends_every_dataset(against: Command, server: responses.RequestsMock) -> None:
    """Each `--dataset` is one of those to sync; without any, none is named."""
    server.post(SYNCS, json={"syncId": NOBODY}, status=202)
    assert against("initiate", GOOD.id, "--dataset", "a", "--dataset", "b").code == 0
    assert against("initiate", GOOD.id).code == 0
    named, none = (call.request.body for call in server.calls)
    assert named == b'{"datasetIds":["a","b"]}'
    assert not none


def test_initiate_under_one_key_starts_one_sync(cli: Command) -> None:
    """A call that is repeated under its key gives the first one's sync."""
    first, again = (
        cli("initiate", GOOD.id, "--idempotency-key", GUID, "--json").json for _ in range(2)
    )
    assert first == again
    assert list(first) == ["syncId"]


@pytest.mark.usefixtures("until_seen")
def test_initiate_and_wait(cli: Command) -> None:
    """`--wait` follows what was started and ends as it ends."""
    called = cli("initiate", BAD.id, "--wait")
    assert called.code == 1
    started, *changes = called.out.splitlines()
    assert started.startswith("Started sync ")
    assert "running  1000" in changes[0]
    assert changes[-1].endswith(
        "✗ failed  5130  PushError  Writing to the accounting software failed.  "
        "The accounting software did not accept the expenses.  "
        f"{shared.SyncStatusCode.WRITE_FAILED.remedy}"
    )


@pytest.mark.usefixtures("until_seen")
def test_initiate_and_wait_for_programs(cli: Command) -> None:
    """With `--json` it is an object on each line: what was started, then each change."""
    called = cli("initiate", GOOD.id, "--wait", "--timeout", "60", "--json")
    assert called.code == 0
    started, *changes = called.lines
    assert {change["syncId"] for change in changes} == {started["syncId"]}
    assert [change["syncStatusCode"] for change in changes] == [1000, 2000]


def test_status_shows_all_that_is_known(cli: Command) -> None:
    """`status` names the outcome with a symbol and a word, and the time as it was sent, in UTC."""
    called = cli("status", GOOD.id)
    rows = dict(line.split(maxsplit=1) for line in called.out.splitlines())
    assert called.code == 0
    assert rows.pop("Started").endswith(" UTC")
    assert rows == {
        "Sync": companies.SUCCEEDED_SYNC_ID,
        "Company": GOOD.id,
        "Outcome": "✓ succeeded",
        "Code": "2000  The sync succeeded and data was written.",
        "Stage": "Complete",
        "Written": "yes",
    }


def test_status_of_a_failure_says_what_to_do(
    against: Command, server: responses.RequestsMock
) -> None:
    """`status` of a sync that failed has the remedy in a row of its own."""
    server.get(SYNCS, json=status_of(syncStatusCode=5130))
    rows = dict(line.split(maxsplit=1) for line in against("status", GOOD.id).out.splitlines())
    assert rows["Remedy"] == shared.SyncStatusCode.WRITE_FAILED.remedy


def test_status_without_ids(against: Command, server: responses.RequestsMock) -> None:
    """`status` leaves out what the API did not send, ids too."""
    server.get(SYNCS, json={"syncStatusCode": 2000})
    rows = [line.split()[0] for line in against("status", GOOD.id).out.splitlines()]
    assert rows == ["Outcome", "Code"]


def test_status_finds_the_sync_that_is_meant(cli: Command, at_sandbox: Sandbox) -> None:
    """Without an id it is the latest, with `--last-successful` the last that succeeded."""
    with at_sandbox.client() as s:
        started = s.sync.initiate_sync(operations.InitiateSyncRequest(GOOD.id))
    assert started.sync_initiated is not None
    latest = started.sync_initiated.sync_id
    old = companies.SUCCEEDED_SYNC_ID
    assert cli("status", GOOD.id, "--json").json["syncId"] == latest
    assert cli("status", GOOD.id, old, "--json").json["syncId"] == old
    assert cli("status", GOOD.id, "--last-successful", "--json").json["syncId"] in (latest, old)


@pytest.mark.parametrize(
    ("fields", "outcome", "code"),
    [
        ({}, "✓ succeeded", 0),
        ({"syncStatusCode": 2040}, "✓ succeeded", 0),
        ({"syncStatusCode": 1010}, "… running", 0),
        ({"syncStatusCode": 5000}, "✗ failed", 1),
        ({"syncStatusCode": 7777}, "? unknown", 0),
        ({"syncStatusCode": 0}, "? unknown", 0),
        ({"syncStatusCode": None}, "? unknown", 0),
    ],
    ids=str,
)
def test_outcomes(
    fields: dict[str, Any],
    outcome: str,
    code: int,
    against: Command,
    server: responses.RequestsMock,
) -> None:
    """Each outcome has a symbol and a word; the exit code of `status` shows a failure."""
    body = {name: value for name, value in status_of(**fields).items() if value is not None}
    server.get(SYNCS, json=body)
    called = against("status", GOOD.id)
    assert f"Outcome  {outcome}\n" in called.out
    assert called.code == code


STATUSES = [
    status_of(syncId="oldest", syncUtc="2026-01-01T00:00:00Z", syncStatusCode=4000),
    status_of(syncId="newest", syncUtc="2026-03-01T05:00:00.1234567+05:00"),
    status_of(syncId="never"),
    status_of(syncId="middle", syncUtc="2026-02-01T00:00:00", syncStatusCode=5130),
]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ([], ["newest", "middle", "oldest", "never"]),
        (["--limit", "2"], ["newest", "middle"]),
        (["--failed"], ["middle", "oldest"]),
        (["--failed", "--limit", "1"], ["middle"]),
        (["--since", "2026-02-01"], ["newest", "middle"]),
        (["--since", "2026-02-28T23:59:59Z"], ["newest"]),
        (["--since", "2026-03-01T01:00:00+01:00"], ["newest"]),
        (["--since", "2027-01-01"], []),
    ],
    ids=lambda value: " ".join(value) or "none",
)
def test_list_chooses(
    options: list[str], ids: list[str], against: Command, server: responses.RequestsMock
) -> None:
    """The newest come first; what has no date comes last, and is never since a date."""
    server.get(SYNCS, json=STATUSES)
    called = against("list", GOOD.id, *options, "--json")
    assert [status["syncId"] for status in called.json] == ids
    rows = against("list", GOOD.id, *options).out.splitlines()
    shown = [word for row in rows for word in row.split() if word in ("newest", *ids)]
    assert shown == ids


def test_list_says_when_there_is_nothing(cli: Command) -> None:
    """A company without syncs has an empty list, which is no error."""
    assert cli("list", BAD.id) == CliResult(0, "No syncs.\n", "")
    assert cli("list", BAD.id, "--json").json == []


def test_json_has_the_names_and_times_of_the_api(
    against: Command, server: responses.RequestsMock
) -> None:
    """Programs read the values that the API sent, and the code in words."""
    server.get(SYNCS, json=STATUSES[1:2])
    (status,) = against("list", GOOD.id, "--json").json
    sent = shared.CompanySyncStatus.from_dict(STATUSES[1])
    assert sent.code is not None
    words = {"code": sent.code.name, "meaning": sent.code.meaning, "remedy": sent.code.remedy}
    assert status == {**sent.to_dict(), **words}
    assert status["syncUtc"] == "2026-03-01T05:00:00.1234567+05:00"
    assert "2026-03-01 00:00:00" in against("list", GOOD.id).out


@pytest.mark.parametrize("sent", ["soon", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"])
def test_dates_that_cannot_be_read(
    sent: str, against: Command, server: responses.RequestsMock
) -> None:
    """A date that is none, or leaves the calendar in UTC, is shown as it was sent."""
    server.get(SYNCS, json=[status_of(syncUtc=sent), status_of()])
    assert sent in against("list", GOOD.id).out
    assert against("list", GOOD.id, "--since", "2026-01-01").code == 0


def test_watch_tells_each_change_once(cli: Command, until_seen: Sandbox) -> None:
    """`watch` follows the latest sync, with a line for each change."""
    with until_seen.client() as s:
        s.sync.initiate_sync(operations.InitiateSyncRequest(GOOD.id))
    called = cli("watch", GOOD.id)
    assert called.code == 0
    first, last = called.out.splitlines()
    assert first.endswith("… running  1000  NotStarted")
    assert last.endswith("✓ succeeded  2000  Complete  The sync succeeded and data was written.")


def test_watch_for_programs(cli: Command) -> None:
    """With `--json` each change is an object on a line of its own."""
    called = cli("watch", GOOD.id, companies.SUCCEEDED_SYNC_ID, "--json")
    assert called.code == 0
    assert [each["syncId"] for each in called.lines] == [companies.SUCCEEDED_SYNC_ID]


def test_watch_ends_when_the_time_is_over(
    cli: Command, at_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync that outlasts the timeout has an exit code of its own, and the error names it."""
    del at_sandbox
    with Sandbox(sync_seconds=60) as slow, slow.client() as s:
        monkeypatch.setenv("CODAT_SERVER_URL", slow.url)
        begun = s.sync.initiate_sync(operations.InitiateSyncRequest(GOOD.id)).sync_initiated
        assert begun is not None
        called = cli("watch", GOOD.id, "--timeout", "1", "--json")
    assert called.code == 5
    assert called.error["type"] == "WaitTimeout"
    assert called.error["syncId"] == begun.sync_id


def test_watch_does_not_take_an_unknown_end_for_a_success(
    against: Command, server: responses.RequestsMock
) -> None:
    """Only a sync that is known to have succeeded ends with 0."""
    server.get(SYNCS, json=status_of(syncStatusCode=7777, syncStatus="Complete"))
    assert against("watch", GOOD.id, NOBODY).code == 1


def test_sandbox_hands_on(monkeypatch: pytest.MonkeyPatch, cli: Command) -> None:
    """`sandbox` is the sandbox's own command: its options, its help, its exit code."""
    seen: list[list[str]] = []

    def main(arguments: list[str], program: str) -> int:
        seen.append([program, *arguments])
        if "--help" in arguments:
            raise SystemExit(0)
        return 7

    monkeypatch.setattr(sandbox_command, "main", main)
    assert cli("sandbox", "serve", "--port", "1", "--json").code == 7
    assert cli("sandbox", "--help").code == 0
    name = "codat-sync-expenses sandbox"
    assert seen == [[name, "serve", "--port", "1", "--json"], [name, "--help"]]


def test_what_the_sandbox_does_not_understand(cli: Command) -> None:
    """The sandbox's own complaint is the complaint, with the exit code for it."""
    called = cli("sandbox", "serve", "--nonsense")
    assert called.code == 2
    assert "--nonsense" in called.err


# Errors and exit codes


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, 3),
        (401, 3),
        (402, 3),
        (403, 3),
        (404, 3),
        (408, 4),
        (409, 3),
        (422, 3),
        (429, 4),
        (500, 4),
        (503, 4),
        (204, 4),
        (302, 4),
    ],
)
@pytest.mark.parametrize(
    "arguments",
    [
        ["companies"],
        ["connections", GOOD.id],
        SEND,
        ["transactions", SYNC_ID, "--company", GOOD.id],
        ["status", GOOD.id],
        ["list", GOOD.id],
        ["watch", GOOD.id],
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_exit_codes_of_statuses(
    arguments: list[str], status: int, code: int, against: Command, server: responses.RequestsMock
) -> None:
    """A refusal and a failure that may pass have different exit codes."""
    said = {"statusCode": status, "error": "No.", "correlationId": "c-1"}
    for method in (server.get, server.post):
        method(API, json=said, status=status)
    called = against(*arguments)
    assert called.code == code
    assert called.out == ""
    assert called.err.startswith("Error: ")
    assert called.err.count("\n") == 1
    assert status < 400 or "c-1" in called.err
    assert against(*arguments, "--json").error["statusCode"] == status


@pytest.mark.parametrize("body", ["<html>Gateway", "[1]", "null", "", '{"syncId": 5}'])
def test_an_answer_that_cannot_be_read_is_a_fault_of_the_service(
    body: str, against: Command, server: responses.RequestsMock
) -> None:
    """It is one line and exit code 4, whatever was sent."""
    server.get(SYNCS, body=body, content_type="application/json")
    called = against("status", GOOD.id)
    assert called.code == 4
    assert called.err.count("\n") == 1


def test_no_connection(against: Command, server: responses.RequestsMock) -> None:
    """A server that cannot be reached has exit code 4."""
    server.get(SYNCS, body=requests.exceptions.ConnectionError("no route"))
    called = against("list", GOOD.id, "--json")
    assert called.code == 4
    assert called.error["type"] == "APIConnectionError"
    assert called.error["exitCode"] == 4


def test_a_sync_without_an_id_is_a_fault_of_the_service(
    against: Command, server: responses.RequestsMock
) -> None:
    """A sync that was started and not named cannot be followed."""
    server.post(SYNCS, json={}, status=202)
    assert against("initiate", GOOD.id, "--wait").code == 4
    server.get(SYNCS, json={"syncStatusCode": 1000})
    assert against("watch", GOOD.id).code == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["status"],
        ["status", GOOD.id, "a", "b"],
        ["status", GOOD.id, "a", "--last-successful"],
        ["status", ".."],
        ["status", ""],
        ["status", "\udcff"],
        ["list", GOOD.id, "--limit", "0"],
        ["list", GOOD.id, "--since", "yesterday"],
        ["watch", GOOD.id, "--timeout", "0"],
        ["watch", GOOD.id, "--timeout", "nan"],
        ["watch", GOOD.id, "--timeout", "9" * 30],
        ["initiate", GOOD.id, "--timeout", "5"],
        ["initiate", GOOD.id, "--wait", "--timeout", "inf"],
        [*SEND, "--idempotency-key", " "],
        [*SEND, "--idempotency-key", ""],
        [*SEND, "--idempotency-key", "order 66"],
        [*SEND, "--timeout", "5"],
        [*SEND, "--key", "x"],
        ["expenses", "send", "none.csv", "--company", GOOD.id],
        ["expenses", "send", ".", "--company", GOOD.id],
        ["expenses", "send", EXPENSES],
        ["expenses", "send", EXPENSES, "--company", "acme"],
        ["expenses", "receive"],
        ["companies", "--limit", "0"],
        ["companies", "--query", "x" * 2048],
        ["connections"],
        ["connections", "acme"],
        ["transactions", "--company", GOOD.id],
        ["transactions", SYNC_ID],
        ["transactions", "..", "--company", GOOD.id],
        ["watch", GOOD.id, ""],
        ["initiate", GOOD.id, "--api-key", "x"],
        ["doctor", "--key", "x"],
        ["--nonsense"],
        ["doctor", "more"],
    ],
    ids=lambda arguments: " ".join(arguments).encode("ascii", "replace").decode()[-60:],
)
def test_misuse(arguments: list[str], against: Command, server: responses.RequestsMock) -> None:
    """Arguments that cannot be used are one line and exit code 2, before anything is sent."""
    called = against(*arguments)
    assert (called.code, called.out) == (2, "")
    assert called.err.startswith("Error: ")
    assert called.err.count("\n") == 1
    assert against(*arguments, "--json").error["exitCode"] == 2
    assert len(server.calls) == 0


@pytest.mark.parametrize(
    "settings",
    [
        {"CODAT_API_KEY": ""},
        {"CODAT_AUTH_HEADER": "Basic eA=="},
        {"CODAT_SERVER_URL": "http://api.example.com"},
        {"CODAT_SERVER_URL": "nonsense"},
    ],
    ids=str,
)
def test_settings_that_cannot_be_used(
    settings: dict[str, str],
    against: Command,
    server: responses.RequestsMock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No key, two keys or an address that is none: exit code 2, before anything is sent."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    called = against("status", GOOD.id)
    assert called.code == 2
    assert called.err.startswith("Error: ")
    assert len(server.calls) == 0


def test_without_arguments_there_is_help(against: Command) -> None:
    """The command alone shows its help, and was not used right."""
    called = against()
    assert called.code == 2
    assert "Usage: codat-sync-expenses" in called.err


def test_whoever_lost_the_answer_is_told_how_to_repeat(
    against: Command, server: responses.RequestsMock
) -> None:
    """The error names the key that was sent, so that the repeat does not start a second sync."""
    server.post(SYNCS, body=requests.exceptions.ConnectionError("reset"))
    called = against("initiate", GOOD.id)
    key = str(server.calls[0].request.headers["Idempotency-Key"])
    assert called.code == 4
    assert called.err.endswith(f"repeat it with --idempotency-key {key}\n")
    again = against("initiate", GOOD.id, "--idempotency-key", GUID, "--json").error
    assert (again["idempotencyKey"], again["maybeProcessed"]) == (GUID, True)


def test_whoever_interrupts_a_start_is_told_how_to_repeat(
    against: Command, server: responses.RequestsMock
) -> None:
    """The same holds for Ctrl-C before the answer."""

    def interrupt(_: requests.PreparedRequest) -> tuple[int, dict[str, str], str]:
        raise KeyboardInterrupt

    server.add_callback("POST", SYNCS, interrupt)
    called = against("initiate", GOOD.id, "--idempotency-key", GUID)
    assert called.code == 130
    assert called.err.endswith(f"repeat it with --idempotency-key {GUID}\n")


def test_an_interrupted_read(against: Command, server: responses.RequestsMock) -> None:
    """Ctrl-C ends a command with its exit code and no traceback."""

    def interrupt(_: requests.PreparedRequest) -> tuple[int, dict[str, str], str]:
        raise KeyboardInterrupt

    server.add_callback("GET", SYNCS, interrupt)
    assert against("status", GOOD.id) == CliResult(130, "", "\n")
    assert against("status", GOOD.id, "--json").error["exitCode"] == 130


# What never reaches the output


@pytest.mark.parametrize("command", ["status", "list", "watch"])
def test_text_of_the_api_cannot_steer_a_terminal(
    command: str, against: Command, server: responses.RequestsMock
) -> None:
    """Control characters arrive as text, and markup as it stands."""
    ids = {"companyId": GOOD.id, "syncId": SYNC_ID} if command == "watch" else {}
    fields = ("companyId", "syncId", "syncStatus", "errorMessage", "syncExceptionMessage")
    texts = dict.fromkeys(fields, HOSTILE) | ids
    status = status_of(syncStatusCode=5000, syncUtc=HOSTILE, **texts)
    body = [status] if command == "list" else status
    server.get(SYNCS, json=body)
    arguments = [command, GOOD.id, *([SYNC_ID] if command == "watch" else [])]
    called = against(*arguments)
    assert r"\x1b[31m[bold]red[/bold]" in called.out
    assert ":smile:" in called.out
    assert not has_control_characters(called.out)
    programs = against(*arguments, "--json")
    assert not has_control_characters(programs.out)
    told = programs.json[0] if command == "list" else programs.json
    assert {name: told[name] for name in status} == status


def test_errors_of_the_api_cannot_steer_a_terminal(
    against: Command, server: responses.RequestsMock
) -> None:
    """The same holds for error texts, correlation ids and arguments that they repeat."""
    server.get(SYNCS, json={"error": HOSTILE, "correlationId": HOSTILE}, status=404)
    called = against("status", GOOD.id)
    assert called.err.count("\n") == 1
    assert not has_control_characters(called.err)
    assert not has_control_characters(against("status", GOOD.id, "--json").err)
    assert not has_control_characters(against("status", GOOD.id, HOSTILE, "x").err)


def test_log_lines_cannot_steer_a_terminal(
    against: Command, monkeypatch: pytest.MonkeyPatch, server: responses.RequestsMock
) -> None:
    """The library's log lines are cleaned, too."""
    monkeypatch.setattr(_syncs, "_PATIENCE", 60_000)
    now = {"Retry-After": "0"}
    server.get(SYNCS, json={"correlationId": HOSTILE}, status=503, headers=now)
    server.get(SYNCS, json=status_of())
    called = against("status", GOOD.id, "--verbose")
    assert "retrying in" in called.err
    assert not has_control_characters(called.err)


def test_long_texts_are_cut(against: Command, server: responses.RequestsMock) -> None:
    """An error of a megabyte is still a line."""
    server.get(SYNCS, json={"error": "x" * 1_000_000}, status=404)
    assert len(against("status", GOOD.id).err) < 600


def forms(key: str) -> list[str]:
    """Give every form in which a key may be recognised."""
    token = base64.b64encode(key.encode()).decode()
    whole = [key, token, f"Basic {token}"]
    quoted = [quote(form, safe="") for form in whole]
    return [*whole, *quoted, token.rstrip("="), repr(key)[1:-1], json.dumps(key)[1:-1]]


@pytest.mark.parametrize("alphabet", ["abc123", 'a1/+=:%é"\\', "7"])
@pytest.mark.parametrize("by", ["CODAT_API_KEY", "CODAT_AUTH_HEADER"])
@pytest.mark.parametrize("status", [200, 404, 503])
def test_the_key_reaches_no_output(
    status: int,
    by: str,
    alphabet: str,
    against: Command,
    server: responses.RequestsMock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not in a message that repeats it, not as an argument, not in the log at its finest."""
    key = "".join(secrets.choice(alphabet) for _ in range(24))
    header = "Basic " + base64.b64encode(key.encode()).decode()
    monkeypatch.delenv("CODAT_API_KEY")
    monkeypatch.setenv(by, key if by == "CODAT_API_KEY" else header)
    echo = " ".join(forms(key))
    said = {"error": echo, "correlationId": echo, "syncUtc": echo, "errorMessage": echo}
    server.get(SYNCS, json=status_of(**said) if status == 200 else said, status=status)
    log, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(log), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        for command in (
            ["status", key],
            ["status", key, "--json"],
            ["watch", "c", key],
            ["doctor"],
        ):
            called = against(*command, "--verbose")
            assert called.out + called.err
            for form in forms(key):
                assert form not in called.out + called.err
        assert header not in log.getvalue()
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def parameters(command: click.Command) -> Iterator[click.Parameter]:
    """Give every parameter of a command and of the commands below it."""
    yield from command.params
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from parameters(below)


def test_no_option_takes_a_key() -> None:
    """A credential on a command line is seen by everyone on the machine: there is no place for it.

    Nor does any option take its value from the environment unseen.
    """
    options = list(parameters(_app.app))
    names = {option for parameter in options for option in parameter.opts}
    assert {"--json", "--dataset", "--timeout", "--company", "company_id"} <= names
    suspects = ("key", "token", "secret", "auth", "password", "credential", "header")
    found = {name for name in names if any(word in name for word in suspects)}
    assert found == {"--idempotency-key"}
    # The help names the variable for the file of an outbox.
    assert [parameter.envvar for parameter in options if parameter.envvar] == ["CODAT_OUTBOX"]
    assert "auto_envvar_prefix" not in _app.app.context_settings


# The form of the output


@pytest.mark.parametrize("width", [20, 40, 79, 80, 120, 200])
def test_tables_keep_to_the_width(
    width: int,
    against: Command,
    server: responses.RequestsMock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No line is wider than the terminal, and no character of an id is left out."""
    monkeypatch.setenv("COLUMNS", str(width))
    statuses = [status_of(syncUtc="2026-01-01T00:00:00Z", errorMessage="語" * 90)] * 3
    server.get(SYNCS, json=statuses)
    lines = against("list", GOOD.id).out.splitlines()
    assert max(map(columns, lines)) <= width
    assert "".join("".join(lines).split()).count("0") >= 3 * NOBODY.count("0")
    if width >= 80:
        assert sum(NOBODY in line for line in lines) == 3


def columns(line: str) -> int:
    """Count the columns that a line takes; a Chinese character takes two."""
    return len(line) + line.count("語")


def test_a_pipe_has_no_width(against: Command, server: responses.RequestsMock) -> None:
    """Output to a program or a file is not folded."""
    server.get(SYNCS, json=[status_of(errorMessage="long " * 100)])
    assert len(against("list", GOOD.id).out.splitlines()) == 2


def test_output_that_knows_ascii_only(
    against: Command, server: responses.RequestsMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other symbols stand for the outcome, and other letters are escapes."""
    server.get(SYNCS, json=status_of(errorMessage="für"))
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert against("status", GOOD.id).code == 0
    assert b"+ succeeded" in raw.getvalue()
    assert rb"f\xfcr" in raw.getvalue()


def test_help_tells_the_exit_codes_and_where_the_key_belongs(against: Command) -> None:
    """`--help` is enough to write a script."""
    called = against("--help")
    assert called.code == 0
    for text in ("CODAT_API_KEY", "Exit codes:", "130  interrupted"):
        assert text in called.out


COMMANDS = ["companies", "connections", "expenses send", "transactions", "initiate", "status"]


@pytest.mark.parametrize("command", [*COMMANDS, "list", "watch", "doctor"])
def test_every_command_has_help(command: str, against: Command) -> None:
    """Each command prints its usage."""
    assert f"Usage: codat-sync-expenses {command}" in against(*command.split(), "-h").out


def test_log_lines_for_programs(
    against: Command, monkeypatch: pytest.MonkeyPatch, server: responses.RequestsMock
) -> None:
    """With `--json` a retry is an object on a line of standard error."""
    monkeypatch.setattr(_syncs, "_PATIENCE", 60_000)
    server.get(SYNCS, json={}, status=503, headers={"Retry-After": "0"})
    server.get(SYNCS, json=status_of())
    called = against("status", GOOD.id, "--verbose", "--json")
    (line,) = called.err.splitlines()
    assert json.loads(line)["log"]["level"] == "INFO"
    assert logging.getLogger("codatsyncexpenses").level == logging.NOTSET


def test_without_verbose_a_retry_is_silent(
    against: Command, monkeypatch: pytest.MonkeyPatch, server: responses.RequestsMock
) -> None:
    """A problem that solved itself needs no attention."""
    monkeypatch.setattr(_syncs, "_PATIENCE", 60_000)
    server.get(SYNCS, json={}, status=503, headers={"Retry-After": "0"})
    server.get(SYNCS, json=status_of())
    assert against("status", GOOD.id).err == ""


def test_recent_syncs_of_the_sandbox(cli: Command) -> None:
    """`--since` with a moment of today leaves out the sandbox's old sync."""
    hour = (datetime.now(timezone.utc) - timedelta(hours=1)).isoformat()
    assert cli("list", GOOD.id, "--since", hour, "--json").json == []
    assert len(cli("list", GOOD.id, "--json").json) == 1


@pytest.mark.parametrize("columns", ["0", "1", "-1", "x"])
def test_a_width_that_is_none(cli: Command, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """A number of columns that can hold nothing hides nothing."""
    monkeypatch.setenv("COLUMNS", columns)
    shown = "".join(cli("status", GOOD.id, companies.SUCCEEDED_SYNC_ID).out.split())
    assert "succeeded" in shown
