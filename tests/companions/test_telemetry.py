"""`telemetry.OpenTelemetry` against the SDK of OpenTelemetry: spans, metrics and the context."""

import contextlib
import copy
import logging
import pickle
import threading
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import responses
from opentelemetry import trace
from opentelemetry.instrumentation.requests import RequestsInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import HistogramDataPoint, InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from codatsyncexpenses import CodatSyncExpenses, __version__, errors, telemetry
from codatsyncexpenses._calls.settings import Seams
from codatsyncexpenses._calls.wire import Outcome
from codatsyncexpenses.models import operations
from codatsyncexpenses.resources.companies import Companies
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.document_runner import run_blocks
from tests.support.documents import ROOT, blocks
from tests.support.ids import COMPANY_ID, SYNC_ID
from tests.support.scripted_client import (
    BY_ID,
    STATUS,
    ManualTime,
    ScriptedClient,
    lost,
    outcome_id,
    policy,
    reply,
)

TEMPLATE = "/companies/{companyId}/sync/expenses/syncs/{syncId}/status"
URL = f"https://api.example/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/status"
SERVER = {
    "http.request.method": "GET",
    "server.address": "api.example",
    "server.port": 443,
    "url.template": TEMPLATE,
}
NAME = "codatsyncexpenses"


class Recorded:
    """Providers that record in memory, and a handler that uses them."""

    def __init__(self) -> None:
        self.exporter = InMemorySpanExporter()
        self.tracers = TracerProvider()
        self.tracers.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.reader = InMemoryMetricReader()
        self.meters = MeterProvider([self.reader])
        self.handler = telemetry.OpenTelemetry(self.tracers, self.meters)

    def client(self, *outcomes: Outcome, **options: Any) -> ScriptedClient:
        """Return a client that gets these outcomes."""
        options = {"retry_config": policy(), "on_event": self.handler, **options}
        return ScriptedClient(*outcomes, **options)

    @property
    def spans(self) -> list[ReadableSpan]:
        """The spans that have ended."""
        return [*self.exporter.get_finished_spans()]

    @property
    def span(self) -> ReadableSpan:
        """The one span that has ended."""
        (span,) = self.spans
        return span

    def points(self, name: str) -> list[HistogramDataPoint]:
        """Return the points of a histogram."""
        data = self.reader.get_metrics_data()
        assert data is not None
        return [
            point
            for resource in data.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
            if metric.name == name
            for point in metric.data.data_points
            if isinstance(point, HistogramDataPoint)
        ]


@pytest.fixture
def recorded() -> Iterator[Recorded]:
    """Hold what is recorded, and see that the current span is none before and after."""
    assert trace.get_current_span() is trace.INVALID_SPAN
    made = Recorded()
    yield made
    assert trace.get_current_span() is trace.INVALID_SPAN
    assert made.handler._running == {}
    made.meters.shutdown()


def attributes(span: ReadableSpan) -> dict[str, Any]:
    """Return the attributes of a span."""
    return dict(span.attributes or {})


def happened(span: ReadableSpan) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the events of a span, by name and attributes."""
    return [(event.name, dict(event.attributes or {})) for event in span.events]


# Spans


def test_a_call_is_a_span(recorded: Recorded) -> None:
    """A call is one CLIENT span with the attributes of the conventions."""
    recorded.client(reply(200, STATUS)).sync.get(BY_ID)
    span = recorded.span
    assert (span.name, span.kind) == (f"GET {TEMPLATE}", SpanKind.CLIENT)
    assert attributes(span) == {
        **SERVER,
        "url.full": URL,
        "http.response.status_code": 200,
        f"{NAME}.operation": "sync.get",
    }
    assert span.status.status_code is StatusCode.UNSET
    assert happened(span) == [
        (f"{NAME}.attempt", {"http.response.status_code": 200, f"{NAME}.attempt.duration": 0.0})
    ]


def test_who_records() -> None:
    """Spans name the package and its version as their instrumentation."""
    recorded = Recorded()
    recorded.client(reply(200, STATUS)).sync.get(BY_ID)
    scope = recorded.span.instrumentation_scope
    assert scope is not None
    assert (scope.name, scope.version) == (NAME, __version__)


def test_retries_are_counted(recorded: Recorded) -> None:
    """Each attempt and each retry is an event; the span has the number of resends."""
    recorded.client(reply(503), reply(429), reply(200, STATUS)).sync.get(BY_ID)
    span = recorded.span
    assert attributes(span)["http.request.resend_count"] == 2
    assert attributes(span)["http.response.status_code"] == 200
    assert "error.type" not in attributes(span)
    assert [name for name, _ in happened(span)] == [
        f"{NAME}.{name}" for name in ("attempt", "retry", "attempt", "retry", "attempt")
    ]
    first, retry, second, *_ = (facts for _, facts in happened(span))
    assert first == {
        "http.response.status_code": 503,
        "error.type": "503",
        f"{NAME}.attempt.duration": 0.0,
    }
    assert retry == {f"{NAME}.retry.reason": "503 Service Unavailable", f"{NAME}.retry.pause": 0.5}
    assert second["http.request.resend_count"] == 1


@pytest.mark.parametrize(
    ("outcome", "status", "kind", "said"),
    [
        (reply(503), 503, "503", None),
        (reply(404, {"error": "no"}), 404, "404", None),
        (reply(418), 418, "418", None),
        (reply(200, "no status"), 200, f"{NAME}.errors.DecodeError", None),
        (lost(), None, f"{NAME}.errors.APIConnectionError", "no complete response"),
    ],
    ids=outcome_id,
)
@pytest.mark.parametrize("raise_on_error", [False, True])
def test_failures(
    recorded: Recorded,
    outcome: Outcome,
    status: int | None,
    kind: str,
    said: str | None,
    raise_on_error: bool,
) -> None:
    """A call that fails, by an exception or by its status, has an error type and status ERROR."""
    scripted = recorded.client(outcome, max_retries=0, raise_on_error=raise_on_error)
    try:
        scripted.sync.get(BY_ID)
    except errors.CallError:
        pass
    else:
        assert not raise_on_error
    span = recorded.span
    assert attributes(span).get("http.response.status_code") == status
    assert attributes(span)["error.type"] == kind
    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, said)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (KeyboardInterrupt(), "KeyboardInterrupt"),
        (SystemExit(1), "SystemExit"),
        (errors.RequestError("x"), f"{NAME}.errors.RequestError"),
        (LookupError("a hook"), "LookupError"),
    ],
)
@pytest.mark.parametrize("where", ["attempt", "pause"])
def test_interrupts(
    recorded: Recorded,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    kind: str,
    where: str,
) -> None:
    """An exception that breaks a call in an attempt or a pause ends its span, too."""

    def fail(*_: object) -> Any:
        raise error

    seams = ManualTime().seams._replace(sleep=fail)
    scripted = recorded.client(reply(503), seams=seams)
    if where == "attempt":
        monkeypatch.setattr(scripted.script, "send", fail)
    with pytest.raises(type(error)):
        scripted.sync.get(BY_ID)
    assert attributes(recorded.span)["error.type"] == kind
    assert recorded.span.status.status_code is StatusCode.ERROR


def test_values_of_a_query_are_not_recorded(recorded: Recorded) -> None:
    """`url.full` has the names of a query's parameters, and not their values."""
    scripted = recorded.client(reply(200, {"results": []}))
    Companies(scripted.loop).list(operations.ListCompaniesRequest(query="name=Toft", tags="a=b"))
    url = "https://api.example/companies?page=REDACTED&pageSize=REDACTED&query=REDACTED"
    assert attributes(recorded.span)["url.full"] == f"{url}&tags=REDACTED"


def test_values_of_a_query_are_in_no_text(recorded: Recorded) -> None:
    """The reason of a retry and the description of an error quote the URL without values."""
    url = "https://api.example/companies?page=1&pageSize=100&query=name%3DToft"
    failure = lost(text=f"GET {url}: refused")
    scripted = recorded.client(failure, failure, max_retries=1)
    with pytest.raises(errors.APIConnectionError):
        Companies(scripted.loop).list(operations.ListCompaniesRequest(query="name=Toft"))
    span = recorded.span
    assert "GET https://api.example/companies?page=REDACTED" in str(span.status.description)
    assert "Toft" not in span.to_json()


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("http://127.0.0.1:8080", "127.0.0.1", 8080),
        ("http://[::1]", "::1", 80),
        ("https://eu.example/v2", "eu.example", 443),
    ],
)
def test_servers(recorded: Recorded, address: str, host: str, port: int) -> None:
    """The address and the port are those of the URL, or the port of its scheme."""
    scripted = recorded.client(reply(200, STATUS))
    scripted.configuration.server_url = address
    scripted.sync.get(BY_ID)
    found = attributes(recorded.span)
    assert (found["server.address"], found["server.port"]) == (host, port)


# The current span


def test_the_span_is_current_while_the_call_runs(recorded: Recorded) -> None:
    """Spans that begin in an attempt or a pause lie below that of the call."""
    tracer = recorded.tracers.get_tracer("tests")
    time = ManualTime()

    def sleep(seconds: float) -> None:
        with tracer.start_as_current_span("below"):
            time.now += seconds

    scripted = recorded.client(
        reply(503), reply(200, STATUS), seams=time.seams._replace(sleep=sleep)
    )
    with tracer.start_as_current_span("above") as above:
        scripted.sync.get(BY_ID)
        assert trace.get_current_span() is above
    below, call, _ = recorded.spans
    assert below.parent is not None
    assert below.parent == call.context
    assert call.parent == above.get_span_context()


@pytest.mark.parametrize("outcomes", [[reply(200, STATUS)], [reply(418)], [lost()], []])
def test_the_current_span_comes_back(recorded: Recorded, outcomes: list[Outcome]) -> None:
    """After any ending, the current span is the one from before the call."""
    tracer = recorded.tracers.get_tracer("tests")
    scripted = recorded.client(*outcomes, max_retries=0)
    with tracer.start_as_current_span("above") as above:
        with contextlib.suppress(errors.CallError, IndexError):
            scripted.sync.get(BY_ID)
        assert trace.get_current_span() is above


def test_spans_of_a_wait_lie_side_by_side(recorded: Recorded) -> None:
    """Each poll of a wait has a span of its own, none below another."""
    unfinished = {"syncId": SYNC_ID, "syncStatusCode": 1000}
    recorded.client(reply(200, unfinished), reply(200, STATUS)).sync.wait(BY_ID)
    assert [span.parent for span in recorded.spans] == [None, None]


def test_threads_do_not_mix(recorded: Recorded) -> None:
    """Calls at once in several threads have a span each, and no parent among them."""
    together = threading.Barrier(4, timeout=10)

    def one() -> None:
        def sleep(_: float) -> None:
            together.wait()

        seams = Seams(sleep=sleep)
        recorded.client(reply(503), reply(200, STATUS), seams=seams).sync.get(BY_ID)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [span.parent for span in recorded.spans] == [None] * 4
    assert len({span.context.trace_id for span in recorded.spans if span.context}) == 4


def test_requests_instrumentation_lies_below(recorded: Recorded, sandbox: Sandbox) -> None:
    """The span of OpenTelemetry's instrumentation of requests is a child of the call's."""
    RequestsInstrumentor().instrument(tracer_provider=recorded.tracers)
    try:
        with sandbox.client(on_event=recorded.handler) as s:
            s.sync.list(company_id=companies.SUCCEEDS.id).result()
    finally:
        RequestsInstrumentor().uninstrument()
    inner, outer = recorded.spans
    assert inner.parent == outer.context
    assert attributes(outer)["server.address"] == "127.0.0.1"


# Metrics


def test_attempts_are_measured(recorded: Recorded) -> None:
    """Each attempt is recorded under its own status, in the buckets of the conventions."""
    recorded.client(reply(503), reply(503), reply(200, STATUS)).sync.get(BY_ID)
    points = recorded.points("http.client.request.duration")
    assert [(dict(point.attributes or {}), point.count) for point in points] == [
        ({**SERVER, "http.response.status_code": 503, "error.type": "503"}, 2),
        ({**SERVER, "http.response.status_code": 200}, 1),
    ]
    assert points[0].explicit_bounds[:3] == (0.005, 0.01, 0.025)
    assert points[0].explicit_bounds[-1] == 10


def test_calls_are_measured(recorded: Recorded) -> None:
    """A call is recorded once, with its seconds and its attempts, pauses included."""
    recorded.client(reply(503), reply(503), reply(200, STATUS)).sync.get(BY_ID)
    (seconds,) = recorded.points(f"{NAME}.call.duration")
    (attempts,) = recorded.points(f"{NAME}.call.attempts")
    expected = {**SERVER, "http.response.status_code": 200, f"{NAME}.operation": "sync.get"}
    assert (dict(seconds.attributes or {}), seconds.count, seconds.sum) == (expected, 1, 1.5)
    assert (dict(attempts.attributes or {}), attempts.count, attempts.sum) == (expected, 1, 3)


def test_failed_calls_are_measured(recorded: Recorded) -> None:
    """A call that fails is recorded under its kind of failure."""
    recorded.client(reply(404, {"error": "no"})).sync.get(BY_ID)
    with pytest.raises(errors.APIConnectionError):
        recorded.client(lost(), max_retries=0).sync.get(BY_ID)
    found = [dict(point.attributes or {}) for point in recorded.points(f"{NAME}.call.duration")]
    assert [each["error.type"] for each in found] == ["404", f"{NAME}.errors.APIConnectionError"]


# The handler


def test_global_providers_serve() -> None:
    """Without arguments, and without an SDK, a call works and records nothing."""
    scripted = ScriptedClient(reply(200, STATUS), on_event=telemetry.OpenTelemetry())
    assert scripted.sync.get(BY_ID).status_code == 200


@pytest.mark.parametrize("option", ["tracer_provider", "meter_provider"])
@pytest.mark.parametrize("value", ["console", 5, trace])
def test_what_is_no_provider(option: str, value: Any) -> None:
    """An argument that is no provider is refused."""
    with pytest.raises(errors.ConfigurationError, match=r"takes a (Tracer|Meter)Provider, not "):
        telemetry.OpenTelemetry(**{option: value})


def test_an_unfinished_beginning_is_passed_over(
    recorded: Recorded, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where a span cannot begin, the call goes on, and its other events are not recorded."""

    def fail(*_: object) -> Any:
        raise LookupError("no spans today")

    monkeypatch.setattr(recorded.handler, "_begin", fail)
    caplog.set_level(logging.ERROR)
    assert recorded.client(reply(200, STATUS)).sync.get(BY_ID).status_code == 200
    assert len(caplog.records) == 1
    assert recorded.spans == []


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy])
def test_copies_of_a_client_record_in_the_same_place(recorded: Recorded, way: Any) -> None:
    """A client that is copied hands its events to the same handler."""
    with responses.RequestsMock() as mock:
        mock.get(URL.replace("api.example", "api.codat.io"), json=STATUS)
        with CodatSyncExpenses(on_event=recorded.handler) as s:
            way(s).sync.get(BY_ID)
    assert len(recorded.spans) == 1


def test_a_pickle_uses_the_global_providers(recorded: Recorded) -> None:
    """A client whose handler has providers of its own can be pickled, without them."""
    client = CodatSyncExpenses(on_event=recorded.handler)
    made = pickle.loads(pickle.dumps(client))  # noqa: S301 - our own
    handler = made._calls._calls.options.on_event
    assert isinstance(handler, telemetry.OpenTelemetry)
    assert handler is not recorded.handler


def test_the_guide(at_sandbox: Sandbox) -> None:
    """The examples of the guide that need OpenTelemetry run."""
    del at_sandbox
    guide = ROOT / "docs/guides/telemetry.md"
    found = blocks(guide.read_text("utf-8"))
    shown = [block for block in found if block.comment == "needs: opentelemetry"]
    assert shown
    for block in shown:
        run_blocks(guide, [block])
