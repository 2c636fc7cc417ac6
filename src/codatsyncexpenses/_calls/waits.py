"""Waiting until something has ended: ask, decide, pause, ask again.

When to ask again is decided in ``_polls``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypedDict, TypeVar

from .._bases.response import Response, text
from .._display.progress import Bar
from .._exceptions import CallError, DecodeError, RequestError, one_line
from .._wait_errors import SyncFailed, WaitTimeout
from .operation import Operation, Req, Res
from .polls import Polls

if TYPE_CHECKING:
    from typing_extensions import Self, Unpack

    from .operation import Calls
    from .retries import RetryConfig

log = logging.getLogger("codatsyncexpenses")

Begin = TypeVar("Begin")
Asked = TypeVar("Asked")
Told = TypeVar("Told", bound=Response)


@dataclass(frozen=True)
class Wait(Generic[Req, Res]):
    """What is polled, and how its answer tells where things stand."""

    name: str
    """The method that waits, such as ``sync.wait``."""
    operation: Operation[Req, Res]
    """What is asked at each poll."""
    value: str
    """The field of the answer that holds the status."""
    code: str
    """The property of the status that gives its code, whose group decides."""
    stage: str
    """The field of the status that names the stage; it decides where the code is unknown."""
    running: tuple[str, ...]
    """The stages of what goes on, in their order."""


@dataclass(frozen=True)
class Start(Generic[Begin, Req, Res]):
    """What begins, and how to wait for its end."""

    name: str
    """The method that begins and waits."""
    operation: Operation[Begin, Any]
    """What begins it."""
    wait: Wait[Req, Res]
    """How to wait for its end."""
    given: Mapping[str, str]
    """Fields of the poll's request, and the fields of the first request that they come from."""
    answered: Mapping[str, tuple[str, str]]
    """Fields of the poll's request, and where in the first answer they come from."""


class Options(TypedDict):
    """How to wait; times are seconds."""

    timeout: float | None
    on_update: Callable[[Any], object] | None
    progress: bool
    interval: float
    max_interval: float
    raise_on_failure: bool


def wait(
    calls: Calls,
    plan: Wait[Req, Res],
    request: Req,
    retries: RetryConfig | None = None,
    **options: Unpack[Options],
) -> Res:
    """Ask until it has ended; the answer that says so."""
    with _Watch(calls, plan.name, plan, retries, options) as watch:
        return watch.end_of(request)


def start_and_wait(
    calls: Calls,
    plan: Start[Begin, Req, Res],
    request: Begin,
    retries: RetryConfig | None = None,
    *,
    idempotency_key: str | None = None,
    **options: Unpack[Options],
) -> Res:
    """Begin it, then ask until it has ended; the answer that says so."""
    with _Watch(calls, plan.name, plan.wait, retries, options) as watch:
        begun = watch.ask(plan.operation, request, idempotency_key)
        arguments = {name: getattr(request, field) for name, field in plan.given.items()}
        for name, (value, field) in plan.answered.items():
            arguments[name] = getattr(getattr(begun, value), field)
            if not arguments[name]:
                raise _nameless(plan, begun, field)
        poll = plan.wait.operation.request(**arguments)
        # Whoever is interrupted from here on finds in the log what goes on without them.
        log.info("%s: begun; waiting for %s", plan.name, one_line(repr(poll)))
        return watch.end_of(poll)


def _nameless(plan: Start[Any, Any, Any], begun: Response, field: str) -> DecodeError:
    """What to raise where the answer does not name what it says has begun."""
    message, raw = f"{plan.name}: begun, but {field} is missing", begun.raw_response
    error = DecodeError(message, begun.status_code, text(raw.content), raw)
    error.operation, error.maybe_processed = plan.operation.name, True
    return error


class _Watch(Generic[Req, Res]):
    """One wait, and what it has seen so far."""

    def __init__(
        self,
        calls: Calls,
        name: str,
        plan: Wait[Req, Res],
        retries: RetryConfig | None,
        options: Options,
    ) -> None:
        self._calls, self._name, self._plan, self._retries = calls, name, plan, retries
        self._raises, self._tell = options["raise_on_failure"], options["on_update"]
        if self._tell is not None and not callable(self._tell):
            raise RequestError(f"{name}: on_update must be callable, not {self._tell!r}")
        times = (options["timeout"], options["interval"], options["max_interval"])
        self._polls = Polls(name, *times, calls.seams.clock)
        self._timeout = options["timeout"]
        self._status: Any = None
        self._answer: Any = None
        self._bar = Bar(name, plan.running) if options["progress"] else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def ask(
        self, operation: Operation[Asked, Told], request: Asked, key: str | None = None
    ) -> Told:
        """Make a call that does not outlast the wait, and raise for every error."""
        retries = self._polls.bounded(self._calls.policy(self._retries))
        response = self._calls.call(
            operation, request, retries, idempotency_key=key, left=self._polls.longest
        )
        response.raise_for_status()
        return response

    def end_of(self, request: Req) -> Res:
        """Poll until it has ended; the answer that says so.

        :raises SyncFailed: if it ended badly and that is to be raised
        :raises WaitTimeout: if it did not end in time
        """
        while True:
            try:
                answer = self.ask(self._plan.operation, request)
            except CallError as error:
                vars(error)["waited_for"] = request
                pause = self._polls.after_error(error)
                if pause is None and not self._polls.ended_by(error):
                    raise
                cause: CallError | None = error
            else:
                cause = None
                group = self._note(answer)
                if group != "running":
                    return self._judge(request, answer, group)
                pause = self._polls.after(answer, self._calls.seams.now)
            if pause is None:
                raise self._too_late(request) from cause
            self._calls.pause(pause)

    def _note(self, answer: Res) -> str:
        """Tell whoever wants to know what is new; how it stands, as a group of codes."""
        before, status = self._status, getattr(answer, self._plan.value)
        self._answer, self._status = answer, status
        code, stage = getattr(status, self._plan.code), getattr(status, self._plan.stage)
        if self._bar is not None:
            self._bar.show(stage, code)
        if self._tell is not None and status != before:
            self._tell(status)
        if code is None or code.group == "unknown":
            return "running" if stage in self._plan.running else "unknown"
        return str(code.group)

    # The errors are typed for what users wait for, and this loop is not.
    def _judge(self, request: Any, answer: Res, group: str) -> Res:
        if group == "success" or not self._raises:
            return answer
        raise SyncFailed(self._name, request, self._answer, self._status)

    def _too_late(self, request: Any) -> WaitTimeout:
        return WaitTimeout(self._name, request, self._answer, self._status, self._timeout)
