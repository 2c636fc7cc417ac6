"""The database of an outbox: its engine, its transactions, and the lock of the deliverer."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.dialects import postgresql, sqlite

from .._exceptions import ConfigurationError, OutboxBusyError, OutboxError
from . import _tables

_PATIENCE = 30.0  # seconds to wait for another process that writes to the same file
_LOCK = 4_270_126_351  # any number; PostgreSQL locks it for the deliverer


class Database:
    """A SQLite file, or a database of the application."""

    def __init__(self, where: str | os.PathLike[str] | sa.Engine) -> None:
        """Open a database, and create the tables that are missing.

        :raises ConfigurationError: if it is no SQLite file, and no SQLite or PostgreSQL engine
        :raises OutboxError: if its tables are of a newer version, or the file is damaged
        """
        self._owns = not isinstance(where, sa.Engine)
        self.engine: sa.Engine = where if isinstance(where, sa.Engine) else _file(where)
        name = self.engine.dialect.name
        if name not in ("sqlite", "postgresql"):
            raise ConfigurationError(f"an outbox needs SQLite or PostgreSQL, not {name}")
        self._mutex = threading.RLock()  # SQLite has one writer; waiting here is cheaper
        try:
            with self.transaction() as connection:
                _tables.metadata.create_all(connection)
                found = connection.execute(sa.select(_tables.about.c.version)).scalars().all()
                if not found:
                    connection.execute(_tables.about.insert().values(version=_tables.VERSION))
        except exc.DatabaseError as error:
            self.close()
            raise OutboxError(f"{self}: {error.orig}") from error
        if found and found[0] > _tables.VERSION:
            self.close()
            raise OutboxError(
                f"{self} has version {found[0]}, but this version of the package reads up to "
                f"{_tables.VERSION}: update the package"
            )

    def __str__(self) -> str:
        """Return the address without its password."""
        return f"the outbox {self.engine.url.render_as_string(hide_password=True)}"

    def close(self) -> None:
        """Close the connections, unless the engine is the application's."""
        if self._owns:
            self.engine.dispose()

    @contextmanager
    def transaction(
        self, connection: sa.Connection | None = None
    ) -> Generator[sa.Connection, None, None]:
        """Begin a transaction, or take part in the caller's."""
        if connection is not None:
            yield connection
            return
        with self._mutex, self.engine.begin() as own:
            yield own

    def insert(self, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
        """Return an insert that leaves rows out that are there."""
        if self.engine.dialect.name == "sqlite":
            return sqlite.insert(table).on_conflict_do_nothing()
        return postgresql.insert(table).on_conflict_do_nothing()

    @contextmanager
    def deliverer(self) -> Generator[None, None, None]:
        """Be the only deliverer; the lock ends with the process.

        :raises OutboxBusyError: if another is delivering
        """
        is_file = self.engine.dialect.name == "sqlite"
        with self._file_lock() if is_file else self._server_lock() as is_free:
            if not is_free:
                raise OutboxBusyError(f"{self}: another process is delivering from it")
            yield

    @contextmanager
    def _file_lock(self) -> Generator[bool, None, None]:
        """Hold a transaction of a second file, whose lock the system ends with the process."""
        path = self.engine.url.database
        lock = sqlite3.connect(f"{path}.lock" if path else ":memory:", timeout=0)
        try:
            lock.execute("BEGIN EXCLUSIVE")
            yield True
        except sqlite3.OperationalError:
            yield False
        finally:
            lock.close()

    @contextmanager
    def _server_lock(self) -> Generator[bool, None, None]:
        """Hold a lock of a connection, which the server ends with it."""
        with self.engine.connect() as connection:
            locked = sa.select(sa.func.pg_try_advisory_lock(_LOCK))
            is_free = connection.execute(locked).scalar_one()
            connection.commit()
            try:
                yield bool(is_free)
            finally:
                if is_free:
                    connection.execute(sa.select(sa.func.pg_advisory_unlock(_LOCK)))


def _file(where: str | os.PathLike[str]) -> sa.Engine:
    path = os.fspath(where)
    given: object = path
    if not isinstance(given, str) or not path or path.startswith(":") or "\0" in path:
        raise ConfigurationError(f"an outbox needs the path of a file or an engine, not {where!r}")
    if not Path(path).absolute().parent.is_dir():
        raise ConfigurationError(f"there is no directory for the outbox {path!r}")
    url = sa.URL.create("sqlite", database=str(Path(path).absolute()))
    engine = sa.create_engine(url, connect_args={"timeout": _PATIENCE, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver would begin too late, and lose the upgrade
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # a commit survives a power failure


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
