"""Who may steer a sandbox: programs on its machine, and those with its token."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from werkzeug.test import EnvironBuilder

from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox import Sandbox
from codatsyncexpenses.sandbox._state.world import RefusedError
from codatsyncexpenses.sandbox._wire.control import ROUTES, Control
from codatsyncexpenses.sandbox._wire.request import Request
from codatsyncexpenses.sandbox._wire.steering import Steering

HERE = ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", None]
"""Addresses of this machine; None is a request without a socket."""
ELSEWHERE = ["10.0.0.5", "::ffff:10.0.0.5", "fe80::1", "fe80::1%eth0", "0.0.0.0"]  # noqa: S104
WRONG = ["", "Bearer", "Bearer tok", "Bearer token ", "Bearer é", "Basic token", "token"]


def status(control: Control | None, token: str | None, address: str | None, **headers: str) -> int:
    """Return the status of a refusal to steer; 0 is none."""
    environ: dict[str, Any] = EnvironBuilder(
        path="/_sandbox/none", headers=[*headers.items()]
    ).get_environ()
    environ["REMOTE_ADDR"] = address
    try:
        Steering(control, token).answer(Request(environ))
    except RefusedError as refused:
        return 0 if refused.status == 404 else refused.status
    raise AssertionError("there is no operation at this path")


CONTROL: Any = object()


@pytest.mark.parametrize("token", [None, "token"])
@pytest.mark.parametrize("address", HERE)
def test_this_machine(address: str | None, token: str | None) -> None:
    """A program on this machine needs no token."""
    assert status(CONTROL, token, address) == 0


@pytest.mark.parametrize("address", ELSEWHERE)
def test_another_machine(address: str) -> None:
    """A program on another machine needs the token, and cannot steer a sandbox without one."""
    assert status(CONTROL, None, address, Authorization="Bearer token") == 403
    assert status(CONTROL, "token", address) == 401
    assert status(CONTROL, "token", address, Authorization="Bearer token") == 0


@pytest.mark.parametrize("given", WRONG)
def test_a_wrong_token(given: str) -> None:
    """Anything but the token after its scheme is refused."""
    assert status(CONTROL, "token", "10.0.0.5", Authorization=given) == 401


def test_a_scheme_in_any_case() -> None:
    """The name of the scheme may have any letter case."""
    assert status(CONTROL, "token", "10.0.0.5", Authorization="BEARER token") == 0


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Client-IP"])
def test_an_address_in_a_header(name: str) -> None:
    """A header does not make another machine this one."""
    assert status(CONTROL, None, "10.0.0.5", **{name: "127.0.0.1"}) == 403


@pytest.mark.parametrize("address", [*HERE, *ELSEWHERE])
def test_no_control(address: str | None) -> None:
    """Without its control, nobody steers the sandbox, not even with a token."""
    assert status(None, "token", address, Authorization="Bearer token") == 403


@pytest.mark.parametrize(
    ("control", "headers", "expected"),
    [
        pytest.param(False, {}, 403, id="no control"),
        pytest.param(True, {"Host": "evil.example"}, 421, id="another Host"),
        pytest.param(True, {"Origin": "http://evil.example"}, 403, id="another Origin"),
        pytest.param(True, {"Origin": "null"}, 403, id="no Origin"),
        pytest.param(True, {"Sec-Fetch-Site": "cross-site"}, 403, id="another site"),
    ],
)
def test_over_http(control: bool, headers: dict[str, str], expected: int) -> None:
    """Each path of the control refuses the request, and the state stays."""
    with Sandbox(clock="manual", control=control) as sandbox, requests.Session() as http:
        before = sandbox.snapshot()
        found = {
            http.request(
                route.method,
                f"{sandbox.url}/_sandbox/{route.path}",
                headers=headers,
                data=None if route.has_query else b"{}",
                timeout=10,
            ).status_code
            for route in ROUTES
        }
        assert (found, sandbox.snapshot()) == ({expected}, before)


def test_health_without_control() -> None:
    """Health and the data of the page are answered without the control."""
    with Sandbox(control=False) as sandbox:
        found = [
            requests.get(f"{sandbox.url}/_sandbox/{path}", timeout=10).status_code
            for path in ("health", "state")
        ]
        with pytest.raises(ConfigurationError, match="started without its control"):
            Sandbox.connect(sandbox.url)
    assert found == [200, 200]
