"""The exceptions that the library raises.

This room contains the classes and the helpers for their messages; `connection` contains those that
are also exceptions of requests. Nothing here loads requests or knows an operation. Users import the
classes from `errors`, and tracebacks and pickles show them there.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

from .._lazy import LateModule, publish

if TYPE_CHECKING:
    import requests

    # The one class of a contract that the runtime names, for the type of `error_message`: every
    # contract has it. Other rooms take it from here, so that this is the one import that points up.
    from ..models import shared as shared
    from . import report as reports
else:
    reports = LateModule(".report", __package__)
    requests, shared = LateModule("requests"), LateModule("..models.shared", __package__)

_EXCERPT = 1_000  # characters of a server's text that a message shows; attributes are whole
# Characters that control a terminal or mislead a reader: all control characters except tab and line
# feed, the controls of text direction, line separators, and surrogates, which cannot be encoded.
_HIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"


class CodatError(Exception):
    """Base class of all errors that this library raises."""

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by state, because subclasses take arguments other than ``args``."""
        return restore, (type(self), self.args, self.__dict__)


def restore(
    cls: type[CodatError], args: tuple[object, ...], state: dict[str, object]
) -> CodatError:
    """Restore an error from a pickle."""
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class ConfigurationError(CodatError, ValueError):
    """A setting or credential that cannot be used; the message names it and the expected value."""


class RequestError(CodatError, ValueError):
    """An argument of a call that was refused before a request was sent."""


class Violation(NamedTuple):
    """A single violation of a requirement on a request's data."""

    path: str
    """The path of the value, such as ``create_expense_request[3].lines[0].net_amount``."""
    message: str
    """The expected and the actual value."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class RequestValidationError(RequestError):
    """Data that violates the API's requirements, refused before a request was sent."""

    violations: tuple[Violation, ...] = ()
    """All violations, each with a `path` such as `transactions[3].lines[0].net_amount` and a
    `message`.
    """


class WebhookVerificationError(CodatError, ValueError):
    """A webhook that cannot be trusted or read; the message gives the reason but no secret."""


class WebhookInProgressError(CodatError):
    """A webhook whose earlier delivery is still in progress.

    Respond with an error status, so that the service sends it again: the outcome of the earlier
    delivery is not known yet.
    """


class OutboxError(CodatError):
    """An outbox or a delivery that cannot be read: it is damaged, or newer than this package."""


class OutboxConflictError(OutboxError):
    """An expense that the outbox already has with other content."""


class OutboxBusyError(OutboxError):
    """An outbox from which another process is delivering."""


class AttemptFacts(NamedTuple):
    """A failed attempt."""

    elapsed: float
    """Seconds from the start of the call to the end of the attempt."""
    problem: str
    """The failure, such as ``503 Service Unavailable``."""
    correlation_id: str | None
    """The identifier of the request, if the API sent one."""


class CallFacts(NamedTuple):
    """The facts of a call, for errors and reports."""

    operation: str
    """The method that was called, such as ``sync.get``."""
    attempts: int
    """Number of requests sent."""
    elapsed: float
    """Seconds from the start of the call to its end, pauses included."""
    retry_after: float | None
    """Seconds after which the service asks the client to retry; None if it does not say."""
    maybe_processed: bool
    """Whether the service may have processed a write although no response arrived."""
    history: tuple[AttemptFacts, ...] = ()
    """The attempts that could be retried."""
    ended: str = ""
    """When the call ended, as an ISO 8601 date-time in UTC."""
    request: str = ""
    """The request as a curl command, without the credential."""


class CallError(CodatError):
    """A call that was attempted and failed."""

    status_code: int | None = None
    """The HTTP status; None if no response came."""
    operation: str | None = None
    """The method that was called, such as ``sync.get``."""
    attempts: int = 1
    """Number of requests sent."""
    elapsed: float | None = None
    """Seconds from the start of the call to its end, pauses included."""
    retry_after: float | None = None
    """Seconds after which the service asks the client to retry; None if it does not say."""
    maybe_processed: bool = False
    """Whether the service may have processed a write although no response arrived."""
    waited_for: Any = None
    """The request of the wait that this call polled for; None outside a wait.

    Pass it to the method that waits, such as ``sync.wait``, to continue.
    """
    facts: CallFacts | None = None
    """The facts of the call; None for an error that no call raised."""

    def report(self) -> str:
        """Return a report for Codat's support.

        The report lists each attempt with its time and correlation id, and the request as a curl
        command. It omits the credential and your own headers, but includes the data of the request.
        """
        return reports.text(self)

    def _effort(self) -> str:
        """Return the number of attempts for the message, if there were several."""
        if self.attempts < 2 or self.elapsed is None:
            return ""
        return f" ({self.attempts} attempts in {self.elapsed:.1f} s)"


def note(error: CallError, facts: CallFacts) -> None:
    """Record the facts of a call in its error."""
    error.facts = facts
    error.operation, error.attempts = facts.operation, facts.attempts
    error.elapsed, error.retry_after = facts.elapsed, facts.retry_after
    error.maybe_processed = facts.maybe_processed


class SDKError(CallError):
    """An error response, or one that cannot be used."""

    def __init__(
        self,
        message: str,
        status_code: int,
        body: str,
        raw_response: requests.Response,
        *,
        error_message: shared.ErrorMessage | None = None,
    ) -> None:
        message = one_line(message)
        super().__init__(message)
        self.message: str = message
        """The problem, in one line."""
        # Narrower than in the base class: a response has a status.
        self.status_code: int = status_code  # pyright: ignore[reportIncompatibleVariableOverride]
        """The HTTP status."""
        self.body: str = body
        """The body as text."""
        self.raw_response: requests.Response = raw_response
        """The response of requests; its request is a copy without the credential."""
        self.error_message: shared.ErrorMessage | None = error_message
        """The API's description of the error, if its body could be read."""

    @property
    def correlation_id(self) -> str | None:
        """The identifier of the request; quote it to Codat's support."""
        return self.error_message.correlation_id if self.error_message else None

    def __str__(self) -> str:
        text = f"{self.message}: Status {self.status_code}{self._effort()}"
        if self.error_message is None or self.error_message.error is None:
            return f"{text}\n{excerpt(self.body)}" if self.body else text
        if not self.correlation_id:
            return text
        return f"{text} (correlation id {one_line(self.correlation_id)})"


class AuthenticationError(SDKError):
    """401: the API key is missing or wrong."""


class BadRequestError(SDKError):
    """400: the request is malformed."""


class PaymentRequiredError(SDKError):
    """402: a limit of the account is reached, or it has expired."""


class PermissionDeniedError(SDKError):
    """403: the API key is outdated or lacks the rights for this request."""


class NotFoundError(SDKError):
    """404: the company, or a resource that the request names, does not exist."""


class ConflictError(SDKError):
    """409: the data is still being read or was never read, or the idempotency key is in use."""


class UnprocessableEntityError(SDKError):
    """422: the request is well formed, but the company or its software cannot accept it."""


class RateLimitError(SDKError):
    """429: the request limit is reached; ``retry_after`` says when to retry."""


class ServerError(SDKError):
    """5XX: the service failed."""


class DecodeError(SDKError, ValueError):
    """A body that is not the JSON that the contract describes; it is in ``body``."""


_BY_STATUS: dict[int, type[SDKError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    402: PaymentRequiredError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def by_status(status: int) -> type[SDKError]:
    """Return the class for an error status."""
    return _BY_STATUS.get(status, ServerError if 500 <= status <= 599 else SDKError)


def status_text(status: int) -> str:
    """Return a status with its name: ``404 Not Found``."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def one_line(text: str, most: int = _EXCERPT) -> str:
    """Return a server's text as part of a line: cut if very long, its control characters escaped.

    Every text from a server passes through this function or `excerpt` before it is shown.
    """
    return _escaped(_cut(text, most), f"[{_HIDDEN}\t\n]")


def excerpt(body: str) -> str:
    """Return a body as part of a message; unlike `one_line`, keep tabs and line ends."""
    return _escaped(_cut(body, _EXCERPT).replace("\r\n", "\n"), f"[{_HIDDEN}]")


def _cut(text: str, most: int) -> str:
    rest = len(text) - most
    return text if rest <= 0 else f"{text[:most]}… ({rest:,} characters more)"


def _escaped(text: str, hidden: str) -> str:
    """Return a text with the hidden characters as Python escapes them."""
    if text.isprintable():
        return text
    return re.sub(hidden, lambda found: found[0].encode("unicode_escape").decode(), text)


def _family(cls: type[CodatError]) -> list[type[CodatError]]:
    return [cls, *(each for below in cls.__subclasses__() for each in _family(below))]


publish(__name__, "errors", *_family(CodatError))
publish(__name__, "utils", Violation)
