"""The sandbox's file: the state that it keeps, and the files that it refuses."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Literal

import pytest

from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.sandbox_caller import (
    BY_ID,
    CONFIG,
    KEY,
    LATEST,
    LIST,
    ONE,
    SYNCS,
    TRANSACTIONS,
    SandboxCaller,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a file that does not exist yet."""
    return tmp_path / "state.db"


def again(
    file: Path, act: Callable[[SandboxCaller], Any], clock: Literal["real", "manual"] = "manual"
) -> Any:
    """Run a function with a sandbox whose state is in the file, and stop the sandbox."""
    sandbox = Sandbox(db=file, clock=clock)
    call = SandboxCaller(sandbox)
    with call.session:
        try:
            return act(call)
        finally:
            sandbox.stop()


def test_all_is_kept(file: Path) -> None:
    """Companies, datasets, syncs, configurations and connections survive a restart."""

    def make(call: SandboxCaller) -> tuple[str, str]:
        company = call.sandbox.create_company("Kept")
        call("DELETE", ONE, companies.FORBIDDEN)  # is refused
        call("DELETE", ONE, companies.WRITE_FAILED)
        dataset = call.sandbox.create_dataset(company.id)
        return company.id, call.start(company, dataset)

    def look(call: SandboxCaller) -> list[Any]:
        templates = (ONE, CONFIG, LIST, LATEST, BY_ID, TRANSACTIONS, f"{ONE}/connections")
        listed = call.read("/companies")["totalResults"]
        return [listed, *(call.read(each, company_id, sync_id) for each in templates)]

    company_id, sync_id = again(file, make)
    first = again(file, look)
    assert first == again(file, look)
    assert first[0] == len(companies.ALL)  # one is new, one was deleted


def test_a_sync_goes_on(file: Path) -> None:
    """A sync that ran when the sandbox stopped ends at its time."""

    def start(call: SandboxCaller) -> str:
        sync_id = call.start()
        call.sandbox.advance(1)
        return sync_id

    def follow(call: SandboxCaller) -> list[int]:
        codes: list[int] = []
        for _ in range(2):
            codes.append(call.read(BY_ID, sync_id=sync_id)["syncStatusCode"])
            call.sandbox.advance(2)
        return codes

    sync_id = again(file, start)
    assert again(file, follow) == [1000, 2000]


def test_the_clock_stays_where_it_is(file: Path) -> None:
    """A manual clock continues where it stopped."""
    again(file, lambda call: call.sandbox.advance(3600))
    assert again(file, lambda call: call.sandbox.now) == datetime(
        2023, 10, 16, 10, tzinfo=timezone.utc
    )


def test_the_clock_stays_ahead(file: Path) -> None:
    """A real clock stays as far ahead of the machine's as it was moved."""
    again(file, lambda call: call.sandbox.advance(86400), clock="real")
    now = again(file, lambda call: call.sandbox.now, clock="real")
    assert abs(now - datetime.now(timezone.utc) - timedelta(days=1)) < timedelta(minutes=1)


def test_the_quota_and_the_keys_are_kept(file: Path) -> None:
    """A restart resets neither the quota nor the idempotency keys."""

    def start(call: SandboxCaller) -> tuple[str, int]:
        answer = call("POST", SYNCS, headers=KEY)
        return answer.text, int(answer.headers["X-Rate-Limit-Remaining"])

    (first, left), (second, less) = again(file, start), again(file, start)
    assert (first, left - less) == (second, 1)


def test_ids_are_not_given_twice(file: Path) -> None:
    """Ids continue after a restart, and do not repeat."""
    made = {again(file, lambda call: call.sandbox.create_company().id) for _ in range(3)}
    assert len(made) == 3


def test_without_a_stop(file: Path) -> None:
    """Changes are kept even if the process is killed after its response."""
    code = (
        "import os, sys; from codatsyncexpenses.sandbox import Sandbox;"
        "sandbox = Sandbox(clock='manual', db=sys.argv[1]);"
        "print(sandbox.create_company().id, flush=True); os._exit(9)"
    )
    command = [sys.executable, "-c", code, str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - ours
    company_id = ran.stdout.strip()
    assert again(file, lambda call: call("GET", ONE, company_id).status_code) == 200


def test_a_file_that_is_in_use(file: Path) -> None:
    """A file belongs to one sandbox at a time, until the sandbox stops."""
    with Sandbox(db=file) as first:
        with pytest.raises(ConfigurationError, match="in use by another sandbox"):
            Sandbox(db=file)
        first.stop()
        with Sandbox(db=str(file)) as second:
            assert second.create_company().id
    assert not list(file.parent.glob("*-wal"))


def test_files_of_others(file: Path) -> None:
    """A file of another kind is refused and left unchanged."""
    other = file.with_name("other.db")
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    text = file.with_name("notes.txt")
    text.write_text("not a database, but longer than a header of one" * 10)
    for found in (other, text):
        before = found.read_bytes()
        with pytest.raises(ConfigurationError, match="is not a database of a sandbox"):
            Sandbox(db=found)
        assert found.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.parametrize("before", ["nothing", "empty", "ours"])
def test_only_its_owner_reads_the_file(file: Path, before: str) -> None:
    """The file, which holds the secrets of webhooks, and those beside it have mode 0600."""
    if before == "ours":
        Sandbox(db=file).stop()
    if before != "nothing":
        file.touch()
        file.chmod(0o644)
    with Sandbox(db=file) as sandbox:
        sandbox.create_company()
        found = {each.name: stat.S_IMODE(each.stat().st_mode) for each in file.parent.iterdir()}
    assert set(found.values()) == {0o600}
    assert found.keys() >= {"state.db", "state.db-wal"}


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such files")
def test_a_pipe_is_no_database(file: Path) -> None:
    """A named pipe is refused, and not waited for."""
    os.mkfifo(file)
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        Sandbox(db=file)


@pytest.mark.parametrize("name", ["file:state?mode=memory", "file:state", ":state:", "a?b#c%20d"])
def test_any_name_is_a_path(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that SQLite could take for a URI is a plain file."""
    monkeypatch.chdir(tmp_path)
    Sandbox(db=name).stop()
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_name_in_bytes(file: Path) -> None:
    """A path of bytes is taken as any function of Python takes it."""
    name: Any = os.fsencode(file)
    Sandbox(db=name).stop()
    assert file.exists()


@pytest.mark.parametrize("name", ["", b"", "a\0b", 5, object()])
def test_no_name(name: Any) -> None:
    """A value that cannot be a path is refused, with the name of the option."""
    with pytest.raises(ConfigurationError, match="db must be the path of a file"):
        Sandbox(db=name)


def test_a_file_that_cannot_be(file: Path) -> None:
    """The error names a file that cannot be opened."""
    for found in (file.parent, file / "in" / "nothing"):
        with pytest.raises(ConfigurationError, match=f"db: {found} cannot be opened"):
            Sandbox(db=found)
