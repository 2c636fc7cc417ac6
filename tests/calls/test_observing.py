"""The events of one call as values: their order, facts and times, and handlers that raise."""

import copy
import math
import pickle
from typing import Any

import pytest

from codatsyncexpenses import errors, telemetry
from codatsyncexpenses._calls.call import Call
from codatsyncexpenses._calls.observing import Observer
from codatsyncexpenses._calls.retries import Fault
from codatsyncexpenses._calls.wire import Outcome
from codatsyncexpenses.models import operations
from codatsyncexpenses.resources import companies, sync
from tests.support.by_hand import HandDriven, drive
from tests.support.events import Events
from tests.support.ids import COMPANY_ID, SYNC_ID
from tests.support.scripted_client import (
    ADDRESS,
    BY_ID,
    KEY,
    STATUS,
    lost,
    outcome_id,
    policy,
    reply,
)

CALL = telemetry.ObservedCall("sync.get", "GET", "/companies/{companyId}", f"{ADDRESS}/companies/c")
SENT = "RequestSending 1"


def begin(events: Events, **options: Any) -> tuple[HandDriven, Call[Any]]:
    """Begin to get a sync, observed."""
    hand = HandDriven(on_event=events.append, retry_config=policy(), **options)
    return hand, hand.calls.begin(sync._GET, BY_ID)


def test_nothing_is_told_before_something_is_sent() -> None:
    """A call that has only begun has no event."""
    events = Events()
    begin(events)
    assert events == []


def test_a_success() -> None:
    """A call that is answered at once has three events."""
    events = Events()
    hand, call = begin(events)
    drive(call, hand.time, reply(200, STATUS))
    call.result()
    assert events.lines == [SENT, "ResponseReceived 1: 200", "CallEnded 1: 200"]


@pytest.mark.parametrize(
    ("outcome", "received", "reason"),
    [
        (reply(503), "503", "503 Service Unavailable"),
        (reply(429), "429", "429 Too Many Requests"),
        (lost(Fault.UNKNOWN, "cut off"), "APIConnectionError", "cut off"),
        (lost(Fault.NOT_SENT, "refused"), "APIConnectionError", "refused"),
    ],
    ids=outcome_id,
)
def test_a_retry_and_a_success(outcome: Outcome, received: str, reason: str) -> None:
    """A retry is reported between the attempts, with its reason and its pause."""
    events = Events()
    hand, call = begin(events)
    drive(call, hand.time, outcome, reply(200, STATUS))
    call.result()
    assert events.lines == [
        SENT,
        f"ResponseReceived 1: {received}",
        f"RetryScheduled 1: {reason}, 0.5 s",
        "RequestSending 2",
        "ResponseReceived 2: 200",
        "CallEnded 2: 200",
    ]


@pytest.mark.parametrize(
    ("outcome", "received", "ended"),
    [
        (reply(503), "503", "503 ServerError"),
        (reply(404, {"error": "no"}), "404", "404"),
        (reply(418), "418", "418 SDKError"),
        (reply(200, "no status"), "200", "200 DecodeError"),
        (lost(Fault.PERMANENT), "APIConnectionError", "None APIConnectionError"),
    ],
    ids=outcome_id,
)
def test_a_failure(outcome: Outcome, received: str, ended: str) -> None:
    """The end reports the last status, and the error where one is raised."""
    events = Events()
    hand, call = begin(events, max_retries=0)
    drive(call, hand.time, outcome)
    try:
        call.result()
    except errors.CallError as error:
        call.broken(error)
    assert events.lines == [SENT, f"ResponseReceived 1: {received}", f"CallEnded 1: {ended}"]


def test_spent_retries() -> None:
    """After the last attempt comes the end, and no retry."""
    events = Events()
    hand, call = begin(events, max_retries=1)
    drive(call, hand.time, reply(503), reply(503))
    with pytest.raises(errors.ServerError):
        call.result()
    assert [line for line in events.lines if "Retry" in line] == [
        "RetryScheduled 1: 503 Service Unavailable, 0.5 s"
    ]


def test_a_documented_error_that_raises() -> None:
    """With `raise_on_error` the end has the error of a documented status."""
    events = Events()
    hand, call = begin(events, raise_on_error=True)
    drive(call, hand.time, reply(404, {"error": "no"}))
    with pytest.raises(errors.NotFoundError) as caught:
        call.result()
    call.broken(caught.value)
    assert events.lines[-1] == "CallEnded 1: 404 NotFoundError"


@pytest.mark.parametrize(
    ("outcomes", "attempts"),
    [([], 1), ([reply(503)], 2), ([lost()], 2)],
)
def test_an_interrupted_attempt(outcomes: list[Outcome], attempts: int) -> None:
    """An attempt that an interrupt ends is counted, and has no status of an earlier one."""
    events = Events()
    hand, call = begin(events)
    drive(call, hand.time, *outcomes)
    call.wire()
    call.broken(KeyboardInterrupt())
    assert events.lines[-2:] == [
        f"RequestSending {attempts}",
        f"CallEnded {attempts}: None KeyboardInterrupt",
    ]


def test_the_end_is_told_once() -> None:
    """There are no events after the end."""
    events = Events()
    hand, call = begin(events)
    drive(call, hand.time, reply(200, STATUS))
    call.result()
    call.broken(KeyboardInterrupt())
    assert events.lines[-1] == "CallEnded 1: 200"


def test_all_events_hold_the_same_call() -> None:
    """The call is one object in all its events, and differs from that of the next call."""
    events = Events()
    hand, call = begin(events)
    drive(call, hand.time, reply(503), reply(200, STATUS))
    call.result()
    (first,) = {event.call for event in events}
    again = hand.calls.begin(sync._GET, BY_ID)
    again.wire()
    assert events[-1].call is not first
    assert events[-1].call != first


def test_what_a_call_is() -> None:
    """A call has its method here, its HTTP method, the path with names, and the URL."""
    events = Events()
    hand = HandDriven(on_event=events.append)
    hand.calls.begin(sync._GET, BY_ID).wire()
    hand.calls.begin(
        companies._LIST, operations.ListCompaniesRequest(page=2, query="name=Toft & Co")
    ).wire()
    get, listed = (event.call for event in events)
    path = "/companies/{companyId}/sync/expenses/syncs/{syncId}/status"
    assert (get.operation, get.method, get.path) == ("sync.get", "GET", path)
    assert get.url == f"{ADDRESS}/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/status"
    assert (listed.operation, listed.path) == ("companies.list", "/companies")
    assert listed.url == f"{ADDRESS}/companies?page=2&pageSize=100&query=name%3DToft%20%26%20Co"


def test_no_event_has_the_credential() -> None:
    """No text of an event shows the key, or a header of the caller's own."""
    events = Events()
    hand, call = begin(events)
    drive(call, hand.time, reply(503), reply(200, STATUS))
    call.result()
    assert KEY not in f"{events} {[vars(event.call) for event in events]}"


def test_times() -> None:
    """An attempt's seconds are its own; the call's are all attempts and pauses."""
    told, events = [0.0], Events()
    observer = Observer(events.append, CALL, lambda: told[0])
    told[0] = 1  # before it is sent
    observer.sending(1)
    told[0] = 4
    observer.received(503, None)
    observer.retrying("503", 2.0)
    told[0] = 6
    observer.sending(2)
    told[0] = 6.5
    observer.received(200, None)
    told[0] = 7  # decoding
    observer.ended()
    seconds = [getattr(event, "seconds", math.nan) for event in events]
    assert [each for each in seconds if not math.isnan(each)] == [3, 0.5, 7]


def test_a_handlers_own_time_is_not_the_attempts() -> None:
    """An attempt does not include the time of the handler before the request is sent."""
    told = [0.0]
    taken: list[float] = []

    def slow(event: telemetry.CallEvent) -> None:
        told[0] += 5
        if isinstance(event, telemetry.ResponseReceived):
            taken.append(event.seconds)

    observer = Observer(slow, CALL, lambda: told[0])
    observer.sending(1)
    told[0] += 1
    observer.received(200, None)
    assert taken == [1]


def test_an_error_of_the_handler_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A handler that raises breaks nothing; one traceback a call is logged."""

    def fail(_: telemetry.CallEvent) -> None:
        raise LookupError("metrics are down")

    hand = HandDriven(on_event=fail)
    call = hand.calls.begin(sync._GET, BY_ID)
    drive(call, hand.time, reply(200, STATUS))
    assert call.result().status_code == 200
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert all("does not affect the call" in message for message in caplog.messages)
    assert all(record.exc_info and record.exc_info[0] is LookupError for record in caplog.records)
    assert {vars(record)["operation"] for record in caplog.records} == {"sync.get"}
    assert [vars(record)["event"] for record in caplog.records] == ["RequestSending"]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_an_interrupt_of_the_handler_passes(kind: type[BaseException]) -> None:
    """A handler can be interrupted: that is no error of its own."""

    def fail(_: telemetry.CallEvent) -> None:
        raise kind

    with pytest.raises(kind):
        HandDriven(on_event=fail).calls.begin(sync._GET, BY_ID).wire()


def test_nobody_observes() -> None:
    """Without `on_event` a call has no observer."""
    assert HandDriven().calls.begin(sync._GET, BY_ID).observer is None


EVENTS = [
    telemetry.RequestSending(CALL, 1),
    telemetry.ResponseReceived(CALL, 1, 0.5, 200),
    telemetry.RetryScheduled(CALL, 1, "503 Service Unavailable", 0.5),
    telemetry.CallEnded(CALL, 2, 1.5, 200),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_events_are_values(event: telemetry.CallEvent) -> None:
    """An event is compared by its values, cannot be changed, and is shown with them."""
    assert copy.copy(event) == event
    assert len({event, copy.copy(event)}) == 1
    assert repr(event).startswith(f"{type(event).__name__}(call=ObservedCall(operation='sync.get'")
    with pytest.raises(AttributeError):
        event.attempt = 7  # type: ignore[misc]  # the mistake
    assert repr(pickle.loads(pickle.dumps(event))) == repr(event)  # noqa: S301 - our own
