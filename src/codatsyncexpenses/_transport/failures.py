"""The failures of an exchange, classified from the exceptions of requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import urllib3
from requests import exceptions
from urllib3.util.ssl_match_hostname import CertificateError as OtherName

from .._calls.retries import Fault
from .._calls.wire import Lost, Wire
from .._exceptions import one_line
from .._exceptions.connection import APIConnectionError, APITimeoutError, CertificateError
from .connections import SSL

BROKEN = (
    exceptions.RequestException,
    urllib3.exceptions.HTTPError,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
)
"""The exceptions that requests, urllib3 and the standard library raise."""

UNSENDABLE = (exceptions.InvalidSchema, UnicodeError)
"""The exceptions for a request that cannot be sent, on any Session."""

_TLS_ERROR: Any = getattr(SSL, "SSLError", ())
_UNTRUSTED: tuple[Any, ...] = (getattr(SSL, "SSLCertVerificationError", ()), OtherName)

_SYSTEM = ("builtins", "http.client", "socket", "ssl")
_TIMEOUTS = (exceptions.Timeout, urllib3.exceptions.TimeoutError, TimeoutError)


# An exception, and the fault, error and words that it stands for.
Diagnosis = tuple[Any, Fault, type[APIConnectionError], str]


def lost(
    wire: Wire,
    error: Exception,
    handled: BaseException | None,
    diagnoses: Sequence[Diagnosis] | None = None,
    proxy: Callable[[], str | None] = lambda: None,
) -> Lost:
    """Return the outcome of an exchange that failed.

    :param handled: the exception that was being handled when the exchange began
    :param diagnoses: the first row that an exception or one of its causes belongs to says what
        happened; None is for requests
    :param proxy: returns the address of the proxy, without its password
    """
    found = list(causes(error, handled))
    fault, kind, what = _diagnosis(found, _DIAGNOSES if diagnoses is None else diagnoses)
    by = proxy() if "{by}" in what or "{name}" in what else None
    what = what.format(
        by=f" through the proxy {by}" if by else "",
        name=f" {by}" if by else "",
        in_time=_limit(wire, fault),
    )
    # The innermost error has the shortest text: "[Errno 111] Connection refused".
    said = next((cause for cause in found if type(cause).__module__ in _SYSTEM), found[-1])
    lost = kind(f"{wire.method} {wire.url}: {what} ({one_line(str(said)) or type(said).__name__})")
    lost.__cause__ = error
    return Lost(fault, lost, proxied=by is not None)


def _limit(wire: Wire, fault: Fault) -> str:
    """Return the limit that an exchange exceeded, as the end of a sentence."""
    exceeded = wire.timeout.connect if fault is Fault.NOT_SENT else wire.timeout.read
    if wire.deadline is None or exceeded < wire.timeout.exchange:
        return "in time"
    return f"within the deadline of {wire.deadline:g} s"


_DIAGNOSES: tuple[Diagnosis, ...] = (
    # urllib3 counts a refused connection among the timeouts.
    (
        urllib3.exceptions.NewConnectionError,
        Fault.NOT_SENT,
        APIConnectionError,
        "the connection{by} failed",
    ),
    # The proxy may have forwarded the request.
    (exceptions.ProxyError, Fault.UNKNOWN, APIConnectionError, "the proxy{name} failed"),
    (exceptions.ConnectTimeout, Fault.NOT_SENT, APITimeoutError, "no connection{by} {in_time}"),
    (_TIMEOUTS, Fault.UNKNOWN, APITimeoutError, "no response {in_time}"),
    (exceptions.InvalidURL, Fault.PERMANENT, APIConnectionError, "the redirect leads nowhere"),
)


def _diagnosis(
    found: list[BaseException], diagnoses: Sequence[Diagnosis]
) -> tuple[Fault, type[APIConnectionError], str]:
    if any(map(_is_unusable_file, found)):
        return Fault.PERMANENT, APIConnectionError, "a certificate or key cannot be used"
    if any(map(_is_untrusted, found)):
        return Fault.PERMANENT, CertificateError, "the server's certificate is not trusted"
    if any(getattr(cause, "reason", None) == "WRONG_VERSION_NUMBER" for cause in found):
        return Fault.PERMANENT, APIConnectionError, "the server does not use TLS on this port"
    for kind, fault, error, what in diagnoses:
        if any(isinstance(cause, kind) for cause in found):
            return fault, error, what
    if type(found[0]) is ValueError:
        return Fault.PERMANENT, APIConnectionError, "the redirect leads nowhere"
    return Fault.UNKNOWN, APIConnectionError, "no complete response"


def _is_untrusted(cause: BaseException) -> bool:
    # urllib3 turns pyOpenSSL's errors into a general one that contains their text.
    return isinstance(cause, _UNTRUSTED) or (
        isinstance(cause, _TLS_ERROR) and "certificate verify failed" in str(cause)
    )


def _is_unusable_file(cause: BaseException) -> bool:
    """Return whether `verify` or `cert` names a file that is missing or has the wrong content."""
    text = str(cause)
    if isinstance(cause, _TLS_ERROR):
        return any(word in text for word in ("[X509", "PEM lib", "KEY_VALUES_MISMATCH"))
    # requests raises a plain OSError; an error of a socket always has a number.
    return type(cause) is OSError and cause.errno is None and "invalid path: " in text


def causes(error: BaseException, handled: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and those it wraps, as requests and urllib3 wrap them.

    :param handled: an exception that was being handled at the time, and is not a cause
    """
    seen = {id(handled)}
    waiting: list[object] = [error]
    while waiting:
        cause = waiting.pop()
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            waiting += [*cause.args, cause.__cause__, cause.__context__]
            waiting.append(getattr(cause, "reason", None))
