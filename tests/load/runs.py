"""The runs: what each does, and the bound it has to keep."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import threading
import uuid
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from codatsyncexpenses import errors
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.utils import RetryConfig
from tests.support.ids import COMPANY_ID, SYNC_ID

from . import endurance
from .calls import (
    COMPANY,
    LOST,
    MIXED,
    PATIENT,
    POLICY,
    RIGHT,
    SYNC,
    Side,
    answered,
    identifier,
    one_call,
    server,
)
from .forks import rounds
from .malformed import REQUESTS, THREADS, WARM_UP, sandbox, send
from .server import FLAKY, GONE, SLOW
from .throughput import KINDS, measured


class Result(NamedTuple):
    """The findings of a run."""

    what: str
    bound: str
    found: str
    kept: bool
    errors: dict[str, int]


async def threads(side: Side) -> Result:
    """32 threads or tasks share one client."""
    with server() as at:
        async with side.client(at) as sdk:
            tally = await side.together(32, 500, lambda worker, n: one_call(sdk, worker, n))
    return Result(
        f"32 {side.workers} x 500 calls on one client",
        "0 mixed, 0 lost",
        str(tally),
        tally.clean,
        tally.errors,
    )


async def chaos(side: Side) -> Result:
    """16 threads or tasks share one client, and one request in fourteen fails."""
    with server(faults="chaos") as at:
        async with side.client(at, retry_config=PATIENT) as sdk:
            tally = await side.together(16, 500, lambda worker, n: one_call(sdk, worker, n))
        counts = at.counts()
    a_call = counts["requests"] / 8_000
    return Result(
        f"16 {side.workers} x 500 with 3 % 503, 2 % resets, 1 % cut bodies, 1 % 429",
        "0 mixed, 0 lost, at most 1.12 requests a call",
        f"{tally}; {a_call:.3f} requests a call; keys changed within a call: "
        f"{counts['keys changed']}",
        tally.clean and a_call <= 1.12 and not counts["keys changed"],
        tally.errors,
    )


class _Pauses(logging.Handler):
    """The pauses before retries, as the log says them."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the pause of a record."""
        *_, pause = record.args or (0.0,)
        self.seconds.append(float(str(pause)))


async def thirds(side: Side) -> Result:
    """Every third response is a 503."""
    log, pauses = logging.getLogger("codatsyncexpenses"), _Pauses()
    log.addHandler(pauses)
    log.setLevel(logging.INFO)
    try:
        with server(faults="thirds") as at:
            async with side.client(at, retry_config=PATIENT) as sdk:
                tally = await side.together(32, 20, lambda worker, n: one_call(sdk, worker, n))
    finally:
        log.removeHandler(pauses)
    # No pause of the policy is longer.
    waited = sum(pause > PATIENT.backoff.max_interval / 1000 for pause in pauses.seconds)
    return Result(
        f"32 {side.workers} x 20 calls on one client, every third response a 503",
        "0 mixed, 0 lost, no call waits for the retry budget",
        f"{tally}; {len(pauses.seconds)} retries, {waited} of them waited for the budget",
        tally.clean and not waited and len(pauses.seconds) >= 100,
        tally.errors,
    )


async def outage(side: Side) -> Result:
    """20 threads or tasks call a service that is down."""

    async def call(worker: int, n: int) -> str:
        request = operations.GetSyncByIDRequest(identifier(COMPANY, worker, n), SYNC_ID)
        try:
            await answered(sdk.sync.get(request))
        except errors.ServerError as error:
            in_time = error.elapsed is not None and error.elapsed < 4
            return RIGHT if error.status_code == 503 and in_time else LOST
        return MIXED

    with server(faults="outage") as at:
        async with side.client(at) as sdk:
            tally = await side.together(20, 10, call)
        a_call = at.counts()["requests"] / 200
    return Result(
        f"outage: 20 {side.workers} x 10 calls, 503 for ever",
        "at most 2.0 requests a call, each reported in time",
        f"{a_call:.2f} requests a call; {tally.outcomes[RIGHT]} of 200 reported in time, "
        f"{tally.seconds:.1f} s in all",
        tally.clean and a_call <= 2.0,
        tally.errors,
    )


async def soak(side: Side) -> Result:
    """60,000 calls leave nothing behind."""

    async def call(worker: int, n: int) -> str:
        if n % 10 != 7:
            return await one_call(sdk, worker, n)
        # A company that is not there: the error comes in the response.
        request = operations.GetSyncByIDRequest(identifier(GONE, worker, n), SYNC_ID)
        return RIGHT if (await answered(sdk.sync.get(request))).status_code == 404 else MIXED

    with server() as at:
        gc.collect()  # what earlier runs left
        before = _held()
        async with side.client(at) as sdk:
            request = operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)
            kept = await answered(sdk.sync.get(request))
            await side.together(4, 2_500, call)
            memory, descriptors = _memory(), _descriptors()
            tally = await side.together(4, 15_000, call)
            grown, more = _memory() - memory, _descriptors() - descriptors
        # A response that somebody keeps does not keep a connection open.
        left = {name: count - before[name] for name, count in _held().items()}
        assert kept.company_sync_status is not None
    return Result(
        f"soak, 60,000 calls in 4 {side.workers}",
        "memory +2 MB at most, descriptors flat, no thread or task left",
        f"{tally}; memory {grown / 1e6:+.2f} MB, descriptors {more:+d}; after close: "
        f"{', '.join(f'{name} {count:+d}' for name, count in left.items())}",
        tally.clean and grown <= 2e6 and more <= 0 and not any(left.values()),
        tally.errors,
    )


def _held() -> dict[str, int]:
    """Return how many things a client could leave behind there are."""
    return {
        "descriptors": _descriptors(),
        "threads": threading.active_count(),
        "tasks": len(asyncio.all_tasks()),
    }


def _memory() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - nothing but their number


SHORT, LONG = 1.0, 20.0  # timeouts, below and above what a slow company takes
ONCE = RetryConfig("none", POLICY.backoff, False)


async def clients(side: Side) -> Result:
    """Two clients are used in turn, with settings of the single call in between."""

    async def call(worker: int, n: int) -> str:
        which = (worker + n) % 2
        sdk, at, key, timeout = sides[which]
        if n % 50 == 0:
            company = identifier(SLOW, worker, n)
            other = LONG if timeout == SHORT else SHORT
            return await _slow(sdk, company, other, timeout, n)
        if n % 10 == 3:
            return await _flaky(sdk, identifier(FLAKY, worker, n), again=n % 20 == 3)
        one = str(uuid.uuid4())
        company, sync = (identifier(of, worker, n) for of in (COMPANY, SYNC))
        own = f"{at.name} Basic {key} {one} {company} {sync}"
        request = operations.InitiateSyncRequest(company, shared.InitiateSync([sync]))
        started = await answered(sdk.sync.initiate_sync(request, timeout=LONG, idempotency_key=one))
        found = started.sync_initiated
        return RIGHT if found is not None and found.sync_id == own else MIXED

    with server("A") as a, server("B") as b:
        async with (
            side.client(a, "keyA", timeout=SHORT) as sdk_a,
            side.client(b, "keyB", timeout=LONG) as sdk_b,
        ):
            sides = (sdk_a, a, "keyA", SHORT), (sdk_b, b, "keyB", LONG)
            tally = await side.together(4, 400, call)
    return Result(
        f"two clients, per-call overrides, 4 {side.workers} x 400",
        "0 calls to the wrong server, key or timeout",
        f"{tally.outcomes[MIXED] + tally.outcomes[LOST]} wrong of {tally.outcomes.total():,}",
        tally.clean,
        tally.errors,
    )


async def _slow(sdk: Any, company: str, other: float, own: float, n: int) -> str:
    """Ask a slow company, under the client's own timeout or under another one."""
    overridden = n % 100 == 0
    request = operations.GetSyncByIDRequest(company, SYNC_ID)
    expected = other if overridden else own
    try:
        response = await answered(
            sdk.sync.get(request, ONCE, timeout=other if overridden else None)
        )
    except errors.APITimeoutError:
        return RIGHT if expected == SHORT else LOST
    return RIGHT if expected == LONG and response.status_code == 200 else MIXED


async def _flaky(sdk: Any, company: str, *, again: bool) -> str:
    """Ask a company that fails at first, with the client's own policy or with none."""
    request = operations.GetSyncByIDRequest(company, SYNC_ID)
    try:
        response = await answered(sdk.sync.get(request, None if again else ONCE, timeout=LONG))
    except errors.ServerError as error:
        return RIGHT if not again and error.attempts == 1 else LOST
    return RIGHT if again and response.status_code == 200 else MIXED


async def forks(side: Side) -> Result:
    """300 forks, each of a process whose threads make first calls."""
    found = rounds(300, side.name)
    stacks = Counter(each.written for each in found if not each.right)
    return Result(
        f"300 forks amid the first calls of four threads, {side.name}",
        "no hang",
        f"{stacks.total()} of {len(found)} hung",
        not stacks,
        dict(stacks),
    )


def malformed() -> Result:
    """100,000 malformed requests, each with a legal one behind it."""
    with sandbox() as at:
        send(at.url, WARM_UP, seed=-THREADS)
        before = at.memory
        outcomes = send(at.url, REQUESTS, seed=0)
        grown, ran = at.memory - before, "Smuggled" in at.state()
        complaints = at.complaints()
    refused = outcomes.pop("refused", 0)
    return Result(
        f"{REQUESTS:,} malformed requests to the sandbox in {THREADS} threads",
        "each refused and its connection closed, no body run, no traceback, memory +8 MB at most",
        f"{refused:,} refused, {outcomes.total():,} not; a body run: {ran}; "
        f"{len(complaints):,} characters of errors; memory {grown / 1e6:+.2f} MB",
        refused == REQUESTS and not ran and not complaints and grown <= 8e6,
        outcomes,
    )


UNLIMITED = ("--quota=1000000000", "--per-minute=1000000000", "--concurrency=1000000000")


def requests() -> Result:
    """The sandbox answers requests of four kinds on a few connections."""
    with sandbox(*UNLIMITED) as at:
        found = {name: measured(at, kind) for name, kind in KINDS.items()}
    refused = {name: count for name, (_, count) in found.items() if count}
    return Result(
        "requests to the sandbox on a few connections; processor time of its process",
        "none refused; the rest is to be compared with another commit",
        "; ".join(f"{name}: {figures}" for name, (figures, _) in found.items()),
        not refused,
        refused,
    )


def flat(count: int) -> Result:
    """The sandbox holds no more after many requests than after half of them."""
    with sandbox(*UNLIMITED) as at:
        samples, statuses = endurance.endured(at, count)
        complaints = at.complaints()
    half = len(samples) // 2
    first, second = (max(each.memory for each in part) for part in (samples[:half], samples[half:]))
    descriptors = {each.descriptors for each in samples}
    unexpected = {f"a response with {each}": statuses[each] for each in {*statuses} - {200, 404}}
    return Result(
        f"{samples[-1].requests:,} requests to the sandbox, a reset after every 10,000",
        "memory +4 MB at most in the second half, descriptors flat, no status but 200 and 404",
        f"{samples[0]}; {samples[half - 1]}; {samples[-1]}; {len(complaints)} characters of errors",
        statuses.total() == samples[-1].requests
        and second - first <= 4e6
        and max(descriptors) - min(descriptors) <= 2
        and not unexpected
        and not complaints,
        unexpected,
    )
