"""No decision stands in one loop and not in the other: any script makes one trace in both."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from contextlib import aclosing, contextmanager
from random import Random
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from codatsyncexpenses import errors, telemetry
from codatsyncexpenses._calls.call import Calls
from codatsyncexpenses._calls.settings import Options
from codatsyncexpenses._calls.wire import Outcome, Wire
from codatsyncexpenses._loops.asynchronous import AsyncLoop, AsyncPages
from codatsyncexpenses._loops.blocking import Loop, Pages
from codatsyncexpenses._transport.failures import causes
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.models._about import RETRIED, RETRIES
from codatsyncexpenses.resources import companies
from codatsyncexpenses.sdkconfiguration import AsyncSDKConfiguration
from tests.properties.scripts import (
    CALLS,
    FAILURES,
    OPTIONS,
    PLANS,
    REFUSAL,
    SETTINGS,
    Setting,
    fresh,
    shown,
)
from tests.support.awaiting import answered, each
from tests.support.scripted_client import (
    ADDRESS,
    KEY,
    AsyncScriptedTransport,
    ManualTime,
    ScriptedTransport,
    reply,
)

# 600 scripts in the suite; more with the profile "thorough".
MANY = settings(max_examples=max(200, settings().max_examples))
LOOPS = ["blocking", "asynchronous"]


class Interrupt(BaseException):
    """An interrupt, such as Ctrl-C."""


class World(NamedTuple):
    """The events around the calls of a script."""

    taken: float
    """Seconds that each exchange takes."""
    observer: str | None
    """The kind of observer: one that `notes` the events, or `raises` too."""
    security: str
    """Whether the credential is `fixed`, or a callable that `returns`, is `awaited` or `raises`."""
    event: str
    """The end of a pause: the client is `closed`, or the pause `interrupted`."""
    at: int
    """The number of that pause; 0 is none."""
    lost: int
    """The number of the request that is interrupted; 0 is none."""
    pace: int | None
    """The requests in a minute; None is no limit."""


WORLDS = st.builds(
    World,
    taken=st.sampled_from([0.0, 0.4, 40.0]),
    observer=st.sampled_from([None, "notes", "raises"]),
    security=st.sampled_from(["fixed"] * 5 + ["returns", "awaited", "raises"]),
    event=st.sampled_from(["closed", "interrupted"]),
    at=st.integers(0, 4),
    lost=st.sampled_from([0, 0, 1, 2, 3, 5]),
    pace=st.sampled_from([None, None, 1, 20, 200]),
)


class Noting(logging.Handler):
    """Adds what is logged to a trace."""

    def __init__(self, trace: list[Any]) -> None:
        super().__init__()
        self.trace = trace

    def emit(self, record: logging.LogRecord) -> None:
        """Add the level and the text."""
        self.trace.append((record.levelname, record.getMessage()))


class Recorded:
    """A client of one of the loops, and the trace of all that it does."""

    def __init__(self, kind: str, setting: Setting, world: World, script: list[Outcome]) -> None:
        self.trace: list[Any] = []
        self.world, self.time, self.pauses = world, ManualTime(), 0
        self.script = ScriptedTransport(*fresh(script))
        vars(self.script)["send"] = self._send(self.script.send)
        configuration = AsyncSDKConfiguration(ADDRESS, retry_config=setting.retry_config)
        seams = self.time.seams._replace(dice=Random(setting.seed).random, sleep=self._sleep)
        options = Options(
            RETRIES,
            RETRIED,
            seams=seams,
            on_event=self._observe if world.observer else None,
            pace=world.pace,
            **setting.options,
        )
        calls = Calls(configuration, self._security(kind), options)
        self.loop: Loop | AsyncLoop = (
            Loop(calls, self.script)
            if kind == "blocking"
            else AsyncLoop(calls, AsyncScriptedTransport(self.script))
        )

    def _send(self, send: Callable[[Wire], Outcome]) -> Callable[[Wire], Outcome]:
        def recorded(wire: Wire) -> Outcome:
            self.trace.append(("request", wire))
            self.time.now += self.world.taken
            if len(self.script.sent) + 1 == self.world.lost:
                raise Interrupt
            return send(wire)

        return recorded

    def _sleep(self, seconds: float) -> None:
        self.trace.append(("pause", seconds))
        self.time.now += seconds
        self.pauses += 1
        if self.pauses == self.world.at:
            if self.world.event == "interrupted":
                raise Interrupt
            life: Any = self.loop._life
            life.close() if hasattr(life, "close") else life.closed.set()

    def _observe(self, event: telemetry.CallEvent) -> None:
        facts = {**vars(event), "call": vars(event.call)}
        facts["error"] = repr(facts.get("error"))
        self.trace.append((type(event), facts))
        if self.world.observer == "raises":
            raise LookupError("an observer")

    def _security(self, kind: str) -> Any:
        def current() -> shared.Security:
            self.trace.append("credential")
            if self.world.security == "raises":
                raise LookupError("a vault")
            return shared.Security(KEY)

        async def awaited() -> shared.Security:
            return current()

        if self.world.security == "fixed":
            return shared.Security(KEY)
        return awaited if (self.world.security, kind) == ("awaited", "asynchronous") else current

    @contextmanager
    def logged(self) -> Iterator[None]:
        """Add what the client logs to the trace."""
        log, handler = logging.getLogger("codatsyncexpenses"), Noting(self.trace)
        level, log.propagate = log.level, False
        log.addHandler(handler)
        log.setLevel(logging.DEBUG)
        try:
            yield
        finally:
            log.removeHandler(handler)
            log.setLevel(level)
            log.propagate = True

    async def ended(self, work: Coroutine[Any, Any, object]) -> bool:
        """Add the end of some work to the trace; return whether it was a result."""
        try:
            result = await work
        except (errors.CodatError, Interrupt, LookupError, IndexError) as error:
            self.trace.append([shown(cause) for cause in causes(error, None)])
            return False
        self.trace.append(shown(result) if hasattr(result, "__dict__") else result)
        return True


Work = Callable[[Recorded], Coroutine[Any, Any, object]]


def traces(setting: Setting, world: World, script: list[Outcome], work: Work) -> list[list[Any]]:
    """Return the trace of some work in each loop."""
    clients = [Recorded(kind, setting, world, script) for kind in LOOPS]
    for client in clients:
        with client.logged():
            asyncio.run(_driven(work(client)))
    return [client.trace for client in clients]


async def _driven(work: Coroutine[Any, Any, object]) -> None:
    await work


@MANY
@given(setting=SETTINGS, world=WORLDS, calls=CALLS)
def test_calls(setting: Setting, world: World, calls: list[Any]) -> None:
    """Any calls send, pause, report, log and end alike in both loops."""

    async def work(client: Recorded) -> None:
        for (operation, request), _ in calls:
            arguments = setting.of(operation)
            make: Any = client.loop.call
            await client.ended(made(lambda: make(operation, request, **arguments)))  # noqa: B023 - now

    script = [outcome for _, script in calls for outcome in script]
    blocking, asynchronous = traces(setting, world, script, work)
    assert asynchronous == blocking


async def made(make: Callable[[], Any]) -> Any:
    """Make a call of either client."""
    return await answered(make())


@MANY
@given(setting=SETTINGS, world=WORLDS, wait=PLANS, options=OPTIONS, told=st.booleans())
def test_waits(
    setting: Setting, world: World, wait: tuple[Any, Any, list[Any]], options: Any, told: bool
) -> None:
    """Any wait, also one that starts a sync, sends, pauses, reports and ends alike."""
    plan, request, script = wait
    retries, key = (setting.arguments[name] for name in ("retries", "idempotency_key"))
    keyed = {"idempotency_key": key} if plan.operation.keyed else {}

    async def work(client: Recorded) -> None:
        update = client.trace.append if told else None
        given = {**options, **keyed, "on_update": update}
        make: Any = client.loop.wait
        await client.ended(made(lambda: make(plan, request, retries, **given)))

    blocking, asynchronous = traces(setting, world, script, work)
    assert asynchronous == blocking


def _page(ids: list[int], number: int | None, more: bool | None, size: int | None) -> Outcome:
    links = {} if more is None else {"_links": {"next": {"href": "/n"}} if more else {}}
    results = [{"id": str(each)} for each in ids]
    return reply(200, {"results": results, "pageNumber": number, "pageSize": size, **links})


PAGE_REPLIES = st.builds(
    _page,
    st.lists(st.integers(0, 30), max_size=3),
    st.none() | st.integers(1, 3),
    st.sampled_from([None, True, True, True, False]),
    st.none() | st.integers(1, 3),
)
PAGES = st.lists(PAGE_REPLIES | PAGE_REPLIES | FAILURES, max_size=8)


@MANY
@given(
    setting=SETTINGS,
    world=WORLDS,
    script=PAGES,
    number=st.none() | st.integers(1, 3),
    way=st.sampled_from(["items", "pages", "to_list", "twice"]),
    most=st.integers(1, 9),
)
def test_pages(
    setting: Setting,
    world: World,
    script: list[Outcome],
    number: int | None,
    way: str,
    most: int,
) -> None:
    """Any list in pages is requested, read and left alike, wherever the reader stops."""
    arguments = {name: setting.arguments[name] for name in ("timeout", "max_retries", "deadline")}
    request = operations.ListCompaniesRequest(page=number, page_size=2)

    async def work(client: Recorded) -> None:
        kind: Any = Pages if isinstance(client.loop, Loop) else AsyncPages
        listed = kind(client.loop, companies._LIST_ALL, request, None, **arguments)
        client.trace.append(repr(listed))
        for _ in range(2 if way == "twice" else 1):
            await client.ended(read(client, listed))

    async def read(client: Recorded, listed: Any) -> object:
        if way == "to_list":
            return await answered(listed.to_list())
        async with aclosing(each(listed.pages() if way == "pages" else listed)) as reading:
            count = 0
            async for item in reading:
                client.trace.append(shown(item) if way == "pages" else item)
                count += 1
                if count == most:
                    return "left"
        return "read"

    blocking, asynchronous = traces(setting, world, [*script, REFUSAL], work)
    assert asynchronous == blocking
