"""The file or the database of an outbox: what is refused, and what a failure leaves alone."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from codatsyncexpenses.errors import ConfigurationError, OutboxBusyError, OutboxError
from codatsyncexpenses.outbox import Outbox, Report
from codatsyncexpenses.outbox._database import _LOCK
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.cli_runner import EXPENSES, cli_runner
from tests.support.outbox import expense
from tests.support.processes import wait_until

GOOD = companies.SUCCEEDS.id

# What an outbox is opened with, and the error.
REFUSED: dict[str, tuple[Callable[[Path], Any], type[Exception], str]] = {
    "none": (lambda _: None, ConfigurationError, "path of a file or an engine, not None"),
    "bytes": (lambda _: b"outbox.db", ConfigurationError, "path of a file or an engine"),
    "empty": (lambda _: "", ConfigurationError, "path of a file or an engine, not ''"),
    "memory": (lambda _: ":memory:", ConfigurationError, "path of a file or an engine"),
    "url": (lambda _: "postgresql://u:p@h/db", ConfigurationError, r"create_engine\(url\)$"),
    "no directory": (lambda at: at / "no" / "outbox.db", ConfigurationError, "no directory for"),
    "long": (lambda at: at / ("x" * 300) / "outbox.db", ConfigurationError, "no directory for"),
    "directory": (lambda at: at, OutboxError, "unable to open database file"),
    "text": (lambda at: _text(at / "notes.txt"), OutboxError, "file is not a database"),
    "newer": (lambda at: _newer(at / "newer.db"), OutboxError, "version 9, .* update the package"),
    "lost": (lambda _: sa.create_engine("sqlite://"), ConfigurationError, "needs a file"),
}


def _text(path: Path) -> Path:
    path.write_text("This is no database, and long enough to be read as one. " * 20)
    return path


def _newer(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE codat_outbox (version INTEGER PRIMARY KEY)")
        made.execute("INSERT INTO codat_outbox VALUES (9)")
        made.commit()
    return path


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_outbox(tmp_path: Path, name: str) -> None:
    """A path or an engine that cannot be an outbox has a clear error."""
    where, error, text = REFUSED[name]
    with pytest.raises(error, match=text):
        Outbox(where(tmp_path))


def test_a_refused_file_is_unchanged(tmp_path: Path) -> None:
    """A newer file, and a file that is no database, stay as they are."""
    for path in (_newer(tmp_path / "newer.db"), _text(tmp_path / "notes.txt")):
        before = path.read_bytes()
        with pytest.raises(OutboxError):
            Outbox(path)
        tables = path.read_bytes().count(b"CREATE TABLE")
        assert tables == before.count(b"CREATE TABLE")


def test_a_newer_database_of_the_application(where: Path | sa.Engine) -> None:
    """A newer outbox is refused in each kind of database."""
    Outbox(where).close()
    engine = sa.create_engine(f"sqlite:///{where}") if isinstance(where, Path) else where
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE codat_outbox SET version = 9")
    with pytest.raises(OutboxError, match="version 9"):
        Outbox(engine)
    if isinstance(where, Path):
        engine.dispose()


def test_other_databases_are_refused() -> None:
    """An engine of another kind has an error that names it."""
    engine = sa.create_engine("mysql+mysqlconnector://", module=sqlite3)
    with pytest.raises(ConfigurationError, match="needs SQLite or PostgreSQL, not mysql"):
        Outbox(engine)


def test_what_was_added_is_there_later(where: Path | sa.Engine) -> None:
    """An outbox that is opened again has its expenses."""
    for count in (1, 0):
        with Outbox(where) as outbox:
            assert outbox.add(GOOD, [expense("one")]) == count


def test_the_engine_of_the_application_stays(where: Path | sa.Engine) -> None:
    """An engine of the application, with its own ways to commit, delivers like a file."""
    url = f"sqlite:///{where}" if isinstance(where, Path) else where.url
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with Outbox(engine) as outbox, Sandbox(clock="manual") as sandbox:
        outbox.add(GOOD, [expense(str(number)) for number in range(60)])
        assert outbox.deliver(sandbox.in_process_client()).written == 60
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT version FROM codat_outbox")).scalar() == 1
    engine.dispose()


def test_many_may_open_it_at_once(where: Path | sa.Engine) -> None:
    """Several threads that open a new outbox at once make one set of tables."""
    with ThreadPoolExecutor(4) as pool:
        opening = [pool.submit(Outbox, where) for _ in range(4)]
    for each in opening:
        with each.result() as outbox:
            assert outbox.status().is_complete


@pytest.mark.parametrize("address", ["me:a-secret@/none?", "me@/none?password=a-secret&"])
def test_the_password_is_hidden(tmp_path: Path, address: str) -> None:
    """An error does not have the password of the database, wherever its address has it."""
    engine = sa.create_engine(f"postgresql+psycopg://{address}host={tmp_path}")
    with pytest.raises(OutboxError) as caught:
        Outbox(engine)
    assert "a-secret" not in str(caught.value)
    assert "//me" in str(caught.value)


def test_another_path_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path, and an engine, lead to the same lock as the file's whole path."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link.db").symlink_to("outbox.db")
    engine = sa.create_engine("sqlite:///outbox.db")
    with Outbox("outbox.db") as first, first._database.deliverer():
        for where in (tmp_path / "outbox.db", tmp_path / "link.db", engine):
            with (
                Outbox(where) as second,
                pytest.raises(OutboxBusyError),
                second._database.deliverer(),
            ):
                pass
    engine.dispose()


def test_a_lock_that_cannot_be_made(tmp_path: Path) -> None:
    """A lock file that is a directory is not taken for another process."""
    (tmp_path / "outbox.db.lock").mkdir()
    with Outbox(tmp_path / "outbox.db") as outbox:
        with pytest.raises(OutboxError, match=r"outbox\.db\.lock: unable to open") as caught:
            outbox.deliver(Sandbox(clock="manual").in_process_client())
        assert not isinstance(caught.value, OutboxBusyError)


def test_a_killed_deliverer_leaves_no_lock(where: Path | sa.Engine) -> None:
    """The lock of a process that was killed is free."""
    with Outbox(where) as outbox:
        url = f"sqlite:///{where}" if isinstance(where, Path) else str(where.url)
        program = (
            "import os, sys, sqlalchemy; from codatsyncexpenses.outbox import Outbox\n"
            "with Outbox(sqlalchemy.create_engine(sys.argv[1]))._database.deliverer():\n"
            "    os.kill(os.getpid(), 9)\n"
        )
        killed = subprocess.run([sys.executable, "-c", program, url], check=False)  # noqa: S603 - our own
        assert killed.returncode == -9
        wait_until(lambda: is_free(outbox))  # a server notices it a moment later


def is_free(outbox: Outbox) -> bool:
    """Return whether nobody delivers from an outbox."""
    try:
        with outbox._database.deliverer():
            return True
    except OutboxBusyError:
        return False


def test_a_lock_takes_no_place_in_the_pool(emptied: sa.Engine, manual: Sandbox) -> None:
    """A pool of one connection is enough to deliver."""
    engine = sa.create_engine(emptied.url, pool_size=1, max_overflow=0, pool_timeout=1)
    with Outbox(engine) as outbox:
        outbox.add(GOOD, [expense("one")])
        assert outbox.deliver(manual.in_process_client()).written == 1
        assert is_free(outbox)
    engine.dispose()


Hook = Callable[[object], None]
_HOLDERS = sa.text(
    "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted = :granted"
)


def _holders(engine: sa.Engine, *, granted: bool = True) -> list[int]:
    """Return the processes of the server that hold the lock of a deliverer, or wait for it."""
    with engine.connect() as connection:
        return [*connection.execute(_HOLDERS, {"granted": granted}).scalars()]


def _end(engine: sa.Engine, pids: list[int]) -> None:
    with engine.connect() as connection:
        for pid in pids:
            connection.execute(sa.select(sa.func.pg_terminate_backend(pid)))


def _delivered(outbox: Outbox, sandbox: Sandbox, kind: str, hook: Hook) -> Report:
    if kind == "blocking":
        with sandbox.client(on_event=hook) as client:
            return outbox.deliver(client)

    async def awaited() -> Report:
        async with sandbox.async_client(on_event=hook) as client:
            return await outbox.deliver(client)

    return asyncio.run(awaited())


def test_the_lock_ends_with_the_run(emptied: sa.Engine) -> None:
    """Runs may follow each other at once."""
    with Outbox(emptied) as outbox:
        for _ in range(30):
            with outbox._database.deliverer():
                assert len(_holders(emptied)) == 1
            assert _holders(emptied) == []


@pytest.mark.parametrize("kind", ["blocking", "asynchronous"])
def test_a_lost_lock_is_taken_again(emptied: sa.Engine, kind: str) -> None:
    """A run goes on if the connection with its lock breaks, and holds the lock again."""
    held = list[list[int]]()

    def lose(_: object) -> None:
        held.append(_holders(emptied))
        if len(held) == 1:
            _end(emptied, held[0])

    with Outbox(emptied) as outbox, Sandbox(sync_seconds=1) as sandbox:
        outbox.add(GOOD, [expense("one")])
        assert _delivered(outbox, sandbox, kind, lose).written == 1
    assert (len(held[0]), len(held[-1])) == (1, 1)
    assert held[0] != held[-1]


def test_a_lost_lock_that_another_has_taken(emptied: sa.Engine) -> None:
    """A run ends if another begins while the connection with its lock is broken."""
    with ThreadPoolExecutor(1) as pool, emptied.connect() as other:
        waiting = list[Future[object]]()

        def lose(_: object) -> None:
            if not waiting:  # the server gives the lock to the one that waits
                take = sa.select(sa.func.pg_advisory_lock(_LOCK))
                waiting.append(pool.submit(other.execute, take))
                wait_until(lambda: len(_holders(emptied, granted=False)) == 1)
                _end(emptied, _holders(emptied))
                waiting[0].result(20)

        with Outbox(emptied) as outbox, Sandbox(sync_seconds=60) as sandbox:
            outbox.add(GOOD, [expense("one")])
            with pytest.raises(OutboxBusyError, match="another process has begun"):
                _delivered(outbox, sandbox, "blocking", lose)


@pytest.mark.parametrize("whose", ["own", "the application's"])
def test_a_transaction_begins_as_a_writer(tmp_path: Path, whose: str) -> None:
    """Nobody writes between the first look and the change, even where the engine says BEGIN."""
    path = tmp_path / "outbox.db"
    Outbox(path).close()
    engine = sa.create_engine(f"sqlite:///{path}")

    def leave_to_sqlalchemy(raw: sqlite3.Connection, _: object) -> None:
        raw.isolation_level = None

    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    event.listen(engine, "connect", leave_to_sqlalchemy)
    event.listen(engine, "begin", begin)

    def write_if_possible(*_: object) -> None:
        with (
            closing(sqlite3.connect(path, timeout=0)) as other,
            suppress(sqlite3.OperationalError),
            other,
        ):
            other.execute("INSERT INTO codat_outbox_told VALUES (random(), 1, 1.0)")

    with Outbox(engine) as outbox, engine.connect() as connection:
        event.listen(engine, "after_cursor_execute", write_if_possible)
        used = None if whose == "own" else connection
        assert outbox.add(GOOD, [expense("one")], connection=used) == 1
        connection.commit()
        assert outbox.status().waiting == 1
    engine.dispose()


def test_readers_do_not_wait(outbox: Outbox, tmp_path: Path) -> None:
    """The counts are read while another process writes."""
    with Outbox(tmp_path / "outbox.db") as other, other._database.transaction():
        assert outbox.status().is_complete


# Forks while a thread adds, and exits with the number of children that failed to add.
FORKS = """
import os, sys, threading
from codatsyncexpenses.outbox import Outbox, Report
from codatsyncexpenses.outbox._database import _LOCK
from tests.support.outbox import expense
COMPANY = "8a210b68-6988-11ed-a1eb-0242ac120002"
outbox, over = Outbox(sys.argv[1]), threading.Event()

def add(name):
    outbox.add(COMPANY, [expense(f"{name} {number}") for number in range(40)])

def work():
    number = 0
    while not over.is_set():
        number += 1
        add(f"parent {number}")

thread = threading.Thread(target=work)
thread.start()
failed = 0
for number in range(5):
    child = os.fork()
    if not child:
        import signal
        signal.alarm(20)
        add(f"child {number}")
        os._exit(0)
    failed += os.waitpid(child, 0)[1] != 0
over.set()
thread.join()
outbox.close()
sys.exit(failed)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_child_adds(tmp_path: Path) -> None:
    """A child of a fork amid the transactions of another thread adds its expenses."""
    path = tmp_path / "outbox.db"
    program = [sys.executable, "-W", "ignore", "-c", FORKS, str(path)]
    ended = subprocess.run(program, check=False, capture_output=True)  # noqa: S603 - our own
    assert (ended.returncode, ended.stderr) == (0, b"")
    with Outbox(path) as outbox:
        assert outbox.status().waiting % 40 == 0
        assert outbox.add(GOOD, [expense(f"child 4 {number}") for number in range(40)]) == 0


def test_the_command_opens_a_url(
    emptied: sa.Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """CODAT_OUTBOX may be the URL of a PostgreSQL database, whose password is not shown."""
    url = emptied.url.set(drivername="postgresql", password="hunter22")  # noqa: S106 - any does
    monkeypatch.setenv("CODAT_OUTBOX", url.render_as_string(hide_password=False))
    cli = cli_runner(capsys)
    added = cli("outbox", "add", EXPENSES, "--company", GOOD, "--verbose")
    assert (added.out, added.err) == ("2 added\n", "")
    assert cli("outbox", "status").out == "0 written, 0 failed, 2 waiting\n"
