"""Measure, and print the table: `python -m benchmarks`, or `make bench`."""

from __future__ import annotations

import argparse
import platform
import re
import subprocess
import sys
from datetime import datetime, timezone
from importlib.metadata import version
from os import cpu_count
from pathlib import Path

from tests.sidebyside.__main__ import PEER, made_peer

from .run import ROOT, Contestant, measure
from .table import markdown

PAGE = """\
# Benchmarks

Written by `{command}`. Do not edit.

What a call costs, as a ratio to raw requests in the same run: below 1 is less than what
`requests.Session().get(url).json()` takes.

![The ratios as bars](benchmarks.svg)

{table}
{machine}
"""


def machine(command: str, rounds: int) -> str:
    """Return the date, the machine, the versions and the command."""
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", info.read_text() if info.exists() else "")
    names = ("requests", "urllib3", "msgspec")
    with_ = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{datetime.now(timezone.utc).date()}, {model[1] if model else platform.processor()}, "
        f"{cpu_count()} cores, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}, {with_}; {rounds} "
        f"rounds; `{command}`"
    )


def peer(python: Path) -> Contestant:
    """Return the published package as a contestant, or exit if the interpreter lacks it."""
    code = "from importlib.metadata import version; print(version('codat-sync-for-expenses'))"
    done = subprocess.run(  # noqa: S603
        [python, "-c", code], stdout=subprocess.PIPE, text=True, timeout=60, check=True
    )
    if done.stdout.strip() != PEER:
        sys.exit(f"{python} has {done.stdout.strip()} installed, not {PEER}")
    return Contestant(PEER, python)


def main() -> None:
    """Measure, print the table, and write the page with `--write`."""
    parser = argparse.ArgumentParser(prog=f"python -m {__package__}", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--quick", action="store_true", help="two rounds: see that it works")
    peers = parser.add_mutually_exclusive_group()
    peers.add_argument("--peer-python", type=Path, help="an interpreter that has 3.1.0 installed")
    peers.add_argument("--no-peer", action="store_true", help="leave 3.1.0 out")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md, too")
    given = parser.parse_args()
    rounds = 2 if given.quick else max(1, given.rounds)
    here = Path(sys.executable)
    contestants = [Contestant("raw", here), Contestant("ours", here)]
    if not given.no_peer:
        contestants.append(peer(given.peer_python or made_peer()))
    contestants.append(Contestant("limit", here))
    samples = measure(contestants, rounds)
    command, table = parser.prog, markdown(samples)
    about = machine(f"{command} --rounds {rounds}", rounds)
    sys.stdout.write(f"{table}\n{about}\n")
    if given.write:
        # matplotlib is needed here only, and takes a second to import.
        from .plot import draw

        page = PAGE.format(command=f"{command} --write", table=table, machine=about)
        (ROOT / "docs" / "benchmarks.md").write_text(page, "utf-8")
        draw(samples, ROOT / "docs" / "benchmarks.svg")


if __name__ == "__main__":
    main()
