"""The outbox against a sandbox in its own process: kills, requests, time and memory."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Generator, Mapping
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import NamedTuple

from codatsyncexpenses import telemetry
from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import Outbox
from codatsyncexpenses.sandbox import Sandbox, faults
from codatsyncexpenses.sandbox._remote import RemoteSandbox
from codatsyncexpenses.webhooks import parse

from .calls import ROOT
from .deliverer import Page
from .malformed import sandbox
from .runs import Result

COMPANIES, MOST, KILLS = 500, 120, 200
_LIFE = 0.15  # seconds of work before a kill, at most
_START, _END = 30.0, 600.0  # seconds for a process to begin, and for the last one to end
_FORGOTTEN = 100 * 60.0  # seconds; longer than the service remembers a key
# Of 1,000 responses, 30 are 503, 20 are resets, and 10 get lost after the request was processed.
FAULTS = (
    *(faults.server_error(),) * 3,
    *(faults.reset(),) * 2,
    faults.reset(processed=True),
)


class Kills(NamedTuple):
    """The findings of a run with kills."""

    kills: int
    places: Counter[str]
    """Where they fell."""
    expenses: int
    outcomes: Counter[str]
    """The right and the wrong outcomes."""
    accepted: Counter[int]
    """How often the expenses that were written had been accepted."""
    duplicates: int
    """The syncs that the service stopped to prevent duplicates."""
    requests: int

    @property
    def right(self) -> bool:
        """Whether each outcome is right, and each expense written once."""
        right = self.outcomes.keys() <= {"written", "failed"} and self.accepted.keys() <= {1}
        return right and not self.duplicates

    def __str__(self) -> str:
        outcomes = ", ".join(
            f"{each:,} {outcome}" for outcome, each in sorted(self.outcomes.items())
        )
        places = ", ".join(f"{each} {place}" for place, each in self.places.most_common())
        times = ", ".join(f"{each:,} {number} x" for number, each in sorted(self.accepted.items()))
        return f"{outcomes}; accepted: {times}; {self.duplicates} stopped; killed at: {places}"


def expense(dice: Random, currency: str) -> shared.ExpenseTransaction:
    """Return an expense; the sandbox refuses it if its currency is not GBP."""
    line = shared.ExpenseTransactionLine(net_amount=Decimal(10), tax_amount=Decimal(2))
    return shared.ExpenseTransaction(
        id=str(uuid.UUID(int=dice.getrandbits(128), version=4)),
        type=shared.ExpenseTransactionType.PAYMENT,
        currency=currency,
        issue_date="2026-11-01",
        lines=[line],
    )


@contextlib.contextmanager
def served(*options: str) -> Generator[RemoteSandbox, None, None]:
    """Serve a sandbox without a limit of requests."""
    with sandbox("--sync-seconds", "0.2", *options) as one:
        remote = Sandbox.connect(one.url)
        remote.set_limits(quota=10**9, per_minute=None, concurrency=10)
        yield remote


def filled(
    outbox: Outbox, remote: RemoteSandbox, companies: int, dice: Random, refused: float
) -> dict[str, dict[str, str]]:
    """Add the expenses of new companies; return their right outcomes, by company and id.

    :param refused: the part of the expenses that the accounting software refuses
    """
    right: dict[str, dict[str, str]] = {}
    for number in range(companies):
        company_id = remote.create_company(f"Company {number}").id
        count = dice.randint(1, MOST)
        made = [expense(dice, "USD" if dice.random() < refused else "GBP") for _ in range(count)]
        outbox.add(company_id, made)
        right[company_id] = {e.id: "written" if e.currency == "GBP" else "failed" for e in made}
    return right


def kills(
    count: int = KILLS,
    companies: int = COMPANIES,
    *,
    client: str = "blocking",
    broken: str | None = None,
    refused: float = 0.01,
    seed: int = 1,
) -> Kills:
    """Deliver, and kill the process at random moments.

    :param broken: a fault of the outbox: `key` or `journal`
    :param refused: the part of the expenses that the accounting software refuses
    """
    dice, places = Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as home, served() as remote:
        path, page = Path(home, "outbox.db"), Page.made(Path(home, "page"))
        with Outbox(path) as outbox:
            right = filled(outbox, remote, companies, dice, refused)
        remote.next_replies(*FAULTS, times=10_000, probability=0.06, seed=seed)
        command = [
            sys.executable,
            "-m",
            "tests.load.deliverer",
            *map(str, (path, page.path)),
            remote.url,
        ]
        command += ["--client", client, *(["--broken", broken] if broken else [])]
        while sum(places.values()) < count:
            place = killed(command, page, dice)
            if place is None:
                break
            places[place] += 1
            if dice.random() < 0.05:
                remote.advance(_FORGOTTEN)
                page.write(page.offset + _FORGOTTEN, "")
        subprocess.run(command, cwd=ROOT, timeout=_END, check=True)  # noqa: S603 - ours
        with Outbox(path) as outbox:
            found = {(e.company_id, e.expense_id): e.state for e in outbox.status().outcomes()}
        return judged(found, remote, right, places)


def killed(command: list[str], page: Page, dice: Random) -> str | None:
    """Start a process and kill it; return where it was, or None if it had ended."""
    page.write(page.offset, "")
    with subprocess.Popen(command, cwd=ROOT) as process:  # noqa: S603 - ours
        deadline = time.monotonic() + _START
        while not page.place and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(dice.random() * _LIFE)
        has_ended = process.poll() is not None
        process.send_signal(signal.SIGKILL)
    return None if has_ended else page.place


def judged(
    found: Mapping[tuple[str, str], str],
    remote: RemoteSandbox,
    right: dict[str, dict[str, str]],
    places: Counter[str],
) -> Kills:
    """Compare the outcomes with the right ones, and with what the sandbox has accepted."""
    outcomes, accepted = Counter[str](), Counter[int]()
    duplicates = 0
    for company_id, expected in right.items():
        seen = remote.accepted(company_id)
        duplicates += seen.duplicate_syncs
        for expense_id, outcome in expected.items():
            state = found.get((company_id, expense_id), "lost")
            outcomes[state if state == outcome else f"{state} in place of {outcome}"] += 1
            if outcome == "written":
                accepted[seen.expenses.get(expense_id, 0)] += 1
    return Kills(
        sum(places.values()),
        places,
        sum(map(len, right.values())),
        outcomes,
        accepted,
        duplicates,
        len(remote.requests),
    )


class Cost(NamedTuple):
    """The requests of a run without faults."""

    expenses: int
    requests: int
    limited: int
    """The responses of status 429."""
    seconds: float
    """How long it took by the sandbox's clock."""


def fast(
    companies: int,
    expenses: int,
    *,
    webhooks: bool = False,
    per_minute: int | None = None,
    limit: int | None = None,
) -> Cost:
    """Deliver in this process, on a clock that the pauses move.

    :param webhooks: whether webhooks end the waits
    :param per_minute: the pace of the client
    :param limit: the requests in a minute that the sandbox allows
    """
    dice, statuses = Random(1), Counter[int | None]()

    def count(event: telemetry.CallEvent) -> None:
        if isinstance(event, telemetry.ResponseReceived):
            statuses[event.status_code] += 1

    def receive(body: bytes, _: object) -> int:
        outbox.take(parse(body))
        return 200

    box = Sandbox(clock="manual", per_minute=limit, quota=10**9)
    with tempfile.TemporaryDirectory() as home, Outbox(Path(home, "outbox.db")) as outbox:
        if webhooks:
            box.webhooks.add(receive)
        for _ in range(companies):
            company_id = box.create_company().id
            outbox.add(company_id, [expense(dice, "GBP") for _ in range(expenses)])
        began = box.now
        client = box.in_process_client(on_event=count)
        report = outbox.deliver(client, webhooks=webhooks, per_minute=per_minute)
    assert report.written == companies * expenses
    seconds = (box.now - began).total_seconds()
    return Cost(report.written, sum(statuses.values()), statuses[429], seconds)


class Process(NamedTuple):
    """The resources of the process that delivers."""

    companies: int
    cpu: float
    """Milliseconds of CPU time a company."""
    memory: float
    """Megabytes that it held at most."""


def process(companies: int, expenses: int, *, client: str, seconds: float | None = None) -> Process:
    """Deliver in a process of its own.

    :param seconds: end the run after this time
    """
    dice = Random(1)
    with tempfile.TemporaryDirectory() as home, served() as remote:
        path, page = Path(home, "outbox.db"), Page.made(Path(home, "page"))
        with Outbox(path) as outbox:
            for _ in range(companies):
                company_id = remote.create_company().id
                outbox.add(company_id, [expense(dice, "GBP") for _ in range(expenses)])
        command = [
            sys.executable,
            "-m",
            "tests.load.deliverer",
            *map(str, (path, page.path)),
            remote.url,
        ]
        command += ["--client", client, "--usage"]
        command += ["--timeout", str(seconds)] if seconds else []
        done = subprocess.run(  # noqa: S603 - ours
            command, cwd=ROOT, timeout=_END, check=True, stdout=subprocess.PIPE, text=True
        )
    cpu, memory = map(float, done.stdout.split())
    return Process(companies, cpu * 1000 / companies, memory)


def killed_at_random(client: str, broken: str | None = None) -> Result:
    """Kill the process that delivers 200 times."""
    found = kills(client=client, broken=broken)
    return Result(
        f"{found.kills} kills, {COMPANIES} companies of 1 to {MOST} expenses, {client}",
        "each outcome right, each accepted once, 0 stopped as duplicates",
        str(found),
        found.right,
        {},
    )


def requests_an_expense() -> Result:
    """Count requests, with and without webhooks."""
    polled, told = fast(50, 200), fast(50, 200, webhooks=True)
    ratios = [each.requests / each.expenses for each in (polled, told)]
    return Result(
        "requests an expense, full batches; with webhooks",
        "0.12; 0.05",
        f"{ratios[0]:.3f}; {ratios[1]:.3f}",
        ratios[0] <= 0.12 and ratios[1] <= 0.05,
        {},
    )


def limited() -> Result:
    """Count responses of status 429 at the default pace."""
    found = fast(6_700, 1, per_minute=900, limit=1000)
    return Result(
        f"responses of status 429 among {found.requests:,} requests at the default pace",
        "0",
        f"{found.limited}, in {found.seconds / 60:.1f} simulated minutes",
        not found.limited and found.requests > 20_000,
        {},
    )


def cpu(client: str) -> Result:
    """Measure the CPU time of a company with 50 expenses."""
    found = process(300, 50, client=client)
    bound = 15.0
    return Result(
        f"CPU a company of 50 expenses, {client}",
        f"{bound:.0f} ms",
        f"{found.cpu:.1f} ms",
        found.cpu <= bound,
        {},
    )


def memory() -> Result:
    """Compare the memory with 500 and with 10,000 companies planned."""
    few, many = (process(each, 5, client="blocking", seconds=20.0) for each in (500, 10_000))
    grown = many.memory - few.memory
    return Result(
        "memory that 10,000 planned companies add to 500",
        "10 MB",
        f"{grown:.1f} MB of {many.memory:.0f}",
        grown <= 10.0,
        {},
    )
