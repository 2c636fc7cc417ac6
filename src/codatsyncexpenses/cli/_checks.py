"""What can be said of the settings without a request: each check gives what it found."""

from __future__ import annotations

import base64
import binascii
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Literal
from urllib.parse import urlsplit

from requests.utils import get_environ_proxies, prepend_scheme_if_needed, select_proxy

from .._calls import settings
from ..errors import ConfigurationError
from ..models._about import PACKAGE, SERVERS, __version__
from ..models.shared import Security

KEY, HEADER, SERVER = "CODAT_API_KEY", "CODAT_AUTH_HEADER", "CODAT_SERVER_URL"


@dataclass(frozen=True)
class Check:
    """What a check found."""

    name: str
    state: Literal["ok", "warn", "fail", "skip"]
    """`skip` where it could not be looked at."""
    finding: str
    advice: str = ""
    """What to do; nothing where there is nothing to do."""


def versions() -> Check:
    """The versions of the package, of Python and of what the package needs."""
    python = ".".join(map(str, sys.version_info[:3]))
    needed = {name: _version(name) for name in _dependencies()}
    missing = [name for name, version in needed.items() if version is None]
    if missing:
        finding, advice = f"Missing: {', '.join(missing)}.", "Install the package anew."
        return Check("versions", "fail", finding, advice)
    found = {PACKAGE: __version__, "Python": python, **needed}
    listed = ", ".join(f"{name} {version}" for name, version in found.items())
    return Check("versions", "ok", listed)


def credential(environ: Mapping[str, str]) -> Check:
    """Whether a credential is there, and looks like one; its value is not shown."""
    key, header = environ.get(KEY, ""), environ.get(HEADER, "")
    if bool(key) == bool(header):
        both, neither = f"Both {KEY} and {HEADER} are set.", f"Neither {KEY} nor {HEADER} is set."
        advice = f"Set {KEY} to the API key as Codat's portal shows it, and not {HEADER}."
        return Check("credential", "fail", both if key else neither, advice)
    # Loads requests, which asking for help does not need.
    from .._calls.call import authorization

    name = KEY if key else HEADER
    try:
        authorization(Security.from_api_key(key) if key else Security(header))
    except ConfigurationError as error:
        return Check("credential", "fail", f"{name}: {error}.", f"Set {name} anew.")
    slip = _slip_of_key(key) if key else _slip_of_header(header)
    if slip:
        return Check("credential", "warn", f"{name} {slip}.", f"Compare {name} with the portal.")
    return Check("credential", "ok", f"{name} is set and well formed.")


def server(environ: Mapping[str, str]) -> tuple[Check, str | None]:
    """Which server is asked, and whether a credential may go there; None where it may not."""
    given = environ.get(SERVER)
    address = (given or SERVERS[0]).rstrip("/")
    try:
        settings.server(address, False)
    except ConfigurationError as error:
        return Check("server", "fail", f"{SERVER}: {error}.", f"Mend or unset {SERVER}."), None
    whose = f"from {SERVER}" if given else "Codat's own"
    return Check("server", "ok", f"{address} ({whose})"), address


def proxy(address: str) -> Check:
    """Which proxy of the environment stands between."""
    if settings.is_loopback(urlsplit(address).hostname or ""):
        return Check("proxy", "ok", "None: this machine is reached directly.")
    found = select_proxy(address, get_environ_proxies(address))
    if not found:
        return Check("proxy", "ok", "None.")
    try:
        parts = urlsplit(prepend_scheme_if_needed(found, "http"))
        # Without the user name and the password that it may hold.
        place = f"{parts.scheme}://{parts.hostname}:{parts.port}".removesuffix(":None")
    except ValueError:
        advice = "Mend HTTPS_PROXY or ALL_PROXY, or name the host in NO_PROXY."
        return Check("proxy", "fail", "The environment's proxy is not an address.", advice)
    return Check("proxy", "ok", f"{place} (from the environment)")


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _dependencies() -> list[str]:
    """What the package and its command need, as its metadata says."""
    try:
        every = metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:  # used from its source, without being installed
        return []
    wanted = [need for need in every if "extra ==" not in need or re.search("extra == .cli", need)]
    return [name[0] for needed in wanted if (name := re.match(r"[\w.-]+", needed))]


def _slip_of_key(key: str) -> str:
    if key != key.strip():
        return "has white space around it, which is left out"
    if any(character.isspace() for character in key):
        return "has white space inside"
    if key != key.strip("\"'"):
        return "stands in quotation marks, which are sent as part of it"
    return "" if key.isascii() and key.isprintable() else "has characters that no key has"


def _slip_of_header(header: str) -> str:
    try:
        key = base64.b64decode(header.partition(" ")[2], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return f"has no base64 behind 'Basic '; a bare key belongs into {KEY}"
    return f"{slip} in its base64" if (slip := _slip_of_key(key)) else ""
