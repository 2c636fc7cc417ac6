"""The examples, run as a user runs them."""

import functools
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from codatsyncexpenses import errors, sandbox
from codatsyncexpenses.sandbox import companies
from tests.support.documents import ROOT, blocks

QUICKSTART = ROOT / "examples/quickstart.py"
SERVICE = ROOT / "examples/service/service.py"
NEW_CUSTOMER = ROOT / "examples/new_customer.py"


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Run the quickstart against a sandbox whose syncs are quick, and give what it prints."""
    quick = functools.partial(sandbox.Sandbox, sync_seconds=0.2)
    monkeypatch.setattr(sandbox, "Sandbox", quick)
    monkeypatch.setattr("sys.argv", ["quickstart.py"])
    runpy.run_path(str(QUICKSTART), run_name="__main__")
    return capsys.readouterr().out


def test_the_quickstart_shows_what_each_method_returns(output: str) -> None:
    """Each method that reads a sync has a row, and both syncs end as they should."""
    firsts = {line.split()[0] for line in output.splitlines() if line.strip()}
    methods = {"get", "get_latest_sync", "get_last_successful_sync", "list"}
    assert methods <= firsts
    assert "The sync succeeded and data was written." in output
    assert "The API says: The accounting software did not accept the expenses." in output
    assert "What to do:   Read the messages of the transactions" in output
    assert [line.split()[2] for line in output.splitlines() if "  Expense " in line] == [
        "Completed",
        "PushError",
    ]


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


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Load the example service without running it."""
    monkeypatch.delenv("CODAT_WEBHOOK_SECRET", raising=False)
    return runpy.run_path(str(SERVICE))


def test_the_service_writes_the_expenses_of_several_companies(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One company's expenses are written, one's sync fails, one is refused, and webhooks say so."""
    monkeypatch.setattr("sys.argv", ["service.py"])
    runpy.run_path(str(SERVICE), run_name="__main__")
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


def test_the_service_attaches_receipts(service: dict[str, Any]) -> None:
    """Each expense that was written has its receipt."""
    with sandbox.Sandbox(clock="manual") as box, box.client() as client:
        service["run"](client, SERVICE.parent / "expenses.json")
        assert len(box.attachments(companies.SUCCEEDS.id)) == 2
        assert box.attachments(companies.WRITE_FAILED.id) == []


FAULTS: dict[str, tuple[Callable[[sandbox.Sandbox], object], str]] = {
    "quota": (lambda box: box.faults.rate_limited(retry_after=7200), "come back in 7200"),
    "connection": (lambda box: box.faults.reset(), "maybe written: True"),
}


@pytest.mark.parametrize(("fault", "said"), FAULTS.values(), ids=list(FAULTS))
def test_the_service_says_what_to_do(
    service: dict[str, Any],
    capsys: pytest.CaptureFixture[str],
    fault: Callable[[sandbox.Sandbox], Any],
    said: str,
) -> None:
    """If the quota is used up or the connection is lost, the service says what to do."""
    with sandbox.Sandbox(clock="manual") as box, box.client(max_retries=0) as client:
        box.next_replies(fault(box), times=3)
        service["run"](client, SERVICE.parent / "expenses.json")
    assert capsys.readouterr().out.count(said) == 3


def test_the_service_refuses_an_unsigned_webhook(service: dict[str, Any]) -> None:
    """A webhook without a signature gets a 400."""
    assert service["receive"](b"{}", {}) == 400


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
