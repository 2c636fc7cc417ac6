"""What the sandbox knows, in one place: the records, the ids it gives, its clock and its lock."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._clock import BY_HAND, Clock
from codatsyncexpenses.sandbox._ids import Ids
from codatsyncexpenses.sandbox._outbox import Outbox
from codatsyncexpenses.sandbox._seeding import seed_companies
from codatsyncexpenses.sandbox._store import Store, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping


class RefusedError(Exception):
    """A request that is answered with an error."""

    def __init__(
        self,
        status: int,
        error: str,
        service: str = "ExpenseSyncApi",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.service = service
        self.headers = dict(headers or {})


class World:
    """The records, and what holds for all of them."""

    def __init__(
        self,
        store: Store,
        *,
        source: Callable[[], float] | None,
        speed: float,
        seed: int,
        sync_time: int,
    ) -> None:
        self._store = store
        self._lock = threading.Lock()
        self.seed = seed
        self.ids: Ids = Ids(seed)
        self.speed = speed
        self.is_by_hand: bool = source is None
        self.sync_time = sync_time
        self.companies: Table[records.Company] = Table(store, records.Company)
        self.connections: Table[records.Connection] = Table(store, records.Connection)
        self.datasets: Table[records.Dataset] = Table(store, records.Dataset)
        self.syncs: Table[records.Sync] = Table(store, records.Sync)
        self.written: Table[records.Written] = Table(store, records.Written)
        self.attachments: Table[records.Attachment] = Table(store, records.Attachment)
        self.entries: Table[records.Entry] = Table(store, records.Entry)
        self.pulls: Table[records.Pull] = Table(store, records.Pull)
        self.pushes: Table[records.Push] = Table(store, records.Push)
        self.firsts: Table[records.First] = Table(store, records.First)
        self.days: Table[records.Day] = Table(store, records.Day)
        self.clock: Clock = Clock(self._first_moment(), source, speed)
        self.outbox: Outbox = Outbox(store, self.ids, self.clock)
        with self.unit():
            if store.number("seeded") is None:
                store.keep("seeded", 1)
                seed_companies(self)

    @contextmanager
    def unit(self) -> Generator[None]:
        """Hold the lock, and make what is done last, all of it or nothing."""
        with self._lock:
            try:
                self.ids.count = self._store.number("ids") or 0
                yield
                self._keep_time()
            except BaseException:
                self._store.rollback()
                raise
            self._store.commit()

    def close(self) -> None:
        """Leave the file to others."""
        with self._lock:
            self._store.close()

    def company(self, company_id: str) -> records.Company:
        """Find the company with this id, in either letter case."""
        company = self.companies.get(company_id.lower())
        if company is None:
            raise RefusedError(404, f"There is no company {company_id}.")
        return company

    def remove(self, company: records.Company) -> None:
        """Remove a company and whatever belongs to it."""
        self._store.forget(company.id)
        self.companies.remove(company.id)
        self.announce("company.deleted", company)

    def is_connected(self, company_id: str) -> bool:
        """Whether a company has its pair of linked connections."""
        linked = {
            connection.platform == records.EXPENSES
            for connection in self.connections.of(company_id)
            if connection.status == "Linked"
        }
        return linked == {True, False}

    def accounting(self, company_id: str) -> records.Connection | None:
        """Find the connection to the accounting software, if one is linked."""
        for connection in self.connections.of(company_id):
            if connection.status == "Linked" and connection.platform != records.EXPENSES:
                return connection
        return None

    def connect(
        self,
        company: records.Company,
        platform: str,
        status: str = "Linked",
        id_: str | None = None,
    ) -> records.Connection:
        """Give a company a connection."""
        connection = records.Connection(
            id=id_ or self.ids.uuid(),
            company_id=company.id,
            platform=platform,
            status=status,
            created=self.clock.now(),
        )
        self.connections.put(connection)
        return connection

    def announce(
        self, event: str, company: records.Company, moment: int | None = None, **payload: object
    ) -> None:
        """Tell the endpoints of webhooks what happened to a company."""
        reference: dict[str, object] = {
            "id": company.id,
            "name": company.name,
            "description": company.description,
            "links": {},
            "tags": company.tags,
        }
        self.outbox.add(event, {"referenceCompany": reference, **payload}, moment)

    def _first_moment(self) -> int:
        """Go on where the clock of the file stopped, or was ahead of the machine's."""
        ahead = self._store.number("ahead")
        if self.is_by_hand:
            moment = self._store.number("now")
            return BY_HAND if moment is None else moment
        return _machine() + (ahead or 0)

    def _keep_time(self) -> None:
        self._store.keep("ids", self.ids.count)
        if self._store.is_file:
            now = self.clock.now()
            self._store.keep("now", now)
            self._store.keep("ahead", now - _machine())


def _machine() -> int:
    """The moment by the machine's own clock."""
    return time.time_ns() // 1000
