"""OpenTelemetry's instrumentation of requests sees the client's requests."""

from collections.abc import Iterator

import pytest
import requests
from opentelemetry.instrumentation.requests import RequestsInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import Sandbox, companies


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    """Instrument requests, and hold the spans that come of it."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    RequestsInstrumentor().instrument(tracer_provider=provider)
    yield exporter
    RequestsInstrumentor().uninstrument()


@pytest.mark.parametrize("whose", ["our own", "a caller's"])
def test_instrumentation(sandbox: Sandbox, spans: InMemorySpanExporter, whose: str) -> None:
    """OpenTelemetry sees one span for each request, with its status."""
    with (
        requests.Session() as session,
        CodatSyncExpenses(
            sandbox.security,
            server_url=sandbox.url,
            client=None if whose == "our own" else session,
        ) as client,
    ):
        client.sync.list(operations.ListSyncsRequest(companies.SUCCEEDS.id))
    (span,) = spans.get_finished_spans()
    attributes = span.attributes or {}
    assert attributes.get("http.response.status_code", attributes.get("http.status_code")) == 200
