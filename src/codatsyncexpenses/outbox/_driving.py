"""Threads or tasks that advance the deliveries of a run."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

from ._delivery import stepped, stepped_async
from ._run import Run, Wait
from ._store import Taken

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

    :param show: shows the progress
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
        for each in threads:
            while each.is_alive():
                each.join(_TICK)
                show()
    except BaseException:
        run.stop()
        with changed:
            changed.notify_all()
        deadline = time.monotonic() + _SOON
        for each in threads:
            if each.ident is not None:
                each.join(max(0.0, deadline - time.monotonic()))
        raise
    if run.error is not None:
        raise run.error


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
            with changed:
                changed.notify_all()
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
    bell = _Bell()
    tasks = [asyncio.create_task(_work_async(run, client, bell, sleep)) for _ in range(workers)]
    try:
        pending = set(tasks)
        while pending:
            _, pending = await asyncio.wait(pending, timeout=_TICK)
            await asyncio.to_thread(show)
    finally:
        run.stop()
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    if run.error is not None:
        raise run.error


class _Bell:
    """Wakes the tasks that wait for a change of the run."""

    def __init__(self) -> None:
        self._changed = asyncio.Event()

    def ring(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        waiting = asyncio.ensure_future(self._changed.wait())
        await asyncio.wait((waiting,), timeout=seconds)
        waiting.cancel()


async def _work_async(
    run: Run, client: object, bell: _Bell, sleep: Callable[[float], object] | None
) -> None:
    try:
        while (following := await asyncio.to_thread(run.next)) is not None:
            if isinstance(following, Wait):
                if sleep is not None:
                    sleep(following.seconds)
                await bell.wait(0.0 if sleep else following.seconds)
                continue
            taken: Taken | None = following
            while taken is not None:
                advanced, error = await stepped_async(taken.delivery, client)
                taken = await asyncio.to_thread(run.put, taken, advanced, error)
            bell.ring()
    except Exception as error:  # noqa: BLE001 - the caller of the run raises it
        run.fail(error)
    bell.ring()
