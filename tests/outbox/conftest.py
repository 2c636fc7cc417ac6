"""The databases of an outbox, and its two clients."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from codatsyncexpenses.outbox import Outbox, Report
from codatsyncexpenses.sandbox import Sandbox
from tests.support import postgresql

Deliver = Callable[..., Report]


@pytest.fixture(scope="session")
def server() -> Iterator[sa.Engine]:
    """Serve a PostgreSQL to all tests of this process."""
    with postgresql.served() as engine:
        yield engine
        engine.dispose()


@pytest.fixture
def emptied(server: sa.Engine) -> Iterator[sa.Engine]:
    """Hold the engine of a PostgreSQL, which is emptied after the test."""
    yield server
    with server.begin() as connection:
        connection.exec_driver_sql("SET lock_timeout = '10s'")
        connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Path | sa.Engine:
    """Hold the file, or the engine, of an empty database."""
    if request.param == "sqlite":
        return tmp_path / "outbox.db"
    engine: sa.Engine = request.getfixturevalue("emptied")
    return engine


@pytest.fixture
def stored(where: Path | sa.Engine) -> Iterator[Outbox]:
    """Hold an outbox on each kind of database."""
    with Outbox(where) as outbox:
        yield outbox


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """Hold an outbox in a file."""
    with Outbox(tmp_path / "outbox.db") as outbox:
        yield outbox


@pytest.fixture(params=["blocking", "asynchronous"])
def deliver(request: pytest.FixtureRequest, manual: Sandbox) -> Deliver:
    """Deliver with each client, on the clock of a sandbox."""
    if request.param == "blocking":
        client = manual.in_process_client()

        def blocking(outbox: Outbox, **options: Any) -> Report:
            return outbox.deliver(client, **options)

        return blocking
    manual.start()

    async def awaited(outbox: Outbox, **options: Any) -> Report:
        async with manual.async_client() as client:
            return await outbox.deliver(client, **options)

    def asynchronous(outbox: Outbox, **options: Any) -> Report:
        return asyncio.run(awaited(outbox, **options))

    return asynchronous
