"""One contestant in a process of its own: reads what to measure, writes the figures as JSON.

3.1.0 runs this file under its own interpreter, so it needs no package but requests to be read.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import re
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import requests
import urllib3
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from .server import COMPANY, CREATE, GET, HEADERS, INITIATE, LENGTHS, LIST, LISTED, SYNC, body

THREADS = 8
LONGEST = 0.25  # seconds that one measurement goes on with calls
EXPENSES, LINES = 50, 10
IDS = [f"{number:08x}-b13e-11ed-afa1-0242ac120002" for number in range(1000)]


@dataclass(frozen=True)
class Contestant:
    """The ways to do the same things."""

    session: requests.Session
    get: Callable[[], object]
    many: Callable[[int], object]
    initiate: Callable[[], object]
    decode: Callable[[bytes], object]
    create: Callable[[], object] | None = None


def raw(url: str) -> Contestant:
    """Return the calls that a user writes by hand."""
    session = requests.Session()
    line = {"accountRef": {"id": "a"}, "netAmount": 110.42, "taxAmount": 14.43}
    expense = {"currency": "GBP", "issueDate": "2026-01-01", "type": "Payment"}
    expenses: Any = [{**expense, "id": name, "lines": [line] * LINES} for name in IDS[:EXPENSES]]
    return Contestant(
        session,
        lambda: session.get(url + GET).json(),
        lambda count: session.get(url + LIST.format(count)).json(),
        lambda: session.post(url + INITIATE, json={"datasetIds": IDS}).json(),
        json.loads,
        lambda: session.post(url + CREATE, json=expenses).json(),
    )


def typed(url: str) -> Contestant:
    """Ours, or 3.1.0: whichever this interpreter has; the calls are the same."""
    package: Any = importlib.import_module("codatsyncexpenses")
    operations: Any = importlib.import_module("codatsyncexpenses.models.operations")
    shared: Any = importlib.import_module("codatsyncexpenses.models.shared")
    security = shared.Security(auth_header="Basic c2VjcmV0")
    client = package.CodatSyncExpenses(security=security, server_url=url)
    kinds: dict[bytes, Any] = {
        b"{": shared.CompanySyncStatus,
        b"[": list[shared.CompanySyncStatus],
    }
    is_ours = "codatsyncexpenses._bases" in sys.modules
    read: Any = (
        importlib.import_module("codatsyncexpenses._bases.codec").decode
        if is_ours
        else importlib.import_module("codatsyncexpenses.utils").unmarshal_json
    )

    def initiate() -> object:
        chosen = shared.InitiateSync(dataset_ids=IDS)
        return client.sync.initiate_sync(operations.InitiateSyncRequest(COMPANY, chosen))

    return Contestant(
        client.sdk_configuration.client,
        lambda: client.sync.get(operations.GetSyncByIDRequest(COMPANY, SYNC)),
        lambda count: client.sync.list(operations.ListSyncsRequest(LISTED.format(count))),
        initiate,
        lambda data: read(data, kinds[data[:1]]),
        creation(client, operations, shared) if is_ours else None,
    )


def creation(client: Any, operations: Any, shared: Any) -> Callable[[], object]:
    """Return the creation of many expenses; 3.1.0 has no such operation."""

    def line() -> Any:
        return shared.ExpenseTransactionLine(
            shared.RecordRef("a"), Decimal("110.42"), Decimal("14.43")
        )

    expenses = [
        shared.ExpenseTransaction(
            "GBP", name, "2026-01-01", "Payment", lines=[line() for _ in range(LINES)]
        )
        for name in IDS[:EXPENSES]
    ]
    request = operations.CreateExpenseTransactionRequest(COMPANY, expenses)
    return lambda: client.expenses.create(request)


def limit(url: str) -> Contestant:
    """Return the least that requests and msgspec allow: prepared requests, Structs as results."""
    msgspec: Any = importlib.import_module("msgspec")
    names = ("companyId", "syncId", "syncStatus", "errorMessage", "syncExceptionMessage", "syncUtc")
    kinds: list[Any] = [(name, str | None, None) for name in names]
    kinds += [("syncStatusCode", int | None, None), ("dataPushed", bool | None, None)]
    one: Any = msgspec.defstruct("Status", kinds, gc=False)
    decoders = {b"{": msgspec.json.Decoder(one), b"[": msgspec.json.Decoder(list[one])}
    session = requests.Session()
    made: dict[str, requests.PreparedRequest] = {}

    def send(method: str, path: str, content: bytes | None = None) -> object:
        request = made.get(path)
        if request is None:
            request = made[path] = session.prepare_request(requests.Request(method, url + path))
        if content is not None:
            request.body, request.headers["Content-Length"] = content, str(len(content))
        answer = session.get_adapter(url).send(request, stream=True)
        return decoders[answer.content[:1]].decode(answer.content)

    return Contestant(
        session,
        lambda: send("GET", GET),
        lambda count: send("GET", LIST.format(count)),
        lambda: send("POST", INITIATE, msgspec.json.encode({"datasetIds": IDS})),
        lambda data: decoders[data[:1]].decode(data),
    )


class Memory(BaseAdapter):
    """Answers from memory, so that only the client's own work is left."""

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Answer that a sync was started."""
        content = io.BytesIO(b'{"syncId":"6fb40d5e-b13e-11ed-afa1-0242ac120002"}')
        response = requests.Response()
        response.status_code = 202 if str(request.url).endswith(INITIATE) else 200
        response.url, response.request = request.url or "", request
        response.headers = CaseInsensitiveDict(HEADERS)
        response.raw = urllib3.HTTPResponse(
            content, HEADERS, response.status_code, preload_content=False
        )
        return response

    def close(self) -> None:
        """Nothing is open."""


def seconds(call: Callable[[], object], clock: Callable[[], float], calls: int) -> float:
    """Give the time of one call, from as many as fit."""
    gc.collect()
    end, start, made = time.perf_counter() + LONGEST, clock(), 0
    while made < calls and time.perf_counter() < end:
        call()
        made += 1
    return (clock() - start) / made


def together(call: Callable[[], object], calls: int) -> float:
    """Give the wall time of one call when several threads call at once."""

    def run() -> None:
        for _ in range(calls):
            call()

    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (time.perf_counter() - start) / (THREADS * calls)


def memory(field: str) -> int:
    """Give a figure of this process in bytes, as Linux states it."""
    text = Path("/proc/self/status").read_text("ascii", "replace")
    found = re.search(rf"^{field}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def measure(case: str, calls: int, contestant: Contestant, offline: Contestant) -> dict[str, float]:
    """Give the figures of one case by name."""
    kind, _, size = case.partition(" ")
    if kind == "get":
        return {case: seconds(contestant.get, time.process_time, calls)}
    if kind == "threads":
        return {case: together(contestant.get, calls)}
    if kind == "initiate":
        return {case: seconds(offline.initiate, time.process_time, calls)}
    if kind == "create":
        create = offline.create
        return {case: seconds(create, time.process_time, calls)} if create else {}
    if kind == "decode":
        data = body(None if size == "1" else int(size))
        return {
            case: seconds(lambda: contestant.decode(data), time.perf_counter, calls),
            f"{case} json": seconds(lambda: json.loads(data), time.perf_counter, calls),
        }
    before = memory("VmRSS")
    taken = seconds(lambda: contestant.many(int(size)), time.perf_counter, calls)
    return {case: taken, f"memory {size}": memory("VmHWM") - before}


def main(name: str, url: str) -> None:
    """Measure what each line of standard input asks for."""
    make = {"raw": raw, "limit": limit}.get(name, typed)
    contestant, offline = make(url), make(url)
    offline.session.mount("http://", Memory())
    for call in (contestant.get, offline.initiate):
        call()
    contestant.many(LENGTHS[0])
    for line in sys.stdin:
        case, _, calls = line.strip().rpartition(" ")
        sys.stdout.write(json.dumps(measure(case, int(calls), contestant, offline)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
