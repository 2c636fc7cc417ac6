"""One run of a deliverer: which delivery is advanced next, by threads or by tasks."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timezone
from typing import NamedTuple

from .._exceptions import CallError, RateLimitError, RequestError, one_line
from ._batch import Entry
from ._delivery import Advanced, Delivery
from ._rows import Taken
from ._store import LONGEST, Store

log = logging.getLogger("codatsyncexpenses")

_LOOK = 1.0  # seconds after which to look for what other processes have added
_SHORTEST = 0.001  # seconds of a pause; a clock need not count less
_WEBHOOKS = 600.0  # seconds before the first poll, where webhooks report the end of a sync
_LONGEST = 86_400.0 + 600  # seconds of the longest pause: the API's quota is for a day
_SAME = 60.0  # seconds by which pauses for one reason differ
_SIGNS = 3  # calls in a row that fail before the run pauses


class Wait(NamedTuple):
    """There is nothing to advance for some seconds."""

    seconds: float


class Run:
    """The deliveries of one run; any thread may call its methods."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], float],
        *,
        webhooks: bool,
        until: float,
    ) -> None:
        """Begin a run.

        :param now: returns the time in seconds since 1970
        :param webhooks: whether webhooks report the end of syncs
        :param until: the time at which it ends
        """
        self._store, self._now = store, now
        self._webhooks, self._until = webhooks, until
        self._busy: dict[int, Taken] = {}
        self._failing, self._paused_until, self._idle_until = 0, 0.0, 0.0
        self._pause, self._stopped = "", set[tuple[str, str]]()  # as they were logged
        self._lock = threading.Lock()
        self.error: BaseException | None = None
        """The error that has ended the run."""
        self.stopping: bool = False

    @property
    def ended(self) -> bool:
        """Whether no worker is to begin anything."""
        return self.stopping or self._now() >= self._until

    def next(self) -> Taken | Wait | None:
        """Return a delivery to advance or the time to wait; None at the end of the run."""
        with self._lock:
            if self.ended:
                return None
            now = self._now()
            if self._is_paused(now):
                return self._wait(self._paused_until - now)
            if self._failing >= _SIGNS and self._busy:
                return Wait(_LOOK)  # one call tries whether the service is back
            if now < self._idle_until <= now + _LOOK:
                return self._wait(self._idle_until - now)  # one worker looks for all
            return self._look(now)

    def _look(self, now: float) -> Taken | Wait | None:
        taken = self._store.next(now, self._busy)
        if taken is not None:
            self._busy[taken.id] = taken
            return taken
        due_at = self._store.due_at(now, self._busy)
        if due_at is None and not self._busy:
            self.stopping = True  # the other workers end too, even if an expense is added now
            return None
        following = Wait(_LOOK) if due_at is None else self._wait(due_at - now)
        self._idle_until = now + following.seconds
        return following

    def put(
        self, taken: Taken, advanced: Advanced, error: CallError | RequestError | None
    ) -> Taken | None:
        """Store a delivery; return it if it is to be advanced again at once."""
        delivery, seconds = advanced
        patience = _WEBHOOKS if self._webhooks else 0.0
        with self._lock:
            now = self._now()
            due_at = None if seconds is None else now + seconds
            kept = self._store.put(taken, delivery, due_at, now, patience)
            if delivery.trouble is not None and delivery.trouble.scope == "client":
                self.error = self.error or error
                self.stopping = True
            self._judge(advanced, error, now)
            self._log(taken.delivery, delivery)
            goes_on = seconds == 0 and not self._is_paused(now) and not self.ended
            if kept is not None and goes_on:
                return kept
            self._busy.pop(taken.id, None)
            self._idle_until = 0.0
            return None

    def stop(self) -> None:
        """End the run; a call that is under way may still store its result."""
        self.stopping = True

    def fail(self, error: BaseException) -> None:
        """End the run with an error."""
        with self._lock:
            if not self.stopping:
                self.error = error
            self.stopping = True

    def _judge(self, advanced: Advanced, error: Exception | None, now: float) -> None:
        """Pause the run if the service refuses or fails all calls."""
        trouble, seconds = advanced.delivery.trouble, advanced.seconds or 0.0
        if trouble is None or trouble.scope != "service":
            self._failing = 0
            return
        self._failing += 1
        if isinstance(error, RateLimitError) or self._failing >= _SIGNS or seconds > LONGEST:
            until = now + min(seconds, _LONGEST)
            is_new = not self._is_paused(now) or until > self._paused_until + _SAME
            self._paused_until = max(self._paused_until, until)
            if is_new:  # not once for each worker
                self._pause = f"until {_utc(until)}: {one_line(trouble.reason)}"
                log.warning("the outbox pauses %s", self._pause, extra={"pause": seconds})

    def _log(self, before: Delivery, delivery: Delivery) -> None:
        """Log the expenses that have failed for good, and a company that has stopped."""
        company_id, known = (
            delivery.company_id,
            {e.expense_id for e in before.entries if _failed(e)},
        )
        for each in filter(_failed, delivery.entries):
            if each.expense_id not in known:
                reason = one_line(each.reason or "")
                facts = {"company_id": company_id, "expense_id": each.expense_id, "reason": reason}
                text = "the expense %s of the company %s failed: %s"
                log.warning(text, each.expense_id, company_id, reason, extra=facts)
        trouble = delivery.trouble
        if delivery.stage == "stopped" and trouble is not None and trouble.scope == "company":
            reason = one_line(f"{trouble.reason} {trouble.remedy or ''}".rstrip())
            if (company_id, reason) not in self._stopped:  # not once for each of its deliveries
                self._stopped.add((company_id, reason))
                facts = {"company_id": company_id, "reason": reason}
                log.warning("the company %s has stopped: %s", company_id, reason, extra=facts)

    def log_end(self, counts: object) -> None:
        """Log the end of the run, with the pause for which expenses are left, if there is one."""
        if self._is_paused(self._now()):
            log.warning("the outbox ends a run: %s; it pauses %s", counts, self._pause)
        else:
            log.info("the outbox ends a run: %s", counts)

    def _is_paused(self, now: float) -> bool:
        """Return whether the run pauses; a clock that was set back does not prolong a pause."""
        return now < self._paused_until <= now + _LONGEST

    def _wait(self, seconds: float) -> Wait:
        return Wait(max(_SHORTEST, min(seconds, _LOOK, self._until - self._now())))


def _failed(entry: Entry) -> bool:
    return entry.outcome == "failed"


def _utc(at: float) -> str:
    return f"{datetime.fromtimestamp(at, timezone.utc):%Y-%m-%d %H:%M:%S} UTC"
