"""The sandbox without a socket: an adapter for `requests.Session`.

http.client and urllib3 read the response as from a socket, so a fault raises the same errors.
"""

from __future__ import annotations

import http.client
import io
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3.exceptions import ProtocolError
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

from codatsyncexpenses.sandbox._wire.steps import Close, Drip, Hold, Step, Write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from codatsyncexpenses.sandbox._wire.app import App

_BLOCK = 1 << 16
URL = "http://sandbox.localhost"
"""The address of every sandbox in its own process."""


class Adapter(BaseAdapter):
    """An adapter that calls the application; `wait` is called with the seconds of each pause."""

    def __init__(self, app: App, wait: Callable[[float], object]) -> None:
        super().__init__()
        self._app = app
        self._wait = wait
        self._reader = HTTPAdapter()

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float | None, float | None] | None = None,
        verify: object = True,  # noqa: ARG002 - the parameters are those of requests
        cert: object = None,  # noqa: ARG002
        proxies: object = None,  # noqa: ARG002
    ) -> requests.Response:
        """Answer a request."""
        exchange = self._app.exchange(_environ(request))
        exchange.finish()
        incoming = _Stream(exchange.steps, _read_timeout(timeout), self._wait)
        response = self._reader.build_response(request, _read(request, incoming))
        if not stream:
            response.content  # noqa: B018 - read it now
        return response

    def close(self) -> None:
        """Do nothing: there are no connections."""


class _Stream(io.RawIOBase):
    """A stream of the bytes that the steps of a response send."""

    def __init__(
        self, steps: Sequence[Step], timeout: float | None, wait: Callable[[float], object]
    ) -> None:
        super().__init__()
        self._pieces = self._play(steps)
        self._rest = memoryview(b"")
        self._timeout = timeout
        self._wait = wait

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return the stream that http.client gets from a socket."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def _play(self, steps: Sequence[Step]) -> Iterator[bytes]:
        for step in steps:
            match step:
                case Write(data, times):
                    for _ in range(times):
                        yield data
                case Drip(data, pause):
                    self._hold(pause * len(data))
                    yield data
                case Hold(seconds):
                    self._hold(seconds)
                case Close(reset):
                    if reset:
                        raise ConnectionResetError("Connection reset by peer")
                    return
        # The connection stays open, and no more bytes arrive.
        self._hold(float("inf"))

    def _hold(self, seconds: float) -> None:
        if self._timeout is not None and seconds > self._timeout:
            self._wait(self._timeout)
            raise TimeoutError("timed out")
        if seconds == float("inf"):
            raise TimeoutError("no more bytes arrive, and the request has no timeout")
        self._wait(seconds)


def _read_timeout(timeout: float | tuple[float | None, float | None] | None) -> float | None:
    """Return the read timeout in seconds; None means no timeout."""
    return timeout[1] if isinstance(timeout, tuple) else timeout


def _environ(request: requests.PreparedRequest) -> Any:
    parts = urlsplit(request.url or URL)
    headers = {name: _text(value) for name, value in request.headers.items()}
    headers.pop("Transfer-Encoding", None)
    headers.pop("Content-Length", None)
    content = _content(request)
    builder = EnvironBuilder(
        path=parts.path or "/",
        base_url=f"{parts.scheme}://{parts.netloc}",
        query_string=parts.query,
        method=request.method or "GET",
        headers=Headers(headers),
        data=content,
    )
    try:
        return builder.get_environ()
    finally:
        builder.close()


def _content(request: requests.PreparedRequest) -> bytes:
    body: Any = request.body or b""
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, bytes):
        return body
    if not hasattr(body, "read"):
        return b"".join(body)
    pieces: list[bytes] = []
    while piece := body.read(_BLOCK):  # a reader may return less than requested
        pieces.append(piece)
    return b"".join(pieces)


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _read(request: requests.PreparedRequest, incoming: _Stream) -> urllib3.HTTPResponse:
    source: Any = incoming
    answer = http.client.HTTPResponse(source, method=request.method)
    try:
        answer.begin()
    except (OSError, ValueError, http.client.HTTPException) as error:
        answer.close()
        if isinstance(error, TimeoutError):
            raise requests.ReadTimeout(error, request=request) from error
        broken = ProtocolError("Connection aborted.", error)
        raise requests.ConnectionError(broken, request=request) from error
    body: Any = answer
    return urllib3.HTTPResponse(
        body,
        headers=urllib3.HTTPHeaderDict(answer.headers.items()),
        status=answer.status,
        version=answer.version,
        reason=answer.reason,
        preload_content=False,
        decode_content=False,
        original_response=answer,
        request_method=request.method,
    )
