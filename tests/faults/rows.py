"""A row of the table of faults, its expectations, and a run of it against the real client."""

from __future__ import annotations

import base64
import contextlib
import http.client
import io
import logging
import os
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from codatsyncexpenses.errors import APIConnectionError, CallError, CodatError, SDKError
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.certificates import Certificates
from tests.support.drivers import BLOCKING, Driver, driver
from tests.support.faulty_server import HEALTHY, Server, Turn, status_of
from tests.support.ids import COMPANY_ID

KEY = base64.b64encode(b"secret-" * 2).decode()
SECRET = "Basic " + KEY


def policy(strategy: str = "backoff", *, max_elapsed_time: int = 3000) -> RetryConfig:
    """Return the retry policy that the bounds assume, or one with less time."""
    return RetryConfig(strategy, BackoffStrategy(50, 500, 1.5, max_elapsed_time), True)


# For faults that last as long as one waits.
BRIEF = policy(max_elapsed_time=300)
ONCE = policy("none")

SLACK = 2.0  # seconds that a busy machine may add
SHORT = 0.15  # seconds, where a row says `timeout=1`

Answer = Any  # one of the generated responses
Call = Callable[[Driver], list[Answer]]


def get(driver: Driver, number: int = 1) -> list[Answer]:
    """Read the status of a sync."""
    sync_id = f"50000000-0000-4000-8000-{number:012}"
    request = operations.GetSyncByIDRequest(COMPANY_ID, sync_id)
    return [driver.run(driver.client.sync.get(request))]


def get_list(driver: Driver) -> list[Answer]:
    """Read the statuses of all syncs."""
    request = operations.ListSyncsRequest(COMPANY_ID)
    return [driver.run(driver.client.sync.list(request))]


def post(driver: Driver) -> list[Answer]:
    """Start a sync."""
    datasets = shared.InitiateSync(["dataset"])
    request = operations.InitiateSyncRequest(COMPANY_ID, datasets)
    return [driver.run(driver.client.sync.initiate_sync(request))]


def get_then(then: Call, *, after: float = 0.0, blocked: bool = False) -> Call:
    """Read a status, and then call again, at once or later.

    :param blocked: whether an event loop stands still until then
    """

    def call(driver: Driver) -> list[Answer]:
        first = get(driver)
        (time.sleep if blocked else driver.pause)(after)
        return first + then(driver)

    return call


def get_second(driver: Driver) -> list[Answer]:
    """Read the status of another sync."""
    return get(driver, 2)


def get_whatever_then_second(driver: Driver) -> list[Answer]:
    """Read a status, which may fail, and at once another one."""
    with contextlib.suppress(CodatError):
        get(driver)
    return get_second(driver)


@dataclass
class Run:
    """The result of a row."""

    row: Row
    not_held: str
    """Why the row cannot hold, if it cannot."""
    answers: list[Answer]
    error: Exception | None
    elapsed: float
    server: Server
    elsewhere: Server
    printed: str
    """Log records at DEBUG, and standard output."""

    @property
    def requests(self) -> int:
        """How many requests arrived."""
        return len(self.server.requests)


Must = Callable[[Run], object]


@dataclass(frozen=True)
class Row:
    """One case of the table: a fault, and what must happen."""

    fault: str
    """The document's words."""
    turns: Sequence[Turn]
    """The server's script."""
    must: Must
    """The result that is expected."""
    requests: int | range
    """How many requests must arrive."""
    call: Call = get
    """The call to make."""
    policy: RetryConfig = field(default_factory=policy)
    timeout: float | tuple[float, float] | None = 5.0
    within: float | None = None
    """Seconds that all may take, if not what the policy allows."""
    also: Must | None = None
    """Another expectation."""
    listens_after: float | None = 0.0
    """Seconds after which the server listens; None is never."""
    limit: int = 64 << 20
    tls: str | None = None
    """Whose certificate the server shows; None is plain HTTP."""
    url: Callable[[Server], str] = lambda server: server.url
    """The server's address, as the client is given it."""
    leaves_sockets: bool = False
    """Whether requests, with a caller's Session, leaves sockets to the garbage collector."""
    not_for_callers: str = ""
    """Why it does not hold with a caller's own Session of requests."""
    aiohttp: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """The fields that differ with aiohttp: it refuses more than http.client does."""


# What must come.


def value(run: Run) -> None:
    """The right data, equal to what a healthy server sends, for each call its own."""
    assert run.error is None, repr(run.error)
    for number, got in enumerate(run.answers, 1):
        if isinstance(got, operations.InitiateSyncResponse):
            assert got.sync_initiated == shared.SyncInitiated(
                "50000000-0000-4000-8000-000000000001"
            )
        elif isinstance(got, operations.ListSyncsResponse):
            assert got.company_sync_statuses == [expected_status(1)]
        else:
            assert got.company_sync_status == expected_status(number)


def second_value(run: Run) -> None:
    """The right data for the second call, whatever the first one got."""
    assert run.error is None, repr(run.error)
    assert [got.company_sync_status for got in run.answers] == [expected_status(2)]


def expected_status(number: int) -> shared.CompanySyncStatus:
    """Return the status that a healthy server sends, as the model."""
    return shared.CompanySyncStatus.from_dict(status_of(f"50000000-0000-4000-8000-{number:012}"))


def lost(kind: type[APIConnectionError] = APIConnectionError, says: str = "") -> Must:
    """Expect a typed error that says why no complete response arrived, with its cause."""

    def must(run: Run) -> None:
        error = run.error
        assert isinstance(error, kind), repr(error)
        assert type(error) is kind
        assert says in str(error)
        assert error.__cause__ is not None
        assert error.operation
        assert error.attempts >= run.requests
        assert error.elapsed is not None
        assert error.elapsed <= run.elapsed

    return must


def wrong(kind: type[SDKError], says: str, body: str | None = None) -> Must:
    """Expect a typed error that names what is wrong with an answer and keeps its body."""

    def must(run: Run) -> None:
        error = run.error
        assert isinstance(error, kind), repr(error)
        assert type(error) is kind
        assert says in str(error)
        assert body is None or error.body == body
        assert error.raw_response.status_code == error.status_code

    return must


def reported(status: int) -> Must:
    """Expect the status, from an error or from a response with the API's message."""

    def must(run: Run) -> None:
        if run.error is None:
            (got,) = run.answers
            assert got.status_code == status
            assert got.error_message is not None
            assert getattr(got, "company_sync_status", None) is None
        else:
            assert isinstance(run.error, SDKError), repr(run.error)
            assert run.error.status_code == status
            assert run.error.raw_response.status_code == status

    return must


def typed_error(run: Run) -> None:
    """Expect an error of ours that a call may end in."""
    assert isinstance(run.error, CallError), repr(run.error)


def value_or_typed_error(run: Run) -> None:
    """Expect the whole value or a typed error."""
    (value if run.error is None else typed_error)(run)


# What else must be.


def waited(least: float, most: float) -> Must:
    """Expect so many seconds between the first two requests, on a machine that is not busy."""

    def must(run: Run) -> None:
        first, second, *_ = run.server.requests
        assert least <= second.at - first.at <= most + SLACK

    return must


def asked_to_wait(seconds: float) -> Must:
    """Expect that the error says how long the server asked to wait."""

    def must(run: Run) -> None:
        answered: Any = run.answers[0] if run.answers else run.error
        assert answered.retry_after == pytest.approx(seconds)

    return must


def both(*musts: Must) -> Must:
    """Expect one thing and another."""

    def must(run: Run) -> None:
        for each in musts:
            each(run)

    return must


def one_effect(run: Run) -> None:
    """Expect that all was sent under one key, and done once."""
    assert len(run.server.effects) == 1
    under_one_key(run)


def under_one_key(run: Run) -> None:
    """Expect that each write carried the same key and body."""
    writes = [request for request in run.server.requests if request.method == "POST"]
    assert len({request.key for request in writes}) == 1
    assert writes[0].key
    assert {request.body for request in writes} == {b'{"datasetIds":["dataset"]}'}


def never_sent_elsewhere(run: Run) -> None:
    """Expect that the other origin saw no request, and the server only what was meant."""
    assert not run.elsewhere.requests
    assert len({request.method for request in run.server.requests}) == 1


def connections(count: int) -> Must:
    """Expect that so many connections were made."""

    def must(run: Run) -> None:
        assert run.server.connections == count

    return must


def no_cookie(run: Run) -> None:
    """Expect that no cookie was kept or sent back."""
    assert all("cookie" not in request.headers for request in run.server.requests)


# A run.


@contextlib.contextmanager
def everything_printed() -> Generator[io.StringIO]:
    """Catch standard output and all logging, at DEBUG, http.client's own included."""
    printed = io.StringIO()
    handler = logging.StreamHandler(printed)
    root = logging.getLogger()
    level, root.level = root.level, logging.DEBUG
    root.addHandler(handler)
    try:
        with contextlib.redirect_stdout(printed):
            yield printed
    finally:
        root.level = level
        root.removeHandler(handler)


def play(row: Row, certificates: Certificates, client: str, *, own: bool) -> Run:
    """Run a row: one server that misbehaves, another one elsewhere, and one client."""
    if client != BLOCKING:
        row = replace(row, **{"not_for_callers": "", **row.aiohttp})
    server_tls = None if row.tls is None else certificates.of(row.tls)
    server = Server(row.turns, tls=server_tls, listens_after=row.listens_after)
    elsewhere = Server([HEALTHY])
    server.elsewhere = elsewhere.url
    run = Run(row, "" if own else row.not_for_callers, [], None, 0.0, server, elsewhere, "")
    with contextlib.ExitStack() as stack:
        environ = stack.enter_context(pytest.MonkeyPatch.context())
        environ.setitem(os.environ, "REQUESTS_CA_BUNDLE", str(certificates.bundle))
        # Only connections of ours can keep http.client from printing what it sends.
        printing = int(own and client == BLOCKING)
        environ.setattr(http.client.HTTPConnection, "debuglevel", printing)
        printed = stack.enter_context(everything_printed())
        caller = stack.enter_context(
            driver(
                client,
                own=own,
                security=shared.Security(SECRET),
                server_url=row.url(server),
                retry_config=row.policy,
                timeout=row.timeout,
                max_body_bytes=row.limit,
            )
        )
        # They stop before the client closes, which so has no farewell of TLS to wait for.
        stack.enter_context(server)
        stack.enter_context(elsewhere)
        started = time.monotonic()
        try:
            run.answers = row.call(caller)
        except Exception as error:  # noqa: BLE001 - which one it is, is what the test asks
            run.error = error
        run.elapsed = time.monotonic() - started
    run.printed = printed.getvalue()
    return run
