"""A Celery application that delivers, as users write it."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.outbox import Delivery
from codatsyncexpenses.outbox.celery import delivery_task

celery: Any = importlib.import_module("celery")  # it has no types

FOLDER = Path(os.environ["DELIVERY_FOLDER"])

app: Any = celery.Celery("deliveries", broker=os.environ["DELIVERY_BROKER"])
app.conf.update(
    broker_transport_options={"visibility_timeout": float(os.environ["DELIVERY_VISIBILITY"])},
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
)


def client() -> CodatSyncExpenses:
    """Return a client, whose failed calls the task repeats, and note the process."""
    (FOLDER / "processes" / str(os.getpid())).touch()
    return CodatSyncExpenses.from_env(max_retries=0)


def ended(delivery: Delivery) -> None:
    """Keep a delivery that has ended."""
    path = FOLDER / "ended" / delivery.entries[0].expense_id
    with path.open("a") as lines:
        lines.write(f"{delivery.to_json()}\n")


def begun(args: tuple[str, ...], **_: object) -> None:
    """Note the stage of a delivery before its step."""
    (FOLDER / "processes" / str(os.getpid())).write_text(Delivery.from_json(args[0]).stage)


def over(**_: object) -> None:
    """Note that a step is over."""
    (FOLDER / "processes" / str(os.getpid())).write_text("")


signals: Any = importlib.import_module("celery.signals")
signals.task_prerun.connect(begun)
signals.task_postrun.connect(over)
deliver = delivery_task(app, client, ended)
