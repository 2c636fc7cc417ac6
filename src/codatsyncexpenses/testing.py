"""Fixtures for pytest, there as soon as this package and its extra ``testing`` are installed.

A test of a successful sync takes milliseconds::

    def test_a_push(codat_sandbox, codat_client):
        company = companies.SUCCEEDS
        body = shared.InitiateSync(dataset_ids=[*company.dataset_ids])
        codat_client.sync.initiate_and_wait(operations.InitiateSyncRequest(company.id, body))

The sandbox's clock stands still until a test calls ``codat_sandbox.advance``, or a client of the
fixtures pauses: its pauses move that clock instead of taking time. The marker ``codat_sandbox``
gives the sandbox other options::

    @pytest.mark.codat_sandbox(quota=3, sync_seconds=900)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from codatsyncexpenses import CodatSyncExpenses
    from codatsyncexpenses.sandbox import Sandbox

__all__ = ["codat_client", "codat_environment", "codat_sandbox"]


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest of the marker."""
    config.addinivalue_line(
        "markers", "codat_sandbox(**options): options of the Sandbox that the fixtures use"
    )


@pytest.fixture
def codat_sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A new sandbox for each test, serving on 127.0.0.1, whose clock moves by hand.

    What it was asked is shown when the test fails.
    """
    from codatsyncexpenses.sandbox import Sandbox

    test: pytest.Item = request.node
    marker = test.get_closest_marker("codat_sandbox")
    if marker and marker.args:
        raise pytest.UsageError("the marker codat_sandbox takes named options, such as quota=3")
    options: dict[str, Any] = {"clock": "manual", **(marker.kwargs if marker else {})}
    with Sandbox(**options) as sandbox:
        yield sandbox
        # Polls are alike: a line for each kind in a row, and how many there were.
        rows = [(text, len([*alike])) for text, alike in groupby(map(repr, sandbox.requests))]
        asked = "\n".join(f"{text} x {count}" if count > 1 else text for text, count in rows)
        test.add_report_section("teardown", "requests to codat_sandbox, until", asked)


@pytest.fixture
def codat_client(codat_sandbox: Sandbox) -> Iterator[CodatSyncExpenses]:
    """A client of the sandbox, closed after the test; it never sleeps."""
    with codat_sandbox.client() as client:
        yield client


@pytest.fixture
def codat_environment(codat_sandbox: Sandbox) -> Iterator[Sandbox]:
    """The sandbox, for code that makes its clients itself, and takes its settings from variables.

    CODAT_API_KEY and CODAT_SERVER_URL lead to it, and every client that is made meanwhile takes its
    time from it.
    """
    with codat_sandbox.environment():
        yield codat_sandbox
