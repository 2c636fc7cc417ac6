"""Put both clients under load: `python -m tests.load threads`, or `all`; `--client` chooses one.

Each run prints a row of Markdown. The exit code is 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import itertools
import sys
import time
from collections.abc import Callable, Coroutine

from . import deliveries, outbox, runs
from .calls import SIDES, Side
from .runs import Result

CLIENTS = (
    runs.threads,
    runs.chaos,
    runs.thirds,
    runs.outage,
    runs.soak,
    runs.clients,
    runs.forks,
)
SANDBOX = (runs.malformed, runs.requests)


def of_client(run: Callable[[Side], Coroutine[None, None, Result]], side: Side) -> Result:
    """Run with one of the clients."""
    return asyncio.run(run(side))


def runs_of(
    sides: list[Side], requests: int, broken: str | None, broker: str | None
) -> dict[str, list[Callable[[], Result]]]:
    """Return the runs of each name: one for each client, or one of the sandbox."""
    found: dict[str, list[Callable[[], Result]]] = {run.__name__: [run] for run in SANDBOX}
    found["flat"] = [functools.partial(runs.flat, requests)]
    for run in CLIENTS:
        found[run.__name__] = [functools.partial(of_client, run, side) for side in sides]
    found["kills"] = [
        functools.partial(outbox.killed_at_random, side.name, broken) for side in sides
    ]
    found["celery"] = [functools.partial(deliveries.celery, broker, broken)]
    found["outbox"] = [outbox.requests_an_expense, outbox.limited, outbox.memory]
    found["outbox"] += [functools.partial(outbox.cpu, side.name) for side in sides]
    return found


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.load",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = [run.__name__ for run in (*CLIENTS, *SANDBOX, runs.flat)]
    names += ["celery", "kills", "outbox"]
    parser.add_argument("run", choices=[*names, "all"])
    parser.add_argument("--client", choices=[*SIDES, "both"], default="both")
    parser.add_argument(
        "--broken",
        choices=["key", "journal", "early"],
        help="a fault: `key` for the runs `kills` and `celery`, `journal` for `kills`, `early` for "
        "`celery`",
    )
    parser.add_argument(
        "--broker", help="the empty RabbitMQ of the run `celery`, in place of a Redis of its own"
    )
    parser.add_argument("--requests", type=int, default=100_000, help="requests of the run `flat`")
    given = parser.parse_args()
    sides = [side for side in SIDES.values() if given.client in (side.name, "both")]
    known = runs_of(sides, given.requests, given.broken, given.broker)
    print("| Run | Bound | Found | Seconds | |\n| --- | --- | --- | --- | --- |", flush=True)
    missed = False
    chosen = names if given.run == "all" else [given.run]
    for run in itertools.chain.from_iterable(known[name] for name in chosen):
        started = time.perf_counter()
        result = run()
        seconds = time.perf_counter() - started
        verdict = "kept" if result.kept else "MISSED"
        row = (result.what, result.bound, result.found, f"{seconds:.1f}", verdict)
        print(f"| {' | '.join(row)} |", flush=True)
        for error, count in sorted(result.errors.items()):
            print(f"{count} x {error}", file=sys.stderr)
        missed |= not result.kept
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
