"""Sending through a ClientSession of aiohttp, as `session` does through one of requests.

Nothing here retries, sleeps or knows an operation.
"""

from __future__ import annotations

import asyncio
import functools
import math
import os
import select
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import aiohttp
import certifi
import requests
from aiohttp.client_proto import ResponseHandler
from aiohttp.http import HttpProcessingError
from multidict import CIMultiDict, CIMultiDictProxy
from requests.utils import prepend_scheme_if_needed, select_proxy
from urllib3.util import wait_for_read
from yarl import URL

from .._bases.security import MASK
from .._calls.retries import Fault
from .._calls.settings import WORLD
from .._calls.wire import Lost, Outcome, Reply, Timeout, Wire
from .._exceptions import ConfigurationError, RequestError, one_line
from .._exceptions.connection import APIConnectionError, APITimeoutError
from .body import LIMIT, decoded, unread
from .connections import trusted
from .failures import Diagnosis, causes, lost
from .proxies import without_password
from .raw import RawResponse
from .session import MOVED, REDIRECTS, merged, redacted, redirect, unreadable

if TYPE_CHECKING:
    from .._uploads.multipart import Reader, Upload

_BLOCK = 1 << 16  # bytes of a file that are read at a time
_LARGE = 1 << 18  # bytes of a body that another thread decompresses and weighs
_KEPT_ALIVE = 60.0  # seconds that a connection is kept while nothing is sent
# Encodings of which `body` can tell a whole one from one that was cut off.
_ACCEPTED = {"Accept-Encoding": "gzip, deflate"}
_SOON = 0.99  # of the timeout of a connection, so that it ends before that of the exchange
_CHUNKED = "Transfer-Encoding"
_UNTYPED = ("Content-Type",)  # aiohttp would make one up for a write without a body
_REPEATS = "_retry_connection"  # the switch in a session that sends some requests again
# The tenth byte of a response with such a status.
_ERRORS = b"4", b"5", b"6", b"7", b"8", b"9"
_NEVER = 1e9  # seconds from which aiohttp may round a timeout
_BROKEN = (
    aiohttp.ClientError,
    asyncio.TimeoutError,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
)


Broken = TypeVar("Broken", bound=BaseException)


class _Broken(aiohttp.ClientError):
    """A connection that broke; aiohttp sends a request again after errors of other classes."""


_DIAGNOSES: tuple[Diagnosis, ...] = (
    (aiohttp.ClientSSLError, Fault.UNKNOWN, APIConnectionError, "no complete response"),
    # A proxy may have been reached, and have passed the request on.
    (
        aiohttp.ClientProxyConnectionError,
        Fault.UNKNOWN,
        APIConnectionError,
        "the proxy{name} failed",
    ),
    (aiohttp.ClientHttpProxyError, Fault.UNKNOWN, APIConnectionError, "the proxy{name} failed"),
    (
        aiohttp.ConnectionTimeoutError,
        Fault.NOT_SENT,
        APITimeoutError,
        "no connection{by} {in_time}",
    ),
    (aiohttp.ClientConnectorError, Fault.NOT_SENT, APIConnectionError, "the connection{by} failed"),
    (TimeoutError, Fault.UNKNOWN, APITimeoutError, "no response {in_time}"),
    (asyncio.TimeoutError, Fault.UNKNOWN, APITimeoutError, "no response {in_time}"),
    (aiohttp.InvalidURL, Fault.PERMANENT, APIConnectionError, "the redirect leads nowhere"),
)


class _Held(NamedTuple):
    """A session of ours, and where it can be used."""

    session: aiohttp.ClientSession
    loop: asyncio.AbstractEventLoop
    process: int
    end: AsyncGenerator[None, None]

    def usable(self) -> bool:
        """Return whether it belongs to the running loop of this process."""
        return self.loop is asyncio.get_running_loop() and self.process == os.getpid()


class AiohttpTransport:
    """Sends through a ClientSession: ours, or the caller's, which is never changed."""

    def __init__(self, session: aiohttp.ClientSession | None = None, limit: int = LIMIT) -> None:
        self._session = session
        self._limit = limit
        self._held: _Held | None = None
        self._known: dict[object, dict[str, Any]] = {}

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy without connections."""
        return AiohttpTransport, (self._session, self._limit)

    def __del__(self) -> None:
        self._abandon()

    async def send(self, wire: Wire) -> Outcome:
        """Send once, follow redirects of reads, and read the whole response."""
        url, response = wire.url, None
        deadline = WORLD.clock() + wire.timeout.exchange
        handled = sys.exc_info()[1]  # whoever calls may do so while handling an exception
        body = None if wire.body is None or isinstance(wire.body, bytes) else _Pieces(wire.body)
        try:
            session = self._session or await self._own()
            if body is not None:
                await body.open(deadline)
            response = await self._request(session, wire, url, body, wire.timeout)
            for _ in range(REDIRECTS):
                target = response.status in MOVED and redirect(wire, url, response.headers)
                if not target:
                    break
                response.close()
                url, left = target, wire.timeout.within(deadline - WORLD.clock())
                response = await self._request(session, wire, url, None, left)
            content, problem = await self._read(response, deadline)
        except _BROKEN as error:
            refused = type(error) is ValueError or isinstance(error, aiohttp.InvalidURL)
            unsent = response is None and refused
            masked = _masked(error, handled, wire)
            return _outcome(wire, masked, handled, lambda: self._proxy(url), unsent=unsent)
        except BaseException as error:  # a cancellation, an interrupt, or an error of a tracer
            if response is not None:
                response.close()
            redacted(_masked(error, handled, wire), handled, wire)
            raise
        finally:
            if body is not None:
                body.close()
        raw = RawResponse(response.status, response.reason, response.headers, content, url, wire)
        return Reply(response.status, response.headers, content, raw, problem)

    async def close(self) -> None:
        """Close our own session; the caller's is the caller's to close."""
        held = self._held
        if held is not None and held.usable():
            await held.end.aclose()
        self._abandon()

    async def _own(self) -> aiohttp.ClientSession:
        """Return our session for the running loop.

        :raises ConfigurationError: if another loop is using the client
        """
        held = self._held
        if held is not None:
            if held.usable():
                return held.session
            if held.process == os.getpid() and held.loop.is_running():
                raise ConfigurationError(
                    "another event loop is using this client: create a client for each loop"
                )
            self._abandon()
        loop = asyncio.get_running_loop()
        connector = _Connector(limit=0, keepalive_timeout=_KEPT_ALIVE)
        vars(connector)["_factory"] = functools.partial(_Protocol, loop=loop)
        session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        if _REPEATS in vars(session):  # as aiohttp's own test client does; it spares `_once`
            vars(session)[_REPEATS] = False
        self._held = _Held(session, loop, os.getpid(), _until_the_loop_ends(session))
        await anext(self._held.end)
        return session

    def _abandon(self) -> None:
        """Drop a session whose loop has ended or belongs to the parent process.

        It can no longer be closed; its sockets close with their last reference.
        """
        held, self._held = self._held, None
        if held is not None:
            held.session.detach()

    async def _request(
        self,
        session: aiohttp.ClientSession,
        wire: Wire,
        url: str,
        body: _Pieces | None,
        timeout: Timeout,
    ) -> aiohttp.ClientResponse:
        """Send, and return the response when its headers have arrived."""
        if timeout.exchange <= 0:
            raise TimeoutError("the exchange took too long")
        if session.closed:
            raise ConfigurationError("client: the ClientSession is closed")
        if session.auth is not None and "Authorization" in wire.headers:
            raise ConfigurationError("client: the ClientSession must have no auth: security is set")
        headers = {**wire.headers, **_ACCEPTED}
        if body is not None:
            headers["Content-Length"] = str(len(body))
        own, settings = self._session is None, vars(session)
        response = await session.request(
            wire.method,
            URL(url, encoded=url is wire.url),
            headers=headers,
            skip_auto_headers=None if wire.method == "GET" else _UNTYPED,
            data=wire.body if body is None else body,
            allow_redirects=False,
            auto_decompress=False,
            timeout=_timeout(timeout),
            middlewares=(*settings["_middlewares"], _once) if settings.get(_REPEATS, True) else (),
            **(self._settings(url) if own else {}),
        )
        if getattr(response.version, "major", 1) != 1:  # aiohttp reads it as if it were HTTP/1.1
            response.close()
            raise _Broken(f"the response is not in HTTP/1: {response.version}")
        return response

    async def _read(
        self, response: aiohttp.ClientResponse, deadline: float
    ) -> tuple[bytes, str | None]:
        """Return the decoded body, and why it cannot be used, if it cannot."""
        try:
            body = await self._received(response)
            encoding = response.headers.get("Content-Encoding", "").strip().lower()
            decode = functools.partial(decoded, body, encoding, deadline, self._limit)
            # The other tasks go on while another thread decompresses a large one.
            body, problem = decode() if len(body) < _LARGE else await asyncio.to_thread(decode)
        except _BROKEN as error:
            response.close()
            if response.status < 400:
                raise
            # An incomplete body must not hide the status.
            return b"", unread(error)
        if problem is not None:
            response.close()
        return body, problem

    async def _received(self, response: aiohttp.ClientResponse) -> bytes:
        """Return the body as it arrived, or its beginning if it is over the limit."""
        length = response.content_length
        if length is not None and length <= self._limit and not response.headers.get(_CHUNKED):
            return await response.read()
        pieces, size = list[bytes](), 0
        async for piece in response.content.iter_any():
            pieces.append(piece)
            size += len(piece)
            if size > self._limit:
                break
        return b"".join(pieces)

    def _settings(self, url: str) -> dict[str, Any]:
        """Return the proxy and the certificates of the environment for an address."""
        # Looking through the environment costs more than the exchange itself: once is enough.
        origin = url[: url.index("/", len("https://"))]
        settings = self._known.get(origin)
        if settings is None:
            settings = self._known[origin] = _environment(url)
        return settings

    def _proxy(self, url: str) -> str | None:
        """Return the proxy of our session for an address, without its password."""
        proxy = self._settings(url).get("proxy") if self._session is None else None
        return proxy and without_password(proxy)


class _Protocol(ResponseHandler):
    """A connection that closes when bytes arrive while it is idle.

    They would be taken for the response to the next request.
    """

    idle = False
    _heard = math.inf
    _looking: asyncio.TimerHandle | None = None
    _arrived: Callable[[], object]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        socket = transport.get_extra_info("socket")
        self._arrived = functools.partial(wait_for_read, socket, 0)
        if hasattr(select, "poll"):  # kept: making one costs more than asking it
            poll = select.poll()
            poll.register(socket, select.POLLIN)
            self._arrived = functools.partial(poll.poll, 0)

    def data_received(self, data: bytes) -> None:
        if data and self.idle:  # aiohttp also calls it without any
            self.close()
            return
        if data[9:10] in _ERRORS:  # aiohttp loses a status that comes together with a broken body
            head, end, data = data.partition(b"\r\n\r\n")
            super().data_received(head + end)
            if not data:
                return
        super().data_received(data)

    def set_exception(self, exc: BaseException, exc_cause: BaseException | None = None) -> None:
        super().set_exception(exc, exc_cause or exc)
        body = vars(self)["_payload"]
        if isinstance(exc, HttpProcessingError) and body is not None and not body.is_eof():
            # aiohttp closes the connection, but lets the reader of the body wait for its timeout.
            body.set_exception(_Broken(one_line(str(exc))))

    def connection_lost(self, exc: BaseException | None) -> None:
        super().connection_lost(exc)
        if self._looking is not None:
            self._looking.cancel()

    def close(self) -> None:
        if self.transport is not None:
            self.transport.abort()  # a silent server would not answer the farewell of TLS
        super().close()

    def readable(self) -> bool:
        """Return whether bytes have arrived that the loop has not read yet, or the end."""
        return self.transport is None or bool(self._arrived())

    def rest(self) -> None:
        """Go back to the pool."""
        self.idle = True

    # aiohttp makes and cancels a timer for each piece that arrives, which takes a twentieth of a
    # call. Here one timer stays, and when it ends it looks whether a piece arrived meanwhile.

    def _reschedule_timeout(self) -> None:
        timeout = self.read_timeout
        self._heard = self._loop.time() if timeout else math.inf
        if timeout and (self._looking is None or self._looking.when() > self._heard + timeout):
            self._look_at(self._heard + timeout)

    def _drop_timeout(self) -> None:
        self._heard = math.inf

    def _look_at(self, when: float) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._loop.call_at(when, self._look)

    def _look(self) -> None:
        self._looking, end = None, self._heard + (self.read_timeout or 0.0)
        if end <= self._loop.time():
            self._on_read_timeout()
        elif end < math.inf:
            self._look_at(end)


class _Connector(aiohttp.TCPConnector):
    """The connections of our own session."""

    async def connect(self, *args: Any, **options: Any) -> aiohttp.connector.Connection:
        while True:
            connection = await super().connect(*args, **options)
            protocol: ResponseHandler | None = connection.protocol
            if not isinstance(protocol, _Protocol):
                raise ConfigurationError(f"aiohttp {aiohttp.__version__} is not supported")
            if not protocol.idle or not protocol.readable():
                break
            connection.close()
        protocol.idle = False
        connection.add_callback(protocol.rest)
        return connection

    def __del__(self, *_: object) -> None:
        """Let the sockets close with their last reference, without a word."""


async def _until_the_loop_ends(session: aiohttp.ClientSession) -> AsyncGenerator[None, None]:
    """Close a session with its loop, which ends its generators before it closes."""
    try:
        yield
    finally:
        await session.close()


async def _once(
    request: aiohttp.ClientRequest,
    handler: Callable[[aiohttp.ClientRequest], Any],
) -> aiohttp.ClientResponse:
    """Keep aiohttp from sending a request again by itself, such as a PUT that writes twice."""
    try:
        response: aiohttp.ClientResponse = await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise _Broken(one_line(str(error)) or type(error).__name__) from error
    return response


class _Pieces:
    """The bytes of an upload, which another thread reads."""

    def __init__(self, upload: Upload) -> None:
        self._upload = upload
        self._reader: Reader | None = None
        self._work: asyncio.Future[Any] | None = None

    def __len__(self) -> int:
        return len(self._upload)

    async def open(self, deadline: float) -> None:
        """Open the body for one attempt."""
        await self._elsewhere(self._open, deadline)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self._reader is not None:
            while piece := await self._elsewhere(self._reader.read, _BLOCK):
                yield piece

    def close(self) -> None:
        """Close the file, when it is not being read any more."""
        if self._work is not None:
            self._work.add_done_callback(self._end)

    def _open(self, deadline: float) -> None:
        self._reader = self._upload.open(deadline)

    async def _elsewhere(self, work: Callable[[Any], Any], argument: object) -> Any:
        self._work = asyncio.get_running_loop().run_in_executor(None, work, argument)
        return await asyncio.shield(self._work)  # a cancellation does not stop a thread

    def _end(self, work: asyncio.Future[Any]) -> None:
        work.exception()  # whoever waited for it has seen it
        if self._reader is not None:
            self._reader.close()


@functools.lru_cache(maxsize=256)
def _timeout(timeout: Timeout) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=timeout.exchange,
        connect=timeout.connect * _SOON,
        sock_read=timeout.read,
        ceil_threshold=_NEVER,
    )


def _environment(url: str) -> dict[str, Any]:
    """Return the proxy and the certificates that requests takes from the environment.

    :raises ConfigurationError: if they cannot be used
    """
    found: Mapping[str, Any] = merged(requests.Session(), url, ours=True, socks=False)
    settings: dict[str, Any] = {}
    if url.lower().startswith("https:"):
        verify = found["verify"]
        settings["ssl"] = trusted(verify if isinstance(verify, str) else certifi.where())
    if proxy := select_proxy(url, found["proxies"]):
        settings["proxy"] = prepend_scheme_if_needed(proxy, "http")
    return settings


def _outcome(
    wire: Wire,
    error: Exception,
    handled: BaseException | None,
    proxy: Callable[[], str | None],
    *,
    unsent: bool,
) -> Lost:
    """Return the outcome of an exchange that broke.

    :param proxy: returns the address of the proxy, without its password
    :param unsent: whether aiohttp refused the request
    :raises ConfigurationError: if a setting cannot be used
    :raises RequestError: if the request could not be sent at all
    """
    for cause in causes(error, handled):
        if isinstance(cause, ConfigurationError):
            raise redacted(cause, handled, wire)
        if isinstance(cause, RequestError):
            return unreadable(wire, cause, handled)
    if unsent or isinstance(error, UnicodeError):
        said = one_line(str(error))
        raise RequestError(f"the request cannot be sent: {said}") from redacted(
            error, handled, wire
        )
    return lost(wire, redacted(error, handled, wire), handled, _DIAGNOSES, proxy)


def _masked(error: Broken, handled: BaseException | None, wire: Wire) -> Broken:
    """Return the error of aiohttp with no credential in the request that it or its causes hold."""
    for cause in causes(error, handled):
        if isinstance(cause, aiohttp.ClientResponseError):
            headers = CIMultiDict(cause.request_info.headers)
            headers.update({name: MASK for name in wire.hidden if name in headers})
            cause.request_info = cause.request_info._replace(headers=CIMultiDictProxy(headers))
            cause.args = (cause.request_info, *cause.args[1:])
    return error
