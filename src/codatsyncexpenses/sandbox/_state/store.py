"""Storage of records in one SQLite database, in memory or in a file.

A record is a document that has an id, may belong to a company and may be due at some moment.
Nothing here takes a lock: the caller holds one.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar

import msgspec

from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox._state.clock import EARLIEST, LATEST

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = ":memory:"
_APPLICATION = 0xC0DA7  # marks a file as ours
_MODE = 0o600  # it holds the secrets that sign webhooks
_SCHEMA = """
CREATE TABLE IF NOT EXISTS number (name TEXT PRIMARY KEY, value INTEGER);
CREATE TABLE IF NOT EXISTS record (
    kind TEXT, id TEXT, company_id TEXT, at INTEGER, due INTEGER, document BLOB,
    PRIMARY KEY (kind, id)
);
CREATE INDEX IF NOT EXISTS of_company ON record (company_id, kind, at);
CREATE INDEX IF NOT EXISTS in_time ON record (kind, at);
CREATE INDEX IF NOT EXISTS to_do ON record (kind, due) WHERE due IS NOT NULL;
"""


Moment = Annotated[int, msgspec.Meta(ge=EARLIEST, le=LATEST)]
"""Microseconds since 1970 in UTC."""


class Record(msgspec.Struct, kw_only=True):
    """Base of the records."""

    id: str
    company_id: str = ""
    at: Moment = 0
    """The moment that records are sorted by."""
    due: Moment | None = None
    """The moment of the next step, such as the end of a sync."""


R = TypeVar("R", bound=Record)


class Store:
    """A database that opens when it is first used, and again after `close`."""

    def __init__(self, file: str = MEMORY) -> None:
        self.is_file: bool = file != MEMORY
        self._file = file
        self._connection: sqlite3.Connection | None = None

    def run(self, statement: str, *values: object) -> sqlite3.Cursor:
        """Run an SQL statement."""
        if self._connection is None:
            self._connection = self._open()
            self._closing = weakref.finalize(self, self._connection.close)
        return self._connection.execute(statement, values)

    def number(self, name: str) -> int | None:
        """Return a stored number; None if there is none."""
        row = self.run("SELECT value FROM number WHERE name = ?", name).fetchone()
        return None if row is None else int(row[0])

    def set_number(self, name: str, value: int) -> None:
        """Store a number."""
        self.run("INSERT OR REPLACE INTO number VALUES (?, ?)", name, value)

    def next_due(self, *types: type[Record]) -> int | None:
        """Return the moment when the first record of these types is due; None if none is."""
        first = "SELECT min(due) AS due FROM record WHERE kind = ? AND due IS NOT NULL"
        firsts = " UNION ALL ".join(first for _ in types)
        query = f"SELECT min(due) FROM ({firsts})"  # noqa: S608 - ours
        found: int | None = self.run(query, *(type_.__name__ for type_ in types)).fetchone()[0]
        return found

    def dump(self) -> tuple[dict[str, int], dict[str, list[msgspec.Raw]]]:
        """Return all numbers, and the documents of each kind in the order of their creation."""
        numbers = dict(self.run("SELECT name, value FROM number ORDER BY name").fetchall())
        kinds: dict[str, list[msgspec.Raw]] = {}
        for kind, document in self.run("SELECT kind, document FROM record ORDER BY kind, rowid"):
            kinds.setdefault(kind, []).append(msgspec.Raw(document))
        return numbers, kinds

    def stray(self, *kinds: str) -> str | None:
        """Return the kind and id of a record whose company is missing; `kinds` need none."""
        marks = ", ".join("?" * len(kinds))
        query = (
            f"SELECT kind || ' ' || id FROM record WHERE kind NOT IN ({marks})"  # noqa: S608 - ours
            " AND company_id NOT IN (SELECT id FROM record WHERE kind = 'Company') LIMIT 1"
        )
        row = self.run(query, *kinds).fetchone()
        return None if row is None else str(row[0])

    def clear(self) -> None:
        """Remove everything."""
        self.run("DELETE FROM number")
        self.run("DELETE FROM record")

    def remove_company(self, company_id: str) -> None:
        """Remove all records of a company."""
        self.run("DELETE FROM record WHERE company_id = ?", company_id)

    def commit(self) -> None:
        """Commit the changes."""
        if self._connection is not None:
            self._connection.commit()

    def rollback(self) -> None:
        """Undo the changes since the last commit."""
        if self._connection is not None:
            self._connection.rollback()

    def close(self) -> None:
        """Close the file, so that others can open it; a database in memory stays open."""
        if self.is_file and self._connection is not None:
            self._connection = None
            self._closing()

    def _open(self) -> sqlite3.Connection:
        connection = None
        try:
            if self.is_file:
                _protect(self._file)
            connection = sqlite3.connect(self._file, timeout=0, check_same_thread=False)
            _prepare(connection)
        except (sqlite3.Error, OSError) as error:
            if connection is not None:
                connection.close()
            if "locked" in str(error):
                reason = "is in use by another sandbox"
            elif isinstance(error, OSError) or "unable to open" in str(error):
                reason = "cannot be opened"
            else:
                reason = "is not a database of a sandbox"
            raise ConfigurationError(f"db: {self._file} {reason}") from error
        return connection


def _protect(file: str) -> None:
    """Create a file if necessary, check that it is empty or ours, and let only its owner read it.

    SQLite's additional files get the same mode.
    """
    if Path(file).exists() and not Path(file).is_file():
        raise OSError("not a file")  # opening a pipe would wait for somebody to write to it
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _MODE))
        return
    with open(file, "rb") as found:  # noqa: PTH123 - no path
        head = found.read(72)
        is_ours = not head or head[68:] == _APPLICATION.to_bytes(4, "big")
    if is_ours:
        with contextlib.suppress(PermissionError):  # the file is another user's
            os.chmod(file, _MODE)  # noqa: PTH101 - no path


def _prepare(connection: sqlite3.Connection) -> None:
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and owner != _APPLICATION:
        raise sqlite3.DatabaseError
    # One process at a time, and no wait for the disk: a state for tests may miss its last moment
    # when the machine itself breaks down.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.executescript(f"BEGIN EXCLUSIVE; {_SCHEMA} COMMIT;")


class Table(Generic[R]):
    """The records of one kind, in the order of their creation."""

    def __init__(self, store: Store, type_: type[R]) -> None:
        self._store = store
        self.kind: str = type_.__name__
        self._read = msgspec.json.Decoder(type_).decode

    def put(self, record: R) -> None:
        """Insert or update a record."""
        self._store.run(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
            " SET due = excluded.due, document = excluded.document",
            self.kind,
            record.id,
            record.company_id,
            record.at,
            record.due,
            msgspec.json.encode(record),
        )

    def load(self, documents: list[msgspec.Raw]) -> None:
        """Insert the documents of a snapshot.

        :raises ConfigurationError: if one cannot be read
        """
        try:
            for document in documents:
                self.put(self._read(document))
        except msgspec.MsgspecError as error:
            problem = f"this snapshot has a damaged {self.kind}: {error}"
            raise ConfigurationError(problem) from None

    def get(self, id_: str) -> R | None:
        """Return the record with this id; None if there is none."""
        return next(self._select("id = ?", id_), None)

    def all(self) -> list[R]:
        """Return all records."""
        return list(self._select("1 ORDER BY rowid"))

    def of(self, company_id: str) -> list[R]:
        """Return a company's records."""
        return list(self._select("company_id = ? ORDER BY rowid", company_id))

    def newest(self, company_id: str | None = None) -> Iterator[R]:
        """Return the records, or those of a company, newest first."""
        if company_id is None:
            return self._select("1 ORDER BY at DESC, rowid DESC")
        return self._select("company_id = ? ORDER BY at DESC, rowid DESC", company_id)

    def due(self, moment: int) -> R | None:
        """Return the first record due by a moment; None if none is."""
        return next(self._select("due <= ? ORDER BY due, rowid LIMIT 1", moment), None)

    def remove(self, id_: str) -> None:
        """Remove a record."""
        self._store.run("DELETE FROM record WHERE kind = ? AND id = ?", self.kind, id_)

    def _select(self, condition: str, *values: object) -> Iterator[R]:
        query = f"SELECT document FROM record WHERE kind = ? AND {condition}"  # noqa: S608 - ours
        rows = self._store.run(query, self.kind, *values)
        return (self._read(document) for (document,) in rows)
