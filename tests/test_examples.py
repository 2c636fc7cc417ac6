"""The examples, run as a user runs them."""

import asyncio
import functools
import inspect
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from codatsyncexpenses import errors, sandbox
from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import Outbox
from codatsyncexpenses.sandbox import companies
from tests.support.documents import ROOT, blocks

DEMO = ROOT / "examples/demo.py"
QUICKSTART = ROOT / "examples/quickstart.py"
SERVICE = ROOT / "examples/service/service.py"
ASYNC_SERVICE = ROOT / "examples/async_service/service.py"
NEW_CUSTOMER = ROOT / "examples/new_customer.py"
NIGHTLY = ROOT / "examples/nightly/nightly.py"


def run_demo(folder: Path, **environment: str) -> str:
    """Return the demo's output, from a process without HOME or any other setting than these."""
    paths = os.pathsep.join(path for path in sys.path if path)
    run = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, str(DEMO)],
        env={"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Hold the demo's output to a pipe."""
    return run_demo(tmp_path_factory.mktemp("demo"))


@pytest.mark.parametrize(
    ("kind", "outcomes"),
    [
        ("Payment", ["Completed", "PushError", "Completed"]),
        ("Refund", ["Completed"]),
        ("Reward", ["Completed"]),
        ("Chargeback", ["Completed"]),
    ],
)
def test_the_demo_shows_the_outcome_of_each_expense(
    demo: str, kind: str, outcomes: list[str]
) -> None:
    """Each kind of expense is written; the refused one is, after its correction."""
    rows = [line.split() for line in demo.splitlines() if line.startswith(kind)]
    assert [row[-1] for row in rows] == outcomes


@pytest.mark.parametrize(
    "line",
    [
        "currencyRate is required: the base currency is GBP, not EUR.",
        f"Remedy: {shared.SyncStatusCode.WRITE_FAILED.remedy}",
        "hotel.pdf is attachment ",
        "expenses.sync.unsuccessful: the signature is valid",
        "expenses.sync.successful: the signature is valid",
        "a forged one, without a signature: 400 BAD REQUEST",
        "killed: 0 written, 0 failed, ",  # the rest depends on the moment
        "resumed: 240 written, 0 failed",
        "the API accepted 240 expenses, none of them twice: True",
    ],
)
def test_the_demo_shows_the_way_on(demo: str, line: str) -> None:
    """The demo gives the reason and its remedy, attaches a receipt, and verifies webhooks."""
    assert line in " ".join(demo.split())


def test_the_demo_writes_plain_lines_without_a_terminal(demo: str) -> None:
    """Into a file or a pipe go lines of at most 80 columns, and no escape sequence."""
    assert "\x1b" not in demo
    assert "\r" not in demo
    assert max(map(len, demo.splitlines())) <= 80


def test_the_demo_redraws_its_table_on_a_terminal(tmp_path: Path) -> None:
    """A terminal shows each stage of a sync, without colours if NO_COLOR is set."""
    shown = run_demo(tmp_path, FORCE_COLOR="1", NO_COLOR="1", TERM="xterm", COLUMNS="80")
    assert shown.count("NotStarted") == shown.count("Pushing") == 6
    assert not re.search(r"\x1b\[(?:\d+;)*3\d", shown)


@pytest.fixture
def commands(demo: str) -> list[str]:
    """Hold the lines that the demo says to type next."""
    lines = [line.strip() for line in demo.split("Go on from here:")[1].splitlines()]
    return [line for line in lines if line.startswith(("CODAT", ">>>", ".venv", "less"))]


def test_the_demo_names_a_session_that_works(
    commands: list[str], at_sandbox: sandbox.Sandbox
) -> None:
    """The lines for a Python session list the companies of the account."""
    scope: dict[str, Any] = {}
    exec(shlex.split(commands[0])[-1], scope)  # noqa: S102 - a line of our own example
    names = eval(commands[1].removeprefix(">>> "), scope)  # noqa: S307 - as above
    assert companies.SUCCEEDS.name in names
    assert at_sandbox.requests


def test_the_demo_names_a_command_and_a_guide_that_are_there(commands: list[str]) -> None:
    """The sandbox's command and the guide, which the demo names too, are there."""
    serve, guide = map(shlex.split, commands[2:])
    run = subprocess.run(  # noqa: S603 - a line of our own example
        [sys.executable, *serve[1:], "--help"], capture_output=True, check=False
    )
    assert run.returncode == 0
    assert (ROOT / guide[1]).is_file()


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Hold the quickstart's output, in lines, from a sandbox whose clock takes no time."""
    quick = functools.partial(sandbox.Sandbox, clock="manual")
    monkeypatch.setattr(sandbox, "Sandbox", quick)
    monkeypatch.setattr("sys.argv", ["quickstart.py"])
    runpy.run_path(str(QUICKSTART), run_name="__main__")
    return capsys.readouterr().out.splitlines()


def test_the_quickstart_shows_the_outcome_of_each_expense(output: list[str]) -> None:
    """One expense is written, and one is refused."""
    outcomes = [line.split()[2] for line in output if line.startswith("Expense ")]
    assert outcomes == ["Completed", "PushError"]


def test_the_quickstart_gives_the_remedy(output: list[str]) -> None:
    """A sync that failed is explained, with what to do."""
    code = shared.SyncStatusCode.WRITE_FAILED
    assert f"{code.meaning} {code.remedy}" in output


def test_the_quickstart_takes_the_real_api_by_its_arguments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With a company, an account and a tax rate, it asks for the key of the real API."""
    monkeypatch.delenv("CODAT_API_KEY", raising=False)
    monkeypatch.setattr("sys.argv", ["quickstart.py", "company", "account", "tax rate"])
    with pytest.raises(errors.ConfigurationError, match="CODAT_API_KEY"):
        runpy.run_path(str(QUICKSTART), run_name="__main__")


def test_a_new_customer_gets_to_a_synced_expense(capsys: pytest.CaptureFixture[str]) -> None:
    """The whole way runs to its end, and the expense is written."""
    runpy.run_path(str(NEW_CUSTOMER), run_name="__main__")
    connected, supplier, expense, corrected = capsys.readouterr().out.splitlines()
    assert connected.endswith("connected to Xero")
    assert supplier == "Supplier Success"
    assert expense.endswith(" Completed")
    assert corrected == "Receipt attached, and the expense corrected"


Service = dict[str, Any]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    """Load the example service without running it."""
    monkeypatch.delenv("CODAT_WEBHOOK_SECRET", raising=False)
    return runpy.run_path(str(SERVICE))


@pytest.fixture
def async_service(monkeypatch: pytest.MonkeyPatch) -> Service:
    """Load the asynchronous service without running it."""
    monkeypatch.delenv("CODAT_WEBHOOK_SECRET", raising=False)
    return runpy.run_path(str(ASYNC_SERVICE))


def push(service: Service, box: sandbox.Sandbox, **options: Any) -> None:
    """Let a service push the expenses of its file to a sandbox."""
    file = SERVICE.parent / "expenses.json"

    async def run() -> None:
        async with box.async_client(**options) as client:
            await service["run"](client, file)

    if inspect.iscoroutinefunction(service["run"]):
        asyncio.run(run())
    else:
        with box.client(**options) as client:
            service["run"](client, file)


@pytest.mark.parametrize("program", [SERVICE, ASYNC_SERVICE], ids=["blocking", "asynchronous"])
def test_the_service_writes_the_expenses_of_several_companies(
    program: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One company's expenses are written, one's sync fails, one is refused, and webhooks say so."""
    monkeypatch.setattr("sys.argv", ["service.py"])
    runpy.run_path(str(program), run_name="__main__")
    lines = capsys.readouterr().out.splitlines()
    written, failed, refused = (
        [line.removeprefix(f"{company.id}: ") for line in lines if line.startswith(company.id)]
        for company in (companies.SUCCEEDS, companies.WRITE_FAILED, companies.FORBIDDEN)
    )
    assert sorted(line.split()[1] for line in written) == ["2", "Completed", "Completed"]
    assert any("failed. Read the messages" in line for line in failed)
    assert "webhook: 0 written" in failed
    assert [line for line in refused if "403" in line] == refused
    assert len(written) + len(failed) + len(refused) == len(lines)


@pytest.mark.parametrize("kind", ["service", "async_service"])
def test_the_service_attaches_receipts(
    kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each expense that was written has its receipt, even if no webhook comes."""
    service: Service = request.getfixturevalue(kind)
    monkeypatch.setitem(service["push"].__globals__, "WEBHOOK_SECONDS", 0)
    with sandbox.Sandbox(clock="manual") as box:
        push(service, box)
        assert len(box.attachments(companies.SUCCEEDS.id)) == 2
        assert box.attachments(companies.WRITE_FAILED.id) == []


FAULTS: dict[str, tuple[Callable[[sandbox.Sandbox], object], str]] = {
    "quota": (lambda box: box.faults.rate_limited(retry_after=7200), "come back in 7200"),
    "connection": (lambda box: box.faults.reset(), "maybe written: True"),
}


@pytest.mark.parametrize("kind", ["service", "async_service"])
@pytest.mark.parametrize(("fault", "said"), FAULTS.values(), ids=list(FAULTS))
def test_the_service_says_what_to_do(
    kind: str,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
    fault: Callable[[sandbox.Sandbox], Any],
    said: str,
) -> None:
    """If the quota is used up or the connection is lost, the service says what to do."""
    with sandbox.Sandbox(clock="manual") as box:
        box.next_replies(fault(box), times=3)
        push(request.getfixturevalue(kind), box, max_retries=0)
    assert capsys.readouterr().out.count(said) == 3


def test_the_service_refuses_an_unsigned_webhook(service: Service) -> None:
    """A webhook without a signature gets a 400."""
    assert service["receive"](b"{}", {}) == 400


def test_the_asynchronous_service_refuses_an_unsigned_webhook(async_service: Service) -> None:
    """A webhook without a signature gets a 400 from the endpoint."""

    async def post() -> int:
        async with (
            async_service["endpoint"]() as address,
            aiohttp.ClientSession() as session,
            session.post(address, data=b"{}") as response,
        ):
            return response.status

    assert asyncio.run(post()) == 400


@pytest.mark.skipif(shutil.which("bash") is None, reason="it needs bash")
def test_the_loop_from_a_shell(at_sandbox: sandbox.Sandbox) -> None:
    """The shell's part of the README sends expenses, waits, and shows that they are written."""
    found = [block.code for block in blocks((ROOT / "README.md").read_text("utf-8"))]
    (script,) = [code for code in found if "expenses send" in code]
    command = f'codat-sync-expenses() {{ "{sys.executable}" -m codatsyncexpenses.cli "$@"; }}'
    script = script.replace("http://127.0.0.1:8080", at_sandbox.url)
    run = subprocess.run(  # noqa: S603 - our own document
        ["bash", "-euc", f"{command}\n{script}"],  # noqa: S607 - the user's own shell
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("✓ Completed") == 2


def test_the_nightly_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes from the file to a report; run again, it finds nothing new, and counts both."""
    monkeypatch.delenv("CODAT_API_KEY", raising=False)
    monkeypatch.setattr(sys, "argv", ["nightly.py", "--outbox", str(tmp_path / "nightly.db")])
    found = list[str]()
    for _ in range(2):
        with pytest.raises(SystemExit) as ending:
            runpy.run_path(str(NIGHTLY), run_name="__main__")
        assert ending.value.code == 1
        found.append(capsys.readouterr().out)
    assert "5 expenses are new\n3 written, 1 failed, 1 waiting, 1 company stopped" in found[0]
    assert "currencyRate is required" in found[0]
    assert "stopped: 40000000-0000-4000-8000-00000000c001, 1 expenses" in found[0]
    assert re.search("failed: .*currencyRate is required.* Correct the expense", found[0])
    assert "so far: 3 written, 1 failed, 1 waiting" in found[1]
    assert found[1].startswith("0 expenses are new")


def test_a_failed_receipt_of_a_night(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named with its reason, and makes the exit code 1."""
    monkeypatch.delenv("CODAT_API_KEY", raising=False)
    spend, receipt = tmp_path / "spend.csv", tmp_path / "lunch.pdf"
    spend.write_text("\n".join((NIGHTLY.parent / "spend.csv").read_text().splitlines()[:2]))
    receipt.write_bytes(b"%PDF")
    functions = runpy.run_path(str(NIGHTLY))
    ((company_id, (row,)),) = functions["read"](spend).items()
    expense = functions["expense"](row)
    with Outbox(tmp_path / "nightly.db") as outbox:
        outbox.add(company_id, [expense], receipts={expense.id: receipt})
    receipt.unlink()
    monkeypatch.setattr(sys, "argv", ["nightly.py", str(spend), "--outbox", "nightly.db"])
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ending:
        runpy.run_path(str(NIGHTLY), run_name="__main__")
    assert ending.value.code == 1
    assert f"not attached: {receipt} of {expense.id}: " in capsys.readouterr().out


def test_a_wrong_row_of_a_night_keeps_no_other_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows that cannot be read or added are reported; the rest of their company is written."""
    monkeypatch.delenv("CODAT_API_KEY", raising=False)
    header, good, *_ = (NIGHTLY.parent / "spend.csv").read_text().splitlines()
    rows = [
        good,
        good.replace("000018", "000030").replace("48.20", "48.2O"),
        good.replace("000018", "000031").replace("GBP", "pounds"),
        good.replace("48.20", "50.00"),  # the card's first transaction again
        good.replace("000018", "000032"),
    ]
    (tmp_path / "spend.csv").write_text("\n".join([header, *rows]))
    files = [str(tmp_path / "spend.csv"), "--outbox", str(tmp_path / "nightly.db")]
    monkeypatch.setattr(sys, "argv", ["nightly.py", *files])
    with pytest.raises(SystemExit) as ending:
        runpy.run_path(str(NIGHTLY), run_name="__main__")
    printed = capsys.readouterr().out
    assert ending.value.code == 1
    assert "2 expenses are new\n" in printed
    assert "2 written, 0 failed\n" in printed
    left = re.findall("left out: (.*) of .*(Syntax|currency: |other content)", printed)
    assert [reason for _, reason in left] == ["Syntax", "currency: ", "other content"]
