"""One wait as a value: the next request, the pause before it, and the end of the wait."""

from __future__ import annotations

import logging
import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .._bases.rate_limits import retry_after, until_reset
from .._bases.response import Response, unusable
from .._display.progress import Bar
from .._display.repr import text as safe_text
from .._exceptions import (
    CallError,
    CodatError,
    NotFoundError,
    RateLimitError,
    RequestError,
    ServerError,
    excerpt,
    one_line,
)
from .._exceptions.connection import APIConnectionError
from .._exceptions.waits import WaitError
from .._schema.hints import is_number
from .keywords import filled
from .operation import Req, Res, encode
from .retries import LONGEST_ASKED
from .settings import WAIT_DEFAULTS, StartOptions, WaitOptions

if TYPE_CHECKING:
    from .._exceptions import DecodeError
    from .operation import Operation
    from .settings import Seams

log = logging.getLogger("codatsyncexpenses")

Begin = TypeVar("Begin")

_GROWTH = 1.5
_SETTLED = 10.0  # seconds after a start, while a 404 may mean that it is not there yet
_LAST_POLL = 1.0  # seconds that a call may take even if the deadline is near or past
_DAY = 86_400.0  # seconds; the longest pause of a wait at the service's request
_SCARCE = 0.1  # of the quota: with less left, polls use the longest interval


@dataclass(eq=False, repr=False)
class Wait(Generic[Req, Res]):
    """The plan of a wait: the operation to poll, and the meaning of its response."""

    name: str
    """The method that waits, such as ``sync.wait``."""
    operation: Operation[Req, Res]
    """The operation of each poll."""
    value: str
    """The field of the response that holds the status."""
    stage: str
    """The field of the status that names the stage."""
    running: tuple[str, ...]
    """The stages before the end, in their order."""
    ended: tuple[str, ...]
    """The final stages, which decide if there is no listed code."""
    ids: Mapping[str, str]
    """Fields of the request, and the fields of the status that repeat them."""
    failed: Callable[[str, Any, Any, Any], WaitError]
    """The error for a failure, created from a name, the request, the response and the status."""
    timed_out: Callable[[str, Any, Any, Any, float | None], WaitError]
    """The error for a timeout; it also takes the timeout in seconds."""
    code: str | None = None
    """The property of the status with its code, whose group decides."""
    done: str | None = None
    """The field of the status that is true after a success, even with an unlisted code."""
    succeeded: tuple[str, ...] = ()
    """The stages of success, if there is no code."""

    def code_of(self, status: Any) -> Any:
        """Return the code of a status; None if it has none."""
        return None if self.code is None else getattr(status, self.code)

    def group_of(self, status: Any) -> str:
        """Return the group of a status, by its code or else by its stage."""
        code, stage = self.code_of(status), getattr(status, self.stage)
        if code is not None and code.group != "unknown":
            return str(code.group)
        if stage in self.succeeded or (self.done and getattr(status, self.done) is True):
            return "success"
        if stage in self.ended:
            return "unknown" if self.code else "failure"
        return "running"


@dataclass(eq=False, repr=False)
class Start(Generic[Begin, Req, Res]):
    """The plan of a start and the wait for its end."""

    name: str
    """The method that starts and waits."""
    operation: Operation[Begin, Any]
    """The operation to start."""
    wait: Wait[Req, Res]
    given: Mapping[str, str]
    """Fields of the poll's request, and the fields of the first request that they come from."""
    answered: Mapping[str, tuple[str, str]]
    """Fields of the poll's request, and their sources in the first response."""


class Watch(Generic[Res]):
    """One wait, with the statuses that it has seen.

    The first poll is immediate, or follows the call that starts the operation. The interval between
    polls grows by half each time, up to a maximum.
    """

    def __init__(
        self,
        plan: Wait[Any, Res] | Start[Any, Any, Res],
        request: Any,
        seams: Seams,
        given: dict[str, Any],
    ) -> None:
        """Begin to wait.

        :param given: the fields of a request that is None, and `StartOptions`
        :raises RequestError: if an argument cannot be used
        """
        keyed = plan.operation.keyed
        options = (StartOptions if keyed else WaitOptions).__annotations__
        request = filled(plan.name, plan.operation, request, given, options)
        if plan.operation.of(request) is not plan.operation:
            raise RequestError(f"{plan.name} starts a sync, which a dataset does not")
        self._name, self._seams = plan.name, seams
        self._options = {**WAIT_DEFAULTS, **given}
        self._check()
        self._start = plan if isinstance(plan, Start) else None
        self._plan: Wait[Any, Res] = plan.wait if isinstance(plan, Start) else plan
        timeout = self._options["timeout"]
        self._deadline: float = math.inf if timeout is None else seams.clock() + timeout
        self.operation: Operation[Any, Any] = plan.operation
        """The operation to call next."""
        self.request: object = request
        """Its request."""
        self._longest: float = self._options["max_interval"]
        self._interval: float = min(self._options["interval"], self._longest)
        self._begun_at: float | None = None
        self._status: Any = None
        self._answer: Res | None = None
        self._end: Res | Exception | None = None
        self._bar = Bar(plan.name, self._plan.running) if self._options["progress"] else None

    def close(self) -> None:
        """Leave the progress bar as it is."""
        if self._bar is not None:
            self._bar.close()

    @property
    def until(self) -> float:
        """The end of the next call, by the clock of the seams."""
        return max(self._deadline, self._seams.clock() + _LAST_POLL)

    @property
    def idempotency_key(self) -> dict[str, Any]:
        """The idempotency key as an option of the next call; only a starting call has one."""
        key = self._options["idempotency_key"]
        return {} if self._start is None or key is None else {"idempotency_key": key}

    def broken(self, error: BaseException) -> None:
        """Note in an interrupt, or in an error that no call raised, which operation continues."""
        known = CodatError if self._begun_at is None else (CallError, WaitError)
        if self._start is None and not isinstance(error, known):
            vars(error)["waited_for"] = self.request
            if sys.version_info >= (3, 11):
                error.add_note(f"{self._name}: waited for {one_line(repr(self.request))}")

    def after(self, answer: Response[Any] | CallError) -> float | None:
        """Take the outcome of a call, and return the seconds before the next; None at the end."""
        if isinstance(answer, Response):
            try:
                answer.raise_for_status()
            except CallError as error:
                answer = error
        if self._start is not None:
            return self._begun(self._start, answer)
        if isinstance(answer, CallError):
            return self._after_error(answer)
        if problem := self._foreign(answer):
            self._end = self._unusable(answer, self._plan.operation, problem)
            return None
        group = self._note(answer)
        if group != "running":
            self._end = self._outcome(answer, group)
            return None
        pause = self._pause(answer)
        if pause is None:
            self._end = self._timed_out(None)
        return pause

    def result(self) -> Res:
        """Return the last response, or raise the error of the wait.

        :raises WaitError: if it failed and failures raise, or if it did not end in time
        :raises CallError: if a call failed after its retries
        """
        if isinstance(self._end, Exception):
            raise self._end
        if self._end is None:
            raise RuntimeError(f"{self._name}: the wait has not ended")
        return self._end

    def _check(self) -> None:
        told, options = self._options["on_update"], self._options
        if told is not None and not callable(told):
            raise RequestError(f"{self._name}: on_update must be callable, not {told!r}")
        times = {each: options[each] for each in ("timeout", "interval", "max_interval")}
        for label, value in times.items():
            if not (is_number(value) and value > 0) and not (label == "timeout" and value is None):
                shown = safe_text(value)
                raise RequestError(f"{self._name}: {label} must be seconds above 0, not {shown}")

    def _left(self) -> float:
        return self._deadline - self._seams.clock()

    def _begun(self, plan: Start[Any, Any, Res], begun: Response[Any] | CallError) -> float | None:
        """Continue with the first poll."""
        if isinstance(begun, CallError):
            self._end = begun
            return None
        self._begun_at = self._seams.clock()
        arguments = {name: getattr(self.request, field) for name, field in plan.given.items()}
        for name, (value, field) in plan.answered.items():
            arguments[name] = getattr(getattr(begun, value), field)
        polled, request = self._plan.operation, self._plan.operation.request(**arguments)
        try:
            encode(polled, request)
        except RequestError as error:
            problem = f"started, but the response has no identifier ({error})"
            self._end = self._unusable(begun, plan.operation, problem)
            return None
        self._start, self.operation, self.request = None, polled, request
        # After an interrupt, the log shows which operation continues.
        log.info(
            "%s: started; waiting for %s",
            self._name,
            one_line(repr(self.request)),
            extra={"operation": self._name, "waited_for": self.request},
        )
        return 0.0

    def _note(self, answer: Any) -> str:
        """Report the status if it is new, and return its group of codes."""
        plan, told = self._plan, self._options["on_update"]
        before, status = self._status, getattr(answer, plan.value)
        self._answer, self._status = answer, status
        if self._bar is not None:
            self._bar.show(getattr(status, plan.stage), plan.code_of(status))
        if told is not None and status != before:
            told(status)
        return plan.group_of(status)

    def _outcome(self, answer: Any, group: str) -> Res | WaitError:
        if group == "success" or not self._options["raise_on_failure"]:
            ended: Res = answer
            return ended
        plan, status = self._plan, self._status
        if group != "unknown":
            return plan.failed(self._name, self.request, answer, status)
        code, stage = plan.code_of(status), getattr(status, plan.stage)
        how = "without a code" if code is None else f"with a code that is not known, {int(code)}"
        about = f"{self._name}: {one_line(repr(self.request))}"
        message = f"{about} ended {how}, at the stage {stage}"
        return WaitError(message, self.request, answer, status)

    def _pause(self, answer: Response[Any]) -> float | None:
        """Return the seconds before the next poll; None after the timeout."""
        left, pause = self._left(), self._step()
        if left <= 0:
            return None
        quota = answer.rate_limit
        if quota.remaining is not None and quota.remaining < (quota.limit or 0) * _SCARCE:
            pause = self._longest
        now = self._seams.now()
        asked = retry_after(answer.status_code, answer.headers, now)
        if asked is None:
            asked = min(until_reset(answer.headers, now) or 0.0, _DAY)
        else:
            asked = min(asked, LONGEST_ASKED)
        return min(max(pause, asked), left)

    def _step(self) -> float:
        """Return the next interval."""
        step = self._interval
        self._interval = min(step * _GROWTH, self._longest)
        return step

    def _foreign(self, answer: Response[Any]) -> str | None:
        """Return the reason if a status is about another resource; None otherwise."""
        status = getattr(answer, self._plan.value)
        for name, field in self._plan.ids.items():
            asked, found = getattr(self.request, name), getattr(status, field)
            if found and _plain(found) != _plain(asked):
                return f"the response has another {field}, {excerpt(repr(found))}"
        return None

    def _unusable(
        self, answer: Response[Any], operation: Operation[Any, Any], problem: str
    ) -> DecodeError:
        error = unusable(answer, f"{self._name}: {problem}", operation.name)
        error.maybe_processed = self._begun_at is not None
        error.waited_for = None if self._start else self.request
        return error

    def _after_error(self, error: CallError) -> float | None:
        """Return the seconds before the next poll, after one that failed.

        A call makes its own retries. This waits for events that are too far off for a call, such as
        tomorrow's quota.
        """
        error.waited_for = self.request
        asked, left, settling = error.retry_after, self._left(), self._settling()
        if isinstance(error, (APIConnectionError, RateLimitError, ServerError)):
            if asked and asked <= min(left, _DAY):
                return min(max(asked, self._interval), left)
            if left <= 0:
                self._end = self._timed_out(error)
                return None
        elif isinstance(error, NotFoundError) and min(settling, left) > 0:
            return min(self._step(), settling, left)
        self._end = error
        return None

    def _settling(self) -> float:
        """Return the seconds for which the service may not know a new operation yet."""
        if self._begun_at is None or self._status is not None:
            return 0.0
        return self._begun_at + _SETTLED - self._seams.clock()

    def _timed_out(self, cause: CallError | None) -> WaitError:
        timeout, status = self._options["timeout"], self._status
        error = self._plan.timed_out(self._name, self.request, self._answer, status, timeout)
        error.__cause__ = cause
        return error


def _plain(identifier: object) -> str:
    """Return an identifier without the differences between two spellings of one UUID."""
    return str(identifier).replace("-", "").lower()
