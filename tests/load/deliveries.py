"""Deliveries as tasks of Celery against a sandbox in its own process, with kills."""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from random import Random

from codatsyncexpenses.outbox import Delivery
from codatsyncexpenses.sandbox._remote import RemoteSandbox
from tests.support.delivery_workers import Workers
from tests.support.redis_server import redis_server

from .outbox import FAULTS, expense, judged, served
from .runs import Result

SIZE, WORKERS, KILLS = 10, 4, 50
# Deliveries while processes are killed, at least; sent at once; and of these, sent twice.
_UNDER_WAY, _WAVE, _TWICE = 20, 10, 2
_BETWEEN, _WITHIN = 0.8, 0.02  # seconds between two kills, and from the begin of a step, at most
_HUNT = 5.0  # seconds in which a step begins
_WHOLE = 0.1  # the part of the kills that kill a whole worker
_REFUSED = 0.03  # the part of the expenses that the accounting software refuses
# Redis sends a message again after the first, in seconds; a worker looks for such messages every
# fifth second.
_REDIS: Mapping[str, object] = {
    "visibility_timeout": 20.0,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
_RABBITMQ: Mapping[str, object] = {"confirm_publish": True}
_SILENCE = 90.0  # seconds without an end after which deliveries are sent again
_COPIES = 30.0  # seconds in which copies of messages arrive after all have ended
_KILLING, _ENDING = 240.0, 480.0  # seconds, at most


def celery(broker: str | None = None, broken: str | None = None) -> Result:
    """Kill processes of four workers, and whole workers, within steps.

    Redis loses a message that a worker has taken and not noted when the whole worker is killed. As
    the guide advises, deliveries that have not ended are sent again. That must be harmless even
    while the first is under way, so some are sent twice from the beginning. At most one message for
    each killed worker may get lost, and none with RabbitMQ.

    :param broker: the address of a RabbitMQ; None is a Redis of its own
    :param broken: a fault of the task: `key` or `early`
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the workers must not outlive it
    with tempfile.TemporaryDirectory() as home, served() as remote, contextlib.ExitStack() as stack:
        remote.next_replies(*FAULTS, times=10_000, probability=0.06, seed=1)
        address = broker or stack.enter_context(redis_server(Path(home)))
        transport = _RABBITMQ if broker else _REDIS
        load = _Load(remote, Workers(Path(home), address, remote.url, transport, broken), stack)
        load.kill()
        load.end()
        found = judged(load.outcomes(), remote, load.right, load.places)
        calls = sum(map(len, load.workers.ended().values()))
    lost = 0 if broker else load.workers_killed
    return Result(
        f"{found.kills} kills within steps, {load.workers_killed} times a whole one of {WORKERS} "
        f"workers, {len(load.plans)} deliveries of {SIZE}",
        f"{KILLS} kills; each outcome right, each accepted once, 0 stopped as duplicates; at most "
        f"{lost} sent again",
        f"{found}; {load.resent} sent again; ended was called {calls} times",
        found.right and found.kills == KILLS and load.resent <= lost,
        {},
    )


class _Load:
    """Deliveries, and the workers that make their steps."""

    def __init__(
        self, remote: RemoteSandbox, workers: Workers, stack: contextlib.ExitStack
    ) -> None:
        self.remote, self.workers, self.stack, self.dice = remote, workers, stack, Random(1)
        self.plans: list[Delivery] = []
        self.right: dict[str, dict[str, str]] = {}
        self.places = Counter[str]()
        self.workers_killed = self.resent = 0
        self.running = [stack.enter_context(workers.worker()) for _ in range(WORKERS)]

    def kill(self) -> None:
        """Kill processes within steps, while enough deliveries are under way."""
        deadline = time.monotonic() + _KILLING
        while sum(self.places.values()) < KILLS and time.monotonic() < deadline:
            if len(self.missing()) < _UNDER_WAY:
                self.plan()
            time.sleep(self.dice.random() * _BETWEEN)
            if self.within_a_step() is None:
                self.plan()  # those that are lost keep no worker busy
            time.sleep(self.dice.random() * _WITHIN)
            process = self.within_a_step()
            if process is not None:
                self.strike(process)
            self.restart()

    def plan(self) -> None:
        """Send deliveries of new companies."""
        for _ in range(_WAVE):
            company_id = self.remote.create_company().id
            currencies = ["USD" if self.dice.random() < _REFUSED else "GBP" for _ in range(SIZE)]
            made = [expense(self.dice, each) for each in currencies]
            self.right[company_id] = {
                each.id: "written" if each.currency == "GBP" else "failed" for each in made
            }
            self.plans.append(Delivery.plan(company_id, made))
        self.workers.send(*self.plans[-_WAVE:], *self.plans[-_TWICE:])

    def within_a_step(self) -> int | None:
        """Wait until a process is within a step, and return it."""
        deadline = time.monotonic() + _HUNT
        while time.monotonic() < deadline:
            for process in self.workers.processes:
                if self.group(process) and self.workers.place(process):
                    return process
            time.sleep(0.002)
        return None

    def strike(self, process: int) -> None:
        """Kill a process, or its whole worker, and note its place if it was within a step."""
        group, whole = self.group(process), self.dice.random() < _WHOLE
        if group is None:
            return
        victims = [process]
        if whole:
            victims = [each for each in self.workers.processes if self.group(each) == group]
            self.workers_killed += 1
        with contextlib.suppress(ProcessLookupError):
            os.kill(-group if whole else process, signal.SIGKILL)
        deadline = time.monotonic() + _HUNT
        while _is_alive(process) and time.monotonic() < deadline:
            time.sleep(0.001)
        if place := self.workers.place(process):
            self.places[place] += 1
        for each in victims:
            self.workers.forget(each)

    def group(self, process: int) -> int | None:
        """Return the group of a process; None if it belongs to none of the running workers."""
        with contextlib.suppress(ProcessLookupError):
            group = os.getpgid(process)
            return group if group in {each.pid for each in self.running} else None
        return None

    def restart(self) -> None:
        """Start a worker for each that was killed."""
        for at, worker in enumerate(self.running):
            if worker.poll() is not None:
                self.running[at] = self.stack.enter_context(self.workers.worker())

    def missing(self) -> list[Delivery]:
        """Return the deliveries that have not ended."""
        ended = self.workers.ended()
        return [each for each in self.plans if each.entries[0].expense_id not in ended]

    def end(self) -> None:
        """Wait for the ends; send deliveries again of which nothing is heard."""
        started = changed = time.monotonic()
        count = len(self.plans)
        while (missing := self.missing()) and time.monotonic() < started + _ENDING:
            time.sleep(0.2)
            self.restart()
            if len(missing) < count:
                count, changed = len(missing), time.monotonic()
            elif time.monotonic() > changed + _SILENCE:
                self.workers.send(*missing)
                self.resent, changed = self.resent + len(missing), time.monotonic()
        time.sleep(_COPIES)

    def outcomes(self) -> dict[tuple[str, str], str]:
        """Return the outcomes, by company and expense, of all calls of `ended`."""
        found = defaultdict[tuple[str, str], set[str]](set)
        for delivery in (each for ended in self.workers.ended().values() for each in ended):
            for entry in delivery.entries:
                found[delivery.company_id, entry.expense_id].add(entry.outcome)
        return {expense_: " and ".join(sorted(each)) for expense_, each in found.items()}


def _is_alive(process: int) -> bool:
    """Return whether a process runs; one that was killed remains until its parent has noticed."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"
