"""A ClientSession of the caller's: the client uses it, and changes nothing in it."""

import asyncio
import warnings
from typing import Any

import aiohttp
import pytest

from codatsyncexpenses import errors
from codatsyncexpenses.sandbox import Sandbox


def list_companies(sandbox: Sandbox, session: dict[str, Any], **options: Any) -> bool:
    """Call with a session, and return whether that is open afterwards."""

    async def call() -> bool:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # auth= is deprecated
            own = aiohttp.ClientSession(**session)
        async with own:
            async with sandbox.async_client(client=own, **options) as s:
                await s.companies.list()
            return not own.closed

    return asyncio.run(call())


def auth() -> Any:
    """Return credentials that a session sends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return aiohttp.BasicAuth("user", "password")


def test_it_stays_open(manual: Sandbox) -> None:
    """The client does not close the session."""
    with manual:
        assert list_companies(manual, {})


def test_its_headers_are_sent(manual: Sandbox) -> None:
    """The client sends the headers of the session, and its own in place of those it sets."""
    with manual:
        list_companies(manual, {"headers": {"X-Team": "cards", "User-Agent": "mine"}})
    (request,) = manual.requests
    assert request.headers["X-Team"] == "cards"
    assert request.headers["User-Agent"].startswith("codatsyncexpenses/")


def test_its_timeout_is_not_used(manual: Sandbox) -> None:
    """The timeout of the client takes precedence over that of the session."""
    with manual:
        list_companies(manual, {"timeout": aiohttp.ClientTimeout(total=1e-6)})
    assert [each.status for each in manual.requests] == [200]


def test_two_credentials_are_refused(manual: Sandbox) -> None:
    """A session with auth is refused before anything is sent: the client has a credential."""
    with manual, pytest.raises(errors.ConfigurationError, match="must have no auth"):
        list_companies(manual, {"auth": auth()})
    assert not manual.requests


def test_the_session_has_the_credential() -> None:
    """A client without security sends the credential of the session."""
    with Sandbox(api_key="user:password", clock="manual") as sandbox:
        list_companies(sandbox, {"auth": auth()}, security=None)
    assert [each.status for each in sandbox.requests] == [200]
