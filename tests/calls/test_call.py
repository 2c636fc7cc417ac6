"""One call as a value, driven by hand: what it sends, its pauses, and its result."""

import copy
import logging
import math
import pickle
import uuid
from contextlib import suppress
from typing import Any

import pytest

from codatsyncexpenses import errors
from codatsyncexpenses._calls.call import Call, Calls, assess
from codatsyncexpenses._calls.operation import Operation
from codatsyncexpenses._calls.retries import Failure, Fault
from codatsyncexpenses._calls.settings import DEFAULT_TIMEOUT
from codatsyncexpenses._calls.wire import Outcome, Timeout, Wire
from codatsyncexpenses._exceptions import CallFacts
from codatsyncexpenses._uploads.multipart import Upload
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.models._about import RETRIED
from codatsyncexpenses.resources import attachments, companies, sync
from codatsyncexpenses.utils import RetryConfig
from tests.support.by_hand import HandDriven, drive
from tests.support.ids import COMPANY_ID, SYNC_ID, TRANSACTION_ID
from tests.support.scripted_client import (
    ADDRESS,
    BY_ID,
    GUID,
    INITIATE,
    KEY,
    STARTED,
    STATUS,
    lost,
    noon,
    outcome_id,
    policy,
    reply,
    tokens,
)

COMPANY = {"id": "c", "name": "Toft", "redirect": "r"}
DELETE = operations.DeleteCompanyRequest(COMPANY_ID)
REPLACE = operations.ReplaceCompanyRequest(COMPANY_ID, shared.CompanyRequestBody("Toft"))
UPDATE = operations.UpdateCompanyRequest(COMPANY_ID, shared.CompanyUpdateRequest("d"))
PATIENT = policy(max_elapsed_time=10**9)


def get(hand: HandDriven, **arguments: Any) -> Call[Any]:
    """Begin to get a sync."""
    return hand.calls.begin(sync._GET, BY_ID, **arguments)


def initiate(hand: HandDriven, **arguments: Any) -> Call[Any]:
    """Begin to initiate a sync, which takes an idempotency key."""
    return hand.calls.begin(sync._INITIATE_SYNC, INITIATE, **arguments)


def after_call(hand: HandDriven, call: Call[Any], *outcomes: Outcome) -> errors.CallError:
    """Return the error that a call ends with."""
    drive(call, hand.time, *outcomes)
    with pytest.raises(errors.CallError) as caught:
        call.result()
    return caught.value


# What is sent


def test_a_read() -> None:
    """A read sends the usual headers, and neither a body nor a key."""
    hand = HandDriven()
    assert get(hand).wire() == Wire(
        "GET",
        f"{ADDRESS}/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/status",
        {
            "Accept": "application/json",
            "User-Agent": hand.configuration.user_agent,
            "Authorization": KEY,
        },
        None,
        DEFAULT_TIMEOUT,
    )


def test_a_write() -> None:
    """A write sends a JSON body, its type and an idempotency key too."""
    hand = HandDriven()
    assert initiate(hand).wire() == Wire(
        "POST",
        f"{ADDRESS}/companies/{COMPANY_ID}/sync/expenses/syncs",
        {
            "Accept": "application/json",
            "User-Agent": hand.configuration.user_agent,
            "Authorization": KEY,
            "Content-Type": "application/json",
            "Idempotency-Key": "key-1",
        },
        b'{"datasetIds":["d"]}',
        DEFAULT_TIMEOUT,
    )


def test_a_write_without_a_body() -> None:
    """A write without a body names no type of one."""
    request = operations.InitiateSyncRequest(COMPANY_ID)
    wire = HandDriven().calls.begin(sync._INITIATE_SYNC, request).wire()
    assert wire.body is None
    assert "Content-Type" not in wire.headers


def test_a_file() -> None:
    """An upload brings the headers of its form."""
    file = operations.UploadExpenseAttachmentRequestBody(b"\x89PNG", "receipt.png")
    request = operations.UploadExpenseAttachmentRequest(COMPANY_ID, SYNC_ID, TRANSACTION_ID, file)
    wire = HandDriven().calls.begin(attachments._UPLOAD, request).wire()
    assert isinstance(wire.body, Upload)
    assert wire.headers["Content-Type"].startswith("multipart/form-data; boundary=")


def test_all_attempts_send_the_same() -> None:
    """A retry sends the first attempt's request again, key included; the next call has its own."""
    hand = HandDriven()
    sent = drive(initiate(hand), hand.time, reply(503), lost(), reply(202, STARTED)).sent
    assert sent[0] == sent[1] == sent[2]
    assert sent[0].headers["Idempotency-Key"] == "key-1"
    assert initiate(hand).wire().headers["Idempotency-Key"] == "key-2"


def test_reading_a_request_counts_no_attempt() -> None:
    """Only an outcome makes an attempt, however often its request was read."""
    hand = HandDriven()
    call = initiate(hand)
    assert call.wire() == call.wire()
    assert call.after(reply(409)) is None
    with pytest.raises(errors.SDKError) as caught:
        call.result()
    assert caught.value.attempts == 1


@pytest.mark.parametrize(
    ("operation", "request_", "enabled", "given", "sent"),
    [
        (sync._INITIATE_SYNC, INITIATE, True, None, "key-1"),
        (sync._INITIATE_SYNC, INITIATE, False, None, None),
        (sync._INITIATE_SYNC, INITIATE, True, GUID, GUID),
        (sync._INITIATE_SYNC, INITIATE, False, GUID, GUID),
        (companies._UPDATE, UPDATE, True, None, "key-1"),
    ],
)
def test_idempotency_keys(
    operation: Operation[Any, Any], request_: Any, enabled: bool, given: str | None, sent: str
) -> None:
    """An operation that takes a key sends the caller's, or a new one unless keys are off."""
    calls = HandDriven(idempotency_keys=enabled).calls
    call = calls.begin(operation, request_, idempotency_key=given)
    assert call.wire().headers.get("Idempotency-Key") == sent


@pytest.mark.parametrize(
    ("operation", "request_"),
    [(companies._REPLACE, REPLACE), (companies._DELETE, DELETE), (sync._GET, BY_ID)],
)
def test_no_idempotency_key(operation: Operation[Any, Any], request_: Any) -> None:
    """An operation without a key sends none, and refuses the caller's."""
    calls = HandDriven().calls
    assert "Idempotency-Key" not in calls.begin(operation, request_).wire().headers
    with pytest.raises(errors.RequestError, match="there is no argument idempotency_key; it takes"):
        calls.begin(operation, request_, idempotency_key=GUID)


HEX = GUID.replace("-", "")


@pytest.mark.parametrize(
    "key",
    [GUID, GUID.upper(), HEX, f"{{{GUID}}}", f"({GUID})", f"urn:uuid:{GUID}", uuid.UUID(GUID)],
    ids=str,
)
def test_forms_of_a_key(key: str | uuid.UUID) -> None:
    """A UUID is one key, in whatever form it is given."""
    call = initiate(HandDriven(), idempotency_key=key)
    assert call.wire().headers["Idempotency-Key"] == GUID


@pytest.mark.parametrize(
    "key",
    [
        *("", " ", "order 66", "a\r\nX: y", "caf\u00e9", 5, b"a", 1.5, GUID.encode()),
        *(f" {GUID}", f"{GUID}\n", GUID[:-1], f"{GUID}0", f"g{GUID[1:]}", f"{HEX[:-2]}_0"),
        *(GUID.replace("-", "_"), f"{GUID[:8]}{GUID[9:]}", "\u0664" * 32),
    ],
    ids=repr,
)
def test_unusable_keys(key: Any) -> None:
    """A key that is not a UUID is refused, with the reason."""
    with pytest.raises(errors.RequestError, match=r"must be a UUID, .* no other keys"):
        initiate(HandDriven(), idempotency_key=key)


def test_no_credential() -> None:
    """Without security there is no Authorization header."""
    assert "Authorization" not in get(HandDriven(security=None)).wire().headers


def test_a_credential_that_rotates() -> None:
    """A callable returns the credential of each call, once for all its attempts."""
    keys = iter([shared.Security("Basic a"), shared.Security("Basic b")])
    hand = HandDriven(security=lambda: next(keys))
    for expected in ("Basic a", "Basic b"):
        sent = drive(get(hand), hand.time, reply(503), reply(200, STATUS)).sent
        assert [wire.headers["Authorization"] for wire in sent] == [expected] * 2


@pytest.mark.parametrize(
    ("security", "message"),
    [
        ("Basic eA==", "not str"),
        (lambda: None, "not NoneType"),
        (shared.Security("Basic eA==\n"), "characters that a header cannot carry"),
        (shared.Security(" Basic eA=="), "characters that a header cannot carry"),
        (shared.Security("Basic caf\u00e9"), "characters that a header cannot carry"),
        (shared.Security("eA=="), "must be 'Basic ' and the API key"),
        (shared.Security("Basic  eA=="), "one space"),
        (shared.Security("Basic Basic eA=="), "scheme twice"),
    ],
)
def test_unusable_credentials(security: Any, message: str) -> None:
    """A credential that cannot be sent is refused, and the text does not show it."""
    with pytest.raises(errors.ConfigurationError, match=message) as caught:
        get(HandDriven(security=security))
    assert "eA==" not in str(caught.value)


def test_changes_of_the_configuration() -> None:
    """A change of the configuration holds from the next call on, and not for one that has begun."""
    hand = HandDriven()
    begun = get(hand)
    hand.configuration.server_url, hand.configuration.user_agent = "https://other.example/", "mine"
    later = get(hand)
    assert begun.wire().url.startswith(f"{ADDRESS}/companies/")
    assert later.wire().url.startswith("https://other.example/companies/")
    assert later.wire().headers["User-Agent"] == "mine"


def test_the_server_by_its_index() -> None:
    """Without an address the index decides, at each call anew."""
    hand = HandDriven()
    hand.configuration.server_url = None
    assert get(hand).wire().url.startswith("https://api.codat.io/companies/")
    hand.configuration.server_idx = 99
    with pytest.raises(errors.ConfigurationError, match="server_idx"):
        get(hand)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"server_url": "http://api.codat.io"}, "clear text"),
        ({"server_url": 5}, "server_url must be a string, not int"),
        ({"server_url": [ADDRESS]}, "server_url must be a string, not list"),
        ({"server_url": None, "server_idx": True}, "server_idx must be an index of SERVERS"),
        ({"server_url": None, "server_idx": -1}, "server_idx must be an index of SERVERS"),
    ],
)
def test_unusable_configurations(changes: dict[str, Any], message: str) -> None:
    """A setting that became unusable is refused at each call."""
    hand = HandDriven()
    vars(hand.configuration).update(changes)
    for _ in range(2):
        with pytest.raises(errors.ConfigurationError, match=message):
            get(hand)


@pytest.mark.parametrize("checked", [True, False])
def test_the_request_of_another_operation(checked: bool) -> None:
    """A request of another class is refused, whether or not requests are checked."""
    other: Any = DELETE
    calls = HandDriven(check_requests=checked).calls
    with pytest.raises(errors.RequestError, match=r"takes an operations\.GetSyncByIDRequest"):
        calls.begin(sync._GET, other)


def test_checks_of_requests() -> None:
    """A request that breaks the contract is refused, unless requests are not checked."""
    empty = shared.CompanyRequestBody("")
    with pytest.raises(errors.RequestValidationError, match="name"):
        HandDriven().calls.begin(companies._CREATE, empty)
    wire = HandDriven(check_requests=False).calls.begin(companies._CREATE, empty).wire()
    assert wire.body == b'{"name":""}'


def test_the_former_body_of_an_operation() -> None:
    """A body of 3.1.0 makes the call that it made there, under today's name."""
    hand = HandDriven()
    request = operations.UpdateCompanyRequest(COMPANY_ID, shared.CompanyRequestBody("Toft"))
    call = hand.calls.begin(companies._UPDATE, request)
    wire = call.wire()
    assert (wire.method, wire.body) == ("PUT", b'{"name":"Toft"}')
    assert "Idempotency-Key" not in wire.headers
    assert call.after(reply(503)) is None
    with pytest.raises(errors.ServerError) as caught:
        call.result()
    assert caught.value.operation == "companies.update"


# Timeouts and deadlines


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, Timeout(9, 9, 9)),
        (2, Timeout(2, 2, 2)),
        ((1, 2), Timeout(1, 2, 120)),
        ((5, 600), Timeout(5, 600, 605)),
    ],
)
def test_timeouts(given: Any, expected: Timeout) -> None:
    """The timeout of a call takes precedence over the client's."""
    hand = HandDriven(timeout=Timeout(9, 9, 9))
    assert get(hand, timeout=given).wire().timeout == expected


def test_an_unusable_timeout() -> None:
    """A timeout that is no time is refused."""
    with pytest.raises(errors.ConfigurationError, match="timeout must be"):
        get(HandDriven(), timeout=-1)


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (float("inf"), Timeout(5, 30, 120)),
        (1e6, Timeout(5, 30, 120)),
        (60.0, Timeout(5, 30, 60)),
        (7.0, Timeout(5, 7, 7)),
        (1.5, Timeout(1.5, 1.5, 1.5)),
        (0.5, Timeout(0.5, 0.5, 0.5)),
        (0.0, Timeout(0.001, 0.001, 0.001)),
        (-9.0, Timeout(0.001, 0.001, 0.001)),
    ],
)
def test_a_deadline_shrinks_the_timeouts(left: float, expected: Timeout) -> None:
    """No limit of an attempt is longer than the time that is left."""
    hand = HandDriven()
    assert get(hand, until=hand.time.now + left).wire().timeout == expected


@pytest.mark.parametrize(
    ("client", "call", "expected"), [(None, 7, 7), (7, None, 7), (9, 7, 7), (7, 9, 9), (500, 3, 3)]
)
def test_deadlines(client: float | None, call: float | None, expected: float) -> None:
    """The deadline of a call, or else of its client, is counted from its start."""
    hand = HandDriven(deadline=client)
    assert get(hand, deadline=call).wire().timeout.exchange == expected


def test_the_nearer_deadline() -> None:
    """The deadline of a client does not extend the wait that a call is a part of."""
    hand = HandDriven(deadline=60)
    assert get(hand, until=hand.time.now + 7).wire().timeout.exchange == 7


@pytest.mark.parametrize(
    ("client", "call", "attempts"), [(0, None, 1), (None, 0, 1), (5, 2, 3), (1, 3, 4), (2, None, 3)]
)
def test_max_retries(client: int | None, call: int | None, attempts: int) -> None:
    """A call has so many retries at most; its own number beats that of its client."""
    hand = HandDriven(max_retries=client)
    got = get(hand, max_retries=call)
    assert len(drive(got, hand.time, *[reply(503)] * 9).sent) == attempts


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *[("max_retries", value) for value in (-1, 1.5, "3", True)],
        *[("deadline", value) for value in (0, -1, "3", True, math.nan, math.inf)],
    ],
)
def test_options_that_cannot_be(option: str, value: Any) -> None:
    """An option that cannot be used is refused before anything is sent, by its name."""
    with pytest.raises(errors.ConfigurationError, match=f"^{option} must be a "):
        get(HandDriven(), **{option: value})


def test_no_attempt_begins_after_the_deadline() -> None:
    """A pause that would end after the deadline is not taken."""
    hand = HandDriven(retry_config=policy())
    assert drive(get(hand, deadline=1.2), hand.time, *[reply(503)] * 9).pauses == [0.5, None]


def test_a_deadline_does_not_extend_a_timeout() -> None:
    """A timeout that is shorter than the deadline stays."""
    hand = HandDriven()
    assert get(hand, timeout=0.5, deadline=9).wire().timeout == Timeout(0.5, 0.5, 0.5)


def test_later_attempts_have_less_time() -> None:
    """The timeouts of each attempt follow from what is left when it begins."""
    hand = HandDriven(retry_config=policy())
    call = get(hand, deadline=4)
    sent = drive(call, hand.time, *[reply(503)] * 3, reply(200, STATUS)).sent
    assert [wire.timeout.exchange for wire in sent] == [4, 3.5, 2.5, 0.5]


# Whether there is another attempt, and when

ONCE: tuple[float | None, ...] = (None,)
AGAIN = (0.5, None)
RETRY_ROWS = [
    # outcome, a read, a write with a key, a write without one, a PUT, a DELETE
    (reply(408), AGAIN, AGAIN, AGAIN, AGAIN, AGAIN),
    (reply(429), AGAIN, AGAIN, AGAIN, AGAIN, AGAIN),
    (reply(500), AGAIN, AGAIN, ONCE, ONCE, AGAIN),
    (reply(503), AGAIN, AGAIN, ONCE, ONCE, AGAIN),
    (reply(599), AGAIN, AGAIN, ONCE, ONCE, AGAIN),
    (lost(Fault.NOT_SENT), AGAIN, AGAIN, AGAIN, AGAIN, AGAIN),
    (lost(Fault.UNKNOWN), AGAIN, AGAIN, ONCE, ONCE, AGAIN),
    (lost(Fault.PERMANENT), ONCE, ONCE, ONCE, ONCE, ONCE),
    *[
        (reply(status), ONCE, ONCE, ONCE, ONCE, ONCE)
        for status in (200, 202, 204, 302, 400, 401, 403, 404, 409, 418, 422, 600)
    ],
]


@pytest.mark.parametrize(
    ("outcome", "read", "keyed", "unkeyed", "put", "delete"),
    RETRY_ROWS,
    ids=[outcome_id(row[0]) for row in RETRY_ROWS],
)
def test_outcomes_worth_a_retry(
    outcome: Outcome, read: Any, keyed: Any, unkeyed: Any, put: Any, delete: Any
) -> None:
    """A failure that may pass is retried, if a repeated request cannot act twice."""
    hand = HandDriven(retry_config=policy())
    off = HandDriven(retry_config=policy(), idempotency_keys=False)
    rows = [
        (hand, get(hand), read),
        (hand, initiate(hand), keyed),
        (off, initiate(off), unkeyed),
        (hand, hand.calls.begin(companies._REPLACE, REPLACE), put),
        (hand, hand.calls.begin(companies._DELETE, DELETE), delete),
    ]
    for driver, call, pauses in rows:
        assert tuple(drive(call, driver.time, outcome, reply(400)).pauses) == pauses


@pytest.mark.parametrize(
    ("retried", "pauses"),
    [(set[str](), ONCE), ({"404"}, AGAIN), ({"4XX"}, AGAIN), ({"40"}, ONCE), ({"5XX"}, ONCE)],
)
def test_statuses_of_the_client(retried: set[str], pauses: Any) -> None:
    """The client's settings name the statuses to retry, one by one or by their class."""
    hand = HandDriven(retry_config=policy(), retried=retried)
    assert tuple(drive(get(hand), hand.time, reply(404), reply(200)).pauses) == pauses


@pytest.mark.parametrize(
    ("begin", "first", "pauses"),
    [
        (initiate, None, [None]),
        (initiate, lost(), [0.5, 1.0, None]),
        (initiate, reply(429), [0.5, 1.0, None]),
        (get, lost(), [0.5, None]),
    ],
)
def test_a_conflict(begin: Any, first: Outcome | None, pauses: list[float | None]) -> None:
    """A 409 to a repeat of our own key means that the first request is in progress."""
    hand = HandDriven(retry_config=policy())
    outcomes = [reply(409), reply(202, STARTED)]
    call = begin(hand)
    assert drive(call, hand.time, *([first] if first else []), *outcomes).pauses == pauses


def test_a_replayed_failure() -> None:
    """The same correlation id twice under one key is a stored response: no third attempt."""
    failed = reply(500, {"error": "broken", "correlationId": "a"})
    hand = HandDriven(retry_config=policy())
    assert drive(initiate(hand), hand.time, failed, failed).pauses == [0.5, None]
    assert drive(get(hand), hand.time, failed, failed, reply(200)).pauses == [0.5, 1.0, None]


@pytest.mark.parametrize(
    ("dice", "pauses"), [(0.0, [0.5, 1, 2, 4, 4]), (0.5, [0.75, 1.5, 3, 6, 6])]
)
def test_pauses_grow(dice: float, pauses: list[float]) -> None:
    """Pauses grow by the factor up to the longest one; the dice choose within the upper half."""
    hand = HandDriven(retry_config=policy())
    hand.calls.seams = hand.time.seams._replace(dice=lambda: dice)
    assert drive(get(hand), hand.time, *[reply(503)] * 5).pauses == pauses


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"Retry_After": "7"}, 7.0),
        ({"Retry_After": "0"}, 0.5),
        ({"Retry_After": "120"}, 120.0),
        ({"Retry_After": "121"}, None),
        ({"Retry_After": "soon"}, 0.5),
        ({"Retry_After": "Mon, 01 Jan 2024 12:00:09 GMT"}, 9.0),
        (
            {
                "Retry_After": "Mon, 01 Jan 2024 00:00:09 GMT",
                "Date": "Mon, 01 Jan 2024 00:00:00 GMT",
            },
            9.0,
        ),
        ({"X_Rate_Limit_Remaining": "0", "X_Rate_Limit_Reset": "2024-01-01T12:00:08Z"}, 8.0),
    ],
)
def test_pauses_that_the_service_asks_for(headers: dict[str, str], pause: float | None) -> None:
    """`Retry-After` decides, or the reset of a spent quota, up to two minutes."""
    hand = HandDriven(retry_config=PATIENT)
    assert drive(get(hand), hand.time, reply(429, **headers)).pauses == [pause]


def test_retries_end_in_time() -> None:
    """No pause begins that would end after the longest duration, requests included."""
    hand = HandDriven(retry_config=policy(max_elapsed_time=4000))
    assert drive(get(hand), hand.time, *[reply(503)] * 9).pauses == [0.5, 1.0, 2.0, None]
    call = get(hand)
    call.wire()
    hand.time.now += 3.75
    assert call.after(reply(503)) is None


def test_the_credential_takes_none_of_the_calls_time() -> None:
    """A call's time begins when its request is complete, however long the credential took."""

    def slow() -> shared.Security:
        hand.time.now += 60
        return shared.Security(KEY)

    hand = HandDriven(slow, policy(max_elapsed_time=1000))
    call = get(hand)
    error = after_call(hand, call, reply(503), reply(503))
    assert (error.attempts, error.elapsed) == (2, 0.5)


@pytest.mark.parametrize(
    ("of_call", "of_client", "pauses"),
    [
        (policy("none"), policy(), [None]),
        (None, policy("none"), [None]),
        (policy(), policy("none"), [0.5, None]),
        (None, None, [0.25, None]),
    ],
)
def test_policies(
    of_call: RetryConfig | None, of_client: RetryConfig | None, pauses: list[float | None]
) -> None:
    """A call's retries take precedence over the client's, and those over the API's own."""
    hand = HandDriven(retry_config=of_client)
    call = get(hand, retries=of_call)
    assert drive(call, hand.time, reply(503), reply(404)).pauses == pauses


@pytest.mark.parametrize(
    "retries", ["backoff", {"strategy": "none"}, policy(exponent=0), False, True, 0, 3, "", {}]
)
def test_unusable_policies(retries: Any) -> None:
    """Retries that cannot be computed with are refused, the call's and the client's."""
    with pytest.raises(errors.ConfigurationError):
        get(HandDriven(), retries=retries)
    with pytest.raises(errors.ConfigurationError):
        get(HandDriven(retry_config=retries))


def test_connection_errors_that_are_not_retried() -> None:
    """A policy may leave connection errors alone and retry responses."""
    retries = policy()
    retries.retry_connection_errors = False
    hand = HandDriven(retry_config=retries)
    assert drive(get(hand), hand.time, reply(503), lost()).pauses == [0.5, None]


# The kind of a failure


def failure_of(outcome: Outcome, *, repeated: bool = False) -> Failure | None:
    """Return the failure of an attempt of `sync.get`."""
    return assess(sync._GET, outcome, RETRIED, noon, repeated=repeated)


@pytest.mark.parametrize(
    ("outcome", "repeated", "fault"),
    [
        (reply(200), False, None),
        (reply(404), False, None),
        (reply(408), False, Fault.REFUSED),
        (reply(409), False, None),
        (reply(409), True, Fault.IN_PROGRESS),
        (reply(429), True, Fault.REFUSED),
        (reply(500), False, Fault.FAILED),
        (reply(503), True, Fault.FAILED),
        (lost(Fault.NOT_SENT), False, Fault.NOT_SENT),
        (lost(Fault.PERMANENT), True, Fault.PERMANENT),
    ],
    ids=outcome_id,
)
def test_kinds_of_failure(outcome: Outcome, repeated: bool, fault: Fault | None) -> None:
    """An outcome is a failure of one kind, or none that could be retried."""
    failure = failure_of(outcome, repeated=repeated)
    assert (failure and failure.fault) == fault


def test_a_date_to_come_back_counts_from_now() -> None:
    """If a response has no date of its own, a date in `Retry-After` counts from the present."""
    asked = "Mon, 01 Jan 2024 12:00:07 GMT"
    failure = failure_of(reply(503, Retry_After=asked))
    assert failure is not None
    assert failure.retry_after == 7.0


def test_facts_of_a_failure() -> None:
    """A failure has its status, the correlation id and the pause that the service asks for."""
    failure = failure_of(reply(503, {"correlationId": "a"}, Retry_After="3"))
    assert failure is not None
    assert (failure.reason, failure.correlation_id) == ("503 Service Unavailable", "a")
    assert failure.retry_after == 3.0


# The retry budget

AT_ONCE = policy(initial_interval=0)


@pytest.mark.parametrize(
    ("budget", "between", "address", "pause"),
    [
        (1, reply(400), ADDRESS, 0.0),
        (1, reply(200, STATUS), ADDRESS, 0.0),
        (1, lost(Fault.PERMANENT), ADDRESS, 1.0),
        (2, lost(Fault.PERMANENT), ADDRESS, 0.0),
        (None, lost(Fault.PERMANENT), ADDRESS, 0.0),
        (1, lost(Fault.PERMANENT), f"{ADDRESS}/v2", 1.0),
        (1, lost(Fault.PERMANENT), f"{ADDRESS}:8443", 0.0),
        (1, lost(Fault.PERMANENT), "https://other.example", 0.0),
    ],
)
def test_budgets(budget: float | None, between: Outcome, address: str, pause: float) -> None:
    """The calls to an origin share a budget; one that succeeds gives back what it took."""
    hand = HandDriven(retry_config=AT_ONCE, retry_budget=budget)
    assert drive(get(hand), hand.time, reply(503), between).pauses == [0.0, None]
    hand.configuration.server_url = address
    assert drive(get(hand), hand.time, reply(503)).pauses == [pytest.approx(pause)]


def test_a_result_earns_once() -> None:
    """A success adds to the budget once, however often its result is read."""
    hand = HandDriven(retry_config=AT_ONCE, retry_budget=4)
    drive(get(hand), hand.time, *[reply(503)] * 4, lost(Fault.PERMANENT))
    call = get(hand)
    drive(call, hand.time, reply(200, STATUS))
    for _ in range(9):
        call.result()
    assert drive(get(hand), hand.time, reply(503)).pauses == [pytest.approx(0.9)]


@pytest.mark.parametrize(("retries", "level"), [(0, 5.1), (1, 5.0), (3, 5.0), (5, 5.0), (8, 5.0)])
def test_successes_earn(retries: int, level: float) -> None:
    """A success gives back exactly what its retries took; one without retries adds a tenth."""
    hand = HandDriven(retry_config=AT_ONCE, retry_budget=10)
    drive(get(hand), hand.time, *[reply(503)] * 5, lost(Fault.PERMANENT))
    drive(get(hand), hand.time, *[reply(503)] * min(retries, 5), reply(200, STATUS))
    (budget,) = hand.calls._budgets.values()
    assert tokens(budget) == pytest.approx(level)


def test_a_spent_budget_ends_a_call() -> None:
    """A call whose token would come too late makes no further attempt."""
    hand = HandDriven(retry_config=policy(initial_interval=0, max_elapsed_time=500), retry_budget=1)
    assert drive(get(hand), hand.time, *[reply(503)] * 3).pauses == [0.0, None]


def test_forgotten_budgets() -> None:
    """After a fork the child begins with full budgets."""
    hand = HandDriven(retry_config=AT_ONCE, retry_budget=1)
    drive(get(hand), hand.time, reply(503))
    hand.calls.forget()
    assert drive(get(hand), hand.time, reply(503)).pauses == [0.0]


def pickled(calls: Calls) -> Any:
    """Return calls that went through pickle."""
    return pickle.loads(pickle.dumps(calls))  # noqa: S301 - our own


@pytest.mark.parametrize("travel", [copy.copy, copy.deepcopy, pickled])
def test_calls_travel(travel: Any) -> None:
    """A copy has the settings, and neither the budgets nor the seams."""
    hand = HandDriven(retry_config=AT_ONCE, retry_budget=1, timeout=Timeout(9, 9, 9))
    drive(get(hand), hand.time, reply(503))
    calls = travel(hand.calls)
    assert calls.seams != hand.calls.seams
    call = calls.begin(sync._GET, BY_ID)
    assert call.wire() == get(hand).wire()
    assert call.after(reply(503)) == 0.0


# The log


def test_retries_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Each retry is a line: operation, attempt, reason, correlation id and pause."""
    caplog.set_level(logging.DEBUG)
    hand = HandDriven(retry_config=policy())
    busy = reply(599, {"error": "busy", "correlationId": "a1\nb2"})
    drive(get(hand), hand.time, busy, lost(Fault.UNKNOWN, "cut off"), reply(200, STATUS))
    assert [(record.name, record.levelname) for record in caplog.records] == [
        ("codatsyncexpenses", "INFO")
    ] * 2
    assert caplog.messages == [
        "sync.get: attempt 1: 599, correlation id a1\\nb2; retrying in 0.50 s",
        "sync.get: attempt 2: cut off; retrying in 1.00 s",
    ]


def test_calls_without_a_retry_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """A call without a retry logs nothing, whatever its result."""
    caplog.set_level(logging.DEBUG)
    hand = HandDriven(retry_config=policy("none"))
    for outcome in (reply(200, STATUS), reply(403), reply(503), lost()):
        drive(get(hand), hand.time, outcome)
    assert caplog.records == []


@pytest.mark.parametrize(
    ("elapsed", "level"), [(0.0, "INFO"), (9.0, "INFO"), (9.5, "WARNING"), (10.0, "INFO")]
)
def test_long_calls_in_the_log(
    elapsed: float, level: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The pause that ends after ten seconds is a warning, so that each long call has one."""
    caplog.set_level(logging.DEBUG)
    hand = HandDriven(retry_config=policy())
    call = get(hand)
    call.wire()
    hand.time.now += elapsed
    assert call.after(reply(503)) == 0.5
    assert [record.levelname for record in caplog.records] == [level]


HINT = "`codat-sync-expenses sandbox serve` starts a sandbox."


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080/proxy/", "http://[::1]:8080"),
        ("https://localhost", "https://localhost"),
    ],
)
def test_an_unreached_server_of_this_machine_in_the_log(
    address: str, server: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The first retry alone warns that nothing listens at an address of this machine."""
    caplog.set_level(logging.DEBUG)
    hand = HandDriven(retry_config=policy())
    hand.configuration.server_url = address
    drive(get(hand), hand.time, *[lost(Fault.NOT_SENT, "refused")] * 2, reply(200, STATUS))
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    asked = f"Is a server running at {server}? {HINT}"
    assert caplog.messages == [
        f"sync.get: attempt 1: refused; retrying in 0.50 s. {asked}",
        "sync.get: attempt 2: refused; retrying in 1.00 s",
    ]


def test_the_next_calls_do_not_repeat_the_warning(caplog: pytest.LogCaptureFixture) -> None:
    """Of calls that find no server, the first alone warns, and again after one has succeeded."""
    caplog.set_level(logging.DEBUG)
    hand = HandDriven(retry_config=policy())
    hand.configuration.server_url = "http://127.0.0.1:8080"
    off, on = lost(Fault.NOT_SENT), reply(200, STATUS)
    for outcomes in ([off, lost(Fault.PERMANENT)], [off, on], [off, on]):
        with suppress(errors.APIConnectionError):
            drive(get(hand), hand.time, *outcomes)
    assert [each.levelname for each in caplog.records] == ["WARNING", "INFO", "WARNING"]


@pytest.mark.parametrize(
    ("address", "outcome"),
    [
        ("https://api.example", lost(Fault.NOT_SENT)),
        ("http://127.0.0.1:8080", lost(Fault.UNKNOWN)),
        ("http://127.0.0.1:8080", reply(503)),
    ],
    ids=["another machine", "cut off", "unavailable"],
)
def test_other_failures_in_the_log(
    address: str, outcome: Outcome, caplog: pytest.LogCaptureFixture
) -> None:
    """A server that was reached, or that is elsewhere, is not said to be off."""
    caplog.set_level(logging.DEBUG)
    hand = HandDriven(retry_config=policy())
    hand.configuration.server_url = address
    drive(get(hand), hand.time, outcome, reply(200, STATUS))
    assert [(record.levelname, HINT in record.getMessage()) for record in caplog.records] == [
        ("INFO", False)
    ]


# The result


def test_a_value() -> None:
    """The last response is decoded; it carries facts only if it is an error."""
    hand = HandDriven()
    call = get(hand)
    drive(call, hand.time, reply(503), reply(200, STATUS))
    response = call.result()
    assert response.company_sync_status == shared.CompanySyncStatus(
        sync_id=SYNC_ID, sync_status_code=2000
    )
    assert (response.status_code, response.call_facts) == (200, None)


@pytest.mark.parametrize("status", [400, 404, 422])
def test_an_error_that_is_documented(status: int) -> None:
    """A documented error is returned, with the facts of its call."""
    hand = HandDriven(retry_config=policy())
    call = initiate(hand)
    drive(call, hand.time, reply(429), reply(status, {"error": "no"}, Retry_After="9"))
    response = call.result()
    assert response.error_message == shared.ErrorMessage(error="no")
    facts = CallFacts("sync.initiate_sync", 2, 0.5, 9.0, maybe_processed=False)
    assert response.call_facts is not None
    assert CallFacts(*response.call_facts[:5]) == facts
    with pytest.raises(errors.SDKError) as caught:
        response.raise_for_status()
    assert facts_of(caught.value) == facts


def facts_of(error: errors.CallError) -> CallFacts:
    """Return the facts that an error carries."""
    return CallFacts(*(getattr(error, name) for name in CallFacts._fields[:5]))


def test_documented_errors_that_are_raised() -> None:
    """With `raise_on_error` a documented error is raised with the same facts; a value is not."""
    hand = HandDriven(retry_config=policy(), raise_on_error=True)
    error = after_call(hand, get(hand), reply(429), reply(404, {"error": "gone"}))
    assert isinstance(error, errors.NotFoundError)
    assert facts_of(error) == CallFacts("sync.get", 2, 0.5, None, maybe_processed=False)
    call = get(hand)
    drive(call, hand.time, reply(200, STATUS))
    assert call.result().status_code == 200


def test_an_error_that_is_not_documented() -> None:
    """An undocumented error is raised, with the facts of its call."""
    hand = HandDriven(retry_config=policy(max_elapsed_time=3000))
    last = reply(503, {"error": "last", "correlationId": "b"}, Retry_After="2.5")
    error = after_call(hand, get(hand), lost(), reply(500), last)
    assert isinstance(error, errors.ServerError)
    assert (error.message, error.correlation_id) == ("last", "b")
    assert facts_of(error) == CallFacts("sync.get", 3, 1.5, 2.5, maybe_processed=False)


def test_a_body_that_does_not_decode() -> None:
    """A response that is no value is an error, with the facts of its call."""
    hand = HandDriven()
    error = after_call(hand, get(hand), reply(200, "no status"))
    assert isinstance(error, errors.DecodeError)
    assert facts_of(error) == CallFacts("sync.get", 1, 0.0, None, maybe_processed=False)


def test_a_lost_response() -> None:
    """If the last attempt got no response, its own error is raised, with the facts of the call."""
    hand = HandDriven(retry_config=policy(max_elapsed_time=1000))
    last = lost(text="the last")
    error = after_call(hand, get(hand), reply(503, Retry_After="0.5"), last)
    assert error is last.error
    assert facts_of(error) == CallFacts("sync.get", 2, 0.5, None, maybe_processed=False)


def test_a_date_to_come_back_at() -> None:
    """A date in `Retry-After` counts from the clock's date, if the response has none."""
    hand = HandDriven()
    error = after_call(hand, get(hand), reply(503, Retry_After="Mon, 01 Jan 2024 14:00:00 GMT"))
    assert error.retry_after == 7200.0


def test_a_pause_that_is_interrupted() -> None:
    """A call that is not driven on after a pause ends with the failure before it."""
    hand = HandDriven(retry_config=policy())
    call = get(hand)
    assert drive(call, hand.time, reply(503)).pauses == [0.5]
    with pytest.raises(errors.ServerError) as caught:
        call.result()
    assert facts_of(caught.value) == CallFacts("sync.get", 1, 0.5, None, maybe_processed=False)


def test_a_call_that_was_not_driven() -> None:
    """A call that ends before its first attempt has no result."""
    text = r"^sync\.get: the client was closed before its turn$"
    with pytest.raises(errors.RequestError, match=text):
        get(HandDriven()).result()


MAYBE_ROWS = [
    # the outcomes of a write with a key, and whether the service may have acted
    ([reply(403)], False),
    ([reply(409)], False),
    ([reply(429), reply(403)], False),
    ([lost(Fault.NOT_SENT), reply(403)], False),
    ([lost(Fault.PERMANENT)], False),
    ([lost(Fault.UNKNOWN), reply(403)], True),
    ([reply(503), reply(403)], True),
    ([reply(429), reply(409), reply(403)], True),
    ([reply(202, "no sync")], True),
    ([reply(201, STARTED)], True),
    ([reply(302)], True),
]


@pytest.mark.parametrize(("outcomes", "maybe"), MAYBE_ROWS)
def test_whether_the_service_may_have_acted(outcomes: list[Outcome], maybe: bool) -> None:
    """A write may have been acted on if any attempt got no response, a failure or no error."""
    hand = HandDriven(retry_config=PATIENT)
    assert after_call(hand, initiate(hand), *outcomes).maybe_processed is maybe


def test_reads_change_nothing() -> None:
    """A read is never in doubt."""
    hand = HandDriven(retry_config=policy(max_elapsed_time=1000))
    for outcomes in ([lost(), reply(503)], [reply(200, "no status")], [reply(302)]):
        assert after_call(hand, get(hand), *outcomes).maybe_processed is False
