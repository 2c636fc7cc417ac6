"""What happens by itself as time passes: syncs and the like end, days begin, webhooks go out.

Whatever is due is done in the order of its moments. All but webhooks is settled whenever somebody
asks for something. Webhooks are delivered as the clock is advanced, and by a thread of their own
where time passes without that.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from codatsyncexpenses.sandbox import _checks as checks
from codatsyncexpenses.sandbox import _pulls as pulls
from codatsyncexpenses.sandbox import _pushes as pushes
from codatsyncexpenses.sandbox import _syncs as syncs
from codatsyncexpenses.sandbox._clock import SECOND

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from codatsyncexpenses.sandbox._limits import Limits
    from codatsyncexpenses.sandbox._store import Table
    from codatsyncexpenses.sandbox._world import World

_LONGEST_WAIT = 3600.0  # seconds; nothing is missed, since every change wakes the thread
_SHORTEST_WAIT = 0.001
_GOODBYE = 1.0
_NEVER = threading.Event()


class Timeline:
    """Does what is due; `deliver` sends one webhook that is, and tells whether there was one."""

    def __init__(
        self, world: World, limits: Limits, deliver: Callable[[threading.Event], bool]
    ) -> None:
        self._world = world
        self._limits = limits
        self._deliver = deliver
        self._delivering = threading.Lock()
        self._changed = threading.Event()
        self._stopping = threading.Event()
        """Tells the thread of today to end; every thread has its own."""
        self._thread: threading.Thread | None = None

    @contextmanager
    def changing(self) -> Generator[None]:
        """Change or read the world as it stands now, all at once or not at all."""
        with self._world.unit():
            self._settle()
            yield
        self._changed.set()

    def advance(self, seconds: float) -> None:
        """Let time pass, and deliver the webhooks that are due by then."""
        target = self._world.clock.now() + checks.duration("seconds", seconds)
        while True:
            due = self._next_due()
            self._world.clock.move_to(target if due is None else min(due, target))
            self._catch_up(_NEVER)
            # Another thread may be delivering: it goes on with what is due by now.
            if due is None or due >= target or self._delivering.locked():
                break
        self._world.clock.move_to(target)
        self._changed.set()

    def start(self) -> None:
        """Deliver from a thread, unless the clock is moved by hand or nobody listens."""
        if self._thread is None and not self._world.is_by_hand and self._has_endpoints():
            self._stopping = threading.Event()
            self._thread = threading.Thread(
                target=self._run, args=(self._stopping,), name="sandbox-webhooks", daemon=True
            )
            self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopping.set()
            self._changed.set()
            # A receiver that does not answer is not waited for.
            thread.join(_GOODBYE)

    def _run(self, stopping: threading.Event) -> None:
        while not stopping.is_set():
            self._changed.clear()
            self._catch_up(stopping)
            due, wait = self._next_due(), _LONGEST_WAIT
            if due is not None:
                left = (due - self._world.clock.now()) / SECOND / self._world.speed
                wait = min(max(left, _SHORTEST_WAIT), _LONGEST_WAIT)
            self._changed.wait(wait)

    def _catch_up(self, stopping: threading.Event) -> None:
        with self._world.unit():
            self._settle()
        # Without the lock of the world, because whoever is told may ask the sandbox at once; and
        # not waiting for another thread, because it may wait for us.
        if self._delivering.acquire(blocking=False):
            try:
                while not stopping.is_set() and self._deliver(stopping):
                    pass
            finally:
                self._delivering.release()

    def _settle(self) -> None:
        """End what is due by now: one may start another, which may be due by now as well."""
        world, now = self._world, self._world.clock.now()
        while (due := _earliest(world.syncs, world.pushes, world.pulls)) is not None and due <= now:
            syncs.settle(world, due)
            pushes.settle(world, due)
            pulls.settle(world, due)
        self._limits.settle()

    def _next_due(self) -> int | None:
        world = self._world
        with world.unit():
            return _earliest(
                world.syncs, world.pushes, world.pulls, world.outbox.messages, world.days
            )

    def _has_endpoints(self) -> bool:
        with self._world.unit():
            return bool(self._world.outbox.endpoints.all())


def _earliest(*tables: Table[Any]) -> int | None:
    """Tell when the first record of all these tables is due."""
    return min((due for table in tables if (due := table.next_due()) is not None), default=None)
