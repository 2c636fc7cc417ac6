"""HTTP/1.1 as a whole: what the sandbox's server answers over a raw socket."""

import http.client
import re
import socket
from collections.abc import Callable, Iterator

import pytest

from codatsyncexpenses.sandbox import Sandbox, companies
from tests.support.sandbox_caller import LATEST, ONE

PATH = LATEST.format(companyId=companies.SUCCEEDS.id)
COMPANY = ONE.format(companyId=companies.SUCCEEDS.id)
KEY = "Authorization: Basic c2FuZGJveA==\r\n"
HEAD = f"Host: localhost\r\n{KEY}"
NAME = b'{"name": "Acme"}'
JSON = "Content-Type: application/json\r\n"
LEGAL = f"GET {PATH} HTTP/1.1\r\n{HEAD}\r\n"

Ask = Callable[..., str]


@pytest.fixture(scope="module")
def serving() -> Iterator[Sandbox]:
    """Serve a sandbox for this module."""
    with Sandbox(clock="manual", per_minute=None) as sandbox:
        yield sandbox


@pytest.fixture
def ask(serving: Sandbox) -> Ask:
    """Return a function that sends text or bytes, and returns all that comes until the end."""

    def send(data: str | bytes, *, ends: bool = True) -> str:
        with open_socket(serving) as connection:
            connection.sendall(data.encode("latin-1") if isinstance(data, str) else data)
            if ends:
                connection.shutdown(socket.SHUT_WR)
            return read_all(connection)

    return send


def open_socket(sandbox: Sandbox) -> socket.socket:
    """Connect to a sandbox."""
    return socket.create_connection(("127.0.0.1", int(sandbox.url.rpartition(":")[2])), timeout=10)


def read_all(connection: socket.socket) -> str:
    """Read until the server closes the connection."""
    return b"".join(iter(lambda: connection.recv(65536), b"")).decode("latin-1")


def statuses(answer: str) -> list[int]:
    """Return the statuses of the responses in a text."""
    return [int(status) for status in re.findall(r"HTTP/1\.1 (\d{3}) ", answer)]


def post(framing: str, body: str = "", line: str = "POST /companies HTTP/1.1") -> str:
    """Return a request that creates a company, followed by a legal one."""
    return f"{line}\r\n{HEAD}{JSON}{framing}\r\n{body}"


NAMED = NAME.decode()
CHUNKED = "Transfer-Encoding: chunked\r\n"

ANSWERED: dict[str, tuple[str, list[int]]] = {
    "a read": (LEGAL, [200]),
    "pipelined reads": (LEGAL * 3, [200, 200, 200]),
    "empty lines before it": ("\r\n\r\n" + LEGAL, [200]),
    "an address as the target": (f"GET http://localhost{PATH} HTTP/1.1\r\n{HEAD}\r\n", [200]),
    "an address without a path": (f"GET http://localhost?a HTTP/1.1\r\n{HEAD}\r\n", [200]),
    "a host in capitals": (f"GET {PATH} HTTP/1.1\r\nHost: LOCALHOST.:1\r\n{KEY}\r\n", [200]),
    "a header over two lines": (f"GET {PATH} HTTP/1.1\r\nX: a\r\n b\r\n{HEAD}\r\n", [200]),
    "an upgrade": (f"GET {PATH} HTTP/1.1\r\nUpgrade: h2c\r\n{HEAD}\r\n" + LEGAL, [200, 200]),
    "HEAD": (f"HEAD {PATH} HTTP/1.1\r\n{HEAD}\r\n" + LEGAL, [200, 200]),
    "all options": (f"OPTIONS * HTTP/1.1\r\n{HEAD}\r\n" + LEGAL, [204, 200]),
    "options of a path": (f"OPTIONS {PATH} HTTP/1.1\r\n{HEAD}\r\n", [405]),
    "a method of nobody": (f"BREW {PATH} HTTP/1.1\r\n{HEAD}\r\n" + LEGAL, [405, 200]),
    "a method in small letters": (f"get {PATH} HTTP/1.1\r\n{HEAD}\r\n" + LEGAL, [405, 200]),
    "a page read in small letters": (f"get / HTTP/1.1\r\n{HEAD}\r\n" + LEGAL, [405, 200]),
    "a method of signs": (f"+ {PATH} HTTP/1.1\r\n{HEAD}\r\n" + LEGAL, [405, 200]),
    "HTTP/1.0": (f"GET {PATH} HTTP/1.0\r\n{KEY}\r\n", [200]),
    "a length, and more": (post("Content-Length: 16\r\n", NAMED) + LEGAL, [200, 200]),
    "a length twice": (post("Content-Length: 16\r\n" * 2, NAMED), [200]),
    "chunks": (post(CHUNKED, f"A\r\n{NAMED[:10]}\r\n6;x=y\r\n{NAMED[10:]}\r\n0\r\n\r\n"), [200]),
    "trailers": (post(CHUNKED, f"10\r\n{NAMED}\r\n0\r\nA: b\r\nC: d\r\n\r\n") + LEGAL, [200, 200]),
    "a body of a read": (
        f"GET {PATH} HTTP/1.1\r\n{HEAD}Content-Length: {len(LEGAL)}\r\n\r\n{LEGAL}",
        [200],
    ),
    "nothing": ("", []),
    "an empty line": ("\r\n", []),
}


@pytest.mark.parametrize(("data", "expected"), ANSWERED.values(), ids=list(ANSWERED))
def test_legal_requests(ask: Ask, data: str, expected: list[int]) -> None:
    """Each legal request is answered, one after another on its connection."""
    assert statuses(ask(data)) == expected


LONGEST_HEAD = 1 << 17


def with_head_of(size: int, rest: str = "") -> str:
    """Return a legal request whose head has so many bytes."""
    start = f"{LEGAL[:-2]}X: "
    return f"{start}{'x' * (size - len(start) - 4)}\r\n\r\n{rest}"


@pytest.mark.parametrize("before", ["", LEGAL], ids=["first", "after another"])
@pytest.mark.parametrize(
    "after", ["", LEGAL, LEGAL * 400], ids=["last", "before one", "before many"]
)
@pytest.mark.parametrize(("size", "status"), [(LONGEST_HEAD, 200), (LONGEST_HEAD + 1, 431)])
def test_the_longest_head(ask: Ask, size: int, status: int, before: str, after: str) -> None:
    """A head has 128 KiB at most, however many requests arrive together with it."""
    found = statuses(ask(before + with_head_of(size, after)))
    rest = [200] * after.count("GET ") if status == 200 else []
    assert found == [200] * bool(before) + [status] + rest


REFUSED = {
    "no request": ("hello\r\n\r\n", 400),
    "TLS": ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
    "no version": (f"GET {PATH}\r\n\r\n", 400),
    "another version": (f"GET {PATH} HTTP/2.0\r\n{HEAD}\r\n", 505),
    "HTTP/2": ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    "a blank in the target": (f"GET {PATH} x HTTP/1.1\r\n{HEAD}\r\n", 400),
    "a letter that is not ASCII": (f"GET /caf\xe9 HTTP/1.1\r\n{HEAD}\r\n", 400),
    "a target that is no path": (f"GET companies HTTP/1.1\r\n{HEAD}\r\n", 400),
    "a star that is not for it": (f"GET * HTTP/1.1\r\n{HEAD}\r\n", 400),
    "another scheme": (f"GET ftp://localhost/ HTTP/1.1\r\n{HEAD}\r\n", 400),
    "a tunnel": (f"CONNECT localhost:80 HTTP/1.1\r\n{HEAD}\r\n", 400),
    "no host": (f"GET {PATH} HTTP/1.1\r\n{KEY}\r\n", 400),
    "two hosts": (f"GET {PATH} HTTP/1.1\r\n{HEAD}Host: localhost\r\n\r\n", 400),
    "a header without a colon": (f"GET {PATH} HTTP/1.1\r\n{HEAD}X\r\n\r\n", 400),
    "a header without a name": (f"GET {PATH} HTTP/1.1\r\n{HEAD}: x\r\n\r\n", 400),
    "a blank before a colon": (f"GET {PATH} HTTP/1.1\r\n{HEAD}X : x\r\n\r\n", 400),
    "a zero byte": (f"GET {PATH} HTTP/1.1\r\n{HEAD}X: \0\r\n\r\n", 400),
    "a long target": (f"GET /{'x' * 70_000} HTTP/1.1\r\n{HEAD}\r\n", 414),
    "a target without an end": ("GET /" + "x" * 200_000, 414),
    "long headers": (f"GET {PATH} HTTP/1.1\r\n{HEAD}" + f"X: {'x' * 999}\r\n" * 200, 431),
    "headers of 140 kB": (with_head_of(140_000), 431),
    "a header of 190 kB": (with_head_of(190_000), 431),
    "a long target in a long head": (
        f"GET /{'x' * 70_000} HTTP/1.1\r\n{HEAD}X: {'x' * 70_000}\r\n\r\n",
        414,
    ),
    "a length below zero": (post("Content-Length: -1\r\n"), 400),
    "a length with a sign": (post("Content-Length: +16\r\n"), 400),
    "a length in words": (post("Content-Length: x\r\n"), 400),
    "a length without digits": (post("Content-Length: \r\n"), 400),
    "lengths that differ": (post("Content-Length: 1\r\nContent-Length: 2\r\n"), 400),
    "a length and chunks": (post(f"Content-Length: 4\r\n{CHUNKED}", "0\r\n\r\n"), 400),
    "chunks in HTTP/1.0": (post(CHUNKED, "0\r\n\r\n", "POST /companies HTTP/1.0"), 400),
    "another coding": (post("Transfer-Encoding: gzip, chunked\r\n"), 501),
    "an unknown coding": (post("Transfer-Encoding: xchunked\r\n"), 501),
    "chunks twice": (post(CHUNKED * 2), 501),
    "a chunk without a size": (post(CHUNKED, "x\r\n"), 400),
    "a chunk below zero": (post(CHUNKED, "-1\r\n"), 400),
    "a chunk in Python's hexadecimal": (post(CHUNKED, "0x10\r\n"), 400),
    "a chunk that is longer than it says": (post(CHUNKED, "1\r\nxx\r\n0\r\n\r\n"), 400),
    "a long body": (post("Content-Length: 1048577\r\n"), 413),
    "chunks without end": (post(CHUNKED, f"100001\r\n{'x' * 0x100001}\r\n"), 413),
    "a form without end": (
        post("Content-Length: 120000000\r\n", line=f"POST {COMPANY}/x HTTP/1.1"),
        413,
    ),
}


@pytest.mark.parametrize("ends", [True, False], ids=["and closes", "and waits"])
@pytest.mark.parametrize(("data", "status"), REFUSED.values(), ids=list(REFUSED))
def test_refused_requests(ask: Ask, data: str, status: int, *, ends: bool) -> None:
    """A request that is malformed or too long is refused, and nothing after it is a request."""
    answer = ask(data + LEGAL, ends=ends)
    assert statuses(answer) == [status]
    assert "\r\nConnection: close\r\n" in answer


@pytest.mark.parametrize(
    "data",
    [
        LEGAL[:-2],
        LEGAL[:9],
        post("Content-Length: 17\r\n", NAMED),
        post(CHUNKED, "9\r\n{"),
        post(CHUNKED, f"10\r\n{NAMED}\r\n0\r\n"),
    ],
    ids=range(5),
)
def test_a_request_that_breaks_off(ask: Ask, serving: Sandbox, data: str) -> None:
    """A request that breaks off does nothing, and is answered 400."""
    serving.requests.clear()
    assert statuses(ask(data)) == [400]
    assert list(serving.requests) == []


def test_a_caller_that_waits_before_its_body(serving: Sandbox) -> None:
    """`Expect: 100-continue` is answered 100 before the body is sent."""
    with open_socket(serving) as connection:
        connection.sendall(post("Content-Length: 16\r\nExpect: 100-continue\r\n").encode())
        assert connection.recv(999) == b"HTTP/1.1 100 \r\n\r\n"
        connection.sendall(NAME)
        assert connection.recv(9999).startswith(b"HTTP/1.1 200 ")


def test_a_body_that_need_not_be_sent(ask: Ask) -> None:
    """A body that is too long by its length is refused before it is sent."""
    data = post("Content-Length: 1048577\r\nExpect: 100-continue\r\n")
    assert statuses(ask(data, ends=False)) == [413]


def test_a_caller_that_sends_without_reading(serving: Sandbox) -> None:
    """A caller that sends a long body to its end before it reads gets the refusal."""
    connection = http.client.HTTPConnection("127.0.0.1", int(serving.url.rpartition(":")[2]), 10)
    connection.request("POST", "/companies", bytes(8 << 20), serving.headers)
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize(
    ("line", "header"),
    [(f"GET {PATH} HTTP/1.1", "Connection: x, Close\r\n"), (f"GET {PATH} HTTP/1.0", "")],
)
def test_the_last_request(ask: Ask, line: str, header: str) -> None:
    """A connection ends after a request that says so, and the response says so too."""
    answer = ask(f"{line}\r\n{HEAD}{header}\r\n" + LEGAL, ends=False)
    assert statuses(answer) == [200]
    assert "\r\nConnection: close\r\n" in answer


def test_head_has_no_body(ask: Ask) -> None:
    """HEAD is answered with the head of GET, up to the ids and the quota."""
    answer = ask(f"HEAD {PATH} HTTP/1.1\r\n{HEAD}\r\n")
    length = int(re.findall(r"Content-Length: (\d+)", answer)[0])
    assert (length > 0, answer.endswith("\r\n\r\n")) == (True, True)


def test_refusals_leave_no_trace(ask: Ask, serving: Sandbox) -> None:
    """A request that is refused as such is neither recorded nor counted."""
    serving.requests.clear()
    before = re.findall("Remaining: (.*)\r", ask(LEGAL))[0]
    for data, status in REFUSED.values():
        if status != 413:
            ask(data)
    after = re.findall("Remaining: (.*)\r", ask(LEGAL))[0]
    assert (int(before) - int(after), len(serving.requests)) == (1, 2)
