"""The cases with their goals, and the samples as ratios in Markdown."""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from .run import Samples

RAW, OURS, PEER, LIMIT = "raw", "ours", "3.1.0", "limit"


class Case(NamedTuple):
    """A case that is measured: a row of the table."""

    name: str
    """The name of its samples."""
    title: str
    goal: float | None = None
    """The largest ratio to raw that is good."""
    base: str = ""
    """The samples to divide by, of the same process; raw's of the same case if empty."""


CASES = (
    Case("import", "`import codatsyncexpenses` against `import requests`, wall", 0.3),
    Case("first call", "first call: import, client, one get, wall", 1.15),
    Case("get", "`get`, CPU per call", 0.5),
    Case("threads", "8 threads on one client, wall per call", 0.55),
    Case("list 1000", "list of 1,000 statuses, wall", 0.5),
    Case("list 10000", "list of 10,000, wall"),
    Case("list 100000", "list of 100,000, wall", 0.5),
    Case("memory 100000", "list of 100,000, peak memory added", 1.0),
    Case("initiate", "`initiate_sync` with 1,000 ids, no network, CPU", 0.3),
    Case("create", "`expenses.create` of 50 with 10 lines each, no network, CPU"),
    Case("decode 1", "decoding 1 status against `json.loads`", None, "decode 1 json"),
    Case("decode 1000", "decoding 1,000 statuses against `json.loads`", None, "decode 1000 json"),
)

NOTES = """\
- `raw`: `requests.Session().get(url).json()`, and `post(url, json=...)`, written by hand.
- `limit`: requests prepared beforehand, sent straight through the `HTTPAdapter`, and decoded by
  msgspec into Structs: the least that requests and msgspec allow. For the import, `python -c pass`.
- A ratio is the median over the rounds of the contestant's figure divided by raw's in the same
  round; raw's column has medians. Decoding is divided by `json.loads` in the same process.
- Each contestant has an environment of its own: raw one with requests alone, ours and the limit
  one with this package's wheel alone.
- Import, first call: a fresh interpreter each time, its start-up included. The import loads no
  name of the package; the first call loads all that it needs.
- Lists of 10,000 and more: a fresh process each time, after one get and one list of 1,000; 3.1.0
  reads the list of 100,000 once. Peak memory added: `VmHWM` after the call less `VmRSS` before it.
- No network: an adapter that answers from memory is mounted on the client's Session."""


def ratio(samples: Samples, case: Case, contestant: str) -> float | None:
    """Return the ratio of a contestant to raw; None where it was not measured."""
    own = samples.get((case.name, contestant))
    base = samples.get((case.base, contestant) if case.base else (case.name, RAW))
    if not own or not base or not any(base):
        return None
    return median(mine / its for mine, its in zip(own, base, strict=False))


def row(samples: Samples, case: Case) -> str:
    """Return one row of the table."""
    base = samples[case.base, RAW] if case.base else samples[case.name, RAW]
    ours = ratio(samples, case, OURS)
    reached = ours is not None and case.goal is not None and round(ours, 2) <= case.goal
    verdict = "" if case.goal is None else "yes" if reached else "**no**"
    ratios = [
        "-" if value is None else rounded(value)
        for value in (ratio(samples, case, name) for name in (OURS, PEER, LIMIT))
    ]
    cells = [case.title, quantity(case, median(base)), *ratios, str(case.goal or "-"), verdict]
    return f"| {' | '.join(cells)} |"


def rounded(value: float) -> str:
    """Return a ratio to two decimals, from ten upwards to none."""
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def quantity(case: Case, value: float) -> str:
    """Return a figure with its unit."""
    if case.name.startswith("memory"):
        return f"{value / 1e6:.1f} MB"
    return f"{value * 1e6:.0f} µs" if value < 1e-3 else f"{value * 1e3:.1f} ms"


def linearity(samples: Samples) -> str:
    """Return how the cost of one status grows with the list's length."""
    sizes = ("1000", "10000", "100000")
    per_item = [median(samples[f"list {size}", OURS]) / int(size) * 1e6 for size in sizes]
    steps = ", ".join(
        f"{value:.2f} µs of {int(size):,}" for value, size in zip(per_item, sizes, strict=True)
    )
    return f"Ours takes for one status of a list: {steps}."


def markdown(samples: Samples) -> str:
    """Return the table and its notes."""
    lines = [
        "| Case | raw | ours | 3.1.0 | limit | goal | reached |",
        "|---|--:|--:|--:|--:|--:|---|",
        *(row(samples, case) for case in CASES),
        "",
        linearity(samples),
        "",
        NOTES,
    ]
    return "\n".join(lines) + "\n"
