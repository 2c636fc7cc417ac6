"""The task of Celery, step by step, with an application that only records."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from codatsyncexpenses import CodatSyncExpenses, utils
from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import Delivery
from codatsyncexpenses.outbox.celery import delivery_task
from codatsyncexpenses.sandbox import Sandbox, companies, faults
from tests.support.outbox import expense

ONCE = utils.RetryConfig("none", utils.BackoffStrategy(1, 2, 1.5, 3), False)


class Message(NamedTuple):
    """A message to the queue."""

    arguments: tuple[Any, ...]
    countdown: float | None


class RetryError(Exception):
    """The exception with which Celery ends a task that is tried again."""


def exceptions() -> Any:
    """Return the exceptions of Celery, where it is installed."""
    return pytest.importorskip("celery.exceptions")


class RecordingApp:
    """An application that runs no task by itself, and records the messages of its one task."""

    def __init__(self, **transport: float) -> None:
        self.conf = SimpleNamespace(broker_transport_options=transport)
        self.messages: list[Message] = []
        self.options: dict[str, Any] = {}
        self.unreached = False

    def task(self, **options: Any) -> Callable[[Any], Any]:
        """Register the task."""
        self.options = options
        return lambda step: step

    @property
    def app(self) -> RecordingApp:
        """The application of the task, which is this too."""
        return self

    def apply_async(self, arguments: tuple[Any, ...], countdown: float | None) -> None:
        """Record a message."""
        self.messages.append(Message(arguments, countdown))

    def retry(self, *, args: tuple[Any, ...], countdown: float, **_: object) -> Exception:
        """Record the message of a retry, unless the queue cannot be reached."""
        if self.unreached:
            raise exceptions().Reject(self.unreached, requeue=False)
        self.messages.append(Message(args, countdown))
        return RetryError()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Hold a sandbox whose clock stands still."""
    with Sandbox(clock="manual") as sandbox:
        yield sandbox


def refuse(delivery: Delivery) -> None:
    """Fail: no delivery may end."""
    raise AssertionError(delivery)


def planned(sandbox: Sandbox) -> Delivery:
    """Return a delivery of one expense."""
    now = sandbox.now.timestamp()
    return Delivery.plan(companies.SUCCEEDS.id, [expense("one")], now=now)


def step(sandbox: Sandbox, app: RecordingApp, *arguments: Any, **given: Any) -> list[Message]:
    """Run the task once, and return the messages that it sends."""
    chosen: dict[str, Any] = {"ended": refuse, "client": sandbox.client, **given}
    task: Any = delivery_task(app, **chosen)
    task(app, *arguments)
    return app.messages


def test_the_next_message(sandbox: Sandbox) -> None:
    """A step sends the next value, which is due after the seconds that `advance` returns."""
    (message,) = step(sandbox, RecordingApp(), planned(sandbox).to_json())
    assert Delivery.from_json(message.arguments[0]).stage == "accepted"
    assert message == (message.arguments[:1], 2.0)


@pytest.mark.parametrize(
    ("transport", "countdown"), [({}, 300.0), ({"visibility_timeout": 400}, 100.0)]
)
def test_long_waits(transport: dict[str, float], countdown: float, sandbox: Sandbox) -> None:
    """A wait longer than a quarter of the visibility timeout is made of several messages."""
    sandbox.next_replies(faults.rate_limited(900))
    client = lambda: sandbox.client(retry_config=ONCE)  # noqa: E731
    app, begun = RecordingApp(**transport), time.time()
    (message,) = step(sandbox, app, planned(sandbox).to_json(), client=client)
    assert message.countdown == countdown
    assert message.arguments[1] == pytest.approx(begun + 900, abs=9)
    _, again = step(sandbox, app, *message.arguments, client=fail)
    assert again.countdown == countdown
    assert again.arguments[1] == pytest.approx(message.arguments[1], abs=0.1)


def test_a_pace(sandbox: Sandbox) -> None:
    """A pace that asks to wait sends the same value again, without a call."""
    value = planned(sandbox).to_json()
    given: dict[str, Any] = {"pace": lambda: 1.5, "client": fail}
    assert step(sandbox, RecordingApp(), value, **given) == [((value,), 1.5)]


def test_a_pace_of_zero(sandbox: Sandbox) -> None:
    """A pace of 0 makes the step at once."""
    (message,) = step(sandbox, RecordingApp(), planned(sandbox).to_json(), pace=lambda: 0)
    assert Delivery.from_json(message.arguments[0]).stage == "accepted"


def fail(*_: object) -> Any:
    """Fail."""
    raise LookupError("not now")


@pytest.mark.parametrize(
    ("given", "stage"),
    [
        ({"client": fail}, "sending"),
        ({"pace": fail}, "sending"),
        ({"pace": lambda: -1}, "sending"),
        ({"ended": fail}, "stopped"),
    ],
    ids=["client", "pace", "a wrong pace", "ended"],
)
def test_errors_are_tried_again(given: dict[str, Any], stage: str, sandbox: Sandbox) -> None:
    """A callable that fails is called again a minute later; a step that is over is not repeated."""
    now = sandbox.now.timestamp()
    delivery = Delivery.plan(companies.PAYMENT_REQUIRED.id, [expense("one")], now=now)
    app = RecordingApp()
    with pytest.raises(RetryError):
        step(sandbox, app, delivery.to_json(), **given)
    (message,) = app.messages
    assert Delivery.from_json(message.arguments[0]).stage == stage
    assert message.countdown == 60


def test_a_queue_that_cannot_be_reached(sandbox: Sandbox) -> None:
    """A message whose successor cannot be sent stays in the queue."""
    app = RecordingApp()
    app.unreached = True
    with pytest.raises(exceptions().Reject) as caught:
        step(sandbox, app, planned(sandbox).to_json(), client=fail)
    assert caught.value.requeue is True


def test_a_wrong_key(sandbox: Sandbox) -> None:
    """A key that the service refuses ends the delivery, which can be sent again later."""
    found: list[Delivery] = []
    value = planned(sandbox).to_json()

    def client() -> CodatSyncExpenses:
        return sandbox.client(security=shared.Security.from_api_key("another"))

    assert step(sandbox, RecordingApp(), value, client=client, ended=found.append) == []
    (ended,) = found
    assert ended.trouble is not None
    assert ended.trouble.scope == "client"
    (message,) = step(sandbox, RecordingApp(), ended.resumed().to_json())
    assert Delivery.from_json(message.arguments[0]).stage == "accepted"


def test_one_client_in_a_process(sandbox: Sandbox) -> None:
    """The client is made at the first step, and kept."""
    made: list[CodatSyncExpenses] = []

    def client() -> CodatSyncExpenses:
        made.append(sandbox.client())
        return made[-1]

    app = RecordingApp()
    task: Any = delivery_task(app, client, refuse, queue="expenses")
    assert made == []
    for _ in range(3):
        task(app, planned(sandbox).to_json())
    assert len(made) == 1


def test_the_options_of_the_task() -> None:
    """A message is acknowledged after its step, and other options are handed on."""
    app = RecordingApp()
    delivery_task(app, CodatSyncExpenses, refuse, name="mine", queue="expenses")
    assert app.options == {
        "name": "mine",
        "queue": "expenses",
        "bind": True,
        "ignore_result": True,
        "acks_late": True,
        "reject_on_worker_lost": True,
        "acks_on_timeout": False,
        "max_retries": None,
    }


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"app": "celery"}, "app must be a celery.Celery, not str"),
        ({"client": 5}, "client must be callable, not int"),
        ({"ended": None}, "ended must be callable, not NoneType"),
        ({"pace": 900}, "pace must be callable, not int"),
    ],
)
def test_wrong_arguments(given: dict[str, Any], text: str) -> None:
    """An argument that cannot be used is refused by its name."""
    right: dict[str, Any] = {"app": RecordingApp(), "client": CodatSyncExpenses, "ended": refuse}
    with pytest.raises(ConfigurationError, match=text):
        delivery_task(**{**right, **given})
