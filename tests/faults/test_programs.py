"""Faults that take a process, or a client, of their own to see."""

from __future__ import annotations

import signal
import socket
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.errors import APITimeoutError, RequestError
from codatsyncexpenses.models import operations
from tests.faults.rows import SHORT, SLACK, policy
from tests.support.drivers import ASYNCHRONOUS
from tests.support.faulty_server import (
    HEALTHY,
    JSON,
    Connection,
    Server,
    Step,
    Turn,
    plain,
    raw,
    read,
    send,
    send_all,
    silence,
)
from tests.support.ids import COMPANY_ID, SYNC_ID
from tests.support.processes import LONGEST, results, start_program, wait_until

WHOSE = ["our own", "a caller's"]
MB = 1_000_000
STATUS = operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)


def test_name_not_resolved() -> None:
    """A host whose name is not known is a typed error within the budget, after some attempts."""
    answers = results(start_program("unresolved", "https://does-not-exist.invalid"))
    assert [found["session"] for found in answers] == WHOSE
    for found in answers:
        assert found["kind"] == "APIConnectionError"
        assert "Name or service not known" in found["text"]
        assert found["attempts"] > 1
        assert found["elapsed"] < 0.8 + SLACK


class Timed(HTTPAdapter):
    """An adapter that keeps how long it may take."""

    timeouts: tuple[float, float] | None = None

    def send(self, *arguments: Any, **options: Any) -> requests.Response:
        """Send as usual."""
        self.timeouts = options["timeout"]
        return super().send(*arguments, **options)


def test_no_answer_on_defaults() -> None:
    """Nobody who sets no timeout waits longer than 5 s to connect, 30 s to read and 120 s."""
    with Server([HEALTHY]) as server, requests.Session() as session:
        adapter = Timed()
        session.mount("http://", adapter)
        client = CodatSyncExpenses(server_url=server.url, client=session)
        client.sync.get(STATUS)
        assert adapter.timeouts == (5.0, 30.0)
        assert client._calls._calls.options.timeout.exchange == 120.0


@pytest.mark.parametrize("whose", WHOSE)
def test_no_connection_in_time(whose: str) -> None:
    """A server that takes no more connections is a typed timeout within the budget."""
    with Server([HEALTHY], listens_after=None) as server, requests.Session() as session:
        server._listener.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", server.port))
        client = CodatSyncExpenses(
            server_url=server.url,
            client=None if whose == "our own" else session,
            retry_config=policy(max_elapsed_time=400),
            timeout=SHORT,
        )
        with client, pytest.raises(APITimeoutError, match="no connection in time") as caught:
            client.sync.get(STATUS)
        for each in waiting:
            each.close()
        assert caught.value.attempts > 1
        assert caught.value.elapsed is not None
        assert caught.value.elapsed < 0.4 + SHORT + SLACK


CUT = plain(200, "{}")[:-1]
ASKED_TO_WAIT = plain(503, {}, JSON, "Retry-After: 60")


@pytest.mark.parametrize("whose", [*WHOSE, ASYNCHRONOUS])
@pytest.mark.parametrize(
    "turn",
    [
        pytest.param([read, silence], id="during a read"),
        pytest.param(
            [read, send(raw(200, b"{", JSON, "Content-Length: 9")), silence], id="in a body"
        ),
        pytest.param([read, send(ASKED_TO_WAIT)], id="during a wait"),
    ],
)
def test_an_interrupt_ends_a_call(turn: Turn, whose: str) -> None:
    """`KeyboardInterrupt` ends a read, and a wait between attempts, within half a second."""
    with Server([turn]) as server:
        program = start_program("interrupted", server.url, whose)
        try:
            wait_until(lambda: bool(server.requests))
            time.sleep(0.1)  # the answer is read, and the wait begins
        finally:
            program.send_signal(signal.SIGINT)
        sent = time.monotonic()
        (found,) = results(program)
    assert found["at"] - sent < 0.5


@pytest.mark.parametrize("whose", WHOSE)
def test_close_wakes_sleepers(whose: str) -> None:
    """A client that is closed ends the waits between attempts, and the calls report."""
    found: list[tuple[int, float]] = []

    def call(client: CodatSyncExpenses) -> None:
        answered = client.sync.list(operations.ListSyncsRequest(COMPANY_ID))
        found.append((answered.status_code, time.monotonic()))

    wait = plain(429, {}, JSON, "Retry-After: 60")
    with Server([[read, send(wait)]]) as server, requests.Session() as session:
        caller = None if whose == "our own" else session
        client = CodatSyncExpenses(server_url=server.url, client=caller)
        threads = [threading.Thread(target=call, args=(client,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        wait_until(lambda: len(server.requests) == 3)
        time.sleep(0.1)
        closed = time.monotonic()
        client.close()
        for thread in threads:
            thread.join(LONGEST)
    assert [status for status, _ in found] == [429] * 3
    assert max(at for _, at in found) - closed < 0.5
    with pytest.raises(RequestError, match="closed"):
        client.sync.get(STATUS)


def spaces(count: int) -> Iterator[bytes]:
    """Give so many megabytes in pieces."""
    piece = b" " * MB
    for _ in range(count):
        yield piece


def with_length(status: int) -> list[Step]:
    """Send 200 MB with their length."""
    head = raw(status, b"", JSON, f"Content-Length: {200 * MB}")
    return [send(head), send_all(lambda: spaces(200))]


def in_chunks() -> list[Step]:
    """Send 200 MB in chunks."""

    def chunks() -> Iterable[bytes]:
        for piece in spaces(200):
            yield b"%x\r\n%s\r\n" % (len(piece), piece)
        yield b"0\r\n\r\n"

    return [send(raw(200, b"", JSON, "Transfer-Encoding: chunked")), send_all(chunks)]


def compressed(name: str, wbits: int) -> list[Step]:
    """Send half a megabyte that becomes 512 MB."""

    def bomb(_: Connection) -> bytes:
        compressor = zlib.compressobj(wbits=wbits)
        body = b"".join(compressor.compress(bytes(1 << 20)) for _ in range(512))
        body += compressor.flush()
        assert len(body) < MB
        return plain(200, body, JSON, f"Content-Encoding: {name}")

    return [send(bomb)]


LIMIT = "over the limit of 67,108,864 bytes"


@pytest.mark.parametrize("whose", [*WHOSE, ASYNCHRONOUS])
@pytest.mark.parametrize(
    ("steps", "status", "says"),
    [
        pytest.param(with_length(200), 200, LIMIT, id="200 MB with length"),
        pytest.param(in_chunks(), 200, LIMIT, id="200 MB chunked"),
        pytest.param(with_length(404), 404, LIMIT, id="200 MB with a 404"),
        pytest.param(compressed("gzip", 31), 200, LIMIT, id="0.5 MB of gzip that becomes 512 MB"),
        pytest.param(
            compressed("deflate", 15), 200, LIMIT, id="0.5 MB of deflate that becomes 512 MB"
        ),
    ],
)
def test_big_bodies(steps: Sequence[Step], status: int, says: str, whose: str) -> None:
    """A body over 64 MiB is refused or its status reported, and memory grows by under 160 MB."""
    listed: Turn = [read, send(plain(200, "[]"))]
    with Server([listed, [read, *steps]]) as server:
        (found,) = results(start_program("big", server.url, whose))
    assert found["status"] == status
    assert says in found["text"]
    assert found["grew"] < 160 * MB
