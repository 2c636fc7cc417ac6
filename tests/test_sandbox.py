"""The sandbox, over real HTTP; every answer is held against the contract."""

import http.client
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
import requests

from codatsyncexpenses.sandbox import Sandbox, companies
from codatsyncexpenses.sandbox.__main__ import main
from codatsyncexpenses.sandbox._routes import ROUTES
from codatsyncexpenses.sandbox.companies import Company
from tests.contract import check_answer, operations

SYNCS = "/companies/{companyId}/sync/expenses/syncs"
LATEST = f"{SYNCS}/latest/status"
LAST_SUCCESSFUL = f"{SYNCS}/lastSuccessful/status"
LIST = f"{SYNCS}/list/status"
BY_ID = f"{SYNCS}/{{syncId}}/status"
UNKNOWN = "00000000-0000-4000-8000-000000000000"
RATE_LIMIT_HEADERS = {"X-Rate-Limit-Limit", "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset"}


class HandClock:
    """Seconds that pass only when told to."""

    now = 1000.0

    def __call__(self) -> float:
        """Tell the time, in seconds."""
        return self.now


class Caller:
    """Calls a sandbox and holds what every answer has in common against the contract."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.session = requests.Session()
        # Neither proxies nor a .netrc of the machine.
        self.session.trust_env = False

    def __call__(
        self,
        method: str,
        template: str,
        company: Company | str = companies.SUCCEEDS,
        sync_id: str = UNKNOWN,
        **options: Any,
    ) -> requests.Response:
        """Send a request; `template` is a path of the contract."""
        company_id = company if isinstance(company, str) else company.id
        path = template.format(companyId=company_id, syncId=sync_id)
        headers = {"Authorization": self.sandbox.authorization, **options.pop("headers", {})}
        answer = self.session.request(
            method, self.sandbox.url + path, headers=headers, timeout=10, **options
        )
        check_answer(method, template, answer.status_code, answer.json())
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
        assert answer.headers.keys() >= RATE_LIMIT_HEADERS
        if answer.status_code >= 400:
            assert answer.json()["statusCode"] == answer.status_code
        return answer

    def start(self, company: Company = companies.SUCCEEDS) -> str:
        """Start a sync of all the company's datasets and give its id."""
        answer = self("POST", SYNCS, company)
        assert answer.status_code == 202
        return str(answer.json()["syncId"])

    def read(self, template: str, company: Company = companies.SUCCEEDS, sync_id: str = "") -> Any:
        """Read what has to be there."""
        answer = self("GET", template, company, sync_id)
        assert answer.status_code == 200
        return answer.json()


@pytest.fixture
def clock() -> HandClock:
    """Hold the sandbox's time in one's hand."""
    return HandClock()


@pytest.fixture
def sandbox(clock: HandClock) -> Iterator[Sandbox]:
    """Serve a sandbox of one's own, whose syncs take three seconds by the hand clock."""
    with Sandbox(clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
def call(sandbox: Sandbox) -> Iterator[Caller]:
    """Hold a caller of that sandbox."""
    caller = Caller(sandbox)
    with caller.session:
        yield caller


# The contract


def test_routes_are_those_of_the_contract() -> None:
    """The sandbox serves the contract's operations, each where the contract has it."""
    names = {"<company_id>": "{companyId}", "<sync_id>": "{syncId}"}
    served: dict[str, tuple[str, str]] = {}
    for rule in ROUTES.iter_rules():
        template = rule.rule
        for ours, theirs in names.items():
            template = template.replace(ours, theirs)
        (method,) = (rule.methods or set()) - {"HEAD"}
        served[rule.endpoint] = (method, template)
    assert {name: served[name] for name in operations()} == operations()


def test_a_status_has_every_property(call: Caller) -> None:
    """A status says all that the contract has a name for."""
    assert call.read(LATEST) == {
        "companyId": "8a210b68-6988-11ed-a1eb-0242ac120002",
        "syncId": "6fb40d5e-b13e-11ed-afa1-0242ac120002",
        "syncStatusCode": 2000,
        "syncStatus": "Complete",
        "errorMessage": "",
        "syncExceptionMessage": "",
        "syncUtc": call.read(LATEST)["syncUtc"],
        "dataPushed": True,
    }


def test_an_error_has_every_property(call: Caller) -> None:
    """An error has the API's body, with its retry hint as text."""
    body = call("GET", BY_ID).json()
    assert body.pop("correlationId") != call("GET", BY_ID).json()["correlationId"]
    assert body == {
        "statusCode": 404,
        "service": "ExpenseSyncApi",
        "error": "The company has no such sync.",
        "canBeRetried": "Unknown",
        "detailedErrorCode": 0,
        "validation": None,
    }


# The key


@pytest.mark.parametrize("header", ["Basic c2FuZGJveA==", "Basic BASE_64_ENCODED(API_KEY)"])
def test_accepted_key(call: Caller, header: str) -> None:
    """The sandbox's key is accepted, and so is what the documentation prints for one."""
    assert call("GET", LATEST, headers={"Authorization": header}).status_code == 200


@pytest.mark.parametrize(
    "header",
    [None, "", "sandbox", "c2FuZGJveA==", "basic c2FuZGJveA==", "Basic", "Basic b3RoZXI="],
)
def test_refused_key(call: Caller, header: str | None) -> None:
    """Any other header is refused, even at paths that do not exist."""
    assert call("GET", LATEST, headers={"Authorization": header}).status_code == 401
    assert call("GET", "/nowhere", headers={"Authorization": header}).status_code == 401


def test_own_key() -> None:
    """A sandbox with a key of its own accepts that key and not the usual one."""
    with Sandbox(api_key="mine") as sandbox:
        call = Caller(sandbox)
        with call.session:
            assert sandbox.authorization == "Basic bWluZQ=="
            assert call("GET", LATEST).status_code == 200
            usual = {"Authorization": "Basic c2FuZGJveA=="}
            assert call("GET", LATEST, headers=usual).status_code == 401


# Paths


@pytest.mark.parametrize("operation", operations())
@pytest.mark.parametrize("company_id", [UNKNOWN, "no-uuid"])
def test_unknown_company(call: Caller, operation: str, company_id: str) -> None:
    """Every operation answers 404 for a company that is not there."""
    method, template = operations()[operation]
    assert call(method, template, company_id).status_code == 404


def test_ids_in_either_case(call: Caller) -> None:
    """Ids are found in capitals too."""
    sync_id = call.start().upper()
    assert call("GET", BY_ID, companies.SUCCEEDS.id.upper(), sync_id).status_code == 200


def test_sync_of_another_company(call: Caller) -> None:
    """A sync is known to its own company only."""
    sync_id = call.start()
    assert call("GET", BY_ID, companies.WRITE_FAILED, sync_id).status_code == 404


@pytest.mark.parametrize("path", ["/nowhere", f"{LATEST}/", LATEST.replace("/sync/", "//")])
def test_unknown_path(call: Caller, path: str) -> None:
    """A path that the API does not have gets 404."""
    assert call("GET", path).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "allowed"), [("PUT", SYNCS, "POST"), ("DELETE", LATEST, "GET, HEAD")]
)
def test_wrong_method(call: Caller, method: str, path: str, allowed: str) -> None:
    """A method that a path does not have gets 405 and the methods that it has."""
    answer = call(method, path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)


# Starting a sync


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"datasetIds": None},
        {"datasetIds": list(companies.SUCCEEDS.dataset_ids)},
        {"datasetIds": [companies.SUCCEEDS.dataset_ids[0].upper()]},
        {"datasetIds": None, "later": 1},
    ],
)
def test_accepted_body(call: Caller, body: object) -> None:
    """A sync of named datasets or of all is accepted, and is the company's latest."""
    answer = call("POST", SYNCS, json=body)
    assert answer.status_code == 202
    assert call.read(LATEST)["syncId"] == str(UUID(answer.json()["syncId"]))


def test_no_body(call: Caller) -> None:
    """A body is not needed."""
    assert call("POST", SYNCS).status_code == 202


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff",
        b"[" * 100_000,
        b"null",
        b"[]",
        b'{"datasetIds": []}',
        b'{"datasetIds": "acce2362-83d6-4e3e-a27f-f4a08e7217d5"}',
        b'{"datasetIds": [1]}',
        b'{"datasetIds": ["\xff"]}',
        b'{"datasetIds": [null]}',
        b'{"datasetIds": ["no-uuid"]}',
    ],
    ids=lambda body: repr(body[:40]),
)
def test_refused_body(call: Caller, body: bytes) -> None:
    """A body that is not what the contract describes gets 400."""
    answer = call("POST", SYNCS, data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_refused_content_type(call: Caller, kind: str | None) -> None:
    """A body that does not say it is JSON gets 400, and the message says so."""
    answer = call("POST", SYNCS, data=b"{}", headers={"Content-Type": kind})
    assert (answer.status_code, "Content-Type" in answer.json()["error"]) == (400, True)


def test_unknown_dataset(call: Caller) -> None:
    """A dataset of another company gets 404, and nothing is started."""
    ids = [*companies.SUCCEEDS.dataset_ids, *companies.WRITE_FAILED.dataset_ids]
    answer = call("POST", SYNCS, json={"datasetIds": ids})
    assert (answer.status_code, ids[1] in answer.json()["error"]) == (404, True)
    assert len(call.read(LIST)) == 1


def test_company_without_connections(call: Caller) -> None:
    """A company that lacks its connections gets 422 and has no syncs."""
    assert call("POST", SYNCS, companies.WITHOUT_CONNECTIONS).status_code == 422
    assert call.read(LIST, companies.WITHOUT_CONNECTIONS) == []


# A sync's course


@pytest.mark.parametrize(
    ("seconds", "text", "code"),
    [
        (0, "NotStarted", 1000),
        (0.9, "NotStarted", 1000),
        (1.1, "Started", 1000),
        (2.1, "Pushing", 1000),
        (2.9, "Pushing", 1000),
        (3, "Complete", 2000),
        (1e6, "Complete", 2000),
    ],
)
def test_stages(call: Caller, clock: HandClock, seconds: float, text: str, code: int) -> None:
    """A sync moves with time: a third waiting, two thirds running, then its end."""
    sync_id = call.start()
    clock.now += seconds
    status = call.read(BY_ID, sync_id=sync_id)
    assert (status["syncStatus"], status["syncStatusCode"]) == (text, code)
    assert status["dataPushed"] == (code == 2000)


@pytest.mark.parametrize(
    ("company", "code", "text"),
    [
        (companies.SUCCEEDS, 2000, "Complete"),
        (companies.NOTHING_TO_SYNC, 2040, "Complete"),
        (companies.CONFIGURATION_INVALID, 4000, "PushError"),
        (companies.DUPLICATE_PREVENTED, 5080, "PushError"),
        (companies.WRITE_FAILED, 5130, "PushError"),
    ],
    ids=lambda value: str(getattr(value, "summary", value)),
)
def test_ends(call: Caller, clock: HandClock, company: Company, code: int, text: str) -> None:
    """Each company's syncs end its own way, and only a failure says what went wrong."""
    sync_id = call.start(company)
    clock.now += 3
    status = call.read(BY_ID, company, sync_id)
    assert (status["syncStatusCode"], status["syncStatus"]) == (code, text)
    assert status["dataPushed"] == (code == 2000)
    assert bool(status["errorMessage"]) == bool(status["syncExceptionMessage"]) == (code >= 4000)


def test_no_time_at_all(clock: HandClock) -> None:
    """A sync that takes no time has ended when it is first read."""
    with Sandbox(sync_seconds=0, clock=clock) as sandbox:
        call = Caller(sandbox)
        with call.session:
            sync_id = call.start()
            assert call.read(BY_ID, sync_id=sync_id)["syncStatusCode"] == 2000


def test_time_of_start(call: Caller, clock: HandClock) -> None:
    """The date of a sync is when it was accepted, in UTC with seven digits, and stays."""
    before = datetime.now(timezone.utc)
    clock.now += 7200
    sync_id = call.start()
    clock.now += 2
    text = call.read(BY_ID, sync_id=sync_id)["syncUtc"]
    assert len(text) == len("2022-10-23T00:00:00.1234567Z")
    started = datetime.fromisoformat(text[:-2] + "+00:00")
    assert abs(started - before - timedelta(hours=2)) < timedelta(minutes=1)


def test_list_is_newest_first(call: Caller, clock: HandClock) -> None:
    """All of a company's syncs are listed, the newest first."""
    first = call.start()
    clock.now += 1
    second = call.start()
    listed = [status["syncId"] for status in call.read(LIST)]
    assert listed == [second, first, companies.SUCCEEDED_SYNC_ID]


def test_seeded_sync(call: Caller) -> None:
    """The documentation's sync is there from the start, and is the last that succeeded."""
    by_id = call.read(BY_ID, sync_id=companies.SUCCEEDED_SYNC_ID)
    assert by_id == call.read(LATEST) == call.read(LAST_SUCCESSFUL)


@pytest.mark.parametrize("path", [LATEST, LAST_SUCCESSFUL])
def test_no_sync_yet(call: Caller, path: str) -> None:
    """A company without syncs has neither a latest nor a last successful one."""
    assert call("GET", path, companies.NOTHING_TO_SYNC).status_code == 404


def test_last_successful_waits_for_the_end(call: Caller, clock: HandClock) -> None:
    """A sync counts as successful once it has ended so."""
    sync_id = call.start()
    assert call.read(LAST_SUCCESSFUL)["syncId"] == companies.SUCCEEDED_SYNC_ID
    clock.now += 3
    assert call.read(LAST_SUCCESSFUL)["syncId"] == sync_id


@pytest.mark.parametrize(
    ("company", "status"), [(companies.NOTHING_TO_SYNC, 200), (companies.WRITE_FAILED, 404)]
)
def test_what_is_successful(call: Caller, clock: HandClock, company: Company, status: int) -> None:
    """Having nothing to write is a success, a failed write is none."""
    call.start(company)
    clock.now += 3
    assert call("GET", LAST_SUCCESSFUL, company).status_code == status


# Idempotency keys

KEY = {"Idempotency-Key": "4f7f6a9e-0b4c-4f1e-9c6b-3f1f7a0f5d10"}


def test_replay(call: Caller) -> None:
    """A repeated request gets its first answer and starts nothing."""
    first, second = (call("POST", SYNCS, json={}, headers=KEY) for _ in range(2))
    assert (second.status_code, second.json()) == (202, first.json())
    assert len(call.read(LIST)) == 2


def test_replay_of_an_error(call: Caller) -> None:
    """A first answer is repeated though it was an error."""
    first, second = (
        call("POST", SYNCS, companies.WITHOUT_CONNECTIONS, headers=KEY) for _ in range(2)
    )
    assert (second.status_code, second.json()) == (422, first.json())


@pytest.mark.parametrize(
    ("company", "body"), [(companies.SUCCEEDS, {}), (companies.WRITE_FAILED, None)]
)
def test_key_of_another_request(call: Caller, company: Company, body: object) -> None:
    """A key that comes back with another body or company gets 422, the first answer stays."""
    first = call("POST", SYNCS, headers=KEY)
    assert call("POST", SYNCS, company, json=body, headers=KEY).status_code == 422
    assert call("POST", SYNCS, headers=KEY).json() == first.json()


@pytest.mark.parametrize(("minutes", "again"), [(89, False), (90, True)])
def test_memory_of_keys(call: Caller, clock: HandClock, minutes: int, again: bool) -> None:
    """A key is remembered for 90 minutes."""
    first = call("POST", SYNCS, headers=KEY).json()
    clock.now += minutes * 60
    assert (call("POST", SYNCS, headers=KEY).json() != first) == again


# The quota


def remaining(answer: requests.Response) -> int:
    """Read how many requests are left."""
    return int(answer.headers["X-Rate-Limit-Remaining"])


def test_default_quota(call: Caller) -> None:
    """Without a quota it is the API's: a thousand, and as many for each connected company."""
    answer = call("GET", LATEST)
    assert (answer.headers["X-Rate-Limit-Limit"], remaining(answer)) == ("14000", 13999)


def test_every_accepted_request_counts(call: Caller) -> None:
    """Requests count whatever the answer, except those with a wrong key."""
    assert remaining(call("GET", "/nowhere")) == 13999
    assert remaining(call("POST", SYNCS, data=b"{")) == 13998
    assert remaining(call("GET", LATEST, headers={"Authorization": "no"})) == 13998


def test_spent_quota(clock: HandClock) -> None:
    """Beyond the quota comes 429, until the moment that the headers name."""
    with Sandbox(quota=1, clock=clock) as sandbox:
        call = Caller(sandbox)
        with call.session:
            assert remaining(call("GET", LATEST)) == 0
            refused = call("POST", SYNCS, headers=KEY)
            assert (refused.status_code, remaining(refused)) == (429, 0)
            clock.now += int(refused.headers["Retry-After"])
            assert call("POST", SYNCS, headers=KEY).status_code == 202


def test_reset_is_the_next_midnight(call: Caller, clock: HandClock) -> None:
    """The quota starts again at 00:00 UTC, a day later each day."""
    first = call("GET", LATEST)
    clock.now += 86400
    second = call("GET", LATEST)
    assert remaining(first) == remaining(second) == 13999
    resets = [
        datetime.strptime(answer.headers["X-Rate-Limit-Reset"], "%Y-%m-%dT00:00:00%z")
        for answer in (first, second)
    ]
    assert resets[1] - resets[0] == timedelta(days=1)
    assert timedelta(0) < resets[0] - datetime.now(timezone.utc) <= timedelta(days=1)


# The server


def test_connections_are_kept(sandbox: Sandbox) -> None:
    """One connection serves many requests, even after a body that nobody asked for."""
    connection = http.client.HTTPConnection("127.0.0.1", int(sandbox.url.rpartition(":")[2]))
    path = LATEST.format(companyId=companies.SUCCEEDS.id)
    headers = {"Authorization": sandbox.authorization}
    connection.connect()
    kept = connection.sock
    for method, status in [("GET", 200), ("PUT", 405), ("HEAD", 200), ("GET", 200)]:
        connection.request(method, path, b"GET / HTTP/1.1\r\n\r\n", headers)
        answer = connection.getresponse()
        answer.read()
        assert (answer.status, connection.sock) == (status, kept)
    connection.close()


def test_body_in_chunks(call: Caller) -> None:
    """A body may be sent in chunks."""
    ids = '"acce2362-83d6-4e3e-a27f-f4a08e7217d5"'
    chunks = iter([b'{"datasetIds": [', ids.encode(), b"]}"])
    answer = call("POST", SYNCS, data=chunks, headers={"Content-Type": "application/json"})
    assert answer.status_code == 202


def test_request_that_breaks_off(call: Caller) -> None:
    """A caller that leaves in the middle of a body disturbs nobody."""
    address = ("127.0.0.1", int(call.sandbox.url.rpartition(":")[2]))
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n{")
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1) == b""
    assert call("GET", LATEST).status_code == 200


def test_many_callers(call: Caller) -> None:
    """Requests at the same time lose neither syncs nor counts."""

    def start(_: int) -> str:
        caller = Caller(call.sandbox)
        with caller.session:
            return caller.start()

    with ThreadPoolExecutor(8) as pool:
        started = set(pool.map(start, range(40)))
    answer = call("GET", LIST)
    assert {status["syncId"] for status in answer.json()} == {
        *started,
        companies.SUCCEEDED_SYNC_ID,
    }
    assert (len(started), remaining(answer)) == (40, 14_000 - 41)


def test_stop_ends_open_connections(sandbox: Sandbox) -> None:
    """A stopped sandbox answers nobody, on connections that it kept neither."""
    call = Caller(sandbox)
    with call.session:
        call.start()
        url = sandbox.url
        sandbox.stop()
        with pytest.raises(requests.ConnectionError):
            call.session.get(url, timeout=10)


def test_state_outlives_a_stop(call: Caller) -> None:
    """A sandbox that is started again still has its syncs."""
    sync_id = call.start()
    call.sandbox.stop()
    call.sandbox.start()
    assert call.read(LATEST)["syncId"] == sync_id


def test_starting_twice(sandbox: Sandbox) -> None:
    """A running sandbox that is started stays as it is."""
    url = sandbox.url
    assert sandbox.start() is sandbox
    assert sandbox.url == url


def test_address_of_a_stopped_sandbox() -> None:
    """Only a running sandbox has an address, and the error says what to do."""
    with pytest.raises(RuntimeError, match="start it"):
        _ = Sandbox().url


def test_quiet(call: Caller, capfd: pytest.CaptureFixture[str]) -> None:
    """An embedded sandbox writes nothing to the terminal."""
    call.start()
    call("GET", "/nowhere")
    assert capfd.readouterr() == ("", "")


def test_security(sandbox: Sandbox) -> None:
    """The credentials that it hands out are those that it accepts."""
    assert sandbox.security.auth_header == sandbox.authorization


# The command

COMMAND = [sys.executable, "-m", "codatsyncexpenses.sandbox", "serve", "--port", "0"]


def test_command() -> None:
    """The command tells address, key and companies, then a line per request, until Ctrl-C."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "--api-key", "k", "--sync-seconds", "0"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        greeting: list[str] = []
        for line in lines:
            greeting.append(line)
            if "Ctrl-C" in line:
                break
        url = greeting[0].split()[-1]
        path = LATEST.format(companyId=companies.SUCCEEDS.id)
        answer = requests.get(url + path, headers={"Authorization": "Basic aw=="}, timeout=10)
        logged = next(lines)
        process.send_signal(signal.SIGINT)
        rest = "".join(lines)
    assert answer.status_code == 200
    assert "Authorization: Basic aw==\n" in greeting
    assert all(company.id in "".join(greeting) for company in companies.ALL)
    assert re.fullmatch(rf"GET {path} 200 \d+ ms\n", logged)
    assert (rest, process.returncode) == ("\nStopped.\n", 0)


def test_command_with_a_taken_port(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    """A taken port ends the command with one line that says so."""
    port = sandbox.url.rpartition(":")[2]
    assert main(["serve", "--port", port]) == 1
    output = capsys.readouterr()
    assert output.err == f"Port {port} is in use; choose another one with --port.\n"


@pytest.mark.parametrize("port", ["65536", "-1", "http"])
def test_command_with_no_port(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A number that is no port is a wrong argument."""
    with pytest.raises(SystemExit, match="2"):
        main(["serve", f"--port={port}"])
    assert "--port" in capsys.readouterr().err


def test_without_werkzeug() -> None:
    """Without Werkzeug, the command says in one line what to install."""
    code = (
        "import sys; sys.modules['werkzeug'] = None;"
        "from codatsyncexpenses.sandbox.__main__ import main; sys.exit(main(['serve']))"
    )
    result = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    expected = 'The sandbox needs Werkzeug: install this package with its extra "sandbox"\n'
    assert (result.returncode, result.stderr) == (1, expected)
