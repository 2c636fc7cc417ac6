"""The events that a client reports while its loop makes calls, waits and reads pages."""

import threading
from typing import Any

import pytest

from codatsyncexpenses import errors, telemetry
from codatsyncexpenses._bases.security import Hidden
from codatsyncexpenses._calls.settings import Seams
from codatsyncexpenses._calls.wire import Outcome, Wire
from codatsyncexpenses.models import operations
from codatsyncexpenses.resources.companies import Companies
from tests.support.events import Events
from tests.support.ids import COMPANY_ID, SYNC_ID
from tests.support.scripted_client import (
    BY_ID,
    INITIATE,
    STARTED,
    STATUS,
    ManualTime,
    ScriptedClient,
    ScriptedTransport,
    policy,
    reply,
)

RUNNING = {"syncId": SYNC_ID, "syncStatusCode": 1000, "syncStatus": "Init"}
CALLED = ["RequestSending 1", "ResponseReceived 1: 200", "CallEnded 1: 200"]


class Raising(ScriptedTransport):
    """A transport in which something raises instead of the last outcome."""

    def __init__(self, error: BaseException, *outcomes: Outcome) -> None:
        super().__init__(*outcomes)
        self.error = error

    def send(self, wire: Wire) -> Outcome:
        """Return the next outcome, or raise."""
        if self.outcomes:
            return super().send(wire)
        raise self.error


def client(events: Events, *outcomes: Outcome, **options: Any) -> ScriptedClient:
    """Return a client whose events are collected."""
    return ScriptedClient(*outcomes, retry_config=policy(), on_event=events.append, **options)


def test_events_come_in_order() -> None:
    """Each event comes when it happens: no request before it is reported, no pause before it is."""
    order: list[str] = []
    time = ManualTime()

    def sleep(seconds: float) -> None:
        order.append(f"pause {seconds:g}")
        time.now += seconds

    def tell(event: telemetry.CallEvent) -> None:
        order.append(type(event).__name__)

    scripted = ScriptedClient(
        reply(503),
        reply(200, STATUS),
        retry_config=policy(),
        seams=time.seams._replace(sleep=sleep),
        on_event=tell,
    )
    send = scripted.script.send

    def noted(wire: Wire) -> Outcome:
        order.append("send")
        return send(wire)

    vars(scripted.script)["send"] = noted
    scripted.sync.get(BY_ID)
    order.append("returned")
    assert order == [
        *("RequestSending", "send", "ResponseReceived", "RetryScheduled", "pause 0.5"),
        *("RequestSending", "send", "ResponseReceived", "CallEnded", "returned"),
    ]


def test_the_seconds_of_a_call() -> None:
    """The end says how long the call took, with its pauses."""
    events = Events()
    client(events, reply(503), reply(503), reply(200, STATUS)).sync.get(BY_ID)
    assert events.end == telemetry.CallEnded(events[0].call, 3, 1.5, 200)


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), SystemExit(1), LookupError("a hook"), MemoryError()]
)
def test_what_breaks_an_attempt_is_the_end(error: BaseException) -> None:
    """An interrupt, and an error of a hook of the caller's, end the call and are its error."""
    events = Events()
    scripted = client(events)
    scripted.loop._transport = Raising(error, reply(503))
    with pytest.raises(type(error)) as caught:
        scripted.sync.get(BY_ID)
    assert events.lines[-2:] == [
        "RequestSending 2",
        f"CallEnded 2: None {type(error).__name__}",
    ]
    assert events.end.error is caught.value is error


def test_an_interrupted_pause() -> None:
    """An interrupt in the pause ends the call after its last attempt."""
    events = Events()

    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    scripted = client(events, reply(503), seams=Seams(sleep=interrupt))
    with pytest.raises(KeyboardInterrupt):
        scripted.sync.get(BY_ID)
    assert events.lines[-2].startswith("RetryScheduled 1: ")
    assert events.lines[-1] == "CallEnded 1: 503 KeyboardInterrupt"


def test_a_client_that_is_closed_in_a_pause() -> None:
    """The call ends with its last outcome, although a retry was reported."""
    events = Events()

    def close(_: float) -> None:
        scripted.loop.close()

    scripted = client(events, reply(503), seams=Seams(sleep=close))
    with pytest.raises(errors.ServerError):
        scripted.sync.get(BY_ID)
    assert events.lines[-1] == "CallEnded 1: 503 ServerError"


REFUSED: dict[str, dict[str, Any]] = {
    "request": {"company_id": "", "sync_id": ""},
    "keyword": {"company": COMPANY_ID},
    "option": {"company_id": COMPANY_ID, "sync_id": SYNC_ID, "timeout": -1},
    "closed": {"company_id": COMPANY_ID, "sync_id": SYNC_ID},
}


@pytest.mark.parametrize("refused", REFUSED)
def test_a_refused_call_has_no_events(refused: str) -> None:
    """A call that is refused before anything is sent is not reported."""
    events = Events()
    scripted = client(events)
    given = REFUSED[refused]
    if refused == "closed":
        scripted.loop.close()
    with pytest.raises((errors.RequestError, errors.ConfigurationError)):
        scripted.sync.get(**given)
    assert events == []


def test_a_wait_makes_several_calls() -> None:
    """Each poll of a wait is a call with its own events, and so is what starts it."""
    events = Events()
    scripted = client(events, reply(202, STARTED), reply(200, RUNNING), reply(200, STATUS))
    scripted.sync.initiate_and_wait(INITIATE)
    started = [each.replace("200", "202") for each in CALLED]
    assert events.lines == [*started, *CALLED, *CALLED]
    assert [event.call.operation for event in events] == [
        *["sync.initiate_sync"] * 3,
        *["sync.get"] * 6,
    ]
    assert len({event.call for event in events}) == 3


def test_an_interrupted_wait() -> None:
    """An interrupt between two polls comes after the end of the last, and reports no second end."""
    events = Events()

    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    scripted = client(events, reply(200, RUNNING), seams=Seams(sleep=interrupt))
    with pytest.raises(KeyboardInterrupt):
        scripted.sync.wait(BY_ID)
    assert events.lines == CALLED


def test_each_page_is_a_call() -> None:
    """Reading pages makes a call for each page."""
    events = Events()
    more: dict[str, Any] = {"results": [{}], "_links": {"next": {"href": "/n"}}}
    scripted = client(events, reply(200, more), reply(200, {"results": []}))
    assert len(list(Companies(scripted.loop).list_all(operations.ListCompaniesRequest()))) == 1
    assert events.lines == [*CALLED, *CALLED]
    assert [event.call.url.partition("?")[2][:6] for event in events] == [
        *["page=1"] * 3,
        *["page=2"] * 3,
    ]


def test_a_handler_that_raises_breaks_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """The call makes the same attempts and returns the same, and the first error is logged."""

    def fail(_: telemetry.CallEvent) -> None:
        raise LookupError("metrics are down")

    scripted = ScriptedClient(reply(503), reply(200, STATUS), retry_config=policy(), on_event=fail)
    assert scripted.sync.get(BY_ID).status_code == 200
    assert len(scripted.script.sent) == 2
    assert [record.levelname for record in caplog.records].count("ERROR") == 1


def test_a_handler_may_make_calls() -> None:
    """A handler that makes a call with another client does not mix the events of the two."""
    inner = Events()
    other = client(inner, reply(200, STATUS))
    outer = Events()

    def handler(event: telemetry.CallEvent) -> None:
        outer.append(event)
        if isinstance(event, telemetry.RequestSending):
            other.sync.get(BY_ID)

    scripted = ScriptedClient(reply(200, STATUS), on_event=handler)
    scripted.sync.get(BY_ID)
    assert (outer.lines, inner.lines) == (CALLED, CALLED)


def test_events_come_in_the_thread_of_the_call() -> None:
    """A handler runs in the thread that makes the call."""
    threads: list[int] = []

    def tell(_: telemetry.CallEvent) -> None:
        threads.append(threading.get_ident())

    scripted = ScriptedClient(reply(200, STATUS), on_event=tell)
    thread = threading.Thread(target=scripted.sync.get, args=[BY_ID])
    thread.start()
    thread.join()
    assert threads == [thread.ident] * 3


def test_another_handler_for_some_calls() -> None:
    """A client of `with_options` reports its calls to its own handler, or to none."""
    events, others = Events(), Events()
    scripted = client(events, *[reply(200, STATUS)] * 3)
    sync = type(scripted.sync)

    def sharing(**changes: Any) -> Any:
        return sync(scripted.loop.sharing(scripted.configuration, Hidden(None), changes))

    sharing(on_event=others.append).get(BY_ID)
    sharing(on_event=None).get(BY_ID)
    assert (events, others.lines) == ([], CALLED)
    sharing().get(BY_ID)
    assert events.lines == CALLED
