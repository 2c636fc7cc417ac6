"""The database of an outbox: its engine, its transactions, and the lock of the deliverer."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.dialects import postgresql, sqlite

from .._exceptions import ConfigurationError, OutboxBusyError, OutboxError, RequestError
from . import _tables

_PATIENCE = 30.0  # seconds to wait for another process that writes to the same file
_LOCK = 4_270_126_351  # any number; PostgreSQL locks it for the deliverer
_LOOKS, _MOMENT = 5, 0.1  # times to try to take a lost lock again; seconds between them
_FORK = 5.0  # seconds that a fork waits at most for the transaction of another thread
_REPEATS = 10  # times that a transaction is repeated after a deadlock
_DEADLOCK = "40P01"  # the code of PostgreSQL, which each driver names otherwise
_PATH = "SELECT file FROM pragma_database_list WHERE name = 'main'"

P = ParamSpec("P")
T = TypeVar("T")


def repeated(transaction: Callable[P, T]) -> Callable[P, T]:
    """Repeat a transaction that PostgreSQL has rolled back to end a deadlock.

    Any two that change the same expenses may wait for each other: the other one goes on meanwhile.
    """

    @wraps(transaction)
    def call(*args: P.args, **options: P.kwargs) -> T:
        for _ in range(_REPEATS):
            with _without_deadlock():
                return transaction(*args, **options)
        return transaction(*args, **options)

    return call


@contextmanager
def _without_deadlock() -> Generator[None, None, None]:
    try:
        yield
    except OutboxError as error:
        original = getattr(error.__cause__, "orig", None)
        codes = (getattr(original, name, None) for name in ("sqlstate", "pgcode"))
        if _DEADLOCK not in codes:
            raise


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
        self._is_file = name == "sqlite"
        if not self._is_file:  # the application may have chosen to commit each statement
            self.engine = self.engine.execution_options(isolation_level="READ COMMITTED")
        self._mutex = threading.RLock()  # SQLite has one writer; waiting here is cheaper
        self._is_held = False  # by a fork
        self._path = ""
        self._former: list[sa.Pool] = []
        _open.add(self)
        try:
            with self.transaction() as connection:
                self._create(connection)
        except (ConfigurationError, OutboxError):
            self.close()
            raise

    def __str__(self) -> str:
        """Return the address without its password, which may also be in its query."""
        address = self.engine.url.set(query={})
        return f"the outbox {address.render_as_string(hide_password=True)}"

    def _create(self, connection: sa.Connection) -> None:
        """Create the tables, unless a newer version has."""
        if self._is_file:
            self._path = connection.exec_driver_sql(_PATH).scalar_one()
            if not self._path:
                raise ConfigurationError("an outbox needs a file: a database in memory is lost")
        else:  # two processes may begin at once
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK + 1)))
        version = None
        if sa.inspect(connection).has_table(_tables.about.name):
            version = connection.execute(sa.select(_tables.about.c.version)).scalar()
        if version is not None and version > _tables.VERSION:
            raise OutboxError(
                f"{self} has version {version}, but this version of the package reads up to "
                f"{_tables.VERSION}: update the package"
            )
        _tables.metadata.create_all(connection)
        if version is None:
            connection.execute(_tables.about.insert().values(version=_tables.VERSION))

    def close(self) -> None:
        """Close the connections, unless the engine is the application's."""
        if self._owns:
            self.engine.dispose()

    def begin_fork(self) -> None:
        """Wait for the transaction of another thread, and block new ones until the fork ends."""
        self._is_held = self._mutex.acquire(timeout=_FORK)

    def end_fork(self) -> None:
        """Allow transactions again."""
        if self._is_held:
            self._mutex.release()

    def begin_child(self) -> None:
        """Forget the lock and the connections of the parent, without closing them."""
        self._mutex = threading.RLock()
        if self._owns:
            self._former.append(self.engine.pool)  # SQLite must not close them here
            self.engine.dispose(close=False)

    @contextmanager
    def transaction(
        self, connection: sa.Connection | None = None
    ) -> Generator[sa.Connection, None, None]:
        """Begin a transaction that writes, or take part in the caller's.

        :raises OutboxError: if the database fails
        :raises RequestError: if the caller's connection is not in a transaction
        :raises IntegrityError: if a row is there already
        """
        with self._errors():
            if connection is not None:
                self._join(connection)
                yield connection
                return
            with self._mutex, self.engine.begin() as own:
                if self._is_file:
                    _begin(own, "BEGIN IMMEDIATE")
                yield own

    @contextmanager
    def reading(self) -> Generator[sa.Connection, None, None]:
        """Begin a transaction that reads, and waits for no writer.

        :raises OutboxError: if the database fails
        """
        with self._errors(), self.engine.begin() as connection:
            if self._is_file:
                _begin(connection, "BEGIN")
            yield connection

    def _join(self, connection: sa.Connection) -> None:
        """Take part in a transaction, as a writer.

        A reader of SQLite cannot always become a writer, so that the first statement writes.
        """
        about = _tables.about
        connection.execute(about.delete().where(about.c.version < 0))
        raw: Any = connection.connection.dbapi_connection
        is_kept = raw.in_transaction if self._is_file else not getattr(raw, "autocommit", False)
        if not is_kept:
            raise RequestError(
                "connection commits each statement (AUTOCOMMIT), so that a rollback would undo "
                "nothing: pass one that is in a transaction"
            )

    @contextmanager
    def _errors(self) -> Generator[None, None, None]:
        try:
            yield
        except exc.IntegrityError:
            raise
        except exc.SQLAlchemyError as error:
            raise OutboxError(f"{self}: {getattr(error, 'orig', error)}") from error

    def insert(self, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
        """Return an insert that leaves rows out that are there."""
        insert = sqlite.insert if self._is_file else postgresql.insert
        return insert(table).on_conflict_do_nothing()

    @contextmanager
    def deliverer(self) -> Generator[Callable[[], None], None, None]:
        """Be the only deliverer; the lock ends with the process.

        It yields what raises an OutboxBusyError if the lock has been lost.

        :raises OutboxBusyError: if another is delivering
        """
        with self._file_lock() if self._is_file else self._server_lock() as check:
            if check is None:
                raise OutboxBusyError(f"{self}: another process is delivering from it")
            yield check

    @contextmanager
    def _file_lock(self) -> Generator[Callable[[], None] | None, None, None]:
        """Hold a transaction of a second file, whose lock the system ends with the process."""
        path = f"{self._path}.lock"
        with ExitStack() as stack:
            try:
                lock = stack.enter_context(closing(sqlite3.connect(path, timeout=0)))
                lock.execute("BEGIN EXCLUSIVE")
                is_free = True
            except sqlite3.DatabaseError as error:
                if "locked" not in str(error):
                    raise OutboxError(f"{self}: its lock {path}: {error}") from error
                is_free = False
            yield _kept if is_free else None

    @contextmanager
    def _server_lock(self) -> Generator[Callable[[], None] | None, None, None]:
        """Hold a lock of a connection, which the server ends with it."""
        lock = _ServerLock(self.engine)
        with self._errors(), closing(lock):
            yield self._kept_by(lock) if lock.take() else None

    def _kept_by(self, lock: _ServerLock) -> Callable[[], None]:
        def check() -> None:
            if lock.is_held():
                return
            for _ in range(_LOOKS):  # the server may give the lost lock up a moment later
                if lock.take():
                    return
                time.sleep(_MOMENT)
            raise OutboxBusyError(f"{self}: another process has begun to deliver from it")

        return check


class _ServerLock:
    """A lock of PostgreSQL, on a connection that takes no place in the pool."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._connection: sa.Connection | None = None

    def take(self) -> bool:
        """Return whether the lock was free; it is held from now on."""
        self.close()
        self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._connection.detach()
        free = sa.select(sa.func.pg_try_advisory_lock(_LOCK))
        return bool(self._connection.execute(free).scalar_one())

    def is_held(self) -> bool:
        """Return whether the connection, and so the lock, is still there."""
        with suppress(exc.SQLAlchemyError):
            if self._connection is not None:
                self._connection.execute(sa.select(1))
                return True
        return False

    def close(self) -> None:
        """Give the lock up; the end of the connection alone does so a moment later."""
        if self._connection is not None:
            with suppress(exc.SQLAlchemyError):  # a lost connection holds no lock
                self._connection.execute(sa.select(sa.func.pg_advisory_unlock(_LOCK)))
            with suppress(exc.SQLAlchemyError):
                self._connection.close()


def _kept() -> None:
    """Accept a lock that cannot be lost."""


def _file(where: str | os.PathLike[str]) -> sa.Engine:
    try:
        path: object = os.fspath(where)
    except TypeError:
        path = None
    if not isinstance(path, str) or not path or path.startswith(":") or "\0" in path:
        raise ConfigurationError(f"an outbox needs the path of a file or an engine, not {where!r}")
    if "://" in path:  # it may have a password, which no error shows
        raise ConfigurationError("instead of a URL, an outbox needs sqlalchemy.create_engine(url)")
    is_there = False
    with suppress(OSError):  # a name that is too long, or a directory that may not be read
        is_there = Path(path).absolute().parent.is_dir()
    if not is_there:
        raise ConfigurationError(f"there is no directory for the outbox {path!r}")
    url = sa.URL.create("sqlite", database=str(Path(path).absolute()))
    options = {"timeout": _PATIENCE, "check_same_thread": False}
    engine = sa.create_engine(url, connect_args=options, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # a commit survives a power failure


def _begin(connection: sa.Connection, statement: str) -> None:
    """Begin a transaction of SQLite: the driver, or the application, begins too late or another.

    A transaction that begins as a reader cannot always become a writer.
    """
    raw: Any = connection.connection.dbapi_connection
    if raw.in_transaction:
        connection.exec_driver_sql("ROLLBACK")
    connection.exec_driver_sql(statement)


# The databases of this process: a child must not use the locks and the connections of its parent.
_open: weakref.WeakSet[Database] = weakref.WeakSet()


def _each(method: Callable[[Database], None]) -> Callable[[], None]:
    def call() -> None:
        for each in [*_open]:
            method(each)

    return call


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_each(Database.begin_fork),
        after_in_parent=_each(Database.end_fork),
        after_in_child=_each(Database.begin_child),
    )
