"""Requests that web pages of another origin cause: none is answered."""

import socket
from collections.abc import Mapping
from typing import Any

import pytest
import requests

from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox._state.world import RefusedError
from codatsyncexpenses.sandbox._wire.door import admit
from tests.support.sandbox_caller import CONNECTIONS, SandboxCaller

LINK = f"/_sandbox/link/{companies.SUCCEEDS.id}"


def status(method: str = "GET", path: str = "/", host: str = "localhost", **headers: str) -> int:
    """Return the status of a refusal; 0 is none."""
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": host}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    try:
        admit(environ, {"dev.example"})
    except RefusedError as refused:
        return refused.status
    return 0


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "localhost:8080", "LocalHost", "localhost.", "127.0.0.1", "127.0.0.1:1"),
        *("127.1.2.3", "[::1]", "[::1]:8080", "dev.example", "DEV.example:443", "localhost:"),
    ],
)
def test_names_of_this_machine(host: str) -> None:
    """This machine's own names are answered, and those that were allowed."""
    assert status(host=host) == 0


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.localhost"),
        *("10.0.0.1", "0.0.0.1", "[::]", "[::2]", "127.1", "2130706433", "0x7f.1", "::1", "x y"),
        *("a@localhost", "localhost@evil.example", "localhost:80:80", "localhost/", "[]", ":80"),
    ],
)
def test_names_of_others(host: str) -> None:
    """Any other name is refused: a page could have made it lead to this machine."""
    assert status(host=host) == 421


NAVIGATION = {"sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
@pytest.mark.parametrize(
    ("method", "path", "headers", "expected"),
    [
        ("GET", "/", {}, 403),
        ("GET", "/_sandbox/state", {}, 403),
        ("POST", "/companies", {"sec_fetch_mode": "cors"}, 403),
        ("OPTIONS", "/companies", {"sec_fetch_mode": "cors"}, 403),
        ("GET", "/", {"sec_fetch_mode": "navigate", "sec_fetch_dest": "iframe"}, 403),
        ("GET", "/_sandbox/state", NAVIGATION, 403),
        ("GET", "/companies", NAVIGATION, 403),
        ("POST", "/", NAVIGATION, 403),
        ("GET", "/", NAVIGATION, 0),
        ("GET", LINK, NAVIGATION, 0),
    ],
)
def test_pages_of_other_origins(
    site: str, method: str, path: str, headers: Mapping[str, str], expected: int
) -> None:
    """Another site, or another port of this one, may only lead a user to the page or to a link."""
    assert status(method, path, sec_fetch_site=site, **headers) == expected


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_own_pages(site: str) -> None:
    """The sandbox's own page, and an address that a user types, are answered."""
    assert status(path="/_sandbox/state", sec_fetch_site=site) == 0


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("http://localhost:8080", 0),
        ("http://LOCALHOST:8080", 0),
        ("http://localhost:3000", 403),
        ("https://localhost:8080", 403),
        ("http://evil.example", 403),
        ("null", 403),
    ],
)
def test_origins(origin: str, expected: int) -> None:
    """An origin other than the sandbox's own is refused, for browsers that send only that."""
    assert status("POST", "/companies", "localhost:8080", origin=origin) == expected


@pytest.mark.parametrize("target", ["/_sandbox/state", "http://evil.example/_sandbox/state"])
def test_a_foreign_name_over_the_wire(sandbox: Sandbox, target: str) -> None:
    """A request under a foreign name, in its header or its target, reads nothing."""
    host = "localhost" if target.startswith("http") else "evil.example"
    port = int(sandbox.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 421 ")
    assert companies.SUCCEEDS.id.encode() not in answer


def test_a_name_that_is_allowed() -> None:
    """A sandbox answers to a name that it was started with."""
    with Sandbox(allowed_hosts=["Dev.Example"]) as sandbox:
        headers = {**sandbox.headers, "Host": "dev.example"}
        assert requests.get(f"{sandbox.url}/companies", headers=headers, timeout=10).ok


@pytest.mark.parametrize("value", ["dev.example", [1], ["a:80"], [""], None])
def test_names_that_cannot_be(value: Any) -> None:
    """A value that is not a list of names is refused, with the name of the option."""
    with pytest.raises(ConfigurationError, match="allowed_hosts must"):
        Sandbox(allowed_hosts=value)


def test_a_link_from_elsewhere_asks_first(call: SandboxCaller) -> None:
    """A link that a page of another origin opens links nothing until the user follows it."""
    company = call("POST", "/companies", json={"name": "Acme & Co"}).json()["id"]
    connection = call("POST", CONNECTIONS, company, json={"platformKey": "gbol"}).json()

    def follow(site: str) -> requests.Response:
        return call.session.get(connection["linkUrl"], headers={"Sec-Fetch-Site": site})

    page = follow("cross-site")
    assert (
        f'<a href="/_sandbox/link/{company}/{connection["id"]}">Link Acme &amp; Co</a>' in page.text
    )
    assert call.read(CONNECTIONS, company)["results"][0]["status"] == "PendingAuth"
    follow("same-origin")
    assert call.read(CONNECTIONS, company)["results"][0]["status"] == "Linked"


@pytest.mark.parametrize("ids", ["nobody", f"{companies.SUCCEEDS.id}/nothing"])
def test_a_link_to_nothing(call: SandboxCaller, ids: str) -> None:
    """A link to an unknown company or connection is 404 from elsewhere, too."""
    answer = call.session.get(
        f"{call.base}/_sandbox/link/{ids}", headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 404
