"""One call as a value: the request of each attempt, the decision to retry, and the result."""

from __future__ import annotations

import inspect
import logging
import math
import re
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic
from urllib.parse import urlsplit

from .._bases.rate_limits import retry_after
from .._bases.security import HEADER, Hidden, Secret
from .._exceptions import (
    AttemptFacts,
    CallError,
    CallFacts,
    ConfigurationError,
    RequestError,
    note,
    one_line,
    status_text,
)
from .._lazy import LOADING, LateModule
from .keywords import filled
from .operation import Operation, Req, Res, api_error, decode, encode
from .retries import EARNED, Attempts, Budget, Failure, Fault, RetryConfig, check
from .settings import (
    Options,
    Seams,
    at_most,
    is_loopback,
    seconds,
    server,
    switch,
    timeout_of,
    whole,
)
from .wire import Lost, Outcome, Reply, Wire

if TYPE_CHECKING:
    from .._bases.security import Security
    from .._exceptions import connection, report
    from .._uploads.multipart import Upload
    from . import observing, pacing
else:
    connection = LateModule(".._exceptions.connection", __package__)
    report = LateModule(".._exceptions.report", __package__)
    observing = LateModule(".observing", __package__)  # most clients are not observed
    pacing = LateModule(".pacing", __package__)  # or have no pace

log = logging.getLogger("codatsyncexpenses")
LOADING.guard_forks()  # first: logging locks itself for a fork, and a load may wait for that lock

# Methods that have the same effect when they are repeated. A PUT of this API does not: it starts a
# sync or a write to the accounting software, and a second one starts another.
_IDEMPOTENT = ("GET", "DELETE")
_LATE = 10.0  # seconds of retries after which the log shows a warning
_SENT = 16  # credentials that a client remembers
_LEAST = 0.001  # seconds that an attempt may take even after the deadline
# An authentication scheme, one space, and its credentials.
_CREDENTIAL = re.compile(r"[\w!#$%&'*+.^`|~-]+ [!-~]")
_TWICE = re.compile(r"(\S+) \1 ", re.IGNORECASE)
_TOKEN = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)
_SWITCHES = {"raise_on_error", "idempotency_keys", "check_requests"}
_FRAMING = "the client sets it for each request"
_OURS = {
    **dict.fromkeys(("accept", "accept-encoding", "connection", "content-encoding"), _FRAMING),
    **dict.fromkeys(("content-length", "content-type", "expect", "host", "keep-alive"), _FRAMING),
    **dict.fromkeys(("te", "trailer", "transfer-encoding", "upgrade"), _FRAMING),
    HEADER.lower(): "pass security",
    "cookie": "the client sends no cookies",
    "proxy-authorization": "set it in the address of the proxy",
    "idempotency-key": "pass idempotency_key to the method",
    "user-agent": "pass app_info, which the client appends to it",
}
_GUID = re.compile(
    r"(?:urn:uuid:|[{(])?([\da-f]{8}(-?)(?:[\da-f]{4}\2){3}[\da-f]{12})[})]?",
    re.IGNORECASE | re.ASCII,
)


class Configuration:
    """The settings of a client that may change between calls."""

    server_url: str | None
    server_idx: int | None
    user_agent: str
    retry_config: RetryConfig | None

    def __post_init__(self) -> None:
        self._server()

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, header_value(name, value) if name == "user_agent" else value)

    def get_server_details(self) -> tuple[str, dict[str, str]]:
        """Return the server's address, and no parameters, because they have been filled in.

        :raises ConfigurationError: if ``server_idx`` is not an index of ``SERVERS``
        """
        # Once: another thread may set it.
        address = self.server_url or self._server()
        if not isinstance(address, str):
            raise ConfigurationError(f"server_url must be a string, not {type(address).__name__}")
        return address.rstrip("/"), {}

    def _server(self) -> str:
        """Return the server that ``server_idx`` names.

        :raises ConfigurationError: if the index is invalid
        """
        raise NotImplementedError


class Calls:
    """The calls of one client: their settings, and the retry budgets and paces that they share."""

    def __init__(self, configuration: Configuration, security: Security, options: Options) -> None:
        self._configuration = configuration
        self.security: Hidden[Security] = Hidden(security)
        """The credential, or a callable that returns it for each call."""
        self.options = options
        self.seams: Seams = options.seams or Seams()
        self.sent: list[Secret] = []
        """The last credentials that were sent, each once; a callable may return several."""
        self._budgets: dict[str, Budget] = {}
        self._paces: dict[int, pacing.Pace] = {}
        self._checked: str | None = None  # the last address that passed the checks

    def forget(self) -> None:
        """Drop the state that a forked process must not share with its parent."""
        self._budgets.clear()
        self._paces.clear()

    def sharing(
        self,
        configuration: Configuration,
        headers: Hidden[Mapping[str, str] | None],
        changes: Mapping[str, Any],
    ) -> Calls:
        """Return the calls of another client, with the same credential, budgets and paces.

        :param headers: more headers for each request
        :param changes: the other options that differ
        """
        options = changed(self.options, headers, **changes)
        made = Calls(configuration, self.security.value, options)
        made._budgets, made._paces = self._budgets, self._paces
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy without locks and seams."""
        options = self.options._replace(seams=None)
        return Calls, (self._configuration, self.security.value, options)

    def begin(
        self,
        operation: Operation[Req, Res],
        request: Req | None,
        retries: RetryConfig | None = None,
        until: float = math.inf,
        security: Hidden[Security] | None = None,
        **given: Any,
    ) -> Call[Res]:
        """Begin a call, without sending a request.

        :param until: the end of every attempt, by the clock of the seams
        :param security: the credential, if it had to be awaited; None is the client's
        :param given: the fields of a request that is None, and `KeyedOptions`
        :raises RequestError: if an argument cannot be sent
        :raises ConfigurationError: if a setting cannot be used
        """
        options, seams = self.options, self.seams
        address, _ = self._configuration.get_server_details()
        if address != self._checked:
            self._checked = server(address, options.allow_insecure_http)
        if request is None or given:
            request = filled(operation.name, operation, request, given, operation.options)
        operation = operation.of(request)
        path, body = encode(operation, request, checked=options.check_requests)
        key, timeout = given.get("idempotency_key"), given.get("timeout")
        keyed = operation.keyed and (key is not None or options.idempotency_keys)
        headers = self._headers(body, security or self.security)
        if keyed:
            headers["Idempotency-Key"] = self._key(key)
        allowed = options.timeout if timeout is None else timeout_of(timeout)
        retried, longest = given.get("max_retries"), given.get("deadline")
        retried = options.max_retries if retried is None else at_most("max_retries", retried)
        longest = options.deadline if longest is None else seconds("deadline", longest)
        if longest is not None:
            end = seams.clock() + longest
            until, longest = (end, longest) if end < until else (until, None)
        hidden = (HEADER, *options.headers.value)
        wire = Wire(operation.method, address + path, headers, body, allowed, hidden, longest)
        attempts = Attempts(  # starts the call's time, after that of a callable credential
            self.policy(retries),
            writes=operation.writes,
            keyed=keyed,
            repeatable=keyed or operation.method in _IDEMPOTENT,
            clock=seams.clock,
            dice=seams.dice,
            budget=self._budget(address),
            max_retries=math.inf if retried is None else retried,
            until=until,
        )
        pace = None if options.pace is None else self._pace(options.pace)
        call = Call(operation, wire, attempts, options, seams, pace)
        if options.on_event is not None:
            template = operation.path.partition("?")[0]
            called = observing.ObservedCall(operation.name, wire.method, template, wire.url)
            call.observer = observing.Observer(options.on_event, called, seams.clock)
        return call

    def policy(self, retries: RetryConfig | None) -> RetryConfig:
        """Return the retries of a call with these options, checked."""
        chosen = self._configuration.retry_config if retries is None else retries
        return self.options.retries if chosen is None else check(chosen)

    def _headers(self, body: bytes | Upload | None, security: Hidden[Security]) -> dict[str, str]:
        headers = dict(self.options.headers.value)
        headers["Accept"], headers["User-Agent"] = (
            "application/json",
            self._configuration.user_agent,
        )
        credential = authorization(security)
        if credential is not None:
            headers[HEADER] = credential
            if credential not in self.sent:
                self.sent.append(credential)
                del self.sent[:-_SENT]
        if isinstance(body, bytes):
            headers["Content-Type"] = "application/json"
        elif body is not None:
            headers.update(body.headers)
        return headers

    def _key(self, key: str | uuid.UUID | None) -> str:
        if key is None or isinstance(key, uuid.UUID):
            return str(key or self.seams.new_key())
        found = _GUID.fullmatch(key) if isinstance(key, str) else None
        if found is None:
            raise RequestError(
                "idempotency_key must be a UUID, such as str(uuid.uuid4()): the API takes no other "
                "keys"
            )
        return str(uuid.UUID(found[1]))

    def _budget(self, address: str) -> Budget | None:
        """Return the budget that pays for retries at the origin of an address."""
        capacity = self.options.retry_budget
        if capacity is None:
            return None
        origin = "/".join(address.split("/", 3)[:3])
        budget = self._budgets.get(origin)
        # If two threads race here, both get the budget that was stored first.
        return budget or self._budgets.setdefault(origin, Budget(capacity, self.seams.clock))

    def _pace(self, per_minute: int) -> pacing.Pace:
        """Return the pace of all calls with this limit."""
        made = self._paces.get(per_minute)
        return made or self._paces.setdefault(per_minute, pacing.Pace(per_minute, self.seams.clock))


@dataclass(eq=False, repr=False)
class Call(Generic[Res]):
    """One call with all its attempts."""

    _operation: Operation[Any, Res]
    _wire: Wire
    _attempts: Attempts
    _options: Options
    _seams: Seams
    pace: pacing.Pace | None = None
    """The pace of the requests; None sends each at once."""
    _turn: float = -math.inf
    _outcome: Outcome | None = None
    observer: observing.Observer | None = None
    _history: tuple[AttemptFacts, ...] = ()

    def turn(self, pace: pacing.Pace) -> float | None:
        """Return the seconds until the next attempt may begin; None if that is too late."""
        turn = pace.take(self._attempts.until)
        if turn is not None:
            self._turn = turn
            return max(0.0, turn - self._seams.clock())
        if self._outcome is None:
            self._outcome = Lost(
                Fault.NOT_SENT,
                connection.APITimeoutError(
                    f"{self._operation.name}: the deadline is before the next turn at "
                    f"{pace.per_minute} requests a minute; no request was sent"
                ),
            )
        return None

    def wire(self) -> Wire:
        """Return the request of the next attempt."""
        if self.observer is not None:
            self.observer.sending(self._attempts.count + 1)
        if self._attempts.until == math.inf:
            return self._wire
        left = max(self._attempts.until - self._seams.clock(), _LEAST)
        allowed, deadline = self._wire.timeout, self._wire.deadline
        return self._wire._replace(
            timeout=allowed.within(left), deadline=deadline if left < allowed.exchange else None
        )

    def after(self, outcome: Outcome) -> float | None:
        """Take an attempt's outcome, and return the seconds before the next; None at the end."""
        self._attempts.count += 1
        self._outcome = outcome
        if self.observer is not None:
            self.observer.received(*_ending(outcome))
        failure = assess(
            self._operation,
            outcome,
            self._options.retried,
            self._seams.now,
            repeated=self._attempts.keyed and self._attempts.count > 1,
        )
        if failure is None:
            budget = self._attempts.budget
            if budget is not None and budget.level < budget.capacity:
                # Return the tokens of its retries, if any: a service that responds is not down.
                budget.put(self._attempts.count - 1 or EARNED)
                budget.is_unreached = False
            return None
        seen = AttemptFacts(self._attempts.elapsed, failure.reason, failure.correlation_id)
        self._history += (seen,)
        delay = self._attempts.delay_after(failure)
        if delay is not None:
            url = "" if isinstance(outcome, Lost) and outcome.proxied else self._wire.url
            _log_retry(self._operation.name, self._attempts, failure, delay, url)
            if self.observer is not None:
                self.observer.retrying(failure.reason, delay)
        return delay

    def result(self) -> Res:
        """Return the response to the last attempt, or raise its error.

        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response came
        :raises RequestError: if the client was closed before the first attempt
        """
        outcome = self._outcome
        if outcome is None:
            raise RequestError(f"{self._operation.name}: the client was closed before its turn")
        try:
            if isinstance(outcome, Lost):
                raise outcome.error
            response = decode(self._operation, outcome)
            if response.status_code >= 400:
                response.call_facts = self._facts(outcome)
                if self._options.raise_on_error:
                    response.raise_for_status()
            if self.observer is not None:
                self.observer.ended()
            return response
        except CallError as error:
            note(error, self._facts(outcome))
            raise

    def broken(self, error: BaseException) -> None:
        """Report the exception that ends the call to the observer, interrupts included."""
        if self.pace is not None:
            self.pace.put(self._turn)  # one that is over is dropped
        if self.observer is not None:
            self.observer.ended(error)

    def _facts(self, outcome: Outcome) -> CallFacts:
        attempts, asked = self._attempts, None
        maybe_processed = attempts.maybe_processed
        if isinstance(outcome, Reply):
            asked = retry_after(outcome.status, outcome.headers, self._seams.now())
            maybe_processed |= self._operation.writes and outcome.status < 400
        return CallFacts(
            self._operation.name,
            attempts.count,
            attempts.elapsed,
            asked,
            maybe_processed,
            self._history,
            self._seams.now().isoformat(timespec="seconds"),
            report.curl(self._wire.method, self._wire.url, self._wire.headers, self._wire.body),
        )


def _ending(outcome: Outcome) -> tuple[int | None, Exception | None]:
    """Return the status of an attempt, or its error."""
    return (None, outcome.error) if isinstance(outcome, Lost) else (outcome.status, None)


def assess(
    operation: Operation[Any, Any],
    outcome: Outcome,
    retried: Collection[str],
    now: Callable[[], datetime],
    *,
    repeated: bool,
) -> Failure | None:
    """Return the failure of an attempt, if it could be retried.

    :param retried: the statuses to retry, such as ``429`` or ``5XX``
    :param now: returns the date and time
    :param repeated: whether this attempt repeated an idempotency key
    """
    if isinstance(outcome, Lost):
        return Failure(outcome.fault, str(outcome.error))
    status = outcome.status
    if status == 409 and repeated:
        fault = Fault.IN_PROGRESS
    elif str(status) not in retried and f"{status // 100}XX" not in retried:
        return None
    else:
        fault = Fault.FAILED if status >= 500 else Fault.REFUSED
    said = api_error(operation, outcome)
    return Failure(
        fault,
        status_text(status),
        retry_after(status, outcome.headers, now()),
        said.correlation_id if said else None,
    )


def _log_retry(name: str, attempts: Attempts, failure: Failure, delay: float, url: str) -> None:
    # Python shows warnings by default: log one for each call that takes long, so that users know
    # why they wait.
    late = attempts.elapsed < _LATE <= attempts.elapsed + delay
    unreached = attempts.count == 1 and failure.fault is Fault.NOT_SENT
    advice = _advice(url, attempts.budget) if unreached else ""
    said = failure.correlation_id and f", correlation id {one_line(failure.correlation_id)}"
    log.log(
        logging.WARNING if late or advice else logging.INFO,
        "%s: attempt %d: %s%s; retrying in %.2f s%s",
        name,
        attempts.count,
        failure.reason,
        said or "",
        delay,
        advice,
        extra={
            "operation": name,
            "attempt": attempts.count,
            "reason": failure.reason,
            "correlation_id": failure.correlation_id,
            "pause": delay,
        },
    )


def _advice(url: str, budget: Budget | None) -> str:
    """Return the advice for an address of this machine, where often no server is started yet.

    Only the first of several calls that fail for this reason gives it.
    """
    parts = urlsplit(url)
    if not is_loopback(parts.hostname or "") or not (budget is None or budget.unreached()):
        return ""
    return (
        f". Is a server running at {parts.scheme}://{parts.netloc}? "
        "`codat-sync-expenses sandbox serve` starts a sandbox."
    )


def header_value(name: str, value: object) -> str:
    """Return a text that is sent as the value of a header, checked.

    :raises ConfigurationError: if no header can carry it; the error does not show it
    """
    if not isinstance(value, str):
        raise ConfigurationError(f"{name} must be a string, not {type(value).__name__}")
    if not value.isprintable() or not value.isascii() or value != value.strip():
        raise ConfigurationError(
            f"{name} has characters that a header cannot carry: look for spaces around it, line "
            "breaks or letters outside ASCII"
        )
    return value


def more_headers(given: Hidden[Mapping[str, str] | None]) -> Hidden[dict[str, str]]:
    """Return the caller's headers, checked and hidden.

    :raises ConfigurationError: if one cannot be sent, or is one that the client sets
    """
    checked, held = Hidden[dict[str, str]]({}), Hidden({} if given.value is None else given.value)
    if not isinstance(held.value, Mapping):
        raise ConfigurationError(f"headers must be a mapping, not {type(given.value).__name__}")
    for name in held.value:
        if not isinstance(name, str) or not is_token(name):
            raise ConfigurationError("headers has a name that is not valid for a header")
        if name.lower() in _OURS:
            raise ConfigurationError(f"headers must not have {name}: {_OURS[name.lower()]}")
        value = Hidden[object](held.value[name])
        if not isinstance(value.value, str):
            kind = type(value.value).__name__
            raise ConfigurationError(f"headers: {name} must be a string, not {kind}")
        checked.value[name] = header_value(f"the {name} header", Secret(value.value))
    return checked


def is_token(text: str) -> bool:
    """Return whether a text is a token of HTTP, such as the name of a header."""
    return _TOKEN.fullmatch(text) is not None


def changed(options: Options, headers: Hidden[Mapping[str, str] | None], **changes: Any) -> Options:
    """Return the options with some changes, checked.

    :param headers: headers to add to the existing ones
    :raises ConfigurationError: if a setting cannot be used
    """
    if "timeout" in changes:
        changes["timeout"] = timeout_of(changes["timeout"])
    if changes.get("max_retries") is not None:
        at_most("max_retries", changes["max_retries"])
    if changes.get("deadline") is not None:
        seconds("deadline", changes["deadline"])
    if changes.get("pace") is not None:
        whole("pace", changes["pace"])
    for name in _SWITCHES & changes.keys():
        switch(name, changes[name])
    told = changes.get("on_event")
    if told is not None and not callable(told):
        raise ConfigurationError(f"on_event must be callable, not {type(told).__name__}")
    if inspect.iscoroutinefunction(told):
        raise ConfigurationError("on_event must not be asynchronous: a call does not await it")
    every = {**options.headers.value, **more_headers(headers).value}
    return options._replace(headers=Hidden(every), **changes)


def authorization(security: Hidden[Security]) -> Secret | None:
    """Return the checked value of the Authorization header; None sends none.

    :raises ConfigurationError: if it cannot be sent; the message never shows the value
    """
    if security.value is None:
        return None
    credential: object = security.value() if callable(security.value) else security.value
    value, kind = getattr(credential, "auth_header", None), type(credential).__name__
    value, credential = Secret(value) if isinstance(value, str) else None, None
    if value is None:
        raise ConfigurationError(
            "security must be shared.Security(auth_header='Basic ...'), with the header as text, "
            f"or a callable that returns one, not {kind}"
        )
    header_value(f"the {HEADER} header", value)
    if not _CREDENTIAL.match(value):
        raise ConfigurationError(
            f"the {HEADER} header must be 'Basic ' and the API key in base64, or another scheme, "
            "one space and its credentials; Security.from_api_key(...) makes it from the bare key"
        )
    if _TWICE.match(value):
        raise ConfigurationError(f"the {HEADER} header has its scheme twice")
    return value
