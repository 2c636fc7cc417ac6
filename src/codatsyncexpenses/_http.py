"""The network's rim: a request as a value goes in, a reply or a failure as a value comes out.

This is the one module that sends. Nothing here retries, sleeps or knows an operation.
"""

from __future__ import annotations

import functools
import gzip
import io
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests import exceptions
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from requests.hooks import default_hooks
from requests.structures import CaseInsensitiveDict
from requests.utils import requote_uri
from urllib3.response import BaseHTTPResponse

from ._connection_errors import APIConnectionError, APITimeoutError, CertificateError
from ._connections import Adapter, exchange
from ._retries import Fault
from ._security import HEADER, MASK
from .errors import RequestError

_REDIRECTS = 5  # followed at most
_MOVED = (301, 302, 303, 307, 308)
_CHUNK = 1 << 20  # bytes read from an answer at a time
_KEPT = 1 << 20  # bytes kept of a body that is over the limit
BODY_LIMIT = 64 << 20  # bytes of a decoded body

# What comes out of requests, urllib3 and the standard library when an exchange breaks.
_BROKEN = (
    exceptions.RequestException,
    urllib3.exceptions.HTTPError,
    OSError,
    EOFError,
    ValueError,
)
# What says that a request cannot be sent. A plain ValueError says so only of our own Session: a
# caller's also raises it for a redirect that it cannot make sense of.
_UNSENDABLE = (
    ValueError,
    exceptions.InvalidSchema,
    exceptions.InvalidHeader,
    UnicodeError,
)
_TIMEOUTS = (exceptions.Timeout, urllib3.exceptions.TimeoutError, TimeoutError)


class Timeout(NamedTuple):
    """How long an exchange may take, in seconds."""

    connect: float
    """Until the connection stands."""
    silence: float
    """Between two pieces of the answer."""
    exchange: float
    """From the first byte of the request to the last of the answer."""


class Wire(NamedTuple):
    """A request, ready to be sent."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None
    timeout: Timeout


class Reply(NamedTuple):
    """A whole answer, whatever its status."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    raw: requests.Response
    problem: str | None = None
    """Why the body cannot be used, where it arrived and cannot."""


class Lost(NamedTuple):
    """No whole answer: what kind of fault it was, and the error to raise if it was the last."""

    fault: Fault
    error: APIConnectionError


Outcome = Reply | Lost


class Transport(Protocol):
    """What sends a request; tests pass a scripted one."""

    def send(self, wire: Wire) -> Outcome:
        """Send once and read the whole answer."""
        ...

    def renew(self) -> None:
        """Forget the connections without touching them: they are another process's."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class SessionTransport:
    """Sends through a requests Session: ours, or the caller's, which is never changed."""

    def __init__(self, session: requests.Session | None = None, limit: int = BODY_LIMIT) -> None:
        self.session = _Session() if session is None else session
        self._limit = limit
        self._own = session is None
        self._known: dict[object, Mapping[str, Any]] = {}

    def send(self, wire: Wire) -> Outcome:
        """Send once, follow redirects of reads, and read the whole answer."""
        url, prepared = wire.url, None
        exchange.deadline = time.monotonic() + wire.timeout.exchange
        try:
            prepared = self._prepare(wire, url)
            response = self.session.send(prepared, **self._options(url, wire.timeout))
            for _ in range(_REDIRECTS):
                target = _redirect(wire, url, response)
                if target is None:
                    break
                response.close()
                url, prepared = target, self._prepare(wire, target)
                response = self.session.send(prepared, **self._options(url, wire.timeout))
            body, problem = _read(response, exchange.deadline, self._limit)
        except _BROKEN as error:
            ours = self._own or prepared is None
            if isinstance(error, _UNSENDABLE if ours else _UNSENDABLE[1:]):
                raise RequestError(f"the request cannot be sent: {error}") from _redacted(error)
            return _lost(wire, _redacted(error))
        finally:
            exchange.deadline = float("inf")
        response.request = _without_credential(prepared)
        vars(response)["_next"] = None  # it would hold the credential
        return Reply(response.status_code, response.headers, body, response, problem)

    def renew(self) -> None:
        """Start over with new connections, in a process that inherited those of its parent."""
        for adapter in self.session.adapters.values():
            if isinstance(adapter, HTTPAdapter):
                # What unpickling an adapter does: all of it stays but the connections.
                adapter.__setstate__(adapter.__getstate__())

    def close(self) -> None:
        """Close our own Session; the caller's is the caller's to close."""
        if self._own:
            self.session.close()

    def _read_early(self, response: requests.Response, **_: object) -> None:
        _read(response, exchange.deadline, self._limit)

    def _options(self, url: str, timeout: Timeout) -> dict[str, Any]:
        """What `Session.send` is told beside the request."""
        longest = timeout.exchange
        return {
            "stream": True,
            "allow_redirects": False,
            "timeout": (min(timeout.connect, longest), min(timeout.silence, longest)),
            **self._settings(url),
        }

    def _prepare(self, wire: Wire, url: str) -> requests.PreparedRequest:
        if not self._own:
            request = requests.Request(wire.method, url, headers=dict(wire.headers), data=wire.body)
            prepared = self.session.prepare_request(request)
            # A netrc entry or an auth of the Session may have replaced what is ours.
            prepared.headers.update(wire.headers)
            # Before a Session tells of a redirect, it reads its body, however long that takes.
            prepared.register_hook("response", self._read_early)
            return prepared
        # Session.prepare_request takes longer than all the rest of a call, and a request of ours
        # has no cookies, parameters or files to merge.
        prepared = requests.PreparedRequest()
        prepared.method, prepared.url, prepared.body = wire.method, url, wire.body
        prepared.hooks = self.session.hooks
        headers: CaseInsensitiveDict[Any] = CaseInsensitiveDict(self.session.headers)
        headers.update(wire.headers)
        if wire.body is not None or wire.method != "GET":
            headers["Content-Length"] = str(len(wire.body or b""))
        prepared.headers = headers
        return prepared

    def _settings(self, url: str) -> Mapping[str, Any]:
        """What the Session and the environment say about proxies and certificates."""
        session = self.session
        if not self._own:
            return _merged(session, url)
        # Looking through the environment costs as much as the exchange itself: once is enough.
        key = (
            urlsplit(url)[:2],
            session.trust_env,
            session.verify,
            session.cert,
            *session.proxies.items(),
        )
        settings = self._known.get(key)
        if settings is None:
            settings = self._known[key] = _merged(session, url)
        return settings


class _Session(requests.Session):
    """A Session that keeps no cookies and leaves redirects to us."""

    def __init__(self) -> None:
        super().__init__()
        self.cookies = _NoCookies()
        # What `_decoded` can tell whole from cut.
        self.headers["Accept-Encoding"] = "gzip, deflate"
        self.mount("https://", Adapter())
        self.mount("http://", Adapter())

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002
        return None


class _NoCookies(RequestsCookieJar):
    def extract_cookies(self, response: object, request: object) -> None:
        pass


def _merged(session: requests.Session, url: str) -> Mapping[str, Any]:
    merged = session.merge_environment_settings(url, {}, True, None, None)
    return {name: merged[name] for name in ("proxies", "verify", "cert")}


def _redirect(wire: Wire, url: str, response: requests.Response) -> str | None:
    """Where a read goes on. A write never does, and nothing goes to another origin."""
    location = response.headers.get("Location")
    if wire.method != "GET" or response.status_code not in _MOVED or not location:
        return None
    try:
        target = urljoin(url, requote_uri(location))
        same = urlsplit(target)[:2] == urlsplit(url)[:2]
    except (ValueError, exceptions.InvalidURL):
        return None
    return target if same else None


def _read(response: requests.Response, deadline: float, limit: int) -> tuple[bytes, str | None]:
    """The decoded body, and why it cannot be used, if it cannot."""
    known: tuple[bytes, str | None] | None = vars(response).get("_codat")
    if known is not None:
        return known
    _refuse_cut_headers(response)
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    pieces, ours = _pieces(response, encoding, limit)
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
    # What `response.content` would read; the caller's `raw_response` then has it.
    vars(response).update(_content=body, _content_consumed=True, _codat=(body, problem))
    return body, problem


def _refuse_cut_headers(response: requests.Response) -> None:
    """http.client takes what it could read of the headers for all of them."""
    original = getattr(response.raw, "_original_response", None)
    defects = getattr(getattr(original, "headers", None), "defects", None)
    if defects:
        response.close()
        raise urllib3.exceptions.ProtocolError(f"malformed headers: {defects[0]!r}")


def _pieces(response: requests.Response, encoding: str, limit: int) -> tuple[Iterable[bytes], bool]:
    """The body as it arrives, and whether decoding it is left to us."""
    raw, ours = response.raw, encoding in _DECODERS
    if vars(response)["_content"] is not False:
        # A hook has read it, or an adapter of the caller's made it.
        return (response.content or b"",), False
    if not isinstance(raw, BaseHTTPResponse):
        return response.iter_content(_CHUNK), False
    if not encoding and isinstance(getattr(response, "connection", None), Adapter):
        length = raw.length_remaining
        if length is not None and length <= limit:
            # Our own connections hold the deadline, so that the body can be read in one piece.
            return (raw.read(decode_content=False),), False
    # Pieces as they arrive, and not of a certain size, hold the deadline on any Session.
    return iter(functools.partial(raw.read1, _CHUNK, decode_content=not ours), b""), ours


def _decoded(body: bytes, encoding: str, limit: int) -> tuple[bytes, str | None]:
    """The body without its compression; one that was cut off raises EOFError."""
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


def _lost(wire: Wire, error: Exception) -> Lost:
    causes = list(_causes(error))
    fault, kind, what = _diagnosis(causes)
    # The innermost system error says it shortest: "[Errno 111] Connection refused".
    said = next((cause for cause in causes if type(cause).__module__ == "builtins"), error)
    lost = kind(f"{wire.method} {wire.url}: {what} ({str(said) or type(said).__name__})")
    lost.__cause__ = error
    return Lost(fault, lost)


# The first kind that an exception or one of its causes belongs to tells what happened.
_DIAGNOSES: tuple[tuple[Any, Fault, type[APIConnectionError], str], ...] = (
    (
        ssl.SSLCertVerificationError,
        Fault.PERMANENT,
        CertificateError,
        "the server's certificate is not trusted",
    ),
    # urllib3 counts a refused connection among the timeouts.
    (
        urllib3.exceptions.NewConnectionError,
        Fault.NOT_SENT,
        APIConnectionError,
        "the connection failed",
    ),
    (exceptions.ProxyError, Fault.NOT_SENT, APIConnectionError, "the proxy failed"),
    (exceptions.ConnectTimeout, Fault.NOT_SENT, APITimeoutError, "no connection in time"),
    (_TIMEOUTS, Fault.UNKNOWN, APITimeoutError, "no answer in time"),
    (exceptions.InvalidURL, Fault.PERMANENT, APIConnectionError, "the redirect leads nowhere"),
)


def _diagnosis(causes: list[BaseException]) -> tuple[Fault, type[APIConnectionError], str]:
    for kind, fault, error, what in _DIAGNOSES:
        if any(isinstance(cause, kind) for cause in causes):
            return fault, error, what
    if type(causes[0]) is ValueError:
        return Fault.PERMANENT, APIConnectionError, "the redirect leads nowhere"
    return Fault.UNKNOWN, APIConnectionError, "no whole answer came"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and what it wraps, the way requests and urllib3 wrap."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        cause = waiting.pop()
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            waiting += [*cause.args, cause.__cause__, cause.__context__]
            waiting.append(getattr(cause, "reason", None))


def _redacted(error: Exception) -> Exception:
    for cause in _causes(error):
        request = getattr(cause, "request", None)
        if isinstance(request, requests.PreparedRequest):
            cause.__dict__["request"] = _without_credential(request)
    return error


def _without_credential(prepared: requests.PreparedRequest) -> requests.PreparedRequest:
    copy = requests.PreparedRequest()
    copy.__dict__.update(prepared.__dict__)
    copy.hooks = default_hooks()  # the Session's own may be anything, also what cannot be pickled
    copy.headers = CaseInsensitiveDict(prepared.headers)
    if HEADER in copy.headers:
        copy.headers[HEADER] = MASK
    return copy
