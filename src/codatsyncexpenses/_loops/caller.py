"""The loop of one call: encode, send, decide, wait, decode."""

from __future__ import annotations

import dataclasses
import logging
import os
import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .._bases import security
from .._bases.headers import retry_after
from .._calls.messages import Lost, Outcome, Reply, Timeout, Transport, Wire
from .._calls.operation import Operation, Req, Res, api_error, decode, encode
from .._calls.retries import Attempts, Budget, Failure, Fault, in_retried
from .._calls.settings import Options, Seams, server, timeout_of
from .._exceptions import CallError, ConfigurationError, RequestError, one_line, status_text
from ..models._about import RETRIED, RETRIES

if TYPE_CHECKING:
    from .._calls.retries import RetryConfig
    from ..sdkconfiguration import SDKConfiguration

log = logging.getLogger("codatsyncexpenses")

# What comes to the same when it is done twice. A PUT of this API does not: it starts a sync, or a
# write to the accounting software, and a second one starts another.
_IDEMPOTENT = ("GET", "DELETE")
_LATE = 10.0  # seconds of trying again, after which somebody may wonder
_EARNED = 0.1  # tokens of the retry budget, for a call that succeeds


class Caller:
    """Makes the calls of one client."""

    def __init__(
        self,
        configuration: SDKConfiguration,
        security: security.Security,
        transport: Transport,
        options: Options,
    ) -> None:
        self._configuration = configuration
        self._security = security
        self._transport = transport
        self._options = options
        self.seams = options.seams or Seams()
        self._closed = threading.Event()
        self._begin()

    def _begin(self) -> None:
        """Hold nothing yet that another process could share."""
        self._process = os.getpid()
        self._budgets: dict[str, Budget] = {}
        closed, self._closed = self._closed.is_set(), threading.Event()
        if closed:
            self._closed.set()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy without connections, locks and seams."""
        options = dataclasses.replace(self._options, seams=None)
        return Caller, (self._configuration, self._security, self._transport, options)

    def call(
        self,
        operation: Operation[Req, Res],
        request: Req,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | Timeout | None = None,
        idempotency_key: str | None = None,
        left: Callable[[], float] | None = None,
    ) -> Res:
        """Make one call, with all its attempts."""
        self._leave_parent()
        operation = operation.of(request)
        wire = self._wire(operation, request, timeout, idempotency_key)
        keyed = "Idempotency-Key" in wire.headers
        seams, budget = self.seams, self._budget(wire.url)
        attempts = Attempts(
            self.policy(retries),
            writes=operation.method != "GET",
            keyed=keyed,
            idempotent=operation.method in _IDEMPOTENT,
            clock=seams.clock,
            dice=seams.dice,
            budget=budget,
        )
        while True:
            if left is not None:
                wire = wire._replace(timeout=wire.timeout.within(left()))
            outcome = self._transport.send(wire)
            failure = assess(outcome, seams.now, repeated=keyed and attempts.count > 1)
            if failure is None:
                if budget is not None:
                    budget.put(_EARNED)
                return self._result(operation, outcome, attempts)
            delay = attempts.delay_after(failure)
            if delay is None:
                return self._result(operation, outcome, attempts)
            _log_retry(operation.name, attempts, failure, delay)
            if self.pause(delay):
                return self._result(operation, outcome, attempts)
            attempts.count += 1

    def policy(self, retries: RetryConfig | None) -> RetryConfig:
        """The retries of a call that brings no more than these."""
        return retries or self._configuration.retry_config or RETRIES

    def pause(self, seconds: float) -> object:
        """Let time pass; true where the client was closed meanwhile."""
        self._leave_parent()  # a wait goes on in a child too, which is woken by its own event
        # Longer pauses than threads can wait for are asked for by odd headers alone.
        return (self.seams.sleep or self._closed.wait)(min(seconds, threading.TIMEOUT_MAX))

    def close(self) -> None:
        """Wake whoever waits, and close the connections."""
        self._leave_parent()
        self._closed.set()
        self._transport.close()

    def _leave_parent(self) -> None:
        """After a fork, have nothing of the parent's.

        A child that used its connections would read its answers, and a lock that one of its threads
        held is never released here.
        """
        if self._process != os.getpid():
            self._transport.renew()
            self._begin()

    def _wire(
        self,
        operation: Operation[Req, Any],
        request: Req,
        timeout: float | tuple[float, float] | Timeout | None,
        key: str | None,
    ) -> Wire:
        if self._closed.is_set():
            raise RequestError(f"{operation.name}: the client is closed")
        path, body = encode(operation, request, checked=self._options.check_requests)
        address, _ = self._configuration.get_server_details()
        agent = self._configuration.user_agent
        if not isinstance(agent, str):
            raise ConfigurationError(f"user_agent must be a string, not {type(agent).__name__}")
        headers = {"Accept": "application/json", "User-Agent": agent}
        credential = security.authorization(self._security)
        if credential is not None:
            headers[security.HEADER] = credential
        if isinstance(body, bytes):
            headers["Content-Type"] = "application/json"
        elif body is not None:
            headers.update(body.headers)
        if operation.keyed and (key is not None or self._options.idempotency_keys):
            headers["Idempotency-Key"] = self._key(key)
        return Wire(
            operation.method,
            server(address, self._options.allow_insecure_http) + path,
            headers,
            body,
            timeout_of(timeout, self._options.timeout),
        )

    def _budget(self, url: str) -> Budget | None:
        """What the retries of calls to an origin are paid from."""
        capacity = self._options.retry_budget
        if capacity is None:
            return None
        origin = url[: url.index("/", len("https://"))]
        budget = self._budgets.get(origin)
        # Where two threads are first at once, both get the one that was stored first.
        return budget or self._budgets.setdefault(origin, Budget(capacity, self.seams.clock))

    def _key(self, key: str | None) -> str:
        if key is None:
            return str(self.seams.new_key())
        if not isinstance(key, str) or not key.isascii() or not key.isprintable():
            raise RequestError("idempotency_key must be a string of printable ASCII characters")
        if key != key.strip() or not key:
            raise RequestError("idempotency_key must not be empty, nor have spaces around it")
        return key

    def _result(self, operation: Operation[Any, Res], outcome: Outcome, attempts: Attempts) -> Res:
        try:
            if isinstance(outcome, Lost):
                raise outcome.error
            response = decode(operation, outcome)
            if response.status_code >= 400:
                vars(response)["_call"] = self._facts(operation, outcome, attempts)
            if self._options.raise_on_error:
                response.raise_for_status()
            return response
        except CallError as error:
            vars(error).update(self._facts(operation, outcome, attempts))
            raise

    def _facts(
        self, operation: Operation[Any, Any], outcome: Outcome, attempts: Attempts
    ) -> dict[str, Any]:
        """What the errors of a call tell about it."""
        maybe_processed = attempts.maybe_processed
        asked = None
        if isinstance(outcome, Reply):
            asked = retry_after(outcome.status, outcome.headers, self.seams.now())
            maybe_processed |= operation.method != "GET" and outcome.status < 400
        return {
            "operation": operation.name,
            "attempts": attempts.count,
            "elapsed": attempts.elapsed,
            "retry_after": asked,
            "maybe_processed": maybe_processed,
        }


def assess(outcome: Outcome, now: Callable[[], datetime], *, repeated: bool) -> Failure | None:
    """What failed, if anything that could be tried again did.

    :param now: tells the date and time
    :param repeated: whether this was a repeat under an idempotency key
    """
    if isinstance(outcome, Lost):
        return Failure(outcome.fault, str(outcome.error))
    status = outcome.status
    if status == 409 and repeated:
        fault = Fault.IN_PROGRESS
    elif not in_retried(status, RETRIED):
        return None
    else:
        fault = Fault.FAILED if status >= 500 else Fault.REFUSED
    said = api_error(outcome)
    return Failure(
        fault,
        status_text(status),
        retry_after(status, outcome.headers, now()),
        said.correlation_id if said else None,
    )


def _log_retry(name: str, attempts: Attempts, failure: Failure, delay: float) -> None:
    # Python shows warnings unasked: one for each call that takes long, so that nobody waits in the
    # dark.
    late = attempts.elapsed < _LATE <= attempts.elapsed + delay
    said = failure.correlation_id and f", correlation id {one_line(failure.correlation_id)}"
    log.log(
        logging.WARNING if late else logging.INFO,
        "%s: attempt %d: %s%s; trying again in %.2f s",
        name,
        attempts.count,
        failure.reason,
        said or "",
        delay,
    )
