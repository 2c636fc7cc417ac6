"""Each operation of the control, on a sandbox of this process and on one of another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests

from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._wire.control import ROUTES

ID = companies.SUCCEEDS.id
COMPANY = f"companies/{ID}"
SYNCS = f"{COMPANY}/sync/expenses/syncs"
CONNECTION = f"{COMPANY}/connections/{companies.CONNECTION_ID}"
TRANSACTION = f"{companies.SUCCEEDED_SYNC_ID}/transactions/{companies.WRITTEN_TRANSACTION_ID}"
HOOK = "http://127.0.0.1:9/hook"
"""An endpoint that nobody serves, so that each attempt fails at once."""


def get(sandbox: Any, path: str) -> Any:
    """Return the JSON of a response to a GET; None unless it succeeds."""
    answer = requests.get(f"{sandbox.url}/{path}", headers=sandbox.headers, timeout=10)
    return answer.json() if answer.ok else None


def post(sandbox: Any, path: str, **body: Any) -> int:
    """Return the status of a response to a POST."""
    url = f"{sandbox.url}/{path}"
    return requests.post(url, headers=sandbox.headers, timeout=10, **body).status_code


def advance(sandbox: Any) -> Any:
    """Move the clock by a minute."""
    sandbox.advance(60)
    return str(sandbox.now)


def set_speed(sandbox: Any) -> Any:
    """Change the speed."""
    sandbox.set_speed(7)
    return get(sandbox, "_sandbox/clock")["speed"]


def add_replies(sandbox: Any) -> Any:
    """Choose two replies."""
    sandbox.next_replies(404, sandbox.faults.rate_limited(7))
    return [post(sandbox, SYNCS) for _ in range(3)]


def clear_replies(sandbox: Any) -> Any:
    """Choose a reply, and forget it."""
    sandbox.next_replies(500)
    sandbox.clear_replies()
    return post(sandbox, SYNCS)


def create_company(sandbox: Any) -> Any:
    """Create a company."""
    made = sandbox.create_company("Acme", ending=5130)
    return made.name, made.ending.code, get(sandbox, f"companies/{made.id}")["name"]


def set_products(sandbox: Any) -> Any:
    """Set two products."""
    sandbox.set_products(ID, "expenses", "lending")
    return get(sandbox, COMPANY)["products"]


def create_connection(sandbox: Any) -> Any:
    """Add a connection that is not linked."""
    made = sandbox.create_connection(ID, "qhyg", status="PendingAuth")
    return get(sandbox, f"{COMPANY}/connections/{made}")["status"]


def set_connection(sandbox: Any) -> Any:
    """Withdraw the access to a company."""
    sandbox.set_connection(ID, companies.CONNECTION_ID, "Deauthorized")
    return get(sandbox, CONNECTION)["status"]


def create_dataset(sandbox: Any) -> Any:
    """Create a dataset, and sync it."""
    made = sandbox.create_dataset(ID)
    return post(sandbox, SYNCS, json={"datasetIds": [made]})


def add_syncs(sandbox: Any) -> Any:
    """Add three syncs to the one of the company."""
    made = sandbox.add_syncs(ID, 3, days=0.5)
    return len(set(made)), len(get(sandbox, f"{SYNCS}/list/status"))


def start_sync(sandbox: Any) -> Any:
    """Start a sync."""
    made = sandbox.start_sync(ID)
    return get(sandbox, f"{SYNCS}/{made}/status")["syncStatusCode"]


def attachments(sandbox: Any) -> Any:
    """Attach a file."""
    path = f"{SYNCS}/{TRANSACTION}/attachments"
    status = post(sandbox, path, files={"file": ("x.pdf", b"x", "application/pdf")})
    return status, [(each.file_name, each.size) for each in sandbox.attachments(ID)]


def accepted(sandbox: Any) -> Any:
    """Count an expense."""
    sandbox.start_sync(ID)
    return [*sandbox.accepted(ID).expenses.values()]


def journal(sandbox: Any) -> Any:
    """Read the journal."""
    get(sandbox, COMPANY)
    return [(each.operation, each.status) for each in sandbox.requests]


def clear_requests(sandbox: Any) -> Any:
    """Clear the journal."""
    get(sandbox, COMPANY)
    sandbox.requests.clear()
    return len(sandbox.requests)


def add_endpoint(sandbox: Any) -> Any:
    """Add an endpoint twice, which keeps its secret."""
    made = [sandbox.webhooks.add(HOOK) for _ in range(2)]
    return made[0] == made[1], made[0].url


def remove_endpoint(sandbox: Any) -> Any:
    """Add an endpoint, and remove it."""
    sandbox.webhooks.add(HOOK)
    sandbox.webhooks.remove(HOOK)
    return sandbox.webhooks.endpoints


def endpoints(sandbox: Any) -> Any:
    """List an endpoint."""
    sandbox.webhooks.add(HOOK)
    return [(each.url, each.disabled) for each in sandbox.webhooks.endpoints]


def deliveries(sandbox: Any) -> Any:
    """Fail to deliver a webhook, twice."""
    sandbox.webhooks.add(HOOK)
    sandbox.set_products(ID, "expenses")
    sandbox.advance(5)
    return [(each.attempt, each.status) for each in sandbox.webhooks.deliveries]


def resend(sandbox: Any) -> Any:
    """Send a webhook once more."""
    deliveries(sandbox)
    sandbox.webhooks.resend(sandbox.webhooks.deliveries[0].message_id)
    sandbox.advance(0)
    return [each.attempt for each in sandbox.webhooks.deliveries]


def set_limits(sandbox: Any) -> Any:
    """Set limits."""
    sandbox.set_limits(quota=5, per_minute=None, concurrency=3)
    return get(sandbox, "_sandbox/limits")


def restore(sandbox: Any) -> Any:
    """Return to a snapshot."""
    before = sandbox.snapshot()
    sandbox.create_company()
    sandbox.advance(60)
    sandbox.restore(before)
    return sandbox.snapshot() == before


def reset(sandbox: Any) -> Any:
    """Return to the first state."""
    before = sandbox.snapshot()
    sandbox.create_company()
    sandbox.reset()
    return sandbox.snapshot() == before


HELD = {"quota": 5, "remaining": 5, "perMinute": None, "concurrency": 3}
OPERATIONS: dict[str, tuple[Callable[[Any], Any], Any]] = {
    "clock": (lambda sandbox: str(sandbox.now), "2023-10-16 09:00:00+00:00"),
    "advance": (advance, "2023-10-16 09:01:00+00:00"),
    "set_speed": (set_speed, 7),
    "add_replies": (add_replies, [404, 429, 202]),
    "clear_replies": (clear_replies, 202),
    "create_company": (create_company, ("Acme", 5130, "Acme")),
    "set_products": (set_products, ["expenses", "lending"]),
    "create_connection": (create_connection, "PendingAuth"),
    "set_connection": (set_connection, "Deauthorized"),
    "create_dataset": (create_dataset, 202),
    "add_syncs": (add_syncs, (3, 4)),
    "start_sync": (start_sync, 1000),
    "attachments": (attachments, (200, [("x.pdf", 1)])),
    "accepted": (accepted, [1]),
    "requests": (journal, [("get-company", 200)]),
    "clear_requests": (clear_requests, 0),
    "endpoints": (endpoints, [(HOOK, False)]),
    "add_endpoint": (add_endpoint, (True, HOOK)),
    "remove_endpoint": (remove_endpoint, []),
    "deliveries": (deliveries, [(1, None), (2, None)]),
    "resend": (resend, [1, 2, 1]),
    "limits": (lambda sandbox: get(sandbox, "_sandbox/limits")["perMinute"], 1000),
    "set_limits": (set_limits, HELD),
    "snapshot": (lambda sandbox: sandbox.snapshot() == get(sandbox, "_sandbox/snapshot"), True),
    "restore": (restore, True),
    "reset": (reset, True),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_operations(sandbox: Any, name: str) -> None:
    """An operation has the same effect on a sandbox here and on one in another process."""
    act, expected = OPERATIONS[name]
    assert act(sandbox) == expected


def test_each_operation_is_tested() -> None:
    """The table has the operations of the control, and no other."""
    assert sorted(OPERATIONS) == sorted(route.operation for route in ROUTES)
