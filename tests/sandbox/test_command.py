"""The sandbox as a command."""

import inspect
import io
import json
import logging
import os
import re
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path

import pytest
import requests

from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox.__main__ import _greet, main
from tests.support.sandbox_caller import LATEST

COMMAND = [sys.executable, "-m", "codatsyncexpenses.sandbox"]


@contextmanager
def started(
    *arguments: str, ends: int = signal.SIGINT
) -> Generator[tuple[list[str], Iterator[str]], None, None]:
    """Run the command until a signal ends it; return its greeting and the lines after it."""
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
            process.send_signal(ends)
        rest = list(lines)
    assert ("Stopped.\n" in rest, process.returncode) == (True, 0)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_signals(command: str, name: str, tmp_path: Path) -> None:
    """SIGTERM and SIGHUP end the command as Ctrl-C does, with the state in its file."""
    file = tmp_path / "state.db"
    with started(command, "--db", str(file), ends=getattr(signal, name)) as (greeting, _):
        url = greeting[0].split()[-1]
        headers = {"Authorization": "Basic c2FuZGJveA=="}
        made = requests.post(f"{url}/companies", json={"name": "Acme"}, headers=headers, timeout=10)
    assert [each.name for each in tmp_path.iterdir()] == ["state.db"]
    sandbox = Sandbox(db=file)
    assert sandbox.attachments(made.json()["id"]) == []
    sandbox.stop()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
def test_two_signals(tmp_path: Path) -> None:
    """A second SIGTERM, such as one to a whole group of processes, does not interrupt the end."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "serve", "--port", "0", "--db", str(tmp_path / "state.db")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        for _ in range(20):
            process.send_signal(signal.SIGTERM)
        _, complaints = process.communicate(timeout=30)
    assert (process.returncode, complaints) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no nohup")
def test_nohup() -> None:
    """With nohup, the command goes on when the terminal is closed."""
    with subprocess.Popen(  # noqa: S603 - our own command
        ["/usr/bin/env", "nohup", *COMMAND, "serve", "--port", "0"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        process.send_signal(signal.SIGHUP)
        for _ in range(5):
            assert requests.get(url, timeout=10).status_code == 200
        process.send_signal(signal.SIGTERM)
        rest = process.stdout.read()
    assert ("Stopped." in rest, process.returncode) == (True, 0)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGPIPE")
@pytest.mark.parametrize("command", ["serve", "demo"])
@pytest.mark.parametrize("lines", [0, 999])
def test_a_closed_pipe(command: str, lines: int, tmp_path: Path) -> None:
    """A reader that leaves ends the command without a word, at its greeting or a later line."""
    file = tmp_path / "state.db"
    with subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, command, "--port", "0", "--db", str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        url = ""
        for _ in range(lines):
            line = process.stdout.readline()
            url = url or line.split()[-1]
            if "Ctrl-C" in line:
                break
        process.stdout.close()
        if lines:
            requests.get(f"{url}/nowhere", timeout=10)
        assert (process.stderr.read(), process.wait(60)) == ("", 141)
    Sandbox(db=file).stop()


def test_an_allowed_host() -> None:
    """The command answers to the names that it was given."""
    with started("serve", "--allowed-host", "dev.example") as (greeting, _):
        url = greeting[0].split()[-1]
        for host, status in (("dev.example", 200), ("evil.example", 421)):
            answer = requests.get(url, headers={"Host": host}, timeout=10)
            assert answer.status_code == status


def test_serve() -> None:
    """The command prints address, key and companies, then a line per request, until Ctrl-C."""
    with started("serve", "--api-key", "k", "--sync-seconds", "0") as (greeting, lines):
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


@pytest.mark.parametrize(
    ("reply", "status", "fault", "text"),
    [
        ("503", 503, "reply 503", r"GET /companies 503 \d+ ms \(reply 503\)\n"),
        ('{"fault": "reset"}', None, "reset", r"GET /companies - \d+ ms \(reset\)\n"),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_log(form: str, reply: str, status: int | None, fault: str, text: str) -> None:
    """The line of a request has its status and its fault, as text and as JSON."""
    with started("serve", "--log", form) as (greeting, lines):
        url = greeting[0].split()[-1]
        body = f'{{"replies": [{reply}]}}'
        assert requests.post(f"{url}/_sandbox/replies", data=body, timeout=10).ok
        with suppress(requests.ConnectionError):
            requests.get(f"{url}/companies", timeout=10)
        # Two threads write them.
        (line,) = (each for each in (next(lines), next(lines)) if "/_sandbox/" not in each)
    if form == "text":
        assert re.fullmatch(text, line)
    else:
        found = json.loads(line)
        facts = (found["request"], found["status"], found["fault"])
        assert facts == ("GET /companies", status, fault)


def test_requests_are_logged_as_soon_as_the_greeting_is_read(sandbox: Sandbox) -> None:
    """The line of a request that follows at once is not lost."""
    logger, found = logging.getLogger("codatsyncexpenses.sandbox"), list[bool]()

    class Reader(io.StringIO):
        def flush(self) -> None:
            found.append(logger.isEnabledFor(logging.INFO))

    level = logger.level
    try:
        with redirect_stdout(Reader()):
            _greet(sandbox, "sandbox", [])
    finally:
        logger.setLevel(level)
    assert found == [True]


def test_demo(tmp_path: Path) -> None:
    """The demonstration starts syncs by itself, and respects all options."""
    options = ["--db", str(tmp_path / "state"), "--seed", "3", "--quota", "7", "--speed", "50"]
    with started("demo", *options, "--webhook", "http://127.0.0.1:9/hook") as (greeting, lines):
        first, second = next(lines), next(lines)
        state = requests.get(f"{greeting[0].split()[-1]}/_sandbox/state", timeout=10).json()
    assert re.fullmatch(r"POST /companies/\S+/expense-transactions 200 \d+ ms\n", first)
    assert re.fullmatch(r"GET /companies/\S+/latest/status 200 \d+ ms\n", second)
    assert (state["speed"], state["quota"]["limit"], len(state["syncs"])) == (50.0, 7, 2)
    assert any("http://127.0.0.1:9/hook, signed with whsec_" in line for line in greeting)
    assert (tmp_path / "state").exists()


@pytest.mark.parametrize(
    ("secret", "shown"),
    [
        ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "the secret in CODAT_WEBHOOK_SECRET"),
        ("", r"whsec_\S{32}"),
        (None, r"whsec_\S{32}"),
    ],
)
def test_the_secret_of_webhooks(
    secret: str | None, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The secret in the environment signs webhooks and is not printed; else there is a new one."""
    monkeypatch.delenv("CODAT_WEBHOOK_SECRET", raising=False)
    if secret is not None:
        monkeypatch.setenv("CODAT_WEBHOOK_SECRET", secret)
    hook = "http://127.0.0.1:9/hook"
    with started("serve", "--webhook", hook) as (greeting, _):
        url = f"{greeting[0].split()[-1]}/_sandbox/webhooks/endpoints"
        (endpoint,) = requests.get(url, timeout=10).json()["endpoints"]
    (line,) = (each for each in greeting if hook in each)
    assert re.fullmatch(f"Webhooks go to {hook}, signed with {shown}\n", line)
    assert endpoint["secret"] == secret or not secret


def test_a_secret_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A secret in the environment that cannot sign is named by its variable, and not shown."""
    monkeypatch.setenv("CODAT_WEBHOOK_SECRET", "hunter2")
    assert main(["serve", "--port", "0", "--webhook", "http://127.0.0.1:9/hook"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("CODAT_WEBHOOK_SECRET: ")
    assert "hunter2" not in error


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
        (["--allowed-host", "a:80"], "allowed_hosts must hold names without a port, not 'a:80'"),
        (["--db", ""], "db must be the path of a file, not ''"),
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


@pytest.mark.parametrize(("package", "name"), [("werkzeug", "Werkzeug"), ("h11", "h11")])
def test_without_the_extra(package: str, name: str) -> None:
    """Without a package of its extra, the command prints one line with the extra to install."""
    code = (
        f"import sys; sys.modules[{package!r}] = None;"
        "from codatsyncexpenses.sandbox.__main__ import _greet, main; sys.exit(main(['serve']))"
    )
    result = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    expected = f'The sandbox needs {name}: pip install "codatsyncexpenses[sandbox]"\n'
    assert (result.returncode, result.stderr) == (6, expected)


def test_the_options_are_those_of_the_class(capsys: pytest.CaptureFixture[str]) -> None:
    """The command has the options of `Sandbox`, and some of its own."""
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    shown = set(re.findall(r"^  --([a-z-]+)", capsys.readouterr().out, re.MULTILINE))
    options = {name.replace("_", "-") for name in inspect.signature(Sandbox).parameters}
    own = {"webhook", "allowed-host", "no-control", "load", "save-on-exit", "log"}
    assert shown - own == options - {"allowed-hosts", "control"}


@pytest.mark.parametrize("flags", [[], ["--one-time-links"]])
def test_links_that_work_once(flags: list[str]) -> None:
    """With --one-time-links, the links of companies and connections work once."""
    with started("serve", *flags) as (greeting, _):
        url = greeting[0].split()[-1]
        headers = {"Authorization": "Basic c2FuZGJveA=="}
        made = requests.post(f"{url}/companies", json={"name": "Acme"}, headers=headers, timeout=10)
        link = made.json()["redirect"]
        statuses = [requests.get(link, timeout=10).status_code for _ in range(2)]
    assert statuses == [200, 404 if flags else 200]
