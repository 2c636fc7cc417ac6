"""A process that delivers an outbox, and writes where it is into a shared page of memory.

Another process kills it at any moment, and reads where it was. The time is that of the machine plus
a number of seconds that the other process sets.
"""

from __future__ import annotations

import argparse
import asyncio
import mmap
import re
import struct
import sys
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from codatsyncexpenses import AsyncCodatSyncExpenses, CodatSyncExpenses, telemetry
from codatsyncexpenses._calls.settings import SHARED, Seams
from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import Outbox, _batch, _rows, _store, _tables

from .calls import PATIENT

SIZE, LABEL = 4096, struct.Struct("d64s")
WORKERS = 8


class Page:
    """A page of memory that two processes share: an offset of the time, and a place."""

    def __init__(self, path: Path) -> None:
        """Open the page."""
        self.path = path
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), SIZE)

    @classmethod
    def made(cls, path: Path) -> Page:
        """Create a page."""
        path.write_bytes(bytes(SIZE))
        return cls(path)

    @property
    def offset(self) -> float:
        """Seconds to add to the time."""
        found: float = LABEL.unpack_from(self._memory)[0]
        return found

    @property
    def place(self) -> str:
        """The last place."""
        label: bytes = LABEL.unpack_from(self._memory)[1]
        return label.rstrip(b"\0").decode()

    def write(self, offset: float, place: str) -> None:
        """Set both."""
        LABEL.pack_into(self._memory, 0, offset, place.encode())


def noting(page: Page) -> Callable[[telemetry.CallEvent], None]:
    """Write the steps of calls and of the store into the page."""
    put = _store.Store.put

    def stored(store: _store.Store, taken: _rows.Taken, *given: Any) -> Any:
        kept = put(store, taken, *given)
        page.write(page.offset, f"{taken.delivery.stage}: stored")
        return kept

    def note(event: telemetry.CallEvent) -> None:
        page.write(page.offset, f"{event.call.operation}: {type(event).__name__}")

    noted: Any = stored
    _store.Store.put = noted  # type: ignore[method-assign]
    return note


def break_key() -> None:
    """Give each request a random key, in place of the one that follows from its content."""
    _batch.Batch.key = property(lambda _: uuid.uuid4())  # type: ignore[assignment,method-assign]


def break_journal() -> None:
    """Store a new delivery after its request, and not before."""
    planned, put = _store.Store._planned, _store.Store.put
    unsent: dict[int, Any] = {}
    row = sa.select(_tables.deliveries)
    ours = _tables.expenses.update()

    def forgetting(store: _store.Store, connection: Any, now: float) -> Any:
        taken = planned(store, connection, now)
        if taken is not None:
            is_it = _tables.deliveries.c.id == taken.id
            unsent[taken.id] = connection.execute(row.where(is_it)).one()._asdict()
            connection.execute(_tables.deliveries.delete().where(is_it))
            of_it = _tables.expenses.c.delivery_id == taken.id
            connection.execute(ours.where(of_it).values(state="waiting"))
        return taken

    def late(store: _store.Store, taken: _rows.Taken, *given: Any) -> Any:
        values = unsent.pop(taken.id, None)
        if values is not None:
            with store._database.transaction() as connection:
                connection.execute(_tables.deliveries.insert().values(values))
                of_it = _tables.expenses.c.delivery_id == taken.id
                connection.execute(ours.where(of_it).values(state="sending"))
        return put(store, taken, *given)

    broken: list[Any] = [forgetting, late]
    _store.Store._planned, _store.Store.put = broken  # type: ignore[method-assign]


def peak() -> int:
    """Return the most memory that this process has held, in kB."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    return int(found[1]) if found else 0


BROKEN: dict[str, Callable[[], None]] = {"key": break_key, "journal": break_journal}


def main() -> None:
    """Deliver until the end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("outbox", type=Path)
    parser.add_argument("page", type=Path)
    parser.add_argument("url")
    parser.add_argument("--client", choices=["blocking", "asynchronous"], default="blocking")
    parser.add_argument("--broken", choices=[*BROKEN])
    parser.add_argument("--timeout", type=float)
    parser.add_argument("--usage", action="store_true", help="print CPU seconds and megabytes")
    given = parser.parse_args()
    page = Page(given.page)
    workers = 1 if given.broken == "journal" else WORKERS

    def now() -> datetime:
        return datetime.now(timezone.utc) + timedelta(seconds=page.offset)

    SHARED[given.url] = Seams(now=now)
    if given.broken:
        BROKEN[given.broken]()
    options: Any = {
        "security": shared.Security(auth_header="Basic c2FuZGJveA=="),
        "server_url": given.url,
        "on_event": noting(page),
        "retry_config": PATIENT,
        "retry_budget": None,
    }
    before = time.process_time()
    with Outbox(given.outbox) as outbox:
        if given.client == "blocking":
            with CodatSyncExpenses(**options) as client:
                outbox.deliver(client, workers=workers, timeout=given.timeout, per_minute=None)
        else:
            asyncio.run(deliver(outbox, options, workers, given.timeout))
    if given.usage:
        sys.stdout.write(f"{time.process_time() - before} {peak() / 1024}\n")


async def deliver(outbox: Outbox, options: Any, workers: int, timeout: float | None) -> None:
    """Deliver with the asynchronous client."""
    async with AsyncCodatSyncExpenses(**options) as client:
        await outbox.deliver(client, workers=workers, timeout=timeout, per_minute=None)


if __name__ == "__main__":
    main()
