"""The pace of a client's requests, for any pattern of requests."""

from __future__ import annotations

import bisect
import math
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from codatsyncexpenses._calls.pacing import Pace

PACES = st.sampled_from([1, 2, 3, 59, 60, 100, 101, 250])
# Where a monotonic clock may begin: at zero, or after years, where a float is coarse.
BEGINNINGS = st.sampled_from([0.0, 1000.0, 1e8])


class Burst(NamedTuple):
    """Some requests at one moment, which wait for their turn."""

    after: float
    """Seconds since the last burst."""
    size: int
    """The number of requests."""
    patience: float
    """Seconds that they wait at most."""
    leave: float
    """The part of those that wait and are cancelled at the next burst."""


BURSTS = st.builds(
    Burst,
    after=st.sampled_from([0.0, 0.1, 1.0, 29.9, 60.0, 200.0]) | st.floats(0, 100),
    size=st.integers(0, 120),
    patience=st.sampled_from([0.0, 30.0, math.inf]),
    leave=st.sampled_from([0.0, 0.0, 0.5, 1.0]),
)


@given(per_minute=PACES, begin=BEGINNINGS, bursts=st.lists(BURSTS, max_size=8))
def test_no_minute_has_more(per_minute: int, begin: float, bursts: list[Burst]) -> None:
    """No 60 s have more starts than the pace, and none is late, however requests come and go."""
    now = begin
    pace, starts, leaving = Pace(per_minute, lambda: now), list[float](), list[float]()
    for burst in bursts:
        now += burst.after
        for turn in leaving:
            if turn > now:
                pace.put(turn)
            else:
                starts.append(turn)
        taken = [pace.take(now + burst.patience) for _ in range(burst.size)]
        turns = [turn for turn in taken if turn is not None]
        assert all(now <= turn <= now + burst.patience for turn in turns)
        kept = len(turns) - int(len(turns) * burst.leave)
        starts += turns[:kept]
        leaving = turns[kept:]
    starts.sort()
    for start in starts:
        count = bisect.bisect_left(starts, start + 60) - bisect.bisect_left(starts, start)
        assert count <= per_minute
