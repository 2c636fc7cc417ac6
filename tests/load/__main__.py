"""Put the client under load: `python -m tests.load threads`, or `all`.

Each run prints a row of Markdown. The exit code is 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import sys
import time

from . import runs

RUNS = {
    run.__name__: run
    for run in (
        runs.threads,
        runs.chaos,
        runs.thirds,
        runs.outage,
        runs.soak,
        runs.clients,
        runs.malformed,
        runs.requests,
        runs.forks,
    )
}


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.load",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("run", choices=[*RUNS, "all"])
    given = parser.parse_args()
    print("| Run | Bound | Found | Seconds | |\n| --- | --- | --- | --- | --- |", flush=True)
    missed = False
    for name in RUNS if given.run == "all" else [given.run]:
        started = time.perf_counter()
        result = RUNS[name]()
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
