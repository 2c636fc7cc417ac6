"""The transport that sends through a Session of requests.

This is the one module that sends. Nothing here retries, sleeps or knows an operation.
"""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
from requests import exceptions
from requests.adapters import HTTPAdapter
from requests.hooks import default_hooks
from requests.structures import CaseInsensitiveDict
from requests.utils import requote_uri, select_proxy

from .._bases.security import MASK
from .._calls.retries import Fault
from .._calls.settings import WORLD, is_loopback
from .._calls.wire import Lost, Outcome, Reply, Wire
from .._exceptions import ConfigurationError, RequestError, one_line
from .._exceptions.connection import APIConnectionError
from .._lazy import load
from .body import LIMIT, read
from .connections import EXCHANGE, SSL, OwnSession
from .connections import NoCookies as NoCookies
from .failures import BROKEN, UNSENDABLE, causes, lost
from .proxies import check_proxy, without_password

if TYPE_CHECKING:
    from .._uploads.multipart import Reader, Upload

# The packages whose exceptions quote a server; the caller's own exceptions stay unchanged.
_QUOTING = ("aiohttp", "builtins", "http", "requests", "ssl", "urllib3")
REDIRECTS = 5  # followed at most
MOVED = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}


Broken = TypeVar("Broken", bound=BaseException)


class SessionTransport:
    """Sends through a requests Session: our own, or the caller's, which is never modified."""

    def __init__(self, session: requests.Session | None = None, limit: int = LIMIT) -> None:
        self.session = OwnSession() if session is None else session
        self._limit = limit
        self._own = session is None
        if not self._own:
            load("netrc")  # as requests does when it prepares the first request of a Session
        self._known: dict[object, Mapping[str, Any]] = {}

    def send(self, wire: Wire) -> Outcome:
        """Send once, follow redirects of reads, and read the whole response."""
        url, prepared, response, body = wire.url, None, None, None
        deadline = WORLD.clock() + wire.timeout.exchange
        token = EXCHANGE.set((deadline, wire.timeout.read))
        handled = sys.exc_info()[1]  # the caller may be handling an exception
        try:
            try:
                body = opened(wire.body, deadline)
                prepared = self._prepare(wire, url, body)
                response = self.session.send(prepared, **self._options(wire, url, deadline))
                for _ in range(REDIRECTS):
                    target = response.status_code in MOVED and redirect(wire, url, response.headers)
                    if not target:
                        break
                    response.close()
                    url, prepared = target, self._prepare(wire, target, body)
                    response = self.session.send(prepared, **self._options(wire, url, deadline))
            except exceptions.HTTPError as error:
                # A hook has called raise_for_status(); the status is for others to judge.
                if error.response is None or prepared is None:
                    raise
                response = error.response
            content, problem = read(response, deadline, self._limit)
        except RequestError as error:
            return unreadable(wire, error, handled)
        except BROKEN as error:
            # A caller's Session also raises a ValueError for a redirect that it cannot parse.
            ours = response is None and (self._own or prepared is None)
            unsendable = (ValueError, *UNSENDABLE) if ours else UNSENDABLE
            return _broken(wire, error, handled, unsendable, lambda: self._proxy(url))
        except BaseException as error:  # an interrupt, or an error of a hook or an adapter
            redacted(error, handled, wire)
            raise
        finally:
            EXCHANGE.reset(token)
            close(body)
        response.request = _without_credential(prepared, wire)
        if not self._own:
            vars(response)["_next"] = None  # the request of a redirect, with the credential
        return Reply(response.status_code, response.headers, content, response, problem)

    def renew(self) -> None:
        """Drop the connections that a forked process inherited from its parent."""
        for adapter in self.session.adapters.values():
            if isinstance(adapter, HTTPAdapter):
                # Unpickling an adapter does this: it restores everything but the connections.
                adapter.__setstate__(adapter.__getstate__())
        if "_cookies_lock" in vars(self.session.cookies):
            vars(self.session.cookies)["_cookies_lock"] = threading.RLock()

    def close(self) -> None:
        """Close our own Session; the caller closes theirs."""
        if self._own:
            self.session.close()

    def _read_early(self, response: requests.Response, **_: object) -> None:
        read(response, EXCHANGE.get()[0], self._limit)

    def _options(self, wire: Wire, url: str, deadline: float) -> dict[str, Any]:
        """Return the options of `Session.send`."""
        longest = deadline - WORLD.clock()
        if longest <= 0:
            raise TimeoutError("the exchange took too long")
        return {
            "stream": True,
            "allow_redirects": False,
            "timeout": (min(wire.timeout.connect, longest), min(wire.timeout.read, longest)),
            **self._settings(url),
        }

    def _prepare(
        self, wire: Wire, url: str, body: bytes | Reader | None
    ) -> requests.PreparedRequest:
        if not self._own:
            request = requests.Request(wire.method, url, headers=dict(wire.headers), data=body)
            prepared = self.session.prepare_request(request)
            # A netrc entry or the auth of the Session may have replaced our headers.
            prepared.headers.update(wire.headers)
            # Read the body first: hooks, and a Session that finds a redirect, would read it without
            # a time limit. Read it last too, because a hook may return another response.
            early = self._read_early
            prepared.hooks["response"] = [early, *_listed(prepared.hooks), early]
            return prepared
        # Session.prepare_request takes longer than the rest of a call, and our requests have no
        # cookies, parameters or files to merge.
        prepared = requests.PreparedRequest()
        prepared.method, prepared.url, prepared.body = wire.method, url, body
        prepared.hooks = self.session.hooks
        if prepared.hooks.get("response"):
            prepared.hooks = {"response": [self._read_early, *_listed(prepared.hooks)]}
        headers = _copied(self.session.headers)
        for name, value in wire.headers.items():
            headers[name] = value  # faster than the generic `update` of mappings
        if body is not None or wire.method != "GET":
            headers["Content-Length"] = str(len(body or b""))
        prepared.headers = headers
        return prepared

    def _proxy(self, url: str) -> str | None:
        """Return the proxy for a URL, without its password; None if there is none."""
        proxy = select_proxy(url, self._settings(url)["proxies"])
        return without_password(proxy) if proxy else None

    def _settings(self, url: str) -> Mapping[str, Any]:
        """Return the proxies and certificates of the Session and the environment."""
        session = self.session
        if not self._own:
            return merged(session, url, ours=False)
        # Reading the environment takes as long as the exchange itself: do it once.
        key = (
            urlsplit(url)[:2],
            session.trust_env,
            session.verify,
            session.cert,
            *session.proxies.items(),
        )
        settings = self._known.get(key)
        if settings is None:
            settings = self._known[key] = merged(session, url, ours=True)
        return settings


def _listed(hooks: Any) -> list[Any]:
    """Return the hooks for a response as a list; a Session may have one or several."""
    found = hooks.get("response") or ()
    return [found] if callable(found) else [*found]


def opened(body: bytes | Upload | None, deadline: float) -> bytes | Reader | None:
    """Return the body of one attempt."""
    return body if body is None or isinstance(body, bytes) else body.open(deadline)


def close(body: bytes | Reader | None) -> None:
    if body is not None and not isinstance(body, bytes):
        body.close()


def _broken(
    wire: Wire,
    error: Exception,
    handled: BaseException | None,
    unsendable: tuple[type[Exception], ...],
    proxy: Callable[[], str | None],
) -> Lost:
    """Return the outcome of an exchange that failed.

    :param handled: the exception that was being handled when the exchange began
    :param proxy: returns the address of the proxy, without its password
    :raises ConfigurationError: if a setting cannot be used
    :raises RequestError: if the request could not be sent at all
    """
    if isinstance(error, ConfigurationError):
        raise redacted(error, handled, wire)
    if isinstance(error, unsendable):
        said = one_line(str(error))
        cause = redacted(error, handled, wire)
        raise RequestError(f"the request cannot be sent: {said}") from cause
    return lost(wire, redacted(error, handled, wire), handled, proxy=proxy)


def unreadable(wire: Wire, error: RequestError, handled: BaseException | None) -> Lost:
    """Return the outcome of an attempt whose file has changed since the call began.

    The error of the call then also says whether an earlier attempt may have been processed.
    """
    lost = APIConnectionError(f"{wire.method} {wire.url}: the file cannot be sent ({error})")
    lost.__cause__ = redacted(error, handled, wire)
    return Lost(Fault.PERMANENT, lost)


def merged(
    session: requests.Session, url: str, *, ours: bool, socks: bool = True
) -> Mapping[str, Any]:
    if SSL is None and url.lower().startswith("https:"):
        raise ConfigurationError("https needs the module ssl, which this Python does not have")
    merged = session.merge_environment_settings(url, {}, True, None, None)
    settings = {name: merged[name] for name in ("proxies", "verify", "cert")}
    if ours and is_loopback(urlsplit(url).hostname or ""):
        # A proxy from the environment would look for the server on its own machine.
        settings["proxies"] = dict(session.proxies)
    check_proxy(session, url, settings["proxies"], socks=socks)
    return settings


def redirect(wire: Wire, url: str, headers: Mapping[str, str]) -> str | None:
    """Return the target of a redirect, for a read to the same origin; None otherwise."""
    location = headers.get("Location")
    if wire.method != "GET" or not location:
        return None
    start = urlsplit(url)
    try:
        parts = urlsplit(urljoin(url, requote_uri(_as_utf8(location))))
        same = _origin(parts) == _origin(start) and "@" not in parts.netloc
    except (ValueError, exceptions.InvalidURL):
        return None
    # Keep the spelling of the origin, so that its connections and settings are found again.
    parts = parts._replace(scheme=start.scheme, netloc=start.netloc, path=parts.path or "/")
    return parts.geturl() if same else None


def _as_utf8(header: str) -> str:
    """Return a header that http.client decoded as Latin-1, decoded as UTF-8 if possible."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    port = _PORTS.get(parts.scheme) if parts.port is None else parts.port
    return parts.scheme, parts.hostname, port


def redacted(error: Broken, handled: BaseException | None, wire: Wire) -> Broken:
    """Return the error, after removing the credential from its requests and frames.

    The same is done for its causes. Their texts, which may quote a server, become one line each.
    """
    for cause in causes(error, handled):
        if type(cause).__module__.partition(".")[0] in _QUOTING:
            cause.args = tuple(one_line(arg) if isinstance(arg, str) else arg for arg in cause.args)
        # Test runners and error trackers print the locals of frames; those of an HTTP library hold
        # the headers.
        traceback.clear_frames(cause.__traceback__)
        request = getattr(cause, "request", None)
        if isinstance(request, requests.PreparedRequest):
            cause.__dict__["request"] = _without_credential(request, wire)
    return error


def _copied(headers: Any) -> CaseInsensitiveDict[Any]:
    """Return a copy of headers; users and their adapters may use other types of mapping."""
    if not issubclass(type(headers), CaseInsensitiveDict):
        return CaseInsensitiveDict(headers or ())
    copied: CaseInsensitiveDict[Any] = headers.copy()  # faster than building a new one
    return copied


def _without_credential(prepared: requests.PreparedRequest, wire: Wire) -> requests.PreparedRequest:
    """Return a copy of a request with its credential masked."""
    shown = requests.PreparedRequest()
    vars(shown).update(vars(prepared))
    shown.hooks = default_hooks()  # those of the Session may not be picklable
    shown.headers = _copied(prepared.headers)
    for name in wire.hidden:
        if name in shown.headers:
            shown.headers[name] = MASK
    if prepared.body is not None and not isinstance(prepared.body, (bytes, str)):
        # An upload would keep its file open with the response, and cannot be pickled.
        shown.body = repr(prepared.body)
    return shown
