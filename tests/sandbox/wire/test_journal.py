"""The sandbox's journal of requests."""

import threading
import tracemalloc
from dataclasses import replace
from typing import Any

import pytest

from codatsyncexpenses.sandbox import companies, faults
from codatsyncexpenses.sandbox._wire.journal import Journal, Recorded
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


@pytest.mark.parametrize("name", ["Cookie", "cookie", "Proxy-Authorization"])
def test_secrets_are_masked(call: SandboxCaller, name: str) -> None:
    """Credentials are masked, the accepted key among them."""
    call("GET", LATEST, headers={name: "secret"})
    (seen,) = call.sandbox.requests
    assert seen.headers[name] == seen.headers["authorization"] == "***"
    assert "secret" not in repr(vars(seen))


def test_a_request_without_the_key(call: SandboxCaller) -> None:
    """Of a request that is answered 401, nothing is kept but its line: anybody can send it."""
    call("POST", f"{SYNCS}?a=secret", data=b"secret", headers={"Authorization": "secret"})
    (seen,) = call.sandbox.requests
    assert (seen.method, seen.operation, seen.status) == ("POST", "initiate-sync", 401)
    assert (seen.query, seen.body, seen.answer) == ("", b"", b"")
    assert dict(seen.headers) == dict(seen.answer_headers) == {}


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


@pytest.fixture
def seen(call: SandboxCaller) -> Recorded:
    """Return a record."""
    call("GET", LATEST)
    return call.sandbox.requests[0]


def test_it_does_not_grow_for_ever(seen: Recorded) -> None:
    """The last 10,000 requests are kept."""
    journal = Journal()
    for _ in range(10_001):
        journal.add(seen)
    assert len(journal) == 10_000


@pytest.mark.parametrize("part", ["body", "answer"])
def test_it_does_not_grow_beyond_64_mebibytes(seen: Recorded, part: str) -> None:
    """Long requests or responses displace older ones, and the newest one always stays."""
    journal = Journal()
    changes: dict[str, Any] = {part: bytes(1 << 20)}
    for _ in range(100):
        journal.add(replace(seen, **changes))
    assert len(journal) == 63
    journal.add(replace(seen, body=bytes(65 << 20)))
    assert [len(each.body) for each in journal] == [65 << 20]
    journal.clear()
    for _ in range(100):
        journal.add(seen)
    assert len(journal) == 100


def test_an_index_copies_nothing(seen: Recorded) -> None:
    """Reading by index takes no longer where there are more requests: no other one is touched."""
    journal = Journal()
    for _ in range(10_000):
        journal.add(seen)
    tracemalloc.start()
    assert [journal[number] for number in (0, 5_000, -1)] == [seen] * 3
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000


def test_iteration_while_it_drops(seen: Recorded) -> None:
    """An iteration yields what was there when it began."""
    journal = Journal()
    for number in range(3):
        journal.add(replace(seen, path=f"/{number}"))
    paths = list[str]()
    for each in journal:
        paths.append(each.path)
        journal.clear()
    assert paths == ["/0", "/1", "/2"]
