"""A PostgreSQL of the tests' own, which an unprivileged user runs and no network reaches."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import exc

_PATIENCE = 60.0  # seconds that a command, the start or the stop may take
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=20")


def _programs() -> Path | None:
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return Path(found).parent if found else debian[-1].parent if debian else None


@contextmanager
def served() -> Iterator[sa.Engine]:
    """Serve a new, empty database on a socket in a directory; skip the test without PostgreSQL."""
    programs = _programs()
    if programs is None:
        pytest.skip("needs PostgreSQL; scripts/install_servers.sh installs it")
    place = Path(tempfile.mkdtemp(prefix="pg-"))
    user = None
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = "nobody"
        shutil.chown(place, user)
    data, names = place / "data", ("-U", "outbox", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = [word for each in _QUICK for word in ("-c", each)]
    begin: list[str | Path] = [programs / "initdb", "-D", data, *names, "--no-sync"]
    serve: list[str | Path] = [programs / "postgres", "-D", data, "-k", place, "-h", "", *options]
    try:
        with (place / "log").open("wb") as log:
            subprocess.run(  # noqa: S603 - Debian's own program
                begin, check=True, cwd=place, user=user, stdout=log, stderr=log, timeout=_PATIENCE
            )
            server = subprocess.Popen(  # noqa: S603 - Debian's own program
                serve, cwd=place, user=user, stdout=log, stderr=log
            )
        try:
            yield _ready(sa.create_engine(f"postgresql+psycopg://outbox@/postgres?host={place}"))
        finally:
            server.send_signal(signal.SIGINT)  # ends it without waiting for its clients
            server.wait(_PATIENCE)
    finally:
        shutil.rmtree(place)


def _ready(engine: sa.Engine) -> sa.Engine:
    deadline = time.monotonic() + _PATIENCE
    while not _answers(engine):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return engine


def _answers(engine: sa.Engine) -> bool:
    try:
        engine.connect().close()
    except exc.OperationalError:
        return False
    return True
