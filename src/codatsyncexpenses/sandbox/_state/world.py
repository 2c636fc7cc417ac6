"""The world: all records, the ids, the clock, and the lock that guards them."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from codatsyncexpenses.errors import ConfigurationError, RequestError
from codatsyncexpenses.sandbox._state import records, snapshots
from codatsyncexpenses.sandbox._state.clock import EARLIEST, LATEST, MANUAL_START, Clock, Ids
from codatsyncexpenses.sandbox._state.outbox import Outbox
from codatsyncexpenses.sandbox._state.store import Store, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping


_GLOBAL = ("Company", "Day", "Endpoint", "First", "Message")
"""The kinds of records that belong to no company."""


class RefusedError(Exception):
    """A request that gets an error response."""

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


def missing(error: str) -> RequestError:
    """Return the error of a call that names something unknown; over HTTP, it has status 404."""
    made = RequestError(error)
    made.__cause__ = RefusedError(404, error)
    return made


class World:
    """The records, and the rules that hold for all of them."""

    def __init__(
        self,
        store: Store,
        *,
        source: Callable[[], float] | None,
        speed: float,
        seed: int,
        sync_time: int,
        one_time_links: bool = False,
    ) -> None:
        self.store = store
        self._lock = threading.Lock()
        self.seed = seed
        self.ids: Ids = Ids(seed)
        self.is_manual: bool = source is None
        self.sync_time = sync_time
        self.one_time_links = one_time_links
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
        self.speed: float = speed
        """The speed of a new world's clock."""
        self.clock: Clock = Clock(self._first_moment(), source, speed)
        self.outbox: Outbox = Outbox(store, self.ids, self.clock)
        tables: list[Any] = [*vars(self).values(), *vars(self.outbox).values()]
        self._tables: dict[str, Table[Any]] = {
            each.kind: each for each in tables if isinstance(each, Table)
        }

    @contextmanager
    def unit(self) -> Generator[None]:
        """Hold the lock, and commit all changes or none."""
        with self._lock:
            try:
                self.ids.count = self.store.number("ids") or 0
                yield
                self._keep_time()
            except BaseException:
                self.store.rollback()
                raise
            self.store.commit()

    def close(self) -> None:
        """Close the file, so that others can open it."""
        with self._lock:
            self.store.close()

    def company(self, company_id: str) -> records.Company:
        """Return the company with this id, in either letter case."""
        company = self.companies.get(company_id.lower())
        if company is None:
            raise RefusedError(404, f"There is no company {company_id}.")
        return company

    def snapshot(self) -> dict[str, Any]:
        """Return the state as values of JSON."""
        self._keep_time(always=True)
        numbers, kinds = self.store.dump()
        found = snapshots.Snapshot(snapshots.FORMAT, snapshots.VERSION, numbers, kinds)
        state: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
        return state

    def load(self, state: object) -> None:
        """Replace all records with those of a snapshot; call `rewind` if they are accepted.

        :raises ConfigurationError: if it is none, or one of a newer version
        """
        found = snapshots.read(state)
        self.store.clear()
        for name, value in found.numbers.items():
            self.store.set_number(name, value)
        for kind, documents in found.records.items():
            if kind not in self._tables:
                raise ConfigurationError(f"this snapshot has records of an unknown kind, {kind}")
            self._tables[kind].load(documents)
        stray = self.store.stray(*_GLOBAL)
        if stray is not None:
            raise ConfigurationError(f"this snapshot has a {stray} of an unknown company")
        used = {each.connection_id: "Pull" for each in self.pulls.all()}
        used |= {each.connection_id: "Push" for each in self.pushes.all()}
        for unknown in used.keys() - {each.id for each in self.connections.all()}:
            problem = f"a {used[unknown]} of an unknown connection, {unknown}"
            raise ConfigurationError(f"this snapshot has {problem}")
        if not EARLIEST <= self._first_moment() <= LATEST:
            raise ConfigurationError("this snapshot has a time that no clock shows")
        self.ids.count = found.numbers["ids"]

    def rewind(self) -> None:
        """Set the clock to the time of the records."""
        self.clock.set(self._first_moment())

    def reset(self) -> None:
        """Remove everything, and go back to the first moment."""
        self.store.clear()
        self.ids.count = 0
        self.rewind()

    def remove(self, company: records.Company) -> None:
        """Remove a company and all its records."""
        self.store.remove_company(company.id)
        self.companies.remove(company.id)

    def is_connected(self, company_id: str) -> bool:
        """Return whether a company has its pair of linked connections."""
        linked = {
            connection.platform == records.EXPENSES
            for connection in self.connections.of(company_id)
            if connection.status == "Linked"
        }
        return linked == {True, False}

    def accounting(self, company_id: str) -> records.Connection | None:
        """Return the linked connection to the accounting software; None if there is none."""
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
        """Add a connection to a company."""
        connection = records.Connection(
            id=id_ or self.ids.uuid(),
            company_id=company.id,
            platform=platform,
            status=status,
            created=self.clock.now(),
            was_read=status == "Linked",
        )
        self.connections.put(connection)
        return connection

    def announce(
        self, event: str, company: records.Company, moment: int | None = None, **payload: object
    ) -> None:
        """Queue a webhook about a company."""
        reference: dict[str, object] = {
            "id": company.id,
            "name": company.name,
            "links": {},
            "tags": company.tags,
        }
        if company.description is not None:
            reference["description"] = company.description
        self.outbox.add(event, {"referenceCompany": reference, **payload}, moment)

    def _first_moment(self) -> int:
        """Continue at the time of the file, or keep the file's lead over the machine's clock."""
        ahead = self.store.number("ahead")
        if self.is_manual:
            moment = self.store.number("now")
            return MANUAL_START if moment is None else moment
        return _machine() + (ahead or 0)

    def _keep_time(self, *, always: bool = False) -> None:
        self.store.set_number("ids", self.ids.count)
        if self.store.is_file or always:
            now = self.clock.now()
            self.store.set_number("now", now)
            if not self.is_manual:
                self.store.set_number("ahead", now - _machine())


def _machine() -> int:
    """Return the moment by the machine's clock."""
    return time.time_ns() // 1000
