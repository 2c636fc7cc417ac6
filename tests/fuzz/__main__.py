"""Damage answers and count what comes of them: `python -m tests.fuzz --cases 100000 --seed 1`.

The exit code is 1 where something came of them that must not.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from random import Random

from . import judge
from .async_ways import AsyncWays
from .mutate import REQUESTS, answer
from .ways import Ways

SHOWN = 3  # findings printed in full


CLIENTS: dict[str, type[Ways | AsyncWays]] = {"blocking": Ways, "asynchronous": AsyncWays}


def run(
    cases: int, seed: int, only: int | None = None, client: str = "blocking"
) -> Iterator[tuple[str, str, str]]:
    """Try this many answers; give each one's way, its outcome, and what was found, if anything."""
    ways = CLIENTS[client](Random(seed))
    for number in range(cases) if only is None else [only]:
        dice = Random(seed << 32 | number)
        yield one(dice, ways, f"seed {seed}, case {number}")
    ways.close()


def one(dice: Random, ways: Ways | AsyncWays, name: str) -> tuple[str, str, str]:
    """Try one answer."""
    operation, request = dice.choice(REQUESTS)
    made = answer(dice, operation)
    way, caller = ways.prepared(dice, made)
    try:
        try:
            response = caller.call(operation, request)
            outcome = judge.of_response(response, operation, made)
            # What every response offers is read too.
            _ = response.rate_limit, response.retry_after
            response.raise_for_status()
        except judge.FoundError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is
            outcome = judge.of_error(error, made)
    except judge.FoundError as found:
        return way, str(found), f"{name}, {way}, {operation.name}: {made}\n{traceback.format_exc()}"
    return way, outcome, ""


def report(cases: int, seed: int, only: int | None, client: str) -> int:
    """Run with one seed and client, print the figures, and give the number of findings."""
    started = time.perf_counter()
    outcomes: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    for way, outcome, details in run(cases, seed, only, client):
        if details and outcomes[outcome] < SHOWN:
            print(f"{outcome}: {details}", file=sys.stderr)
        ways[way] += 1
        outcomes[outcome] += 1
    seconds = time.perf_counter() - started
    by_way = ", ".join(f"{name} {count:,}" for name, count in sorted(ways.items()))
    print(f"{client}, seed {seed}: {ways.total():,} cases ({by_way}) in {seconds:.1f} s")
    for name, count in outcomes.most_common():
        if name not in judge.FINDINGS:
            print(f"  {count:>9,}  {name}")
    for name in judge.FINDINGS:
        print(f"  {outcomes[name]:>9,}  {name}")
    return sum(outcomes[name] for name in judge.FINDINGS)


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="for each seed")
    parser.add_argument("--seed", type=int, action="append", help="can be given more than once")
    parser.add_argument("--only", type=int, help="the one case with this number")
    parser.add_argument("--client", choices=[*CLIENTS, "both"], default="both")
    given = parser.parse_args()
    logging.disable()  # urllib3 has something to say about many of the answers
    clients = CLIENTS if given.client == "both" else [given.client]
    findings = [
        report(given.cases, seed, given.only, client)
        for client in clients
        for seed in given.seed or [1]
    ]
    sys.exit(1 if any(findings) else 0)


if __name__ == "__main__":
    main()
