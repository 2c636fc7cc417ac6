"""The asynchronous client: its settings, its lifetime, and what it shares with the blocking one."""

from __future__ import annotations

import asyncio
import copy
import pickle
import sys
import warnings
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any
from unittest import mock

import aiohttp
import pytest
import requests

from codatsyncexpenses import AsyncCodatSyncExpenses, CodatSyncExpenses, errors, utils
from codatsyncexpenses._display.records import record
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.events import Events
from tests.support.faulty_server import HEALTHY, Server
from tests.support.ids import COMPANY_ID
from tests.support.scripted_client import BY_ID, INITIATE

LIST = operations.ListSyncsRequest(companies.SUCCEEDS.id)
KEY = shared.Security("Basic c2VjcmV0")
NOWHERE = "http://127.0.0.1:9"


async def status(s: AsyncCodatSyncExpenses) -> int:
    """Make a call, and return its status."""
    return (await s.sync.list(LIST)).status_code


def answer(s: AsyncCodatSyncExpenses) -> int:
    """Make a call in a loop of its own, and return its status."""

    async def run() -> int:
        async with s:
            return await status(s)

    return asyncio.run(run())


# Credentials.


class Vault:
    """Returns credentials, in many ways, and counts them."""

    def __init__(self, found: Any) -> None:
        self.found, self.count = found, 0

    def blocking(self) -> Any:
        """Return it."""
        self.count += 1
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    async def awaited(self) -> Any:
        """Return it to whoever awaits it."""
        await asyncio.sleep(0)
        return self.blocking()

    def future(self) -> Any:
        """Return a task that has it."""
        return asyncio.ensure_future(self.awaited())


VAULTS: dict[str, Callable[[Vault], Any]] = {
    "blocking": lambda vault: vault.blocking,
    "coroutine function": lambda vault: vault.awaited,
    "future": lambda vault: vault.future,
    "partial": lambda vault: partial(vault.awaited),
}


@pytest.mark.parametrize("way", VAULTS.values(), ids=list(VAULTS))
def test_a_callable_credential(sandbox: Sandbox, way: Callable[[Vault], Any]) -> None:
    """A callable is called, and awaited where it is asynchronous, once for each call."""
    vault = Vault(sandbox.security)

    async def run() -> list[int]:
        async with sandbox.async_client(security=way(vault)) as s:
            return [await status(s), await status(s.with_options(timeout=9))]

    assert asyncio.run(run()) == [200, 200]
    assert vault.count == 2


NONSENSE: dict[str, Any] = {
    "none": None,
    "text": "Basic c2VjcmV0",
    "class": shared.Security,
    "function": lambda: KEY,
    "coroutine function": asyncio.sleep,
    "bare key": shared.Security("c2VjcmV0"),
}


@pytest.mark.parametrize("found", NONSENSE.values(), ids=list(NONSENSE))
@pytest.mark.parametrize("way", VAULTS.values(), ids=list(VAULTS))
def test_a_callable_that_returns_nonsense(way: Callable[[Vault], Any], found: Any) -> None:
    """A result that is no credential is refused, and is not called in its turn."""
    with Server([HEALTHY]) as server:
        s = AsyncCodatSyncExpenses(way(Vault(found)), server_url=server.url)
        with pytest.raises(errors.ConfigurationError, match=r"security must|must be 'Basic"):
            answer(s)
        assert not server.requests


@pytest.mark.parametrize("way", VAULTS.values(), ids=list(VAULTS))
def test_a_callable_that_raises(way: Callable[[Vault], Any]) -> None:
    """The error of a callable reaches the caller as it is, and nothing is sent."""
    error = LookupError("vault")
    with Server([HEALTHY]) as server:
        s = AsyncCodatSyncExpenses(way(Vault(error)), server_url=server.url)
        with pytest.raises(LookupError) as caught:
            answer(s)
        assert caught.value is error
        assert not server.requests


def test_the_blocking_client_awaits_nothing() -> None:
    """An asynchronous callable is refused by the blocking client."""
    vault: Any = Vault(KEY).future
    s = CodatSyncExpenses(vault, server_url=NOWHERE)

    async def run() -> None:
        with pytest.raises(errors.ConfigurationError, match="a callable that returns one, not"):
            s.sync.get(BY_ID)

    asyncio.run(run())


# Its lifetime.


def test_an_async_with_statement(sandbox: Sandbox) -> None:
    """The client closes at the end of its block; later calls and blocks are refused."""

    async def run() -> None:
        async with sandbox.async_client() as s:
            assert await status(s) == 200
        with pytest.raises(errors.RequestError, match=r"^sync\.list: the client is closed$"):
            await status(s)
        with pytest.raises(errors.RequestError, match=r"^the client is closed"):
            await s.__aenter__()
        await s.aclose()

    asyncio.run(run())


@pytest.mark.parametrize("closes", ["parent", "child"])
def test_with_options_shares(closes: str) -> None:
    """Clients of `with_options` share connections, retry budget and end."""

    async def run(url: str) -> None:
        s = AsyncCodatSyncExpenses(server_url=url)
        other = s.with_options(timeout=5, headers={"X-A": "1"})
        assert type(other) is AsyncCodatSyncExpenses
        assert s._calls._calls._budget(url) is other._calls._calls._budget(url)
        for client in (s, other, other.with_options()):
            await client.sync.get(BY_ID)
        await (s if closes == "parent" else other).aclose()
        for client in (s, other, other.with_options()):
            with pytest.raises(errors.RequestError, match="the client is closed"):
                await client.sync.get(BY_ID)

    with Server([HEALTHY]) as server:
        asyncio.run(run(server.url))
        assert server.connections == 1
        assert [request.headers.get("x-a") for request in server.requests] == [None, "1", "1"]


def pickled(protocol: int, s: AsyncCodatSyncExpenses) -> AsyncCodatSyncExpenses:
    """Return what the pickle of a client makes."""
    made: AsyncCodatSyncExpenses = pickle.loads(pickle.dumps(s, protocol))  # noqa: S301 - our own
    return made


WAYS: dict[str, Callable[[AsyncCodatSyncExpenses], AsyncCodatSyncExpenses]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {each}": partial(pickled, each) for each in range(pickle.HIGHEST_PROTOCOL + 1)},
}


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_a_client_travels(sandbox: Sandbox, way: Callable[..., AsyncCodatSyncExpenses]) -> None:
    """A client that has connections is pickled and copied without them, and works."""

    async def run() -> None:
        async with sandbox.async_client(headers={"X-A": "1"}) as s:
            assert await status(s) == 200
            made = way(s.with_options(timeout=7))
            assert made._calls._calls.options.timeout.exchange == 7
            assert made._calls._calls.options.headers.value == {"X-A": "1"}
            assert (await status(s), await status(made)) == (200, 200)
            await made.aclose()

    asyncio.run(run())


# Its settings.


def test_the_environment(sandbox: Sandbox) -> None:
    """`from_env` takes the variables of the blocking client, and options."""
    environ = {"CODAT_AUTH_HEADER": sandbox.authorization, "CODAT_SERVER_URL": sandbox.url}

    class Mine(AsyncCodatSyncExpenses):
        pass

    s = Mine.from_env(environ, timeout=7)
    assert type(s) is Mine
    assert s._calls._calls.options.timeout.exchange == 7
    assert answer(s) == 200
    with pytest.raises(errors.ConfigurationError, match="set one of CODAT_API_KEY"):
        Mine.from_env({})


def test_repr() -> None:
    """A client shows its server and not its key."""
    s = AsyncCodatSyncExpenses(KEY, server_url="https://other.example/")
    assert repr(s) == "AsyncCodatSyncExpenses(server_url='https://other.example')"


def test_sessions_of_the_wrong_library() -> None:
    """Each client refuses the session of the other's library, and says which one it takes."""
    session: Any = requests.Session()
    with pytest.raises(errors.ConfigurationError, match=r"must be a aiohttp\.ClientSession, not S"):
        AsyncCodatSyncExpenses(client=session)

    async def run() -> None:
        async with aiohttp.ClientSession() as given:
            wrong: Any = given
            text = r"must be a requests\.Session, not ClientSession"
            with pytest.raises(errors.ConfigurationError, match=text):
                CodatSyncExpenses(client=wrong)

    asyncio.run(run())


def test_a_session_of_the_callers(sandbox: Sandbox) -> None:
    """The caller's session is used, and is open and unchanged after the client is closed."""

    async def run() -> None:
        async with aiohttp.ClientSession() as session:
            before = dict(session.headers)
            async with sandbox.async_client(client=session) as s:
                assert await status(s) == 200
            assert not session.closed
            assert dict(session.headers) == before
            assert [*session.cookie_jar] == []

    asyncio.run(run())


def test_events(sandbox: Sandbox) -> None:
    """`on_event` receives the events of a call in the event loop."""
    events = Events()
    assert answer(sandbox.async_client(on_event=events.append)) == 200
    assert events.lines == ["RequestSending 1", "ResponseReceived 1: 200", "CallEnded 1: 200"]


def test_an_unlisted_operation(sandbox: Sandbox) -> None:
    """`request` returns the JSON of any operation, as the blocking client does."""

    async def run() -> Any:
        async with sandbox.async_client() as s:
            return await s.request("GET", "/companies", params={"pageSize": 1}, timeout=9)

    with sandbox.client() as s:
        blocking = s.request("GET", "/companies", params={"pageSize": 1})
    assert asyncio.run(run())["results"] == blocking["results"] != []


# Deprecated methods.

DEPRECATED: dict[str, Callable[[AsyncCodatSyncExpenses], Coroutine[Any, Any, object]]] = {
    "sync.initiate_sync": lambda s: s.sync.initiate_sync(INITIATE),
    "sync.initiate_and_wait": lambda s: s.sync.initiate_and_wait(INITIATE),
    "expenses.create_dataset": lambda s: s.expenses.create_dataset(company_id=COMPANY_ID),
}


async def directly(call: Coroutine[Any, Any, object]) -> object:
    """Await a call."""
    return await call


async def in_a_task(call: Coroutine[Any, Any, object]) -> object:
    """Await the task of a call."""
    return await asyncio.ensure_future(call)


@pytest.mark.parametrize(("name", "call"), DEPRECATED.items(), ids=list(DEPRECATED))
@pytest.mark.parametrize("way", [directly, in_a_task])
def test_deprecated_methods(name: str, call: Any, way: Callable[..., Awaitable[object]]) -> None:
    """A deprecated method warns once, at the line that calls it, also if a task awaits it."""

    async def run() -> None:
        s = AsyncCodatSyncExpenses(server_url=NOWHERE, max_retries=0)
        with pytest.raises(errors.CodatError):
            await way(call(s))
        await s.aclose()

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        asyncio.run(run())
    (warning,) = caught
    assert warning.category is DeprecationWarning
    assert str(warning.message).startswith(f"{name} is deprecated. The service ends it after 1 May")
    assert warning.filename == __file__


@pytest.mark.skipif(sys.version_info < (3, 12), reason="functions cannot be marked")
def test_autospec() -> None:
    """A mock made of the client has coroutine functions, the deprecated ones too."""
    s: Any = mock.create_autospec(AsyncCodatSyncExpenses, instance=True)
    for method in (s.sync.get, s.sync.initiate_sync, s.sync.initiate_and_wait):
        assert isinstance(method, mock.AsyncMock)


# Lists in pages.


def test_lists_in_pages(sandbox: Sandbox) -> None:
    """`list_all` gives the items, pages, lists and records that the blocking client gives."""
    request = operations.ListCompaniesRequest(page_size=2)

    async def run() -> list[Any]:
        async with sandbox.async_client() as s:
            listed = s.companies.list_all(request)
            items = [company async for company in listed]
            again = [page.companies async for page in listed.pages()]
            assert await listed.to_records() == [*map(record, items)]
            return [items, again, await listed.to_list(), await listed.to_list()]

    with sandbox.client() as s:
        expected = s.companies.list_all(request)
        blocking = [page.companies for page in expected.pages()]
        items, pages, *lists = asyncio.run(run())
        assert items == [*expected] != []
    assert pages == blocking
    assert lists == [items, items]
    assert {type(each) for each in lists} == {utils.ModelList}


def test_repr_of_a_list() -> None:
    """A list of all pages shows its request, as the blocking client's does."""
    listed = AsyncCodatSyncExpenses().companies.list_all(page_size=2)
    assert isinstance(listed, utils.AsyncPages)
    assert repr(listed) == repr(CodatSyncExpenses().companies.list_all(page_size=2))


def test_a_list_of_another_request() -> None:
    """A request of another operation is refused where the list is made, before it is read."""
    wrong: Any = LIST
    with pytest.raises(errors.RequestError, match=r"^companies\.list_all takes"):
        AsyncCodatSyncExpenses().companies.list_all(wrong)


def test_a_list_that_is_left(sandbox: Sandbox) -> None:
    """A reader who stops leaves no request under way; the client goes on."""

    async def run() -> int:
        async with sandbox.async_client() as s:
            async for _ in s.companies.list_all(page_size=1):
                break
            return await status(s)

    assert asyncio.run(run()) == 200
