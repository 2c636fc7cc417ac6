"""The module `telemetry` without OpenTelemetry, and the recipes of its guide."""

import subprocess
import sys

import pytest
import requests
import responses

from codatsyncexpenses import CodatSyncExpenses, errors, telemetry
from codatsyncexpenses._lazy import LateModule
from codatsyncexpenses.sandbox import Sandbox, faults
from tests.support.document_runner import run_blocks
from tests.support.documents import ROOT, blocks
from tests.support.events import Events
from tests.support.ids import COMPANY_ID, SYNC_ID

URL = f"https://api.codat.io/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/status"


def test_opentelemetry_loads_when_it_is_used() -> None:
    """Importing the module, and its events, loads neither OpenTelemetry nor requests."""
    code = (
        "import sys; from codatsyncexpenses.telemetry import *; CallEvent; OpenTelemetry; "
        "print([n for n in sys.modules if n.partition('.')[0] in ('opentelemetry', 'requests')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603 - ours
    assert done.stdout.strip() == b"[]"


def test_opentelemetry_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without opentelemetry-api the handler is refused, with the command that installs it."""
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", None)
    monkeypatch.setattr(telemetry, "trace", LateModule("opentelemetry.trace"))
    with pytest.raises(errors.ConfigurationError) as caught:
        telemetry.OpenTelemetry()
    assert 'pip install "codatsyncexpenses[otel]"' in str(caught.value)


@pytest.mark.parametrize("name", telemetry.__all__)
def test_names_have_one_home(name: str) -> None:
    """Each class is shown, and pickled, under the module that users import it from."""
    assert getattr(telemetry, name).__module__ == "codatsyncexpenses.telemetry"


def test_events_over_http() -> None:
    """A client reports its calls to `on_event`, and one of `with_options` to its own."""
    events, others = Events(), Events()
    with responses.RequestsMock() as mock:
        mock.get(URL, json={})
        with CodatSyncExpenses(on_event=events.append) as s:
            for client in (
                s,
                s.with_options(on_event=others.append),
                s.with_options(on_event=None),
            ):
                client.sync.get(company_id=COMPANY_ID, sync_id=SYNC_ID).result()
    called = ["RequestSending 1", "ResponseReceived 1: 200", "CallEnded 1: 200"]
    assert (events.lines, others.lines) == (called, called)


def test_an_error_of_a_hook() -> None:
    """An error that a hook of the caller's Session raises is the end of the call."""

    def fail(*_: object, **__: object) -> None:
        raise LookupError("a hook")

    events = Events()
    with responses.RequestsMock() as mock, requests.Session() as session:
        mock.get(URL, json={})
        session.hooks["response"].append(fail)
        s = CodatSyncExpenses(client=session, on_event=events.append)
        with pytest.raises(LookupError):
            s.sync.get(company_id=COMPANY_ID, sync_id=SYNC_ID)
    assert events.lines == ["RequestSending 1", "CallEnded 1: None LookupError"]


def test_the_recipe_for_prometheus(at_sandbox: Sandbox) -> None:
    """The recipe counts calls by operation and outcome, retries and seconds."""
    at_sandbox.next_replies(faults.server_error())
    guide = ROOT / "docs/guides/telemetry.md"
    (recipe,) = (each for each in blocks(guide.read_text("utf-8")) if "prometheus" in each.code)
    names = run_blocks(guide, [recipe])
    registry, operation = names["registry"], {"operation": "sync.list"}
    found = [
        registry.get_sample_value("codat_calls_total", {**operation, "outcome": "200"}),
        registry.get_sample_value("codat_retries_total", operation),
        registry.get_sample_value("codat_call_seconds_count", operation),
    ]
    assert found == [1, 1, 1]
