"""One client in several threads and processes: no call gets another call's answer."""

from __future__ import annotations

import copy
import dataclasses
import json
import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from codatsyncexpenses import CodatSyncExpenses, SDKConfiguration, errors
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.faults.programs import mixed
from tests.faults.rows import KEY, SECRET, policy
from tests.support.certificates import Certificates
from tests.support.faulty_server import (
    HEALTHY,
    Connection,
    Server,
    Step,
    answer,
    pause,
    plain,
    raw,
    read,
    send,
    status_of,
)
from tests.support.ids import COMPANY_ID, SYNC_ID
from tests.support.processes import LONGEST, assert_own_answers, start_program, wait_until

WHOSE = ["our own", "a caller's"]
STATUS = operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)
METHODS = multiprocessing.get_all_start_methods()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.parametrize("whose", WHOSE)
@pytest.mark.parametrize("program", ["forked", "forked_amid_calls"])
def test_fork_with_open_connections(healthy_server: Server, program: str, whose: str) -> None:
    """Of 2,000 calls of a parent and two forked children none is mixed up, shares or hangs."""
    processes = assert_own_answers(
        healthy_server, start_program(program, healthy_server.url, whose, "1980"), calls=2000
    )
    assert len(processes) == 3


@pytest.mark.parametrize("whose", WHOSE)
@pytest.mark.parametrize("method", METHODS)
def test_multiprocessing(healthy_server: Server, method: str, whose: str) -> None:
    """A client that is handed to processes of `multiprocessing` works there and here."""
    processes = assert_own_answers(
        healthy_server,
        start_program("handed_over", healthy_server.url, whose, method, "180"),
        calls=200,
    )
    assert len(processes) == 3


@pytest.mark.parametrize("whose", WHOSE)
@pytest.mark.parametrize("method", METHODS)
def test_process_pool(healthy_server: Server, method: str, whose: str) -> None:
    """A client that is handed to the tasks of a process pool works there."""
    assert_own_answers(
        healthy_server, start_program("pooled", healthy_server.url, whose, method, "180"), calls=200
    )


@pytest.mark.parametrize("whose", WHOSE)
def test_threads(healthy_server: Server, whose: str) -> None:
    """Of 800 calls of eight threads on one client, none is mixed up."""
    with requests.Session() as session, ThreadPoolExecutor(8) as threads:
        caller = None if whose == "our own" else session
        with CodatSyncExpenses(server_url=healthy_server.url, client=caller) as client:
            futures = [threads.submit(mixed, client, f"thread-{n}", 100) for n in range(8)]
            assert [wrong for each in futures for wrong in each.result(LONGEST)] == []
    assert len(healthy_server.requests) == 800


@pytest.fixture
def quick_switches() -> Iterator[None]:
    """Let threads take turns a thousand times as often, so that they meet in narrow places."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(before)


def long_answer(at: Connection) -> bytes:
    """Answer with more than a buffer holds."""
    return plain(200, json.dumps(status_of(at.request.path.split("/")[-2])).ljust(10_000))


def queue_for(pool_size: int) -> requests.Session:
    """Give a caller's Session whose threads wait for few connections."""
    session = requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(pool_maxsize=pool_size, pool_block=True))
    return session


@pytest.mark.usefixtures("quick_switches")
@pytest.mark.parametrize("tls", [None, "trusted"], ids=["plain", "TLS"])
def test_threads_that_queue_for_connections(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch, tls: str | None
) -> None:
    """No thread closes a connection that another one has taken meanwhile."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates.bundle))
    context = certificates.of(tls) if tls else None
    with Server([[read, send(long_answer)]], tls=context) as server, queue_for(3) as session:
        client = CodatSyncExpenses(server_url=server.url, client=session)
        with ThreadPoolExecutor(9) as threads:
            futures = [threads.submit(mixed, client, f"thread-{n}", 150) for n in range(9)]
            assert [wrong for each in futures for wrong in each.result(LONGEST)] == []
    assert len(server.requests) == 1350
    assert server.connections <= 3


@pytest.mark.parametrize(
    ("steps", "tls"),
    [
        pytest.param([send(raw(103, b"")), pause(0.2), answer], None, id="late, after a 103"),
        pytest.param(
            [send(lambda at: long_answer(at) + long_answer(at))], "trusted", id="unasked, over TLS"
        ),
    ],
)
def test_a_thread_that_waits_for_the_connection(
    certificates: Certificates,
    monkeypatch: pytest.MonkeyPatch,
    steps: list[Step],
    tls: str | None,
) -> None:
    """Whoever waits for a connection does not get the rest of the answer before on it."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates.bundle))
    context = certificates.of(tls) if tls else None
    turns = [[read, pause(0.1), *steps], HEALTHY]
    with Server(turns, tls=context) as server, queue_for(1) as session:
        client = CodatSyncExpenses(server_url=server.url, client=session)
        with ThreadPoolExecutor(2) as threads:
            first = threads.submit(mixed, client, "first", 1)
            wait_until(lambda: bool(server.requests))
            second = threads.submit(mixed, client, "second", 1)
            first.result(LONGEST)  # it may have failed: the answer was not its own
            assert second.result(LONGEST) == []


COPIES: list[Callable[[Any], Any]] = [
    lambda value: pickle.loads(pickle.dumps(value)),  # noqa: S301 - our own
    copy.copy,
    copy.deepcopy,
]
HOW = ["pickle", "copy", "deepcopy"]


@pytest.mark.parametrize("made", COPIES, ids=HOW)
@pytest.mark.parametrize("whose", WHOSE)
def test_copies_of_a_client(made: Callable[[Any], Any], whose: str) -> None:
    """A copy of a client calls the same server with the same settings and credential."""
    session = None if whose == "our own" else requests.Session()
    if session is not None:
        session.headers["X-Caller"] = "kept"
    with Server([HEALTHY]) as server:
        client = CodatSyncExpenses(
            shared.Security(SECRET),
            server_url=server.url,
            client=session,
            retry_config=policy(),
            timeout=7,
        )
        client.sync.get(STATUS)
        copied = made(client)
        copied.sync.get(STATUS)
        assert copied.sdk_configuration.retry_config == policy()
        assert copied.sdk_configuration is copied._calls._calls._configuration
        assert copied._calls._calls.options == client._calls._calls.options
        for each in (client, copied):
            each.close()
            each.sdk_configuration.client.close()  # a caller's Session stays open otherwise
        first, second = server.requests
    assert first.headers == second.headers
    assert second.headers["authorization"] == SECRET


VALUES: list[Any] = [
    BackoffStrategy(1, 2, 1.5, 3),
    RetryConfig("backoff", BackoffStrategy(1, 2, 1.5, 3), True),
    shared.Security(SECRET),
    shared.InitiateSync(["dataset"]),
    shared.CompanySyncStatus(sync_id="50000000-0000-4000-8000-000000000001", sync_status_code=2000),
    shared.ErrorMessage(error="no", validation=shared.ErrorValidation(errors=[])),
    operations.GetSyncByIDRequest(COMPANY_ID, "50000000-0000-4000-8000-000000000001"),
    operations.InitiateSyncRequest(COMPANY_ID, shared.InitiateSync(["dataset"])),
]


@pytest.mark.parametrize("made", COPIES, ids=HOW)
@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_copies_of_values(value: Any, made: Callable[[Any], Any]) -> None:
    """Settings, models and requests are equal to their copies."""
    copied = made(value)
    assert copied is not value
    assert type(copied) is type(value)
    assert copied == value


@pytest.mark.parametrize("made", COPIES, ids=HOW)
def test_copies_of_a_configuration(made: Callable[[Any], Any]) -> None:
    """A copied configuration has the same settings, and a Session that sends."""
    with Server([HEALTHY]) as server, requests.Session() as session:
        session.headers["X-Caller"] = "kept"
        configuration = SDKConfiguration(session, server.url, retry_config=policy())
        copied = made(configuration)
        for field in dataclasses.fields(configuration):
            if field.name != "client":
                assert getattr(copied, field.name) == getattr(configuration, field.name)
        assert copied.client.get(server.url + "/a/b").status_code == 200
        assert server.requests[0].headers["x-caller"] == "kept"
        copied.client.close()


@pytest.mark.parametrize("made", COPIES, ids=HOW)
@pytest.mark.parametrize("whose", WHOSE)
@pytest.mark.parametrize("status", [200, 404])
def test_copies_of_a_response(made: Callable[[Any], Any], whose: str, status: int) -> None:
    """A response says the same as its copy, and neither holds the credential."""
    turn = HEALTHY if status == 200 else [read, send(plain(status, {"error": "no"}))]
    with Server([turn]) as server, requests.Session() as session:
        with CodatSyncExpenses(
            shared.Security(SECRET),
            server_url=server.url,
            client=None if whose == "our own" else session,
        ) as client:
            response: Any = client.sync.get(STATUS)
        copied = made(response)
    assert type(copied) is type(response)
    for name in ("company_sync_status", "error_message", "status_code", "headers", "retry_after"):
        assert getattr(copied, name) == getattr(response, name)
    assert copied.raw_response.content == response.raw_response.content
    assert copied.raw_response.request.headers["Authorization"] == "***"
    assert KEY.encode() not in pickle.dumps(response)


def errors_of_all_classes() -> list[Exception]:
    """Give one of each, with all that they may hold."""
    response = requests.Response()
    response.status_code, response._content = 503, b"{}"
    made: list[Exception] = []
    for name in errors.__all__:
        kind = getattr(errors, name)
        if issubclass(kind, errors.SDKError):
            said = shared.ErrorMessage(correlation_id="c-1")
            error = kind("no", 503, "{}", response, error_message=said)
        elif issubclass(kind, errors.WaitError):
            asked = operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)
            results = operations.GetSyncByIDResponse("application/json", 200)
            status = shared.CompanySyncStatus(sync_id=SYNC_ID, sync_status_code=5130)
            more = (1.5,) if issubclass(kind, TimeoutError) else ()
            error = kind("sync.wait", asked, results, status, *more)
        else:
            error = kind("no")
        if isinstance(error, errors.CallError):
            error.operation, error.attempts, error.elapsed = "sync.get", 3, 1.5
            error.retry_after, error.maybe_processed = 2.0, True
        made.append(error)
    return made


@pytest.mark.parametrize("made", COPIES, ids=HOW)
@pytest.mark.parametrize("error", errors_of_all_classes(), ids=lambda error: type(error).__name__)
def test_copies_of_errors(error: Exception, made: Callable[[Any], Any]) -> None:
    """Every exception keeps its class, its text and all that it says."""
    copied = made(error)
    assert type(copied) is type(error)
    assert str(copied) == str(error)
    assert copied.args == error.args
    for name, value in vars(error).items():
        if name != "raw_response":
            assert getattr(copied, name) == value
