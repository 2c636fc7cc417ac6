"""Malformed requests over raw sockets, each followed by a request that must never be answered."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections import Counter
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import IO, NamedTuple

from .calls import ROOT

KEY = "Authorization: Basic c2FuZGJveA==\r\n"
BODY = '{"name": "Smuggled"}'
HEAD = f"POST /companies HTTP/1.1\r\nHost: localhost\r\n{KEY}Content-Type: application/json\r\n"
SMUGGLED = f"{HEAD}Content-Length: {len(BODY)}\r\n\r\n{BODY}"
CHUNKED = "Transfer-Encoding: chunked\r\n"
WARM_UP, REQUESTS, THREADS = 20_000, 100_000, 4
LENGTHS = ("", "-1", "+5", "0x5", "1e3", "5 5", "5,6", "1_0", "5;", "\x0b5", "9" * 30, "five")
CODINGS = ("gzip, chunked", "chunked, gzip", "xchunked", "identity", "chunked\x0b", "chunked;q=1")
SIZES = ("", "-1", "+1", "0x1", "g", " 1", "1_0", "1\x0b", "f" * 30)
STARTS = ("GET", "GET /", "GET / HTTP", "GET  / HTTP/1.1", "GET / HTTP/2.0", "GET / HTTP/1.1 x")


class Sandbox(NamedTuple):
    """A sandbox in its own process."""

    process: subprocess.Popen[str]
    url: str
    errors: IO[str]

    @property
    def memory(self) -> int:
        """The memory of the process in bytes."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def state(self) -> str:
        """Read its state."""
        with urllib.request.urlopen(f"{self.url}/_sandbox/state", timeout=10) as answer:  # noqa: S310 - ours
            text: str = answer.read().decode()
        return text

    def complaints(self) -> str:
        """Return all that it has written to its standard error."""
        self.errors.seek(0)
        return self.errors.read()


@contextlib.contextmanager
def sandbox(*options: str) -> Generator[Sandbox, None, None]:
    """Run a sandbox, with these options of its command."""
    command = [sys.executable, "-m", "codatsyncexpenses.sandbox", "serve", "--port", "0", *options]
    with (
        tempfile.TemporaryFile("w+") as errors,
        tempfile.NamedTemporaryFile("w+") as output,
        subprocess.Popen(  # noqa: S603 - ours
            command, cwd=ROOT, stdout=output, stderr=errors, text=True
        ) as process,
    ):
        try:
            while "Ctrl-C" not in (text := Path(output.name).read_text("utf-8")):
                assert process.poll() is None
            yield Sandbox(process, text.split()[7], errors)
        finally:
            process.terminate()


def malformed(dice: Random) -> str:
    """Return a request that HTTP does not allow, in one of many ways."""
    control = chr(dice.choice([*range(9), 11, 12, *range(14, 32), 127]))
    name = dice.choice(["X" + control, "", "X ", "X(", "X\xe9"])
    framing = [
        f"Content-Length: {dice.choice(LENGTHS)}\r\n",
        f"Content-Length: {dice.randrange(9)}\r\nContent-Length: {dice.randrange(10, 99)}\r\n",
        f"Transfer-Encoding: {dice.choice(CODINGS)}\r\n",
        f"Content-Length: {dice.randrange(99)}\r\n{CHUNKED}",
        f"{CHUNKED}Content-Length: {len(SMUGGLED)}\r\n",
        f"{name}: x\r\n",
        "X: \0\r\n",
        "Host: other\r\n",
        "X\r\n",
    ]
    chunk = dice.choice(
        ["1\r\nxx\r\n", f"{dice.choice(SIZES)}\r\n", "0\r\nX" + control + ": y\r\n\r\n"]
    )
    return dice.choice(
        [
            f"{HEAD}{dice.choice(framing)}\r\n",
            f"{HEAD}{dice.choice(framing)}\r\n{BODY}",
            f"{HEAD}{CHUNKED}\r\n{chunk}",
            f"{dice.choice(STARTS)}\r\n{KEY}\r\n",
            f"POST /{control} HTTP/1.1\r\nHost: localhost\r\n\r\n",
            f"POST /companies HTTP/1.1\r\n{KEY}\r\n",
            control + dice.randbytes(dice.randrange(1, 200)).decode("latin-1"),
            f"GET /{'x' * dice.randrange(17_000, 90_000)}",
        ]
    )


def outcome(url: str, source: str, text: str) -> str:
    """Send a malformed request; return how it was answered."""
    port = int(url.rpartition(":")[2])
    try:
        with socket.create_connection(("127.0.0.1", port), 10, (source, 0)) as connection:
            connection.sendall((text + SMUGGLED).encode("latin-1"))
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
    except TimeoutError:
        return f"hangs: {text.removeprefix(HEAD)[:60]!r}"
    except OSError as error:
        return f"{type(error).__name__}: {text.removeprefix(HEAD)[:60]!r}"
    statuses = re.findall(rb"HTTP/1\.1 (\d{3})", answer)
    refused = len(statuses) == 1 and statuses[0] >= b"400"
    return "refused" if refused else f"{statuses}: {text.removeprefix(HEAD)[:60]!r}"


def send(url: str, count: int, seed: int) -> Counter[str]:
    """Send malformed requests in threads; return how often each outcome was."""

    def work(thread: int) -> Counter[str]:
        dice, source = Random(seed + thread), f"127.0.0.{thread + 2}"
        return Counter(outcome(url, source, malformed(dice)) for _ in range(count // THREADS))

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(work, range(THREADS)), Counter[str]())
