"""Short runs of the loads, and that they would see what they look for."""

import asyncio
from pathlib import Path

import pytest

from tests.load import runs
from tests.load.calls import LOST, MIXED, PATIENT, RIGHT, SIDES, Call, Side, Tally, one_call, server


async def under_faults(side: Side) -> Tally:
    """Make 160 calls on one client of a service that fails now and then."""
    with server(faults="chaos") as at:
        async with side.client(at, retry_config=PATIENT) as sdk:
            return await side.together(8, 20, lambda worker, n: one_call(sdk, worker, n))


async def together(side: Side, call: Call) -> Tally:
    """Make two calls in each of two threads or tasks."""
    return await side.together(2, 2, call)


@pytest.mark.parametrize("name", SIDES)
def test_many_calls_at_once_under_faults(name: str) -> None:
    """Each of many calls at once gets its own answer, whatever becomes of the others."""
    tally = asyncio.run(under_faults(SIDES[name]))
    assert (dict(tally.outcomes), dict(tally.errors)) == ({RIGHT: 160, MIXED: 0, LOST: 0}, {})


@pytest.mark.parametrize("name", SIDES)
def test_the_load_sees_mixed_and_lost_calls(name: str) -> None:
    """A call that gets another's answer, and one that raises, are counted."""

    async def call(worker: int, number: int) -> str:
        if number:
            raise ValueError(f"call {worker}")
        return MIXED

    tally = asyncio.run(together(SIDES[name], call))
    assert tally.outcomes == {RIGHT: 0, MIXED: 2, LOST: 2}
    assert tally.errors == {"ValueError: call 0": 1, "ValueError: call 1": 1}
    assert not tally.clean


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="there is no /proc")
def test_many_requests_to_the_sandbox() -> None:
    """Each request of a long run gets its own response, and none leaves a descriptor behind."""
    result = runs.flat(1_000)
    assert result.errors == {}
    assert result.kept, result.found
