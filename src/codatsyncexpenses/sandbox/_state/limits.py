"""Rate limits: requests a day, a minute, and at once for one company."""

from __future__ import annotations

import math
from collections import Counter, deque
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox._state import checks, records
from codatsyncexpenses.sandbox._state.clock import SECOND, iso_seconds, next_midnight
from codatsyncexpenses.sandbox._state.world import RefusedError, World

if TYPE_CHECKING:
    from collections.abc import Iterator

_MINUTE = 60 * SECOND
_DAY = "day"


class Limits:
    """Counts of requests; None is no limit. The default quota is 1,000 x (1 + linked companies)."""

    def __init__(
        self, world: World, quota: int | None, per_minute: int | None, concurrency: int | None
    ) -> None:
        self._world = world
        self._initial = (quota, per_minute, concurrency)
        self._quota = quota
        self.per_minute = per_minute
        self.concurrency = concurrency
        self._minute: deque[int] = deque()
        self._running: Counter[str] = Counter()

    def set(self, quota: int | None, per_minute: int | None, concurrency: int | None) -> None:
        """Replace the limits, and begin a new day of requests."""
        self._quota = checks.limit("quota", quota, 0)
        self.per_minute = checks.limit("per_minute", per_minute, 1)
        self.concurrency = checks.limit("concurrency", concurrency, 1)
        self._forget()

    def reset(self) -> None:
        """Return to the first limits, and begin a new day of requests."""
        self.set(*self._initial)

    def _forget(self) -> None:
        self._minute.clear()
        self._world.days.remove(_DAY)

    def spend(self) -> None:
        """Count a request, or refuse it."""
        now = self._world.clock.now()
        while self._minute and now - self._minute[0] >= _MINUTE:
            self._minute.popleft()
        if self.per_minute is not None and len(self._minute) >= self.per_minute:
            wait = self._minute[0] + _MINUTE - now
            raise _refused(f"More than {self.per_minute} requests in a minute.", wait)
        day = self.day()
        if day.used >= day.limit:
            raise _refused("The day's requests are used up.", day.ends - now)
        self._minute.append(now)
        day.used += 1
        if day.used >= day.limit:
            day.due = day.ends
            self._announce("reached", day)
        self._world.days.put(day)

    def enter(self, company_id: str) -> None:
        """Count a running request for a company, or refuse it."""
        if self.concurrency is not None and self._running[company_id] >= self.concurrency:
            raise _refused(f"More than {self.concurrency} requests for a company at once.", SECOND)
        self._running[company_id] += 1

    def leave(self, company_id: str) -> None:
        """End a running request for a company."""
        self._running[company_id] -= 1

    def settle(self, moment: int) -> None:
        """Begin a new day by a moment, if the last day's quota was used up, and announce it."""
        day = self._world.days.due(moment)
        if day is not None:
            fresh = self._new_day(day.ends)
            self._world.days.put(fresh)
            self._announce("reset", fresh, day.ends)

    def day(self) -> records.Day:
        """Return the quota of today."""
        now = self._world.clock.now()
        day = self._world.days.get(_DAY)
        return day if day is not None and now < day.ends else self._new_day(now)

    def headers(self) -> Iterator[tuple[str, str]]:
        """Yield the rate limit headers of a response."""
        day = self.day()
        yield "X-Rate-Limit-Limit", str(day.limit)
        yield "X-Rate-Limit-Remaining", str(day.limit - day.used)
        yield "X-Rate-Limit-Reset", iso_seconds(day.ends)

    def _new_day(self, moment: int) -> records.Day:
        limit = self._quota
        if limit is None:
            companies = self._world.companies.all()
            limit = 1000 * (1 + sum(self._world.is_connected(each.id) for each in companies))
        return records.Day(id=_DAY, limit=limit, used=0, ends=next_midnight(moment))

    def _announce(self, event: str, day: records.Day, moment: int | None = None) -> None:
        payload: dict[str, object] = {
            "dailyQuota": day.limit,
            "quotaRemaining": day.limit - day.used,
            "expiryDate": iso_seconds(day.ends),
        }
        self._world.outbox.add(f"client.rateLimit.{event}", payload, moment)


def _refused(error: str, wait: int) -> RefusedError:
    return RefusedError(429, error, "PublicApi", {"Retry-After": str(math.ceil(wait / SECOND))})
