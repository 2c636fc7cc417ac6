"""The pace of requests: turns in values."""

import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from codatsyncexpenses import errors
from codatsyncexpenses._calls.call import Call
from codatsyncexpenses._calls.pacing import Pace
from codatsyncexpenses.models import operations
from codatsyncexpenses.resources import sync
from tests.support.by_hand import HandDriven
from tests.support.scripted_client import BY_ID, policy, reply

LATEST = math.inf


def paced(per_minute: int, now: float = 0.0) -> Pace:
    """Return a pace by a clock that stands still."""
    return Pace(per_minute, lambda: now)


def turns(pace: Pace, count: int) -> list[float]:
    """Take some turns."""
    return [turn for turn in (pace.take(LATEST) for _ in range(count)) if turn is not None]


@pytest.mark.parametrize(
    ("per_minute", "found"),
    [
        (1, [0, 60, 120, 180]),
        (2, [0, 30, 60, 90]),
        (60, [0, 1, 2, 3]),
        (99, [0, 0.61, 1.21, 1.82]),
        (100, [0, 0, 0.61, 1.21]),
        (300, [0, 0, 0, 0]),
    ],
)
def test_turns(per_minute: int, found: list[float]) -> None:
    """Turns are evenly spaced; one in a hundred comes at once."""
    assert turns(paced(per_minute), 4) == pytest.approx(found, abs=0.01)


@pytest.mark.parametrize("per_minute", [1, 10, 900, 1000])
def test_a_pace_is_used(per_minute: int) -> None:
    """Ten minutes of requests take no more than 1.2 % longer than the pace requires."""
    assert turns(paced(per_minute), per_minute * 10)[-1] < 600 * 1.012


def test_an_idle_client_saves_no_turns() -> None:
    """After a pause of any length, the burst is the same."""
    now = 0.0
    pace = Pace(300, lambda: now)
    turns(pace, 1)
    now = 86_400.0
    assert sum(turn < now + 0.001 for turn in turns(pace, 20)) == 4


def test_a_returned_turn() -> None:
    """A returned turn goes to the next request, and the others keep theirs."""
    pace = paced(60)
    first, second, third = turns(pace, 3)
    pace.put(second)
    assert turns(pace, 2) == pytest.approx([second, third + (third - first) / 2])


def test_a_returned_turn_that_is_over() -> None:
    """A returned turn whose time has come is not used a second time."""
    now = 0.0
    pace = Pace(60, lambda: now)
    (first,) = turns(pace, 1)
    pace.put(first)
    assert turns(pace, 1) == pytest.approx([1.0], abs=0.01)


def test_a_refused_turn_is_not_taken() -> None:
    """A turn that would be too late stays free."""
    pace = paced(60)
    turns(pace, 1)
    assert pace.take(0.5) is None
    assert turns(pace, 1) == pytest.approx([1.0], abs=0.01)


def test_threads_share_turns() -> None:
    """Threads that take turns at once get different ones."""
    pace = paced(60)
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(pace.take, [LATEST] * 400))
    assert len({*taken}) == 400


def begun(hand: HandDriven, **options: Any) -> Call[operations.GetSyncByIDResponse]:
    """Begin a call."""
    return hand.calls.begin(sync._GET, BY_ID, **options)


def waited(call: Call[operations.GetSyncByIDResponse]) -> float | None:
    """Return the seconds until a call's next attempt may begin."""
    assert call.pace is not None
    return call.turn(call.pace)


def test_calls_without_a_pace() -> None:
    """A call has no pace by default."""
    assert begun(HandDriven()).pace is None


def test_a_turn_after_the_deadline() -> None:
    """A call whose first turn is after its deadline ends without a request, and keeps no turn."""
    hand = HandDriven(pace=1)
    assert waited(begun(hand)) == 0
    call = begun(hand, deadline=9)
    assert waited(call) is None
    text = r"^sync\.get: the deadline is before the next turn at 1 requests a minute"
    with pytest.raises(errors.APITimeoutError, match=text) as caught:
        call.result()
    assert (caught.value.attempts, caught.value.maybe_processed) == (0, False)
    assert waited(begun(hand)) == pytest.approx(60, abs=0.01)


def test_a_retry_after_the_deadline() -> None:
    """A call whose retry has no turn before the deadline ends with its last outcome."""
    hand = HandDriven(pace=1, retry_config=policy())
    call = begun(hand, deadline=9)
    assert waited(call) == 0
    call.after(reply(503))
    assert waited(call) is None
    with pytest.raises(errors.ServerError):
        call.result()


def test_a_broken_call_returns_its_turn() -> None:
    """A call that is interrupted while it waits leaves its turn to the next one."""
    hand = HandDriven(pace=1)
    waited(begun(hand))
    call = begun(hand)
    waited(call)
    call.broken(KeyboardInterrupt())
    assert waited(begun(hand)) == pytest.approx(60, abs=0.01)


def test_a_forgotten_pace() -> None:
    """After a fork the child begins with a pace of its own."""
    hand = HandDriven(pace=1)
    waited(begun(hand))
    hand.calls.forget()
    assert waited(begun(hand)) == 0
