"""The sandbox's faults: their effects, and the requests that they apply to."""

from __future__ import annotations

import contextlib
import gzip
import re
import socket
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import requests

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.errors import CodatError, ConfigurationError
from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import Sandbox, companies, faults
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.sandbox_caller import KEY, LATEST, LIST, SYNCS, SandboxCaller

ONCE = RetryConfig("none", BackoffStrategy(1, 1, 1, 1), False)
REQUEST = operations.GetLatestSyncRequest(companies.SUCCEEDS.id)
HEAD = rb"HTTP/1\.1 200 OK\r\n.*\r\n\r\n"
OBJECT = rb"\{.*\}"


@pytest.fixture(scope="module")
def serving() -> Iterator[Sandbox]:
    """Serve a sandbox to the tests of this module."""
    with Sandbox(clock="manual", quota=10**6, per_minute=None) as sandbox:
        yield sandbox


def raw(sandbox: Sandbox, fault: faults.Fault, patience: float = 0.2) -> tuple[bytes, str]:
    """Send a request over a socket; return the bytes received and how the connection ended."""
    sandbox.next_replies(fault)
    address = ("127.0.0.1", int(sandbox.url.rpartition(":")[2]))
    path, received = LATEST.format(companyId=companies.SUCCEEDS.id), b""
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: localhost",
        f"Authorization: {sandbox.authorization}",
        "",
        "",
    ]
    with socket.create_connection(address, timeout=patience) as connection:
        connection.sendall("\r\n".join(lines).encode())
        deadline = time.monotonic() + patience
        try:
            while time.monotonic() < deadline:
                piece = connection.recv(1 << 20)
                if not piece:
                    return received, "closed"
                received += piece
        except ConnectionResetError:
            return received, "reset"
        except TimeoutError:
            pass
        return received, "open"


RAW: dict[str, tuple[bytes, str]] = {
    "reset": (b"", "reset"),
    "reset_processed": (b"", "reset"),
    "close": (b"", "closed"),
    "reset_mid_body": (HEAD + rb"\{[^}]*", "reset"),
    "cut_body": (HEAD + rb"\{[^}]*", "closed"),
    "cut_chunks": (HEAD + rb"[0-9a-f]+\r\n\{.*[^\n]", "closed"),
    "hang": (b"", "open"),
    "drip": (HEAD + rb"\{.{1,20}", "open"),
    "drip_headers": (rb"H.{1,20}", "open"),
    "idle_close": (HEAD + OBJECT, "closed"),
    "not_http": (rb"SSH-2\.0-Server\r\n", "closed"),
    "no_status": (rb"HTTP/1\.1 OK\r\n\r\n", "closed"),
    "interim_100": (rb"HTTP/1\.1 100 Interim\r\n\r\n" + HEAD + OBJECT, "open"),
    "interim_103_late": (rb"HTTP/1\.1 103 Interim\r\n\r\n", "open"),
    "second_answer": (HEAD + OBJECT + HEAD + rb"\{\}", "closed"),
    "second_answer_late": (HEAD + OBJECT + HEAD + rb"\{\}", "closed"),
    "chunked": (HEAD + rb"[0-9a-f]+\r\n" + OBJECT + rb"\r\n0\r\n\r\n", "open"),
    "without_length_1.0": (rb"HTTP/1\.0 200 OK\r\n(?!.*Content-Length).*" + OBJECT, "closed"),
    "without_length_1.1": (HEAD + rb"(?<!Content-Length)" + OBJECT, "closed"),
    "two_lengths": (HEAD.replace(b".*", b".*(Content-Length: .*){2}") + OBJECT, "closed"),
    "header_without_colon": (HEAD.replace(b".*", b"no colon\r\n.*") + OBJECT, "closed"),
    "header_of_raw_bytes": (HEAD.replace(b".*", b"X-Raw: \xff\xfe\x80\r\n.*") + OBJECT, "closed"),
}


@pytest.mark.parametrize(("name", "says", "end"), [(k, *v) for k, v in RAW.items()], ids=list(RAW))
def test_at_the_socket(serving: Sandbox, name: str, says: bytes, end: str) -> None:
    """A fault of the connection sends these bytes, and ends the connection in this way."""
    received, ended = raw(serving, faults.ALL[name])
    assert re.fullmatch(says, received, re.DOTALL), received
    assert ended == end


def outcome(client: CodatSyncExpenses) -> tuple[object, object]:
    """Make a call, and return its outcome."""
    try:
        answer = client.sync.get_latest_sync(REQUEST)
    except CodatError as error:
        return type(error).__name__, getattr(error, "status_code", None)
    status = answer.company_sync_status
    return answer.status_code, status and status.sync_status_code


@pytest.mark.parametrize("name", [name for name in faults.ALL if not name.startswith("huge")])
def test_in_process(serving: Sandbox, name: str) -> None:
    """A fault ends in the same error or value over a socket and without one."""
    fault, seen = faults.ALL[name], list[object]()
    if name == "drip_headers":
        # A caller's own Session waits for as long as bytes come.
        fault = faults.drip_headers(0.3)
    # Only these last as long as the client waits; any other must not be too slow on a busy machine.
    timeout = 0.2 if name in ("hang", "drip", "drip_headers") else 10.0
    for make in (serving.client, serving.in_process_client):
        with requests.Session() as session:
            client = make(client=session, retry_config=ONCE, timeout=timeout)
            serving.next_replies(fault)
            seen.append(outcome(client))
            assert serving.requests[-1].fault == name
    assert seen[0] == seen[1]
    harmless = name in HARMLESS or name.startswith(("interim", "second_answer", "without_length"))
    assert (seen[0] == (200, 2000)) == (harmless and not name.startswith("interim_103"))


HARMLESS = {
    "idle_close",
    "chunked",
    "wrong_charset",
    "unknown_charset",
    "byte_order_mark",
    "two_content_types",
    "no_content_type",
    "cookie",
    "header_of_raw_bytes",
    "unknown_fields",
    "null_fields",
}


def test_a_huge_body(serving: Sandbox) -> None:
    """The largest bodies are sent in pieces, and only as far as they are read."""
    for name in ("huge", "huge_404", "huge_in_chunks"):
        serving.next_replies(faults.ALL[name])
        with serving.client(retry_config=ONCE, max_body_bytes=100_000) as client:
            kind, status = outcome(client)
        assert (kind, status) in {("DecodeError", 200), ("NotFoundError", 404)}


def test_a_bomb(call: SandboxCaller) -> None:
    """Half a megabyte of gzip becomes 512."""
    call.sandbox.next_replies(faults.ALL["gzip_bomb"])
    answer = call.session.get(
        call.base + LATEST.format(companyId=companies.SUCCEEDS.id),
        headers=call.sandbox.headers,
        stream=True,
    )
    packed = answer.raw.read()
    assert len(packed) < 600_000
    assert len(gzip.decompress(packed[: len(packed) // 512])) == 1 << 20


def test_a_hang_ends_with_the_sandbox() -> None:
    """A sandbox that is stopped leaves no caller hanging."""
    sandbox = Sandbox(clock="manual").start()
    sandbox.next_replies(faults.hang())
    address = ("127.0.0.1", int(sandbox.url.rpartition(":")[2]))
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(b"GET /companies HTTP/1.1\r\nHost: localhost\r\n\r\n")
        while not sandbox.requests:
            time.sleep(0.002)
        sandbox.stop()
        assert connection.recv(1) == b""


# What the functions take


def answered(call: SandboxCaller, fault: faults.Fault | int) -> requests.Response:
    """Read a status with a reply in its place."""
    call.sandbox.next_replies(fault)
    return asked(call)


def asked(call: SandboxCaller) -> requests.Response:
    """Read a status, and return any response."""
    path = LATEST.format(companyId=companies.SUCCEEDS.id)
    return call.session.get(
        call.base + path, headers=call.sandbox.headers, allow_redirects=False, timeout=1
    )


SPRING = datetime(2024, 3, 1, 12, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("fault", "headers"),
    [
        (faults.rate_limited(), {"Retry-After": "1"}),
        (faults.rate_limited(0.5), {"Retry-After": "0.5"}),
        (faults.rate_limited("soon"), {"Retry-After": "soon"}),
        (faults.rate_limited(SPRING), {"Retry-After": "Fri, 01 Mar 2024 10:00:00 GMT"}),
        (faults.rate_limited(None), {"Retry-After": None}),
        (
            faults.rate_limited(None, reset=5),
            {"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": "5"},
        ),
    ],
    ids=str,
)
def test_rate_limited(
    call: SandboxCaller, fault: faults.Fault, headers: dict[str, str | None]
) -> None:
    """A 429 says when to retry, in any form."""
    answer = answered(call, fault)
    assert answer.status_code == answer.json()["statusCode"] == 429
    assert {name: answer.headers.get(name) for name in headers} == headers


@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        (418, 418, rb'\{"statusCode": 418, .*'),
        (204, 204, rb""),
        (faults.reply(200, {"a": [1]}), 200, rb'\{"a": \[1\]\}'),
        (faults.reply(200, "é"), 200, "é".encode()),
        (faults.reply(299, b"\xff"), 299, rb"\xff"),
        (faults.server_error(), 503, rb'\{"statusCode": 503, .*'),
        (faults.html(504), 504, rb"<html>.*"),
        (faults.redirect("/x", 307), 307, rb""),
        (faults.unknown_code(3000, "Odd"), 200, rb'.*"syncStatusCode": 3000, .*"Odd".*'),
    ],
    ids=str,
)
def test_replies(call: SandboxCaller, fault: faults.Fault | int, status: int, body: bytes) -> None:
    """A reply has the given status and body."""
    answer = answered(call, fault)
    assert answer.status_code == status
    assert re.fullmatch(body, answer.content)


@pytest.mark.parametrize("status", [0, 100, 199, 600, "200", True, None])
def test_a_status_that_is_none(status: Any) -> None:
    """A status out of range is refused."""
    with pytest.raises(ConfigurationError, match="status must be from 200 to 599"):
        faults.reply(status)


def test_errors_can_be_told_apart(call: SandboxCaller) -> None:
    """Two errors have different correlation ids, so that neither looks like a replay."""
    ids = [answered(call, 503).json()["correlationId"] for _ in range(2)]
    assert ids[0] != ids[1]


def test_a_list_is_changed_too(call: SandboxCaller) -> None:
    """A change of a status also changes each status of a list."""
    call.end()
    call.sandbox.next_replies(faults.unknown_code(), operation="list-syncs")
    assert [each["syncStatusCode"] for each in call.read(LIST)] == [2999, 2999]


# Whom they befall


def test_the_next_requests(call: SandboxCaller) -> None:
    """Replies are used once each, in their order, as often as given; then all is normal."""
    call.sandbox.next_replies(500, faults.html(), times=2)
    call.sandbox.next_replies(429)
    statuses = [asked(call).status_code for _ in range(6)]
    assert statuses == [500, 502, 500, 502, 429, 200]


def test_an_operation(call: SandboxCaller) -> None:
    """A reply for an operation waits for a request for it."""
    call.sandbox.next_replies(503, operation="list-syncs")
    call.sandbox.next_replies(500)
    assert call("GET", LATEST).status_code == 500
    assert call("GET", LATEST).status_code == 200
    assert call("GET", LIST).status_code == 503


def test_an_unknown_operation(manual: Sandbox) -> None:
    """The error lists the known operations."""
    with pytest.raises(ConfigurationError, match=r"create-company, .*, not 'sync'"):
        manual.next_replies(503, operation="sync")


def test_pages_of_its_own(call: SandboxCaller) -> None:
    """Replies apply to requests to the API only."""
    call.sandbox.next_replies(503)
    assert call.session.get(f"{call.base}/_sandbox/state").status_code == 200
    assert call("GET", LATEST).status_code == 503


@pytest.mark.parametrize(
    ("fault", "syncs"),
    [
        (faults.server_error(), 1),
        (faults.server_error(processed=True), 2),
        (faults.reset(), 1),
        (faults.reset(processed=True), 2),
        (faults.close(), 1),
        (faults.close(processed=True), 2),
        (faults.hang(), 2),
        (faults.truncated(), 2),
    ],
    ids=str,
)
def test_what_is_acted_on(call: SandboxCaller, fault: faults.Fault, syncs: int) -> None:
    """A fault says whether its request is processed; a repeat under a key is processed once."""
    call.sandbox.next_replies(fault)
    url = call.base + SYNCS.format(companyId=companies.SUCCEEDS.id)
    headers = {**call.sandbox.headers, **KEY}
    with contextlib.suppress(requests.RequestException):
        call.session.post(url, headers=headers, timeout=0.1)
    assert len(call.read(LIST)) == syncs
    assert call("POST", SYNCS, headers=KEY).status_code == 202
    assert len(call.read(LIST)) == 2


def test_a_client_gets_through(manual: Sandbox) -> None:
    """A client retries under one key, and the request is processed once."""
    manual.next_replies(faults.reset(processed=True), faults.hang(), 503, 429, faults.html())
    client = manual.in_process_client(timeout=5)
    started = client.sync.initiate_sync(operations.InitiateSyncRequest(companies.SUCCEEDS.id))
    assert started.sync_initiated is not None
    listed = client.sync.list(operations.ListSyncsRequest(companies.SUCCEEDS.id))
    assert len(listed.company_sync_statuses or []) == 2
    keys = {each.headers["Idempotency-Key"] for each in manual.requests[:-1]}
    assert (len(keys), len(manual.requests)) == (1, 7)
    assert manual.now > datetime(2023, 10, 16, 9, 0, 5, tzinfo=timezone.utc)


def test_every_fault_has_a_name() -> None:
    """The catalogue has each fault under its own name."""
    assert all(fault.name == name for name, fault in faults.ALL.items())
    assert repr(faults.ALL["reset"]) == "<Fault reset>"
