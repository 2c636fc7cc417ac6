"""Handlers of events, each called once for a message, however often it is delivered."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Literal, NoReturn, Protocol, TypeVar, overload, runtime_checkable

from .._bases.events import Event, read
from .._exceptions import ConfigurationError, WebhookInProgressError, WebhookVerificationError
from .._lazy import LateModule, publish
from .._schema.hints import is_number
from ._signatures import TOLERANCE, Headers, hidden, message_id, sign, verify

if TYPE_CHECKING:
    import asyncio
else:
    asyncio = LateModule("asyncio")  # a blocking endpoint does not need it

A = TypeVar("A", bound=Event)
B = TypeVar("B", bound=Event)
C = TypeVar("C", bound=Event)
Result = TypeVar("Result")
Fallback = TypeVar("Fallback", bound=Callable[[Event], object])

Claim = Literal["new", "running", "done"]
"""The state of a message in a store; only a ``"new"`` message is handled."""


@runtime_checkable
class Store(Protocol):
    """Remembers messages by their ids; any thread may call its methods."""

    def claim(self, message_id: str, /) -> Claim:
        """Return the state of a message, and set it to ``"running"`` if it was ``"new"``.

        If two deliveries arrive at once, only one of them may get ``"new"``.
        """
        ...

    def finish(self, message_id: str, /) -> None:
        """Set a message to ``"done"``: its handlers have returned."""
        ...

    def release(self, message_id: str, /) -> None:
        """Set a message to ``"new"`` again: a handler failed."""
        ...


class MemoryStore:
    """A store in the memory of this process."""

    def __init__(self, size: int = 10_000) -> None:
        """Create an empty store.

        :param size: the number of finished messages to remember; the oldest are dropped first
        :raises ConfigurationError: if the size is not a number of 1 or more
        """
        if not is_number(size, 1):
            raise ConfigurationError("the size of a store must be a number of messages, 1 or more")
        self._size = size
        self._lock = threading.Lock()
        self._running: set[str] = set()
        self._done: dict[str, None] = {}

    def claim(self, message_id: str, /) -> Claim:
        """Return the state of a message, and set it to ``"running"`` if it was ``"new"``."""
        with self._lock:
            if message_id in self._done:
                return "done"
            if message_id in self._running:
                return "running"
            self._running.add(message_id)
            return "new"

    def finish(self, message_id: str, /) -> None:
        """Set a message to ``"done"``."""
        with self._lock:
            self._running.discard(message_id)
            self._done[message_id] = None
            if len(self._done) > self._size:
                del self._done[next(iter(self._done))]

    def release(self, message_id: str, /) -> None:
        """Set a message to ``"new"`` again."""
        with self._lock:
            self._running.discard(message_id)


class Dispatcher:
    """Verifies messages, and calls the handlers of their events.

    Each message is handled once, by its id. If a handler raises an exception, the message counts as
    unhandled and the exception propagates: respond with an error status, so that the service sends
    the message again.
    """

    def __init__(
        self,
        secret: str | Sequence[str],
        tolerance: float = TOLERANCE,
        *,
        store: Store | None = None,
    ) -> None:
        """Create a dispatcher without handlers.

        :param secret: the endpoint's secret, or several during a rotation, as for `verify`
        :param tolerance: the largest age of a message in seconds, as for `verify`
        :param store: remembers the messages; None is a `MemoryStore`. Several processes that serve
            one endpoint need a shared store
        :raises ConfigurationError: if an argument cannot be used
        """
        self._secrets = secret = hidden(secret)
        self._tolerance = tolerance
        self._store: Store = MemoryStore() if store is None else store
        if not isinstance(self._store, Store):
            raise ConfigurationError("a store needs the methods claim, finish and release")
        try:
            verify(b"", sign(b"", secret[0], message_id="0", timestamp=0), secret, tolerance, now=0)
        except WebhookVerificationError as error:
            raise ConfigurationError(str(error)) from None
        self._handlers: list[tuple[tuple[type[Event], ...], Callable[..., object]]] = []
        self._fallbacks: list[Callable[[Event], object]] = []
        self._tasks: set[asyncio.Task[None]] = set()  # the event loop itself does not keep tasks

    def __reduce__(self) -> NoReturn:
        """Raise an error: a dispatcher cannot be pickled or copied."""
        raise ConfigurationError(
            "a Dispatcher cannot be pickled: it contains secrets and functions"
        )

    @overload
    def on(self, one: type[A], /) -> Callable[[Callable[[A], Result]], Callable[[A], Result]]: ...

    @overload
    def on(
        self, one: type[A], two: type[B], /
    ) -> Callable[[Callable[[A | B], Result]], Callable[[A | B], Result]]: ...

    @overload
    def on(
        self, one: type[A], two: type[B], three: type[C], /
    ) -> Callable[[Callable[[A | B | C], Result]], Callable[[A | B | C], Result]]: ...

    @overload
    def on(
        self, *classes: type[Event]
    ) -> Callable[[Callable[[Event], Result]], Callable[[Event], Result]]: ...

    def on(self, *classes: type[Event]) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
        """Register the decorated function as a handler of events of these classes.

        Subclasses match too, so `Event` matches all events. The handlers of an event are called in
        the order of registration. For type checkers, a handler of more than three classes takes an
        `Event`.

        :raises ConfigurationError: if an argument is not an event class
        """
        if not classes or not all(isinstance(c, type) and issubclass(c, Event) for c in classes):
            raise ConfigurationError(
                "on takes event classes, as in @hooks.on(webhooks.SyncSuccessful)"
            )

        def register(handler: Callable[..., Result]) -> Callable[..., Result]:
            _check_handler(handler)
            self._handlers.append((classes, handler))
            return handler

        return register

    def fallback(self, handler: Fallback) -> Fallback:
        """Register the decorated function for events without a handler, including unknown ones."""
        _check_handler(handler)
        self._fallbacks.append(handler)
        return handler

    def dispatch(self, payload: bytes, headers: Headers) -> Event:
        """Verify a message, call the handlers of its event, and return the event.

        The handlers are not called for a message that has been handled before.

        :param payload: the raw bytes of the body, as for `verify`
        :param headers: the headers of the request, as for `verify`
        :raises WebhookVerificationError: if the message is not valid
        :raises WebhookInProgressError: if another delivery of the message is in progress
        :raises ConfigurationError: if a handler is asynchronous: use `dispatch_async`
        """
        event, message = self._read(payload, headers)
        if self._is_new(message):
            try:
                for handler in self._of(event):
                    _check_returned(handler, handler(event))
            except BaseException:
                self._store.release(message)
                raise
            self._store.finish(message)
        return event

    async def dispatch_async(self, payload: bytes, headers: Headers) -> Event:
        """Do the same as `dispatch`, in an asyncio event loop.

        Asynchronous handlers are awaited. All others run in a thread, as does the store. The
        handlers run to completion even if the caller is cancelled, for example by a timeout.

        :raises WebhookVerificationError: if the message is not valid
        :raises WebhookInProgressError: if another delivery of the message is being handled
        """
        event, message = self._read(payload, headers)
        task = asyncio.create_task(self._handle(event, message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        await asyncio.shield(task)
        return event

    async def _handle(self, event: Event, message: str) -> None:
        if not await asyncio.to_thread(self._is_new, message):
            return
        try:
            for handler in self._of(event):
                # In the thread, an asynchronous handler only returns its coroutine.
                returned = await asyncio.to_thread(handler, event)
                if isinstance(returned, Awaitable):
                    await returned
        except BaseException:
            await asyncio.to_thread(self._store.release, message)
            raise
        await asyncio.to_thread(self._store.finish, message)

    def _read(self, payload: bytes, headers: Headers) -> tuple[Event, str]:
        verify(payload, headers, self._secrets, self._tolerance)
        return read(payload), message_id(headers)

    def _of(self, event: Event) -> Sequence[Callable[..., object]]:
        found = [each for classes, each in self._handlers if isinstance(event, classes)]
        return found or self._fallbacks

    def _is_new(self, message: str) -> bool:
        """Claim a message; return whether it must be handled."""
        claim = self._store.claim(message)
        if claim == "running":
            raise WebhookInProgressError(
                f"another delivery of the message {message} is in progress: respond with an "
                "error status, so that the service sends it again"
            )
        if claim not in ("new", "done"):
            raise ConfigurationError(
                f"the store's claim must be 'new', 'running' or 'done', not {claim!r}"
            )
        return claim == "new"


def _check_handler(handler: object) -> None:
    if not callable(handler):
        raise ConfigurationError(
            f"a handler must be a function of an event, not {type(handler).__name__}"
        )


def _check_returned(handler: object, returned: object) -> None:
    """Raise an exception if a handler is asynchronous, because no event loop is running."""
    if isinstance(returned, Awaitable):
        if isinstance(returned, Coroutine):
            returned.close()  # otherwise Python warns that it was never awaited
        name = getattr(handler, "__qualname__", type(handler).__qualname__)
        raise ConfigurationError(f"the handler {name} is asynchronous: use dispatch_async")


publish(__name__, "webhooks", Store, MemoryStore, Dispatcher)
