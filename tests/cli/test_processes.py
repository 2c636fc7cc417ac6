"""The command as a process: what it loads, terminals, signals, and readers that go away."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.cli_runner import SEND
from tests.support.faulty_server import Server, read, silence
from tests.support.ids import COMPANY_ID, SYNC_ID
from tests.support.processes import wait_until

COMMAND = [sys.executable, "-m", "codatsyncexpenses.cli"]
GOOD = companies.SUCCEEDS.id

posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX system")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command and give what came of it."""
    return subprocess.run(  # noqa: S603 - our own
        [*COMMAND, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(autouse=True)
def buffered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the processes write as they do for users, whatever is set here."""
    for name in ("PYTHONUNBUFFERED", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def unfinished_sync(at_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Serve a sandbox in which a sync runs until the test moves the clock."""
    del at_sandbox
    with Sandbox(clock="manual") as sandbox, sandbox.client() as s:
        monkeypatch.setenv("CODAT_SERVER_URL", sandbox.url)
        s.sync.initiate_sync(operations.InitiateSyncRequest(GOOD))
        yield sandbox


@pytest.mark.usefixtures("at_sandbox")
def test_as_a_module() -> None:
    """`python -m codatsyncexpenses.cli` is the command."""
    done = run("status", GOOD, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert companies.SUCCEEDED_SYNC_ID in done.stdout


def test_completion(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell can have the script that completes commands and options."""
    monkeypatch.setenv("_CODAT_SYNC_EXPENSES_COMPLETE", "zsh_source")
    done = run()
    assert done.returncode == 0
    assert "codat-sync-expenses" in done.stdout


def test_the_version() -> None:
    """`--version` prints the version of the package."""
    version = metadata.version("codatsyncexpenses")
    assert run("--version").stdout == f"codat-sync-expenses {version}\n"


def test_the_script_is_installed() -> None:
    """The package brings the script `codat-sync-expenses`."""
    (script,) = metadata.entry_points(group="console_scripts", name="codat-sync-expenses")
    assert script.value == "codatsyncexpenses.cli:main"


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_without_the_extra(missing: str) -> None:
    """Without the extra it says how to install it, in a line, with an exit code of its own."""
    program = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        "from codatsyncexpenses.cli import main; sys.exit(main([]))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert (done.returncode, done.stdout) == (6, "")
    assert done.stderr == (
        'codat-sync-expenses needs click and rich: pip install "codatsyncexpenses[cli]"\n'
    )


@posix
@pytest.mark.usefixtures("unfinished_sync")
def test_ctrl_c() -> None:
    """Ctrl-C ends a wait at once, with 130 and no traceback."""
    with subprocess.Popen(  # noqa: S603 - our own
        [*COMMAND, "watch", GOOD], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as watching:
        assert watching.stdout is not None
        assert "running" in watching.stdout.readline()
        began = time.monotonic()
        watching.send_signal(signal.SIGINT)
        _, err = watching.communicate(timeout=30)
    assert watching.returncode == 130
    assert time.monotonic() - began < 5
    assert err.strip() == ""


SIGNALS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serve an API that takes a request and says nothing."""
    with Server([[read, silence]]) as server:
        monkeypatch.setenv("CODAT_API_KEY", "a-key-of-nobody")
        monkeypatch.setenv("CODAT_SERVER_URL", server.url)
        yield server


def interrupted(server: Server, arguments: list[str], *names: str) -> tuple[int, str]:
    """Send signals to a command that waits for its answer; return its exit code and error."""
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        wait_until(lambda: len(server.requests) == 1)
        for name in names:
            process.send_signal(getattr(signal, name))
        _, err = process.communicate(timeout=30)
    return process.returncode, err


@posix
@pytest.mark.parametrize(("name", "code"), SIGNALS.items())
def test_signals_while_a_sync_is_started(silent: Server, name: str, code: int) -> None:
    """Whatever ends the command while it writes, the key is shown with which to repeat the call."""
    arguments = [*COMMAND, *SEND, "--wait"]
    returned, err = interrupted(silent, arguments, name)
    key = silent.requests[0].key
    assert returned == code
    assert err.startswith("Error: interrupted")
    assert err.endswith(f"repeat it with --idempotency-key {key}\n")
    assert err.count("\n") == 1


@posix
@pytest.mark.parametrize(("name", "code"), SIGNALS.items())
def test_signals_for_programs(silent: Server, name: str, code: int) -> None:
    """With `--json` the key and the exit code are in the error."""
    returned, err = interrupted(silent, [*COMMAND, *SEND, "--json"], name)
    error = json.loads(err)["error"]
    assert returned == error["exitCode"] == code
    assert (error["idempotencyKey"], error["maybeProcessed"]) == (silent.requests[0].key, True)


@posix
def test_a_second_signal(silent: Server) -> None:
    """A service manager that sends several signals at once does not cut off the key."""
    arguments = [*COMMAND, *SEND]
    # The exit code is not checked: a signal after the report may end Python itself.
    _, err = interrupted(silent, arguments, *["SIGTERM", "SIGHUP"] * 20)
    assert err.endswith(f"repeat it with --idempotency-key {silent.requests[0].key}\n")


@posix
@pytest.mark.parametrize(
    "arguments",
    [
        ["companies"],
        ["connections", GOOD],
        ["transactions", SYNC_ID, "--company", GOOD],
        ["status", GOOD],
        ["list", GOOD],
        ["watch", GOOD],
        ["doctor"],
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_signals_while_something_is_read(silent: Server, arguments: list[str]) -> None:
    """A command that only reads ends with the code of the signal, in a line."""
    returned, err = interrupted(silent, [*COMMAND, *arguments], "SIGTERM")
    assert (returned, err.strip()) == (143, "Error: interrupted by SIGTERM")


@posix
def test_a_signal_that_is_ignored(silent: Server) -> None:
    """With nohup, the command goes on when the terminal is closed."""
    shell = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *COMMAND, *SEND]
    returned, err = interrupted(silent, shell, "SIGHUP", "SIGTERM")
    assert returned == 143
    assert str(silent.requests[0].key) in err


@posix
@pytest.mark.usefixtures("at_sandbox")
def test_the_sandbox_and_signals() -> None:
    """The sandbox stops at SIGTERM as it does at Ctrl-C."""
    command = [*COMMAND, "sandbox", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:  # noqa: S603 - our own
        assert serving.stdout is not None
        for line in serving.stdout:
            if line.startswith("Ctrl-C"):
                break
        serving.terminate()
        out, _ = serving.communicate(timeout=30)
    assert "Stopped." in out


@posix
@pytest.mark.usefixtures("at_sandbox")
@pytest.mark.parametrize(
    "arguments", [["companies"], SEND, ["list", GOOD], ["status", GOOD, "--json"], ["--help"]]
)
def test_a_reader_that_has_gone(arguments: list[str]) -> None:
    """A pipe that nobody reads ends the command quietly."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(  # noqa: S603 - our own
            [*COMMAND, *arguments], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


@posix
@pytest.mark.usefixtures("at_sandbox")
@pytest.mark.parametrize(
    ("command", "arguments", "code", "says"),
    [
        ('"$@" >/dev/full', ["list", GOOD], 2, "cannot be written: No space left"),
        ('"$@" >/dev/full', ["--help"], 2, "cannot be written: No space left"),
        ('"$@" >/dev/full', SEND, 2, "repeat it with --idempotency-key"),
        ('"$@" >&-', ["list", GOOD], 0, ""),
        ('"$@" >&-', ["watch", GOOD], 0, ""),
        ('"$@" <&-', ["expenses", "send", "-", "--company", GOOD], 2, "the file has no expenses"),
        ('"$@" 2>&-', ["status", COMPANY_ID], 3, ""),
        ('"$@" 2>/dev/full', ["status", COMPANY_ID], 3, ""),
    ],
)
def test_output_that_cannot_be_written(
    command: str, arguments: list[str], code: int, says: str
) -> None:
    """A disk that is full is an error in one line; an output that is closed is left alone."""
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("this system has no full disk")
    shell = ["sh", "-c", f"exec {command}", "sh", *COMMAND, *arguments]
    done = subprocess.run(shell, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert says in done.stderr
    assert sum(line.startswith("Error: ") for line in done.stderr.splitlines()) == bool(says)


def on_a_terminal(
    arguments: list[str], sandbox: Sandbox | None = None, /, **environment: str
) -> str:
    """Run the command on a terminal of 80 columns, and return its output.

    The sync of a sandbox ends when the output says that it runs.
    """
    import pty  # Windows has none

    master, slave = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    with subprocess.Popen([*COMMAND, *arguments], stdout=slave, stderr=slave, env=env) as process:  # noqa: S603 - our own
        os.close(slave)
        written = b""
        with contextlib.suppress(OSError):  # the other side is closed
            while piece := os.read(master, 65536):
                written += piece
                if sandbox is not None and b"running" in written:
                    sandbox.advance(10)
        process.wait(60)
    os.close(master)
    return written.decode()


@posix
@pytest.mark.usefixtures("at_sandbox")
def test_colours() -> None:
    """On a terminal the outcome is green or red, and says it in words all the same."""
    assert "\x1b[32m✓ succeeded" in on_a_terminal(["status", GOOD])
    assert "\x1b" not in run("status", GOOD).stdout


@posix
@pytest.mark.usefixtures("at_sandbox")
@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_colours(setting: dict[str, str]) -> None:
    """Whoever wants no colours gets none."""
    written = on_a_terminal(["status", GOOD], **setting)
    assert "✓ succeeded" in written
    assert "\x1b" not in written


@posix
def test_a_live_line(unfinished_sync: Sandbox) -> None:
    """On a terminal one line is kept up to date, and the end stays."""
    written = on_a_terminal(["watch", GOOD], unfinished_sync)
    live, _, end = written.rpartition("\x1b[2K")
    assert "… running  1000  " in live
    assert "succeeded" in end
    assert end.count("\n") == 1


@posix
def test_a_live_line_before_outcomes(unfinished_sync: Sandbox) -> None:
    """`expenses send --wait` keeps the line up to date, and then shows the outcomes."""
    written = on_a_terminal([*SEND, "--wait"], unfinished_sync)
    live, _, end = written.rpartition("\x1b[2K")
    assert "… running  1000  " in live
    assert "succeeded" in end
    assert end.count("\x1b[32m✓ Completed") == 2


@posix
def test_a_terminal_that_knows_no_live_line(unfinished_sync: Sandbox) -> None:
    """There, each change has a line of its own."""
    written = on_a_terminal(["watch", GOOD], unfinished_sync, TERM="dumb")
    assert len(written.splitlines()) >= 2
    assert "\x1b" not in written
