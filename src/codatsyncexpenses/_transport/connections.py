"""Our own Session: its connections hold the deadline, and never mix up two responses.

requests bounds the time between two reads, so a server that sends a byte now and then can hold a
call for ever. http.client takes an interim response such as 103 for the final one, reads to the end
of the connection after a header that it cannot parse, and keeps a connection on which more arrived
than was asked for. The classes here close these holes.
"""

from __future__ import annotations

import functools
import http.client
import io
import socket
import ssl
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import certifi
import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers, select_proxy
from urllib3 import ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from .._exceptions import ConfigurationError
from .._lazy import LOADING

_INTERIM = 20  # interim responses passed over before one final response
_POOL = 50  # connections kept per host: more threads than that rarely share one client


class Exchange(threading.local):
    """The exchange that is under way in a thread."""

    deadline: float = float("inf")
    """When it must end, in seconds of the monotonic clock."""
    read_timeout: float | None = None
    """Seconds that the server may take to go on reading; None keeps the setting of the socket."""


exchange = Exchange()


class _DeadlineReader(io.RawIOBase):
    """Reads from a socket, never past the deadline."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._deadline = deadline
        self._read_timeout: float | None = sock.gettimeout()
        self._shortened = False
        self.finished = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self.finished:
            return 0
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the exchange took too long")
        if self._read_timeout is None or left < self._read_timeout:
            self._sock.settimeout(left)
            self._shortened = True
        count: int | None = self._raw.readinto(buffer)
        return count

    def pending(self) -> int:
        """Return how many bytes TLS has decrypted and nobody has read."""
        return self._sock.pending() if isinstance(self._sock, ssl.SSLSocket) else 0

    def close(self) -> None:
        if self._shortened and self._sock.fileno() >= 0:
            # The connection goes back to the pool: the next exchange has its own deadline.
            self._sock.settimeout(self._read_timeout)
            self._shortened = False
        self._raw.close()
        super().close()


class _Source:
    """The part of a socket that http.client uses to read a response."""

    def __init__(self, sock: socket.socket) -> None:
        self.raw = _DeadlineReader(sock, exchange.deadline)
        self.buffer = io.BufferedReader(self.raw)

    def makefile(self, _mode: str) -> io.BufferedIOBase:
        return self.buffer

    def is_empty(self) -> bool:
        """Return whether all that arrived has been read; afterwards nothing can be read."""
        self.raw.finished = True
        return self.buffer.closed or not (self.buffer.peek(1) or self.raw.pending())


class _Response(http.client.HTTPResponse):
    """A response whose framing is beyond doubt."""

    def __init__(
        self, connection: HTTPConnection, sock: socket.socket, *args: Any, **options: Any
    ) -> None:
        source: Any = _Source(sock)
        self._source: _Source = source
        self._connection = connection
        super().__init__(source, *args, **options)

    def _read_status(self) -> tuple[int, int, str]:
        for _ in range(_INTERIM):
            # http.client offers no other place to see the status line from.
            answered: Any = super()
            version, status, reason = answered._read_status()  # noqa: SLF001
            if not 100 <= status < 200 or status == http.client.SWITCHING_PROTOCOLS:
                return version, status, reason
            http.client.parse_headers(self.fp)
        raise http.client.HTTPException(f"{_INTERIM} interim answers and no final one")

    def begin(self) -> None:
        super().begin()
        if self.headers.defects:
            raise http.client.HTTPException(f"malformed headers: {self.headers.defects[0]!r}")
        lengths = {text.strip() for text in self.headers.get_all("Content-Length", [])}
        if len(lengths) > 1 or not all(text.isascii() and text.isdigit() for text in lengths):
            raise http.client.HTTPException("malformed or contradicting Content-Length")
        if lengths and self.chunked:
            self.will_close = True

    def _close_conn(self) -> None:
        clean = self._source.is_empty()
        closing: Any = super()
        closing._close_conn()  # noqa: SLF001
        if not clean:
            # Bytes that nobody asked for would be taken for the next response.
            self._connection.close()


def _response(
    connection: HTTPConnection, sock: socket.socket, *args: Any, **options: Any
) -> _Response:
    """Return a response; http.client calls this method as if it were the class of responses."""
    return _Response(connection, sock, *args, **options)


def _hold(sock: socket.socket | None) -> None:
    """Give a write the time of a read, and never let it pass the deadline.

    urllib3 gives a write the time for a connection, which a slow line needs for a block of a file.
    """
    if sock is None or exchange.read_timeout is None:
        return
    left = exchange.deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the exchange took too long")
    sock.settimeout(min(exchange.read_timeout, left))


class _Connection(HTTPConnection):
    # http.client prints whole requests, credential included, when its own debuglevel is raised.
    debuglevel = 0
    response_class: Any = _response

    def send(self, data: Any) -> None:
        _hold(self.sock)
        super().send(data)


class _SecureConnection(HTTPSConnection):
    debuglevel = 0
    response_class: Any = _response

    def send(self, data: Any) -> None:
        _hold(self.sock)
        try:
            super().send(data)
        except ssl.SSLEOFError as error:
            # As a socket without TLS would. urllib3 then reads the response that a server may have
            # sent before it closed, such as 413 to a file.
            raise BrokenPipeError(str(error)) from error


# VCR and its like put a class of theirs into urllib3's pools; it then goes before ours.
class _Pool(HTTPConnectionPool):
    @property
    def ConnectionCls(self) -> Any:  # type: ignore[override]  # noqa: N802
        theirs: Any = HTTPConnectionPool.ConnectionCls
        return _Connection if theirs is HTTPConnection else theirs


class _SecurePool(HTTPSConnectionPool):
    @property
    def ConnectionCls(self) -> Any:  # type: ignore[override]  # noqa: N802
        theirs: Any = HTTPSConnectionPool.ConnectionCls
        return _SecureConnection if theirs is HTTPSConnection else theirs


_POOLS: dict[str, type[HTTPConnectionPool]] = {"http": _Pool, "https": _SecurePool}


class OwnSession(requests.Session):
    """A Session that keeps no cookies and leaves redirects to us."""

    def __init__(self) -> None:
        super().__init__()
        self.cookies = NoCookies()
        # Encodings of which `body` can tell a whole one from one that was cut off.
        self.headers["Accept-Encoding"] = "gzip, deflate"
        self.mount("https://", Adapter())
        self.mount("http://", Adapter())

    def resolve_redirects(
        self, *_: object, **__: object
    ) -> Generator[requests.Response, None, None]:
        yield from ()


class NoCookies(RequestsCookieJar):
    def extract_cookies(self, response: object, request: object) -> None:
        pass


class Adapter(HTTPAdapter):
    """The transport adapter of our own Session: our connections, found and trusted quickly."""

    def __init__(self) -> None:
        super().__init__(pool_connections=_POOL, pool_maxsize=_POOL)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = _POOLS
        self._known: dict[object, HTTPConnectionPool] = {}

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: bool | str,
        proxies: dict[str, str] | None = None,
        cert: str | tuple[str, str] | None = None,
    ) -> HTTPConnectionPool:
        url = request.url or ""
        if proxies and select_proxy(url, proxies):
            return super().get_connection_with_tls_context(request, verify, proxies, cert)
        # Looking a pool up takes a tenth of a call, and it is always the same one.
        key = url[: url.index("/", len("https://"))], verify, cert
        pool = self._known.get(key)
        if pool is None:
            host, settings = self.build_connection_pool_key_attributes(request, verify, cert)
            if verify and not cert and host["scheme"] == "https":
                # Reading the certificates costs ten times what the rest of a handshake does. Not
                # with a proxy, whose own certificate urllib3 checks against the files alone.
                settings["ssl_context"] = _trusting(
                    verify if isinstance(verify, str) else certifi.where()
                )
                settings.pop("ca_certs", None)
                settings.pop("ca_cert_dir", None)
            pool = self.poolmanager.connection_from_host(**host, pool_kwargs=settings)
            self._known[key] = pool
        return pool

    def request_url(self, request: requests.PreparedRequest, proxies: dict[str, str] | None) -> str:
        path: str = request.path_url
        if proxies or path.startswith("//"):
            return super().request_url(request, proxies)
        return path

    def build_response(self, req: Any, resp: Any) -> requests.Response:
        response = requests.Response()
        response.status_code, response.reason = resp.status, resp.reason
        response.headers = CaseInsensitiveDict(resp.headers)
        response.encoding = _encoding(resp.headers.get("Content-Type"))
        response.raw, response.url, response.request = resp, req.url, req
        vars(response)["connection"] = self
        # What requests also does here is to look for cookies, which are not kept.
        return response

    def close(self) -> None:
        self._known.clear()
        # urllib3 leaves the sockets of a pool to the garbage collector, and any response keeps it.
        for manager in (self.poolmanager, *self.proxy_manager.values()):
            for key in manager.pools.keys():  # noqa: SIM118 - a container that cannot be iterated
                manager.pools[key].close()
        super().close()

    def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
        manager = super().proxy_manager_for(*args, **options)
        if type(manager) is ProxyManager:  # a SOCKS proxy's connections are of its own kind
            manager.pool_classes_by_scheme = _POOLS
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        if verify and not cert and conn.proxy is None and url.lower().startswith("https"):
            conn.cert_reqs = "CERT_REQUIRED"
        else:
            super().cert_verify(conn, url, verify, cert)


@functools.lru_cache(maxsize=64)
def _encoding(content_type: str | None) -> str | None:
    headers = CaseInsensitiveDict({"content-type": content_type} if content_type else {})
    return get_encoding_from_headers(headers)


@functools.cache
@LOADING
def _trusting(certificates: str) -> ssl.SSLContext:
    """Return the process's one TLS context for these certificates, a file or a directory."""
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    try:
        if Path(certificates).is_dir():
            context.load_verify_locations(capath=certificates)
        else:
            context.load_verify_locations(cafile=certificates)
    except OSError as error:
        raise ConfigurationError(f"no certificates can be read from {certificates!r}") from error
    return context
