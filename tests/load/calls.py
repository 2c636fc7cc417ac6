"""Many calls at once, by either client, and whether each got the answer to its own request."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from codatsyncexpenses import AsyncCodatSyncExpenses, CodatSyncExpenses
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig

ROOT = Path(__file__).resolve().parents[2]
POLICY = RetryConfig("backoff", BackoffStrategy(50, 500, 1.5, 3_000), True)
"""The policy that the faults are bounded for."""
PATIENT = RetryConfig("backoff", BackoffStrategy(50, 500, 1.5, 30_000), True)

RIGHT, MIXED, LOST = "right", "mixed", "lost"
COMPANY, SYNC = "c0", "50"
"""The first digits of a company that is answered at once, and of a sync."""


@dataclass
class Server:
    """A server in its own process."""

    name: str
    url: str

    def counts(self) -> dict[str, int]:
        """Ask what it has seen."""
        with urllib.request.urlopen(f"{self.url}/counts", timeout=10) as answer:  # noqa: S310 - ours
            found: dict[str, int] = json.load(answer)
        return found


@contextlib.contextmanager
def server(name: str = "one", faults: str = "none") -> Generator[Server, None, None]:
    """Run a server for a while."""
    command = [sys.executable, "-m", f"{__package__}.server", "--name", name, "--faults", faults]
    with subprocess.Popen(  # noqa: S603 - ours
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Server(name, f"http://127.0.0.1:{int(process.stdout.readline())}")
        finally:
            process.stdin.close()


def identifier(first: str, worker: int, number: int) -> str:
    """Return a UUID with these first digits, for a call of a thread or a task."""
    return f"{first:0<8}-0000-4000-8000-{worker:04x}{number:08x}"


async def answered(given: Any) -> Any:
    """Return the response of a call of either client."""
    return await given if inspect.isawaitable(given) else given


async def one_call(sdk: Any, worker: int, number: int) -> str:
    """Make one call, of a kind that the number chooses; tell whether its answer is its own."""
    company, sync = (identifier(of, worker, number) for of in (COMPANY, SYNC))
    kind = number % 10
    if kind == 8:
        body = shared.InitiateSync([sync])
        request = operations.InitiateSyncRequest(company, body)
        started = await answered(sdk.sync.initiate_sync(request))
        assert started.sync_initiated is not None
        return _own(started.sync_initiated.sync_id, company, sync)
    if kind == 9:
        listed = await answered(sdk.sync.list(operations.ListSyncsRequest(company)))
        statuses = listed.company_sync_statuses
        assert statuses is not None
        own = {_own(status.sync_status, company, "list") for status in statuses}
        return RIGHT if own == {RIGHT} else MIXED
    response = await answered(sdk.sync.get(operations.GetSyncByIDRequest(company, sync)))
    status = response.company_sync_status
    assert status is not None
    found = (status.company_id, status.sync_id)
    return _own(status.sync_status, company, sync) if found == (company, sync) else MIXED


def _own(said: str | None, company: str, asked: str) -> str:
    return RIGHT if said and said.split()[-2:] == [company, asked] else MIXED


Call = Callable[[int, int], Awaitable[str]]
"""Makes one call of a thread or a task, given the numbers of both."""


async def _outcome(call: Call, worker: int, number: int) -> tuple[str, ...]:
    """Return the outcome of a call, and the error if there was one."""
    try:
        return (await call(worker, number),)
    except Exception as error:  # noqa: BLE001 - counted, by its text
        return LOST, f"{type(error).__name__}: {error}"[:120]


async def _outcomes(call: Call, worker: int, calls: int) -> list[str]:
    """Make the calls of a worker, one after the other."""
    found: list[str] = []
    for number in range(calls):
        found += await _outcome(call, worker, number)
    return found


@dataclass
class Tally:
    """The outcomes of many calls."""

    outcomes: Counter[str] = field(default_factory=lambda: Counter({RIGHT: 0, MIXED: 0, LOST: 0}))
    errors: Counter[str] = field(default_factory=Counter[str])
    seconds: float = 0.0

    def __str__(self) -> str:
        total = self.outcomes.total()
        text = f"{self.outcomes[MIXED]} mixed, {self.outcomes[LOST]} lost of {total:,}"
        return f"{text} ({total / self.seconds:,.0f} a second)"

    @property
    def clean(self) -> bool:
        """Whether every call got its own answer."""
        return self.outcomes[RIGHT] == self.outcomes.total() > 0

    def count(self, found: Iterable[list[str]]) -> None:
        """Count the outcomes and the errors of each worker."""
        for outcome in (outcome for each in found for outcome in each):
            (self.outcomes if outcome in self.outcomes else self.errors)[outcome] += 1


async def in_threads(threads: int, calls: int, call: Call) -> Tally:
    """Make calls in threads that start at once."""
    tally = Tally()
    start = threading.Barrier(threads + 1)
    results: list[list[str]] = [[] for _ in range(threads)]

    def work(thread: int) -> None:
        start.wait()
        # A thread's own list, so that no count gets lost.
        results[thread] = asyncio.run(_outcomes(call, thread, calls))

    workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    start.wait()
    began = time.perf_counter()
    for worker in workers:
        worker.join()
    tally.seconds = time.perf_counter() - began
    tally.count(results)
    return tally


async def in_tasks(tasks: int, calls: int, call: Call) -> Tally:
    """Make calls in tasks of the running loop."""
    tally, began = Tally(), time.perf_counter()
    results = await asyncio.gather(*(_outcomes(call, number, calls) for number in range(tasks)))
    tally.seconds = time.perf_counter() - began
    tally.count(results)
    return tally


class Side(NamedTuple):
    """One of the two clients, and how it makes many calls at once."""

    name: str
    workers: str
    made: Callable[..., Any]
    together: Callable[[int, int, Call], Awaitable[Tally]]

    @contextlib.asynccontextmanager
    async def client(
        self, at: Server, key: str = "key", **settings: Any
    ) -> AsyncGenerator[Any, None]:
        """Use a client of a server for a while."""
        settings = {"retry_config": POLICY, "timeout": 30, **settings}
        sdk = self.made(shared.Security(f"Basic {key}"), server_url=at.url, **settings)
        async with contextlib.AsyncExitStack() as stack:
            if isinstance(sdk, CodatSyncExpenses):
                stack.enter_context(sdk)
            else:
                await stack.enter_async_context(sdk)
            yield sdk


BLOCKING = Side("blocking", "threads", CodatSyncExpenses, in_threads)
ASYNCHRONOUS = Side("asynchronous", "tasks", AsyncCodatSyncExpenses, in_tasks)
SIDES = {side.name: side for side in (BLOCKING, ASYNCHRONOUS)}
