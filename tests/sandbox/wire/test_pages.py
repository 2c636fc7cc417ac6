"""What the sandbox tells of itself: the journal of requests, and its state."""

import json
import threading
from typing import Any

import pytest

from codatsyncexpenses.models.shared import SyncStatusCode
from codatsyncexpenses.sandbox import Sandbox, companies, faults
from codatsyncexpenses.sandbox._wire.journal import Journal
from tests.calling import BY_ID, LATEST, LIST, SYNCS, UNKNOWN, Caller, expense

# The journal


def test_a_request_is_recorded(call: Caller) -> None:
    """A request and its answer are noted as they were."""
    call.sandbox.advance(1.5)
    answer = call("POST", SYNCS, json={"datasetIds": None}, headers={"Idempotency-Key": "k"})
    (seen,) = call.sandbox.requests
    assert (seen.method, seen.path) == ("POST", SYNCS.format(companyId=companies.SUCCEEDS.id))
    assert (seen.operation, seen.query, seen.status) == ("initiate-sync", "", 202)
    assert (seen.body, seen.json) == (b'{"datasetIds": null}', {"datasetIds": None})
    assert seen.headers["idempotency-key"] == "k"
    assert (seen.answer, seen.answer_headers["date"]) == (answer.content, answer.headers["Date"])
    assert (seen.at, seen.fault) == (call.sandbox.now, None)
    assert 0 <= seen.ms < 10_000
    assert repr(seen) == f"<POST {seen.path} 202>"


@pytest.mark.parametrize("name", ["Authorization", "authorization", "Cookie"])
def test_secrets_are_masked(call: Caller, name: str) -> None:
    """What is secret is not noted, right or wrong."""
    call("GET", LATEST, headers={name: "secret"})
    assert call.sandbox.requests[0].headers[name] == "***"
    assert "secret" not in repr(vars(call.sandbox.requests[0]))


def test_what_is_recorded(call: Caller) -> None:
    """Whatever is asked of the API is noted, in order, and nothing else."""
    call("GET", "/nowhere?a=%20b")
    call("PUT", LATEST, data=b"x")
    call.session.get(f"{call.base}/_sandbox/state")
    call.sandbox.next_replies(faults.reset_mid_body(), operation="list-syncs")
    with pytest.raises(OSError, match="broken"):
        call("GET", LIST)
    call.sandbox.next_replies(faults.ALL["reset"])
    with pytest.raises(OSError, match="reset"):
        call("GET", BY_ID)
    seen = call.sandbox.requests
    assert [(each.operation, each.status, each.fault) for each in seen] == [
        (None, 404, None),
        (None, 405, None),
        ("list-syncs", 200, "reset_mid_body"),
        ("get-sync-by-id", None, "reset"),
    ]
    assert (seen[0].query, seen[1].json, seen[2].answer[:1]) == ("a=%20b", None, b"[")
    assert seen[3].answer == b""
    assert repr(seen[3]).endswith(f"{UNKNOWN}/status - (reset)>")


def test_a_sequence(call: Caller) -> None:
    """The journal is a sequence, and can be cleared."""
    for path in (LATEST, LIST, "/nowhere"):
        call("GET", path)
    seen = call.sandbox.requests
    assert [each.status for each in seen] == [each.status for each in seen[:]] == [200, 200, 404]
    assert (seen[-1], seen[1:]) == (list(seen)[2], list(seen)[1:])
    assert repr(seen[2:]) == "[<GET /nowhere 404>]"
    seen.clear()
    assert (len(seen), list(seen), repr(seen)) == (0, [], "[]")


def test_reading_while_it_grows(call: Caller) -> None:
    """The journal can be read while requests come."""
    stop, read = threading.Event(), list[int]()

    def look() -> None:
        while not stop.is_set():
            read.append(len(list(call.sandbox.requests)))

    thread = threading.Thread(target=look)
    thread.start()
    for _ in range(100):
        call("GET", LATEST)
    stop.set()
    thread.join()
    assert read == sorted(read)
    assert len(call.sandbox.requests) == 100


def test_it_does_not_grow_for_ever(call: Caller) -> None:
    """The last 10,000 requests are kept."""
    call("GET", LATEST)
    journal, (seen,) = Journal(), call.sandbox.requests
    for _ in range(10_001):
        journal.add(seen)
    assert len(journal) == 10_000


# The state


def state(call: Caller) -> Any:
    """Read the state, without a key."""
    answer = call.session.get(f"{call.base}/_sandbox/state")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    return answer.json()


def test_state_of_the_whole(call: Caller) -> None:
    """The state tells time and quota, and what the codes mean."""
    call.sandbox.advance(3600.5)
    call("GET", LATEST)
    told = state(call)
    assert {name: told[name] for name in ("now", "speed", "manual", "quota")} == {
        "now": "2023-10-16T10:00:00Z",
        "speed": 1.0,
        "manual": True,
        "quota": {"limit": 14_000, "remaining": 13_999, "reset": "2023-10-17T00:00:00Z"},
    }
    assert set(told["codes"]) == {str(int(code)) for code in SyncStatusCode}
    assert told["codes"]["2040"]["group"] == "success"


def test_state_of_the_companies(call: Caller) -> None:
    """The state tells of every company, its connections and its datasets."""
    company = call.sandbox.create_company("Acme")
    done = call.sandbox.create_dataset(company.id, [expense(1), expense(2)])
    call.end(company, done)
    waiting = call.sandbox.create_dataset(company.id)
    failed = call.sandbox.create_dataset(company.id, [expense(1)])
    call.end(company, failed)
    told = state(call)["companies"]
    assert [each["id"] for each in told] == [*(each.id for each in companies.ALL), company.id]
    assert told[-1]["name"] == "Acme"
    assert [(each["platformKey"], each["status"]) for each in told[-1]["connections"]] == [
        ("gbol", "Linked"),
        ("pexp", "Linked"),
    ]
    assert told[-1]["datasets"] == [
        {"id": done, "transactions": 2, "status": "synced"},
        {"id": waiting, "transactions": 1, "status": "pending"},
        {"id": failed, "transactions": 1, "status": "failed"},
    ]


def test_state_of_the_syncs(call: Caller) -> None:
    """The state has the newest 50 syncs of all companies, with how far they are."""
    call.sandbox.add_syncs(companies.WRITE_FAILED.id, 60)
    sync_id = call.start()
    call.sandbox.advance(0.75)
    told = state(call)["syncs"]
    assert len(told) == 50
    assert told[0] == {**call.read(BY_ID, sync_id=sync_id), "progress": 0.25}
    assert {each["progress"] for each in told[1:]} == {1.0}
    assert [each["syncUtc"] for each in told] == sorted(
        (each["syncUtc"] for each in told), reverse=True
    )


def test_state_of_the_requests(call: Caller) -> None:
    """The state has the last 50 requests, the newest first."""
    for _ in range(60):
        call("GET", LATEST)
    call("GET", "/nowhere")
    told = state(call)["requests"]
    assert len(told) == 50
    assert told[0] == {
        "at": "2023-10-16T09:00:00Z",
        "method": "GET",
        "path": "/nowhere",
        "operation": None,
        "status": 404,
        "ms": call.sandbox.requests[-1].ms,
    }


def test_the_state_has_no_secret() -> None:
    """The state, which needs no key, has neither the key nor what a caller sent for one."""
    call = Caller(Sandbox(clock="manual", api_key="very secret"))
    with call.session:
        call.sandbox.webhooks.add("http://127.0.0.1:9/hook", secret="whsec_aGlkZGVu")  # noqa: S106 - it opens nothing
        call("GET", LATEST)
        text = json.dumps(state(call))
    assert not any(word in text for word in ("secret", "aGlkZGVu", call.sandbox.authorization))


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_the_state_is_read(call: Caller, method: str) -> None:
    """The state takes no other method than GET."""
    answer = call.session.request(method, f"{call.base}/_sandbox/state")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
