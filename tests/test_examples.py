"""The examples, run as a user runs them."""

import functools
import runpy

import pytest

from codatsyncexpenses import errors, sandbox
from tests.documents import ROOT

QUICKSTART = ROOT / "examples/quickstart.py"


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
