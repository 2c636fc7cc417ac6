"""The examples, run as a user runs them."""

import functools
import runpy
import shutil
import subprocess
import sys

import pytest

from codatsyncexpenses import errors, sandbox
from tests.support.documents import ROOT, blocks

QUICKSTART = ROOT / "examples/quickstart.py"
NEW_CUSTOMER = ROOT / "examples/new_customer.py"


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Run the quickstart against a sandbox whose syncs are quick, and give what it prints."""
    quick = functools.partial(sandbox.Sandbox, sync_seconds=0.2)
    monkeypatch.setattr(sandbox, "Sandbox", quick)
    monkeypatch.setattr("sys.argv", ["quickstart.py"])
    runpy.run_path(str(QUICKSTART), run_name="__main__")
    return capsys.readouterr().out


def test_the_quickstart_shows_all_five_methods(output: str) -> None:
    """Each method has a row, and both syncs end as they should."""
    firsts = {line.split()[0] for line in output.splitlines() if line.strip()}
    methods = {"initiate_sync", "get", "get_latest_sync", "get_last_successful_sync", "list"}
    assert methods <= firsts
    assert "The sync succeeded and data was written." in output
    assert "The API says: The accounting software did not accept the expenses." in output


def test_the_quickstart_takes_the_real_api_by_its_arguments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With a company and a dataset it asks for the key of the real API."""
    monkeypatch.delenv("CODAT_API_KEY", raising=False)
    monkeypatch.setattr("sys.argv", ["quickstart.py", "company", "dataset"])
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
