"""The blocking loop: calls, waits and readings of pages, driven one step after the other."""

from __future__ import annotations

import math
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, overload

from .._bases.model import ModelList
from .._calls.operation import Item, Operation, Req, Res
from .._calls.reading import Reading
from .._calls.retries import RetryConfig
from .._exceptions import CallError, RequestError
from .._lazy import LateModule, publish
from .bases import Driver, Held, Listing

if TYPE_CHECKING:
    from .._bases.response import Response
    from .._bases.security import Hidden
    from .._calls import watch as watches
    from .._calls.call import Call, Calls, Configuration
    from .._calls.pacing import Pace
    from .._calls.watch import Start, Wait, Watch
    from .._calls.wire import Outcome, Wire
else:
    watches = LateModule(".._calls.watch", __package__)  # most calls need no wait


class Transport(Protocol):
    """Sends requests; tests pass a scripted one."""

    def send(self, wire: Wire) -> Outcome:
        """Send once and read the whole response."""
        ...

    def renew(self) -> None:
        """Forget the connections without touching them: they belong to another process."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class Lifetime:
    """Whether a client is closed, and its process; clients that share connections share it."""

    def __init__(self, calls: Calls, transport: Transport) -> None:
        self._calls, self._transport = calls, transport
        self._process = os.getpid()
        self.closed: threading.Event = threading.Event()

    def leave_parent(self) -> None:
        """After a fork, drop everything that belongs to the parent.

        A child that used the parent's connections would read its responses, and no thread here
        releases a lock that a thread of the parent held.
        """
        if self._process != os.getpid():
            self._transport.renew()
            self._calls.forget()
            self._process = os.getpid()
            closed, self.closed = self.closed.is_set(), threading.Event()
            if closed:
                self.closed.set()


class Loop(Driver):
    """Makes the calls of one client."""

    def __init__(self, calls: Calls, transport: Transport, life: Lifetime | None = None) -> None:
        self._calls = calls
        self._transport = transport
        self._life = life or Lifetime(calls, transport)

    def sharing(
        self,
        configuration: Configuration,
        headers: Hidden[Mapping[str, str] | None],
        changes: Mapping[str, Any],
    ) -> Loop:
        """Return the loop of another client over the same connections.

        :param headers: additional headers for each request
        :param changes: the other options that differ
        """
        calls = self._calls.sharing(configuration, headers, changes)
        return Loop(calls, self._transport, self._life)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy without locks."""
        return Loop, (self._calls, self._transport)

    @property
    def closed(self) -> bool:
        """Whether the client is closed."""
        return self._life.closed.is_set()

    def call(
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
        if self._life.closed.is_set():
            raise RequestError(f"{operation.name}: the client is closed")
        call = self._calls.begin(operation, request, retries, until, **given)
        try:
            while call.pace is None or self._has_turn(call, call.pace):
                seconds = call.after(self._transport.send(call.wire()))
                if seconds is None or self._pause(seconds):
                    break
            return call.result()
        except BaseException as error:
            call.broken(error)
            raise

    def wait(
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
            while (seconds := watch.after(self._answer(watch, retries))) is not None:
                self._pause(seconds)
            return watch.result()
        except BaseException as error:
            watch.broken(error)
            raise
        finally:
            watch.close()

    def close(self) -> None:
        """End the pauses of calls, and close the connections."""
        self._life.leave_parent()
        self._life.closed.set()
        self._transport.close()

    def _answer(self, watch: Watch[Any], retries: RetryConfig | None) -> Response[Any] | CallError:
        """Return the response of a wait's next call, or its error."""
        try:
            answer: Response[Any] = self.call(
                watch.operation, watch.request, retries, watch.until, **watch.idempotency_key
            )
        except CallError as error:
            return error
        return answer

    def _has_turn(self, call: Call[Any], pace: Pace) -> bool:
        """Wait for the turn of a call's next attempt; return whether it may begin."""
        seconds = call.turn(pace)
        return seconds == 0 or (seconds is not None and not self._pause(seconds))

    def _pause(self, seconds: float) -> bool:
        """Pause; return True if the client was closed meanwhile."""
        self._life.leave_parent()  # a wait continues in a child too, which has its own event
        # Only odd headers ask for longer pauses than threads can wait for.
        seconds = min(seconds, threading.TIMEOUT_MAX)
        if self._calls.seams.sleep is not None:
            self._calls.seams.sleep(seconds)
            seconds = 0.0
        return self._life.closed.wait(seconds)


class Resource(Held[Loop]):
    """Base of the generated resources."""


R = TypeVar("R")


class Part(Generic[R]):
    """A resource of a client, which loads on first use.

    On a client it is the resource; on a client's class, the class of the resource.
    """

    def __init__(self, name: str) -> None:
        """Name the class, which the module of the client's class loads on first use."""
        self._class = name

    def __set_name__(self, owner: type[object], name: str) -> None:
        self._module, self._name = owner.__module__, name

    @overload
    def __get__(self, held: None, _: type[object]) -> type[R]: ...

    @overload
    def __get__(self, held: object, _: type[object]) -> R: ...

    def __get__(self, held: object | None, _: type[object]) -> type[R] | R:
        made: Callable[[object], R] = getattr(sys.modules[self._module], self._class)
        if held is None:
            of_class: Any = made
            kind: type[R] = of_class
            return kind
        calls = vars(held).get("_calls")
        if calls is None:
            raise AttributeError(f"{type(held).__name__} was not initialized")
        resource = vars(held)[self._name] = made(calls)
        return resource


class Pages(Listing[Loop, Res, Item]):
    """All items of a list, requested page by page as needed.

    Each iteration starts again from the page of the request. Every page is a separate call, with
    its own retries and waits for the rate limit.
    """

    def __iter__(self) -> Iterator[Item]:
        for response in self.pages():
            yield from getattr(response, self._paging.value).results or ()

    def to_list(self) -> ModelList[Item]:
        """Read all pages, and return their items as a list that converts to records or a table.

        :raises SDKError: as ``pages`` does
        :raises DecodeError: as ``pages`` does
        """
        return ModelList(self)

    def to_records(self) -> list[dict[str, Any]]:
        """Read all pages, and return one dict of plain values for each item.

        The values are those of `utils.ModelList.to_records`.

        :raises SDKError: as ``pages`` does
        :raises DecodeError: as ``pages`` does
        """
        return self.to_list().to_records()

    def pages(self) -> Iterator[Res]:
        """Return the response of each page, one after the other.

        :raises SDKError: if the response to a page is an error, whatever its status
        :raises DecodeError: if a page is not the requested one, has no results, is empty although
            another follows, or repeats an earlier one
        """
        operation, reading = self._paging.operation, Reading(self._paging, self._request)
        while (request := reading.request()) is not None:
            response = self._calls.call(operation, request, self._retries, **self._options)
            reading.after(response)
            yield response


publish(__name__, "utils", Pages)
