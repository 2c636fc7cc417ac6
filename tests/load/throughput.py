"""How many requests the sandbox answers, and how much of a processor each takes."""

from __future__ import annotations

import http.client
import json
import os
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from codatsyncexpenses.sandbox import companies

from .malformed import Sandbox

THREADS = 4
REQUESTS = 4_000
AT = f"/companies/{companies.SUCCEEDS.id}/sync/expenses"
FILES = (
    f"{AT}/syncs/{companies.SUCCEEDED_SYNC_ID}/transactions/{companies.WRITTEN_TRANSACTION_ID}"
    "/attachments"
)
RECEIPT = (
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="r.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n" + bytes(10_000) + b"\r\n--b--\r\n"
)
LINE = {"netAmount": 110.42, "taxAmount": 14, "accountRef": {"id": "6"}}
EXPENSE = {"type": "Payment", "issueDate": "2022-06-28", "currency": "GBP", "lines": [LINE]}


class Kind(NamedTuple):
    """A kind of request: its method, its path, the type of its body, and what makes the body."""

    method: str
    path: str
    type: str = "application/json"
    body: Callable[[], bytes] = bytes


def expense() -> dict[str, object]:
    """Return a new expense."""
    return {"id": str(uuid.uuid4()), **EXPENSE}


KINDS = {
    "latest": Kind("GET", f"{AT}/syncs/latest/status"),
    "create": Kind(
        "POST", f"{AT}/expense-transactions", body=lambda: json.dumps([expense()]).encode()
    ),
    "dataset": Kind(
        "POST",
        f"{AT}/data/expense-transactions",
        body=lambda: json.dumps({"items": [expense()]}).encode(),
    ),
    "file": Kind("POST", FILES, "multipart/form-data; boundary=b", lambda: RECEIPT),
}


def measured(at: Sandbox, kind: Kind) -> tuple[str, int]:
    """Send requests on a few connections; return the figures, and how many were refused."""
    headers = {"Authorization": "Basic c2FuZGJveA==", "Content-Type": kind.type}

    def work(_: int) -> int:
        connection = http.client.HTTPConnection(at.url.partition("//")[2], timeout=10)
        refused = 0
        for _ in range(REQUESTS // THREADS):
            connection.request(kind.method, kind.path, kind.body(), headers)
            with connection.getresponse() as response:
                response.read()
            refused += response.status != 200
        connection.close()
        return refused

    with ThreadPoolExecutor(THREADS) as pool:
        used, began = _processor(at.process.pid), time.perf_counter()
        refused = sum(pool.map(work, range(THREADS)))
        seconds, used = time.perf_counter() - began, _processor(at.process.pid) - used
    return f"{REQUESTS / seconds:,.0f} a second, {used / REQUESTS * 1e6:,.0f} us each", refused


def _processor(process: int) -> float:
    """Return the seconds of a processor that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
