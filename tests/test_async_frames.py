"""No failure of the asynchronous client shows a credential, as `test_frames` shows of the other."""

from __future__ import annotations

import asyncio
import functools
import logging
import pickle
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from codatsyncexpenses import AsyncCodatSyncExpenses, errors
from codatsyncexpenses._transport.failures import causes
from codatsyncexpenses.models import shared
from tests.support.awaiting import answered
from tests.support.certificates import Certificates
from tests.support.faulty_server import Server, Turn, close, plain, read, read_bytes, send, silence
from tests.test_frames import (
    ANSWERS,
    BASE64,
    CALLS,
    ENVIRONMENTS,
    GOOD,
    HEADER,
    KEY,
    NEEDLES,
    ODD,
    QUICK,
    REFUSED,
    REQUEST,
    SETTINGS,
    WRONG,
    WRONG_OPTIONS,
    OddError,
    check,
    pages,
)

Call = Callable[[Any], object]


def client(url: str, **options: Any) -> AsyncCodatSyncExpenses:
    """Return a client of a server."""
    security, headers = shared.Security(HEADER), {"X-Gateway-Key": KEY}
    given: dict[str, Any] = {"security": security, "headers": headers, **options}
    return AsyncCodatSyncExpenses(
        server_url=url, retry_config=QUICK, timeout=0.2, raise_on_error=True, **given
    )


async def result(s: AsyncCodatSyncExpenses, call: Call) -> object:
    """Make a call, and return its result or all of its items."""
    if call is pages:
        return [item async for item in s.companies.list_all()]
    if call is REFUSED["page"]:
        return [item async for item in s.companies.list_all(page=-1)]
    if call is REFUSED["closed"]:
        await s.aclose()
        return await s.sync.get(REQUEST)
    return await answered(call(s))


def fail(call: Call, url: str, *, own: bool = True, **options: Any) -> object:
    """Make a call in a loop of its own, over our session or the caller's."""

    async def run() -> object:
        session = None if own else aiohttp.ClientSession()
        try:
            async with client(url, client=session, **options) as s:
                return await result(s, call)
        finally:
            if session is not None:
                await session.close()

    return asyncio.run(run())


SESSIONS = pytest.mark.parametrize("own", [True, False], ids=["own", "caller's"])


@SESSIONS
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("turn", ANSWERS.values(), ids=list(ANSWERS))
def test_a_call_that_fails(turn: Turn, call: Call, own: bool) -> None:
    """However a call fails, its error and the frames of aiohttp show no credential."""
    with Server([turn]) as server:
        error = check(functools.partial(fail, call, server.url, own=own))
    if isinstance(error, errors.CodatError):
        assert BASE64.encode() not in pickle.dumps(error)
        assert KEY.encode() not in pickle.dumps(error)


@SESSIONS
def test_a_refused_connection(own: bool) -> None:
    """A connection that is refused shows no credential."""
    with Server([], listens_after=None) as server:
        for call in CALLS:
            check(functools.partial(fail, call, server.url, own=own))


@SESSIONS
@pytest.mark.parametrize("kind", ["unknown authority", "another host's", "expired"])
def test_a_refused_certificate(own: bool, certificates: Certificates, kind: str) -> None:
    """A certificate that is not trusted shows no credential."""
    with Server([[read]], tls=certificates.of(kind)) as server:
        check(functools.partial(fail, CALLS[0], server.url, own=own))


@SESSIONS
def test_no_tls_there(own: bool) -> None:
    """TLS on a port that does not speak it shows no credential."""
    with Server([[read_bytes, send(b"hello\r\n\r\n"), close]]) as server:
        check(functools.partial(fail, CALLS[0], server.url.replace("http", "https"), own=own))


@SESSIONS
@pytest.mark.parametrize("security", GOOD.values(), ids=list(GOOD))
@pytest.mark.parametrize("call", REFUSED.values(), ids=list(REFUSED))
def test_a_call_that_is_refused(call: Call, security: Any, own: bool) -> None:
    """A call that is refused before anything is sent shows no credential."""
    url = "http://127.0.0.1:9"
    check(functools.partial(fail, call, url, own=own, security=security))


# Cancelled calls.

STILL: dict[str, Turn] = {
    "no response": [read, silence],
    "half a response": [read, send(plain(200, b"{" * 9)[:-3]), silence],
    "a pause": [read, send(plain(503, {}, "Retry-After: 0.5"))],
}


def cancelled(call: Call, url: str, *, own: bool = True, **options: Any) -> object:
    """Cancel a call that has begun, and raise the error that it sees inside."""

    async def run() -> object:
        session = None if own else aiohttp.ClientSession()
        s = client(url, client=session, **options).with_options(timeout=5, retry_config=None)
        task = asyncio.ensure_future(result(s, call))
        await asyncio.sleep(0.1)
        task.cancel()
        try:
            return await task
        finally:
            await s.aclose()
            if session is not None:
                await session.close()

    return asyncio.run(run())


@SESSIONS
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("turn", STILL.values(), ids=list(STILL))
def test_a_cancelled_call(turn: Turn, call: Call, own: bool) -> None:
    """A call that is cancelled shows no credential, wherever it was."""
    with Server([turn]) as server:
        check(functools.partial(cancelled, call, server.url, own=own), asyncio.CancelledError)


def test_a_credential_that_is_awaited() -> None:
    """A callable that is cancelled, raises or returns nonsense shows no argument of its own."""

    async def vault(_: str, found: Any) -> Any:
        await asyncio.sleep(0.01)
        if found in (OddError, asyncio.CancelledError):
            raise found
        return found

    for found in (*WRONG.values(), OddError, asyncio.CancelledError):
        security = functools.partial(vault, KEY, found)
        check(
            functools.partial(fail, CALLS[0], "http://127.0.0.1:9", security=security),
            BaseException,
        )


# Settings.


@pytest.mark.parametrize("options", SETTINGS.values(), ids=list(SETTINGS))
@pytest.mark.parametrize("security", GOOD.values(), ids=list(GOOD))
def test_a_wrong_setting_beside_a_credential(security: Any, options: dict[str, Any]) -> None:
    """Refusing a setting does not show the credential beside it."""

    def refused() -> object:
        s = AsyncCodatSyncExpenses(security, **options)
        return asyncio.run(result(s, CALLS[0]))

    check(refused)


@pytest.mark.parametrize("security", WRONG.values(), ids=list(WRONG))
def test_a_wrong_credential(security: Any) -> None:
    """Refusing a credential does not show it, nor beside another mistake."""
    check(lambda: AsyncCodatSyncExpenses(security), errors.ConfigurationError)
    for options in SETTINGS.values():
        check(functools.partial(AsyncCodatSyncExpenses, security, **options))


@pytest.mark.parametrize("options", WRONG_OPTIONS.values(), ids=list(WRONG_OPTIONS))
def test_a_wrong_option_of_another_client(options: dict[str, Any]) -> None:
    """Refusing an option of `with_options` shows no credential, and no header."""
    s = client("http://127.0.0.1:9")
    check(lambda: s.with_options(**options), errors.ConfigurationError)


def test_an_unknown_argument() -> None:
    """Refusing an argument that the client does not have shows no value of it."""
    given: dict[str, Any] = {"api_key": KEY, "header": {"X-Key": KEY}}
    check(lambda: AsyncCodatSyncExpenses(**given), errors.ConfigurationError)


@pytest.mark.parametrize("variables", ENVIRONMENTS.values(), ids=list(ENVIRONMENTS))
def test_an_environment(variables: dict[str, str]) -> None:
    """Refusing an environment shows no variable of it."""
    check(lambda: AsyncCodatSyncExpenses.from_env(variables), errors.ConfigurationError)


# What else a program shows.


@pytest.mark.parametrize("kind", ODD)
def test_a_tracer_that_raises(kind: type[BaseException]) -> None:
    """A tracer of the caller's session that raises leaves no credential in frames of aiohttp."""

    async def raising(*_: object) -> None:
        raise kind

    async def run(url: str) -> object:
        config = aiohttp.TraceConfig()
        config.on_request_headers_sent.append(raising)
        async with aiohttp.ClientSession(trace_configs=[config]) as session:
            return await client(url, client=session).sync.get(REQUEST)

    with Server([[read, send(plain(200, {}))]]) as server:
        check(lambda: asyncio.run(run(server.url)), BaseException)


def test_logs_texts_and_pickles(caplog: pytest.LogCaptureFixture) -> None:
    """No log of any library, no text of the client, and no response in a pickle shows one."""
    caplog.set_level(logging.DEBUG)

    async def run(url: str) -> list[object]:
        async with client(url) as s:
            failed = s.with_options(raise_on_error=False, timeout=5)
            response = await failed.sync.get(REQUEST)
            raw = response.raw_response
            assert raw is not None
            request = raw.request
            shown: list[object] = [s, failed, s.sync, vars(s), response, vars(response)]
            shown += [raw.__dict__, request.__dict__, request.headers, s.companies.list_all()]
            shown += [pickle.dumps(response), response.call_facts]
            return [*shown, *[task.get_stack() for task in asyncio.all_tasks()]]

    with Server([[read, send(plain(404, {}))]]) as server:
        shown = asyncio.run(run(server.url), debug=True)
    texts = [*map(repr, shown), *caplog.messages, caplog.text]
    assert not [text for text in texts for needle in NEEDLES if needle in text]


def test_request_info() -> None:
    """The request that errors of aiohttp hold has no credential, in their pickles neither."""
    with Server([ANSWERS["no HTTP"]]) as server:
        error = check(functools.partial(fail, CALLS[0], server.url))
    found = [each for each in causes(error, None) if isinstance(each, aiohttp.ClientResponseError)]
    assert found
    for cause in found:
        assert cause.request_info.headers["Authorization"] == "***"
        assert cause.request_info.headers["X-Gateway-Key"] == "***"
