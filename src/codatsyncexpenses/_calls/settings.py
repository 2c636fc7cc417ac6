"""The settings of a client, checked."""

from __future__ import annotations

import functools
import ipaddress
import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import urlsplit

from .._exceptions import ConfigurationError
from .messages import Timeout

_LONGEST_TIMEOUT = 1e6  # seconds; sockets overflow at some point
DEFAULT_TIMEOUT = Timeout(connect=5.0, silence=30.0, exchange=120.0)


def _utc_now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass
class Seams:
    """What a call takes from the world; tests pass their own."""

    clock: Callable[[], float] = time.monotonic
    """Seconds that never go back."""
    sleep: Callable[[float], object] | None = None
    """Waits for some seconds; None waits until the client is closed, at most."""
    dice: Callable[[], float] = random.random
    """A number in [0, 1)."""
    new_key: Callable[[], object] = uuid.uuid4
    """A new idempotency key."""
    now: Callable[[], datetime] = _utc_now
    """The date and time, with its zone."""


@dataclass
class Options:
    """The client's options that 3.1.0 does not have."""

    timeout: Timeout = DEFAULT_TIMEOUT
    raise_on_error: bool = False
    idempotency_keys: bool = True
    allow_insecure_http: bool = False
    retry_budget: float | None = 100
    check_requests: bool = True
    seams: Seams | None = None
    """None is the world as it is."""


def timeout_of(
    value: float | tuple[float, float] | Timeout | None, default: Timeout = DEFAULT_TIMEOUT
) -> Timeout:
    """Read a ``timeout`` argument; None is the default.

    A number bounds the whole exchange; a (connect, read) pair is as in requests, and an exchange
    may then take as long as the two together, or the default where that is longer.
    """
    if value is None:
        return default
    if isinstance(value, Timeout):
        return value
    given: tuple[object, ...] = value if isinstance(value, tuple) else (value, value)
    seconds = [number for number in map(_seconds, given) if number]
    if len(seconds) != 2 or len(given) != 2:
        raise ConfigurationError(
            "timeout must be a number of seconds above 0, or a (connect, read) pair of them, "
            f"not {value!r}"
        )
    connect, silence = seconds
    whole = max(connect + silence, DEFAULT_TIMEOUT.exchange)
    return Timeout(connect, silence, whole if isinstance(value, tuple) else connect)


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if 0 < value < _LONGEST_TIMEOUT else None


@functools.lru_cache(maxsize=32)
def server(address: str, allow_insecure_http: bool) -> str:
    """The checked address of a server.

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
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
