"""A Celery application as users write them: the client is made before the worker forks.

It has made a call by then; with ``CELERY_BUSY`` set, threads of it are making their first calls.
"""

from __future__ import annotations

import importlib
import os
import threading
from typing import Any

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import operations
from tests.load.forks import calls
from tests.support.ids import COMPANY_ID, SYNC_ID

celery: Any = importlib.import_module("celery")  # it has no types
importlib.import_module("celery.signals")

FOLDER = os.environ["CELERY_FOLDER"]

client = CodatSyncExpenses(server_url=os.environ["CODAT_SERVER_URL"])


def read_status(name: str) -> tuple[int, str | None]:
    """Give the process that made the call, and the sync that was answered."""
    answered = client.sync.get(operations.GetSyncByIDRequest(COMPANY_ID, name))
    status = answered.company_sync_status
    return os.getpid(), status.sync_id if status else None


def be_busy(**_: object) -> None:
    """Begin first calls, amid which the worker forks."""
    for call in (lambda: read_status(SYNC_ID), *calls(client)):
        threading.Thread(target=call, daemon=True).start()


if os.environ.get("CELERY_BUSY"):
    celery.signals.worker_before_create_process.connect(be_busy)
else:
    read_status(SYNC_ID)  # leaves an open connection for the workers to inherit

app: Any = celery.Celery("faults")
app.conf.update(
    broker_url="filesystem://",
    broker_transport_options={
        "data_folder_in": f"{FOLDER}/queue",
        "data_folder_out": f"{FOLDER}/queue",
        "control_folder": f"{FOLDER}/control",
        "polling_interval": 0.02,
    },
    result_backend=f"file://{FOLDER}/results",
    worker_prefetch_multiplier=1,
)
read: Any = app.task(name="read")(read_status)
