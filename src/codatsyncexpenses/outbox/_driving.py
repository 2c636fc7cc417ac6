"""Threads or tasks that advance the deliveries of a run."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

from ._delivery import stepped, stepped_async
from ._rows import Taken
from ._run import Run, Wait

_TICK = 1.0  # seconds between two looks at the progress
_SOON = 0.5  # seconds that an interrupted run waits for its threads


def deliver(
    run: Run,
    client: object,
    workers: int,
    show: Callable[[], object],
    sleep: Callable[[float], object] | None,
) -> None:
    """Advance the deliveries of a run in threads, until it ends.

    :param show: shows the progress, once a second; an error of it ends the run
    :param sleep: waits for some seconds; None waits for a change of the run
    """
    changed = threading.Condition()
    arguments = (run, client, changed, sleep)
    threads = [
        threading.Thread(target=_work, args=arguments, name=f"outbox-{number}", daemon=True)
        for number in range(workers)
    ]
    try:
        for each in threads:
            each.start()
        while any(each.is_alive() for each in threads) and not run.ended:
            _join(threads, _TICK)
            show()
    finally:
        run.stop()
        with changed:
            changed.notify_all()
        _join(threads, _SOON)
    if run.error is not None:
        raise run.error


def _join(threads: list[threading.Thread], seconds: float) -> None:
    """Wait for threads, for some seconds in all."""
    deadline = time.monotonic() + seconds
    for each in threads:
        if each.ident is not None:  # it has started
            each.join(max(0.0, deadline - time.monotonic()))


def _work(
    run: Run,
    client: object,
    changed: threading.Condition,
    sleep: Callable[[float], object] | None,
) -> None:
    try:
        while (following := run.next()) is not None:
            if isinstance(following, Wait):
                if sleep is not None:
                    sleep(following.seconds)
                else:
                    with changed:
                        changed.wait(following.seconds)
                continue
            taken: Taken | None = following
            while taken is not None:
                taken = run.put(taken, *stepped(taken.delivery, client))
    except BaseException as error:  # noqa: BLE001 - the thread that began the run raises it
        run.fail(error)
    with changed:
        changed.notify_all()


async def deliver_async(
    run: Run,
    client: object,
    workers: int,
    show: Callable[[], object],
    sleep: Callable[[float], object] | None,
) -> None:
    """Do the same as `deliver` in tasks."""
    over = asyncio.Event()
    tasks = [asyncio.create_task(_work_async(run, client, over, sleep)) for _ in range(workers)]
    try:
        pending = set(tasks)
        while pending and not run.ended:
            _, pending = await asyncio.wait(pending, timeout=_TICK)
            await asyncio.to_thread(show)
        over.set()
        await asyncio.wait(tasks, timeout=_SOON)
    finally:
        run.stop()
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    if run.error is not None:
        raise run.error


async def _work_async(
    run: Run, client: object, over: asyncio.Event, sleep: Callable[[float], object] | None
) -> None:
    try:
        while (following := await asyncio.to_thread(run.next)) is not None:
            if isinstance(following, Wait):
                if sleep is not None:
                    sleep(following.seconds)
                else:
                    await _wait(over, following.seconds)
                continue
            taken: Taken | None = following
            while taken is not None:
                advanced, error = await stepped_async(taken.delivery, client)
                taken = await asyncio.to_thread(run.put, taken, advanced, error)
    except Exception as error:  # noqa: BLE001 - the caller of the run raises it
        run.fail(error)
    over.set()


async def _wait(over: asyncio.Event, seconds: float) -> None:
    waiting = asyncio.ensure_future(over.wait())
    try:
        await asyncio.wait((waiting,), timeout=seconds)
    finally:
        waiting.cancel()
