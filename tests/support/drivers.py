"""Either client, driven one call at a time, so that a test of both is written once."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import itertools
import os
import ssl
import time
import warnings
from collections.abc import Callable, Coroutine, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import requests

from codatsyncexpenses import AsyncCodatSyncExpenses, CodatSyncExpenses
from codatsyncexpenses._calls.wire import Lost, Outcome, Wire
from codatsyncexpenses._transport.aiohttp_session import AiohttpTransport
from codatsyncexpenses._transport.body import LIMIT
from codatsyncexpenses._transport.session import SessionTransport

if TYPE_CHECKING:
    from typing_extensions import Self

BLOCKING, ASYNCHRONOUS, UVLOOP = "blocking", "asynchronous", "uvloop"
CLIENTS = [BLOCKING, ASYNCHRONOUS, *([UVLOOP] if find_spec("uvloop") else [])]
"""The blocking client, and the asynchronous one in loops of asyncio and, where it is, of uvloop."""

T = TypeVar("T")


def new_uvloop() -> asyncio.AbstractEventLoop:
    """Return a loop of uvloop."""
    import uvloop

    return uvloop.new_event_loop()


class EventLoop:
    """An event loop that keeps what it complains of."""

    def __init__(self, new: Callable[[], asyncio.AbstractEventLoop]) -> None:
        self._loop = new()
        self.complaints: list[str] = []
        self._loop.set_exception_handler(lambda _, context: self.complaints.append(str(context)))

    @property
    def closed(self) -> bool:
        """Whether it is closed."""
        return self._loop.is_closed()

    def run(self, made: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine to its end."""
        return self._loop.run_until_complete(made)

    def close(self) -> None:
        """Close the loop; no task may be left, and no complaint may have come."""
        for _ in range(10):
            self.run(asyncio.sleep(0))  # connections that were closed take a turn or two
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self.run(_ended(left))
        self.run(self._loop.shutdown_asyncgens())
        self.run(self._loop.shutdown_default_executor())
        self._loop.close()
        assert not left
        assert self.complaints == []


async def _ended(tasks: set[asyncio.Task[Any]]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)


LOOPS: dict[str, Callable[[], asyncio.AbstractEventLoop]] = {
    ASYNCHRONOUS: asyncio.new_event_loop,
    UVLOOP: new_uvloop,
}


class Driver:
    """The blocking client, with a Session of its own or of the caller's."""

    def __init__(self, *, own: bool = True, **options: Any) -> None:
        """Create the client.

        :param options: its other settings
        """
        self._session = None if own else requests.Session()
        self.client: CodatSyncExpenses | AsyncCodatSyncExpenses = CodatSyncExpenses(
            client=self._session, **options
        )

    def run(self, made: T | Coroutine[Any, Any, T]) -> T:
        """Return what a call came to."""
        assert not asyncio.iscoroutine(made)
        return made

    def pause(self, seconds: float) -> None:
        """Let time pass in which the client is idle."""
        time.sleep(seconds)

    def close(self) -> None:
        """Close the client and its connections."""
        assert isinstance(self.client, CodatSyncExpenses)
        self.client.close()
        if self._session is not None:
            self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncDriver(Driver):
    """The asynchronous client, in an event loop of its own."""

    def __init__(
        self,
        loop: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop,
        *,
        own: bool = True,
        **options: Any,
    ) -> None:
        """Create the loop and the client.

        :param options: the client's other settings
        """
        self._loop = EventLoop(loop)
        self._given = None if own else self._loop.run(callers_session())
        self.client = AsyncCodatSyncExpenses(client=self._given, **options)

    def run(self, made: T | Coroutine[Any, Any, T]) -> T:
        """Return what a call came to."""
        return self._loop.run(made) if asyncio.iscoroutine(made) else made

    def pause(self, seconds: float) -> None:
        """Let time pass in which the client is idle and its loop runs."""
        self._loop.run(asyncio.sleep(seconds))

    def close(self) -> None:
        """Close the client, its connections and the loop, which must have nothing left to do."""
        assert isinstance(self.client, AsyncCodatSyncExpenses)
        self._loop.run(self.client.aclose())
        if self._given is not None:
            self._loop.run(self._given.close())
        self._loop.close()


async def callers_session() -> aiohttp.ClientSession:
    """Return a session as a caller makes it, which trusts the authority of the tests."""
    context = ssl.create_default_context(cafile=os.environ.get("REQUESTS_CA_BUNDLE"))
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context))


def driver(client: str, *, own: bool = True, **options: Any) -> Driver:
    """Create one of `CLIENTS`.

    :param own: whether it makes its Session itself
    :param options: its other settings
    """
    if client == BLOCKING:
        return Driver(own=own, **options)
    return AsyncDriver(LOOPS[client], own=own, **options)


class DrivenTransport:
    """The transport of the asynchronous client, one exchange at a time."""

    def __init__(self, *, own: bool = True, limit: int = LIMIT) -> None:
        self._loop = EventLoop(asyncio.new_event_loop)
        self._given = None if own else self._loop.run(callers_session())
        self._transport = AiohttpTransport(self._given, limit)
        self._lost = False

    def send(self, wire: Wire) -> Outcome:
        """Send once and read the whole response."""
        outcome = self._loop.run(self._exchange(wire))
        self._lost |= isinstance(outcome, Lost)
        return outcome

    async def _exchange(self, wire: Wire) -> Outcome:
        """Send once the loop, which rests between calls, has noticed what has arrived since."""
        for _ in range(3):
            await asyncio.sleep(0)
        return await self._transport.send(wire)

    def close(self) -> None:
        """Close the connections and the loop, once."""
        if self._loop.closed:
            return
        self._loop.run(self._transport.close())
        if self._given is not None:
            self._loop.run(self._given.close())
        self._loop.close()
        if self._lost and self._given is not None:
            with warnings.catch_warnings():
                # aiohttp waits for a server that has stopped reading, even to close.
                warnings.simplefilter("ignore", ResourceWarning)
                gc.collect()


Transport = SessionTransport | DrivenTransport
OWN, CALLERS = "own", "caller's"
WAYS = [*itertools.product((BLOCKING, ASYNCHRONOUS), (OWN, CALLERS))]
"""The clients, and who made the Session."""


@contextlib.contextmanager
def opened(client: str, *, own: bool = True, limit: int = LIMIT) -> Iterator[Transport]:
    """Hold the transport of a client."""
    if client == BLOCKING:
        with opened_blocking(own=own, limit=limit) as transport:
            yield transport
    else:
        driven = DrivenTransport(own=own, limit=limit)
        yield driven
        driven.close()


@contextlib.contextmanager
def opened_blocking(*, own: bool = True, limit: int = LIMIT) -> Iterator[SessionTransport]:
    """Hold the transport of the blocking client."""
    transport = SessionTransport(None if own else requests.Session(), limit)
    yield transport
    transport.session.close()
