"""The settings of a client and their checks."""

from __future__ import annotations

import ipaddress
import random
import re
import socket
import time
import uuid
from collections.abc import Callable, Collection, Mapping
from contextvars import ContextVar
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlsplit

from .._bases.security import HEADER, Hidden, Secret
from .._exceptions import ConfigurationError
from .._lazy import LateModule
from .._schema.hints import TypedDict, is_number
from .retries import RetryConfig
from .wire import Timeout

if TYPE_CHECKING:
    from . import observing
else:
    observing = LateModule(".observing", __package__)

Status = TypeVar("Status")

_LONGEST_TIMEOUT = 1e6  # seconds; sockets overflow at some point
_TOKEN = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)
_FRAMING = "the client writes it for each request"
_OURS = {
    **dict.fromkeys(("accept", "accept-encoding", "connection", "content-encoding"), _FRAMING),
    **dict.fromkeys(("content-length", "content-type", "expect", "host", "keep-alive"), _FRAMING),
    **dict.fromkeys(("te", "trailer", "transfer-encoding", "upgrade"), _FRAMING),
    HEADER.lower(): "pass security",
    "cookie": "no cookie is sent",
    "proxy-authorization": "the address of a proxy holds it",
    "idempotency-key": "pass idempotency_key to the method",
    "user-agent": "pass app_info, which joins it",
}
DEFAULT_TIMEOUT = Timeout(connect=5.0, read=30.0, exchange=120.0)


def _utc_now() -> datetime:
    return datetime.now(timezone.utc)


class Seams(NamedTuple):
    """The world that calls see: time, chance and keys. Tests and the sandbox pass their own."""

    clock: Callable[[], float] = time.monotonic
    """Return seconds that never go back."""
    sleep: Callable[[float], object] | None = None
    """Wait for some seconds; None waits until the client is closed, at most."""
    dice: Callable[[], float] = random.random
    """Return a number in [0, 1)."""
    new_key: Callable[[], object] = uuid.uuid4
    """Return a new idempotency key."""
    now: Callable[[], datetime] = _utc_now
    """Return the date and time, with its zone."""


WORLD = Seams()
"""The real world. Its clock is the one of every deadline, taken once: a library that replaces the
functions of ``time`` in modules does not find it."""

SHARED: dict[str, Seams] = {}
"""The seams of new clients in all threads, by the address of their server."""
SEAMS: ContextVar[Mapping[str, Seams]] = ContextVar("SEAMS", default=SHARED)
"""The seams of new clients, which a sandbox replaces while it makes a client of its own."""


class CallOptions(TypedDict, total=False):
    """The options of one call, each instead of the client's setting."""

    timeout: float | tuple[float, float] | None
    """Seconds that an exchange may take, or (connect, read) as in requests."""
    max_retries: int | None
    """Attempts at most after the first; None is no limit but that of the policy."""
    deadline: float | None
    """Seconds for the whole call with all its attempts; None is no limit but the policy's."""


class KeyedOptions(CallOptions, total=False):
    """The options of a call that carries an idempotency key."""

    idempotency_key: str | uuid.UUID | None
    """The UUID of the request, for repeating it; None makes a new one."""


class WaitOptions(TypedDict, Generic[Status], total=False):
    """The options of a wait; times are seconds."""

    timeout: float | None
    """How long to wait at most, 3600 by default; None waits without a limit."""
    on_update: Callable[[Status], object] | None
    """Called with the status each time it has changed."""
    progress: bool
    """Whether to draw a progress bar, which needs the extra `progress`."""
    interval: float
    """Between the first two polls, 1 by default; it grows by half each time."""
    max_interval: float
    """The longest interval, 30 by default."""
    raise_on_failure: bool
    """Whether to raise if it ends in a failure, as by default, or to return the response."""


class StartOptions(WaitOptions[Status], total=False):
    """The options of a wait that starts something first."""

    idempotency_key: str | uuid.UUID | None
    """The UUID of the request that starts it, for repeating it; None makes a new one."""


WAIT_DEFAULTS: dict[str, Any] = {
    "timeout": 3600.0,
    "on_update": None,
    "progress": False,
    "interval": 1.0,
    "max_interval": 30.0,
    "raise_on_failure": True,
    "idempotency_key": None,
}


class Options(NamedTuple):
    """The settings of a client that do not change."""

    retries: RetryConfig
    """The API's own policy of retries."""
    retried: Collection[str]
    """The statuses to retry, such as ``429`` or ``5XX``."""
    timeout: Timeout = DEFAULT_TIMEOUT
    raise_on_error: bool = False
    idempotency_keys: bool = True
    allow_insecure_http: bool = False
    retry_budget: float | None = 100
    check_requests: bool = True
    max_retries: int | None = None
    deadline: float | None = None
    headers: Hidden[Mapping[str, str]] = Hidden[Mapping[str, str]]({})
    """More headers of each request."""
    on_event: Callable[[observing.CallEvent], object] | None = None
    seams: Seams | None = None
    """The world that calls see; None is the real one."""

    def changed(self, headers: Hidden[Mapping[str, str] | None], **changes: Any) -> Options:
        """Return the options with some changes, checked.

        :param headers: more headers, beside those that there are
        :raises ConfigurationError: if a setting cannot be used
        """
        if "timeout" in changes:
            changes["timeout"] = timeout_of(changes["timeout"])
        if changes.get("max_retries") is not None:
            at_most("max_retries", changes["max_retries"])
        if changes.get("deadline") is not None:
            seconds("deadline", changes["deadline"])
        told = changes.get("on_event")
        if told is not None and not callable(told):
            raise ConfigurationError(f"on_event must be callable, not {type(told).__name__}")
        every = {**self.headers.value, **more_headers(headers).value}
        return self._replace(headers=Hidden(every), **changes)


def timeout_of(value: float | tuple[float, float] | None) -> Timeout:
    """Read a ``timeout`` argument; None is the default.

    A number bounds the whole exchange; a (connect, read) pair is as in requests, and an exchange
    may then take as long as the two together, or the default where that is longer.
    """
    if value is None:
        return DEFAULT_TIMEOUT
    given: tuple[object, ...] = value if isinstance(value, tuple) else (value, value)
    seconds = [float(each) for each in given if is_number(each) and 0 < each < _LONGEST_TIMEOUT]
    if len(seconds) != 2 or len(given) != 2:
        raise ConfigurationError(
            "timeout must be a number of seconds above 0, or a (connect, read) pair of them, "
            f"not {value!r}"
        )
    connect, read = seconds
    whole = max(connect + read, DEFAULT_TIMEOUT.exchange)
    return Timeout(connect, read, whole if isinstance(value, tuple) else connect)


def header_value(name: str, value: object) -> str:
    """Return a text that travels as the value of a header, checked.

    :raises ConfigurationError: if no header can carry it; the error does not show it
    """
    if not isinstance(value, str):
        raise ConfigurationError(f"{name} must be a string, not {type(value).__name__}")
    if not value.isprintable() or not value.isascii() or value != value.strip():
        raise ConfigurationError(
            f"{name} has characters that a header cannot carry: look for spaces around it, line "
            "breaks or letters outside ASCII"
        )
    return value


def more_headers(given: Hidden[Mapping[str, str] | None]) -> Hidden[dict[str, str]]:
    """Return headers of the caller's own, checked and hidden.

    :raises ConfigurationError: if one cannot be sent, or is of those that each request has
    """
    checked, held = Hidden[dict[str, str]]({}), Hidden({} if given.value is None else given.value)
    if not isinstance(held.value, Mapping):
        raise ConfigurationError(f"headers must be a mapping, not {type(given.value).__name__}")
    for name in held.value:
        if not isinstance(name, str) or not is_token(name):
            raise ConfigurationError("headers has a name that no header can have")
        if name.lower() in _OURS:
            raise ConfigurationError(f"headers must not have {name}: {_OURS[name.lower()]}")
        value = Hidden[object](held.value[name])
        if not isinstance(value.value, str):
            kind = type(value.value).__name__
            raise ConfigurationError(f"headers: {name} must be a string, not {kind}")
        checked.value[name] = header_value(f"the {name} header", Secret(value.value))
    return checked


def is_token(text: str) -> bool:
    """Return whether a text is a token of HTTP, such as the name of a header."""
    return _TOKEN.fullmatch(text) is not None


def at_most(name: str, value: int) -> int:
    """Return a count, checked.

    :raises ConfigurationError: if it is none
    """
    if not is_number(value, least=0) or not isinstance(value, int):
        raise ConfigurationError(f"{name} must be a whole number of 0 or more, not {value!r}")
    return value


def seconds(name: str, value: float) -> float:
    """Return a duration, checked.

    :raises ConfigurationError: if it is none
    """
    if not is_number(value, least=0) or value == 0:
        raise ConfigurationError(f"{name} must be a number of seconds above 0, not {value!r}")
    return value


def server(address: str, allow_insecure_http: bool) -> str:
    """Return the address of a server, checked.

    :raises ConfigurationError: if a credential must not be sent there
    """
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ConfigurationError(f"server_url is not an address: {error}") from None
    if "@" in parts.netloc:
        raise ConfigurationError("server_url must not hold a user name or a password")
    odd = not address.isprintable() or any(character in address for character in " \\?#{}")
    if parts.scheme not in ("http", "https") or not host or odd:
        raise ConfigurationError(
            "server_url must be an address such as https://api.codat.io, with no query, "
            f"not {address!r}"
        )
    if parts.scheme == "http" and not (allow_insecure_http or is_loopback(host)):
        raise ConfigurationError(
            f"server_url {address!r} would send the API key in clear text: use https, or pass "
            "allow_insecure_http=True"
        )
    return address


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine: by its address, or all those of a local name."""
    if host == "localhost" or host.endswith(".localhost"):
        try:
            found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
        except (OSError, UnicodeError):
            return False
        return all(map(_is_loopback_address, found))
    return _is_loopback_address(host)


def _is_loopback_address(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
