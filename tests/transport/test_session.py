"""The network's rim, over real sockets on this machine and with doubles of requests."""

import contextlib
import errno
import gc
import gzip
import io
import itertools
import pickle
import re
import socket
import ssl
import struct
import sys
import threading
import time
import traceback
import weakref
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests
import responses
from requests.adapters import BaseAdapter, HTTPAdapter
from requests.auth import AuthBase

from codatsyncexpenses import CodatSyncExpenses, errors
from codatsyncexpenses._bases.security import Hidden
from codatsyncexpenses._calls.call import authorization
from codatsyncexpenses._calls.retries import Fault
from codatsyncexpenses._calls.wire import Lost, Reply, Timeout, Wire
from codatsyncexpenses._transport import connections
from codatsyncexpenses._transport.connections import OwnSession
from codatsyncexpenses._transport.session import SessionTransport, redirect
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.drivers import (
    ASYNCHRONOUS,
    BLOCKING,
    CALLERS,
    OWN,
    WAYS,
    DrivenTransport,
    Transport,
    driver,
    opened,
    opened_blocking,
)
from tests.support.ids import COMPANY_ID, SYNC_ID

KEY = "Basic c2VjcmV0"
SECRET = "c2VjcmV0"  # noqa: S105 - it opens nothing
PATIENT = Timeout(5.0, 5.0, 10.0)
SHORT = Timeout(0.3, 0.3, 0.3)
BODY = b'{"syncId":"s"}'
LATEST = operations.GetLatestSyncRequest(COMPANY_ID)
ONCE = RetryConfig("none", BackoffStrategy(1, 1, 1, 1), False)

CLIENTS = [BLOCKING, ASYNCHRONOUS]
Answer = bytes | Callable[[socket.socket], object]


def http(body: bytes = BODY, status: str = "200 OK", *headers: str) -> bytes:
    """Write an answer in JSON."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/json", *headers]
    lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


class Server:
    """Answers requests on 127.0.0.1 with the next of a list; the last answer is repeated."""

    def __init__(self) -> None:
        self.answers: list[Answer] = [http()]
        self.requests: list[bytes] = []
        self.connections = 0
        self._stop = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.02)
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        """The address, without a slash at its end."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    @property
    def lines(self) -> list[str]:
        """The first line of each request."""
        return [request.decode("latin-1").splitlines()[0] for request in self.requests]

    def headers(self, number: int = -1) -> dict[str, str]:
        """Give the headers of a request; no name is expected twice."""
        head = self.requests[number].partition(b"\r\n\r\n")[0].decode("latin-1")
        pairs = [line.split(": ", 1) for line in head.split("\r\n")[1:]]
        assert len({name.lower() for name, _ in pairs}) == len(pairs)
        return dict(pairs)

    def drip(self, data: bytes, pause: float = 0.05) -> Callable[[socket.socket], None]:
        """Send a byte at a time until the other side closes the connection."""

        def send(connection: socket.socket) -> None:
            for number in itertools.chain(range(len(data)), itertools.repeat(-1)):
                if self._stop.wait(pause):
                    return
                connection.sendall(data[number:][:1])

        return send

    def silence(self, _: socket.socket) -> None:
        """Send nothing."""
        self._stop.wait()

    def stop(self) -> None:
        """Close everything."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _listen(self) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = self._listener.accept()
                self.connections += 1
                thread = threading.Thread(target=self._serve, args=(connection,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(0.02)
        with connection, contextlib.suppress(OSError):
            while request := self._read(connection):
                self.requests.append(request)
                answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
                if isinstance(answer, bytes):
                    connection.sendall(answer)
                else:
                    answer(connection)
                    return

    def _read(self, connection: socket.socket) -> bytes:
        data, missing = b"", 1
        while missing > 0 and not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                piece = connection.recv(65536)
                if not piece:
                    return b""
                data += piece
            head, end, body = data.partition(b"\r\n\r\n")
            if end:
                length = head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]
                missing = int(length or 0) - len(body)
        return b"" if missing > 0 else data


def reset(connection: socket.socket) -> None:
    """End the connection without a farewell."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def nothing(_: socket.socket) -> None:
    """Close without an answer."""


@pytest.fixture
def server() -> Iterator[Server]:
    """Run a server for one test."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def other() -> Iterator[Server]:
    """Run a second server, on another port."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no proxy of the machine stand between."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def session() -> Iterator[requests.Session]:
    """Hold a Session of the caller's."""
    with requests.Session() as session:
        yield session


@pytest.fixture(params=WAYS, ids=" ".join)
def transport(request: pytest.FixtureRequest) -> Iterator[Transport]:
    """Hold the transport of either client, with a Session of its own and with a caller's."""
    client, owner = request.param
    with opened(client, own=owner == OWN) as transport:
        yield transport


@pytest.fixture(params=CLIENTS)
def own(request: pytest.FixtureRequest) -> Iterator[Transport]:
    """Hold the transport of either client with a Session of its own."""
    with opened(request.param) as transport:
        yield transport


@pytest.fixture(params=[OWN, CALLERS])
def blocking(request: pytest.FixtureRequest) -> Iterator[SessionTransport]:
    """Hold the blocking transport, with a Session of its own and with a caller's."""
    with opened_blocking(own=request.param == OWN) as transport:
        yield transport


@pytest.fixture
def our_own() -> Iterator[SessionTransport]:
    """Hold the blocking transport with a Session of its own."""
    transport = SessionTransport()
    yield transport
    transport.close()


def wire(
    server: Server, method: str = "GET", body: bytes | None = None, timeout: Timeout = PATIENT
) -> Wire:
    """Write a request."""
    headers = {"Accept": "application/json", "User-Agent": "me", "Authorization": KEY}
    if body is not None:
        headers["Content-Type"] = "application/json"
    return Wire(method, f"{server.url}/path?x=1", headers, body, timeout)


def answered(transport: Transport, request: Wire) -> Reply:
    """Send, and expect an answer."""
    outcome = transport.send(request)
    assert isinstance(outcome, Reply)
    return outcome


def failed(transport: Transport, request: Wire) -> Lost:
    """Send, and expect no complete response."""
    outcome = transport.send(request)
    assert isinstance(outcome, Lost)
    return outcome


def test_an_answer_is_a_value(server: Server, transport: Transport) -> None:
    """An answer is status, headers in any case, the body, and requests' own response."""
    server.answers = [http(BODY, "404 Not Found", "X-One: 1")]
    reply = answered(transport, wire(server))
    assert (reply.status, reply.body, reply.headers["x-one"]) == (404, BODY, "1")
    assert (reply.raw.status_code, reply.raw.content, reply.raw.text) == (404, BODY, BODY.decode())
    assert reply.problem is None


def test_a_read_on_the_wire(server: Server, transport: Transport) -> None:
    """A read carries our headers as they are, and neither body nor Content-Type."""
    answered(transport, wire(server))
    assert server.lines == ["GET /path?x=1 HTTP/1.1"]
    headers = server.headers()
    assert headers["Accept"] == "application/json"
    assert headers["User-Agent"] == "me"
    assert headers["Authorization"] == KEY
    assert not {"Content-Type", "Content-Length", "Transfer-Encoding", "Cookie"} & set(headers)
    assert server.requests[0].endswith(b"\r\n\r\n")


def test_a_write_on_the_wire(server: Server, transport: Transport) -> None:
    """A write carries its body, the body's length and the Content-Type that it was given."""
    answered(transport, wire(server, "POST", b'{"a":1}'))
    assert server.lines == ["POST /path?x=1 HTTP/1.1"]
    assert server.headers()["Content-Type"] == "application/json"
    assert server.headers()["Content-Length"] == "7"
    assert server.requests[0].endswith(b'\r\n\r\n{"a":1}')


def test_a_write_without_a_body_on_the_wire(server: Server, transport: Transport) -> None:
    """A write without a body says that it is empty, and has no Content-Type."""
    answered(transport, wire(server, "POST"))
    assert server.headers()["Content-Length"] == "0"
    assert "Content-Type" not in server.headers()


def test_an_answer_leaves_the_memory_at_once(server: Server, transport: Transport) -> None:
    """An answer that nobody holds is freed without the garbage collector."""
    answered(transport, wire(server))
    gc.disable()
    try:
        raw = answered(transport, wire(server)).raw
        found = weakref.ref(raw.raw or raw)
        del raw
        assert found() is None
    finally:
        gc.enable()


def test_connections_are_kept(server: Server, transport: Transport) -> None:
    """Calls after another share one connection."""
    for _ in range(3):
        answered(transport, wire(server))
    assert (len(server.requests), server.connections) == (3, 1)


def test_a_kept_connection_that_was_closed(server: Server, transport: Transport) -> None:
    """A connection that the server closed meanwhile is replaced."""
    server.answers = [lambda connection: connection.sendall(http()), http()]
    answered(transport, wire(server))
    for thread in server._threads[1:]:
        thread.join()
    answered(transport, wire(server))
    assert server.connections == 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_reads_follow_redirects(server: Server, transport: Transport, status: int) -> None:
    """A redirect of a read to the same server is followed, with the credential."""
    server.answers = [http(b"", f"{status} Moved", "Location: /new?y=2"), http()]
    assert answered(transport, wire(server)).body == BODY
    assert server.lines == ["GET /path?x=1 HTTP/1.1", "GET /new?y=2 HTTP/1.1"]
    assert server.headers()["Authorization"] == KEY


def test_a_redirect_to_a_whole_address(server: Server, transport: Transport) -> None:
    """A redirect may name the server again."""
    server.answers = [http(b"", "302 Found", f"Location: {server.url}/new"), http()]
    assert answered(transport, wire(server)).body == BODY


def test_the_credential_stays_with_its_server(
    server: Server, other: Server, transport: Transport
) -> None:
    """A redirect to another port is reported, and nothing is sent there."""
    server.answers = [http(b'{"moved":1}', "302 Found", f"Location: {other.url}/new")]
    reply = answered(transport, wire(server))
    assert (reply.status, reply.body) == (302, b'{"moved":1}')
    assert (other.requests, other.connections) == ([], 0)


@pytest.mark.parametrize(
    "location", ["https://127.0.0.1:1/", "ftp://127.0.0.1/", "//localhost:1/", ""]
)
def test_odd_redirects_are_reported(server: Server, transport: Transport, location: str) -> None:
    """A redirect to another scheme, another name or nowhere is the answer itself."""
    server.answers = [http(BODY, "302 Found", f"Location: {location}")]
    reply = answered(transport, wire(server))
    assert (reply.status, reply.body) == (302, BODY)
    assert len(server.requests) == 1


def test_a_redirect_that_is_no_address(server: Server, own: Transport) -> None:
    """A redirect that leads nowhere is the answer itself."""
    server.answers = [http(BODY, "302 Found", "Location: http://[bad")]
    reply = answered(own, wire(server))
    assert (reply.status, reply.body) == (302, BODY)


def test_a_redirect_that_the_callers_session_cannot_read(server: Server) -> None:
    """A Session of the caller's fails over it, which ends the call without another attempt."""
    server.answers = [http(BODY, "302 Found", "Location: http://[bad")]
    with requests.Session() as session:
        lost = failed(SessionTransport(session), wire(server))
    assert (lost.fault, type(lost.error)) == (Fault.PERMANENT, errors.APIConnectionError)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_writes_follow_no_redirect(server: Server, transport: Transport, status: int) -> None:
    """A redirect of a write is reported with its body; nothing is sent a second time."""
    server.answers = [http(b'{"moved":1}', f"{status} Moved", "Location: /new"), http()]
    reply = answered(transport, wire(server, "POST", BODY))
    assert (reply.status, reply.body) == (status, b'{"moved":1}')
    assert server.lines == ["POST /path?x=1 HTTP/1.1"]


def test_a_redirect_loop_ends(server: Server, transport: Transport) -> None:
    """Five redirects are followed; the sixth is the answer."""
    server.answers = [http(b"", "302 Found", "Location: /path?x=1")]
    assert answered(transport, wire(server)).status == 302
    assert len(server.requests) == 6


def timed(action: Callable[[], object]) -> float:
    """Give the seconds that something takes."""
    start = time.monotonic()
    action()
    return time.monotonic() - start


def late(transport: Transport, server: Server) -> None:
    """Expect that an answer does not come within the short timeout."""
    outcome = failed(transport, wire(server, timeout=SHORT))
    assert outcome.fault is Fault.UNKNOWN
    assert type(outcome.error) is errors.APITimeoutError
    assert isinstance(outcome.error, requests.exceptions.Timeout)


def test_silence_ends(server: Server, transport: Transport) -> None:
    """A server that says nothing is waited for as long as the timeout says."""
    server.answers = [server.silence]
    assert 0.25 < timed(lambda: late(transport, server)) < 1.2


def test_a_dripped_body_ends(server: Server, transport: Transport) -> None:
    """A body that comes a byte at a time does not make the exchange longer."""
    head = http(b"x" * 1000)[:-1000]

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        server.drip(b"x" * 1000)(connection)

    server.answers = [answer]
    assert 0.25 < timed(lambda: late(transport, server)) < 1.2


def test_dripped_headers_end(server: Server, own: Transport) -> None:
    """Headers that come a byte at a time do not make the exchange longer either."""
    server.answers = [server.drip(http())]
    assert 0.25 < timed(lambda: late(own, server)) < 1.2


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_dripped_redirect_ends(server: Server, transport: Transport, method: str) -> None:
    """The body of a redirect that is not followed is bounded like any other."""
    head = http(b"x" * 40, "302 Found", "Location: https://127.0.0.1:1/")[:-40]

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        server.drip(b"x" * 40)(connection)

    server.answers = [answer]
    start = time.monotonic()
    failed(transport, wire(server, method, timeout=SHORT))
    assert 0.25 < time.monotonic() - start < 1.2


def test_redirects_share_the_time(server: Server, own: Transport) -> None:
    """The time for an exchange holds for all its redirects together."""

    def answer(connection: socket.socket) -> None:
        time.sleep(0.12)
        connection.sendall(http(b"", "302 Found", "Location: /", "Connection: close"))

    server.answers = [answer]
    assert 0.25 < timed(lambda: late(own, server)) < 1.2


class MineError(Exception):
    """An exception of the caller's own."""


def test_a_call_while_an_exception_is_handled(server: Server, own: Transport) -> None:
    """The exception that the caller is handling is not the cause of a failure, and is unchanged."""
    server.answers = [server.silence]
    refused = requests.exceptions.ConnectTimeout("nobody\nthere")
    outcomes: list[Lost] = []

    def fail() -> None:
        raise MineError("two\nlines") from refused

    def handle() -> None:
        try:
            fail()
        except MineError:
            outcomes.append(failed(own, wire(server, timeout=SHORT)))
            raise

    with pytest.raises(MineError) as caught:
        handle()
    assert outcomes[0].fault is Fault.UNKNOWN
    assert caught.value.args == ("two\nlines",)
    assert refused.args == ("nobody\nthere",)


def test_an_exception_of_a_hook_stays_as_it_is(server: Server) -> None:
    """An exception that a caller's hook raises arrives with its own arguments."""

    def hook(_: requests.Response, **__: object) -> None:
        raise MineError("two\nlines")

    with requests.Session() as session:
        session.hooks["response"] = [hook]
        with pytest.raises(MineError) as caught:
            SessionTransport(session).send(wire(server))
    assert caught.value.args == ("two\nlines",)


def test_no_deadline_is_left(server: Server, own: Transport) -> None:
    """After an exchange its deadline is no longer the thread's, however the exchange ended."""
    answered(own, wire(server))
    assert connections.EXCHANGE.get()[0] == float("inf")
    server.answers = [server.silence]
    failed(own, wire(server, timeout=SHORT))
    assert connections.EXCHANGE.get()[0] == float("inf")


def test_a_short_exchange_leaves_its_connection_patient(server: Server, own: Transport) -> None:
    """A connection that served a short exchange serves a longer one after it."""
    server.answers = [http(), server.drip(http(), 0.001)]
    answered(own, wire(server, timeout=SHORT))
    assert answered(own, wire(server)).body == BODY
    assert server.connections == 1


def unused_port() -> int:
    """Give a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_refused_connection(server: Server, transport: Transport, method: str) -> None:
    """A refused connection means that nothing was sent."""
    request = wire(server, method)._replace(url=f"http://127.0.0.1:{unused_port()}/path")
    outcome = failed(transport, request)
    assert outcome.fault is Fault.NOT_SENT
    assert type(outcome.error) is errors.APIConnectionError
    assert isinstance(outcome.error, requests.exceptions.ConnectionError)
    assert f"[Errno {errno.ECONNREFUSED}]" in str(outcome.error)
    assert request.url in str(outcome.error)


CUT_OFF: dict[str, Answer] = {
    "reset": reset,
    "closed": nothing,
    "cut body": lambda connection: connection.sendall(http()[:-3]),
    "cut chunks": lambda connection: connection.sendall(
        b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"syn'
    ),
    "not HTTP": lambda connection: connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"),
}


@pytest.mark.parametrize("answer", CUT_OFF.values(), ids=list(CUT_OFF))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_answer_that_is_cut_off(
    server: Server, transport: Transport, method: str, answer: Answer
) -> None:
    """An answer that does not arrive whole is none, and nobody knows what the server did."""
    server.answers = [answer]
    outcome = failed(transport, wire(server, method))
    assert outcome.fault is Fault.UNKNOWN
    assert isinstance(outcome.error, errors.APIConnectionError)
    assert isinstance(outcome.error.__cause__, Exception)
    assert len(server.requests) == 1


def test_headers_that_are_cut_off(server: Server, transport: Transport) -> None:
    """Headers that end with the connection are no answer."""
    server.answers = [lambda connection: connection.sendall(http()[:20])]
    assert failed(transport, wire(server)).fault is Fault.UNKNOWN


def test_a_name_that_is_none(transport: Transport) -> None:
    """A host name that cannot be one is refused or lost, by an error of ours."""
    request = Wire("GET", "http://a..localhost/", {}, None, PATIENT)
    try:
        outcome = transport.send(request)
    except errors.RequestError:
        return
    assert isinstance(outcome, Lost)


@pytest.mark.parametrize("name", ["User-Agent", "Authorization", "Accept"])
@pytest.mark.parametrize("value", ["a\r\nX: y", "a\nb", "\u65e5"])
def test_a_header_that_cannot_be_sent(
    server: Server,
    transport: Transport,
    name: str,
    value: str,
    request: pytest.FixtureRequest,
) -> None:
    """A header that the network does not carry is refused by an error of ours."""
    if isinstance(transport, DrivenTransport) and value.isprintable():
        reason = "aiohttp sends it as UTF-8; the client has refused it before"
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    sent = wire(server)
    headers = {**sent.headers, name: value}
    with pytest.raises(errors.RequestError, match="cannot be sent"):
        transport.send(sent._replace(headers=headers))
    assert server.requests == []


def test_bodies_in_chunks(server: Server, transport: Transport) -> None:
    """A body in chunks is put together."""
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.answers = [head + b'5\r\n{"syn\r\n9\r\ncId":"s"}\r\n0\r\n\r\n']
    assert answered(transport, wire(server)).body == BODY


def test_bodies_until_the_end(server: Server, transport: Transport) -> None:
    """A body without a length lasts as long as the connection."""
    server.answers = [lambda connection: connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + BODY)]
    assert answered(transport, wire(server)).body == BODY


def test_compressed_bodies(server: Server, transport: Transport) -> None:
    """A compressed body is decompressed, for us and for the caller."""
    server.answers = [http(gzip.compress(BODY), "200 OK", "Content-Encoding: gzip")]
    reply = answered(transport, wire(server))
    assert (reply.body, reply.raw.content) == (BODY, BODY)
    assert "gzip" in server.headers()["Accept-Encoding"]


@pytest.mark.parametrize("client_name", CLIENTS)
@pytest.mark.parametrize("mine", [True, False])
def test_bodies_without_an_end(server: Server, client_name: str, mine: bool) -> None:
    """Reading ends at the limit, where the body does not; the status arrives all the same."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 404 Not Found\r\n\r\n")
        while True:
            connection.sendall(b"x" * 1000)

    server.answers = [answer]
    with opened(client_name, own=not mine, limit=5000) as transport:
        reply = answered(transport, wire(server))
    assert reply.status == 404
    assert reply.problem is not None
    assert "limit of 5,000 bytes" in reply.problem


def test_no_cookie_is_kept(server: Server, our_own: SessionTransport) -> None:
    """A cookie that the server sets is not sent back."""
    server.answers = [http(BODY, "200 OK", "Set-Cookie: a=b; Path=/"), http()]
    answered(our_own, wire(server))
    answered(our_own, wire(server))
    assert "Cookie" not in server.headers()
    assert list(our_own.session.cookies) == []


def test_headers_of_the_session(server: Server, blocking: SessionTransport) -> None:
    """Headers that the Session has are sent too; our own beat them."""
    blocking.session.headers.update({"X-Mine": "1", "accept": "text/html", "user-agent": "mine"})
    answered(blocking, wire(server))
    headers = {name.lower(): value for name, value in server.headers().items()}
    assert (headers["x-mine"], headers["accept"]) == ("1", "application/json")
    assert (headers["user-agent"], headers["authorization"]) == ("me", KEY)


def test_the_callers_session_is_not_changed(server: Server, session: requests.Session) -> None:
    """Nothing is written into the caller's Session, and closing it stays with the caller."""
    before = (dict(session.headers), session.auth, dict(session.adapters), session.trust_env)
    transport = SessionTransport(session)
    answered(transport, wire(server))
    transport.close()
    assert before == (
        dict(session.headers),
        session.auth,
        dict(session.adapters),
        session.trust_env,
    )
    assert session.get(server.url, timeout=5).content == BODY
    assert server.connections == 1
    assert "Authorization" not in server.headers()


def test_our_own_session_is_closed(server: Server, own: Transport) -> None:
    """Closing the transport closes the connections of our own Session."""
    answered(own, wire(server))
    own.close()
    for thread in server._threads[1:]:
        thread.join(5)
        assert not thread.is_alive()


class Signs(AuthBase):
    """An authentication of the caller's that adds a header."""

    def __call__(self, r: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign the request."""
        r.headers["X-Signature"] = "signed"
        return r


def test_the_callers_auth(server: Server, session: requests.Session) -> None:
    """An authentication of the caller's Session is used; it does not replace the credential."""
    session.auth = Signs()
    answered(SessionTransport(session), wire(server))
    assert server.headers()["X-Signature"] == "signed"
    session.auth = ("user", "word")
    answered(SessionTransport(session), wire(server))
    assert server.headers()["Authorization"] == KEY


def test_the_callers_proxy(server: Server, session: requests.Session) -> None:
    """A proxy of the caller's Session is used."""
    session.proxies = {"http": server.url}
    request = wire(server)._replace(url="http://proxied.localhost/path")
    assert answered(SessionTransport(session), request).body == BODY
    assert server.lines == ["GET http://proxied.localhost/path HTTP/1.1"]


def test_the_proxy_of_the_environment(
    server: Server, own: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy that the environment names is used."""
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "")
    request = wire(server)._replace(url="http://proxied.example/path")
    assert answered(own, request).body == BODY


def test_the_proxy_of_the_environment_with_a_callers_session(
    server: Server, session: requests.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy that the environment names is used as the caller's Session uses it."""
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "")
    request = wire(server)._replace(url="http://proxied.example/path")
    assert answered(SessionTransport(session), request).body == BODY


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(("client", "whose"), WAYS[:3])
def test_a_dead_proxy(
    client: str, whose: str, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error of a proxy that does not run names it, without its password."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, f"http://user:word@127.0.0.1:{port}")
    monkeypatch.setenv("no_proxy", "")
    request = Wire("GET", f"{scheme}://proxied.example/path", {}, None, PATIENT)
    with opened(client, own=whose == OWN) as transport:
        outcome = transport.send(request)
    assert isinstance(outcome, Lost)
    assert outcome.proxied
    assert f"the proxy http://***@127.0.0.1:{port}" in str(outcome.error)
    assert "word" not in str(outcome.error)


@pytest.mark.parametrize(
    ("seconds", "within"), [(0.2, "within the deadline of 0.2 s"), (20, "in time")]
)
@pytest.mark.parametrize("name", CLIENTS)
def test_the_text_of_a_deadline(server: Server, name: str, seconds: float, within: str) -> None:
    """A call that its deadline ends says so, and one that its timeout ends does not."""
    server.answers = [lambda _: time.sleep(0.5)]
    with (
        driver(name, server_url=server.url, timeout=0.3, max_retries=0, deadline=seconds) as driven,
        pytest.raises(errors.APITimeoutError, match=f": no response {within} "),
    ):
        driven.run(driven.client.sync.get_latest_sync(LATEST))


def test_a_proxy_that_refuses(server: Server, session: requests.Session) -> None:
    """Behind a proxy that cannot be reached, nothing was sent."""
    session.proxies = {"http": f"http://127.0.0.1:{unused_port()}"}
    assert failed(SessionTransport(session), wire(server)).fault is Fault.NOT_SENT


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_proxy_that_cuts_off(server: Server, session: requests.Session, method: str) -> None:
    """A proxy that took the request and gave no answer may have passed it on."""
    session.proxies = {"http": server.url}
    server.answers = [reset]
    request = wire(server, method)._replace(url="http://proxied.localhost/path")
    assert failed(SessionTransport(session), request).fault is Fault.UNKNOWN
    assert len(server.requests) == 1


def test_netrc_does_not_replace_the_credential(
    server: Server, transport: Transport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A netrc entry for the server changes nothing about the credential."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login user password word\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    answered(transport, wire(server))
    assert server.headers()["Authorization"] == KEY
    server.answers = [http(b"", "302 Found", "Location: /new"), http()]
    answered(transport, wire(server))
    assert server.headers()["Authorization"] == KEY


def test_hooks_of_the_session(server: Server, blocking: SessionTransport) -> None:
    """A response hook of the Session sees the answer."""
    seen: list[int] = []

    def hook(response: requests.Response, **_: Any) -> None:
        seen.append(response.status_code)

    blocking.session.hooks["response"].append(hook)
    answered(blocking, wire(server))
    assert seen == [200]


def test_hooks_that_read_the_body(server: Server, blocking: SessionTransport) -> None:
    """A response hook may read the body, as one that logs it does."""
    seen: list[str] = []

    def hook(response: requests.Response, **_: Any) -> None:
        seen.append(response.text)

    blocking.session.hooks["response"].append(hook)
    reply = answered(blocking, wire(server))
    assert (seen, reply.body, reply.raw.content) == ([BODY.decode()], BODY, BODY)


class Double(BaseAdapter):
    """An adapter of a caller's that makes its answers itself."""

    def __init__(self, **state: Any) -> None:
        super().__init__()
        self.state = state
        self.sent: list[requests.PreparedRequest] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Give an answer without a network."""
        self.sent.append(request)
        response = requests.Response()
        response.status_code = 200
        response.url = request.url or ""
        response.request = request
        response.__dict__.update(self.state)
        return response

    def close(self) -> None:
        """Have nothing to close."""


@pytest.mark.parametrize(
    "state",
    [
        {"raw": io.BytesIO(BODY)},
        {"_content": BODY},
        {"_content": BODY, "_content_consumed": True, "raw": io.BytesIO()},
    ],
    ids=["a file", "content", "content that was read"],
)
def test_the_callers_adapters(session: requests.Session, state: dict[str, Any]) -> None:
    """An adapter of the caller's is used, whether its answers hold a file or their content."""
    double = Double(**state)
    session.mount("https://double.example", double)
    request = Wire("GET", "https://double.example/path", {"X-One": "1"}, None, PATIENT)
    reply = answered(SessionTransport(session), request)
    assert (reply.status, reply.body, reply.raw.content) == (200, BODY, BODY)
    assert double.sent[0].headers["X-One"] == "1"


class Fails(BaseAdapter):
    """An adapter that raises what it is given."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def send(self, *_: Any, **__: Any) -> requests.Response:
        """Fail."""
        raise self.error

    def close(self) -> None:
        """Have nothing to close."""


UNTRUSTED = ssl.SSLCertVerificationError("certificate verify failed")
RAISED: list[tuple[Exception, Fault, type[errors.APIConnectionError]]] = [
    (requests.exceptions.SSLError(UNTRUSTED), Fault.PERMANENT, errors.CertificateError),
    (requests.exceptions.SSLError("eof"), Fault.UNKNOWN, errors.APIConnectionError),
    (requests.exceptions.ConnectTimeout("slow"), Fault.NOT_SENT, errors.APITimeoutError),
    (requests.exceptions.ReadTimeout("slow"), Fault.UNKNOWN, errors.APITimeoutError),
    (requests.exceptions.ConnectionError("gone"), Fault.UNKNOWN, errors.APIConnectionError),
    (requests.exceptions.ProxyError("gone"), Fault.UNKNOWN, errors.APIConnectionError),
    (TimeoutError("slow"), Fault.UNKNOWN, errors.APITimeoutError),
    (OSError("gone"), Fault.UNKNOWN, errors.APIConnectionError),
    (EOFError("cut"), Fault.UNKNOWN, errors.APIConnectionError),
]


@pytest.mark.parametrize(
    ("error", "fault", "kind"), RAISED, ids=[repr(error) for error, _, _ in RAISED]
)
def test_what_went_wrong(
    session: requests.Session,
    error: Exception,
    fault: Fault,
    kind: type[errors.APIConnectionError],
) -> None:
    """Exceptions of a Session are distinguished, and stay the cause."""
    session.mount("https://double.example", Fails(error))
    request = Wire("POST", "https://double.example/path", {}, None, PATIENT)
    outcome = failed(SessionTransport(session), request)
    assert (outcome.fault, type(outcome.error)) == (fault, kind)
    assert outcome.error.__cause__ is error


class Counts(HTTPAdapter):
    """An adapter of a caller's that counts what it sends."""

    sent = 0

    def send(self, *arguments: Any, **options: Any) -> requests.Response:
        """Count, and send."""
        self.sent += 1
        return super().send(*arguments, **options)


def test_the_callers_counting_adapter(server: Server, session: requests.Session) -> None:
    """An adapter that a caller's Session mounts carries each request, redirects too."""
    adapter = Counts()
    session.mount("http://", adapter)
    server.answers = [http(b"", "302 Found", "Location: /new"), http()]
    answered(SessionTransport(session), wire(server))
    assert adapter.sent == 2


@pytest.mark.parametrize("status", ["200 OK", "302 Found"])
def test_the_request_that_is_kept(server: Server, transport: Transport, status: str) -> None:
    """An answer keeps its request without the credential; the wire had it."""
    server.answers = [http(BODY, status, "Location: /new")]
    reply = answered(transport, wire(server, "POST", BODY))
    kept = reply.raw.request
    assert (kept.method, kept.url, kept.body) == ("POST", f"{server.url}/path?x=1", BODY)
    assert kept.headers["Authorization"] == "***"
    assert kept.headers["User-Agent"] == "me"
    assert server.headers()["Authorization"] == KEY
    assert SECRET not in repr(vars(kept))
    following = reply.raw.next
    assert following is None or SECRET not in repr(vars(following))
    assert SECRET.encode() not in pickle.dumps(reply.raw)


LOST: dict[str, Answer] = {"reset": reset, "cut body": CUT_OFF["cut body"]}


@pytest.mark.parametrize("answer", LOST.values(), ids=list(LOST))
def test_the_chain_of_an_error(server: Server, transport: Transport, answer: Answer) -> None:
    """An error keeps its cause, and no link of the chain holds the credential."""
    server.answers = [answer]
    error = failed(transport, wire(server)).error
    seen: list[BaseException] = []
    links: list[BaseException | None] = [error]
    while links:
        link = links.pop()
        if link is not None and link not in seen:
            seen.append(link)
            links += [link.__cause__, link.__context__]
    assert len(seen) > 1
    for link in seen:
        request = getattr(link, "request", None)
        assert request is None or request.headers["Authorization"] == "***"
        assert SECRET not in f"{link} {link!r} {link.args}"
    assert SECRET not in "".join(traceback.format_exception(error))
    assert SECRET.encode() not in pickle.dumps(error)


def test_an_address_that_is_none(transport: Transport) -> None:
    """An address that cannot be one is refused before anything is sent, without the credential."""
    request = Wire("GET", "http://127.0.0.1:99999/", {"Authorization": KEY}, None, PATIENT)
    with pytest.raises(errors.RequestError, match="cannot be sent") as caught:
        transport.send(request)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def client(server: Server | None = None, **options: Any) -> CodatSyncExpenses:
    """Make a client that does not try again."""
    return CodatSyncExpenses(
        shared.Security(KEY),
        server_url=server.url if server else None,
        retry_config=ONCE,
        **options,
    )


@pytest.mark.parametrize("timeout", [0.3, (5, 0.3)])
def test_a_timeout_of_the_client(server: Server, timeout: float | tuple[float, float]) -> None:
    """The client's timeout ends a call to a server that says nothing."""
    server.answers = [server.silence]
    with client(server, timeout=timeout) as made:
        start = time.monotonic()
        with pytest.raises(errors.APITimeoutError) as caught:
            made.sync.get_latest_sync(LATEST)
        assert 0.25 < time.monotonic() - start < 1.2
    assert caught.value.operation == "sync.get_latest_sync"


def test_a_timeout_of_a_call(server: Server) -> None:
    """A number bounds one call, however steadily its answer drips."""
    server.answers = [server.drip(http())]
    with client(server) as made:
        start = time.monotonic()
        with pytest.raises(errors.APITimeoutError):
            made.sync.get_latest_sync(LATEST, timeout=0.3)
        assert 0.25 < time.monotonic() - start < 1.2


def test_a_call_through_a_reset(server: Server) -> None:
    """A call whose first answers are cut off gives its value in the end."""
    server.answers = [reset, CUT_OFF["cut body"], http()]
    soon = RetryConfig("backoff", BackoffStrategy(1, 2, 1.5, 5000), True)
    with client(server) as made:
        found = made.sync.get_latest_sync(LATEST, soon).company_sync_status
    assert found == shared.CompanySyncStatus(sync_id="s")
    assert len(server.requests) == 3


def test_the_chain_of_a_calls_error(server: Server) -> None:
    """The traceback of a call that fails does not show the credential."""
    server.answers = [reset]
    with client(server) as made, pytest.raises(errors.APIConnectionError) as caught:
        made.sync.get_latest_sync(LATEST)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("mine", [True, False])
def test_with_the_library_responses(mine: bool, session: requests.Session) -> None:
    """Tests of users work with `responses`, for the client's own Session and for theirs."""
    with (
        responses.RequestsMock() as mock,
        client(client=session if mine else None) as made,
    ):
        mock.get(
            f"https://api.codat.io/companies/{COMPANY_ID}/sync/expenses/syncs/latest/status",
            json={"syncId": SYNC_ID},
            headers={"X-Rate-Limit-Limit": "7"},
        )
        response = made.sync.get_latest_sync(LATEST)
        assert mock.calls[0].request.headers["Authorization"] == KEY
    assert response.company_sync_status == shared.CompanySyncStatus(sync_id=SYNC_ID)
    assert response.rate_limit.limit == 7
    assert response.raw_response is not None
    assert response.raw_response.request.headers["Authorization"] == "***"


@pytest.mark.parametrize("mine", [True, False])
def test_errors_with_the_library_responses(mine: bool, session: requests.Session) -> None:
    """Errors that `responses` plays arrive as errors of ours."""
    with (
        responses.RequestsMock() as mock,
        client(client=session if mine else None) as made,
    ):
        mock.post(
            f"https://api.codat.io/companies/{COMPANY_ID}/sync/expenses/syncs",
            json={"error": "no"},
            status=403,
        )
        with pytest.raises(errors.PermissionDeniedError, match="no"):
            made.sync.initiate_sync(
                operations.InitiateSyncRequest(COMPANY_ID, shared.InitiateSync([]))
            )
        assert mock.calls[0].request.body == b'{"datasetIds":[]}'
        with pytest.raises(errors.APIConnectionError):
            made.sync.get_latest_sync(LATEST)


def test_no_local_of_a_frame_holds_the_credential(transport: Transport) -> None:
    """A tool that prints the locals of a traceback, as test runners do, shows no credential."""
    headers = {"Authorization": authorization(Hidden(shared.Security(KEY))) or ""}
    request = Wire("GET", f"http://127.0.0.1:{unused_port()}/", headers, None, SHORT)
    error = failed(transport, request).error
    trace = traceback.TracebackException.from_exception(error, capture_locals=True)
    assert SECRET not in "".join(trace.format())


def refuse(answer: requests.Response, **_: object) -> None:
    """Raise for the status, as a hook of somebody's may."""
    answer.raise_for_status()


def test_a_hook_that_raises_for_the_status(server: Server) -> None:
    """An answer that a hook refuses is still an answer."""
    server.answers = [http(BODY, "404 Not Found")]
    with requests.Session() as session:
        session.hooks["response"].append(refuse)
        assert answered(SessionTransport(session), wire(server)).status == 404
    assert len(server.requests) == 1


def test_a_certificate_file_that_is_missing(server: Server) -> None:
    """A file that cannot be used is found once, and not tried again."""
    with requests.Session() as session:
        session.verify, session.trust_env = "/missing.pem", False
        request = wire(server)._replace(url="https://127.0.0.1:1/")
        assert failed(SessionTransport(session), request).fault is Fault.PERMANENT


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("HTTP://127.0.0.1:{port}/new", "/new"),
        ("http://127.0.0.1:0{port}/new", "/new"),
        ("//127.0.0.1:{port}/new", "/new"),
        ("/caf\u00e9", "/caf%C3%A9"),
        ("/caf%C3%A9", "/caf%C3%A9"),
        ("/caf%c3%a9?q=\u65e5", "/caf%C3%A9?q=%E6%97%A5"),
        ("/a%2Fb", "/a%2Fb"),
        ("/100%", "/100%25"),
    ],
)
def test_a_redirect_to_the_same_origin(
    server: Server, transport: Transport, location: str, path: str
) -> None:
    """A redirect to the same scheme, host and port is followed, and encoded once."""
    port = server.url.rpartition(":")[2]
    head = f"HTTP/1.1 302 Found\r\nLocation: {location.format(port=port)}\r\n"
    server.answers = [f"{head}Content-Length: 0\r\n\r\n".encode(), http()]
    assert answered(transport, wire(server)).body == BODY
    assert server.lines[1] == f"GET {path} HTTP/1.1"


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("https://api.example/a", "https://API.example/b", True),
        ("https://api.example/a", "https://api.example:443/b", True),
        ("https://api.example:443/a", "https://api.example/b", True),
        ("http://api.example/a", "http://api.example:80/b", True),
        ("https://api.example/a", "https://api.example:80/b", False),
        ("https://api.example/a", "http://api.example/b", False),
        ("https://api.example/a", "https://api.example.com/b", False),
        ("https://api.example/a", "https://me@api.example/b", False),
        ("https://api.example/a", "https://api.example:0/b", False),
    ],
)
def test_origins(first: str, second: str, same: bool) -> None:
    """An origin is scheme, host in any case, and port; a user name in it is refused."""
    moved = requests.Response()
    moved.headers["Location"] = second
    target = redirect(Wire("GET", first, {}, None, PATIENT), first, moved.headers)
    assert target == (f"{first[:-1]}b" if same else None)


@pytest.mark.parametrize("own_session", [True, False])
def test_a_hook_that_calls(server: Server, other: Server, own_session: bool) -> None:
    """A call within a hook does not take the deadline away from the call around it."""
    session = OwnSession() if own_session else requests.Session()
    inner, outer = SessionTransport(session), SessionTransport(session)
    outer._own = own_session
    calls: list[int] = []

    def hook(_: requests.Response, **__: object) -> None:
        if not calls:
            calls.append(1)
            calls.append(answered(inner, wire(other)).status)

    session.hooks["response"] = [hook]
    start = http(b"x" * 1000)[:-1000]

    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        server.drip(b"x" * 1000)(connection)

    server.answers = [http(b"", "302 Found", "Location: /new"), drip]
    with session:
        assert 0.25 < timed(lambda: late(outer, server)) < 1.2
    assert calls == [1, 200]


@pytest.mark.parametrize("chunked", [True, False])
def test_a_hook_that_reads_a_dripped_body(
    server: Server, blocking: SessionTransport, chunked: bool
) -> None:
    """A hook that reads the body holds no call beyond its deadline."""

    def hook(response: requests.Response, **_: object) -> None:
        assert response.content

    blocking.session.hooks["response"] = [hook]
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n"
    start = head if chunked else http(b"x" * 1000)[:-1000]

    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        server.drip(b"x" * 1000)(connection)

    server.answers = [drip]
    assert 0.25 < timed(lambda: late(blocking, server)) < 1.2


LENIENT = (
    b"e;a=\n%b\r\n0\r\n\r\n",
    b"e" + b" " * 70_000 + b"\r\n%b\r\n0\r\n\r\n",
    b"e\r\n%b\r\n0\r\nA: b\n\r\n",
)
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"


@pytest.mark.parametrize(
    "body",
    [
        b"+e\r\n%b\r\n0\r\n\r\n",
        b"-e\r\n%b\r\n0\r\n\r\n",
        b"0xe\r\n%b\r\n0\r\n\r\n",
        b" e\r\n%b\r\n0\r\n\r\n",
        b"0_e\r\n%b\r\n0\r\n\r\n",
        b"\r\n%b\r\n0\r\n\r\n",
        b"e\n%b\r\n0\r\n\r\n",
        b"e;a=\n%b\r\n0\r\n\r\n",
        b"e;a=\rb\r\n%b\r\n0\r\n\r\n",
        b"e" + b" " * 70_000 + b"\r\n%b\r\n0\r\n\r\n",
        b"fffffffffffffffff\r\n%b\r\n0\r\n\r\n",
        b"e\r\n%b0\r\n\r\n",
        b"e\r\n%b\n\n0\r\n\r\n",
        b"d\r\n%b\r\n0\r\n\r\n",
        b"e\r\n%b\r\n0\r\n" + b"A: b\r\n" * 200 + b"\r\n",
        b"e\r\n%b\r\n0\r\nA: " + b"b" * 70_000 + b"\r\n\r\n",
        b"e\r\n%b\r\n0\r\nA: b\n\r\n",
    ],
)
def test_chunks_that_are_none(
    server: Server, own: Transport, body: bytes, request: pytest.FixtureRequest
) -> None:
    """A chunk that is not written as HTTP says is no answer, whatever Python makes of it."""
    if isinstance(own, DrivenTransport) and body in LENIENT:
        reason = "aiohttp's parser is lenient here, and reads the same body"
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    server.answers = [lambda at: at.sendall(CHUNKED + b"\r\n" + body.replace(b"%b", BODY))]
    assert failed(own, wire(server)).fault is Fault.UNKNOWN


@pytest.mark.parametrize(
    "body",
    [
        b"E\r\n%b\r\n0\r\n\r\n",
        b"00e\r\n%b\r\n000\r\n\r\n",
        b'e;a="b"\r\n%b\r\n0;c\r\n\r\n',
        b"e \r\n%b\r\n0\r\n\r\n",
        b"e\r\n%b\r\n0\r\nA: b\r\nC: d\r\n\r\n",
    ],
)
def test_chunks_with_more(server: Server, transport: Transport, body: bytes) -> None:
    """Extensions of a chunk and trailers are passed over, and the connection is kept."""
    server.answers = [CHUNKED + b"\r\n" + body.replace(b"%b", BODY), http()]
    assert answered(transport, wire(server)).body == BODY
    assert answered(transport, wire(server)).body == BODY
    assert server.connections == 1


@pytest.mark.parametrize(
    "header", [b"X: a\rContent-Length: 3", b"Transfer-Encoding: gzip, chunked", b"X: a\r\r"]
)
@pytest.mark.parametrize("interim", [b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"])
@pytest.mark.parametrize("at_once", [True, False])
def test_headers_that_say_otherwise(
    server: Server, own: Transport, header: bytes, interim: bytes, at_once: bool
) -> None:
    """A header that may be read in two ways is no answer, however it arrives."""
    start = interim + b"HTTP/1.1 200 OK\r\n" + header
    end = b"\r\n" + http()[len("HTTP/1.1 200 OK\r\n") :]

    def answer(connection: socket.socket) -> None:
        connection.sendall(start + end if at_once else start)
        if not at_once:
            time.sleep(0.05)
            connection.sendall(end)

    server.answers = [answer]
    assert failed(own, wire(server)).fault is Fault.UNKNOWN


def test_trailers_without_an_end(server: Server, transport: Transport) -> None:
    """Trailers that do not end hold no call beyond its deadline."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(CHUNKED + b"\r\n0\r\n")
        while True:
            connection.sendall(b"A: b\r\n")
            time.sleep(0.05)

    server.answers = [answer]
    assert 0.25 < timed(lambda: late(transport, server)) < 1.2


def zipped(data: bytes) -> bytes:
    """Compress in the same way each time."""
    return gzip.compress(data, mtime=0)


EMPTY = zipped(b"")
NAMED = b"\x1f\x8b\x08\x08" + bytes(6)  # the start of a member with the name of its file


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", zipped(BODY)),
        ("x-gzip", zipped(BODY[:5]) + zipped(BODY[5:])),
        ("gzip", EMPTY * 1000 + zipped(BODY) + bytes(10_000)),
        ("gzip", zipped(BODY[:5]) + bytes(10) + zipped(BODY[5:])),
        ("gzip", NAMED + b"n" * 500_000 + b"\0" + zipped(BODY)[10:]),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
        ("deflate", zlib.compress(BODY) + b"more"),
    ],
)
def test_compressions(server: Server, transport: Transport, coding: str, body: bytes) -> None:
    """A body is decompressed whatever parts it is made of."""
    server.answers = [http(body, "200 OK", f"Content-Encoding: {coding}")]
    reply = answered(transport, wire(server))
    assert (reply.body, reply.problem) == (BODY, None)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", zipped(BODY) + b"more"),
        ("gzip", zipped(BODY)[:-8] + bytes(8)),
        ("gzip", b"{}"),
        ("deflate", b"\x78{}"),
    ],
)
def test_broken_compressions(
    server: Server, transport: Transport, coding: str, body: bytes
) -> None:
    """A body that cannot be decompressed is kept as it came, with the reason."""
    server.answers = [http(body, "200 OK", f"Content-Encoding: {coding}")]
    reply = answered(transport, wire(server))
    assert reply.body == body
    assert f"the {coding} body is broken" in (reply.problem or "")


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_compressions_that_are_cut_off(server: Server, transport: Transport, coding: str) -> None:
    """A compressed body without its end is not a complete response."""
    body = gzip.compress(BODY) if coding == "gzip" else zlib.compress(BODY)
    server.answers = [http(body[:-5], "200 OK", f"Content-Encoding: {coding}")]
    assert failed(transport, wire(server)).fault is Fault.UNKNOWN


def test_a_gzip_of_many_members(server: Server, transport: Transport) -> None:
    """A body that takes long to decompress does not make the exchange longer."""
    body = http(EMPTY * 1_000_000, "200 OK", "Content-Encoding: gzip")

    def answer(connection: socket.socket) -> None:
        connection.settimeout(5)
        connection.sendall(body)

    server.answers = [answer]
    assert timed(lambda: late(transport, server)) < 1.2


def test_many_threads(server: Server, our_own: SessionTransport, caplog: Any) -> None:
    """Each of many threads that call at once keeps its connection, and none is thrown away."""
    together = threading.Barrier(64)

    def answer(connection: socket.socket) -> None:
        together.wait(30)
        connection.sendall(http())
        together.wait(30)

    server.answers = [answer]
    with caplog.at_level("WARNING"), ThreadPoolExecutor(64) as threads:
        replies = threads.map(answered, [our_own] * 64, [wire(server)] * 64)
        assert {reply.status for reply in replies} == {200}
    assert server.connections == 64
    assert caplog.records == []


@pytest.mark.parametrize(
    ("proxy", "shown"),
    [
        ("::bad::", "not ::***::"),
        ("http://", "not http://"),
        ("http://[bad", "not http://[bad"),
        ("http://me:secret@", "not http://***@"),
        ("http://me:secret@h:99999", "not http://***@h:99999"),
        ("http://me:se@cret@h:port", "not http://***@h:port"),
        ("http://me:secret", "not http://me:***"),
        ("ftp://me:secret@h:1", "not ftp://***@h:1"),
        ("socks9://h", "not socks9://h"),
        ("socks5://me:secret@h:1", "pip install 'requests[socks]'"),
        ("me:secret@h:1", "not ***@h:1"),
        ("http:/h", "not http:/h"),
        ("http://a..b:1", "not http://a..b:1"),
        ("http://me:\u20acsecret@h:1", "not http://"),
        ("h\x1b[31m", r"not h\x1b"),
    ],
)
@pytest.mark.parametrize("where", ["Session", "HTTPS_PROXY", "all_proxy"])
def test_a_proxy_that_is_none(
    proxy: str, shown: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy that cannot be used is refused by the name of its setting, without its password."""
    monkeypatch.setitem(sys.modules, "socks", None)  # PySocks is not installed
    session = requests.Session()
    if where == "Session":
        session.proxies = {"https": proxy}
    else:
        monkeypatch.setenv(where, proxy)
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        if name != where:
            monkeypatch.delenv(name, raising=False)
    request = Wire("GET", "https://api.example/path", {}, None, PATIENT)
    with pytest.raises(errors.ConfigurationError, match=re.escape(where)) as caught:
        SessionTransport(session).send(request)
    assert shown in str(caught.value)
    del proxy  # a local of this frame too
    trace = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert "cret@" not in "".join(trace.format())


@pytest.mark.parametrize("proxy", [5, b"http://h"])
def test_a_proxy_that_is_no_text(proxy: Any, session: requests.Session) -> None:
    """A proxy of a Session that is no text is refused."""
    session.proxies = {"https": proxy}
    request = Wire("GET", "https://api.example/path", {}, None, PATIENT)
    with pytest.raises(errors.ConfigurationError, match="a proxy must be a string"):
        SessionTransport(session).send(request)


def test_a_redirect_to_the_bare_server(server: Server, own: Transport) -> None:
    """A redirect may name the server without a path."""
    server.answers = [http(b"", "302 Found", f"Location: {server.url}"), http()]
    assert answered(own, wire(server)).body == BODY


class Plain(HTTPAdapter):
    """Keeps the headers of a request in a plain dict, in lower case."""

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Send the request as it then is."""
        vars(request)["headers"] = {n.lower(): v for n, v in request.headers.items()}
        return super().send(request, *_, **__)


def test_a_credential_in_plain_headers(server: Server) -> None:
    """The credential is masked however an adapter leaves the headers of a request."""
    with requests.Session() as session:
        session.mount("http://", Plain())
        shown = answered(SessionTransport(session), wire(server)).raw.request
    assert shown.headers["Authorization"] == "***"


class Down(BaseAdapter):
    """Fails before it has prepared a request."""

    def send(self, *_: Any, **__: Any) -> requests.Response:
        """Raise as requests does."""
        raise requests.ConnectionError("down", request=requests.PreparedRequest())

    def close(self) -> None:
        """Have nothing to close."""


def test_an_error_without_headers(server: Server) -> None:
    """An error whose request was never prepared is a failed connection like any other."""
    with requests.Session() as session:
        session.mount("http://", Down())
        assert isinstance(failed(SessionTransport(session), wire(server)), Lost)


@pytest.mark.parametrize("headers", [None, [("X-Mine", "1")]], ids=["none", "pairs"])
def test_other_headers_of_our_own_session(
    server: Server, our_own: SessionTransport, headers: object
) -> None:
    """The headers of our own Session may be replaced by anything that holds headers."""
    vars(our_own.session)["headers"] = headers
    assert answered(our_own, wire(server)).status == 200
