"""One contestant of the calls at once in a process of its own: how many, in; CPU per call, out.

Each contestant runs this file under its own interpreter, so it needs nothing but the standard
library to be read.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import importlib
import json
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

from .server import COMPANY, GET, SYNC, body

LONGEST = 0.5  # seconds that one measurement goes on with calls
LEAST = 3  # calls that each task makes at least
KEY = "Basic c2VjcmV0"
HEADERS = {"Authorization": KEY}
SYNC_ID = json.loads(body())["syncId"]

Call = Callable[[], Awaitable[object]]
Made = contextlib.AbstractAsyncContextManager[Call]


def typed(name: str, url: str) -> tuple[Any, Any]:
    """Return a client of this package, and the request that it makes."""
    package: Any = importlib.import_module("codatsyncexpenses")
    operations: Any = importlib.import_module("codatsyncexpenses.models.operations")
    shared: Any = importlib.import_module("codatsyncexpenses.models.shared")
    client = getattr(package, name)(shared.Security(KEY), server_url=url)
    return client, operations.GetSyncByIDRequest(COMPANY, SYNC)


@contextlib.asynccontextmanager
async def ours(url: str) -> AsyncGenerator[Call, None]:
    """The asynchronous client."""
    client, request = typed("AsyncCodatSyncExpenses", url)

    async def call() -> None:
        response = await client.sync.get(request)
        check(response.company_sync_status.sync_id)

    async with client:
        yield call


@contextlib.asynccontextmanager
async def threads(url: str) -> AsyncGenerator[Call, None]:
    """The blocking client, each call in a thread of asyncio's own pool, as in 9.0.0."""
    client, request = typed("CodatSyncExpenses", url)

    def blocking() -> None:
        check(client.sync.get(request).company_sync_status.sync_id)

    with client:
        yield functools.partial(asyncio.to_thread, blocking)


@contextlib.asynccontextmanager
async def aiohttp(url: str) -> AsyncGenerator[Call, None]:
    """A session of aiohttp, by hand."""
    package: Any = importlib.import_module("aiohttp")
    async with package.ClientSession(connector=package.TCPConnector(limit=0)) as session:

        async def call() -> None:
            async with session.get(url + GET, headers=HEADERS) as response:
                check(json.loads(await response.read())["syncId"])

        yield call


@contextlib.asynccontextmanager
async def httpx(name: str, url: str) -> AsyncGenerator[Call, None]:
    """A client of httpx or httpx2, by hand, with as many connections as calls."""
    package: Any = importlib.import_module(name)
    limits = package.Limits(max_connections=None)
    async with package.AsyncClient(limits=limits, trust_env=False) as client:

        async def call() -> None:
            response = await client.get(url + GET, headers=HEADERS)
            check(response.json()["syncId"])

        yield call


@contextlib.asynccontextmanager
async def vendor(url: str) -> AsyncGenerator[Call, None]:
    """The asynchronous methods of the published 9.0.0."""
    package: Any = importlib.import_module("codat_sync_for_expenses")
    shared: Any = importlib.import_module("codat_sync_for_expenses.models.shared")
    client = package.CodatSyncExpenses(shared.Security(auth_header=KEY), server_url=url)
    request = {"company_id": COMPANY, "sync_id": SYNC}

    async def call() -> None:
        check((await client.sync.get_async(request=request)).sync_id)

    yield call


CONTESTANTS: dict[str, Callable[[str], Made]] = {
    "ours": ours,
    "threads": threads,
    "aiohttp": aiohttp,
    "httpx2": functools.partial(httpx, "httpx2"),
    "httpx": functools.partial(httpx, "httpx"),
    "9.0.0": vendor,
}


def check(sync_id: object) -> None:
    """Refuse an answer that is not the server's."""
    if sync_id != SYNC_ID:
        raise ValueError(f"{sync_id} is not {SYNC_ID}")


async def measure(call: Call, at_once: int) -> float:
    """Return the seconds of CPU that a call takes when many tasks make calls at once."""
    made = 0

    async def work(least: int, until: float) -> None:
        nonlocal made
        for number in range(sys.maxsize):
            if number >= least and time.perf_counter() >= until:
                break
            await call()
            made += 1

    await asyncio.gather(*(work(LEAST, 0) for _ in range(at_once)))  # connects
    gc.collect()
    made, start, until = 0, time.process_time(), time.perf_counter() + LONGEST
    await asyncio.gather(*(work(LEAST, until) for _ in range(at_once)))
    return (time.process_time() - start) / made


async def main(name: str, url: str) -> None:
    """Measure what each line of standard input asks for, each with a client of its own."""
    for line in sys.stdin:
        case, _, at_once = line.strip().rpartition(" ")
        async with CONTESTANTS[name](url) as call:
            found = {f"{case} {at_once}": await measure(call, int(at_once))}
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
