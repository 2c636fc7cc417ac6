"""The sandbox as a command."""

import re
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox.__main__ import main
from tests.support.sandbox_caller import LATEST

COMMAND = [sys.executable, "-m", "codatsyncexpenses.sandbox"]


@contextmanager
def running(*arguments: str) -> Generator[tuple[list[str], Iterator[str]], None, None]:
    """Run the command until Ctrl-C; return its greeting and the lines after it."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, *arguments, "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        greeting: list[str] = []
        for line in lines:
            greeting.append(line)
            if "Ctrl-C" in line:
                break
        try:
            yield greeting, lines
        finally:
            process.send_signal(signal.SIGINT)
        rest = list(lines)
    assert (rest[-2:], process.returncode) == (["\n", "Stopped.\n"], 0)


def test_serve() -> None:
    """The command prints address, key and companies, then a line per request, until Ctrl-C."""
    with running("serve", "--api-key", "k", "--sync-seconds", "0") as (greeting, lines):
        url = greeting[0].split()[-1]
        path = LATEST.format(companyId=companies.SUCCEEDS.id)
        for quiet in (f"{url}/_sandbox/state", f"{url}/_sandbox/state"):
            assert requests.get(quiet, timeout=10).status_code == 200
        answer = requests.get(url + path, headers={"Authorization": "Basic aw=="}, timeout=10)
        assert answer.status_code == 200
        assert re.fullmatch(rf"GET {path} 200 \d+ ms\n", next(lines))
        requests.get(f"{url}/a%0D%0Ab%20é", timeout=10)
        assert re.fullmatch(r"GET /a%0D%0Ab%20%C3%A9 401 \d+ ms\n", next(lines))
    assert "Authorization: Basic aw==\n" in greeting
    assert all(company.id in "".join(greeting) for company in companies.ALL)


def test_demo(tmp_path: Path) -> None:
    """The demonstration starts syncs by itself, and respects all options."""
    options = ["--db", str(tmp_path / "state"), "--seed", "3", "--quota", "7", "--speed", "50"]
    with running("demo", *options, "--webhook", "http://127.0.0.1:9/hook") as (greeting, lines):
        first, second = next(lines), next(lines)
        state = requests.get(f"{greeting[0].split()[-1]}/_sandbox/state", timeout=10).json()
    assert re.fullmatch(r"POST /companies/\S+/sync/expenses/syncs 202 \d+ ms\n", first)
    assert re.fullmatch(r"GET /companies/\S+/latest/status 200 \d+ ms\n", second)
    assert (state["speed"], state["quota"]["limit"], len(state["syncs"])) == (50.0, 7, 2)
    assert any("http://127.0.0.1:9/hook, signed with whsec_" in line for line in greeting)
    assert (tmp_path / "state").exists()


def test_a_taken_port(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    """A taken port ends the command with one line that says so."""
    port = sandbox.url.rpartition(":")[2]
    assert main(["serve", "--port", port]) == 2
    output = capsys.readouterr()
    assert output.err == f"Port {port} is in use; choose another one with --port.\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--speed", "0"], "speed must be above 0"),
        (["--sync-seconds", "nan"], "sync_seconds must be 0 or more, not nan"),
        (["--quota", "-1"], "quota must be a whole number from 0, not -1"),
        (["--db", __file__], "is not a database of a sandbox"),
        (["--webhook", "here"], "url must be an address of http or https, not 'here'"),
    ],
)
def test_a_value_that_cannot_be_used(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An invalid value ends the command with one line that names it."""
    assert main(["serve", "--port", "0", *arguments]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [["--port=65536"], ["--port=-1"], ["--port=http"], ["--speed=fast"], ["--seed=x"]],
)
def test_a_number_that_is_none(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A text in place of a number is a wrong argument."""
    with pytest.raises(SystemExit, match="2"):
        main(["serve", *arguments])
    assert arguments[0].partition("=")[0] in capsys.readouterr().err


def test_without_werkzeug() -> None:
    """Without Werkzeug, the command prints one line with the extra to install."""
    code = (
        "import sys; sys.modules['werkzeug'] = None;"
        "from codatsyncexpenses.sandbox.__main__ import main; sys.exit(main(['serve']))"
    )
    result = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    expected = 'The sandbox needs Werkzeug: install this package with its extra "sandbox"\n'
    assert (result.returncode, result.stderr) == (6, expected)
