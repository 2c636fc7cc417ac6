"""The sandbox's one clock.

A moment is a whole number of microseconds since 1970 in UTC, so that moments add up exactly.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from codatsyncexpenses.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

SECOND = 1_000_000
DAY = 86_400 * SECOND
BY_HAND = 1_697_446_800 * SECOND
"""Where a clock that is moved by hand starts: 9 o'clock on 16 October 2023."""

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_LAST = 200_000_000_000 * SECOND  # dates end some time after it


class Clock:
    """Tells a moment that follows a source of seconds, or stands until it is moved."""

    def __init__(
        self, start: int, source: Callable[[], float] | None = None, speed: float = 1.0
    ) -> None:
        self._start = start
        self._source = source
        self._speed = speed
        self._zero = source() if source else 0.0
        self._lock = threading.Lock()

    def now(self) -> int:
        """Tell the moment."""
        if self._source is None:
            return self._start
        return self._start + round((self._source() - self._zero) * self._speed * SECOND)

    def move_to(self, moment: int) -> None:
        """Move on to a moment; the clock never goes back."""
        if moment > _LAST:
            raise ConfigurationError("the clock cannot be moved that far")
        with self._lock:
            self._start += max(0, moment - self.now())


def date(moment: int) -> datetime:
    """The date and time of a moment."""
    return _EPOCH + timedelta(microseconds=moment)


def written(moment: int) -> str:
    """A moment as the API writes it, with seven fraction digits: one more than Python has."""
    return f"{date(moment):%Y-%m-%dT%H:%M:%S.%f}0Z"


def next_midnight(moment: int) -> int:
    """The first moment of the next day in UTC."""
    return (moment // DAY + 1) * DAY
