"""Deliveries as tasks of Celery against a sandbox in its own process, with kills."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from codatsyncexpenses.outbox import Delivery
from tests.support.delivery_workers import Workers
from tests.support.redis_server import redis_server

from .outbox import FAULTS, expense, served
from .runs import Result

COMPANIES, SIZE, WORKERS, KILLS = 60, 10, 4, 50
_BETWEEN = 0.8  # seconds between two kills, at most
# Seconds, longer than any step: Redis knows a message that it sends again by the same tag, and
# forgets both when the first one is acknowledged.
_VISIBILITY = 20.0
_SILENCE = 150.0  # seconds without an end after which deliveries are sent again
_END = 900.0  # seconds; a worker looks for lost messages every 100 s, and when it starts


def celery() -> Result:
    """Kill the processes of four workers, and whole workers, at random moments.

    Redis loses a message that a whole worker has taken and not noted when it is killed. As the
    guide advises, deliveries that have not ended are sent again, which must be harmless.
    """
    dice, places, resent = Random(1), Counter[str](), 0
    with tempfile.TemporaryDirectory() as home, served() as remote:
        remote.next_replies(*FAULTS, times=10_000, probability=0.06, seed=1)
        ids = [remote.create_company(f"Company {number}").id for number in range(COMPANIES)]
        plans = [Delivery.plan(id_, [expense(dice, "GBP") for _ in range(SIZE)]) for id_ in ids]
        with redis_server(Path(home)) as broker, contextlib.ExitStack() as stack:
            workers = Workers(Path(home), broker, remote.url, _VISIBILITY)
            workers.send(*plans)
            running = [stack.enter_context(workers.worker()) for _ in range(WORKERS)]
            deadline = time.monotonic() + _END
            ended, changed = 0, time.monotonic()
            while ended < COMPANIES and time.monotonic() < deadline:
                time.sleep(dice.random() * _BETWEEN)
                if sum(places.values()) < KILLS and (place := _killed(workers, running, dice)):
                    places[place] += 1
                for at, worker in enumerate(running):
                    if worker.poll() is not None:
                        running[at] = stack.enter_context(workers.worker())
                if len(workers.ended()) > ended:
                    ended, changed = len(workers.ended()), time.monotonic()
                elif time.monotonic() > changed + _SILENCE:
                    missing = [p for p in plans if p.entries[0].expense_id not in workers.ended()]
                    workers.send(*missing)
                    resent, changed = resent + len(missing), time.monotonic()
            found = workers.ended()
        seen = [remote.accepted(id_) for id_ in ids]
    outcomes = Counter(entry.outcome for last in found.values() for entry in last[-1].entries)
    times = Counter(count for each in seen for count in each.expenses.values())
    duplicates = sum(each.duplicate_syncs for each in seen)
    return Result(
        f"{sum(places.values())} kills of {WORKERS} workers, {COMPANIES} deliveries of {SIZE}",
        "each expense written, each accepted once, 0 stopped as duplicates",
        f"{dict(outcomes)}; accepted: {dict(times)}; {duplicates} stopped; {resent} sent again; "
        f"ended was called {sum(map(len, found.values()))} times; killed at: {dict(places)}",
        outcomes == {"written": COMPANIES * SIZE}
        and times == {1: COMPANIES * SIZE}
        and not duplicates,
        {},
    )


def _killed(workers: Workers, running: list[subprocess.Popen[bytes]], dice: Random) -> str | None:
    """Kill a process of a worker, or one time in five a whole worker; return its step."""
    if dice.random() < 0.2:
        os.killpg(dice.choice(running).pid, signal.SIGKILL)
        return "a whole worker"
    busy = [(each, stage) for each, stage in workers.stages().items() if stage]
    for process, stage in busy or [(each, "idle") for each in workers.stages()]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
            (workers.folder / "processes" / str(process)).unlink()
            return stage
        (workers.folder / "processes" / str(process)).unlink(missing_ok=True)
    return None
