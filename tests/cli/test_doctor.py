"""`doctor`: each check finds its fault, says what to do, and never shows the credential."""

import base64
import re
import socket
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
import responses

from codatsyncexpenses.cli import _doctor
from codatsyncexpenses.sandbox import Sandbox
from tests.support.certificates import Certificates
from tests.support.cli_runner import SYNCS, CliResult, Command, cli_runner, mocked_api


@pytest.fixture
def doctor(
    at_sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Run the command against a sandbox of its own."""
    del at_sandbox
    monkeypatch.delenv("COLUMNS", raising=False)
    return cli_runner(capsys)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[responses.RequestsMock]:
    """Hold what answers in place of the API."""
    yield from mocked_api(monkeypatch)


@pytest.fixture
def against(server: responses.RequestsMock, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command against answers that are made up."""
    del server
    return cli_runner(capsys)


def states(called: CliResult) -> dict[str, str]:
    """Give the state of each check."""
    return {check["name"]: check["state"] for check in called.json["checks"]}


def of(called: CliResult, name: str) -> tuple[str, str]:
    """Give the state of a check, and all that it says."""
    (check,) = [check for check in called.json["checks"] if check["name"] == name]
    assert bool(check["advice"]) == (check["state"] in ("warn", "fail")), check
    return check["state"], f"{check['finding']} {check['advice']}"


def test_all_is_well(doctor: Command) -> None:
    """Where nothing is wrong, every check says so, and what it found."""
    called = doctor("doctor")
    assert called.code == 0
    assert called.err == ""
    rows = called.out.splitlines()
    assert all(row.startswith("✓ ok  ") for row in rows)
    assert [row.split()[2] for row in rows] == [
        "versions",
        "credential",
        "server",
        "proxy",
        "connection",
        "tls",
        "key",
        "clock",
        "quota",
    ]
    assert "Python 3." in rows[0]
    assert "requests 2." in rows[0]
    assert re.search(r"[\d,]+999 of [\d,]+000 requests are left until \d{4}-", rows[-1])


def test_for_programs(doctor: Command) -> None:
    """With `--json` it is an object that says whether all is well, and each check."""
    called = doctor("doctor", "--json")
    assert called.json["ok"] is True
    assert set(states(called).values()) == {"ok"}
    assert list(called.json["checks"][0]) == ["name", "state", "finding", "advice"]


def test_it_makes_one_request(against: Command, server: responses.RequestsMock) -> None:
    """It makes one request, whatever it finds."""
    server.get(SYNCS, status=503, json={"error": "Down."})
    assert against("doctor").code == 0
    assert len(server.calls) == 1


KEY = "k3y-0f-n0b0dy"
TOKEN = base64.b64encode(KEY.encode()).decode()


@pytest.mark.parametrize(
    ("key", "header", "state", "says"),
    [
        (KEY, "", "ok", "well formed"),
        ("", f"Basic {TOKEN}", "ok", "well formed"),
        ("", "", "fail", "Neither"),
        (KEY, f"Basic {TOKEN}", "fail", "Both"),
        (f" {KEY}\n", "", "warn", "white space around"),
        ("k3y 0f", "", "warn", "white space inside"),
        (f'"{KEY}"', "", "warn", "quotation marks"),
        (f"'{KEY}'", "", "warn", "quotation marks"),
        ("schlüssel", "", "warn", "not valid in a key"),
        ("   ", "", "fail", "empty"),
        (f"Basic {TOKEN}", "", "fail", "starts with 'Basic '"),
        ("", KEY, "fail", "must be 'Basic '"),
        ("", f"Bearer {KEY}", "ok", "well formed"),
        ("", f"basic {TOKEN}", "ok", "well formed"),
        ("", f"Basic  {TOKEN}", "fail", "one space"),
        ("", f"Basic Basic {TOKEN}", "fail", "twice"),
        ("", f"Basic {TOKEN}\n", "fail", "cannot carry"),
        ("", f"Basic {KEY}", "warn", "no base64"),
        ("", "Basic ====", "warn", "no base64"),
        ("", "Basic " + base64.b64encode(f"{KEY}\n".encode()).decode(), "warn", "white space"),
        ("", "Basic " + base64.b64encode(b"\xff\xfe").decode(), "warn", "no base64"),
    ],
    ids=str,
)
def test_slips_of_the_credential(
    key: str,
    header: str,
    state: str,
    says: str,
    doctor: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A credential that is missing, doubled or misshapen is named, and not shown."""
    monkeypatch.setenv("CODAT_API_KEY", key)
    monkeypatch.setenv("CODAT_AUTH_HEADER", header)
    called = doctor("doctor", "--json")
    found, said = of(called, "credential")
    assert found == state
    assert says in said
    assert KEY not in called.out
    assert TOKEN not in called.out
    # What cannot be sent is not sent, and the rest is looked at all the same.
    assert (states(called)["key"] == "skip") == (state == "fail")
    assert states(called)["connection"] == "ok"


def test_a_key_that_is_refused(doctor: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong key is a fault, with the API's own words."""
    monkeypatch.setenv("CODAT_API_KEY", KEY)
    called = doctor("doctor", "--json")
    assert called.code == 1
    state, said = of(called, "key")
    assert state == "fail"
    assert "401" in said
    assert "The API key is missing or wrong" in said


@pytest.mark.parametrize(
    ("status", "body", "state"),
    [
        (200, [], "ok"),
        (404, {"error": "No such company."}, "ok"),
        (401, {"error": "No."}, "fail"),
        (403, {"error": "No."}, "fail"),
        (429, {"error": "Slowly."}, "warn"),
        (400, {"error": "What?"}, "warn"),
        (503, {"error": "Down."}, "warn"),
        (200, {"no": "list"}, "fail"),
        (404, "<html>no API</html>", "fail"),
        (302, "<html>pay for the network</html>", "fail"),
        (502, "<html>Bad gateway</html>", "warn"),
    ],
)
def test_what_an_answer_says_of_the_key(
    status: int, body: Any, state: str, against: Command, server: responses.RequestsMock
) -> None:
    """404 for a company that cannot exist accepts the key; what is not the API does not."""
    if isinstance(body, str):
        server.get(SYNCS, status=status, body=body, content_type="text/html")
    else:
        server.get(SYNCS, status=status, json=body)
    called = against("doctor", "--json")
    assert of(called, "key")[0] == state
    assert called.code == (1 if state == "fail" else 0)


@pytest.mark.parametrize(
    ("seconds", "state", "says"),
    [(0, "ok", ""), (50, "ok", ""), (90, "warn", "behind"), (-86400, "warn", "ahead of")],
)
def test_the_clock(
    seconds: int, state: str, says: str, against: Command, server: responses.RequestsMock
) -> None:
    """A clock that is off by more than a minute is a warning; webhooks would be refused."""
    date = format_datetime(datetime.now(timezone.utc) + timedelta(seconds=seconds), usegmt=True)
    server.get(SYNCS, status=200, json=[], headers={"Date": date})
    found, said = of(against("doctor", "--json"), "clock")
    assert found == state
    assert says in said


@pytest.mark.parametrize("date", ["", "soon", "Sat, 99 Nov 2026 99:99:99 GMT", "0"])
def test_a_date_that_cannot_be_read(
    date: str, against: Command, server: responses.RequestsMock
) -> None:
    """Without a date there is nothing to compare the clock with."""
    server.get(SYNCS, status=200, json=[], headers={"Date": date})
    assert of(against("doctor", "--json"), "clock")[0] == "skip"


@pytest.mark.parametrize(
    ("headers", "state", "says"),
    [
        ({}, "skip", "does not say"),
        ({"Limit": "1000", "Remaining": "900"}, "ok", "900 of 1,000 requests are left."),
        ({"Limit": "1000", "Remaining": "99"}, "warn", "99 of 1,000"),
        ({"Limit": "1000", "Remaining": "0"}, "fail", "0 of 1,000"),
        ({"Remaining": "5"}, "ok", "5 requests are left."),
        (
            {"Remaining": "5", "Reset": "2026-11-23T00:00:00Z"},
            "ok",
            "left until 2026-11-23 00:00 UTC.",
        ),
        ({"Remaining": "5", "Reset": "9999-12-31T23:59:59-05:00"}, "ok", "left until 9999-12-31"),
        ({"Remaining": "many", "Reset": "\x1b"}, "skip", "does not say"),
    ],
    ids=str,
)
def test_the_quota(
    headers: dict[str, str],
    state: str,
    says: str,
    against: Command,
    server: responses.RequestsMock,
) -> None:
    """The rest of the quota is shown; little is a warning, and nothing a fault."""
    sent = {f"X-Rate-Limit-{name}": value for name, value in headers.items()}
    server.get(SYNCS, status=200, json=[], headers=sent)
    found, said = of(against("doctor", "--json"), "quota")
    assert found == state
    assert says in said


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "None."),
        ({"HTTPS_PROXY": "http://user:pass@proxy.example:3128"}, "http://proxy.example:3128 ("),
        ({"ALL_PROXY": "proxy.example:3128"}, "http://proxy.example:3128 ("),
        ({"HTTPS_PROXY": "http://proxy.example"}, "http://proxy.example ("),
        ({"HTTPS_PROXY": "http://proxy.example", "NO_PROXY": "codat.io"}, "None."),
    ],
    ids=str,
)
def test_the_proxy(
    environment: dict[str, str],
    says: str,
    against: Command,
    server: responses.RequestsMock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The proxy that applies to the server is named, without its password."""
    server.get(SYNCS, status=200, json=[])
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    called = against("doctor", "--json")
    state, said = of(called, "proxy")
    assert state == "ok"
    assert said.startswith(says)
    assert "pass@" not in called.out


def test_a_proxy_that_is_no_address(
    against: Command, server: responses.RequestsMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy that cannot be read is a fault of its own."""
    server.get(SYNCS, status=200, json=[])
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:port")
    assert of(against("doctor", "--json"), "proxy")[0] == "fail"


@pytest.mark.parametrize(
    "address",
    ["http://api.example.com", "https://user:pass@api.example.com", "nonsense", "https://[x"],
)
def test_a_server_that_must_not_be_asked(
    address: str, doctor: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address that a key must not go to is a fault, and is not asked."""
    monkeypatch.setenv("CODAT_SERVER_URL", address)
    called = doctor("doctor", "--json")
    assert called.code == 1
    assert states(called) == {"versions": "ok", "credential": "ok", "server": "fail"}
    assert "user:pass" not in called.out


def test_nobody_listens(doctor: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused connection is named, and what hangs on it is left out."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    monkeypatch.setenv("CODAT_SERVER_URL", f"http://127.0.0.1:{port}")
    called = doctor("doctor", "--json")
    assert called.code == 1
    state, said = of(called, "connection")
    assert state == "fail"
    assert "the connection failed" in said
    assert [states(called)[name] for name in ("key", "clock", "quota")] == ["skip"] * 3


def test_a_server_that_says_nothing(doctor: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence is waited for only so long."""
    monkeypatch.setattr(_doctor, "SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setenv("CODAT_SERVER_URL", f"http://127.0.0.1:{listener.getsockname()[1]}")
        began = time.monotonic()
        called = doctor("doctor", "--json")
    assert time.monotonic() - began < 3
    state, said = of(called, "connection")
    assert state == "fail"
    assert "in time" in said


def test_a_name_that_is_looked_up_for_ever(
    doctor: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking up the name counts, too, though nothing can end it."""
    monkeypatch.setattr(_doctor, "SECONDS", 0.3)
    monkeypatch.setenv("CODAT_SERVER_URL", "https://api.example")
    begun, over = threading.Event(), threading.Event()

    def look_up(*_: object, **__: object) -> list[Any]:
        begun.set()
        over.wait(20)
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    began = time.monotonic()
    try:
        called = doctor("doctor", "--json")
        assert time.monotonic() - began < 3
        assert of(called, "connection")[0] == "fail"
        # On a busy machine the thread may not have come so far yet.
        assert begun.wait(60)
    finally:
        over.set()


@pytest.fixture
def untrusted(
    doctor: Command,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[None]:
    """Serve TLS with a certificate of the kind that the test names."""
    del doctor
    certificates = Certificates(tmp_path)
    context = certificates.of(request.param)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates.bundle))

    def shake_hands(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                with context.wrap_socket(connection, server_side=True) as secure:
                    secure.recv(65536)
                    secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
                    secure.sendall(b"Content-Length: 2\r\n\r\n[]")
            except OSError:
                pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setenv("CODAT_SERVER_URL", f"https://127.0.0.1:{listener.getsockname()[1]}")
        thread = threading.Thread(target=shake_hands, args=(listener,))
        thread.start()
        yield
        thread.join(10)


@pytest.mark.parametrize(
    ("untrusted", "state", "says"),
    [
        ("trusted", "ok", "authority.pem"),
        ("unknown authority", "fail", "unable to get local issuer"),
        ("expired", "fail", "expired"),
        ("another host's", "fail", "mismatch"),
    ],
    indirect=["untrusted"],
)
@pytest.mark.usefixtures("untrusted")
def test_certificates(state: str, says: str, doctor: Command) -> None:
    """The fault of a certificate is named, and where others can be trusted."""
    called = doctor("doctor", "--json")
    found, said = of(called, "tls")
    assert found == state
    assert says in said
    assert states(called)["connection"] == "ok"


def test_a_package_that_is_missing(doctor: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing dependency of the package is a fault."""
    monkeypatch.setattr(_doctor, "_dependencies", lambda: ["requests", "nobody-has-this"])
    called = doctor("doctor", "--json")
    assert called.code == 1
    assert of(called, "versions")[1].startswith("Missing: nobody-has-this.")
