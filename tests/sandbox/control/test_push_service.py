"""The tests of a made-up service, with a sandbox of this process and with one of another.

``push_service.test.mjs`` has the same tests in Node.js, through HTTP alone.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codatsyncexpenses import webhooks
from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._face import Steered
from tests.sandbox.wire.test_webhooks import SECRET, Receiver
from tests.support.push_service import SYNCS, PushService

COMPANY = companies.SUCCEEDS.id
STATUS = f"{SYNCS.format(COMPANY)}/{companies.SUCCEEDED_SYNC_ID}/status"
OUTCOMES = {
    "SUCCEEDS": "2000 Complete",
    "NOTHING_TO_SYNC": "2040 Complete",
    "RUNNING_LONG": "2000 Complete",
    "CONFIGURATION_INVALID": "4000 PushError",
    "COMPANY_NOT_FOUND": "4040 PushError",
    "SUBSCRIPTION_LAPSED": "4260 PushError",
    "WRITE_FAILED": "5130 PushError",
    "WITHOUT_CONNECTIONS": "refused 422",
    "PAYMENT_REQUIRED": "refused 402",
    "FORBIDDEN": "refused 403",
}


@pytest.fixture
def service(sandbox: Steered) -> PushService:
    """The service under test, whose pauses move the clock of the sandbox."""
    return PushService(sandbox.url, sandbox.authorization, sandbox.advance)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver of webhooks."""
    receiver = Receiver()
    yield receiver
    receiver.close()


def events(receiver: Receiver) -> list[str]:
    """Return the types of the events received."""
    return [json.loads(body)["eventType"] for _, body in receiver.received]


def statuses(sandbox: Steered) -> list[int | None]:
    """Return the statuses in the journal."""
    found: Any = sandbox
    return [each.status for each in found.requests]


@pytest.mark.parametrize(("name", "outcome"), OUTCOMES.items(), ids=list(OUTCOMES))
def test_outcomes(service: PushService, name: str, outcome: str) -> None:
    """A push ends as its company says."""
    assert service.push(getattr(companies, name).id) == outcome


def test_a_new_company(sandbox: Steered, service: PushService) -> None:
    """A push for a company with a chosen ending fails with it."""
    assert service.push(sandbox.create_company("Acme", ending=5120).id) == "5120 PushError"


def test_a_dataset(sandbox: Steered, service: PushService) -> None:
    """A dataset can be pushed once."""
    company = sandbox.create_company()
    dataset = sandbox.create_dataset(company.id)
    assert service.push(company.id, [dataset]) == "2000 Complete"
    assert service.push(company.id, [dataset]) == "5080 PushError"


def test_a_rate_limit(sandbox: Steered, service: PushService) -> None:
    """The service waits for as long as a 429 says."""
    before = sandbox.now
    sandbox.next_replies(sandbox.faults.rate_limited(7))
    assert service.push(COMPANY) == "2000 Complete"
    assert statuses(sandbox)[:2] == [429, 202]
    assert (sandbox.now - before).total_seconds() == 12


def test_a_quota(sandbox: Steered, service: PushService) -> None:
    """The service gives up when the requests of the day are used up."""
    sandbox.set_limits(quota=1)
    sent = [service.send("GET", STATUS, attempts=1) for _ in range(2)]
    answers = [each for each in sent if each is not None]
    assert [each.status_code for each in answers] == [200, 429]
    assert [each.headers["X-Rate-Limit-Limit"] for each in answers] == ["1", "1"]


def test_a_server_error(sandbox: Steered, service: PushService) -> None:
    """The service tries again after a 503."""
    sandbox.next_replies(503, times=2)
    assert service.push(COMPANY) == "2000 Complete"
    assert statuses(sandbox)[:3] == [503, 503, 202]


def test_an_outage(sandbox: Steered, service: PushService) -> None:
    """The service gives up after three attempts."""
    sandbox.next_replies(503, times=3)
    assert service.push(COMPANY) == "refused 503"


def test_a_lost_connection(sandbox: Steered, service: PushService) -> None:
    """The service tries again after a reset connection."""
    sandbox.next_replies(sandbox.faults.reset())
    assert service.push(COMPANY) == "2000 Complete"


def test_an_error_of_an_operation(sandbox: Steered, service: PushService) -> None:
    """A reply for an operation waits for it."""
    sandbox.next_replies(404, operation="get-sync-by-id")
    assert service.push(COMPANY) == "lost"
    assert statuses(sandbox) == [202, 404]


def test_an_error_of_a_company(sandbox: Steered, service: PushService) -> None:
    """A reply for a company spares the others."""
    sandbox.next_replies(500, company_id=companies.NOTHING_TO_SYNC.id)
    assert service.push(COMPANY) == "2000 Complete"
    assert service.push(companies.NOTHING_TO_SYNC.id) == "refused 500"


def test_an_unsteady_service(sandbox: Steered, service: PushService) -> None:
    """Replies with a probability come at the same requests for the same seed."""
    found: list[list[int]] = []
    for _ in range(2):
        sandbox.clear_replies()
        sandbox.next_replies(500, times=50, probability=0.3, seed=5)
        answers = [service.send("GET", STATUS, attempts=1) for _ in range(20)]
        found.append([each.status_code for each in answers if each is not None])
    assert found[0] == found[1]
    assert 2 <= found[0].count(500) <= 12


def test_cleared_replies(sandbox: Steered, service: PushService) -> None:
    """Replies that are forgotten do not come."""
    sandbox.next_replies(500)
    sandbox.clear_replies()
    assert service.push(COMPANY) == "2000 Complete"


def test_time(sandbox: Steered, service: PushService) -> None:
    """A sync runs until the clock is moved."""
    url = SYNCS.format(COMPANY)
    started = service.send("POST", url, {})
    assert started is not None
    codes: list[int] = []
    for seconds in (0, 2, 2):
        sandbox.advance(seconds)
        polled = service.send("GET", f"{url}/{started.json()['syncId']}/status")
        assert polled is not None
        codes.append(polled.json()["syncStatusCode"])
    assert [each >= 2000 for each in codes] == [False, False, True]


def test_a_webhook(sandbox: Steered, service: PushService, receiver: Receiver) -> None:
    """A webhook announces the end of a push, with a signature."""
    found: Any = sandbox
    found.webhooks.add(receiver.url, secret=SECRET)
    service.push(COMPANY)
    sandbox.advance(0)
    ((headers, body),) = receiver.received
    webhooks.verify(body, headers, SECRET)
    assert events(receiver) == ["expenses.sync.successful"]


def test_a_webhook_again(sandbox: Steered, service: PushService, receiver: Receiver) -> None:
    """A webhook can be sent once more."""
    found: Any = sandbox
    found.webhooks.add(receiver.url)
    service.push(COMPANY)
    sandbox.advance(0)
    found.webhooks.resend(found.webhooks.deliveries[-1].message_id)
    sandbox.advance(0)
    assert events(receiver) == ["expenses.sync.successful"] * 2


def test_a_webhook_that_is_refused(
    sandbox: Steered, service: PushService, receiver: Receiver
) -> None:
    """A webhook is tried again after five seconds."""
    found: Any = sandbox
    receiver.statuses = [500]
    found.webhooks.add(receiver.url)
    service.push(COMPANY)
    sandbox.advance(10)
    deliveries = [(each.attempt, each.status) for each in found.webhooks.deliveries]
    assert deliveries == [(1, 500), (2, 204)]


def test_no_webhooks(sandbox: Steered, service: PushService, receiver: Receiver) -> None:
    """An endpoint that is removed receives nothing."""
    found: Any = sandbox
    found.webhooks.add(receiver.url)
    found.webhooks.remove(receiver.url)
    service.push(COMPANY)
    sandbox.advance(60)
    assert (receiver.received, found.webhooks.endpoints) == ([], [])


def test_products(sandbox: Steered, receiver: Receiver) -> None:
    """Webhooks announce the products of a company."""
    found: Any = sandbox
    found.webhooks.add(receiver.url)
    sandbox.set_products(COMPANY, "expenses")
    sandbox.set_products(COMPANY)
    sandbox.advance(0)
    assert events(receiver) == ["company.product.added", "company.product.removed"]


def test_a_lost_access(sandbox: Steered, service: PushService) -> None:
    """A push is refused while the connection is not linked."""
    outcomes: list[str] = []
    for status in ("Deauthorized", "Linked"):
        sandbox.set_connection(COMPANY, companies.CONNECTION_ID, status)
        outcomes.append(service.push(COMPANY))
    assert outcomes == ["refused 422", "2000 Complete"]


def test_a_history(sandbox: Steered, service: PushService) -> None:
    """A history of syncs can be read."""
    ids = sandbox.add_syncs(companies.WRITE_FAILED.id, 5, days=10)
    answer = service.send("GET", f"{SYNCS.format(companies.WRITE_FAILED.id)}/list/status")
    assert answer is not None
    assert {each["syncId"] for each in answer.json()} == {*ids}


def test_a_snapshot(sandbox: Steered, service: PushService) -> None:
    """A snapshot brings the state and the time back."""
    state, before = sandbox.snapshot(), sandbox.now
    company = sandbox.create_company()
    sandbox.advance(3600)
    sandbox.restore(state)
    assert service.push(company.id) == "refused 404"
    assert sandbox.now == before


def test_a_reset(sandbox: Steered, service: PushService) -> None:
    """A reset takes back limits, replies and companies."""
    company = sandbox.create_company()
    sandbox.set_limits(quota=0)
    sandbox.next_replies(500)
    sandbox.reset()
    assert service.push(company.id) == "refused 404"
    assert service.push(COMPANY) == "2000 Complete"


def test_the_journal(sandbox: Steered, service: PushService) -> None:
    """The journal has the requests of the service, without its key."""
    service.push(COMPANY, list(companies.SUCCEEDS.dataset_ids))
    found: Any = sandbox
    first = found.requests[0]
    assert (first.method, first.operation, first.status) == ("POST", "initiate-sync", 202)
    assert first.json == {"datasetIds": [*companies.SUCCEEDS.dataset_ids]}
    assert first.headers["authorization"] == "***"
    found.requests.clear()
    assert len(found.requests) == 0


NODE = shutil.which("node")
SUITE = Path(__file__).with_name("push_service.test.mjs")
TITLE = re.compile(r"""^(?:    )?test\(["`](.+?)["`],""", re.MULTILINE)


@pytest.mark.skipif(NODE is None, reason="there is no Node.js")
def test_in_node(served_url: str) -> None:
    """The same tests pass in Node.js, through HTTP alone."""
    environment = {**os.environ, "SANDBOX_URL": served_url}
    run = subprocess.run(  # noqa: S603 - our own suite
        [str(NODE), "--test", "--test-reporter=tap", str(SUITE)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    count = len(OUTCOMES) + sum(
        1 for name in globals() if name.startswith("test_") and name[5:] not in APART
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"# pass {count}\n" in run.stdout, run.stdout
    assert count >= 30


APART = {"outcomes", "in_node", "the_same_tests"}


def test_the_same_tests() -> None:
    """The suite of Node.js has the names of this one."""
    here = [each[5:] for each in globals() if each.startswith("test_") and each[5:] not in APART]
    there = TITLE.findall(SUITE.read_text("utf-8"))
    names = [each.replace(" ", "_") for each in there if "$" not in each]
    assert names == here
    assert list(itertools.chain(OUTCOMES)) == re.findall(
        r"^    (\w+): \[", SUITE.read_text("utf-8"), re.MULTILINE
    )
