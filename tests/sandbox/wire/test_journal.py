"""The sandbox's journal of requests."""

import threading

import pytest

from codatsyncexpenses.sandbox import companies, faults
from codatsyncexpenses.sandbox._wire.journal import Journal
from tests.support.sandbox_caller import BY_ID, LATEST, LIST, SYNCS, UNKNOWN, SandboxCaller


def test_a_request_is_recorded(call: SandboxCaller) -> None:
    """A request and its response are recorded unchanged."""
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
def test_secrets_are_masked(call: SandboxCaller, name: str) -> None:
    """Credentials are masked, right or wrong."""
    call("GET", LATEST, headers={name: "secret"})
    assert call.sandbox.requests[0].headers[name] == "***"
    assert "secret" not in repr(vars(call.sandbox.requests[0]))


def test_what_is_recorded(call: SandboxCaller) -> None:
    """All requests to the API are recorded in order, and no others."""
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


def test_a_sequence(call: SandboxCaller) -> None:
    """The journal is a sequence, and can be cleared."""
    for path in (LATEST, LIST, "/nowhere"):
        call("GET", path)
    seen = call.sandbox.requests
    assert [each.status for each in seen] == [each.status for each in seen[:]] == [200, 200, 404]
    assert (seen[-1], seen[1:]) == (list(seen)[2], list(seen)[1:])
    assert repr(seen[2:]) == "[<GET /nowhere 404>]"
    seen.clear()
    assert (len(seen), list(seen), repr(seen)) == (0, [], "[]")


def test_reading_while_it_grows(call: SandboxCaller) -> None:
    """The journal can be read while requests arrive."""
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


def test_it_does_not_grow_for_ever(call: SandboxCaller) -> None:
    """The last 10,000 requests are kept."""
    call("GET", LATEST)
    journal, (seen,) = Journal(), call.sandbox.requests
    for _ in range(10_001):
        journal.add(seen)
    assert len(journal) == 10_000
