"""The sandbox's webhooks: their events, endpoints, schedule and retries."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from codatsyncexpenses import webhooks
from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.sandbox_caller import CONNECTIONS, EXPENSES, LATEST, ONE, SandboxCaller, expense

START = datetime(2023, 10, 16, 9, tzinfo=timezone.utc)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 - the scheme's own example


class Receiver:
    """A server that receives webhooks, and responds with the next of its statuses, or 204."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.received: list[tuple[dict[str, str], bytes]] = []
        self.then: Callable[[], object] = lambda: None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}
        )
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.received.append((dict(self.headers), body))
                receiver.then()
                self.send_response(receiver.statuses.pop(0) if receiver.statuses else 204)
                self.send_header("Location", receiver.url)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Log nothing."""

        return Handler

    def close(self) -> None:
        """Stop the server."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def events(self) -> list[dict[str, Any]]:
        """The received bodies as JSON."""
        return [json.loads(body) for _, body in self.received]

    @property
    def names(self) -> list[str]:
        """The names of the received events."""
        return [event["eventType"] for event in self.events]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Yield a receiver of webhooks."""
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def heard(manual: Sandbox, receiver: Receiver) -> Receiver:
    """Yield a receiver that is an endpoint of the sandbox."""
    manual.webhooks.add(receiver.url, secret=SECRET)
    return receiver


# Reported events


def test_a_sync_that_ends(call: SandboxCaller, heard: Receiver) -> None:
    """The end of a sync sends a webhook with its moment and transactions, signed as documented."""
    company = call.sandbox.create_company("Acme")
    dataset = call.sandbox.create_dataset(company.id, [expense()])
    sync_id = call.start(company, dataset)
    call.sandbox.advance(100)
    headers, body = heard.received[-1]
    event = webhooks.verify_and_parse(body, headers, SECRET)
    assert isinstance(event, webhooks.SyncSuccessful)
    assert (event.id, event.generated) == (headers["webhook-id"], "2023-10-16T09:00:03.000000Z")
    assert json.loads(body)["payload"] == {
        "referenceCompany": {"id": company.id, "name": "Acme", "links": {}, "tags": {}},
        "syncId": sync_id,
        "transactions": [{"id": expense()["id"], "status": "Completed", "errorMessage": None}],
    }
    assert headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("company", "name"),
    [
        (companies.NOTHING_TO_SYNC, "expenses.sync.successful"),
        (companies.WRITE_FAILED, "expenses.sync.unsuccessful"),
    ],
)
def test_how_a_sync_ends(
    call: SandboxCaller, heard: Receiver, company: companies.Company, name: str
) -> None:
    """The event says whether a sync succeeded, and its transactions say what went wrong."""
    call.end(company)
    assert heard.names == [name]
    told = heard.events[0]["payload"]["transactions"]
    assert {bool(each["errorMessage"]) for each in told} <= {name.endswith("unsuccessful")}


def test_companies_and_connections(call: SandboxCaller, heard: Receiver) -> None:
    """Changes of companies and connections send webhooks, in their order."""
    told = call("POST", "/companies", json={"name": "Acme"}).json()
    company = told["id"]
    made = call("POST", CONNECTIONS, company, json={"platformKey": "gbol"}).json()
    path = f"{CONNECTIONS}/{made['id']}"
    call.session.get(made["linkUrl"])
    call("PATCH", path, company, json={"status": "Unlinked"})
    for _ in range(2):
        call.session.get(made["linkUrl"])
    call("POST", f"{EXPENSES}/connections/partnerExpense", company)
    call("DELETE", path, company)
    call("DELETE", ONE, company)
    call.sandbox.advance(0)
    assert heard.names == [
        "company.created",
        "connection.created",
        "connection.connected",
        "connection.disconnected",
        "connection.reconnected",
        "connection.created",
        "connection.connected",
        "connection.deleted",
        "company.deleted",
    ]
    first, *others, last = (each["payload"] for each in heard.events)
    del told["dataConnections"]
    assert first == told == last
    assert {each["referenceCompany"]["id"] for each in others} == {company}
    assert heard.events[1]["payload"]["connection"] == made


def test_limits(receiver: Receiver) -> None:
    """A used-up quota sends a webhook, and so does its reset, with its moment."""
    call = SandboxCaller(Sandbox(clock="manual", quota=2))
    call.sandbox.webhooks.add(receiver.url)
    with call.session:
        for _ in range(4):
            call("GET", LATEST)
        call.sandbox.advance(2 * 86400)
        call("GET", LATEST)
    parsed = [webhooks.parse(body) for _, body in receiver.received]
    reached, reset = parsed
    assert isinstance(reached, webhooks.RateLimitReached)
    assert isinstance(reset, webhooks.RateLimitReset)
    assert [event["payload"] for event in receiver.events] == [
        {"dailyQuota": 2, "quotaRemaining": 0, "expiryDate": "2023-10-17T00:00:00Z"},
        {"dailyQuota": 2, "quotaRemaining": 2, "expiryDate": "2023-10-18T00:00:00Z"},
    ]
    assert reset.generated == "2023-10-17T00:00:00.000000Z"


def test_nobody_listens(call: SandboxCaller) -> None:
    """Events before the first endpoint send no webhooks."""
    call.end()
    assert call.sandbox.webhooks.deliveries == []


def test_a_history_is_not_told(call: SandboxCaller, heard: Receiver) -> None:
    """A history of syncs sends no webhooks."""
    call.sandbox.add_syncs(companies.SUCCEEDS.id, 10)
    call.sandbox.advance(10)
    assert heard.names == []


# When, and how often

PAUSES = [0, 5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 10 * 3600]


def test_the_schedule(call: SandboxCaller, heard: Receiver) -> None:
    """A message that is not accepted is sent again, unchanged, on a schedule that ends."""
    statuses = [500, 404, 302, 429, 400, 503, 500, 500]
    heard.statuses = [*statuses]
    call.end(companies.WRITE_FAILED)
    call.sandbox.advance(10 * 86400)
    made = call.sandbox.webhooks.deliveries
    moments = [delivery.at for delivery in made]
    pauses = [later - sooner for sooner, later in itertools.pairwise(moments)]
    assert moments[0] == START + timedelta(seconds=3)
    assert pauses == [timedelta(seconds=each) for each in PAUSES[1:]]
    assert [delivery.attempt for delivery in made] == list(range(1, 9))
    assert [delivery.status for delivery in made] == statuses
    assert {delivery.event_type for delivery in made} == {"expenses.sync.unsuccessful"}
    assert len({(headers["webhook-id"], body) for headers, body in heard.received}) == 1


def test_a_message_that_is_accepted(call: SandboxCaller, heard: Receiver) -> None:
    """An accepted message is not sent again, and does not delay others."""
    heard.statuses = [500]
    call.end()
    call.end(companies.WRITE_FAILED)
    call.sandbox.advance(86400)
    assert [(each.attempt, each.status) for each in call.sandbox.webhooks.deliveries] == [
        (1, 500),
        (1, 204),
        (2, 204),
    ]


def test_nobody_answers(call: SandboxCaller) -> None:
    """An address without a server counts as a failure."""
    call.sandbox.webhooks.add("http://127.0.0.1:9/hook")
    call.end()
    assert [each.status for each in call.sandbox.webhooks.deliveries] == [None]


def test_an_endpoint_that_fails_for_days(call: SandboxCaller, heard: Receiver) -> None:
    """After five days of failures an endpoint is disabled, until it is added again."""
    sent = call.sandbox.webhooks
    heard.statuses = [500] * 1000
    for _ in range(5):
        call.end()
        call.sandbox.advance(86400)
    before = [endpoint.disabled for endpoint in sent.endpoints]
    call.end()
    assert (before, [endpoint.disabled for endpoint in sent.endpoints]) == ([False], [True])
    attempts = len(sent.deliveries)
    call.end()
    call.sandbox.advance(86400)
    assert len(sent.deliveries) == attempts
    assert sent.add(heard.url).secret == SECRET
    heard.statuses = []
    call.end()
    assert (sent.deliveries[-1].status, len(sent.endpoints)) == (204, 1)


def test_a_success_counts(call: SandboxCaller, heard: Receiver) -> None:
    """The days of failures count from the last success."""
    for _ in range(4):
        heard.statuses = [500] * 2
        call.end()
        call.sandbox.advance(2 * 86400)
    assert not call.sandbox.webhooks.endpoints[0].disabled


def test_two_endpoints(call: SandboxCaller, heard: Receiver) -> None:
    """Each endpoint gets every message, signed with its own secret."""
    other = Receiver()
    made = call.sandbox.webhooks.add(other.url)
    try:
        call.end()
        ((headers, body),) = other.received
        webhooks.verify(body, headers, made.secret)
        assert body == heard.received[0][1]
        assert made.secret != SECRET
        assert made.secret not in repr(made)
    finally:
        other.close()


# What a receiver may do


@pytest.mark.parametrize("in_process", [True, False])
def test_a_receiver_that_asks_back(manual: Sandbox, heard: Receiver, in_process: bool) -> None:
    """A receiver may call the sandbox before it responds, and even wait there."""
    with manual:
        client = manual.in_process_client() if in_process else manual.client()

        def ask() -> None:
            heard.then = lambda: None
            request = operations.InitiateSyncRequest(companies.WRITE_FAILED.id)
            client.sync.initiate_and_wait(request, raise_on_failure=False)

        heard.then = ask
        with client:
            call = SandboxCaller(manual)
            with call.session:
                call.end()
            manual.advance(10)
    assert heard.names == ["expenses.sync.successful", "expenses.sync.unsuccessful"]


def test_a_timestamp_of_now(call: SandboxCaller, heard: Receiver) -> None:
    """The signature has the machine's time, so that a receiver's clock agrees."""
    call.end()
    stamp = int(heard.received[0][0]["webhook-timestamp"])
    assert abs(stamp - time.time()) < 60


@pytest.mark.parametrize(
    ("url", "secret"),
    [("ftp://x", None), ("x", None), ("http://", None), ("http://x", "no base64!")],
)
def test_endpoints_that_cannot_be(manual: Sandbox, url: str, secret: str | None) -> None:
    """An invalid address or secret is refused, and gets no deliveries."""
    with pytest.raises(ConfigurationError):
        manual.webhooks.add(url, secret=secret)
    assert manual.webhooks.endpoints == []


# With a clock that goes by itself


def until(condition: Callable[[], bool]) -> None:
    """Wait for an effect of one of the sandbox's threads."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def threads() -> list[str]:
    """Return the names of the sandbox's own threads."""
    return [each.name for each in threading.enumerate() if each.name == "sandbox-webhooks"]


def test_a_thread_delivers(receiver: Receiver) -> None:
    """With a real clock, a thread delivers due messages, and retries."""
    receiver.statuses = [500]
    with Sandbox(sync_seconds=10, speed=100) as sandbox:
        assert threads() == []
        sandbox.webhooks.add(receiver.url)
        assert len(threads()) == 1
        call = SandboxCaller(sandbox)
        with call.session:
            call.start()
        until(lambda: len(sandbox.webhooks.deliveries) == 2)
        assert [each.status for each in sandbox.webhooks.deliveries] == [500, 204]
        sandbox.stop()
        assert threads() == []
        sandbox.start()
        assert len(threads()) == 1
    assert threads() == []


def test_advancing_a_clock_that_goes(receiver: Receiver) -> None:
    """A real clock can be moved forward, too."""
    with Sandbox(sync_seconds=3600) as sandbox:
        sandbox.webhooks.add(receiver.url)
        call = SandboxCaller(sandbox)
        with call.session:
            call.start()
            sandbox.advance(3600)
            assert call.read(LATEST)["syncStatusCode"] == 2000
        until(lambda: len(receiver.received) == 1)


def test_a_receiver_that_does_not_answer(receiver: Receiver) -> None:
    """A stopping sandbox does not wait for a receiver, and retries after its next start."""
    answer = threading.Event()
    receiver.then = answer.wait
    with Sandbox(sync_seconds=0) as sandbox:
        sandbox.webhooks.add(receiver.url)
        call = SandboxCaller(sandbox)
        with call.session:
            call.start()
        until(lambda: bool(receiver.received))
        began = time.monotonic()
        sandbox.stop()
        assert time.monotonic() - began < 5
        answer.set()
        sandbox.start()
        until(lambda: len(receiver.received) == 2)
    ids = {headers["webhook-id"] for headers, _ in receiver.received}
    assert len(ids) == 1


def test_messages_outlive_a_restart(receiver: Receiver, tmp_path: Path) -> None:
    """With a file, endpoints and undelivered messages survive a restart."""
    options: Mapping[str, Any] = {"clock": "manual", "db": tmp_path / "state"}
    receiver.statuses = [500]
    with Sandbox(**options) as sandbox:
        sandbox.webhooks.add(receiver.url, secret=SECRET)
        call = SandboxCaller(sandbox)
        with call.session:
            call.end()
    with Sandbox(**options) as sandbox:
        assert sandbox.webhooks.add(receiver.url).secret == SECRET
        sandbox.advance(5)
        assert [(each.attempt, each.status) for each in sandbox.webhooks.deliveries] == [(2, 204)]
