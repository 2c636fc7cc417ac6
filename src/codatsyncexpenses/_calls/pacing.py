"""The pace of a client's requests, as a value: nothing here sleeps."""

from __future__ import annotations

import heapq
import math
import threading
from collections.abc import Callable

_WINDOW = 60.001  # seconds; a millisecond more than a minute, because floats are rounded


class Pace:
    """A limit on the requests in any 60 s; thread-safe.

    Turns are evenly spaced, after a burst of a hundredth of the limit. A block of requests at the
    start of each minute would queue at the service, and two blocks could fall into one minute of
    the service's clock; without a burst, even two calls of a small program would wait.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self.per_minute = per_minute
        self._clock = clock
        # The interval makes up for the turns that come early.
        early = per_minute // 100
        self._interval = _WINDOW / (per_minute - early)
        self._tolerance = early * self._interval
        self._next = -math.inf  # the next turn, if all were spaced evenly
        self._returned: list[float] = []  # a heap of turns that nobody uses
        self._lock = threading.Lock()

    def take(self, latest: float) -> float | None:
        """Reserve a turn, and return its time by the clock; None if it would be later than this."""
        with self._lock:
            now = self._clock()
            while self._returned and self._returned[0] <= now:
                heapq.heappop(self._returned)
            even = max(self._next, now)
            turn = max(now, even - self._tolerance)
            is_new = not self._returned or turn <= self._returned[0]
            turn = turn if is_new else self._returned[0]
            if turn > latest:
                return None
            if is_new:
                self._next = even + self._interval
            else:
                heapq.heappop(self._returned)
            return turn

    def put(self, turn: float) -> None:
        """Return a turn that is not used."""
        with self._lock:
            heapq.heappush(self._returned, turn)
