"""Whole calls, for any outcomes: their keys, their waits, and the wall clock."""

from __future__ import annotations

import itertools
import uuid
from datetime import datetime, timedelta, timezone
from typing import Any
from unittest.mock import patch

import requests
from hypothesis import given
from hypothesis import strategies as st

from codatsyncexpenses import errors
from codatsyncexpenses._calls import settings
from codatsyncexpenses._calls.call import Calls
from codatsyncexpenses._calls.retries import Fault
from codatsyncexpenses._calls.settings import Options, Seams
from codatsyncexpenses._calls.wire import Lost, Outcome, Reply, Wire
from codatsyncexpenses._loops.blocking import Loop
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.models._about import RETRIED, RETRIES
from codatsyncexpenses.resources.sync import Sync
from codatsyncexpenses.sdkconfiguration import SDKConfiguration
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.ids import COMPANY_ID

POLICY = RetryConfig("backoff", BackoffStrategy(500, 60_000, 1.5, 600_000), True)
NOW = datetime(2022, 10, 23, tzinfo=timezone.utc)
DATE = "Sun, 23 Oct 2022 00:00:00 GMT"

FAULTS = st.sampled_from([Fault.NOT_SENT, Fault.UNKNOWN])
LOST = FAULTS.map(lambda fault: Lost(fault, errors.APIConnectionError(fault.value)))


def reply(status: int, headers: dict[str, str] | None = None) -> Reply:
    """Make an answer with an empty object as its body."""
    raw = requests.Response()
    raw.status_code = status
    raw.headers.update({"Content-Type": "application/json", "Date": DATE, **(headers or {})})
    raw.__dict__.update(_content=b"{}", _content_consumed=True)
    return Reply(status, raw.headers, b"{}", raw)


ASKED = st.floats(0, 200).map("{:.3f}".format) | st.integers(0, 60).map(
    lambda seconds: f"Sun, 23 Oct 2022 00:00:{seconds % 60:02} GMT"
)
HEADERS = st.dictionaries(st.just("Retry-After"), ASKED, max_size=1)
STATUSES = st.sampled_from([408, 409, 429, 500, 502, 503, 504])
FAILURES = LOST | st.builds(reply, STATUSES, HEADERS)
ENDS = st.sampled_from([202, 400, 404, 422, 401, 200, 204]).map(reply)
CALLS = st.lists(st.tuples(st.lists(FAILURES, max_size=6), ENDS), min_size=1, max_size=4)


class Script:
    """A transport that gives outcomes one after the other, the last one for ever."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        self.outcomes = outcomes
        self.keys: list[str | None] = []

    def send(self, wire: Wire) -> Outcome:
        """Note the key, and give the next outcome."""
        self.keys.append(wire.headers.get("Idempotency-Key"))
        return self.outcomes[min(len(self.keys), len(self.outcomes)) - 1]

    def renew(self) -> None:
        """Have no connections."""

    def close(self) -> None:
        """Have no connections."""


class World:
    """Time that passes only in pauses, and keys that are numbered."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []
        self.numbers = itertools.count()
        self.seams = Seams(lambda: self.now, self.sleep, lambda: 0.5, self.new_key)

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.pauses.append(seconds)
        self.now += seconds

    def new_key(self) -> str:
        """Give a key that was never given before."""
        return f"key-{next(self.numbers)}"


def call(world: World, outcomes: list[Outcome], **arguments: Any) -> tuple[Script, Any]:
    """Initiate a sync; give what was sent, and the response or the error."""
    script = Script(outcomes)
    configuration = SDKConfiguration(requests.Session(), "https://api.example", retry_config=POLICY)
    options = Options(RETRIES, RETRIED, seams=world.seams)
    sync = Sync(Loop(Calls(configuration, shared.Security("Basic eA=="), options), script))
    try:
        return script, sync.initiate_sync(operations.InitiateSyncRequest(COMPANY_ID), **arguments)
    except errors.CallError as error:
        return script, error


@given(calls=CALLS)
def test_a_call_has_one_key(calls: list[tuple[list[Outcome], Outcome]]) -> None:
    """All requests of a call carry one key, and no two calls the same."""
    world = World()
    seen: list[str | None] = []
    for failures, end in calls:
        keys = call(world, [*failures, end])[0].keys
        assert len(set(keys)) == 1
        seen.append(keys[0])
    assert None not in seen
    assert len(set(seen)) == len(calls)


@given(failures=st.lists(FAILURES, max_size=6), key=st.uuids())
def test_a_key_of_the_callers_own(failures: list[Outcome], key: uuid.UUID) -> None:
    """A key that is given is that of every request."""
    script, _ = call(World(), [*failures, reply(202)], idempotency_key=key)
    assert set(script.keys) == {str(key)}


@given(key=st.text() | st.text("0123456789abcdefABCDEF-{}()_:uriund", max_size=50))
def test_no_key_that_is_not_a_uuid(key: str) -> None:
    """A text is sent as a UUID or refused: a service that parses UUIDs can read every key."""
    try:
        script, _ = call(World(), [reply(202)], idempotency_key=key)
    except errors.RequestError:
        return
    (sent,) = script.keys
    assert sent == str(uuid.UUID(key))


@given(failures=st.lists(FAILURES, max_size=6), end=ENDS)
def test_a_call_keeps_to_its_time(failures: list[Outcome], end: Outcome) -> None:
    """A call's pauses end within its budget of time; as many requests were made as it says."""
    world = World()
    script, result = call(world, [*failures, end])
    assert world.now <= POLICY.backoff.max_elapsed_time / 1000
    assert len(script.keys) == len(world.pauses) + 1
    if isinstance(result, errors.CallError):
        assert result.attempts == len(script.keys)
        assert result.elapsed == world.now


@given(failures=st.lists(FAILURES, max_size=6), steps=st.lists(st.floats(-1e9, 1e9), min_size=1))
def test_the_wall_clock_changes_nothing(failures: list[Outcome], steps: list[float]) -> None:
    """However the wall clock jumps during a call, its requests and pauses are the same."""
    calm, jumping = World(), World()
    expected, _ = call(calm, [*failures, reply(202)])
    jumps = itertools.cycle(steps)

    class Wall(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]  # never asked for less
            return (NOW + timedelta(seconds=next(jumps))).astimezone(tz)

    with patch.object(settings, "datetime", Wall), patch("time.time", lambda: next(jumps)):
        found, _ = call(jumping, [*failures, reply(202)])
    assert jumping.pauses == calm.pauses
    assert len(found.keys) == len(expected.keys)
