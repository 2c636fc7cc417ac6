"""The events of calls, for metrics, traces and logs, and a handler for OpenTelemetry.

    from codatsyncexpenses import CodatSyncExpenses, telemetry

    s = CodatSyncExpenses.from_env(on_event=telemetry.OpenTelemetry())

The events need no other package. `OpenTelemetry` needs the extra ``otel``, which it imports when
you create one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from ._calls.observing import (
    CallEnded,
    CallEvent,
    ObservedCall,
    RequestSending,
    ResponseReceived,
    RetryScheduled,
)
from ._exceptions import CallError, ConfigurationError, one_line
from ._lazy import LateModule
from ._schema.hints import Self
from .models._about import PACKAGE, __version__

if TYPE_CHECKING:
    from opentelemetry import context, metrics, trace
else:
    context = LateModule("opentelemetry.context")
    metrics = LateModule("opentelemetry.metrics")
    trace = LateModule("opentelemetry.trace")

__all__ = [
    "CallEnded",
    "CallEvent",
    "ObservedCall",
    "OpenTelemetry",
    "RequestSending",
    "ResponseReceived",
    "RetryScheduled",
]

_SCHEMA = "https://opentelemetry.io/schemas/1.30.0"
_PORTS = {"http": 80, "https": 443}
# The conventions define the first; a call with its retries may take an hour.
_REQUEST_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
_CALL_SECONDS = (*_REQUEST_SECONDS, 30, 60, 300, 900, 3600)
_ATTEMPTS = (1, 2, 3, 4, 5, 8, 13, 21, 34, 55)

Attributes = dict[str, str | int | float]


class _Running(NamedTuple):
    """A call in progress."""

    span: trace.Span
    before: context.Context
    """The context to return to at the end."""
    server: Attributes
    url: str
    """The URL without the values of its query."""


class OpenTelemetry:
    """Reports the events of calls to OpenTelemetry, following its semantic conventions for HTTP.

    Each call is a span of kind CLIENT, which is the current span until the call ends. Each attempt
    and each retry is an event of that span. Metrics are the duration of each attempt
    (``http.client.request.duration``), and the duration and the attempts of each call
    (``codatsyncexpenses.call.duration``, ``codatsyncexpenses.call.attempts``).

    One instance may serve several clients and threads. The values in a URL's query are not
    recorded. A pickle of it uses the global providers of the process that unpickles it.
    """

    def __init__(
        self,
        tracer_provider: trace.TracerProvider | None = None,
        meter_provider: metrics.MeterProvider | None = None,
    ) -> None:
        """Create the tracer, the meter and its instruments.

        :param tracer_provider: where spans go; None is the global provider
        :param meter_provider: where metrics go; None is the global provider
        :raises ConfigurationError: if opentelemetry-api is not installed, or an argument is not a
            provider
        """
        try:
            kinds = (trace.TracerProvider, metrics.MeterProvider)
        except ImportError as error:
            raise ConfigurationError(
                "telemetry.OpenTelemetry needs opentelemetry-api: "
                'pip install "codatsyncexpenses[otel]"'
            ) from error
        for given, kind in zip((tracer_provider, meter_provider), kinds, strict=True):
            if given is not None and not isinstance(given, kind):
                raise ConfigurationError(
                    f"telemetry.OpenTelemetry takes a {kind.__name__}, not {type(given).__name__}"
                )
        self._tracer = trace.get_tracer(PACKAGE, __version__, tracer_provider, _SCHEMA)
        meter = metrics.get_meter(PACKAGE, __version__, meter_provider, _SCHEMA)
        self._request_seconds = meter.create_histogram(
            "http.client.request.duration",
            "s",
            "Duration of HTTP client requests.",
            explicit_bucket_boundaries_advisory=_REQUEST_SECONDS,
        )
        self._call_seconds = meter.create_histogram(
            f"{PACKAGE}.call.duration",
            "s",
            "Duration of calls, including all attempts and the pauses between them.",
            explicit_bucket_boundaries_advisory=_CALL_SECONDS,
        )
        self._call_attempts = meter.create_histogram(
            f"{PACKAGE}.call.attempts",
            "{attempt}",
            "Number of attempts per call.",
            explicit_bucket_boundaries_advisory=_ATTEMPTS,
        )
        self._running: dict[ObservedCall, _Running] = {}

    def __copy__(self) -> Self:
        """Return itself: the instruments belong to the providers."""
        return self

    def __deepcopy__(self, _: object) -> Self:
        """Return itself, as `__copy__` does."""
        return self

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle without the providers, which belong to this process."""
        return type(self), ()

    def __call__(self, event: CallEvent) -> None:
        """Record an event."""
        if isinstance(event, RequestSending) and event.attempt == 1:
            self._begin(event.call)
        elif (running := self._running.get(event.call)) is None:
            return  # its first event was not recorded
        elif isinstance(event, RequestSending):
            running.span.set_attribute("http.request.resend_count", event.attempt - 1)
        elif isinstance(event, ResponseReceived):
            self._received(event, running)
        elif isinstance(event, RetryScheduled):
            reason = event.reason.replace(event.call.url, running.url)
            running.span.add_event(
                f"{PACKAGE}.retry",
                {f"{PACKAGE}.retry.reason": reason, f"{PACKAGE}.retry.pause": event.pause},
            )
        elif isinstance(event, CallEnded):
            self._end(event, running)

    def _begin(self, call: ObservedCall) -> None:
        parts = urlsplit(call.url)
        url = parts._replace(query=re.sub("=[^&]*", "=REDACTED", parts.query)).geturl()
        server: Attributes = {
            "http.request.method": call.method,
            "server.address": parts.hostname or "",
            "server.port": parts.port or _PORTS[parts.scheme],
            "url.template": call.path,
        }
        before = context.get_current()
        span = self._tracer.start_span(
            f"{call.method} {call.path}",
            before,
            trace.SpanKind.CLIENT,
            {**server, "url.full": url, f"{PACKAGE}.operation": call.operation},
        )
        # An interrupt between these two lines is harmless: the end returns to `before`.
        self._running[call] = _Running(span, before, server, url)
        context.attach(trace.set_span_in_context(span, before))

    def _received(self, event: ResponseReceived, running: _Running) -> None:
        outcome = _outcome(event.status_code, event.error)
        self._request_seconds.record(event.seconds, {**running.server, **outcome})
        resent: Attributes = {"http.request.resend_count": event.attempt - 1}
        running.span.add_event(
            f"{PACKAGE}.attempt",
            {
                **(resent if event.attempt > 1 else {}),
                **outcome,
                f"{PACKAGE}.attempt.duration": event.seconds,
            },
        )

    def _end(self, event: CallEnded, running: _Running) -> None:
        context.attach(running.before)
        del self._running[event.call]
        try:
            outcome = _outcome(event.status_code, event.error)
            running.span.set_attributes(outcome)
            if "error.type" in outcome:
                said = None
                if event.error is not None and event.status_code is None:
                    said = one_line(str(event.error)).replace(event.call.url, running.url)
                running.span.set_status(trace.StatusCode.ERROR, said)
            attributes = {**running.server, **outcome, f"{PACKAGE}.operation": event.call.operation}
            self._call_seconds.record(event.seconds, attributes)
            self._call_attempts.record(event.attempt, attributes)
        finally:
            running.span.end()


def _outcome(status: int | None, error: BaseException | None) -> Attributes:
    """Return the attributes of the end of an attempt or a call."""
    found: Attributes = {} if status is None else {"http.response.status_code": status}
    if status is not None and status >= 400 and (error is None or isinstance(error, CallError)):
        found["error.type"] = str(status)
    elif error is not None:
        kind = type(error)
        home = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
        found["error.type"] = home + kind.__qualname__
    return found
