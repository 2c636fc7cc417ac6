"""The server's door: it refuses web pages of other origins.

Any page in a browser on this machine can send requests here. The host name that it uses and the
headers that the browser adds identify it.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox._wire.incoming import refused
from codatsyncexpenses.sandbox._wire.pages import LINK

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:@\[\]]+))(?::[0-9]*)?")
_HERE = ("127.0.0.1", "localhost")
_OWN = ("", "same-origin", "none")
"""The values of Sec-Fetch-Site for the same origin; only browsers send this header."""


def admit(environ: WSGIEnvironment, names: Collection[str]) -> None:
    """Check that a request does not come from another origin.

    :param names: names of this machine besides ``localhost`` and the loopback addresses
    :raises RefusedError: if it does
    """
    host: str = environ["HTTP_HOST"]
    if not _is_here(host, names):
        hint = "If this is a name of this machine, allow it when you start the sandbox."
        raise refused(421, f"The sandbox does not answer as {host!r}. {hint}")
    origin = environ.get("HTTP_ORIGIN", "")
    site = environ.get("HTTP_SEC_FETCH_SITE", "")
    is_own = site in _OWN and origin.lower() in ("", f"http://{host}".lower())
    if not is_own and not _is_visit(environ):
        raise refused(403, "The sandbox does not answer web pages of another origin.")


def _is_here(host: str, names: Collection[str]) -> bool:
    found = _HOST.fullmatch(host)
    if found is None:
        return False
    name = (found.group(1) or found.group(2)).lower().removesuffix(".")
    if name in _HERE or name in names:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _is_visit(environ: WSGIEnvironment) -> bool:
    """Return whether a user follows a link to the sandbox's page or to a connection's."""
    path: str = environ["PATH_INFO"]
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ.get("HTTP_SEC_FETCH_MODE") == "navigate"
        and environ.get("HTTP_SEC_FETCH_DEST") == "document"
        and (path == "/" or path.startswith(LINK))
    )
