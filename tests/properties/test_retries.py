"""The retry decision, for any policy, any failures and any dice."""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from codatsyncexpenses._calls.retries import LONGEST_ASKED, Attempts, Budget, Failure, Fault, check
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.scripted_client import tokens

ALMOST_ONE = 1 - 2**-53
DAY = 86_400_000  # milliseconds
POLICIES = st.builds(
    BackoffStrategy,
    initial_interval=st.integers(0, DAY),
    max_interval=st.integers(0, DAY),
    exponent=st.floats(1, 100) | st.sampled_from([1, 1.5, 2, 1e308]),
    max_elapsed_time=st.integers(0, DAY),
)
# Numbers that no policy means, but that one can hold.
LARGEST = int(sys.float_info.max)
EXTREMES = st.builds(
    BackoffStrategy,
    initial_interval=st.floats(0, 1.7e308) | st.integers(0, 10**308),
    max_interval=st.floats(0, 1.7e308) | st.integers(0, 10**308),
    exponent=st.floats(1, 1.7e308) | st.integers(1, 10**308),
    max_elapsed_time=st.just(LARGEST),
)
DICE = st.floats(0, ALMOST_ONE)
ASKED = st.none() | st.floats(0, 1e6) | st.sampled_from([0.0, 1.0, 119.9, 120.0, 1e300])
FAILURES = st.builds(
    Failure,
    fault=st.sampled_from([fault for fault in Fault if fault is not Fault.PERMANENT]),
    reason=st.just("a reason"),
    retry_after=ASKED,
    correlation_id=st.none() | st.sampled_from("abc"),
)


class HandClock:
    """Seconds that pass only when asked to."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        """Tell the time, in seconds."""
        return self.now


def config(policy: BackoffStrategy) -> RetryConfig:
    """Give a configuration that tries everything again."""
    return RetryConfig("backoff", policy, True)


def waits(
    policy: BackoffStrategy,
    script: list[tuple[float, Failure]],
    dice: Random,
    budget: Budget | None,
    clock: HandClock,
) -> Iterator[tuple[Failure, float, float]]:
    """Live through a call; give each failure, the wait after it, and the time after the wait."""
    tries = Attempts(
        config(policy), writes=False, keyed=False, clock=clock, dice=dice.random, budget=budget
    )
    tries.count = 1
    for request, failure in script:
        clock.now += request
        delay = tries.delay_after(failure)
        if delay is None:
            return
        clock.now += delay
        tries.count += 1
        yield failure, delay, tries.elapsed


SCRIPTS = st.lists(st.tuples(st.floats(0, 200), FAILURES), max_size=12)


@given(policy=POLICIES, script=SCRIPTS, dice=st.randoms(use_true_random=False), asked=ASKED)
def test_waits_keep_to_both_limits(
    policy: BackoffStrategy,
    script: list[tuple[float, Failure]],
    dice: Random,
    asked: float | None,
) -> None:
    """No wait ends past the budget of time, and none is shorter than the service asked."""
    clock = HandClock()
    budget = None if asked is None else Budget(min(asked, 3), clock)
    for failure, delay, elapsed in waits(policy, script, dice, budget, clock):
        assert elapsed <= policy.max_elapsed_time / 1000 + 1e-6
        assert delay >= (failure.retry_after or 0)
        assert failure.retry_after is None or failure.retry_after <= LONGEST_ASKED


@given(policy=POLICIES, asked=st.floats(0, LONGEST_ASKED, exclude_min=True), dice=DICE)
def test_what_is_asked_for_is_exceeded_a_little(
    policy: BackoffStrategy, asked: float, dice: float
) -> None:
    """A wait that the service asks for is at most a tenth and at most a second longer."""
    failure = Failure(Fault.REFUSED, "a reason", asked)
    delay = attempts(replace(policy, max_elapsed_time=DAY), dice).delay_after(failure)
    assert delay is not None
    assert asked <= delay <= asked + min(asked / 10, 1)


def attempts(policy: BackoffStrategy, dice: float, count: int = 1) -> Attempts:
    """Give the attempts of a call that has come to this attempt."""
    clock = HandClock()
    tries = Attempts(config(policy), writes=False, keyed=False, clock=clock, dice=lambda: dice)
    tries.count = count
    return tries


COUNTS = st.integers(1, 20) | st.integers(1, 10**6 + 1)


@given(policy=POLICIES, dice=DICE, count=COUNTS)
def test_waits_are_in_the_upper_half_of_the_interval(
    policy: BackoffStrategy, dice: float, count: int
) -> None:
    """The n-th wait is from d/2 to d, where d grows by the factor up to the longest interval."""
    policy = replace(policy, max_elapsed_time=DAY)
    delay = attempts(policy, dice, count).delay_after(Failure(Fault.REFUSED, "a reason"))
    assert delay is not None
    interval = exact_interval(policy, count - 1)
    assert interval / 2 * (1 - 1e-9) <= delay <= interval * (1 + 1e-9)
    assert delay <= policy.max_interval / 1000


def exact_interval(policy: BackoffStrategy, n: int) -> float:
    """Give the n-th interval, by repeated multiplication."""
    interval, longest = policy.initial_interval / 1000, policy.max_interval / 1000
    for _ in range(n if policy.exponent > 1 and interval else 0):
        if interval >= longest:
            break
        interval *= policy.exponent
    return min(interval, longest)


@example(BackoffStrategy(500, 60_000, 1.5, LARGEST), ALMOST_ONE, 10**6 + 1)
@example(BackoffStrategy(10**308, cast(Any, 1e-30), 1, LARGEST), 0.0, 1)
@example(BackoffStrategy(cast(Any, 1e-300), 10**308, 1e308, LARGEST), 0.0, 3)
@given(policy=EXTREMES, dice=DICE, count=COUNTS)
def test_nothing_overflows(policy: BackoffStrategy, dice: float, count: int) -> None:
    """Whatever numbers a policy is accepted with, a wait is a number and not over the longest."""
    check(config(policy))
    delay = attempts(policy, dice, count).delay_after(Failure(Fault.REFUSED, "a reason"))
    assert delay is not None
    assert 0 <= delay <= policy.max_interval / 1000
    assert math.isfinite(delay)


@pytest.mark.parametrize("count", [1, 3, 12, 13, 1000, 10**6])
def test_waits_are_spread_evenly(count: int) -> None:
    """Twenty thousand waits fill twenty parts of their range alike, at the longest interval too."""
    policy = BackoffStrategy(500, 60_000, 1.5, 3_600_000)
    dice, bins, draws = Random(count), 20, 20_000
    tries = Attempts(config(policy), writes=False, keyed=False, clock=HandClock(), dice=dice.random)
    tries.count = count
    interval = exact_interval(policy, count - 1)
    counts = [0] * bins
    for _ in range(draws):
        delay = tries.delay_after(Failure(Fault.REFUSED, "a reason"))
        assert delay is not None
        counts[int((delay / interval - 0.5) * 2 * bins)] += 1
    expected = draws / bins
    chi_square = sum((found - expected) ** 2 / expected for found in counts)
    assert chi_square < 43.8  # one in a thousand fair dice is above, with 19 degrees of freedom


ACTIONS = st.lists(
    st.one_of(
        st.just(("take", 0.0)),
        st.tuples(st.just("put"), st.floats(0, 5)),
        st.tuples(st.just("pass"), st.floats(0, 500)),
    ),
    max_size=150,
)


@given(capacity=st.floats(1, 100), actions=ACTIONS)
def test_the_budget_keeps_its_bounds(capacity: float, actions: list[tuple[str, float]]) -> None:
    """There are never fewer tokens than none, nor more than at the start."""
    clock = HandClock()
    budget = Budget(capacity, clock)
    for name, amount in actions:
        if name == "take":
            level = tokens(budget)
            assert (budget.take() > 0) == (level < 1)
        elif name == "put":
            budget.put(amount)
        else:
            clock.now += amount
        assert 0 <= tokens(budget) <= capacity


@given(actions=st.lists(st.tuples(st.floats(0, 3), st.booleans()), min_size=1, max_size=150))
def test_the_budget_holds_retries_to_its_rate(actions: list[tuple[float, bool]]) -> None:
    """However promises are made, by any moment no more retries begin than there were tokens."""
    clock = HandClock(0.0)
    budget = Budget(10, clock)
    begun: list[float] = []
    earned = 0.0
    for passed, success in actions:
        clock.now += passed
        if success:
            budget.put(0.1)
            earned += 0.1
        begun.append(clock.now + budget.take())
    for number, moment in enumerate(sorted(begun), start=1):
        assert number <= 10 + moment + earned + 1e-6


def test_the_budget_under_ten_threads() -> None:
    """Ten threads that take and give at once leave it within its bounds, and lose nothing."""
    clock = HandClock(0.0)
    budget = Budget(100, clock)
    outside: list[float] = []
    waited: list[float] = []
    start = threading.Barrier(10)

    def work(seed: int) -> None:
        dice = Random(seed)
        start.wait()
        for _ in range(1_000):
            if dice.random() < 0.5:
                waited.append(budget.take())
            else:
                budget.put(0.5)
            left = tokens(budget)
            if not 0 <= left <= 100:
                outside.append(left)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outside == []
    puts = 10_000 - len(waited)
    # What was put while the budget was full is lost by intent, all else is there.
    assert max(waited) <= max(0.0, len(waited) - 100)
    assert budget.take() >= max(0.0, len(waited) + 1 - 100 - puts * 0.5)
