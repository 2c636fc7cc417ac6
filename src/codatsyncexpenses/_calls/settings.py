"""The settings of a client and their checks."""

from __future__ import annotations

import ipaddress
import random
import socket
import time
import uuid
from collections.abc import Callable, Collection, Mapping
from contextvars import ContextVar
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlsplit

from .._bases.security import Hidden
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
DEFAULT_TIMEOUT = Timeout(connect=5.0, read=30.0, exchange=120.0)


def _utc_now() -> datetime:
    return datetime.now(timezone.utc)


class Seams(NamedTuple):
    """Time, random numbers and keys, as calls see them. Tests and the sandbox pass their own."""

    clock: Callable[[], float] = time.monotonic
    """Return seconds that never go back."""
    sleep: Callable[[float], object] | None = None
    """Wait for some seconds; None is a wait that ends when the client is closed."""
    dice: Callable[[], float] = random.random
    """Return a number in [0, 1)."""
    new_key: Callable[[], object] = uuid.uuid4
    """Return a new idempotency key."""
    now: Callable[[], datetime] = _utc_now
    """Return the date and time, with its zone."""


WORLD = Seams()
"""The real seams. Every deadline uses this clock, looked up once, so that a library that patches
the functions of ``time`` in modules does not affect it.
"""

SHARED: dict[str, Seams] = {}
"""The seams of new clients in all threads, by the address of their server."""
SEAMS: ContextVar[Mapping[str, Seams]] = ContextVar("SEAMS", default=SHARED)
"""The seams of new clients, which a sandbox replaces while it makes a client of its own."""


class CallOptions(TypedDict, total=False):
    """The options of one call, which override the client's settings."""

    timeout: float | tuple[float, float] | None
    """The timeout of an exchange in seconds, or (connect, read) as in requests."""
    max_retries: int | None
    """The largest number of retries; None leaves the limit to the policy."""
    deadline: float | None
    """Seconds for the whole call with all attempts; None leaves the limit to the policy."""


class KeyedOptions(CallOptions, total=False):
    """The options of a call that carries an idempotency key."""

    idempotency_key: str | uuid.UUID | None
    """The UUID of the request, to repeat it; None generates one."""


class WaitOptions(TypedDict, Generic[Status], total=False):
    """The options of a wait; times are seconds."""

    timeout: float | None
    """The longest time to wait, 3600 by default; None is no limit."""
    on_update: Callable[[Status], object] | None
    """Called with the status each time it changes."""
    progress: bool
    """Whether to draw a progress bar, which needs the extra `progress`."""
    interval: float
    """The interval between the first two polls, 1 by default; it grows by half each time."""
    max_interval: float
    """The longest interval, 30 by default."""
    raise_on_failure: bool
    """Whether to raise an exception on a failure, as by default, or return the response."""


class StartOptions(WaitOptions[Status], total=False):
    """The options of a wait that starts an operation first."""

    idempotency_key: str | uuid.UUID | None
    """The UUID of the starting request, to repeat it; None generates one."""


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
    pace: int | None = None
    headers: Hidden[Mapping[str, str]] = Hidden[Mapping[str, str]]({})
    """Additional headers for each request."""
    on_event: Callable[[observing.CallEvent], object] | None = None
    seams: Seams | None = None
    """The seams of calls; None is the real ones."""


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
            f"timeout must be a number of seconds above 0 and below {_LONGEST_TIMEOUT:,.0f}, or a "
            f"(connect, read) pair of them, not {value!r}"
        )
    connect, read = seconds
    whole = max(connect + read, DEFAULT_TIMEOUT.exchange)
    return Timeout(connect, read, whole if isinstance(value, tuple) else connect)


def at_most(name: str, value: int) -> int:
    """Return a count, checked.

    :raises ConfigurationError: if it is not a valid count
    """
    if not is_number(value, least=0) or not isinstance(value, int):
        raise ConfigurationError(f"{name} must be a whole number of 0 or more, not {value!r}")
    return value


def whole(name: str, value: int) -> int:
    """Return a number of 1 or more, checked.

    :raises ConfigurationError: if it is not a valid number
    """
    if not is_number(value, least=1) or not isinstance(value, int):
        raise ConfigurationError(f"{name} must be a whole number of 1 or more, not {value!r}")
    return value


def seconds(name: str, value: float) -> float:
    """Return a duration, checked.

    :raises ConfigurationError: if it is not a valid duration
    """
    if not is_number(value, least=0) or value == 0:
        raise ConfigurationError(f"{name} must be a number of seconds above 0, not {value!r}")
    return value


def switch(name: str, value: bool) -> bool:
    """Return an option that is on or off, checked: a text such as ``"false"`` would count as on.

    :raises ConfigurationError: if it is not a bool
    """
    if not isinstance(value, bool):
        raise ConfigurationError(f"{name} must be True or False, not {value!r}")
    return value


def server(address: str, allow_insecure_http: bool) -> str:
    """Return the address of a server, checked.

    :raises ConfigurationError: if a credential must not be sent there
    """
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ConfigurationError(f"server_url is not a valid address: {error}") from None
    if "@" in parts.netloc:
        raise ConfigurationError("server_url must not contain a user name or a password")
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
    """Return whether a host is this machine, by its address or all addresses of a local name."""
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
