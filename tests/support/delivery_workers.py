"""Workers of Celery that run `tests/companions/delivery_app.py`."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

from codatsyncexpenses.outbox import Delivery
from tests.support.documents import ROOT

APP = "tests.companions.delivery_app"
_PATIENCE = 120.0  # seconds


class Workers:
    """The settings of the workers, and what their processes have left in a folder."""

    def __init__(
        self,
        folder: Path,
        broker: str,
        url: str,
        transport: Mapping[str, object],
        broken: str | None = None,
    ) -> None:
        """Prepare the folder.

        :param url: the address of the sandbox
        :param transport: the options of the broker's transport
        :param broken: a fault of the task: `key` or `early`
        """
        self.folder = folder
        for name in ("ended", "processes"):
            (folder / name).mkdir()
        self.environment: Mapping[str, str] = {
            **os.environ,
            "DELIVERY_BROKER": broker,
            "DELIVERY_FOLDER": str(folder),
            "DELIVERY_TRANSPORT": json.dumps(transport),
            "DELIVERY_BROKEN": broken or "",
            "CODAT_SERVER_URL": url,
            "CODAT_API_KEY": "sandbox",
        }

    @contextlib.contextmanager
    def worker(self, processes: int = 2) -> Iterator[subprocess.Popen[bytes]]:
        """Run a worker with some processes, in a group of its own, which is killed at the end."""
        options = ["--pool", "prefork", "--concurrency", str(processes)]
        options += ["--hostname", f"{uuid.uuid4()}@%h"]  # RabbitMQ refuses a second one of a name
        options += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        command = [sys.executable, "-m", "celery", "-A", APP, "worker", "-l", "INFO", *options]
        with (
            (self.folder / "log").open("ab") as log,
            subprocess.Popen(  # noqa: S603 - our own
                command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            ) as worker,
        ):
            try:
                yield worker
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(worker.pid, signal.SIGKILL)

    @property
    def processes(self) -> list[int]:
        """The processes that have begun a step, also those that were killed."""
        return [int(each.name) for each in (self.folder / "processes").iterdir()]

    def place(self, process: int) -> str:
        """Return the place of a process, which is empty between two steps."""
        return (self.folder / "processes" / str(process)).read_text()

    def forget(self, process: int) -> None:
        """Forget a process that was killed."""
        (self.folder / "processes" / str(process)).unlink()

    def ended(self) -> dict[str, list[Delivery]]:
        """The deliveries that have ended, by the id of their first expense, once for each call."""
        texts = {path.name: path.read_text() for path in (self.folder / "ended").iterdir()}
        return {
            name: [Delivery.from_json(line) for line in text.splitlines()]
            for name, text in texts.items()
            if text.endswith("\n")  # another process is writing one that does not
        }

    def send(self, *deliveries: Delivery) -> None:
        """Send deliveries to the queue."""
        code = f"import sys, {APP} as at\nfor line in sys.stdin: at.deliver.delay(line)"
        lines = "".join(f"{each.to_json()}\n" for each in deliveries)
        subprocess.run(  # noqa: S603 - our own
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=self.environment,
            input=lines,
            text=True,
            check=True,
            timeout=_PATIENCE,
        )
