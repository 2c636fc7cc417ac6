"""The one request that `doctor` makes, and what each of its facts says."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from importlib import metadata
from typing import NamedTuple

from .._bases.rate_limits import rate_limit
from ..errors import (
    APITimeoutError,
    AuthenticationError,
    CertificateError,
    CodatError,
    DecodeError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    SDKError,
    ServerError,
)
from ..models import operations
from ..sdk import CodatSyncExpenses
from ..utils import BackoffStrategy, RetryConfig
from ._checks import Check

SECONDS = 10.0
"""How long the request may take, with looking up the server's name."""

# No company can have this id: where the key is accepted, the answer is 404.
_NOBODY = operations.ListSyncsRequest("00000000-0000-0000-0000-000000000000")
_ONCE = RetryConfig("once", BackoffStrategy(0, 0, 1, 0), False)
_DRIFT = 60.0  # seconds; a webhook is refused when the clocks are five minutes apart
_SCARCE = 0.1  # of the quota


class Trial(NamedTuple):
    """What came of the request."""

    address: str
    with_key: bool
    error: CodatError | None
    headers: Mapping[str, str] | None
    """The headers of the answer; None where none came."""
    seconds: float
    """How long it took."""
    ended: datetime
    """When it was over, by the clock of this machine."""


def make(address: str, *, with_key: bool) -> Trial:
    """Make the request; without the key where there is none that can be sent."""
    found: list[Trial] = []
    # In a thread, because looking up a name has no time limit of its own.
    thread = threading.Thread(target=lambda: found.append(_ask(address, with_key)), daemon=True)
    thread.start()
    thread.join(SECONDS)
    if found:
        return found[0]
    late = APITimeoutError("no answer in time")
    return Trial(address, with_key, late, None, SECONDS, datetime.now(timezone.utc))


def _ask(address: str, with_key: bool) -> Trial:
    error: CodatError | None = None
    headers: Mapping[str, str] | None = None
    began = time.monotonic()
    try:
        with (
            CodatSyncExpenses.from_env(retry_config=_ONCE, timeout=SECONDS)
            if with_key
            else CodatSyncExpenses(server_url=address, retry_config=_ONCE, timeout=SECONDS)
        ) as s:
            response = s.sync.list(_NOBODY)
            headers = response.headers
            response.raise_for_status()
    except SDKError as caught:
        error, headers = caught, caught.raw_response.headers
    except CodatError as caught:
        error = caught
    seconds = time.monotonic() - began
    return Trial(address, with_key, error, headers, seconds, datetime.now(timezone.utc))


def connection(trial: Trial) -> Check:
    """Whether the server can be reached."""
    if trial.headers is not None:
        return Check("connection", "ok", f"The server answered within {trial.seconds:.1f} s.")
    if isinstance(trial.error, CertificateError):
        return Check("connection", "ok", "The server was reached.")
    if isinstance(trial.error, APITimeoutError):
        advice = "Look for a firewall, and for a proxy that has to be named in HTTPS_PROXY."
    else:
        advice = "Check the network, the server's name and the proxy."
    return Check("connection", "fail", _said(trial.error), advice)


def encryption(trial: Trial) -> Check:
    """Whether the connection is encrypted, and with whom."""
    if trial.address.startswith("http:"):
        return Check("tls", "ok", "Not needed on this machine.")
    if isinstance(trial.error, CertificateError):
        advice = (
            "If a proxy of your company opens the connections, name its certificates in "
            "REQUESTS_CA_BUNDLE. If they have expired, look at the clock."
        )
        return Check("tls", "fail", _said(trial.error), advice)
    if trial.headers is None:
        return Check("tls", "skip", "There was no connection.")
    named = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    source = named or f"certifi {metadata.version('certifi')}"
    return Check("tls", "ok", f"The server's certificate is trusted, by {source}.")


def key(trial: Trial) -> Check:
    """Whether the API key is accepted."""
    if not trial.with_key:
        return Check("key", "skip", "There is none that can be sent.")
    if trial.headers is None:
        return Check("key", "skip", "There was no answer.")
    return _verdict(trial.error)


def clock(trial: Trial) -> Check:
    """Whether the clock of this machine agrees with the server's."""
    try:
        sent = parsedate_to_datetime((trial.headers or {}).get("Date", ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return Check("clock", "skip", "There is nothing to compare it with.")
    sent = sent.replace(tzinfo=sent.tzinfo or timezone.utc)
    drift = (trial.ended - sent).total_seconds()
    if abs(drift) <= _DRIFT:
        return Check("clock", "ok", "It agrees with the server's to the minute.")
    found = f"It is {abs(drift):,.0f} s {'ahead of' if drift > 0 else 'behind'} the server's."
    return Check("clock", "warn", found, "Set it: webhooks that are 300 s off are refused.")


def quota(trial: Trial) -> Check:
    """How many requests are left."""
    limit, left, reset = rate_limit(trial.headers or {})
    if left is None:
        return Check("quota", "skip", "The answer does not tell.")
    until = f" until {reset:%Y-%m-%d %H:%M %Z}" if reset else ""
    found = f"{left:,}{f' of {limit:,}' if limit else ''} requests are left{until}."
    if left == 0:
        return Check("quota", "fail", found, "Wait until then, or ask Codat for more.")
    if limit and left < limit * _SCARCE:
        return Check("quota", "warn", found, "Ask less often: wait for webhooks instead.")
    return Check("quota", "ok", found)


JUDGES = (connection, encryption, key, clock, quota)


def _verdict(error: CodatError | None) -> Check:
    """What an answer says of the key that it was asked with."""
    if error is None or (isinstance(error, NotFoundError) and error.error_message):
        return Check("key", "ok", "Accepted. One request was made to find out.")
    if isinstance(error, AuthenticationError):
        return Check("key", "fail", _said(error), "Copy the key from Codat's portal anew.")
    if isinstance(error, PermissionDeniedError):
        advice = "The key is outdated or has no rights: make a new one in Codat's portal."
        return Check("key", "fail", _said(error), advice)
    if isinstance(error, ServerError | RateLimitError):
        return Check("key", "warn", f"It cannot be told: {_said(error)}", "Try again later.")
    if isinstance(error, DecodeError) or not getattr(error, "error_message", None):
        advice = "Something else than Codat's API answers: check the address and the proxy."
        return Check("key", "fail", _said(error), advice)
    return Check("key", "warn", f"It cannot be told: {_said(error)}", "Ask Codat's support.")


def _said(error: CodatError | None) -> str:
    """An error's text on a line, without the request that it names."""
    line = str(error).partition("\n")[0]
    return line.partition(": ")[2] if line.startswith("GET ") else line
