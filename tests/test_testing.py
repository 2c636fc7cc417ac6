"""The pytest plugin, as the suites of users have it: each is run in a process of its own."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from codatsyncexpenses import testing
from codatsyncexpenses.sandbox import Sandbox
from tests.support.documents import NEEDS, ROOT, blocks

WRAPPER = ROOT / "examples/wrapping_sdk"


def outcome(suite: Path, *options: str) -> str:
    """Run a suite with no more than the installed plugin, and give what pytest prints."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, str(suite)]
    environment = {name: text for name, text in os.environ.items() if "PYTEST" not in name}
    run = subprocess.run(  # noqa: S603 - pytest
        command, cwd=suite.parent, env=environment, capture_output=True, text=True, check=False
    )
    return run.stdout + run.stderr


def suite_of(folder: Path, text: str, setting: str = "") -> Path:
    """Write a suite, with a configuration of its own."""
    lines = f"[pytest]\naddopts = --strict-markers\n{setting}\n"
    (folder / "pytest.ini").write_text(lines, "utf-8")
    (folder / "test_it.py").write_text(text, "utf-8")
    return folder / "test_it.py"


def test_the_plugin_is_installed() -> None:
    """Pytest finds the fixtures by the package's entry point."""
    (found,) = entry_points(group="pytest11", name="codatsyncexpenses")
    assert found.load() is testing


def test_the_suite_of_a_wrapping_sdk() -> None:
    """The example of a wrapping SDK passes its own suite, which uses the fixtures."""
    assert "12 passed" in outcome(WRAPPER, "-c", str(WRAPPER / "pytest.ini"))


@pytest.mark.parametrize(
    "name",
    ["README.md", "USAGE.md", "docs/guides/testing.md", "docs/guides/asynchronous-code.md"],
)
def test_the_tests_of_the_documents(tmp_path: Path, name: str) -> None:
    """The tests that the documents show pass as they stand."""
    document = ROOT / name
    shown = [
        block.code
        for block in blocks(document.read_text("utf-8"))
        if "def test_" in block.code and not block.comment.startswith(NEEDS)
    ]
    printed = outcome(suite_of(tmp_path, "\n".join(shown)))
    assert shown
    assert f"{sum(code.count('def test_') for code in shown)} passed" in printed, printed


def test_a_failure_shows_what_was_asked(tmp_path: Path) -> None:
    """The report of a test that fails lists the requests that the sandbox had."""
    printed = outcome(
        suite_of(
            tmp_path,
            """
from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import companies


def test_it(codat_client):
    codat_client.sync.list(operations.ListSyncsRequest(companies.SUCCEEDS.id))
    assert False
""",
        )
    )
    assert "requests to codat_sandbox" in printed
    assert "/sync/expenses/syncs/list/status" in printed


def test_a_marker_that_is_misspelt(tmp_path: Path) -> None:
    """An option that the sandbox does not have is an error of the test that names it."""
    printed = outcome(
        suite_of(
            tmp_path,
            """
import pytest


@pytest.mark.codat_sandbox(sync_secs=1)
def test_it(codat_sandbox):
    pass
""",
        )
    )
    assert "1 error" in printed
    assert "sync_secs" in printed


def test_the_environment_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment is restored afterwards."""
    monkeypatch.setenv("CODAT_AUTH_HEADER", "Basic eA==")
    monkeypatch.delenv("CODAT_API_KEY", raising=False)
    before = dict(os.environ)
    with Sandbox() as sandbox, sandbox.environment():
        assert os.environ["CODAT_SERVER_URL"] == sandbox.url
        assert "CODAT_AUTH_HEADER" not in os.environ
    assert dict(os.environ) == before


def test_options_without_a_name(tmp_path: Path) -> None:
    """A positional argument of the marker is refused, and not ignored."""
    suite = """
import pytest

@pytest.mark.codat_sandbox({"quota": 3})
def test_it(codat_client):
    pass
"""
    assert "takes named options, such as quota=3" in outcome(suite_of(tmp_path, suite))


ASYNCHRONOUS = """
import asyncio
import time

import pytest

from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import companies

REQUEST = operations.InitiateSyncRequest(
    companies.SUCCEEDS.id, shared.InitiateSync([*companies.SUCCEEDS.dataset_ids])
)


@pytest.mark.codat_sandbox(sync_seconds=3600)
def test_in_a_with_statement(async_codat_client, codat_sandbox):
    async def run():
        async with async_codat_client as s:
            return await s.sync.initiate_and_wait(REQUEST)

    begun, before = time.monotonic(), codat_sandbox.now
    assert asyncio.run(run()).result().code is shared.SyncStatusCode.SUCCEEDED
    assert (codat_sandbox.now - before).total_seconds() >= 3600
    assert time.monotonic() - begun < 5


def test_without_one(async_codat_client, codat_client):
    listed = asyncio.run(async_codat_client.companies.list_all().to_list())
    assert listed == codat_client.companies.list_all().to_list() != []


def test_it_fails(async_codat_client):
    asyncio.run(async_codat_client.companies.list())
    assert False
"""


def test_the_asynchronous_fixture(tmp_path: Path) -> None:
    """The client of the fixture waits an hour in no time, with `async with` and without."""
    printed = outcome(
        suite_of(tmp_path, ASYNCHRONOUS), "-W", "error", "-W", "ignore:sync.initiate_and_wait is"
    )
    assert "1 failed, 2 passed" in printed, printed
    assert "requests to codat_sandbox" in printed


TIMES = """
import asyncio

from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import companies


async def synced(s):
    request = operations.ListSyncsRequest(companies.SUCCEEDS.id)
    return [(await s.sync.list(request)).status_code for _ in range(3)]


def test_tasks(async_codat_client, codat_sandbox):
    async def run():
        codat_sandbox.next_replies(503, 429, times=5)
        async with async_codat_client as s:
            return await asyncio.gather(*[synced(s) for _ in range(5)])

    assert asyncio.run(run()) == [[200] * 3] * 5
"""


def test_retries_of_tasks(tmp_path: Path) -> None:
    """Tasks that share the client of the fixture retry without a pause, by the sandbox's clock."""
    printed = outcome(suite_of(tmp_path, TIMES), "-W", "error")
    assert "1 passed" in printed, printed


ELSEWHERE = """
import pytest

from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import companies

LIST = operations.ListSyncsRequest(companies.SUCCEEDS.id)


@pytest.mark.parametrize("number", range(2))
def test_reset(codat_sandbox, codat_client, number):
    assert len(codat_client.companies.list().result().results) == 14
    codat_sandbox.create_company()
    assert len(codat_sandbox.requests) == 1


@pytest.mark.codat_sandbox(quota=3)
def test_limits(codat_client):
    assert codat_client.sync.list(LIST).rate_limit.limit == 3


def test_pauses(codat_environment, codat_client):
    codat_environment.next_replies(503, times=2)
    before = codat_environment.now
    assert codat_client.sync.list(LIST).status_code == 200
    assert codat_environment.now > before


@pytest.mark.codat_sandbox(seed=3)
def test_the_seed(codat_client):
    pass
"""


@pytest.mark.parametrize("way", ["setting", "both"])
def test_a_sandbox_in_another_process(tmp_path: Path, way: str) -> None:
    """The fixtures use the sandbox at an address, and reset it; its seed cannot be set."""
    with Sandbox(clock="manual") as served:
        options = ["--codat-sandbox-url", served.url] if way == "both" else []
        setting = "http://127.0.0.1:9" if way == "both" else served.url
        suite = suite_of(tmp_path, ELSEWHERE, f"codat_sandbox_url = {setting}")
        printed = outcome(suite, *options)
    assert "4 passed, 1 error" in printed, printed
    assert "cannot set seed: the sandbox at http://" in printed
