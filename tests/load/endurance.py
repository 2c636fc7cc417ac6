"""Requests for a long time: whether the sandbox keeps its memory and its descriptors."""

from __future__ import annotations

import json
import os
import re
import socket
import sys
import time
import urllib.request
import uuid
from collections import Counter
from typing import NamedTuple

from .malformed import KEY, Sandbox
from .throughput import AT, expense

BATCH = 100
"""Requests of one connection, all sent before the first response is read."""
ROUND = 10_000
"""Requests until the sandbox is reset, as between the tests of a suite."""
STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")


class Sample(NamedTuple):
    """The memory and the descriptors of a process after a number of requests."""

    requests: int
    memory: int
    descriptors: int

    def __str__(self) -> str:
        return f"{self.requests:,}: {self.memory / 1e6:.1f} MB, {self.descriptors} descriptors"


def sample(at: Sandbox, requests: int) -> Sample:
    """Look at the process of a sandbox."""
    descriptors = os.listdir(f"/proc/{at.process.pid}/fd")  # noqa: PTH208 - nothing but their number
    return Sample(requests, at.memory, len(descriptors))


def request(number: int) -> str:
    """Return a request: of a hundred, six write an expense, two fail, and the others read."""
    method, path, body, headers = "GET", f"{AT}/syncs/latest/status", "", KEY
    match number % 50:
        case 7 | 23 | 41:
            method, path = "POST", f"{AT}/expense-transactions"
            body = json.dumps([expense()])
            headers += f"Idempotency-Key: {uuid.uuid4()}\r\nContent-Type: application/json\r\n"
        case 30:
            path = f"/companies/{uuid.uuid4()}"
        case 12:
            path = "/companies"
        case _ if number == BATCH - 1:
            headers += "Connection: close\r\n"
        case _:
            pass
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    return f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{headers}{length}\r\n{body}"


def batch(port: int) -> Counter[int]:
    """Send a batch over a connection of its own; return how many responses had each status."""
    text = "".join(map(request, range(BATCH)))
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        connection.sendall(text.encode())
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    return Counter(map(int, STATUS.findall(answer)))


def reset(at: Sandbox) -> None:
    """Return to the state of a new sandbox."""
    asked = urllib.request.Request(f"{at.url}/_sandbox/reset", method="POST")  # noqa: S310 - ours
    urllib.request.urlopen(asked, timeout=60).close()  # noqa: S310 - ours


def endured(at: Sandbox, requests: int) -> tuple[list[Sample], Counter[int]]:
    """Send requests; return ten samples on the way, and how many responses had each status."""
    port, statuses = int(at.url.rpartition(":")[2]), Counter[int]()
    batches, samples, began = max(10, requests // BATCH), list[Sample](), time.perf_counter()
    for number in range(1, batches + 1):
        statuses += batch(port)
        if number * BATCH % ROUND == 0:
            reset(at)
        if number * 10 // batches > len(samples):
            samples.append(sample(at, number * BATCH))
            sys.stderr.write(f"{samples[-1]}, {time.perf_counter() - began:.0f} s\n")
    return samples, statuses
