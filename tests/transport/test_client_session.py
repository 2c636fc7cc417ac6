"""The transport on aiohttp: repetition, proxies, certificates, loops and connections that end."""

import asyncio
import base64
import os
import socket
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp
import pytest

from codatsyncexpenses import AsyncCodatSyncExpenses, errors
from codatsyncexpenses._calls.retries import Fault
from codatsyncexpenses._calls.wire import Lost, Reply, Timeout, Wire
from codatsyncexpenses._transport import aiohttp_session
from codatsyncexpenses.models import operations
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.certificates import Certificates
from tests.support.drivers import DrivenTransport
from tests.support.faulty_server import (
    HEALTHY,
    Connection,
    Server,
    close,
    pause,
    raw,
    read,
    reset,
    send,
)
from tests.support.ids import COMPANY_ID, SYNC_ID

PATIENT = Timeout(5.0, 5.0, 10.0)
SHORT = Timeout(0.3, 0.3, 0.3)
PATH = f"/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/status"
STATUS = operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)
ONCE = RetryConfig("none", BackoffStrategy(1, 1, 1, 1), False)


@pytest.fixture(params=[True, False], ids=["own", "caller's"])
def transport(request: pytest.FixtureRequest) -> Iterator[DrivenTransport]:
    """Hold a transport, with a session of its own and with a caller's."""
    driven = DrivenTransport(own=request.param)
    yield driven
    driven.close()


@pytest.fixture
def own() -> Iterator[DrivenTransport]:
    """Hold a transport with a session of its own."""
    driven = DrivenTransport()
    yield driven
    driven.close()


def wire(url: str, method: str = "GET", timeout: Timeout = PATIENT) -> Wire:
    """Write a request."""
    body = None if method == "GET" else b"{}"
    return Wire(method, url, {"Accept": "application/json"}, body, timeout)


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
@pytest.mark.parametrize("end", [close, reset])
@pytest.mark.parametrize("kept", [True, False], ids=["kept", "new"])
@pytest.mark.parametrize("switch", ["", "none"], ids=["", "without the switch"])
def test_nothing_is_sent_twice(
    transport: DrivenTransport,
    method: str,
    end: Callable[[Connection], None],
    kept: bool,
    switch: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A request whose connection ends, kept or new, is not sent again by any aiohttp."""
    monkeypatch.setattr(aiohttp_session, "_REPEATS", switch or aiohttp_session._REPEATS)
    with Server([*([HEALTHY] if kept else []), [read, end]]) as server:
        if kept:
            assert isinstance(transport.send(wire(server.url + PATH)), Reply)
        outcome = transport.send(wire(server.url + PATH, method))
    assert isinstance(outcome, Lost)
    assert outcome.fault is Fault.UNKNOWN
    assert [each.method for each in server.requests] == [*(["GET"] if kept else []), method]


def test_a_broken_chunk_that_comes_later(own: DrivenTransport) -> None:
    """A body that breaks after its head ends the exchange at once, not with the timeout."""
    head = raw(200, b"", "Transfer-Encoding: chunked")
    with Server([[read, send(head), pause(0.05), send(b"no chunks\r\n"), close]]) as server:
        outcome = own.send(wire(server.url + PATH))
    assert isinstance(outcome, Lost)
    assert type(outcome.error) is errors.APIConnectionError


class Gone:
    """Reads the bytes of a connection, below TLS, until its end."""

    seen = False

    def __call__(self, at: Connection) -> None:
        """Answer nothing, not even the farewell of TLS."""
        at.sock.settimeout(1)
        while socket.socket.recv(at.sock, 1 << 16):
            pass
        self.seen = True


def test_a_silent_server_holds_no_connection(
    own: DrivenTransport, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a timeout over TLS the connection is closed, though the server does not answer."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates.bundle))
    gone = Gone()
    with Server([[read, gone]], tls=certificates.of("trusted")) as server:
        outcome = own.send(wire(server.url + PATH, timeout=SHORT))
        for thread in server._threads[1:]:
            thread.join(5)
        assert gone.seen
    assert isinstance(outcome, Lost)


class Proxy:
    """A proxy of plain requests and of tunnels, all of which lead to one server."""

    def __init__(self, server: Server) -> None:
        self.port = server.port
        self.heads: list[bytes] = []

    def __call__(self, at: Connection) -> None:
        """Pass one connection on."""
        head = at.reader.readline()
        while line := at.reader.readline():
            head += line
            if not line.strip():
                break
        self.heads.append(head)
        with socket.create_connection(("127.0.0.1", self.port)) as onward:
            if head.startswith(b"CONNECT "):
                at.sock.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            else:
                onward.sendall(head)
            with ThreadPoolExecutor(1) as threads:
                threads.submit(pipe, onward, at.sock)
                while piece := at.reader.read1(1 << 16):
                    onward.sendall(piece)
                onward.shutdown(socket.SHUT_WR)
        at.close()


def pipe(source: socket.socket, target: socket.socket) -> None:
    """Copy bytes until their end."""
    while piece := source.recv(1 << 16):
        target.sendall(piece)


@pytest.fixture(params=[None, "trusted"], ids=["plain", "tunnel"])
def server(
    request: pytest.FixtureRequest, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    """Hold a healthy server, for plain requests and for tunnels."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates.bundle))
    monkeypatch.setenv("no_proxy", "")
    tls = request.param and certificates.of(request.param)
    with Server([HEALTHY], tls=tls) as server:
        yield server


def proxied(server: Server, host: str = "proxied.example") -> str:
    """Return an address that only a proxy can reach."""
    scheme = server.url.partition(":")[0]
    return f"{scheme}://{host}{PATH}"


@pytest.mark.parametrize("credentials", ["", "user:word@"])
def test_the_proxy_of_the_environment(
    own: DrivenTransport, server: Server, credentials: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Requests and tunnels pass the proxy that the environment names, with its credentials."""
    proxy = Proxy(server)
    with Server([[proxy]]) as front:
        address = front.url.replace("//", f"//{credentials}")
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, address)
        outcome = own.send(wire(proxied(server)))
    assert isinstance(outcome, Reply)
    start = "CONNECT proxied.example:443" if server.tls else f"GET {proxied(server)}"
    assert proxy.heads[0].startswith(f"{start} HTTP/1.1\r\n".encode())
    expected = base64.b64encode(b"user:word")
    assert (b"Proxy-Authorization: Basic " + expected in proxy.heads[0]) is bool(credentials)


@pytest.mark.parametrize("server", ["trusted"], indirect=True)
def test_the_certificate_at_the_end_of_a_tunnel(
    own: DrivenTransport, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server behind a proxy must have a certificate for its own name."""
    with Server([[Proxy(server)]]) as front:
        monkeypatch.setenv("https_proxy", front.url)
        outcome = own.send(wire(proxied(server, "other.example")))
    assert isinstance(outcome, Lost)
    assert type(outcome.error) is errors.CertificateError
    assert not server.requests


@pytest.mark.parametrize(
    ("bypassed", "url", "passes"),
    [
        ("", "http://proxied.example/", True),
        ("proxied.example", "http://proxied.example/", False),
        (".example", "https://proxied.example/", False),
        ("a.example, proxied.example", "http://proxied.example/", False),
        ("other.example", "https://proxied.example/", True),
        ("proxied.example:81", "http://proxied.example/", True),
        ("proxied.example:81", "http://proxied.example:81/", False),
        ("192.0.2.0/24", "http://192.0.2.7/", False),
        ("192.0.2.0/24", "http://198.51.100.7/", True),
        ("*", "https://proxied.example/", False),
    ],
)
@pytest.mark.parametrize("name", ["no_proxy", "NO_PROXY"])
def test_hosts_without_a_proxy(
    name: str, bypassed: str, url: str, passes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`NO_PROXY` lists the hosts that are reached without the proxy, as in requests."""
    for setting in ("no_proxy", "NO_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(setting, raising=False)
    monkeypatch.setenv("all_proxy", "proxy.example:3128")
    monkeypatch.setenv(name, bypassed)
    found = aiohttp_session._environment(url).get("proxy")
    assert found == ("http://proxy.example:3128" if passes else None)


def test_no_proxy_for_this_machine(
    own: DrivenTransport, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request to this machine does not pass the proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert isinstance(own.send(wire(server.url + PATH)), Reply)


def test_socks_is_refused(own: DrivenTransport, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOCKS proxy of the environment is refused by an error that says what to do."""
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "socks", None)
    expected = r"variable https_proxy: .* pass client=aiohttp\.ClientSession"
    with pytest.raises(errors.ConfigurationError, match=expected) as caught:
        own.send(wire(f"https://proxied.example{PATH}"))
    assert "PySocks" not in str(caught.value)


def client(url: str, **options: Any) -> AsyncCodatSyncExpenses:
    """Make a client that does not try again."""
    return AsyncCodatSyncExpenses(server_url=url, retry_config=ONCE, **options)


def test_a_session_that_its_caller_has_closed() -> None:
    """A session that is closed is a setting that cannot be used."""

    async def call(url: str) -> None:
        session = aiohttp.ClientSession()
        await session.close()
        async with client(url, client=session) as made:
            await made.sync.get(STATUS)

    with (
        Server([HEALTHY]) as server,
        pytest.raises(errors.ConfigurationError, match="ClientSession is closed"),
    ):
        asyncio.run(call(server.url))


def test_middlewares_of_the_session() -> None:
    """The middlewares of the caller's session see each request, and stay as they are."""
    seen: list[str] = []

    async def note(
        request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        seen.append(request.method)
        return await handler(request)

    async def call(url: str) -> None:
        async with aiohttp.ClientSession(middlewares=(note,)) as session:
            await client(url, client=session).sync.get(STATUS)
            assert vars(session)["_middlewares"] == (note,)

    with Server([HEALTHY]) as server:
        asyncio.run(call(server.url))
    assert seen == ["GET"]


def test_a_second_loop() -> None:
    """A client works in a second loop after the first has ended."""

    async def call() -> int:
        return (await made.sync.get(STATUS)).status_code

    with Server([HEALTHY]) as server:
        made = client(server.url)
        assert [asyncio.run(call()), asyncio.run(call())] == [200, 200]
        assert server.connections == 2


def test_a_second_loop_while_the_first_runs() -> None:
    """A client in use by one loop is refused in another, which runs in a thread."""

    async def call() -> None:
        await made.sync.get(STATUS)

    async def both() -> None:
        await call()
        with pytest.raises(errors.ConfigurationError, match="create a client for each loop"):
            await asyncio.to_thread(asyncio.run, call())
        await call()
        await made.aclose()

    with Server([HEALTHY]) as server:
        made = client(server.url)
        asyncio.run(both())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_fork() -> None:
    """After a fork, the child and the parent go on with connections of their own."""

    async def call() -> None:
        await made.sync.get(STATUS)

    async def parent() -> int:
        await call()
        child = os.fork()
        if not child:
            # A loop is its process's own: the child begins another, in a thread.
            with ThreadPoolExecutor(1) as threads:
                failed = threads.submit(asyncio.run, call()).exception(10)
            os._exit(1 if failed else 0)
        await call()
        await made.aclose()
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    with Server([HEALTHY]) as server:
        made = client(server.url)
        assert asyncio.run(parent()) == 0
        assert server.connections == 2
        assert sorted(each.connection for each in server.requests) == [1, 1, 2]
