"""The asynchronous loop: the calls, waits and readings of pages of `blocking`, awaited."""

from __future__ import annotations

import functools
import inspect
import math
import os
import sys
import threading
import warnings
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from .._bases.model import ModelList
from .._bases.security import Hidden
from .._calls.operation import Item, Operation, Req, Res
from .._calls.reading import Reading
from .._calls.retries import RetryConfig
from .._exceptions import CallError, RequestError
from .._lazy import LateModule, publish
from .bases import Driver, Held, Listing

if TYPE_CHECKING:
    import asyncio

    from .._bases.response import Response
    from .._calls import watch as watches
    from .._calls.call import Call, Calls, Configuration
    from .._calls.pacing import Pace
    from .._calls.watch import Start, Wait, Watch
    from .._calls.wire import Outcome, Wire
else:
    asyncio = LateModule("asyncio")  # a blocking client needs none
    watches = LateModule(".._calls.watch", __package__)


Method = TypeVar("Method", bound=Callable[..., Any])


class AsyncTransport(Protocol):
    """Sends requests; tests pass a scripted one."""

    async def send(self, wire: Wire) -> Outcome:
        """Send once and read the whole response."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class AsyncLifetime:
    """Whether a client is closed, and its process; clients that share connections share it."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._process = os.getpid()
        self.closed: bool = False
        self._pauses: set[asyncio.Future[None]] = set()

    def leave_parent(self) -> None:
        """After a fork, drop what belongs to the parent."""
        if self._process != os.getpid():
            self._calls.forget()
            self._process = os.getpid()

    async def pause(self, seconds: float) -> bool:
        """Pause until the client is closed, at most; return whether it is."""
        if self.closed:
            return True  # a wait pauses again after a call that has been ended
        waking = asyncio.get_running_loop().create_future()
        self._pauses.add(waking)
        try:
            await asyncio.wait((waking,), timeout=seconds)
        finally:
            self._pauses.discard(waking)
        return self.closed

    def close(self) -> None:
        """End all pauses."""
        self.closed = True
        for waking in self._pauses:
            if not waking.done():
                waking.set_result(None)


class AsyncLoop(Driver):
    """Makes the calls of one asynchronous client."""

    def __init__(
        self, calls: Calls, transport: AsyncTransport, life: AsyncLifetime | None = None
    ) -> None:
        self._calls = calls
        self._transport = transport
        self._life = life or AsyncLifetime(calls)

    def sharing(
        self,
        configuration: Configuration,
        headers: Hidden[Mapping[str, str] | None],
        changes: Mapping[str, Any],
    ) -> AsyncLoop:
        """Return the loop of another client over the same connections.

        :param headers: additional headers for each request
        :param changes: the other options that differ
        """
        calls = self._calls.sharing(configuration, headers, changes)
        return AsyncLoop(calls, self._transport, self._life)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy without what belongs to an event loop."""
        return AsyncLoop, (self._calls, self._transport)

    @property
    def closed(self) -> bool:
        """Whether the client is closed."""
        return self._life.closed

    async def call(
        self,
        operation: Operation[Req, Res],
        request: Req | None = None,
        retries: RetryConfig | None = None,
        until: float = math.inf,
        **given: Any,
    ) -> Res:
        """Make one call, with all its attempts.

        :param until: the end of every attempt, by the clock of the seams
        :param given: the fields of a request that is None, and `KeyedOptions`
        """
        self._life.leave_parent()
        if self._life.closed:
            raise RequestError(f"{operation.name}: the client is closed")
        if operation.uploads or callable(self._calls.security.value):
            call = await self._begin(operation, request, retries, until, given)
        else:
            call = self._calls.begin(operation, request, retries, until, **given)
        try:
            while call.pace is None or await self._has_turn(call, call.pace):
                seconds = call.after(await self._transport.send(call.wire()))
                if seconds is None or await self._pause(seconds):
                    break
            return call.result()
        except BaseException as error:
            call.broken(error)
            raise

    async def wait(
        self,
        plan: Wait[Any, Res] | Start[Any, Any, Res],
        request: Any = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> Res:
        """Poll until the end, and return the last response.

        :param given: the fields of a request that is None, and `StartOptions`
        """
        watch = watches.Watch(plan, request, self._calls.seams, given)
        try:
            while (seconds := watch.after(await self._answer(watch, retries))) is not None:
                await self._pause(seconds)
            return watch.result()
        except BaseException as error:
            watch.broken(error)
            raise
        finally:
            watch.close()

    async def close(self) -> None:
        """End the pauses of calls, and close the connections."""
        self._life.close()
        await self._transport.close()

    async def _begin(
        self,
        operation: Operation[Req, Res],
        request: Req | None,
        retries: RetryConfig | None,
        until: float,
        given: dict[str, Any],
    ) -> Call[Res]:
        """Begin a call that cannot be begun at once."""
        security: Hidden[Any] = self._calls.security
        if callable(security.value):
            found: Hidden[Any] = Hidden(security.value())
            if inspect.isawaitable(found.value):
                found = Hidden(await found.value)
            security = Hidden(lambda: found.value)  # whatever it is, it is not called again
        begin = functools.partial(
            self._calls.begin, operation, request, retries, until, security, **given
        )
        # Looking at a file takes as long as its disk does.
        return await asyncio.to_thread(begin) if operation.uploads else begin()

    async def _answer(
        self, watch: Watch[Any], retries: RetryConfig | None
    ) -> Response[Any] | CallError:
        """Return the response of a wait's next call, or its error."""
        try:
            answer: Response[Any] = await self.call(
                watch.operation, watch.request, retries, watch.until, **watch.idempotency_key
            )
        except CallError as error:
            return error
        return answer

    async def _has_turn(self, call: Call[Any], pace: Pace) -> bool:
        """Wait for the turn of a call's next attempt; return whether it may begin."""
        seconds = call.turn(pace)
        return seconds == 0 or (seconds is not None and not await self._pause(seconds))

    async def _pause(self, seconds: float) -> bool:
        """Pause; return True if the client was closed meanwhile."""
        seconds = min(seconds, threading.TIMEOUT_MAX)
        if self._calls.seams.sleep is not None:
            self._calls.seams.sleep(seconds)
            seconds = 0.0  # for the other tasks
        return await self._life.pause(seconds)


def warns(message: str) -> Callable[[Method], Method]:
    """Let a deprecated coroutine function warn where it is called.

    A task may await it, and has no caller.
    """

    def warning(method: Method) -> Method:
        @functools.wraps(method)
        def called(*arguments: Any, **given: Any) -> Any:
            warnings.warn(message, DeprecationWarning, stacklevel=2)
            return method(*arguments, **given)

        if sys.version_info >= (3, 12):
            inspect.markcoroutinefunction(called)
        made: Any = called
        marked: Method = made
        return marked

    return warning


class AsyncResource(Held[AsyncLoop]):
    """Base of the generated asynchronous resources."""


class AsyncPages(Listing[AsyncLoop, Res, Item]):
    """All items of a list, requested page by page as needed.

    Each iteration starts again from the page of the request. Every page is a separate call, with
    its own retries and waits for the rate limit.
    """

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for response in self.pages():
            for item in getattr(response, self._paging.value).results or ():
                yield item

    async def to_list(self) -> ModelList[Item]:
        """Read all pages, and return their items as a list that converts to records or a table.

        :raises SDKError: as ``pages`` does
        :raises DecodeError: as ``pages`` does
        """
        return ModelList([item async for item in self])

    async def to_records(self) -> list[dict[str, Any]]:
        """Read all pages, and return one dict of plain values for each item.

        The values are those of `utils.ModelList.to_records`.

        :raises SDKError: as ``pages`` does
        :raises DecodeError: as ``pages`` does
        """
        return (await self.to_list()).to_records()

    async def pages(self) -> AsyncIterator[Res]:
        """Return the response of each page, one after the other.

        :raises SDKError: if the response to a page is an error, whatever its status
        :raises DecodeError: if a page is not the requested one, has no results, is empty although
            another follows, or repeats an earlier one
        """
        operation, reading = self._paging.operation, Reading(self._paging, self._request)
        while (request := reading.request()) is not None:
            response = await self._calls.call(operation, request, self._retries, **self._options)
            reading.after(response)
            yield response


publish(__name__, "utils", AsyncPages)
