"""The check of a proxy's address, which requests reads late and does not name in its errors."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from requests.utils import get_auth_from_url, prepend_scheme_if_needed, select_proxy
from urllib3.util import parse_url

from .._exceptions import ConfigurationError, one_line

if TYPE_CHECKING:
    import requests

_SOCKS = ("socks4", "socks4a", "socks5", "socks5h")
_NO_SOCKS = (
    "the asynchronous client has no SOCKS proxies: pass client=aiohttp.ClientSession("
    "connector=...) with the connector of a package such as aiohttp-socks"
)


def check_proxy(
    session: requests.Session, url: str, proxies: Mapping[str, str], *, socks: bool
) -> None:
    """Check the proxy for requests to a URL, if there is one.

    :param socks: whether the client sends through SOCKS proxies
    :raises ConfigurationError: if it is not the address of a proxy
    """
    proxy: object = select_proxy(url, dict(proxies))
    if proxy and (problem := _problem(proxy, socks)):
        raise ConfigurationError(f"{_source(session, proxy)}: {problem}") from None


def _problem(proxy: object, socks: bool) -> str | None:
    """Return the reason why a proxy cannot be used, without its password."""
    if not isinstance(proxy, str):
        return f"a proxy must be a string, not {type(proxy).__name__}"
    try:
        parts = parse_url(prepend_scheme_if_needed(proxy, "http"))
        (parts.host or "").encode("idna")
        "".join(get_auth_from_url(proxy)).encode("latin-1")
    except (TypeError, ValueError):
        parts = parse_url("")
    if parts.scheme in _SOCKS and parts.host:
        if not socks:
            return _NO_SOCKS
        if importlib.util.find_spec("socks") is None:
            return "a SOCKS proxy needs the package PySocks: pip install 'requests[socks]'"
    elif parts.scheme not in ("http", "https") or not parts.host:
        return (
            "the address of a proxy must be like http://user:password@proxy.example.com:3128, "
            f"not {without_password(proxy)}"
        )
    return None


def _source(session: requests.Session, proxy: object) -> str:
    """Return the name of the setting that holds the proxy."""
    for name, value in session.proxies.items():
        if value == proxy:
            return f"proxies[{name!r}] of the Session"
    for name, value in os.environ.items():
        if value == proxy and name.lower().endswith("_proxy"):
            return f"the environment variable {name}"
    return "the proxy settings of the system"


def without_password(proxy: str) -> str:
    """Return an address without any part that may be a password."""
    before, at, after = proxy.rpartition("@")
    scheme, separator, _ = before.partition("://")
    if at:
        return one_line(f"{scheme}{separator}***@{after}" if separator else f"***@{after}")
    return one_line(re.sub(r":(?!//)[^:/]*[^:/0-9][^:/]*", ":***", proxy))
