"""The calls at once as ratios in Markdown, with their goals."""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from .run import AT_ONCE, Samples
from .table import rounded

BASE, OURS, AIOHTTP, THREADS, HTTPX, VENDOR = (
    *("httpx2", "ours", "aiohttp", "threads", "httpx", "9.0.0"),
)


class Goal(NamedTuple):
    """The largest ratio of our asynchronous client to another contestant that is good."""

    case: str
    to: str
    most: float


GOALS = (Goal("get 20", BASE, 0.25), Goal("get 20", AIOHTTP, 1.4), Goal("get 200", BASE, 0.15))

NOTES = """\
- `ours`: `await s.sync.get(request)` of `AsyncCodatSyncExpenses`. `threads`: the blocking client in
  `asyncio.to_thread`. `9.0.0`: `await s.sync.get_async(request=...)` of the published 9.0.0, whose
  asynchronous methods run its blocking ones in threads, too: four more than the machine has cores.
- `aiohttp`, `httpx2`, `httpx`: a client with as many connections as calls, and `json.loads()` or
  `json()`, written by hand: no retries, no deadline, nothing checked.
- CPU is the time of the client's process, its threads included, divided by the calls; the server
  has a process of its own. Each figure of a round has a process and a client of its own, because
  one process may be faster than another. Ratios are medians over the rounds, as above."""


def ratio(samples: Samples, case: str, one: str, to: str) -> float | None:
    """Return the ratio of one contestant to another; None where one was not measured."""
    own, base = samples.get((case, one)), samples.get((case, to))
    if not own or not base:
        return None
    return median(mine / its for mine, its in zip(own, base, strict=False))


def cell(value: float | None) -> str:
    """Return a ratio as a cell."""
    return "-" if value is None else rounded(value)


def row(samples: Samples, case: str) -> str:
    """Return the row of a case."""
    micro = median(samples[case, BASE]) * 1e6
    ratios = [
        cell(ratio(samples, case, one, BASE)) for one in (OURS, AIOHTTP, THREADS, HTTPX, VENDOR)
    ]
    return f"| {case.removeprefix('get ')} | {' | '.join([f'{micro:.0f} µs', *ratios])} |"


def verdict(samples: Samples, goal: Goal) -> str:
    """Return the row of a goal."""
    found = ratio(samples, goal.case, OURS, goal.to)
    reached = found is not None and round(found, 2) <= goal.most
    name = f"ours to `{goal.to}`, {goal.case.removeprefix('get ')} at once"
    return f"| {name} | {cell(found)} | {goal.most} | {'yes' if reached else '**no**'} |"


def markdown(samples: Samples) -> str:
    """Return the tables and their notes."""
    lines = [
        f"| `get`s at once | {BASE} | {OURS} | {AIOHTTP} | {THREADS} | {HTTPX} | {VENDOR} |",
        "|--:|--:|--:|--:|--:|--:|--:|",
        *(row(samples, case) for case in AT_ONCE),
        "",
        "| Ratio | found | goal | reached |",
        "|---|--:|--:|---|",
        *(verdict(samples, goal) for goal in GOALS),
        "",
        NOTES,
    ]
    return "\n".join(lines) + "\n"
