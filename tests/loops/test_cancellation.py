"""Cancelled calls of the asynchronous client, over HTTP: nothing is leaked, mixed or left over."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import itertools
import json
import os
import sys
import time
from collections.abc import Callable, Coroutine, Generator, Iterator
from pathlib import Path
from random import Random
from typing import Any, Literal

import pytest

from codatsyncexpenses import AsyncCodatSyncExpenses, errors
from codatsyncexpenses.models import operations
from codatsyncexpenses.telemetry import CallEnded
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.events import Events
from tests.support.faulty_server import (
    HEALTHY,
    JSON,
    Connection,
    Server,
    Turn,
    chunks,
    plain,
    raw,
    read,
    send,
    silence,
)
from tests.support.ids import COMPANY_ID, SYNC_ID, TRANSACTION_ID
from tests.support.scripted_client import BY_ID, INITIATE

SEED = 15
MOMENTS = 200
QUICK = RetryConfig("backoff", BackoffStrategy(2, 4, 1.5, 10_000), True)
When = Literal["before", "during", "after", "never"]
Job = Callable[[AsyncCodatSyncExpenses, int], Coroutine[Any, Any, object]]


def identifier(number: int) -> str:
    """Return the id of a sync, or of a company, with a number."""
    return f"00000000-0000-4000-8000-{number:012}"


# The server: each path fails once, then answers in two pieces, and names what was asked for.


class Service:
    """Answers requests, which name what they ask for."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def turn(self, at: Connection) -> None:
        """Read a request and answer it."""
        at.read()
        path, method = at.request.path, at.request.method
        count = self.seen[path] = self.seen.get(path, 0) + 1
        data = plain(503, {}) if count == 1 else self.answer(method, path, count)
        at.sock.sendall(data[:-3])
        at.server.wait(0.001)
        at.sock.sendall(data[-3:])

    def answer(self, method: str, path: str, count: int) -> bytes:
        """Return the answer to a request."""
        if method == "POST":
            return plain(200, {"id": path.split("/")[2]})
        if "/syncs/" in path:
            code = 1000 if count < 4 else 2000
            return plain(200, {"syncId": path.split("/")[-2], "syncStatusCode": code})
        page, name = (int(part.split("=")[1]) for part in path.partition("?")[2].split("&"))
        links = {"next": {"href": "/n"}} if page < 3 else {}
        results = [{"id": f"{name}.{page}", "name": "n", "redirect": "r"}]
        body = json.dumps({"results": results, "pageNumber": page, "_links": links}).encode()
        return raw(200, chunks(body), JSON, "Transfer-Encoding: chunked")


@pytest.fixture
def server() -> Iterator[Server]:
    """Hold a server of that kind."""
    with Server([[Service().turn]]) as server:
        yield server


# The jobs: each asks for its own number, and checks that every answer is its own.


async def get(s: AsyncCodatSyncExpenses, number: int) -> None:
    """Read a status, which is answered at the second attempt."""
    status = (await s.sync.get(company_id=COMPANY_ID, sync_id=identifier(number))).result()
    assert status.sync_id == identifier(number)


async def wait(s: AsyncCodatSyncExpenses, number: int) -> None:
    """Wait for a sync that ends at the third poll."""
    status = (
        await s.sync.wait(company_id=COMPANY_ID, sync_id=identifier(number), interval=0.002)
    ).result()
    assert (status.sync_id, status.sync_status_code) == (identifier(number), 2000)


async def pages(s: AsyncCodatSyncExpenses, number: int) -> None:
    """Read three pages."""
    request = operations.ListCompaniesRequest(page=1, page_size=number)
    found = [company.id async for company in s.companies.list_all(request)]
    assert found == [f"{number}.{page}" for page in (1, 2, 3)]


def uploading(path: Path) -> Job:
    """Return the job of uploading a file."""

    async def upload(s: AsyncCodatSyncExpenses, number: int) -> None:
        body = operations.UploadExpenseAttachmentRequestBody(path, "a.pdf")
        request = operations.UploadExpenseAttachmentRequest(
            identifier(number), SYNC_ID, TRANSACTION_ID, body
        )
        assert (await s.attachments.upload(request)).result().id == identifier(number)

    return upload


class Cancelled:
    """Awaits a job, and cancels its task around the await of a number.

    Before that await begins, while it waits, or when it has a result that the job has not seen.
    """

    def __init__(self, job: Coroutine[Any, Any, object], when: When = "never", at: int = 0) -> None:
        self._job, self._when, self._at = job, when, at
        self.awaits = 0

    def __await__(self) -> Generator[Any, Any, None]:
        task, value = asyncio.current_task(), None
        assert task is not None
        error: BaseException | None = None
        while True:
            due = self._when if self.awaits == self._at else "never"
            if due == "before":
                task.cancel()
            try:
                future = self._job.send(value) if error is None else self._job.throw(error)
            except StopIteration:
                return
            if due == "during":
                asyncio.get_running_loop().call_soon(task.cancel)
            elif due == "after" and future is not None:
                future.add_done_callback(functools.partial(_cancel, task))
            self.awaits += 1
            value, error = None, None
            try:
                value = yield future
            except BaseException as raised:  # noqa: BLE001 - the job's to handle
                error = raised


def _cancel(task: asyncio.Task[Any], _: object) -> None:
    task.cancel()


async def finished(cancelled: Cancelled) -> int:
    """Return the number of awaits of a job."""
    await cancelled
    return cancelled.awaits


def descriptors() -> int:
    """Return the number of open descriptors of this process."""
    return len(os.listdir("/dev/fd"))  # noqa: PTH208 - nothing but their number


async def until(holds: Callable[[], bool]) -> bool:
    """Wait until something holds, for 5 s at most: a server notices a close a little later."""
    end = time.monotonic() + 5
    while not holds() and time.monotonic() < end:
        await asyncio.sleep(0.01)
    return holds()


async def rounds(url: str, jobs: list[Job], server: Server) -> tuple[int, list[BaseException]]:
    """Cancel one of some jobs in each round; return how many were, and what went wrong."""
    dice, numbers = Random(SEED), itertools.count(1)
    wrong, count = list[BaseException](), 0
    async with AsyncCodatSyncExpenses(server_url=url, retry_config=QUICK, retry_budget=None) as s:
        awaits = [await finished(Cancelled(job(s, next(numbers)))) for job in jobs]
        for _ in range(MOMENTS):
            victim = dice.randrange(len(jobs))
            when: When = dice.choice(["before", "during", "after"])
            at = dice.randrange(awaits[victim])
            chosen: list[When] = ["never"] * len(jobs)
            chosen[victim] = when
            works = [
                Cancelled(job(s, next(numbers)), each, at)
                for job, each in zip(jobs, chosen, strict=True)
            ]
            ended = await asyncio.gather(*map(finished, works), return_exceptions=True)
            count += isinstance(ended[victim], asyncio.CancelledError)
            ended[victim] = 0
            wrong += [error for error in ended if isinstance(error, BaseException)]
        for job in jobs:
            await job(s, next(numbers))
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert s._calls._life._pauses == set()
        assert await until(lambda: len(server._open) <= len(jobs))
    return count, wrong


def test_any_moment(server: Server, tmp_path: Path) -> None:
    """Whenever a task is cancelled, the others get their answers, and nothing of it stays."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF" * 100_000)
    jobs, logged = [get, wait, pages, uploading(tmp_path / "a.pdf")], list[dict[str, Any]]()

    async def run() -> tuple[int, list[BaseException]]:
        asyncio.get_running_loop().set_exception_handler(lambda _, about: logged.append(about))
        await asyncio.to_thread(int)  # starts the first thread
        before = descriptors()
        found = await rounds(server.url, jobs, server)
        assert await until(lambda: descriptors() <= before), descriptors() - before
        return found

    count, wrong = asyncio.run(run())
    gc.collect()
    assert wrong == []
    assert logged == []
    assert count > MOMENTS / 2  # the others ended before; on a busy machine, more do


# Timeouts of asyncio, and what a cancellation says.

STILL: dict[str, list[Turn]] = {
    "no response": [[read, silence]],
    "half a response": [[read, send(raw(200, b"{", JSON, "Content-Length: 9")), silence]],
    "a long pause": [[read, send(plain(503, {}, JSON, "Retry-After: 60"))]],
}


async def waited_for(call: Coroutine[Any, Any, object]) -> object:
    """Await a call with a function that asyncio ends."""
    return await asyncio.wait_for(call, 0.2)


WAYS = [waited_for]

if sys.version_info >= (3, 11):

    async def within(call: Coroutine[Any, Any, object]) -> object:
        """Await a call in a block that asyncio ends."""
        async with asyncio.timeout(0.2):
            return await call

    WAYS.append(within)


@pytest.mark.parametrize("turns", STILL.values(), ids=list(STILL))
@pytest.mark.parametrize("end", WAYS)
def test_timeouts_of_asyncio(turns: list[Turn], end: Callable[..., Any]) -> None:
    """A timeout of asyncio ends a call, whatever it waits for, and the client goes on."""
    events = Events()

    async def run(url: str) -> float:
        async with AsyncCodatSyncExpenses(server_url=url, on_event=events.append) as s:
            begun = time.monotonic()
            with pytest.raises(asyncio.TimeoutError):
                await end(s.sync.get(BY_ID))
            taken = time.monotonic() - begun
            assert (await s.sync.get(BY_ID)).status_code == 200
        return taken

    with Server([*turns, HEALTHY]) as server:
        assert asyncio.run(run(server.url)) < 5
    ended = [event for event in events if isinstance(event, CallEnded)]
    assert [type(event.error) for event in ended] == [asyncio.CancelledError, type(None)]


async def broken_off(wait: Coroutine[Any, Any, object], server: Server) -> BaseException:
    """Cancel a wait that has begun to poll, and return the error that its task sees."""

    async def seen() -> BaseException:
        try:
            await wait
        except asyncio.CancelledError as error:
            return error
        raise AssertionError("the wait was not cancelled")

    task = asyncio.ensure_future(seen())
    assert await until(lambda: any(each.method == "GET" for each in server.requests))
    task.cancel()
    return await task


def started(at: Connection) -> None:
    """Answer a start, and every poll with a stage before the end."""
    at.read()
    begun = at.request.method == "POST"
    body = {"syncId": SYNC_ID, **({} if begun else {"syncStatusCode": 1000})}
    at.sock.sendall(plain(202 if begun else 200, body))


@pytest.mark.filterwarnings("ignore:[a-z_.]+ is deprecated. The service ends it:DeprecationWarning")
@pytest.mark.parametrize("method", ["wait", "initiate_and_wait"])
def test_a_cancelled_wait(method: str) -> None:
    """A wait that is cancelled says which sync it followed, in an attribute and in a note."""

    async def run(server: Server) -> BaseException:
        async with AsyncCodatSyncExpenses(server_url=server.url) as s:
            request: Any = BY_ID if method == "wait" else INITIATE
            return await broken_off(getattr(s.sync, method)(request, interval=9), server)

    with Server([[started]]) as server:
        error = asyncio.run(run(server))
    assert vars(error)["waited_for"] == BY_ID
    if sys.version_info >= (3, 11):
        assert error.__notes__ == [f"sync.{method}: waited for {BY_ID!r}"]


def test_a_cancelled_turn() -> None:
    """A call that is cancelled while it waits leaves its turn to the next one."""

    async def run(url: str) -> float:
        async with AsyncCodatSyncExpenses(server_url=url, pace=99) as s:
            begun = time.monotonic()
            for patience in (5.0, 0.1, 0.1, 0.1, 5.0):
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(s.companies.list(), patience)
            return time.monotonic() - begun

    with Server([[read, send(plain(200, {}, JSON))]] * 2) as server:
        assert asyncio.run(run(server.url)) < 2.0
        assert len(server.requests) == 2


def test_a_closed_client_ends_pauses() -> None:
    """`aclose` ends the pauses of other tasks: a retry is not made, and no poll follows."""

    async def run(url: str) -> list[BaseException]:
        s = AsyncCodatSyncExpenses(server_url=url, raise_on_error=True)
        async with s.with_options(headers={"X-A": "1"}):
            calls = [s.sync.get(BY_ID), s.sync.wait(BY_ID)]
            tasks = [asyncio.ensure_future(call) for call in calls]
            await asyncio.sleep(0.3)
        begun = time.monotonic()
        found = await asyncio.gather(*tasks, return_exceptions=True)
        assert time.monotonic() - begun < 5
        return [error for error in found if isinstance(error, BaseException)]

    with Server([[read, send(plain(503, {}, JSON, "Retry-After: 60"))]]) as server:
        found = asyncio.run(run(server.url))
        assert len(server.requests) == 2
    assert [type(error) for error in found] == [errors.ServerError, errors.RequestError]
    assert "the client is closed" in str(found[1])
