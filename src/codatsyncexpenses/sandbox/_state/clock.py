"""The sandbox's clock and ids, both repeatable.

A moment is a whole number of microseconds since 1970 in UTC, so that moments add up exactly.
"""

from __future__ import annotations

import hashlib
import threading
import uuid
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from codatsyncexpenses.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

SECOND = 1_000_000
DAY = 86_400 * SECOND
MANUAL_START = 1_697_446_800 * SECOND
"""Where a manual clock starts: 9 o'clock on 16 October 2023."""

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
EARLIEST = -62_135_596_800 * SECOND
"""The beginning of the year 1."""
LATEST = 200_000_000_000 * SECOND
"""The last moment of a clock, well before the last date that Python supports."""


class Clock:
    """A clock that follows a source of seconds, or is stopped until it is moved."""

    def __init__(
        self, start: int, source: Callable[[], float] | None = None, speed: float = 1.0
    ) -> None:
        self._start = start
        self._source = source
        self.speed: float = speed
        """How many seconds pass here in one second of the source."""
        self._zero = source() if source else 0.0
        self._lock = threading.Lock()

    def now(self) -> int:
        """Return the current moment."""
        if self._source is None:
            return self._start
        return self._start + round((self._source() - self._zero) * self.speed * SECOND)

    def move_to(self, moment: int) -> None:
        """Move forward to a moment; the clock never goes back."""
        if moment > LATEST:
            raise ConfigurationError("the clock cannot be moved that far")
        with self._lock:
            self._start += max(0, moment - self.now())

    def set_speed(self, speed: float) -> None:
        """Run at another speed from now on."""
        with self._lock:
            self._start, self.speed = self.now(), speed
            self._zero = self._source() if self._source else 0.0

    def set(self, moment: int) -> None:
        """Set the time, even back, for another state of the sandbox."""
        with self._lock:
            self._start += moment - self.now()


class Ids:
    """Unique ids, each derived from a seed and the number of ids before it."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.count: int = 0
        """Ids generated so far."""

    def bytes(self) -> bytes:
        """Return 32 new bytes."""
        self.count += 1
        return hashlib.sha256(f"{self._seed}/{self.count}".encode()).digest()

    def uuid(self) -> str:
        """Return a new UUID."""
        return str(uuid.UUID(bytes=self.bytes()[:16], version=4))


def date(moment: int) -> datetime:
    """Return the date and time of a moment."""
    return _EPOCH + timedelta(microseconds=moment)


def iso(moment: int) -> str:
    """Format a moment as the API does, with seven fraction digits, one more than Python writes."""
    return date(moment).isoformat(timespec="microseconds").replace("+00:00", "0Z")


def iso_seconds(moment: int) -> str:
    """Format a moment without a fraction."""
    return date(moment).isoformat(timespec="seconds").replace("+00:00", "Z")


def next_midnight(moment: int) -> int:
    """Return the first moment of the next day in UTC."""
    return (moment // DAY + 1) * DAY
