"""The events of a call, for whoever observes it: metrics, traces, logs.

An observer is told in order, in the thread of the call. Nothing that it does breaks the call.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from .._display.repr import FieldsRepr
from .._lazy import publish

log = logging.getLogger("codatsyncexpenses")


@dataclass(frozen=True, eq=False, repr=False)
class ObservedCall(FieldsRepr):
    """One call. All of its events hold the same object, which can be the key of a dict."""

    operation: str
    """The method that was called, such as ``sync.get``."""
    method: str
    """The HTTP method."""
    path: str
    """The path with the names of its parameters, such as ``/companies/{companyId}``; that of
    `CodatSyncExpenses.request` as it was given.
    """
    url: str
    """The URL that is requested, with the query."""


@dataclass(frozen=True, repr=False)
class CallEvent(FieldsRepr):
    """Base class of the events of a call."""

    call: ObservedCall
    attempt: int
    """Counts from 1."""


@dataclass(frozen=True, repr=False)
class RequestSending(CallEvent):
    """A request is about to be sent."""


@dataclass(frozen=True, repr=False)
class ResponseReceived(CallEvent):
    """An attempt has ended: with a complete response, whatever its status, or without one."""

    seconds: float
    """How long the attempt took."""
    status_code: int | None = None
    """The HTTP status; None if no complete response came."""
    error: Exception | None = None
    """Why no complete response came; None if one did."""


@dataclass(frozen=True, repr=False)
class RetryScheduled(CallEvent):
    """An attempt has failed, and another follows after a pause."""

    reason: str
    """Such as ``503 Service Unavailable``."""
    pause: float
    """Seconds until the next attempt."""


@dataclass(frozen=True, repr=False)
class CallEnded(CallEvent):
    """A call has ended; ``attempt`` is the number of its attempts, one that broke off included."""

    seconds: float
    """How long the call took, with all its attempts and pauses."""
    status_code: int | None = None
    """The status of the last response; None if the last attempt brought none."""
    error: BaseException | None = None
    """The exception that the call raises; None if it returns a response."""


Observe = Callable[[CallEvent], object]


class Observer:
    """Tells the events of one call to a callable."""

    def __init__(self, tell: Observe, call: ObservedCall, clock: Callable[[], float]) -> None:
        self._tell, self._call, self._clock = tell, call, clock
        self._began = self._sent = clock()
        self._attempt = 0
        self._status: int | None = None
        self._ended = False

    def sending(self, attempt: int) -> None:
        """Tell of a request that is about to be sent."""
        self._attempt, self._status = attempt, None
        self._told(RequestSending(self._call, attempt))
        self._sent = self._clock()

    def received(self, status: int | None, error: Exception | None) -> None:
        """Tell of an attempt that has ended."""
        taken, self._status = self._clock() - self._sent, status
        self._told(ResponseReceived(self._call, self._attempt, taken, status, error))

    def retrying(self, reason: str, pause: float) -> None:
        """Tell of another attempt that follows."""
        self._told(RetryScheduled(self._call, self._attempt, reason, pause))

    def ended(self, error: BaseException | None = None) -> None:
        """Tell of the end, once."""
        if not self._ended:
            self._ended = True
            taken = self._clock() - self._began
            self._told(CallEnded(self._call, self._attempt, taken, self._status, error))

    def _told(self, event: CallEvent) -> None:
        try:
            self._tell(event)
        except Exception:
            log.exception(
                "%s: on_event raised an exception, which does not affect the call",
                event.call.operation,
                extra={"operation": event.call.operation, "event": type(event).__name__},
            )


publish(
    __name__,
    "telemetry",
    CallEnded,
    CallEvent,
    ObservedCall,
    RequestSending,
    ResponseReceived,
    RetryScheduled,
)
