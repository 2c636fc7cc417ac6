"""The loop of one call, with a scripted transport: no socket and no pause."""

import logging
import socket
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from codatsyncexpenses import errors, utils
from codatsyncexpenses._calls.call import Calls
from codatsyncexpenses._calls.retries import Fault
from codatsyncexpenses._calls.settings import DEFAULT_TIMEOUT, Options
from codatsyncexpenses._calls.wire import Outcome, Reply, Wire
from codatsyncexpenses._loops.blocking import Loop
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.models._about import RETRIED, RETRIES
from codatsyncexpenses.resources.companies import Companies
from codatsyncexpenses.resources.connections import Connections
from codatsyncexpenses.resources.expenses import Expenses
from codatsyncexpenses.resources.sync import Sync
from codatsyncexpenses.sdkconfiguration import SDKConfiguration
from codatsyncexpenses.utils import BackoffStrategy
from tests.support.drivers import CLIENTS, driver
from tests.support.ids import COMPANY_ID, CONNECTION_ID, SYNC_ID, TRANSACTION_ID
from tests.support.scripted_client import (
    ADDRESS,
    BY_ID,
    GUID,
    INITIATE,
    KEY,
    LIST,
    STARTED,
    STATUS,
    ScriptedClient,
    ScriptedTransport,
    lost,
    outcome_id,
    policy,
    reply,
)


def test_one_request_when_all_is_well() -> None:
    """A call that is answered makes one request and no pause."""
    scripted = ScriptedClient(reply(200, STATUS))
    response = scripted.sync.get(BY_ID)
    assert response.company_sync_status == shared.CompanySyncStatus(
        sync_id=SYNC_ID, sync_status_code=2000
    )
    assert (len(scripted.script.sent), scripted.world.pauses) == (1, [])


def test_a_read_on_the_wire() -> None:
    """A read has an Accept, a User-Agent and the credential, and no body."""
    scripted = ScriptedClient(reply(200, STATUS))
    scripted.sync.get(BY_ID)
    assert scripted.script.sent == [
        Wire(
            "GET",
            f"{ADDRESS}/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/status",
            {
                "Accept": "application/json",
                "User-Agent": scripted.configuration.user_agent,
                "Authorization": KEY,
            },
            None,
            DEFAULT_TIMEOUT,
        )
    ]


def test_a_write_on_the_wire() -> None:
    """A write has a body, its Content-Type and an idempotency key beside that."""
    scripted = ScriptedClient(reply(202, STARTED))
    scripted.sync.initiate_sync(INITIATE)
    (wire,) = scripted.script.sent
    assert (wire.method, wire.url) == (
        "POST",
        f"{ADDRESS}/companies/{COMPANY_ID}/sync/expenses/syncs",
    )
    assert wire.body == b'{"datasetIds":["d"]}'
    assert wire.headers == {
        "Accept": "application/json",
        "User-Agent": scripted.configuration.user_agent,
        "Authorization": KEY,
        "Content-Type": "application/json",
        "Idempotency-Key": "key-1",
    }


def test_a_write_without_a_body_on_the_wire() -> None:
    """A write without a body has no Content-Type."""
    scripted = ScriptedClient(reply(202, STARTED))
    scripted.sync.initiate_sync(operations.InitiateSyncRequest(COMPANY_ID))
    (wire,) = scripted.script.sent
    assert wire.body is None
    assert "Content-Type" not in wire.headers


def test_no_security_sends_no_credential() -> None:
    """Without a credential the call goes out without one."""
    scripted = ScriptedClient(reply(200, []), security=None)
    scripted.sync.list(LIST)
    assert "Authorization" not in scripted.script.sent[0].headers


ANSWERS_TO_RETRY = [
    reply(408),
    reply(429, {"error": "slow down"}),
    reply(500),
    reply(503, {"error": "busy"}),
    reply(599),
    lost(Fault.NOT_SENT),
    lost(Fault.UNKNOWN),
]


@pytest.mark.parametrize("outcome", ANSWERS_TO_RETRY, ids=outcome_id)
def test_a_failure_and_then_a_value(outcome: Outcome) -> None:
    """A failure that may pass is tried again, for reads and for writes with their key."""
    read = ScriptedClient(outcome, outcome, reply(200, STATUS), retry_config=policy())
    assert read.sync.get(BY_ID).company_sync_status is not None
    write = ScriptedClient(outcome, outcome, reply(202, STARTED), retry_config=policy())
    assert write.sync.initiate_sync(INITIATE).sync_initiated is not None
    for scripted in (read, write):
        assert scripted.world.pauses == [0.5, 1.0]
        assert scripted.script.sent[0] == scripted.script.sent[1] == scripted.script.sent[2]


@pytest.mark.parametrize(
    "outcome",
    [reply(status, {"error": "no"}) for status in (204, 302, 400, 401, 403, 404, 409, 418, 422)]
    + [lost(Fault.PERMANENT), reply(200, "not a status")],
    ids=outcome_id,
)
def test_what_is_not_tried_again(outcome: Outcome) -> None:
    """A failure that would come again is reported after one request."""
    for method, request in (("get", BY_ID), ("initiate_sync", INITIATE)):
        scripted = ScriptedClient(outcome)
        try:
            response = getattr(scripted.sync, method)(request)
        except errors.CallError:
            pass
        else:
            assert response.error_message.error == "no"
        assert (len(scripted.script.sent), scripted.world.pauses) == (1, [])


def test_spent_retries_give_a_documented_error() -> None:
    """When the time is used up, the last answer is the result where it is documented."""
    scripted = ScriptedClient(
        *[reply(429, {"error": "slow"})] * 9, retry_config=policy(max_elapsed_time=4000)
    )
    response = scripted.sync.get(BY_ID)
    assert response.error_message == shared.ErrorMessage(error="slow")
    assert scripted.world.pauses == [0.5, 1.0, 2.0]
    assert len(scripted.script.sent) == 4


def test_spent_retries_raise_otherwise() -> None:
    """When the time is used up, the last failure is raised, with what the call went through."""
    scripted = ScriptedClient(
        lost(),
        reply(500, {"error": "first", "correlationId": "a"}),
        reply(503, {"error": "last", "correlationId": "b"}),
        retry_config=policy(max_elapsed_time=3000),
    )
    with pytest.raises(errors.ServerError) as caught:
        scripted.sync.get(BY_ID)
    error = caught.value
    assert (error.status_code, error.message, error.correlation_id) == (503, "last", "b")
    assert (error.operation, error.attempts, error.elapsed) == ("sync.get", 3, 1.5)
    assert (error.retry_after, error.maybe_processed) == (None, False)


def test_a_lost_connection_is_raised_last() -> None:
    """When the last attempt got no answer, its own error is raised."""
    last = lost(text="the last")
    scripted = ScriptedClient(reply(503), last, retry_config=policy(max_elapsed_time=1000))
    with pytest.raises(errors.APIConnectionError, match="the last") as caught:
        scripted.sync.get(BY_ID)
    assert caught.value is last.error
    assert (caught.value.operation, caught.value.attempts) == ("sync.get", 2)


def test_the_wait_that_is_asked_for() -> None:
    """`Retry-After` is waited for, in seconds or as a date."""
    dated = reply(
        503,
        Retry_After="Mon, 01 Jan 2024 00:00:09 GMT",
        Date="Mon, 01 Jan 2024 00:00:00 GMT",
    )
    scripted = ScriptedClient(reply(429, Retry_After="7"), dated, reply(200, STATUS))
    scripted.sync.get(BY_ID)
    assert scripted.world.pauses == [7.0, 9.0]


def test_a_long_wait_is_reported() -> None:
    """A wait of hours is not slept: the error says when to come back."""
    scripted = ScriptedClient(reply(503, Retry_After="7200"))
    with pytest.raises(errors.ServerError) as caught:
        scripted.sync.get(BY_ID)
    assert (caught.value.retry_after, scripted.world.pauses) == (7200.0, [])


def test_a_long_wait_of_a_documented_error() -> None:
    """A quota that is spent costs one request, and the response says when to come back."""
    scripted = ScriptedClient(reply(429, {"error": "spent"}, Retry_After="7200"))
    response = scripted.sync.get(BY_ID)
    assert (response.retry_after, scripted.world.pauses) == (7200.0, [])


def test_a_rate_limit_that_is_not_documented() -> None:
    """Initiating documents no 429, so it raises, with when to come back."""
    scripted = ScriptedClient(reply(429, {"error": "spent"}, Retry_After="7200"))
    with pytest.raises(errors.RateLimitError) as caught:
        scripted.sync.initiate_sync(INITIATE)
    assert (caught.value.retry_after, caught.value.maybe_processed) == (7200.0, False)


def test_one_key_for_all_attempts() -> None:
    """A write carries the same key in all its attempts, and the next call another."""
    scripted = ScriptedClient(
        reply(503), lost(), reply(202, STARTED), reply(202, STARTED), retry_config=policy()
    )
    scripted.sync.initiate_sync(INITIATE)
    scripted.sync.initiate_sync(INITIATE)
    assert scripted.keys == ["key-1", "key-1", "key-1", "key-2"]


def test_reads_carry_no_key() -> None:
    """Only writes have an idempotency key."""
    scripted = ScriptedClient(reply(200, []))
    scripted.sync.list(LIST)
    assert scripted.keys == [None]


@pytest.mark.parametrize("switched_on", [True, False])
def test_a_key_of_the_user(switched_on: bool) -> None:
    """A key that the user gives is sent in all attempts, even where keys are off."""
    scripted = ScriptedClient(reply(503), reply(202, STARTED), idempotency_keys=switched_on)
    scripted.sync.initiate_sync(INITIATE, idempotency_key=GUID)
    assert scripted.keys == [GUID, GUID]


@pytest.mark.parametrize(
    "key", ["", " ", "a\nb", "a\r\nX: y", "caf\u00e9", "\x00", "order 66", f" {GUID}", 5, b"a"]
)
def test_a_key_that_cannot_be_sent(key: Any) -> None:
    """A key that is not a UUID is refused before anything is sent."""
    scripted = ScriptedClient()
    with pytest.raises(errors.RequestError, match="idempotency_key"):
        scripted.sync.initiate_sync(INITIATE, idempotency_key=key)
    assert scripted.script.sent == []


@pytest.mark.parametrize(
    ("outcome", "attempts", "maybe"),
    [
        (reply(503), 1, True),
        (lost(Fault.UNKNOWN), 1, True),
        (lost(Fault.NOT_SENT), 2, False),
        (reply(408), 2, False),
        (reply(403), 1, False),
    ],
    ids=outcome_id,
)
def test_writes_without_keys(outcome: Outcome, attempts: int, maybe: bool) -> None:
    """With keys switched off a write is repeated only where it cannot have been acted on."""
    scripted = ScriptedClient(
        outcome,
        outcome,
        retry_config=policy(max_elapsed_time=1000),
        idempotency_keys=False,
    )
    with pytest.raises(errors.CallError) as caught:
        scripted.sync.initiate_sync(INITIATE)
    assert scripted.keys == [None] * attempts
    assert (caught.value.attempts, caught.value.maybe_processed) == (attempts, maybe)


@pytest.mark.parametrize(
    ("answer", "maybe"),
    [
        (reply(202, "no sync"), True),
        (reply(201, STARTED), True),
        (reply(302), True),
        (reply(403), False),
        (reply(418), False),
    ],
    ids=outcome_id,
)
def test_writes_whose_answer_is_no_value(answer: Reply, maybe: bool) -> None:
    """A write whose answer is no error may have been acted on, although no value came."""
    with pytest.raises(errors.SDKError) as caught:
        ScriptedClient(answer).sync.initiate_sync(INITIATE)
    assert caught.value.maybe_processed is maybe


@pytest.mark.parametrize("status", [200, 202])
def test_statuses_of_a_started_sync(status: int) -> None:
    """A sync has started when its start is answered 200 or 202."""
    response = ScriptedClient(reply(status, STARTED)).sync.initiate_sync(INITIATE)
    assert response.sync_initiated == shared.SyncInitiated(SYNC_ID)
    assert response.status_code == status


def test_reads_whose_answer_is_no_value() -> None:
    """A read leaves no doubt, whatever its answer was."""
    with pytest.raises(errors.DecodeError) as caught:
        ScriptedClient(reply(200, "no status")).sync.get(BY_ID)
    assert caught.value.maybe_processed is False


def test_a_doubt_outlives_a_refusal() -> None:
    """When an earlier attempt may have been acted on, a later refusal says so."""
    scripted = ScriptedClient(lost(), reply(403))
    with pytest.raises(errors.PermissionDeniedError) as caught:
        scripted.sync.initiate_sync(INITIATE)
    assert (caught.value.attempts, caught.value.maybe_processed) == (2, True)


def test_a_replay_ends_the_retries() -> None:
    """A failure that the API keeps for the key is not asked for a third time."""
    failed = reply(500, {"error": "broken", "correlationId": "a"})
    scripted = ScriptedClient(failed, failed)
    with pytest.raises(errors.ServerError) as caught:
        scripted.sync.initiate_sync(INITIATE)
    assert (caught.value.attempts, caught.value.correlation_id) == (2, "a")


def test_a_conflict_with_oneself() -> None:
    """A 409 to a repeat means that the first request still runs: it is waited for."""
    scripted = ScriptedClient(lost(), reply(409), reply(202, STARTED))
    assert scripted.sync.initiate_sync(INITIATE).sync_initiated == shared.SyncInitiated(SYNC_ID)
    assert scripted.keys == ["key-1"] * 3


def test_a_conflict_with_somebody_else() -> None:
    """A 409 to the first request is a refusal."""
    scripted = ScriptedClient(reply(409, {"error": "conflict"}))
    with pytest.raises(errors.SDKError, match="conflict"):
        scripted.sync.initiate_sync(INITIATE)


def test_retries_of_one_call() -> None:
    """The policy of a call replaces the client's, for this call."""
    failing = [reply(503)] * 3
    scripted = ScriptedClient(*failing, retry_config=policy(max_elapsed_time=1000))
    with pytest.raises(errors.ServerError):
        scripted.sync.get(BY_ID, policy("none"))
    assert len(scripted.script.sent) == 1
    with pytest.raises(errors.ServerError):
        scripted.sync.get(BY_ID)
    assert len(scripted.script.sent) == 3


@pytest.mark.parametrize(
    ("budget", "pauses"),
    [(1, [0.0, 1.0, 0.0]), (2, [0.0, 0.0, 0.0]), (None, [0.0, 0.0, 0.0])],
)
def test_the_budget_of_a_client(budget: float | None, pauses: list[float]) -> None:
    """Calls of a client pay their retries from one budget; a success gives its own back."""
    scripted = ScriptedClient(
        reply(503),
        reply(503),
        reply(200, STATUS),
        reply(503),
        reply(200, STATUS),
        retry_config=policy(initial_interval=0),
        retry_budget=budget,
    )
    scripted.sync.get(BY_ID)
    scripted.sync.get(BY_ID)
    assert scripted.world.pauses == pytest.approx(pauses)


def test_a_budget_for_each_server() -> None:
    """Attempts spent on one server are not missing for another."""
    answers = [reply(503), reply(200, STATUS), reply(503), reply(200, STATUS)]
    scripted = ScriptedClient(*answers, retry_config=policy(initial_interval=0), retry_budget=1)
    scripted.sync.get(BY_ID)
    scripted.configuration.server_url = "https://other.example"
    scripted.sync.get(BY_ID)
    assert scripted.world.pauses == [0.0, 0.0]


def test_the_apis_own_policy() -> None:
    """Without any policy the API's is kept: half a second, times 1.5."""
    scripted = ScriptedClient(reply(503), reply(503), reply(200, STATUS))
    scripted.sync.get(BY_ID)
    assert scripted.world.pauses == pytest.approx([0.25, 0.375])


@pytest.mark.parametrize("retries", ["none", {"strategy": "none"}, BackoffStrategy(1, 1, 1, 1)])
def test_retries_that_are_none(retries: Any) -> None:
    """A value that is no policy is refused before anything is sent."""
    scripted = ScriptedClient()
    with pytest.raises(errors.ConfigurationError, match="RetryConfig"):
        scripted.sync.get(BY_ID, retries)
    assert scripted.script.sent == []


def test_raise_on_error() -> None:
    """With the option, documented errors raise too, with what the call went through."""
    scripted = ScriptedClient(
        reply(429, Retry_After="1"),
        reply(404, {"error": "No such company.", "correlationId": "a"}),
        raise_on_error=True,
    )
    with pytest.raises(errors.NotFoundError, match=r"^No such company: Status 404") as caught:
        scripted.sync.get(BY_ID)
    error = caught.value
    assert (error.operation, error.attempts, error.elapsed) == ("sync.get", 2, 1.0)
    assert error.correlation_id == "a"


def test_raise_on_error_leaves_values() -> None:
    """With the option, a value is returned as ever."""
    scripted = ScriptedClient(reply(200, STATUS), raise_on_error=True)
    assert scripted.sync.get(BY_ID).status_code == 200


def test_retries_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Each retry is a record at INFO, whose text and attributes have its facts."""
    caplog.set_level(logging.DEBUG)
    scripted = ScriptedClient(
        reply(503, {"error": "busy", "correlationId": "a1b2"}),
        lost(Fault.UNKNOWN, "cut off"),
        reply(200, STATUS),
        retry_config=policy(),
    )
    scripted.sync.get(BY_ID)
    assert [(record.name, record.levelname) for record in caplog.records] == [
        ("codatsyncexpenses", "INFO"),
        ("codatsyncexpenses", "INFO"),
    ]
    first, second = caplog.messages
    assert first == (
        "sync.get: attempt 1: 503 Service Unavailable, correlation id a1b2; retrying in 0.50 s"
    )
    assert second == "sync.get: attempt 2: cut off; retrying in 1.00 s"
    names = ("operation", "attempt", "reason", "correlation_id", "pause")
    assert [tuple(vars(record)[name] for name in names) for record in caplog.records] == [
        ("sync.get", 1, "503 Service Unavailable", "a1b2", 0.5),
        ("sync.get", 2, "cut off", None, 1.0),
    ]


@pytest.mark.parametrize("name", CLIENTS)
def test_a_server_that_does_not_run(name: str, caplog: pytest.LogCaptureFixture) -> None:
    """Either client warns once, and names the address, if no server listens there."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    quick = policy(initial_interval=1)
    with (
        driver(name, server_url=url, retry_config=quick, max_retries=2) as driven,
        pytest.raises(errors.APIConnectionError),
    ):
        driven.run(driven.client.companies.list())
    (warning,) = [each for each in caplog.records if each.levelname == "WARNING"]
    assert f"Is a server running at {url}?" in warning.getMessage()


def test_nothing_is_logged_without_a_retry(caplog: pytest.LogCaptureFixture) -> None:
    """A call that is answered at once, or fails for good, says nothing."""
    caplog.set_level(logging.DEBUG)
    scripted = ScriptedClient(reply(200, STATUS), reply(403))
    scripted.sync.get(BY_ID)
    with pytest.raises(errors.PermissionDeniedError):
        scripted.sync.get(BY_ID)
    assert caplog.records == []


def test_no_credential_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A log record holds neither credential, key nor body, in its text or its arguments."""
    caplog.set_level(logging.DEBUG)
    scripted = ScriptedClient(
        reply(503, {"error": "secret words"}), reply(202, STARTED), retry_config=policy()
    )
    scripted.sync.initiate_sync(INITIATE)
    (record,) = caplog.records
    said = f"{record.getMessage()} {record.__dict__}"
    for secret in (KEY, "c2VjcmV0", "key-1", "secret words", "datasetIds"):
        assert secret not in said


def test_errors_say_no_credential() -> None:
    """An error holds the credential neither in its text nor in what it keeps."""
    scripted = ScriptedClient(reply(403, {"error": "no"}))
    with pytest.raises(errors.PermissionDeniedError) as caught:
        scripted.sync.get(BY_ID)
    assert "c2VjcmV0" not in f"{caught.value} {caught.value!r} {caught.value.__dict__}"


def test_a_closed_client_refuses() -> None:
    """After `close()` a call is refused and nothing is sent."""
    scripted = ScriptedClient()
    scripted.loop.close()
    assert scripted.script.closed
    with pytest.raises(errors.RequestError, match=r"^sync\.get: the client is closed$"):
        scripted.sync.get(BY_ID)
    assert scripted.script.sent == []


class ClosesItself(ScriptedTransport):
    """A transport whose first answer comes while somebody closes the client."""

    loop: Loop

    def send(self, wire: Wire) -> Outcome:
        """Close the client, from another thread, while it waits."""
        threading.Timer(0.05, self.loop.close).start()
        return super().send(wire)


@pytest.fixture
def waiting() -> Iterator[Loop]:
    """Hold a loop whose pauses are real, and that is closed in its first one."""
    script = ClosesItself(reply(503, Retry_After="60"))
    configuration = SDKConfiguration(requests.Session(), server_url=ADDRESS)
    script.loop = Loop(Calls(configuration, None, Options(RETRIES, RETRIED)), script)
    yield script.loop
    script.loop.close()


def test_close_ends_a_wait(waiting: Loop) -> None:
    """`close()` wakes a call that waits; it reports the failure that it was waiting over."""
    with pytest.raises(errors.ServerError) as caught:
        Sync(waiting).get(BY_ID)
    assert caught.value.attempts == 1
    assert caught.value.elapsed is not None
    assert caught.value.elapsed < 5


def test_requests_wait_for_their_turn() -> None:
    """Each request waits for its turn; the pause before a retry counts."""
    answers = [reply(200, STATUS), reply(503), reply(200, STATUS)]
    scripted = ScriptedClient(*answers, pace=30, retry_config=policy())
    scripted.sync.get(BY_ID)
    scripted.sync.get(BY_ID)
    assert scripted.world.pauses == pytest.approx([2, 0.5, 1.5], abs=0.001)


def test_close_ends_a_turn() -> None:
    """`close()` wakes a call that waits for its first turn; nothing is sent."""
    script = ScriptedTransport(reply(200, STATUS))
    configuration = SDKConfiguration(requests.Session(), server_url=ADDRESS)
    loop = Loop(Calls(configuration, None, Options(RETRIES, RETRIED, pace=1)), script)
    Sync(loop).get(BY_ID)
    threading.Timer(0.05, loop.close).start()
    with pytest.raises(errors.RequestError, match="the client was closed before its turn"):
        Sync(loop).get(BY_ID)
    assert len(script.sent) == 1


def test_a_credential_is_asked_for_at_each_call() -> None:
    """A callable credential is called once a call, so that a new key is used at once."""
    keys = iter([shared.Security("Basic a"), shared.Security("Basic b")])
    answers = [reply(200, []), reply(503), reply(200, [])]
    scripted = ScriptedClient(*answers, security=lambda: next(keys), retry_config=policy())
    scripted.sync.list(LIST)
    scripted.sync.list(LIST)
    sent = [wire.headers["Authorization"] for wire in scripted.script.sent]
    assert sent == ["Basic a", "Basic b", "Basic b"]


def test_a_callable_that_gives_nothing() -> None:
    """A callable that gives no credential is a mistake, not a call without one."""
    forgets_to_return: Any = lambda: None  # noqa: E731 - as a user would write it
    scripted = ScriptedClient(security=forgets_to_return)
    with pytest.raises(errors.ConfigurationError, match="not NoneType"):
        scripted.sync.list(LIST)
    assert scripted.script.sent == []


def test_a_bad_timeout_sends_nothing() -> None:
    """A timeout of a call is looked at before anything is sent."""
    scripted = ScriptedClient()
    with pytest.raises(errors.ConfigurationError, match="timeout"):
        scripted.sync.list(LIST, timeout=-1)
    assert scripted.script.sent == []


def test_the_address_is_checked_at_each_call() -> None:
    """An address that was changed after the client was made is checked before it is used."""
    scripted = ScriptedClient()
    scripted.configuration.server_url = "http://api.codat.io"
    with pytest.raises(errors.ConfigurationError, match="clear text"):
        scripted.sync.list(LIST)
    assert scripted.script.sent == []


COMPANY = {"id": "c", "name": "Toft", "redirect": "r"}
TOFT = shared.CompanyRequestBody("Toft")
REPLACE = operations.ReplaceCompanyRequest(COMPANY_ID, TOFT)
DELETE = operations.DeleteCompanyRequest(COMPANY_ID)
FAILURES = [lost(Fault.UNKNOWN), lost(Fault.NOT_SENT), reply(408), reply(429), reply(503)]


@pytest.mark.parametrize("outcome", FAILURES, ids=outcome_id)
@pytest.mark.parametrize("keys", [True, False])
def test_a_put_is_repeated(outcome: Outcome, keys: bool) -> None:
    """A PUT is repeated where it was not acted on; it would start another write elsewhere."""
    scripted = ScriptedClient(outcome, reply(200, COMPANY), idempotency_keys=keys)
    if outcome in (FAILURES[0], FAILURES[-1]):
        with pytest.raises(errors.CallError) as caught:
            Companies(scripted.loop).replace(REPLACE)
        assert (caught.value.maybe_processed, caught.value.attempts) == (True, 1)
        return
    response = Companies(scripted.loop).replace(REPLACE)
    assert response.company == shared.Company("c", "Toft", "r")
    assert [wire.method for wire in scripted.script.sent] == ["PUT", "PUT"]
    assert len({wire.body for wire in scripted.script.sent}) == 1
    assert scripted.keys == [None, None]


@pytest.mark.parametrize("outcome", FAILURES, ids=outcome_id)
def test_a_delete_is_repeated(outcome: Outcome) -> None:
    """A DELETE is repeated like a read, and its empty answer is its success."""
    scripted = ScriptedClient(outcome, reply(204))
    assert Companies(scripted.loop).delete(DELETE).status_code == 204
    assert [wire.method for wire in scripted.script.sent] == ["DELETE", "DELETE"]
    assert scripted.keys == [None, None]


@pytest.mark.parametrize(
    ("outcome", "maybe"),
    [
        (lost(Fault.UNKNOWN), True),
        (reply(503), True),
        (lost(Fault.NOT_SENT), False),
        (reply(429), False),
        (reply(408), False),
    ],
    ids=outcome_id,
)
def test_a_delete_that_may_have_worked(outcome: Outcome, maybe: bool) -> None:
    """When a repeated DELETE finds nothing, its error says whether an earlier one may have."""
    scripted = ScriptedClient(outcome, reply(404, {"error": "gone"}))
    response = Companies(scripted.loop).delete(DELETE)
    with pytest.raises(errors.NotFoundError) as caught:
        response.raise_for_status()
    assert (caught.value.attempts, caught.value.maybe_processed) == (2, maybe)


def test_a_patch_has_a_key() -> None:
    """A PATCH is repeated under its key, and not without one."""
    update = operations.UpdateCompanyRequest(COMPANY_ID, shared.CompanyUpdateRequest("d"))
    scripted = ScriptedClient(lost(), reply(200, COMPANY))
    Companies(scripted.loop).update(update)
    assert scripted.keys == ["key-1", "key-1"]
    scripted = ScriptedClient(lost(), idempotency_keys=False)
    with pytest.raises(errors.APIConnectionError) as caught:
        Companies(scripted.loop).update(update)
    assert (caught.value.attempts, caught.value.maybe_processed) == (1, True)


def test_an_update_of_3_1_0() -> None:
    """An update with the body of 3.1.0 is a PUT: without a key, and called an update."""
    update = operations.UpdateCompanyRequest(COMPANY_ID, TOFT)
    scripted = ScriptedClient(reply(429), reply(200, COMPANY))
    response = Companies(scripted.loop).update(update)
    assert type(response) is operations.UpdateCompanyResponse
    assert [(wire.method, wire.body) for wire in scripted.script.sent] == [
        ("PUT", b'{"name":"Toft"}')
    ] * 2
    assert scripted.keys == [None, None]
    scripted = ScriptedClient(reply(500, {"error": "no"}), retry_config=policy("none"))
    with pytest.raises(errors.ServerError) as caught:
        Companies(scripted.loop).update(update)
    assert (caught.value.operation, caught.value.maybe_processed) == ("companies.update", True)


def test_a_key_for_an_update_of_3_1_0() -> None:
    """A key that is given for an update is not sent where the API takes none."""
    scripted = ScriptedClient(reply(200, COMPANY))
    update = operations.UpdateCompanyRequest(COMPANY_ID, TOFT)
    Companies(scripted.loop).update(update, idempotency_key=GUID)
    assert scripted.keys == [None]


def test_a_dataset_of_3_1_0() -> None:
    """Expenses in the body of 3.1.0 are posted as a dataset, under a key, with a warning."""
    kind = shared.ExpenseTransactionType.PAYMENT
    expense = shared.ExpenseTransaction("GBP", TRANSACTION_ID, "2026-01-01", kind)
    scripted = ScriptedClient(*[reply(200, {"datasetId": "d"})] * 2)
    for body in ([expense], shared.CreateExpenseRequest([expense])):
        request = operations.CreateExpenseTransactionRequest(COMPANY_ID, body)
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            created = Expenses(scripted.loop).create(request).create_expense_response
        if isinstance(body, list):
            assert warned == []
        else:  # at the caller's line
            assert [each.filename for each in warned] == [__file__]
            assert "a list of ExpenseTransaction" in str(warned[0].message)
        assert created is not None
        assert created.dataset_id == "d"
    data = f"{ADDRESS}/companies/{COMPANY_ID}/sync/expenses"
    assert [wire.url for wire in scripted.script.sent] == [
        f"{data}/expense-transactions",
        f"{data}/data/expense-transactions",
    ]
    assert scripted.keys == ["key-1", "key-2"]


@pytest.mark.parametrize("status", [200, 204])
def test_an_empty_answer(status: int) -> None:
    """A success without a body has only its status, whatever stands in its headers."""
    scripted = ScriptedClient(reply(status))
    if status == 204:
        assert Companies(scripted.loop).delete(DELETE).status_code == 204
    else:
        request = operations.DeleteConnectionRequest(COMPANY_ID, CONNECTION_ID)
        assert Connections(scripted.loop).delete(request).status_code == 200


def test_requests_are_checked() -> None:
    """A request that breaks what the API requires sends nothing, and reports all faults."""
    scripted = ScriptedClient()
    with pytest.raises(errors.RequestValidationError) as caught:
        Companies(scripted.loop).create(shared.CompanyRequestBody("", tags={"": "v" * 101}))
    assert [path for path, _ in caught.value.violations] == [
        "name",
        "tags[''] (its name)",
        "tags['']",
    ]
    assert scripted.script.sent == []


def test_requests_can_be_left_to_the_service() -> None:
    """A client that does not check sends what the API may refuse, and still no wrong type."""
    scripted = ScriptedClient(reply(400, {"error": "no"}), check_requests=False)
    create = Companies(scripted.loop).create
    assert create(shared.CompanyRequestBody("")).status_code == 400
    assert scripted.script.sent[0].body == b'{"name":""}'
    wrong: Any = 5
    with pytest.raises(errors.RequestValidationError, match="name: expected a str, not int 5"):
        create(shared.CompanyRequestBody(wrong))
    assert len(scripted.script.sent) == 1


@pytest.mark.parametrize("checked", [True, False])
@pytest.mark.parametrize("request_", [{"name": "Toft"}, BY_ID, shared.CompanyUpdateRequest()])
def test_requests_of_other_operations(request_: Any, checked: bool) -> None:
    """A request of another class sends nothing, checked or not."""
    scripted = ScriptedClient(check_requests=checked)
    with pytest.raises(
        errors.RequestError, match=r"takes a shared\.CompanyRequestBody or its fields"
    ):
        Companies(scripted.loop).create(request_)
    with pytest.raises(errors.RequestError, match=r"takes an operations\.DeleteCompanyRequest"):
        Companies(scripted.loop).delete(request_)
    assert scripted.script.sent == []


def test_a_filter_in_a_request() -> None:
    """A Filter, which raises in a condition, is sent as its text on every page."""
    only = (utils.Query("name") == "Toft & Co") | utils.Query("name").contains("Ltd")
    results: dict[str, Any] = {"results": [{}], "_links": {"next": {"href": "/n"}}}
    scripted = ScriptedClient(reply(200, results), reply(200, {"results": []}))
    request = operations.ListCompaniesRequest(query=only, tags=utils.Query("a") == "b")
    assert len(list(Companies(scripted.loop).list_all(request))) == 1
    rest = "pageSize=100&query=name%3DToft%20%26%20Co%7C%7Cname~Ltd&tags=a%3Db"
    assert [wire.url.partition("?")[2] for wire in scripted.script.sent] == [
        f"page=1&{rest}",
        f"page=2&{rest}",
    ]


def test_violations_say_no_credential() -> None:
    """The violations of a request are listed without anything of the credential."""
    scripted = ScriptedClient()
    with pytest.raises(errors.RequestValidationError) as caught:
        Companies(scripted.loop).create(shared.CompanyRequestBody(""))
    assert KEY not in f"{caught.value} {caught.value!r} {caught.value.violations}"
