"""Measure, and print the table: `python -m benchmarks`, or `make bench`."""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from os import cpu_count
from pathlib import Path

from tests.comparison.__main__ import interpreter
from tests.sidebyside.__main__ import PEER, made_peer

from . import async_table
from .run import ROOT, Contestant, Samples, measure, measure_at_once
from .table import markdown

PAGE = """\
# Benchmarks

Written by `{command}`. Do not edit.

What a call costs, as a ratio to raw requests in the same run: below 1 is less than what
`requests.Session().get(url).json()` takes.

![The ratios as bars](benchmarks.svg)

{table}
## Calls at once

CPU per call on one client of `asyncio`, as a ratio to `httpx2.AsyncClient` by hand.

{at_once}
{machine}
"""


def machine(command: str, rounds: int, python: Path) -> str:
    """Return the date, the machine, the versions and the command."""
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", info.read_text() if info.exists() else "")
    names = ("requests", "urllib3", "msgspec")
    with_ = ", ".join(f"{name} {version(python, name)}" for name in names)
    return (
        f"{datetime.now(timezone.utc).date()}, {model[1] if model else platform.processor()}, "
        f"{cpu_count()} cores, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}, {with_}; {rounds} "
        f"rounds; `{command}`"
    )


def version(python: Path, name: str) -> str:
    """Return the version of a package that an interpreter has."""
    code = f"from importlib.metadata import version; print(version({name!r}))"
    done = subprocess.run(  # noqa: S603
        [python, "-c", code], stdout=subprocess.PIPE, text=True, timeout=60, check=True
    )
    return done.stdout.strip()


def peer(python: Path) -> Contestant:
    """Return the published package, if the interpreter has its version."""
    found = version(python, "codat-sync-for-expenses")
    if found != PEER:
        sys.exit(f"{python} has {found} installed, not {PEER}")
    return Contestant(PEER, python)


def at_once(homes: Path, rounds: int, *, vendor: bool) -> str:
    """Measure the calls at once, and return their tables."""
    ours = made(homes / "async", f"{ROOT}[async]")
    contestants = [Contestant(name, ours) for name in ("ours", "aiohttp", "threads")]
    contestants += [Contestant(name, made(homes / name, name)) for name in ("httpx2", "httpx")]
    if vendor:
        contestants.append(Contestant("9.0.0", interpreter("9.0.0")))
    versions = ", ".join(
        f"{one.name} {version(one.python, one.name)}"
        for one in contestants
        if one.name in ("aiohttp", "httpx", "httpx2")
    )
    return f"{async_table.markdown(measure_at_once(contestants, rounds))}\n{versions}.\n"


def made(home: Path, package: str) -> Path:
    """Return the interpreter of a new environment that holds one package with what it needs."""
    subprocess.run([sys.executable, "-m", "venv", home], check=True)  # noqa: S603
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    subprocess.run([*pip, package], check=True)  # noqa: S603
    return python


def main() -> None:
    """Measure, print the table, and write the page with `--write`."""
    parser = argparse.ArgumentParser(prog=f"python -m {__package__}", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--quick", action="store_true", help="two rounds: see that it works")
    peers = parser.add_mutually_exclusive_group()
    peers.add_argument("--peer-python", type=Path, help="an interpreter that has 3.1.0 installed")
    peers.add_argument("--no-peer", action="store_true", help="leave 3.1.0 and 9.0.0 out")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md, too")
    parser.add_argument("--at-once", action="store_true", help="the calls at once alone")
    given = parser.parse_args()
    rounds = 2 if given.quick else max(1, given.rounds)
    with tempfile.TemporaryDirectory() as homes:
        calls = at_once(Path(homes), rounds, vendor=not given.no_peer)
        sys.stdout.write(f"{calls}\n")
        if given.at_once:
            return
        ours = made(Path(homes, "ours"), str(ROOT))
        contestants = [Contestant("raw", made(Path(homes, "raw"), "requests"))]
        contestants.append(Contestant("ours", ours))
        if not given.no_peer:
            contestants.append(peer(given.peer_python or made_peer()))
        samples = measure([*contestants, Contestant("limit", ours)], rounds)
        about = machine(f"{parser.prog} --rounds {rounds}", rounds, ours)
    table = markdown(samples)
    sys.stdout.write(f"{table}\n{about}\n")
    if given.write:
        write(f"{parser.prog} --write", samples, table, calls, about)


def write(command: str, samples: Samples, table: str, calls: str, about: str) -> None:
    """Write the page and its chart."""
    # matplotlib is needed here only, and takes a second to import.
    from .plot import draw

    page = PAGE.format(command=command, table=table, at_once=calls, machine=about)
    (ROOT / "docs" / "benchmarks.md").write_text(page, "utf-8")
    draw(samples, ROOT / "docs" / "benchmarks.svg")


if __name__ == "__main__":
    main()
