"""Mocks and recorders that people put around requests keep working."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import requests_mock
import responses

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import Sandbox, companies

LIST = operations.ListSyncsRequest(companies.SUCCEEDS.id)
# VCR has no types.
VCR: Any = importlib.import_module("vcr")
URL = f"https://api.codat.io/companies/{companies.SUCCEEDS.id}/sync/expenses/syncs/list/status"


@pytest.fixture(params=["our own Session", "a caller's Session"])
def session(request: pytest.FixtureRequest) -> Iterator[requests.Session | None]:
    """Give None, for the client's own Session, or one of the caller's."""
    if request.param == "our own Session":
        yield None
        return
    with requests.Session() as session:
        yield session


def statuses(session: requests.Session | None, **options: Any) -> int:
    """Count the statuses that a call gives."""
    with CodatSyncExpenses(client=session, **options) as client:
        return len(client.sync.list(LIST).company_sync_statuses or [])


def test_responses(session: requests.Session | None) -> None:
    """`responses` answers in place of the server."""
    with responses.RequestsMock() as mock:
        mock.get(URL, json=[{}, {}])
        assert statuses(session) == 2


def test_requests_mock(session: requests.Session | None) -> None:
    """`requests_mock` answers in place of the server."""
    with requests_mock.Mocker() as mock:
        mock.get(URL, json=[{}], headers={"Content-Type": "application/json"})
        assert statuses(session) == 1


def test_a_mounted_mock() -> None:
    """An adapter of `requests_mock`, mounted on a caller's Session, answers."""
    adapter = requests_mock.Adapter()
    adapter.register_uri("GET", URL, json=[{}], headers={"Content-Type": "application/json"})
    with requests.Session() as session:
        session.mount("https://", adapter)
        assert statuses(session) == 1


def test_a_recorder(session: requests.Session | None, sandbox: Sandbox, tmp_path: Path) -> None:
    """VCR records a call and plays it back, without the server."""
    options: dict[str, Any] = {"server_url": sandbox.url, "security": sandbox.security}
    cassette = str(tmp_path / "cassette.yaml")
    with VCR.use_cassette(cassette, filter_headers=["authorization"]) as tape:
        recorded = statuses(session, **options)
        assert len(tape) == 1
    with VCR.use_cassette(cassette, record_mode="none") as tape:
        assert statuses(session, **options) == recorded
        assert tape.play_count == 1
