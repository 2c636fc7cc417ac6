"""Our own Session: its connections enforce the deadline, and never mix up two responses.

requests limits only the time between two reads, so a server that sends a byte now and then can hold
up a call for ever. http.client takes an interim response such as 103 for the final one, reads to
the end of the connection after a header that it cannot parse, and reuses a connection on which
unrequested bytes arrived. It parses a chunk's size as a Python number, and ignores the bytes after
a chunk. The classes here fix these faults.
"""

from __future__ import annotations

import functools
import http.client
import io
import queue
import re
import socket
import sys
from collections.abc import Generator
from contextvars import ContextVar
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import certifi
import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers, select_proxy
from urllib3 import ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util import ssl_

from .._calls.settings import WORLD
from .._exceptions import ConfigurationError
from .._lazy import LOADING

if not TYPE_CHECKING:
    # A recorder that is active while this module loads has replaced these classes with its own.
    HTTPConnection, HTTPSConnection = (
        getattr(each, "_baseclass", each) for each in (HTTPConnection, HTTPSConnection)
    )

_INTERIM = 20  # interim responses skipped before a final response
_SERVERS = 50  # to which a Session keeps connections
_LONGEST_LINE = 65536  # bytes of a header, or of a line between chunks
_TRAILERS = 100
_CHUNK_LINE = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r\n")

# Some builds of Python have no TLS; on all others, requests has loaded it.
SSL = sys.modules.get("ssl")
_ENDED: Any = getattr(SSL, "SSLEOFError", ())


EXCHANGE: ContextVar[tuple[float, float | None]] = ContextVar("exchange", default=(inf, None))
"""The current exchange: its deadline by the world's clock, and its read timeout in seconds, which
limits writes too; None keeps the setting of the socket.

A hook may make a call of its own, whose exchange ends within this one.
"""


class _DeadlineReader(io.RawIOBase):
    """Reads from a socket, never past the deadline."""

    def __init__(self, sock: socket.socket, read_timeout: float | None) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._deadline, _ = EXCHANGE.get()
        self._read_timeout = read_timeout
        self._shortened = False
        self.finished = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self.finished:
            return 0
        left = self._deadline - WORLD.clock()
        if left <= 0:
            raise TimeoutError("the exchange took too long")
        if self._read_timeout is None or left < self._read_timeout:
            self._sock.settimeout(left)
            self._shortened = True
        count: int | None = self._raw.readinto(buffer)
        return count

    def pending(self) -> int:
        """Return the number of bytes that TLS has decrypted and nobody has read."""
        return pending(self._sock)

    def close(self) -> None:
        if self._shortened and self._sock.fileno() >= 0:
            # The connection goes back to the pool: the next exchange has its own deadline.
            self._sock.settimeout(self._read_timeout)
            self._shortened = False
        self._raw.close()
        super().close()


def pending(sock: object) -> int:
    """Return the number of bytes that a socket has decrypted and nobody has read.

    pyOpenSSL's sockets have a ``connection``; those of TLS within TLS have an ``sslobj``.
    """
    for name in ("connection", "sslobj"):
        sock = getattr(sock, name, sock)
    count: int = getattr(sock, "pending", int)()
    return count


class _Lines:
    """A file that refuses a line in which another parser may see two."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def readline(self, size: int = -1) -> bytes:
        line: bytes = self._file.readline(size)
        if b"\r" in line[:-2]:
            # The header parser would end the line there, and find a header that nobody sent.
            raise http.client.HTTPException("a carriage return within a line")
        return line


class _Source:
    """The part of a socket that http.client uses to read a response."""

    def __init__(self, sock: socket.socket, read_timeout: float | None) -> None:
        self.raw = _DeadlineReader(sock, read_timeout)
        self.buffer = io.BufferedReader(self.raw)

    def makefile(self, _mode: str) -> io.BufferedIOBase:
        return self.buffer

    def is_empty(self) -> bool:
        """Return whether all bytes that arrived have been read; nothing can be read afterwards."""
        self.raw.finished = True
        return self.buffer.closed or not (self.buffer.peek(1) or self.raw.pending())


class Response(http.client.HTTPResponse):
    """A response with unambiguous framing."""

    def __init__(
        self, connection: HTTPConnection, sock: socket.socket, *args: Any, **options: Any
    ) -> None:
        source: Any = _Source(sock, connection.timeout)
        self._source: _Source = source
        self._connection = connection
        self._left: int | None = None  # bytes left of the current chunk; None before the first
        super().__init__(source, *args, **options)

    def _read_status(self) -> tuple[int, int, str]:
        for _ in range(_INTERIM):
            # http.client offers no other way to see the status line.
            answered: Any = super()
            version, status, reason = answered._read_status()  # noqa: SLF001
            if not 100 <= status < 200 or status == http.client.SWITCHING_PROTOCOLS:
                return version, status, reason
            http.client.parse_headers(self.fp)
        raise http.client.HTTPException(f"{_INTERIM} interim responses and no final one")

    def begin(self, **options: Any) -> None:
        file: Any = self.fp
        head = self._source.buffer.peek()
        end = head.find(b"\r\n\r\n")
        plain = end > 0 and head.count(b"\r", 0, end) == head.count(b"\r\n", 0, end)
        if not plain or head[9:10] == b"1":
            # Malformed, or not complete yet, or an interim response followed by another one.
            file = _Lines(file)
        self.fp = file
        super().begin(**options)
        if self.headers.defects:
            raise http.client.HTTPException(f"malformed headers: {self.headers.defects[0]!r}")
        lengths = {text.strip() for text in self.headers.get_all("Content-Length", [])}
        if len(lengths) > 1 or not all(text.isascii() and text.isdigit() for text in lengths):
            raise http.client.HTTPException("malformed or contradictory Content-Length")
        if lengths and self.chunked:
            self.will_close = True
        coding = self.headers.get("Transfer-Encoding")
        if coding is not None and not self.chunked and coding.strip().lower() != "identity":
            raise http.client.HTTPException(f"unknown Transfer-Encoding: {coding!r}")

    def read1(self, n: int = -1, /) -> bytes:
        if self.isclosed() or not self.chunked:
            return super().read1(n)
        source = self.fp
        if not self._left:
            # Read this as late as possible: the chunk may already exceed the limit.
            if self._left == 0 and source.read(2) != b"\r\n":
                raise http.client.HTTPException("a chunk is longer than its size")
            self._left = _chunk_size(source)
            if not self._left:
                _pass_over_trailers(source)
                self._close_conn()
                return b""
        piece = source.read1(self._left if n < 0 else min(n, self._left))
        self._left -= len(piece)
        if not piece:
            raise http.client.HTTPException("a chunk is shorter than its size")
        return piece

    def _close_conn(self) -> None:
        clean = self._source.is_empty()
        closing: Any = super()
        closing._close_conn()  # noqa: SLF001
        if not clean:
            # Unrequested bytes would be taken for the next response.
            self._connection.close()


def _chunk_size(source: io.BufferedReader) -> int:
    """Read the line before a chunk, and return the chunk's size."""
    line = source.readline(_LONGEST_LINE + 1)
    found = _CHUNK_LINE.fullmatch(line)
    if found is None:
        raise http.client.HTTPException(f"malformed chunk size: {line[:40]!r}")
    return int(found[1], 16)


def _pass_over_trailers(source: io.BufferedReader) -> None:
    for _ in range(_TRAILERS):
        line = source.readline(_LONGEST_LINE + 1)
        if line == b"\r\n":
            return
        if not line.endswith(b"\r\n"):
            break
    raise http.client.HTTPException("malformed or too many trailers")


def _response(
    connection: HTTPConnection, sock: socket.socket, *args: Any, **options: Any
) -> Response:
    """Return a response; http.client calls this function as if it were the response class."""
    return Response(connection, sock, *args, **options)


def _hold(sock: socket.socket | None) -> None:
    """Limit a write by the read timeout and the deadline.

    urllib3 applies the connect timeout to writes, which is too short for a file on a slow network.
    """
    deadline, read_timeout = EXCHANGE.get()
    if sock is None or read_timeout is None:
        return
    left = deadline - WORLD.clock()
    if left <= 0:
        raise TimeoutError("the exchange took too long")
    sock.settimeout(min(read_timeout, left))


class _Connection(HTTPConnection):
    # If http.client's own debuglevel is raised, it prints whole requests with the credential.
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
        except _ENDED as error:
            # A socket without TLS raises this. urllib3 then reads the response that the server may
            # have sent before it closed the connection, such as 413 for a file.
            raise BrokenPipeError(str(error)) from error


class _Kept(queue.LifoQueue[Any]):
    """The connections that a pool keeps: as many as threads used at the same time."""

    def __init__(self, _maxsize: int = 0) -> None:
        super().__init__()


# Recorders such as VCR put their own class into urllib3's pools; it takes precedence over ours.
class _Pool(HTTPConnectionPool):
    QueueCls: Any = _Kept

    @property
    def ConnectionCls(self) -> Any:  # type: ignore[override]  # noqa: N802
        theirs: Any = HTTPConnectionPool.ConnectionCls
        return _Connection if theirs is HTTPConnection else theirs


class _SecurePool(HTTPSConnectionPool):
    QueueCls: Any = _Kept

    @property
    def ConnectionCls(self) -> Any:  # type: ignore[override]  # noqa: N802
        theirs: Any = HTTPSConnectionPool.ConnectionCls
        return _SecureConnection if theirs is HTTPSConnection else theirs


_POOLS: dict[str, type[HTTPConnectionPool]] = {"http": _Pool, "https": _SecurePool}


class OwnSession(requests.Session):
    """A Session that keeps no cookies and leaves redirects to us.

    :raises ConfigurationError: if another package has replaced urllib3
    """

    def __init__(self) -> None:
        if hasattr(urllib3, "AsyncPoolManager"):
            raise ConfigurationError(
                "urllib3 was replaced by urllib3-future, which niquests installs. Reinstall "
                "urllib3 (pip uninstall urllib3-future, then pip install --force-reinstall "
                "urllib3), or pass client=requests.Session()"
            )
        super().__init__()
        self.cookies = NoCookies()
        # The encodings in which `body` can detect a truncated response.
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
    """The transport adapter of our own Session, which finds connections and TLS contexts fast."""

    def __init__(self) -> None:
        super().__init__(pool_connections=_SERVERS, pool_maxsize=1)

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
        # Looking up a pool takes a tenth of a call, and the result is always the same. The class of
        # TLS contexts changes when `truststore` or pyOpenSSL replaces it.
        url = request.url or ""
        proxy = select_proxy(url, proxies) if proxies else None
        key = url[: url.index("/", len("https://"))], verify, cert, proxy, _tls_classes()
        pool = self._known.get(key)
        if pool is None:
            pool = (
                super().get_connection_with_tls_context(request, verify, proxies, cert)
                if proxy
                else self._direct(request, verify, cert)
            )
            self._known[key] = pool
        return pool

    def _direct(
        self, request: requests.PreparedRequest, verify: bool | str, cert: Any
    ) -> HTTPConnectionPool:
        host, settings = self.build_connection_pool_key_attributes(request, verify, cert)
        if verify and not cert and host["scheme"] == "https" and not ssl_.IS_PYOPENSSL:
            # Reading the certificates takes ten times as long as the rest of a handshake. A proxy
            # needs the files, against which urllib3 checks its certificate, and a context of
            # pyOpenSSL serves one connection only.
            settings["ssl_context"] = trusted(
                verify if isinstance(verify, str) else certifi.where()
            )
            settings.pop("ca_certs", None)
            settings.pop("ca_cert_dir", None)
        return self.poolmanager.connection_from_host(**host, pool_kwargs=settings)

    def request_url(self, request: requests.PreparedRequest, proxies: dict[str, str] | None) -> str:
        path: str = request.path_url
        if proxies or path.startswith("//"):
            return super().request_url(request, proxies)
        return path

    def build_response(self, req: Any, resp: Any) -> requests.Response:
        response = requests.Response()
        response.status_code, response.reason = resp.status, resp.reason
        response.headers = CaseInsensitiveDict(resp.headers)
        response.encoding = encoding_of(resp.headers.get("Content-Type"))
        response.raw, response.url, response.request = resp, req.url, req
        vars(response)["connection"] = self
        # requests also extracts cookies here, which we do not keep.
        return response

    def close(self) -> None:
        # urllib3 leaves the sockets of a pool to the garbage collector, and any response keeps the
        # pool alive.
        while self._known:
            self._known.popitem()[1].close()
        super().close()

    def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
        manager = super().proxy_manager_for(*args, **options)
        if type(manager) is ProxyManager:  # SOCKS proxies have connections of their own
            manager.pool_classes_by_scheme = _POOLS
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        if verify and not cert and conn.proxy is None and url.lower().startswith("https"):
            conn.cert_reqs = "CERT_REQUIRED"
        else:
            super().cert_verify(conn, url, verify, cert)


@functools.lru_cache(maxsize=64)
def encoding_of(content_type: str | None) -> str | None:
    headers = CaseInsensitiveDict({"content-type": content_type} if content_type else {})
    return get_encoding_from_headers(headers)


def _tls_classes() -> tuple[object, object]:
    """Return the current classes of TLS contexts."""
    return getattr(ssl_, "SSLContext", None), getattr(SSL, "SSLContext", None)


def trusted(certificates: str) -> Any:
    """Return the process's only TLS context for these certificates in their current state.

    :raises ConfigurationError: if there are no certificates
    """
    try:
        path = Path(certificates)
        found = path.stat()
        identity = found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size
        return _trusting(certificates, path.is_dir(), identity, _tls_classes())
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"cannot read certificates from {certificates!r}") from error


@functools.lru_cache(maxsize=16)
@LOADING
def _trusting(certificates: str, directory: bool, _identity: object, _classes: object) -> Any:
    context = ssl_.create_urllib3_context(cert_reqs=ssl_.resolve_cert_reqs("CERT_REQUIRED"))
    place = "capath" if directory else "cafile"
    context.load_verify_locations(**{place: certificates})
    return context
