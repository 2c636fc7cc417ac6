"""The body of a response: read within its deadline and limit, and decompressed."""

from __future__ import annotations

import functools
import gzip
import io
import time
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from requests.exceptions import ContentDecodingError
from urllib3.exceptions import DecodeError, ProtocolError
from urllib3.response import BaseHTTPResponse

from .._exceptions import one_line
from .connections import Adapter
from .failures import BROKEN

if TYPE_CHECKING:
    import requests

LIMIT = 64 << 20  # bytes of a decoded body
_CHUNK = 1 << 20  # bytes read from an answer at a time
_UNDECODABLE = (DecodeError, ContentDecodingError)
_KEPT = 1 << 20  # bytes kept of a body that is over the limit


def read(response: requests.Response, deadline: float, limit: int) -> tuple[bytes, str | None]:
    """Return the decoded body, and why it cannot be used, if it cannot."""
    known: tuple[bytes, str | None] | None = vars(response).get("_codat")
    if known is not None:
        return known
    try:
        body, problem = _whole(response, deadline, limit)
    except BROKEN as error:
        response.close()
        if response.status_code < 400 and not isinstance(error, _UNDECODABLE):
            raise
        # What the status says is not hidden by a body that broke off; and a body that arrived and
        # cannot be decompressed will not get better.
        body, problem = b"", f"the body cannot be read: {one_line(str(error))}"
    # What `response.content` would read; the caller's `raw_response` then has it.
    vars(response).update(_content=body, _content_consumed=True, _codat=(body, problem))
    return body, problem


def _whole(response: requests.Response, deadline: float, limit: int) -> tuple[bytes, str | None]:
    try:
        return _limited(response, deadline, limit)
    except (OverflowError, ValueError) as error:
        if isinstance(error, OSError):
            raise
        # http.client's, for chunks of impossible sizes
        raise ProtocolError(f"malformed body: {error}") from error


def _limited(response: requests.Response, deadline: float, limit: int) -> tuple[bytes, str | None]:
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    own = isinstance(getattr(response, "connection", None), Adapter)
    if not own:
        # Our own connections see to these themselves.
        _refuse_cut_headers(response)
        _watch(response)
    pieces, ours = _pieces(response, encoding, limit, own=own)
    read: list[bytes] = []
    size = 0
    for piece in pieces:
        read.append(piece)
        size += len(piece)
        if time.monotonic() > deadline:
            response.close()
            raise TimeoutError("the exchange took too long")
        if size > limit:
            break
    body, problem = b"".join(read), None
    if ours and size <= limit:
        body, problem = _decoded(body, encoding, limit)
    if len(body) > limit:
        response.close()
        body, problem = body[:_KEPT], f"the body is over the limit of {limit:,} bytes"
    return body, problem


def _watch(response: requests.Response) -> None:
    """Close a connection that cannot be used again, before another thread can take it."""
    raw = response.raw
    if not isinstance(raw, BaseHTTPResponse) or not raw.connection:
        return
    give_back = raw.release_conn

    def release() -> None:
        # A response that refers to itself would stay in memory until the garbage collector runs.
        vars(raw).pop("release_conn", None)
        connection: Any = raw.connection
        pending = getattr(getattr(connection, "sock", None), "pending", None)
        # http.client takes an interim answer for the final one, which is still to come; and what
        # TLS holds beyond the answer would be taken for the next one.
        if connection and (response.status_code < 200 or (pending and pending())):
            connection.close()
        give_back()

    vars(raw)["release_conn"] = release


def _refuse_cut_headers(response: requests.Response) -> None:
    """http.client takes what it could read of the headers for all of them."""
    original = getattr(response.raw, "_original_response", None)
    defects = getattr(getattr(original, "headers", None), "defects", None)
    if defects:
        response.close()
        raise ProtocolError(f"malformed headers: {defects[0]!r}")


def _pieces(
    response: requests.Response, encoding: str, limit: int, *, own: bool
) -> tuple[Iterable[bytes], bool]:
    """Return the body as it arrives, and whether decoding it is left to us."""
    raw, ours = response.raw, encoding in _DECODERS
    if vars(response)["_content"] is not False:
        # A hook has read it, or an adapter of the caller's made it.
        return (response.content or b"",), False
    if not isinstance(raw, BaseHTTPResponse):
        return response.iter_content(_CHUNK), False
    if own and not encoding:
        length = raw.length_remaining
        if length is not None and length <= limit and not raw.chunked:
            # Our own connections hold the deadline, so that the body can be read in one piece.
            return (raw.read(decode_content=False),), False
    # Pieces as they arrive, and not of a certain size, hold the deadline on any Session.
    return iter(functools.partial(raw.read1, _CHUNK, decode_content=not ours), b""), ours


def _decoded(body: bytes, encoding: str, limit: int) -> tuple[bytes, str | None]:
    """Return the body without its compression; one that was cut off raises EOFError."""
    try:
        return _DECODERS[encoding](body, limit + 1), None
    except (OSError, zlib.error) as error:
        return body, f"the {encoding} body is broken: {error}"


def _gunzip(body: bytes, most: int) -> bytes:
    return gzip.GzipFile(fileobj=io.BytesIO(body)).read(most)


def _inflate(body: bytes, most: int) -> bytes:
    # Some servers leave out the zlib header, whose first byte is always 0x?8.
    inflater = zlib.decompressobj(zlib.MAX_WBITS if body[:1] and body[0] & 15 == 8 else -15)
    inflated = inflater.decompress(body, most)
    if body and not inflater.eof and len(inflated) < most:
        raise EOFError("the deflate body was cut off")
    return inflated


_DECODERS = {"gzip": _gunzip, "x-gzip": _gunzip, "deflate": _inflate}
