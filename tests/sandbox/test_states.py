"""The shipped states, and syncs that start without a request."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from codatsyncexpenses import errors
from codatsyncexpenses.sandbox import Sandbox, companies, states
from codatsyncexpenses.sandbox.companies import Company


@pytest.fixture
def sandbox() -> Sandbox:
    """Hold a sandbox without a server."""
    return Sandbox(clock="manual")


@pytest.mark.parametrize("name", states.NAMES)
def test_a_state_does_not_depend_on_what_was_before(sandbox: Sandbox, name: str) -> None:
    """A shipped state replaces everything, and is the same each time."""
    sandbox.restore(name)
    first = sandbox.snapshot()
    sandbox.create_company("Another")
    sandbox.advance(3600)
    sandbox.restore(name)
    assert sandbox.snapshot() == first


def test_a_new_customer(sandbox: Sandbox) -> None:
    """The new customer has neither a configuration nor a linked connection, and can get both."""
    sandbox.restore("new-customer")
    with sandbox.in_process_client() as client:
        (company,) = client.companies.list_all().to_list()
        assert company.id == states.COMPANY_ID
        (connection,) = client.connections.list_all(company_id=company.id).to_list()
        assert (connection.id, connection.status.value) == (states.CONNECTION_ID, "PendingAuth")
        assert client.sync.list(company_id=company.id).result() == []
    with pytest.raises(errors.RequestError, match="lacks a valid pair"):
        sandbox.start_sync(company.id)
    sandbox.set_connection(company.id, connection.id, "Linked")
    sandbox.create_connection(company.id, "pexp")
    assert sandbox.start_sync(company.id)


def test_a_year_of_syncs(sandbox: Sandbox) -> None:
    """There are 1,000 ended syncs of the last 365 days, some of them failed."""
    sandbox.restore("year-of-syncs")
    with sandbox.in_process_client() as client:
        syncs = client.sync.list(company_id=states.COMPANY_ID).result()
    assert len(syncs) == 1000
    assert {each.code.group for each in syncs if each.code} == {"success", "failure"}
    first = min(each.sync_utc for each in syncs if each.sync_utc)
    assert "2022-10-16" <= first < "2022-11-01"  # a manual clock begins on 16 October 2023


def test_everything_fails(sandbox: Sandbox) -> None:
    """Each company has a failed sync, or refuses to start one; none of its syncs succeeds."""
    sandbox.restore("everything-failing")
    listed = {row["id"] for row in sandbox.snapshot()["records"]["Company"]}
    failing = [each for each in companies.ALL if each.id in listed]
    assert [each for each in failing if each.ending and each.ending.code < 4000] == []
    assert len(failing) == 11
    with sandbox.in_process_client() as client:
        for each in failing:
            if each.ending is not None:
                (sync,) = client.sync.list(company_id=each.id).result()
                assert sync.code == each.ending.code


@pytest.mark.parametrize("name", states.NAMES)
def test_another_program_restores_a_state_by_its_name(name: str) -> None:
    """The name as JSON text, over HTTP or from another process, leads to the same state."""
    with Sandbox(clock="manual") as served:
        answer = requests.put(f"{served.url}/_sandbox/snapshot", json=name, timeout=10)
        assert answer.status_code == 204
        expected = served.snapshot()
        served.reset()
        Sandbox.connect(served.url).restore(name)
        assert served.snapshot() == expected


def test_an_unknown_name_changes_nothing() -> None:
    """A name that is no state is refused with the names there are, and the state stays."""
    with Sandbox(clock="manual") as served:
        served.advance(60)
        before = served.snapshot()
        answer = requests.put(f"{served.url}/_sandbox/snapshot", json="newcustomer", timeout=10)
        assert answer.status_code == 400
        assert all(name in answer.json()["error"] for name in states.NAMES)
        assert served.snapshot() == before


@pytest.mark.parametrize("state", ["no-such-file", 5, None], ids=str)
def test_what_is_no_state(sandbox: Sandbox, state: Any) -> None:
    """Neither a name, nor a file, nor a snapshot: a typed error says so."""
    with pytest.raises(errors.ConfigurationError):
        sandbox.restore(state)


def test_a_sync_starts_without_a_request(sandbox: Sandbox) -> None:
    """The sync of a sample expense runs and ends as one of a request; the journal stays empty."""
    sync_id = sandbox.start_sync(companies.SUCCEEDS.id)
    assert list(sandbox.requests) == []
    sandbox.advance(5)
    with sandbox.in_process_client() as client:
        status = client.sync.get(company_id=companies.SUCCEEDS.id, sync_id=sync_id).result()
        (written,) = client.transaction_status.list_all(
            company_id=companies.SUCCEEDS.id, sync_id=sync_id
        )
    assert status.code == 2000
    assert written.status == "Completed"


@pytest.mark.parametrize(
    ("company", "text"),
    [
        (companies.PAYMENT_REQUIRED, "has expired"),
        (companies.FORBIDDEN, "no rights"),
        (companies.WITHOUT_CONNECTIONS, "lacks a valid pair"),
        (Company("nowhere", "", (), None), "no company nowhere"),
    ],
    ids=["402", "403", "not connected", "unknown"],
)
def test_a_sync_that_cannot_start(sandbox: Sandbox, company: Company, text: str) -> None:
    """A company whose requests the API refuses gets no sync, and the reason is the API's."""
    with pytest.raises(errors.RequestError, match=text):
        sandbox.start_sync(company.id)
