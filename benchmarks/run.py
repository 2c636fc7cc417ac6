"""One interleaved run: in each round, each case is measured for one contestant after another."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .server import GET, LENGTHS

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 300.0  # seconds that one measurement may take at most

# Fresh interpreters run these.
TYPED_CALL = """
import codatsyncexpenses
from codatsyncexpenses.models import operations, shared
s = codatsyncexpenses.CodatSyncExpenses(
    security=shared.Security(auth_header="Basic c2VjcmV0"), server_url="{url}"
)
s.sync.get(operations.GetSyncByIDRequest(*"{path}".split("/")[2:7:4]))
"""
LEAST_CALL = """
import msgspec
from requests import PreparedRequest, adapters
request = PreparedRequest()
request.prepare("GET", "{url}{path}")
msgspec.json.decode(adapters.HTTPAdapter().send(request).content)
"""
SCRIPTS = {
    "import": {
        "raw": "import requests",
        "ours": "import codatsyncexpenses",
        "3.1.0": "import codatsyncexpenses",
        "limit": "pass",
    },
    "first call": {
        "raw": 'import requests; requests.Session().get("{url}{path}").json()',
        "ours": TYPED_CALL,
        "3.1.0": TYPED_CALL,
        "limit": LEAST_CALL,
    },
}
# How many calls a measurement makes at most; it stops earlier when they are slow.
LONG_LIVED = {
    "get": 200,
    "threads": 50,
    f"list {LENGTHS[0]}": 50,
    "initiate": 200,
    "create": 200,
    "decode 1": 1000,
    "decode 1000": 50,
}
FRESH = [f"list {length}" for length in LENGTHS[1:]]
SLOW = ("3.1.0", FRESH[-1])  # takes 20 s, and so is measured in the first round only

AT_ONCE = ("get 20", "get 200")

Samples = dict[tuple[str, str], list[float]]
Ask = Callable[[str], str]


class Contestant(NamedTuple):
    """A contestant and its interpreter."""

    name: str
    python: Path


@contextlib.contextmanager
def process(python: Path, module: str, *args: str) -> Generator[Ask, None, None]:
    """Run a module of ours that answers lines with lines; it ends with the block."""
    started = subprocess.Popen(  # noqa: S603
        # Programs do not see these warnings by default, except from their main module.
        [python, "-W", "ignore::DeprecationWarning", "-m", f"{__package__}.{module}", *args],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,  # nothing is left to write when a process that has ended is closed
    )
    streams: Any = started  # both are there

    def ask(line: str) -> str:
        watchdog = threading.Timer(PATIENCE, started.kill)
        watchdog.start()
        try:
            with contextlib.suppress(BrokenPipeError):  # it has ended, and printed why
                streams.stdin.write(f"{line}\n".encode())
            answer: str = streams.stdout.readline().decode()
        finally:
            watchdog.cancel()
        if not answer:
            sys.exit(f"{python} -m {__package__}.{module} gave no answer to {line!r}")
        return answer

    with started:
        try:
            yield ask
        finally:
            started.kill()


def environment() -> dict[str, str]:
    """Our own environment, without what would make contestants unequal."""
    drop = {"all_proxy", "http_proxy", "https_proxy", "pythonpath", "pythondontwritebytecode"}
    return {name: value for name, value in os.environ.items() if name.lower() not in drop}


def script(contestant: Contestant, case: str, url: str) -> float:
    """Give the wall time of a fresh interpreter that runs the contestant's script."""
    text = SCRIPTS[case][contestant.name].replace("{url}", url).replace("{path}", GET)
    start = time.perf_counter()
    subprocess.run(  # noqa: S603
        [contestant.python, "-c", text],
        cwd=ROOT,
        env=environment(),
        timeout=PATIENCE,
        check=True,
        # Without a pipe to read, a wait with a timeout looks every 50 ms, which is half a result.
        stdout=subprocess.PIPE,
    )
    return time.perf_counter() - start


def one_round(
    workers: dict[Contestant, Ask], url: str, first: bool
) -> Iterator[tuple[str, str, float]]:
    """Yield the samples of one round: case, contestant, figure."""
    for case in SCRIPTS:
        for one in workers:
            yield case, one.name, script(one, case, url)
    for case, calls in LONG_LIVED.items():
        for one, ask in workers.items():
            yield from figures(one, ask(f"{case} {calls}"))
    for case in FRESH:
        for one in workers:
            if (one.name, case) == SLOW and not first:
                continue
            with worker(one, url) as ask:
                yield from figures(one, ask(f"{case} 1"))


def figures(contestant: Contestant, answer: str) -> Iterator[tuple[str, str, float]]:
    """Read what a worker measured."""
    by_case: dict[str, float] = json.loads(answer)
    for case, figure in by_case.items():
        yield case, contestant.name, figure


def worker(contestant: Contestant, url: str) -> contextlib.AbstractContextManager[Ask]:
    """Start a contestant's process."""
    return process(contestant.python, "worker", contestant.name, url)


def measure(contestants: list[Contestant], rounds: int) -> Samples:
    """Return all samples by case and contestant; round n is at index n of each list."""
    samples: Samples = defaultdict(list)
    with contextlib.ExitStack() as stack:
        ask_server = stack.enter_context(process(Path(sys.executable), "server"))
        url = f"http://127.0.0.1:{ask_server('port').strip()}"
        workers = {one: stack.enter_context(worker(one, url)) for one in contestants}
        for one in contestants:
            for case in SCRIPTS:  # the first run writes what Python caches
                script(one, case, url)
        for number in range(rounds):
            sys.stderr.write(f"round {number + 1} of {rounds}\n")
            for case, name, figure in one_round(workers, url, number == 0):
                samples[case, name].append(figure)
    return samples


def measure_at_once(contestants: list[Contestant], rounds: int) -> Samples:
    """Return the samples of calls at once; each is of a process of its own."""
    samples: Samples = defaultdict(list)
    with process(Path(sys.executable), "async_server") as ask_server:
        url = f"http://127.0.0.1:{ask_server('port').strip()}"
        for number in range(rounds):
            sys.stderr.write(f"calls at once, round {number + 1} of {rounds}\n")
            for case in AT_ONCE:
                for one in contestants:
                    with process(one.python, "async_worker", one.name, url) as ask:
                        for name, contestant, figure in figures(one, ask(case)):
                            samples[name, contestant].append(figure)
    return samples
