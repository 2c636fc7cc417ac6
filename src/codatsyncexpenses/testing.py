"""Fixtures for pytest, available once the extra ``testing`` is installed.

A test of a successful sync takes milliseconds::

    def test_a_push(codat_sandbox, codat_client):
        status = codat_client.expenses.create_and_wait(
            company_id=companies.SUCCEEDS.id, create_expense_request=[expense]
        ).result()
        assert status.code is shared.SyncStatusCode.SUCCEEDED

The sandbox's clock is stopped until a test calls ``codat_sandbox.advance`` or a client of the
fixtures pauses, which moves that clock and takes no time. The marker ``codat_sandbox`` sets options
of the sandbox::

    @pytest.mark.codat_sandbox(quota=3, sync_seconds=900)

With the option ``--codat-sandbox-url URL``, or ``codat_sandbox_url`` in pytest's configuration, the
fixtures use the sandbox that another process serves there, and reset it before each test.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

import codatsyncexpenses
from codatsyncexpenses._lazy import LateModule

if TYPE_CHECKING:
    from codatsyncexpenses import sandbox
else:
    sandbox = LateModule("codatsyncexpenses.sandbox")  # pytest loads this module at each start

__all__ = ["async_codat_client", "codat_client", "codat_environment", "codat_sandbox"]


_LIMITS = {"quota", "per_minute", "concurrency"}
"""The options that can be set while a sandbox runs."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option, and the setting of the same name."""
    text = "address of a running sandbox to use, instead of a new one for each test"
    group = parser.getgroup("codatsyncexpenses")
    group.addoption("--codat-sandbox-url", metavar="URL", help=text)
    parser.addini("codat_sandbox_url", text, default="")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line(
        "markers", "codat_sandbox(**options): options of the Sandbox that the fixtures use"
    )


@pytest.fixture
def codat_sandbox(
    request: pytest.FixtureRequest,
) -> Iterator[sandbox.Sandbox | sandbox.RemoteSandbox]:
    """A new sandbox for each test, serving on 127.0.0.1, with a manual clock.

    With ``--codat-sandbox-url``, it is the sandbox at that address, reset before each test.
    When the test fails, pytest shows the requests that the sandbox received.
    """
    test: pytest.Item = request.node
    marker = test.get_closest_marker("codat_sandbox")
    if marker and marker.args:
        raise pytest.UsageError("the marker codat_sandbox takes named options, such as quota=3")
    with _opened(request.config, dict(marker.kwargs) if marker else {}) as made:
        yield made
        # Combine equal requests in a row, such as polls, into one line with their number.
        rows = [(text, len([*equal])) for text, equal in groupby(map(repr, made.requests))]
        report = "\n".join(f"{text} x {count}" if count > 1 else text for text, count in rows)
        test.add_report_section("teardown", "requests to codat_sandbox, until", report)


def _opened(
    config: pytest.Config, options: dict[str, Any]
) -> sandbox.Sandbox | sandbox.RemoteSandbox:
    chosen = config.getoption("codat_sandbox_url")
    url = config.getini("codat_sandbox_url") if chosen is None else chosen
    if not url:
        options.setdefault("clock", "manual")
        return sandbox.Sandbox(**options)
    fixed = ", ".join(sorted(options.keys() - _LIMITS))
    if fixed:
        raise pytest.UsageError(
            f"the marker codat_sandbox cannot set {fixed}: the sandbox at {url} runs already"
        )
    made = sandbox.Sandbox.connect(url)
    made.reset()
    if options:
        made.set_limits(**options)
    return made


@pytest.fixture
def codat_client(
    codat_sandbox: sandbox.Sandbox | sandbox.RemoteSandbox,
) -> Iterator[codatsyncexpenses.CodatSyncExpenses]:
    """A client of the sandbox that never sleeps; it is closed after the test."""
    with codat_sandbox.client() as client:
        yield client


@pytest.fixture
def async_codat_client(
    codat_sandbox: sandbox.Sandbox | sandbox.RemoteSandbox,
) -> codatsyncexpenses.AsyncCodatSyncExpenses:
    """An asynchronous client of the sandbox, which never sleeps; it needs the extra ``async``.

    Its connections close with the event loop of the test, whichever plugin runs that.
    """
    return codat_sandbox.async_client()


@pytest.fixture
def codat_environment(
    codat_sandbox: sandbox.Sandbox | sandbox.RemoteSandbox,
) -> Iterator[sandbox.Sandbox | sandbox.RemoteSandbox]:
    """The sandbox, for code that creates its own clients from environment variables.

    CODAT_API_KEY and CODAT_SERVER_URL point to the sandbox, and every client that the code creates
    for that server during the test uses its clock.
    """
    with codat_sandbox.environment():
        yield codat_sandbox
