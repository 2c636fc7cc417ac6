"""The events of passing time: syncs, reads and writes end, days begin, webhooks are sent.

Events happen in the order of their moments. All but webhooks are settled before each request.
Webhooks are delivered when the clock is advanced, and by a thread if the clock runs on its own.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox._state import books, checks, records, syncs
from codatsyncexpenses.sandbox._state.clock import SECOND

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from codatsyncexpenses.sandbox._state.limits import Limits
    from codatsyncexpenses.sandbox._state.world import World

_LONGEST_WAIT = 3600.0  # seconds; nothing is missed, since every change wakes the thread
_SHORTEST_WAIT = 0.001
_JOIN_TIMEOUT = 1.0
_NEVER = threading.Event()
_SETTLED = (records.Sync, records.Push, records.Pull, records.Day)


class Timeline:
    """Settles due events; `deliver` sends one due webhook and returns whether there was one."""

    def __init__(
        self, world: World, limits: Limits, deliver: Callable[[threading.Event], bool]
    ) -> None:
        self._world = world
        self._limits = limits
        self._deliver = deliver
        self._delivering = threading.Lock()
        self._changed = threading.Event()
        self._stopping = threading.Event()
        """Stops the current thread; each thread has its own event."""
        self._thread: threading.Thread | None = None

    @contextmanager
    def changing(self) -> Generator[None]:
        """Settle due events, and hold the lock for a change, made entirely or not at all."""
        with self._world.unit():
            self._settle()
            yield
        self._changed.set()

    @contextmanager
    def restoring(self) -> Generator[None]:
        """Hold the lock for a change to another state, whose events are those that count."""
        with self._world.unit():
            yield
        self._changed.set()

    def advance(self, seconds: float) -> None:
        """Move the clock, and deliver the webhooks that are due by then."""
        target = self._world.clock.now() + checks.duration("seconds", seconds)
        while True:
            due = self._next_due()
            self._world.clock.move_to(target if due is None else min(due, target))
            self._catch_up(_NEVER)
            # If another thread is delivering, it continues with the messages that are due by now.
            if due is None or due >= target or self._delivering.locked():
                break
        self._world.clock.move_to(target)
        self._changed.set()

    def start(self) -> None:
        """Deliver from a thread, unless the clock is manual or there is no endpoint."""
        if self._thread is None and not self._world.is_manual and self._has_endpoints():
            self._stopping = threading.Event()
            self._thread = threading.Thread(
                target=self._run, args=(self._stopping,), name="sandbox-webhooks", daemon=True
            )
            self._thread.start()

    def stop(self) -> None:
        """Stop the thread."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopping.set()
            self._changed.set()
            # Do not wait for a receiver that does not respond.
            thread.join(_JOIN_TIMEOUT)

    def _run(self, stopping: threading.Event) -> None:
        while not stopping.is_set():
            self._changed.clear()
            self._catch_up(stopping)
            due, wait = self._next_due(), _LONGEST_WAIT
            if due is not None:
                left = (due - self._world.clock.now()) / SECOND / self._world.clock.speed
                wait = min(max(left, _SHORTEST_WAIT), _LONGEST_WAIT)
            self._changed.wait(wait)

    def _catch_up(self, stopping: threading.Event) -> None:
        with self._world.unit():
            self._settle()
        # Do not hold the world's lock, because a receiver may call the sandbox at once, or wait
        # for another thread, because it may wait for this one.
        if self._delivering.acquire(blocking=False):
            try:
                while not stopping.is_set() and self._deliver(stopping):
                    pass
            finally:
                self._delivering.release()

    def _settle(self) -> None:
        """Settle the events due by now, including those that they cause."""
        world, now = self._world, self._world.clock.now()
        while (due := world.store.next_due(*_SETTLED)) is not None and due <= now:
            syncs.settle(world, due)
            books.settle(world, due)
            self._limits.settle(due)

    def _next_due(self) -> int | None:
        world = self._world
        with world.unit():
            return world.store.next_due(*_SETTLED, records.Message)

    def _has_endpoints(self) -> bool:
        with self._world.unit():
            return bool(self._world.outbox.endpoints.all())
