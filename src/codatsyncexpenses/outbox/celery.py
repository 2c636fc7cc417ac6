"""Deliver expenses as a task of Celery, on as many machines as run its workers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from .._exceptions import ConfigurationError, RequestError
from .._lazy import LateModule
from .._schema.hints import is_number
from ._delivery import Delivery

if TYPE_CHECKING:
    from .. import sdk
else:
    sdk = LateModule("..sdk", __package__)

_exceptions: Any = LateModule("celery.exceptions")  # it has no types

__all__ = ["App", "DeliveryTask", "delivery_task"]

_LONGEST = 300.0  # seconds; RabbitMQ's limit for a message that is not acknowledged is 30 minutes
_VISIBILITY = 3600.0  # seconds; the default of Redis
_AFTER_ERROR = 60.0  # seconds


class App(Protocol):
    """An application of Celery."""

    def task(self, *arguments: Any, **options: Any) -> Any:
        """Register a task."""
        ...


class DeliveryTask(Protocol):
    """The task: send it a delivery as JSON, such as ``deliver.delay(delivery.to_json())``."""

    name: str

    def delay(self, delivery: str) -> object:
        """Send a delivery to the queue."""
        ...

    def apply_async(self, args: Sequence[str], **options: Any) -> object:
        """Send a delivery to the queue, with the options of Celery."""
        ...


def delivery_task(
    app: App,
    client: Callable[[], sdk.CodatSyncExpenses],
    ended: Callable[[Delivery], object],
    *,
    pace: Callable[[], float] | None = None,
    name: str = "codatsyncexpenses.deliver",
    **options: object,
) -> DeliveryTask:
    """Register the task that delivers, and return it.

    The delivery travels in the message. Each message makes one step, with `Delivery.advance`, and
    the next message follows after the seconds that it returns. A message is acknowledged when its
    step is over: that of a worker that is killed is sent again, and its step repeated, which is
    harmless.

    :param app: the application, a ``celery.Celery``
    :param client: returns a client; it is called once in each process, after the fork
    :param ended: called with a delivery that is done or has stopped, at least once; if it raises an
        exception, it is called again a minute later. A delivery whose `trouble` is not None goes on
        when ``delivery.resumed().to_json()`` is sent to the task
    :param pace: called before each step; returns seconds to wait, and 0 to make the step now
    :param name: the name of the task
    :param options: other options of the task, such as ``queue``
    :raises ConfigurationError: if an argument cannot be used
    """
    if not callable(getattr(app, "task", None)):
        raise ConfigurationError(f"app must be a celery.Celery, not {type(app).__name__}")
    for label, given in (("client", client), ("ended", ended), ("pace", pace)):
        if not callable(given) and not (label == "pace" and given is None):
            raise ConfigurationError(f"{label} must be callable, not {type(given).__name__}")
    clients: dict[int, sdk.CodatSyncExpenses] = {}  # by process: a fork copies that of its parent

    def step(task: Any, delivery: str, due_at: float = 0.0) -> None:
        value, seconds = delivery, due_at - time.time()
        try:
            if seconds <= 0 and pace is not None:
                seconds = _seconds(pace())
            if seconds <= 0:
                process = os.getpid()
                if process not in clients:
                    clients[process] = client()
                advanced, following = Delivery.from_json(delivery).advance(clients[process])
                value = advanced.to_json()
                if following is None or _needs_key(advanced):
                    ended(advanced)
                    return
                seconds = following
            _send(task, value, seconds)
        except Exception as error:
            raise _again(task, value, error) from error

    register = app.task(
        bind=True,
        name=name,
        ignore_result=True,
        acks_late=True,
        reject_on_worker_lost=True,
        acks_on_timeout=False,
        max_retries=None,
        **options,
    )
    made: DeliveryTask = register(step)
    return made


def _again(task: Any, value: str, error: Exception) -> Exception:
    """Send a message again after an error, and return the exception that ends its task."""
    try:
        ended: Exception = task.retry(
            args=(value,), kwargs={}, countdown=_AFTER_ERROR, exc=error, throw=False
        )
    except _exceptions.Reject as unsent:  # the queue keeps the message that it has
        ended = _exceptions.Reject(unsent, requeue=True)
    return ended


def _seconds(given: float) -> float:
    if not is_number(given, least=0):
        raise RequestError(f"pace must return seconds, 0 or more, not {given!r}")
    return given


def _needs_key(delivery: Delivery) -> bool:
    """Return whether every call of the client would fail."""
    return delivery.trouble is not None and delivery.trouble.scope == "client"


def _send(task: Any, value: str, seconds: float) -> None:
    """Send the next message, which waits in a worker until it is due.

    A queue sends a message again that is not acknowledged in time. A long wait is therefore made of
    several short ones.
    """
    transport: dict[str, float] = task.app.conf.broker_transport_options or {}
    longest = min(_LONGEST, transport.get("visibility_timeout", _VISIBILITY) / 4)
    arguments = (value, time.time() + seconds) if seconds > longest else (value,)
    task.apply_async(arguments, countdown=min(seconds, longest) or None)
