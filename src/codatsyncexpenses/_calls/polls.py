"""When to ask again whether something has ended: a decision in values."""

from __future__ import annotations

import dataclasses
import math
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from .._bases.headers import retry_after
from .._bases.response import Response
from .._display.repr import text
from .._exceptions import CallError, RateLimitError, RequestError, ServerError
from .._exceptions.connection import APIConnectionError
from .retries import check

if TYPE_CHECKING:
    from datetime import datetime

    from .retries import RetryConfig

_GROWTH = 1.5
_SCARCE = 0.1  # of the quota: with less left, nothing is asked more often than it must be
_LAST_POLL = 1.0  # seconds that the poll at the very end may take


class Polls:
    """When to ask again: a first interval that grows by half up to a longest one."""

    def __init__(
        self,
        name: str,
        timeout: float | None,
        interval: float,
        max_interval: float,
        clock: Callable[[], float],
    ) -> None:
        """Start counting; all times are seconds.

        :raises RequestError: if an argument cannot be used
        """
        given = {"timeout": timeout, "interval": interval, "max_interval": max_interval}
        for label, value in given.items():
            if not _is_seconds(value) and not (label == "timeout" and value is None):
                raise RequestError(f"{name}: {label} must be seconds above 0, not {text(value)}")
        self._interval = min(interval, max_interval)
        self._longest = max_interval
        self._clock = clock
        self._end = math.inf if timeout is None else clock() + timeout

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self._end - self._clock()

    def after(self, answer: Response, now: Callable[[], datetime]) -> float | None:
        """Seconds until the next poll, after one that found things running; None: time is up."""
        left = self.left
        if left <= 0:
            return None
        pause, self._interval = self._interval, min(self._interval * _GROWTH, self._longest)
        quota = answer.rate_limit
        if quota.remaining is not None and quota.remaining < (quota.limit or 0) * _SCARCE:
            pause = self._longest
        # As after a 429: Retry-After, or the start of the new quota where none is left.
        asked = retry_after(429, answer.headers, now()) or 0.0
        return min(max(pause, asked), left)

    def after_error(self, error: CallError) -> float | None:
        """Seconds until the next poll, after one that failed; None: there is none.

        A call makes its own attempts. What is left is a wait that is too long for a call, and not
        for this: that for tomorrow's quota, for example.
        """
        asked, left = error.retry_after, self.left
        if not asked or asked > left or not _passes(error):
            return None
        return min(max(asked, self._interval), left)

    def ended_by(self, error: CallError) -> bool:
        """Whether time was up when a poll failed, so that it could not be tried again."""
        return self.left <= 0 and _passes(error)

    def bounded(self, retries: RetryConfig) -> RetryConfig:
        """The retries of a poll, none of which starts when time is up."""
        if check(retries).strategy == "backoff":
            longest = int(min(retries.backoff.max_elapsed_time, max(self.left, 0.0) * 1000))
            backoff = dataclasses.replace(retries.backoff, max_elapsed_time=longest)
            retries = dataclasses.replace(retries, backoff=backoff)
        return retries

    def longest(self) -> float:
        """Seconds that an exchange may take: it must not outlast the wait by more than a moment."""
        return max(self.left, _LAST_POLL)


def _passes(error: CallError) -> bool:
    return isinstance(error, (APIConnectionError, RateLimitError, ServerError))


def _is_seconds(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return 0 < value <= sys.float_info.max
