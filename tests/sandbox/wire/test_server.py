"""The sandbox's server: real connections."""

import http.client
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.sandbox_caller import LATEST, LIST, SYNCS, SandboxCaller


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Serve a sandbox for one test."""
    with Sandbox(clock="manual") as sandbox:
        yield sandbox


@pytest.fixture
def call(sandbox: Sandbox) -> Iterator[SandboxCaller]:
    """Yield a caller of that sandbox over HTTP."""
    caller = SandboxCaller(sandbox, over_http=True)
    with caller.session:
        yield caller


def address(sandbox: Sandbox) -> tuple[str, int]:
    """Return host and port."""
    return "127.0.0.1", int(sandbox.url.rpartition(":")[2])


def test_connections_are_kept(sandbox: Sandbox) -> None:
    """One connection serves many requests, even after an unexpected body."""
    connection = http.client.HTTPConnection(*address(sandbox))
    path = LATEST.format(companyId=companies.SUCCEEDS.id)
    connection.connect()
    kept = connection.sock
    for method, status in [("GET", 200), ("PUT", 405), ("HEAD", 200), ("DELETE", 405)]:
        connection.request(method, path, b"GET / HTTP/1.1\r\n\r\n", sandbox.headers)
        answer = connection.getresponse()
        answer.read()
        assert (answer.status, connection.sock) == (status, kept)
    connection.close()


def test_body_in_chunks(call: SandboxCaller) -> None:
    """A body may be sent in chunks."""
    ids = '"acce2362-83d6-4e3e-a27f-f4a08e7217d5"'
    chunks = iter([b'{"datasetIds": [', ids.encode(), b"]}"])
    answer = call("POST", SYNCS, data=chunks, headers={"Content-Type": "application/json"})
    assert answer.status_code == 202


def test_many_callers(call: SandboxCaller) -> None:
    """Concurrent requests lose neither syncs nor counts."""
    before = int(call("GET", LATEST).headers["X-Rate-Limit-Remaining"])

    def start(_: int) -> str:
        caller = SandboxCaller(call.sandbox, over_http=True)
        with caller.session:
            return caller.start()

    with ThreadPoolExecutor(8) as pool:
        started = set(pool.map(start, range(40)))
    answer = call("GET", LIST)
    listed = {status["syncId"] for status in answer.json()}
    assert listed == {*started, companies.SUCCEEDED_SYNC_ID}
    left = int(answer.headers["X-Rate-Limit-Remaining"])
    assert (len(started), before - left) == (40, 41)


def test_stop_ends_open_connections(call: SandboxCaller) -> None:
    """A stopped sandbox does not respond, even on open connections."""
    call.start()
    url = call.sandbox.url
    call.sandbox.stop()
    with pytest.raises(requests.ConnectionError):
        call.session.get(url, timeout=10)


def test_quiet(call: SandboxCaller, capfd: pytest.CaptureFixture[str]) -> None:
    """An embedded sandbox writes nothing to the terminal."""
    call.start()
    call("GET", "/nowhere")
    assert capfd.readouterr() == ("", "")
