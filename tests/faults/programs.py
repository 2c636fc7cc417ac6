"""Programs that the tests start with ``python -m tests.faults.programs NAME``.

Each is a process of its own, and writes lines of JSON on standard output.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import socket
import sys
import time
import uuid
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import requests

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.errors import CodatError
from codatsyncexpenses.models import operations
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.drivers import ASYNCHRONOUS, BLOCKING, Driver, driver
from tests.support.ids import COMPANY_ID

GET = operations.GetSyncByIDRequest(COMPANY_ID, "50000000-0000-4000-8000-000000000001")


def sessions() -> dict[str, requests.Session | None]:
    """Return a Session of ours, and one of the caller's."""
    return {"our own": None, "a caller's": requests.Session()}


def tell(**facts: object) -> None:
    """Write the line of JSON."""
    # One write, so that lines of several processes do not run into each other.
    os.write(1, (json.dumps(facts) + "\n").encode())


def unresolved(url: str) -> None:
    """Call a host whose name nobody knows."""

    def nobody_knows(event: str, _: tuple[Any, ...]) -> None:
        if event == "socket.getaddrinfo":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    sys.addaudithook(nobody_knows)  # no question leaves this machine
    brief = RetryConfig("backoff", BackoffStrategy(50, 500, 1.5, 800), True)
    for whose, session in sessions().items():
        started = time.monotonic()
        try:
            CodatSyncExpenses(server_url=url, client=session, retry_config=brief).sync.get(GET)
        except CodatError as error:
            kind, attempts = type(error).__name__, getattr(error, "attempts", 0)
            elapsed = time.monotonic() - started
            tell(session=whose, kind=kind, text=str(error), attempts=attempts, elapsed=elapsed)


def used(url: str, whose: str) -> Driver:
    """Return a client of a server: the blocking one with either Session, or the asynchronous."""
    name = ASYNCHRONOUS if whose == ASYNCHRONOUS else BLOCKING
    return driver(name, own=whose != "a caller's", server_url=url)


def interrupted(url: str, whose: str) -> None:
    """Make a call that takes long, and tell when it was interrupted."""
    driven = used(url, whose)
    try:
        driven.run(driven.client.sync.get(GET))
    except KeyboardInterrupt:
        tell(at=time.monotonic())


def big(url: str, whose: str) -> None:
    """Read an answer, and tell what came and by how many bytes memory grew at most."""
    driven = used(url, whose)
    driven.run(driven.client.sync.list(operations.ListSyncsRequest(COMPANY_ID)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        driven.run(driven.client.sync.get(GET))
    except CodatError as error:
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        kilo = 1 if sys.platform == "darwin" else 1024
        status = getattr(error, "status_code", None)
        tell(text=str(error)[:200], status=status, grew=(after - before) * kilo)


def mixed(client: CodatSyncExpenses, name: str, calls: int) -> list[str]:
    """Make calls, and give those that did not get their own answer."""
    wrong: list[str] = []
    process_of = name.split("-", maxsplit=1)[0]
    for number in range(calls):
        # A UUID whose first group is the process, and whose last is the call.
        process, rest = (uuid.uuid5(uuid.NAMESPACE_URL, part).hex for part in (process_of, name))
        own = f"{process[:8]}-{rest[:4]}-4000-8000-{number:012}"
        try:
            answered = client.sync.get(operations.GetSyncByIDRequest(COMPANY_ID, own))
            got = getattr(answered.company_sync_status, "sync_id", None)
        except CodatError as error:
            got = repr(error)
        if got != own:
            wrong.append(f"{own} got {got}")
    return wrong


def mixed_in_threads(client: CodatSyncExpenses, name: str, calls: int) -> list[str]:
    """Make calls from two threads at once."""
    with ThreadPoolExecutor(2) as threads:
        halves = [
            threads.submit(mixed, client, f"{name}-{half}", calls // 2) for half in ("a", "b")
        ]
        return [wrong for half in halves for wrong in half.result()]


def with_open_connections(url: str, whose: str) -> CodatSyncExpenses:
    """Return a client that has been used by two threads at once."""
    client = CodatSyncExpenses(server_url=url, client=sessions()[whose])
    tell(process=os.getpid(), calls=20, mixed=mixed_in_threads(client, "parent", 20))
    until_threads_are_gone()
    return client


def until_threads_are_gone() -> None:
    """Wait for the system's threads, which end a little after Python has joined them.

    OpenSSL takes a lock of its own when a thread ends. A fork in that moment copies it held, and
    nothing in the child can release it, whichever library makes the next TLS connection there.
    """
    tasks = Path("/proc/self/task")
    until = time.monotonic() + 5
    while time.monotonic() < until and tasks.is_dir() and len([*tasks.iterdir()]) > 1:
        time.sleep(0.001)


def forked(url: str, whose: str, calls: str) -> None:
    """Fork twice; the parent and the children go on with one client at the same moment."""
    client = with_open_connections(url, whose)
    share = int(calls) // 3
    start = time.monotonic() + 0.1
    children: list[int] = []
    for name in ("first", "second", "parent"):
        pid = os.fork() if name != "parent" else 0
        if not pid:
            time.sleep(max(0.0, start - time.monotonic()))
            tell(process=os.getpid(), calls=share, mixed=mixed_in_threads(client, name, share))
            if name != "parent":
                os._exit(0)
        children.append(pid)
    for pid in children[:2]:
        os.waitpid(pid, 0)


def forked_amid_calls(url: str, whose: str, calls: str) -> None:
    """Fork twice while threads make calls, which may hold any lock."""
    client = with_open_connections(url, whose)
    share = int(calls) // 3
    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(mixed_in_threads, client, "parent", share)
        children: list[int] = []
        for name in ("first", "second"):
            time.sleep(0.02)
            pid = os.fork()
            if not pid:
                tell(process=os.getpid(), calls=share, mixed=mixed_in_threads(client, name, share))
                os._exit(0)
            children.append(pid)
        tell(process=os.getpid(), calls=share, mixed=future.result())
        for pid in children:
            os.waitpid(pid, 0)


def work(client: CodatSyncExpenses, name: str, calls: int) -> None:
    """Make calls in a process that was handed the client."""
    tell(process=os.getpid(), calls=calls, mixed=mixed(client, name, calls))


def handed_over(url: str, whose: str, method: str, calls: str) -> None:
    """Hand a client that is in use to two processes of `multiprocessing`, and go on using it."""
    client = with_open_connections(url, whose)
    share = int(calls) // 3
    context: Any = multiprocessing.get_context(method)
    workers = [context.Process(target=work, args=(client, name, share)) for name in ("x", "y")]
    for worker in workers:
        worker.start()
    work(client, "parent", share)
    for worker in workers:
        worker.join()


def pooled(url: str, whose: str, method: str, calls: str) -> None:
    """Hand a client to the tasks of a process pool."""
    client = with_open_connections(url, whose)
    context: Any = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        names = [f"task-{number}" for number in range(10)]
        share = int(calls) // len(names)
        for wrong in pool.map(mixed, [client] * len(names), names, [share] * len(names)):
            tell(process=0, calls=share, mixed=wrong)


def celery_tasks(count: str) -> None:
    """Have a running Celery worker make calls."""
    from tests.companions import celery_app

    own = [str(uuid.UUID(int=number)) for number in range(int(count))]
    results = [(name, celery_app.read.delay(name)) for name in own]
    answers = [(name, result.get(timeout=30, interval=0.02)) for name, result in results]
    for process in sorted({process for _, (process, _) in answers}):
        mine = [(name, got) for name, (by, got) in answers if by == process]
        wrong = [f"{name} got {got}" for name, got in mine if name != got]
        tell(process=process, calls=len(mine), mixed=wrong)


if __name__ == "__main__":
    programs = (
        unresolved,
        interrupted,
        big,
        forked,
        forked_amid_calls,
        handed_over,
        pooled,
        celery_tasks,
    )
    {program.__name__: program for program in programs}[sys.argv[1]](*sys.argv[2:])
