"""The events of a call, for observers: metrics, traces and logs.

An observer receives the events in order, in the thread of the call. Its exceptions do not affect
the call.
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
    """One call. All of its events share this object, which is hashable."""

    operation: str
    """The method that was called, such as ``sync.get``."""
    method: str
    """The HTTP method."""
    path: str
    """The path with the names of its parameters, such as ``/companies/{companyId}``; for
    `CodatSyncExpenses.request`, the path as given.
    """
    url: str
    """The URL of the request, with its query."""


@dataclass(frozen=True, repr=False)
class CallEvent(FieldsRepr):
    """Base class of the events of a call."""

    call: ObservedCall
    attempt: int
    """The number of the attempt, from 1."""


@dataclass(frozen=True, repr=False)
class RequestSending(CallEvent):
    """An attempt starts."""


@dataclass(frozen=True, repr=False)
class ResponseReceived(CallEvent):
    """An attempt has ended: with a complete response, whatever its status, or without one."""

    seconds: float
    """The duration of the attempt."""
    status_code: int | None = None
    """The HTTP status; None if no complete response arrived."""
    error: Exception | None = None
    """The reason why no complete response arrived; None if one did."""


@dataclass(frozen=True, repr=False)
class RetryScheduled(CallEvent):
    """An attempt has failed, and a retry follows after a pause."""

    reason: str
    """The failure, such as ``503 Service Unavailable``."""
    pause: float
    """Seconds until the next attempt."""


@dataclass(frozen=True, repr=False)
class CallEnded(CallEvent):
    """A call has ended; ``attempt`` is the number of its attempts, including an interrupted one."""

    seconds: float
    """The duration of the call, including all attempts and pauses."""
    status_code: int | None = None
    """The status of the last response; None if the last attempt had none."""
    error: BaseException | None = None
    """The exception that the call raises; None if it returns a response."""


Observe = Callable[[CallEvent], object]


class Observer:
    """Reports the events of one call to a callable."""

    def __init__(self, tell: Observe, call: ObservedCall, clock: Callable[[], float]) -> None:
        self._tell, self._call, self._clock = tell, call, clock
        self._began = self._sent = clock()
        self._attempt = 0
        self._status: int | None = None
        self._ended = False
        self._logged = False

    def sending(self, attempt: int) -> None:
        """Report the start of an attempt."""
        self._attempt, self._status = attempt, None
        self._told(RequestSending(self._call, attempt))
        self._sent = self._clock()

    def received(self, status: int | None, error: Exception | None) -> None:
        """Report the end of an attempt."""
        taken, self._status = self._clock() - self._sent, status
        self._told(ResponseReceived(self._call, self._attempt, taken, status, error))

    def retrying(self, reason: str, pause: float) -> None:
        """Report a retry that follows."""
        self._told(RetryScheduled(self._call, self._attempt, reason, pause))

    def ended(self, error: BaseException | None = None) -> None:
        """Report the end of the call, once."""
        if not self._ended:
            self._ended = True
            taken = self._clock() - self._began
            self._told(CallEnded(self._call, self._attempt, taken, self._status, error))

    def _told(self, event: CallEvent) -> None:
        try:
            self._tell(event)
        except Exception:
            if not self._logged:  # later events usually fail for the same reason
                self._logged = True
                log.exception(
                    "%s: on_event raised an exception, which does not affect the call; more of "
                    "this call are not logged",
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
