"""`doctor`: check the settings, make one request, and check its outcome."""

from __future__ import annotations

import base64
import binascii
import os
import re
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from importlib import metadata
from typing import Literal
from urllib.parse import urlsplit

from requests.utils import get_environ_proxies, prepend_scheme_if_needed, select_proxy
from rich.table import Table
from rich.text import Text

from .._bases.rate_limits import rate_limit
from .._bases.security import Hidden
from .._calls.call import authorization
from .._calls.settings import is_loopback, server
from ..errors import (
    APITimeoutError,
    AuthenticationError,
    CertificateError,
    CodatError,
    ConfigurationError,
    DecodeError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    SDKError,
    ServerError,
)
from ..models import operations
from ..models._about import PACKAGE, SERVERS, __version__
from ..models.shared import Security
from ..sdk import CodatSyncExpenses
from ..utils import BackoffStrategy, RetryConfig
from . import _tables
from ._errors import FAILED
from ._output import say_json, shown

KEY, HEADER, SERVER = "CODAT_API_KEY", "CODAT_AUTH_HEADER", "CODAT_SERVER_URL"
SECONDS = 10.0
"""The timeout of the request, including the lookup of the server's name."""

# No company has this id, so the status is 404 if the key is accepted.
_REQUEST = operations.ListSyncsRequest("00000000-0000-0000-0000-000000000000")
_ONCE = RetryConfig("once", BackoffStrategy(0, 0, 1, 0), False)
_DRIFT = 60.0  # seconds; a webhook is refused when the clocks are five minutes apart
_SCARCE = 0.1  # of the quota
_STATES = {
    "ok": _tables.Outcome("ok", "✓", "+", "green"),
    "warn": _tables.Outcome("warn", "!", "!", "yellow"),
    "fail": _tables.Outcome("fail", "✗", "x", "red"),
    "skip": _tables.Outcome("skip", "-", "-", "dim"),
}


@dataclass(frozen=True)
class Check:
    """The result of a check."""

    name: str
    state: Literal["ok", "warn", "fail", "skip"]
    """`skip` if the check could not be made."""
    finding: str
    advice: str = ""
    """How to correct the fault; empty if there is none."""


@dataclass(frozen=True)
class Exchange:
    """The request and its outcome."""

    address: str
    with_key: bool
    error: CodatError | None
    headers: Mapping[str, str] | None
    """The headers of the response; None if there was no response."""
    seconds: float
    """The time from the request to the response."""
    ended: datetime
    """When the request ended, by the clock of this machine."""


def doctor(*, as_json: bool) -> int:
    """Make and show all checks; return the exit code, which says whether one failed."""
    checks = _checks()
    faulty = any(check.state == "fail" for check in checks)
    if as_json:
        say_json({"ok": not faulty, "checks": [asdict(check) for check in checks]}, indent=2)
    else:
        _tables.show(_table(checks))
    return FAILED if faulty else 0


def _checks() -> list[Check]:
    credential = _credential(os.environ)
    server, address = _server(os.environ)
    checks = [_versions(), credential, server]
    if address is None:
        return checks
    exchange = _request(address, with_key=credential.state != "fail")
    of_exchange = (_connection, _encryption, _key, _clock, _quota)
    return [*checks, _proxy(address), *(check(exchange) for check in of_exchange)]


def _table(checks: list[Check]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for check in checks:
        text = Text(shown(check.finding))
        if check.advice:
            text.append(f"\n{shown(check.advice)}", style="italic")
        table.add_row(_tables.badge(_STATES[check.state]), check.name, text)
    return table


# Checks of the settings


def _versions() -> Check:
    """Check that all dependencies are installed, and list the versions."""
    python = ".".join(map(str, sys.version_info[:3]))
    needed = {name: _version(name) for name in _dependencies()}
    missing = [name for name, version in needed.items() if version is None]
    if missing:
        finding, advice = f"Missing: {', '.join(missing)}.", "Reinstall the package."
        return Check("versions", "fail", finding, advice)
    found = {PACKAGE: __version__, "Python": python, **needed}
    listed = ", ".join(f"{name} {version}" for name, version in found.items())
    return Check("versions", "ok", listed)


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _dependencies() -> list[str]:
    """Return the names of the packages that this one and its command require."""
    try:
        requirements = metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:  # used from source, without being installed
        return []
    wanted = [
        each for each in requirements if "extra ==" not in each or re.search("extra == .cli", each)
    ]
    return [name[0] for each in wanted if (name := re.match(r"[\w.-]+", each))]


def _credential(environ: Mapping[str, str]) -> Check:
    """Check that there is exactly one well-formed credential, without showing it."""
    key, header = environ.get(KEY, ""), environ.get(HEADER, "")
    if bool(key) == bool(header):
        both, neither = f"Both {KEY} and {HEADER} are set.", f"Neither {KEY} nor {HEADER} is set."
        advice = f"Set {KEY} to the API key as Codat's portal shows it, and not {HEADER}."
        return Check("credential", "fail", both if key else neither, advice)
    name = KEY if key else HEADER
    try:
        authorization(Hidden(Security.from_api_key(key) if key else Security(header)))
    except ConfigurationError as error:
        return Check("credential", "fail", f"{name}: {error}.", f"Set {name} again.")
    mistake = _mistake_in_key(key) if key else _mistake_in_header(header)
    if mistake:
        return Check("credential", "warn", f"{name} {mistake}.", f"Compare {name} with the portal.")
    return Check("credential", "ok", f"{name} is set and well formed.")


def _mistake_in_key(key: str) -> str:
    if key != key.strip():
        return "has white space around it, which is ignored"
    if any(character.isspace() for character in key):
        return "has white space inside"
    if key != key.strip("\"'"):
        return "is in quotation marks, which are sent as part of it"
    return (
        "" if key.isascii() and key.isprintable() else "has characters that are not valid in a key"
    )


def _mistake_in_header(header: str) -> str:
    scheme, _, given = header.partition(" ")
    if scheme.lower() != "basic":
        return ""  # for a gateway
    try:
        key = base64.b64decode(given, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return f"has no base64 after 'Basic '; a bare key belongs in {KEY}"
    return f"{mistake} in its base64" if (mistake := _mistake_in_key(key)) else ""


def _server(environ: Mapping[str, str]) -> tuple[Check, str | None]:
    """Check the server's address; return it too, or None if no credential may be sent to it."""
    given = environ.get(SERVER)
    address = (given or SERVERS[0]).rstrip("/")
    try:
        server(address, False)
    except ConfigurationError as error:
        return Check("server", "fail", f"{SERVER}: {error}.", f"Correct or unset {SERVER}."), None
    source = f"from {SERVER}" if given else "Codat's own"
    return Check("server", "ok", f"{address} ({source})"), address


def _proxy(address: str) -> Check:
    """Check the address of the proxy that the environment sets for the server."""
    if is_loopback(urlsplit(address).hostname or ""):
        return Check("proxy", "ok", "None: connections to this machine use no proxy.")
    found = select_proxy(address, get_environ_proxies(address))
    if not found:
        return Check("proxy", "ok", "None.")
    try:
        parts = urlsplit(prepend_scheme_if_needed(found, "http"))
        # Omit the user name and the password that it may contain.
        place = f"{parts.scheme}://{parts.hostname}:{parts.port}".removesuffix(":None")
    except ValueError:
        advice = "Correct HTTPS_PROXY or ALL_PROXY, or list the host in NO_PROXY."
        return Check("proxy", "fail", "The environment's proxy is not an address.", advice)
    return Check("proxy", "ok", f"{place} (from the environment)")


# The request


def _request(address: str, *, with_key: bool) -> Exchange:
    """Make the request, without a key if none can be sent."""
    found: list[Exchange] = []
    # In a thread, because the lookup of a name has no timeout of its own.
    thread = threading.Thread(
        target=lambda: found.append(_exchange(address, with_key)), daemon=True
    )
    thread.start()
    thread.join(SECONDS)
    if found:
        return found[0]
    late = APITimeoutError("no response in time")
    return Exchange(address, with_key, late, None, SECONDS, datetime.now(timezone.utc))


def _exchange(address: str, with_key: bool) -> Exchange:
    error: CodatError | None = None
    headers: Mapping[str, str] | None = None
    began = time.monotonic()
    try:
        with (
            CodatSyncExpenses.from_env(retry_config=_ONCE, timeout=SECONDS)
            if with_key
            else CodatSyncExpenses(server_url=address, retry_config=_ONCE, timeout=SECONDS)
        ) as s:
            response = s.sync.list(_REQUEST)
            headers = response.headers
            response.raise_for_status()
    except SDKError as caught:
        error, headers = caught, caught.raw_response.headers
    except CodatError as caught:
        error = caught
    seconds = time.monotonic() - began
    return Exchange(address, with_key, error, headers, seconds, datetime.now(timezone.utc))


# Checks of the exchange with the server


def _connection(exchange: Exchange) -> Check:
    """Check that the server was reached."""
    if exchange.headers is not None:
        return Check("connection", "ok", f"The server responded within {exchange.seconds:.1f} s.")
    if isinstance(exchange.error, CertificateError):
        return Check("connection", "ok", "The server was reached.")
    if isinstance(exchange.error, APITimeoutError):
        advice = "Check for a firewall, and for a proxy that HTTPS_PROXY must name."
    else:
        advice = "Check the network, the server's name and the proxy."
    return Check("connection", "fail", _text(exchange.error), advice)


def _encryption(exchange: Exchange) -> Check:
    """Check that the connection was encrypted and the server's certificate trusted."""
    if exchange.address.startswith("http:"):
        return Check("tls", "ok", "Not needed on this machine.")
    if isinstance(exchange.error, CertificateError):
        advice = (
            "If your company's proxy intercepts connections, name its certificates in "
            "REQUESTS_CA_BUNDLE. If they have expired, check the clock."
        )
        return Check("tls", "fail", _text(exchange.error), advice)
    if exchange.headers is None:
        return Check("tls", "skip", "There was no connection.")
    named = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    source = named or f"certifi {metadata.version('certifi')}"
    return Check("tls", "ok", f"The server's certificate is trusted by {source}.")


def _key(exchange: Exchange) -> Check:
    """Check that the API accepted the key."""
    error = exchange.error
    if not exchange.with_key:
        return Check("key", "skip", "There is no key to send.")
    if exchange.headers is None:
        return Check("key", "skip", "There was no response.")
    if error is None or (isinstance(error, NotFoundError) and error.error_message):
        return Check("key", "ok", "Accepted, in one request.")
    return _refusal(error)


def _refusal(error: CodatError) -> Check:
    if isinstance(error, AuthenticationError):
        return Check("key", "fail", _text(error), "Copy the key from Codat's portal again.")
    if isinstance(error, PermissionDeniedError):
        advice = "The key is outdated or lacks permissions: create a new one in Codat's portal."
        return Check("key", "fail", _text(error), advice)
    if isinstance(error, ServerError | RateLimitError):
        return Check("key", "warn", f"Could not check: {_text(error)}", "Try again later.")
    if isinstance(error, DecodeError) or not getattr(error, "error_message", None):
        advice = "The response is not from Codat's API: check the address and the proxy."
        return Check("key", "fail", _text(error), advice)
    return Check("key", "warn", f"Could not check: {_text(error)}", "Contact Codat's support.")


def _clock(exchange: Exchange) -> Check:
    """Compare the clock of this machine with the server's."""
    try:
        sent = parsedate_to_datetime((exchange.headers or {}).get("Date", ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return Check("clock", "skip", "The response has no date to compare it with.")
    sent = sent.replace(tzinfo=sent.tzinfo or timezone.utc)
    drift = (exchange.ended - sent).total_seconds()
    if abs(drift) <= _DRIFT:
        return Check("clock", "ok", "It is within a minute of the server's.")
    found = f"It is {abs(drift):,.0f} s {'ahead of' if drift > 0 else 'behind'} the server's."
    return Check("clock", "warn", found, "Set the clock: webhooks that are 300 s off are refused.")


def _quota(exchange: Exchange) -> Check:
    """Check that the quota has requests left."""
    limit, left, reset = rate_limit(exchange.headers or {})
    if left is None:
        return Check("quota", "skip", "The response does not say.")
    until = f" until {reset:%Y-%m-%d %H:%M %Z}" if reset else ""
    found = f"{left:,}{f' of {limit:,}' if limit else ''} requests are left{until}."
    if left == 0:
        return Check("quota", "fail", found, "Wait until then, or ask Codat for more.")
    if limit and left < limit * _SCARCE:
        return Check("quota", "warn", found, "Poll less often: use webhooks instead.")
    return Check("quota", "ok", found)


def _text(error: CodatError | None) -> str:
    """Return an error's text in one line, without the name of the request."""
    line = str(error).partition("\n")[0]
    return line.partition(": ")[2] if line.startswith("GET ") else line
