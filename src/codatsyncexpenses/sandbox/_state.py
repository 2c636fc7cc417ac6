"""What the sandbox remembers: syncs, the quota and answers given under an idempotency key.

All of it is a function of one clock, read when somebody asks; nothing runs in the background and
nothing here knows HTTP or takes a lock. Durations are seconds.
"""

from __future__ import annotations

import math
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox.companies import Company, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# The service documents no code for a sync that waits; the one for a running sync is the nearest.
_BEFORE_THE_END = (Stage(1000, "NotStarted"), Stage(1000, "Started"), Stage(1000, "Pushing"))
_LONG_AGO = 26 * 3600.0
_REPLAY_SECONDS = 90 * 60.0


class RefusedError(Exception):
    """A request that is answered with an error."""

    def __init__(
        self,
        status: int,
        error: str,
        service: str = "ExpenseSyncApi",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.service = service
        self.headers = headers or {}


@dataclass(frozen=True)
class Answer:
    """What is answered to a request, apart from the headers that every answer has."""

    status: int
    body: object
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


class Clock:
    """Elapsed seconds, and a date that moves in step with them."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._zero = seconds()
        self._epoch = datetime.now(timezone.utc)

    def utc(self) -> datetime:
        """Tell the date and time by this clock."""
        return self._epoch + timedelta(seconds=self.seconds() - self._zero)


@dataclass(frozen=True)
class Sync:
    """A sync that was accepted; how it stands follows from the time that has passed."""

    id: str
    company_id: str
    ending: Stage
    since: float
    """When it was accepted, in seconds on the sandbox's clock."""
    since_utc: datetime

    def status(self, now: float, duration: float) -> dict[str, object]:
        """Tell the status in the API's words; a third of the duration goes to each stage."""
        passed = now - self.since
        ended = passed >= duration
        stage = self.ending if ended else _BEFORE_THE_END[int(3 * passed / duration)]
        return {
            "companyId": self.company_id,
            "syncId": self.id,
            "syncStatusCode": stage.code,
            "syncStatus": stage.text,
            "errorMessage": stage.error,
            "syncExceptionMessage": stage.exception,
            # The API writes seven fraction digits, one more than Python has.
            "syncUtc": f"{self.since_utc:%Y-%m-%dT%H:%M:%S.%f}0Z",
            "dataPushed": stage.pushed,
        }


class World:
    """The companies and their syncs."""

    def __init__(self, clock: Clock, sync_seconds: float) -> None:
        self._clock = clock
        self._sync_seconds = sync_seconds
        self._syncs: dict[str, list[Sync]] = {company.id: [] for company in companies.ALL}
        self._add(companies.SUCCEEDED_SYNC_ID, companies.SUCCEEDS, since=-math.inf)

    def company(self, company_id: str) -> Company:
        """Find the company with this id, in either letter case."""
        for company in companies.ALL:
            if company.id == company_id.lower():
                return company
        raise RefusedError(404, f"There is no company {company_id}.")

    def start(self, company: Company, dataset_ids: Sequence[str] | None) -> str:
        """Accept a sync of these datasets, or of all that the company has; give the sync's id."""
        for dataset_id in dataset_ids or ():
            if dataset_id not in company.dataset_ids:
                raise RefusedError(404, f"The company has no dataset {dataset_id}.")
        sync_id = str(uuid.uuid4())
        self._add(sync_id, company, self._clock.seconds())
        return sync_id

    def statuses(self, company: Company) -> list[dict[str, object]]:
        """Tell how the company's syncs stand now, newest first."""
        now = self._clock.seconds()
        return [sync.status(now, self._sync_seconds) for sync in reversed(self._syncs[company.id])]

    def _add(self, sync_id: str, company: Company, since: float) -> None:
        if company.ending is None:
            raise RefusedError(
                422, "The company lacks a valid pair of accounting and expense connections."
            )
        ago = timedelta(seconds=min(self._clock.seconds() - since, _LONG_AGO))
        sync = Sync(sync_id, company.id, company.ending, since, self._clock.utc() - ago)
        self._syncs[company.id].append(sync)


class Quota:
    """The requests that may still be made before the next 00:00 UTC."""

    def __init__(self, limit: int, clock: Clock) -> None:
        self._limit = limit
        self._clock = clock
        self._used = 0
        self._reset = self._next_midnight()

    def spend(self) -> None:
        """Count one request, or refuse it."""
        if self._remaining() <= 0:
            wait = (self._reset - self._clock.utc()).total_seconds()
            retry_after = {"Retry-After": str(math.ceil(wait))}
            raise RefusedError(429, "The day's requests are used up.", "PublicApi", retry_after)
        self._used += 1

    def headers(self) -> dict[str, str]:
        """Tell how the quota stands, in the headers of an answer."""
        return {
            "X-Rate-Limit-Limit": str(self._limit),
            "X-Rate-Limit-Remaining": str(self._remaining()),
            "X-Rate-Limit-Reset": f"{self._reset:%Y-%m-%dT%H:%M:%SZ}",
        }

    def _remaining(self) -> int:
        if self._clock.utc() >= self._reset:
            self._used, self._reset = 0, self._next_midnight()
        return self._limit - self._used

    def _next_midnight(self) -> datetime:
        today = self._clock.utc().replace(hour=0, minute=0, second=0, microsecond=0)
        return today + timedelta(days=1)


class Replays:
    """The first answers given under idempotency keys, kept for 90 minutes.

    The service answers 409 while the first request still runs. Here requests follow one another, so
    that moment does not exist.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._first: dict[str, tuple[float, object, Answer]] = {}

    def answer(self, key: str, request: object, make: Callable[[], Answer]) -> Answer:
        """Give the answer first given under the key, made now if there is none yet."""
        now = self._clock.seconds()
        self._first = {k: v for k, v in self._first.items() if now - v[0] < _REPLAY_SECONDS}
        if key not in self._first:
            self._first[key] = (now, request, make())
        _, first_request, answer = self._first[key]
        if request != first_request:
            raise RefusedError(422, "The idempotency key was used for another request before.")
        return answer
