"""A Celery application that delivers, as users write it."""

from __future__ import annotations

import importlib
import json
import os
from pathlib import Path
from typing import Any

from codatsyncexpenses import CodatSyncExpenses, telemetry
from codatsyncexpenses.outbox import Delivery
from codatsyncexpenses.outbox.celery import delivery_task

celery: Any = importlib.import_module("celery")  # it has no types

FOLDER = Path(os.environ["DELIVERY_FOLDER"])

app: Any = celery.Celery("deliveries", broker=os.environ["DELIVERY_BROKER"])
app.conf.update(
    broker_transport_options=json.loads(os.environ["DELIVERY_TRANSPORT"]),
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
)


def note(place: str) -> None:
    """Note the place of this process; empty between two steps."""
    (FOLDER / "processes" / str(os.getpid())).write_text(place)


def noted(event: telemetry.CallEvent) -> None:
    """Note the last event of a call."""
    note(f"{event.call.operation}: {type(event).__name__}")


def client() -> CodatSyncExpenses:
    """Return a client, whose failed calls the task repeats."""
    return CodatSyncExpenses.from_env(max_retries=0, on_event=noted)


def ended(delivery: Delivery) -> None:
    """Keep a delivery that has ended, in one write, which no kill can divide."""
    path = FOLDER / "ended" / delivery.entries[0].expense_id
    with path.open("ab", buffering=0) as lines:
        lines.write(f"{delivery.to_json()}\n".encode())


def begun(args: tuple[str, ...], **_: object) -> None:
    """Note the stage of a delivery before its step."""
    note(f"{Delivery.from_json(args[0]).stage}: begun")


def over(**_: object) -> None:
    """Note that a step is over."""
    note("")


signals: Any = importlib.import_module("celery.signals")
signals.task_prerun.connect(begun)
signals.task_postrun.connect(over)
deliver: Any = delivery_task(app, client, ended)

if os.environ["DELIVERY_BROKEN"] == "key":
    importlib.import_module("tests.load.deliverer").break_key()
elif os.environ["DELIVERY_BROKEN"] == "early":  # acknowledged before its step
    deliver.acks_late = False
