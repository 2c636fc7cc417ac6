"""The body of a response: read within its deadline and limit, and decompressed."""

from __future__ import annotations

import functools
import http.client
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from requests.exceptions import ContentDecodingError
from urllib3.exceptions import DecodeError, ProtocolError
from urllib3.response import BaseHTTPResponse

from .._calls.settings import WORLD
from .._exceptions import one_line
from .connections import Response, pending
from .failures import BROKEN
from .weight import LIGHT, weight

if TYPE_CHECKING:
    import requests

LIMIT = 64 << 20  # bytes of a decoded body
_CHUNK = 1 << 20  # bytes read from a response at a time
_UNDECODABLE = (DecodeError, ContentDecodingError)
_KEPT = 1 << 20  # bytes kept of a body that is over the limit
_STEP = 1 << 12  # bytes decompressed at a time, to 4 MiB at most
_GZIP = 16 + zlib.MAX_WBITS
_PADDING = re.compile(rb"\0*")  # after a member of gzip


def read(response: requests.Response, deadline: float, limit: int) -> tuple[bytes, str | None]:
    """Return the decoded body, and the reason if it cannot be used."""
    known: tuple[bytes, str | None] | None = vars(response).get("_codat")
    if known is not None:
        return known
    try:
        body, problem = _limited(response, deadline, limit)
    except BROKEN as error:
        response.close()
        if response.status_code < 400 and not isinstance(error, _UNDECODABLE):
            if isinstance(error, OSError) or not isinstance(error, (OverflowError, ValueError)):
                raise
            # http.client raises these for impossible sizes.
            raise ProtocolError(f"malformed body: {error}") from error
        # An incomplete body must not hide the status, and a retry would not help a body that
        # cannot be decompressed.
        body, problem = b"", unread(error)
    # As `response.content` would, so that the caller's `raw_response` has the body.
    vars(response).update(_content=body, _content_consumed=True, _codat=(body, problem))
    return body, problem


def unread(error: Exception) -> str:
    """Return the reason why the body of an error status cannot be used."""
    return f"the body cannot be read: {one_line(str(error)) or type(error).__name__}"


def _limited(response: requests.Response, deadline: float, limit: int) -> tuple[bytes, str | None]:
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    own = isinstance(getattr(response.raw, "_original_response", None), Response)
    if not own:
        # Our own connections do these checks themselves.
        _guard(response, deadline)
        _watch(response)
    pieces, ours = _pieces(response, encoding, limit, own=own)
    body = pieces if isinstance(pieces, bytes) else _gathered(pieces, deadline, limit)
    if not ours and len(body) <= min(limit, LIGHT):
        return body, None
    body, problem = decoded(body, encoding if ours else "", deadline, limit)
    if problem is not None:
        response.close()
    return body, problem


def decoded(body: bytes, encoding: str, deadline: float, limit: int) -> tuple[bytes, str | None]:
    """Return a body decompressed, and why it cannot be used, if it cannot.

    :param encoding: its Content-Encoding; one that is not known is left as it is
    :raises EOFError: if it was cut off
    :raises TimeoutError: after the deadline
    """
    problem = None
    if encoding in _DECODERS and len(body) <= limit:
        try:
            body = _gathered(_DECODERS[encoding](body), deadline, limit)
        except zlib.error as error:
            problem = f"the {encoding} body is broken: {error}"
    if len(body) > limit:
        problem = f"the body is over the limit of {limit:,} bytes"
    elif len(body) > LIGHT and weight(body, 2 * limit) > 2 * limit:
        problem = (
            f"the body would take more than {2 * limit:,} bytes of memory, twice max_body_bytes: "
            "ask for smaller pages, or allow more"
        )
    else:
        return body, problem
    return body[:_KEPT], problem


def _gathered(pieces: Iterable[bytes], deadline: float, limit: int) -> bytes:
    """Join pieces up to the limit, in little more memory than they take."""
    buffer, clock = io.BytesIO(), WORLD.clock
    for piece in pieces:
        if buffer.tell():
            buffer.write(piece)
        else:
            buffer = io.BytesIO(piece)  # copies nothing
            buffer.seek(len(piece))
        if clock() > deadline:
            raise TimeoutError("the exchange took too long")
        if buffer.tell() > limit:
            break
    return buffer.getvalue()


def _guard(response: requests.Response, deadline: float) -> None:
    """Add to http.client's response the checks that our own class makes."""
    original = getattr(response.raw, "_original_response", None)
    # A recorder's response has headers of another class, and is read already.
    if not isinstance(original, http.client.HTTPResponse) or not isinstance(
        original.headers, http.client.HTTPMessage
    ):
        return
    # A recorder's response may lack these attributes.
    if defects := getattr(original.headers, "defects", None):
        # http.client would ignore the headers that it could not parse.
        response.close()
        raise ProtocolError(f"malformed headers: {defects[0]!r}")
    file: object = getattr(original, "fp", None)
    if isinstance(file, io.BufferedReader) and original.chunked:
        # Between chunks, http.client reads lines without any time limit.
        vars(original)["fp"] = io.BufferedReader(_Bounded(file, deadline))


class _Bounded(io.RawIOBase):
    """Reads from a response's file; no read starts after the deadline."""

    def __init__(self, file: Any, deadline: float) -> None:
        self._file = file
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if WORLD.clock() > self._deadline:
            raise TimeoutError("the exchange took too long")
        count: int = self._file.readinto1(buffer)
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


def _watch(response: requests.Response) -> None:
    """Close a connection that cannot be used again, before another thread can take it."""
    raw = response.raw
    if not isinstance(raw, BaseHTTPResponse) or not raw.connection:
        return
    give_back = raw.release_conn

    def release() -> None:
        # Break the reference cycle, so that the response is freed without the garbage collector.
        vars(raw).pop("release_conn", None)
        connection: Any = raw.connection
        # http.client mistakes an interim response for the final one, which is still to come, and
        # would take bytes that TLS holds beyond this response for the next one.
        if connection and (
            response.status_code < 200 or pending(getattr(connection, "sock", None))
        ):
            connection.close()
        give_back()

    vars(raw)["release_conn"] = release


def _pieces(
    response: requests.Response, encoding: str, limit: int, *, own: bool
) -> tuple[bytes | Iterable[bytes], bool]:
    """Return the body, whole or as it arrives, and whether we must decode it."""
    raw, ours = response.raw, encoding in _DECODERS
    if vars(response)["_content"] is not False:
        # A hook has read it, or the caller's adapter created it.
        return (response.content or b"",), False
    if not isinstance(raw, BaseHTTPResponse):
        return response.iter_content(_CHUNK), False
    length = raw.length_remaining
    if length == 0 and not own:
        raw.drain_conn()  # there is no body, even if a stand-in has made one for 204
        return b"", False
    if own and not encoding and length is not None and length <= limit and not raw.chunked:
        # Our own connections enforce the deadline, so the body can be read in one piece.
        return raw.read(decode_content=False), False
    # Reading pieces as they arrive, whatever their size, enforces the deadline on any Session.
    return iter(functools.partial(raw.read1, _CHUNK, decode_content=not ours), b""), ours


def _unzipped(body: bytes) -> Iterator[bytes]:
    """Yield the content of gzip members; raise EOFError if one is cut off."""
    at, member = 0, zlib.decompressobj(_GZIP)
    while at < len(body):
        piece = body[at : at + _STEP]
        yield member.decompress(piece)
        at += len(piece) - len(member.unused_data)
        if member.eof:
            found = _PADDING.match(body, at)
            at = found.end() if found else at
            if at < len(body):
                member = zlib.decompressobj(_GZIP)
    if body and not member.eof:
        raise EOFError("the gzip body was cut off")


def _inflated(body: bytes) -> Iterator[bytes]:
    """Yield the content of a deflate body; raise EOFError if it is cut off."""
    # Some servers omit the zlib header, whose first byte is always 0x?8.
    inflater = zlib.decompressobj(zlib.MAX_WBITS if body[:1] and body[0] & 15 == 8 else -15)
    for at in range(0, len(body), _STEP):
        yield inflater.decompress(body[at : at + _STEP])
        if inflater.eof:
            return
    if body:
        raise EOFError("the deflate body was cut off")


_DECODERS = {"gzip": _unzipped, "x-gzip": _unzipped, "deflate": _inflated}
