"""Whether a call is tried again, and after how long: the decision in values."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from codatsyncexpenses._calls.call import assess
from codatsyncexpenses._calls.retries import Attempts, Budget, Failure, Fault, check
from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.resources import sync
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.scripted_client import noon, reply, tokens

POLICY = BackoffStrategy(500, 60_000, 1.5, 3_600_000)
ALMOST_ONE = 1 - 2**-53


@dataclass
class HandClock:
    """Seconds that pass only when asked to."""

    now: float = 1000.0

    def __call__(self) -> float:
        """Tell the time, in seconds."""
        return self.now


def config(
    *, strategy: str = "backoff", connection_errors: bool = True, **changes: Any
) -> RetryConfig:
    """Give the API's policy, or one that differs from it in some numbers."""
    return RetryConfig(strategy, replace(POLICY, **changes), connection_errors)


def attempts(
    settings: RetryConfig | None = None,
    *,
    writes: bool = False,
    keyed: bool = False,
    idempotent: bool = False,
    clock: Callable[[], float] | None = None,
    dice: float = 0.0,
    budget: Budget | None = None,
) -> Attempts:
    """Return the attempts of a call after its first request; its dice always fall alike."""
    made = Attempts(
        settings or config(),
        writes=writes,
        keyed=keyed,
        repeatable=keyed or idempotent or not writes,
        clock=clock or HandClock(),
        dice=lambda: dice,
        budget=budget,
    )
    made.count = 1
    return made


def failure(fault: Fault = Fault.REFUSED, **details: Any) -> Failure:
    """Give a failure of an attempt."""
    return Failure(fault, "a reason", **details)


# Whether to try again after a fault: a read, a write with its key, a write without one.
AGAIN = {
    Fault.NOT_SENT: (True, True, True),
    Fault.UNKNOWN: (True, True, False),
    Fault.REFUSED: (True, True, True),
    Fault.FAILED: (True, True, False),
    Fault.PERMANENT: (False, False, False),
}
KINDS = [(False, False), (True, True), (True, False)]
ROWS = [
    (fault, writes, keyed, again)
    for fault, row in AGAIN.items()
    for (writes, keyed), again in zip(KINDS, row, strict=True)
]


@pytest.mark.parametrize(("fault", "writes", "keyed", "again"), ROWS)
def test_what_is_tried_again(fault: Fault, writes: bool, keyed: bool, again: bool) -> None:
    """A call is repeated where that can help and cannot act twice."""
    tries = attempts(writes=writes, keyed=keyed)
    assert (tries.delay_after(failure(fault)) is not None) == again


@pytest.mark.parametrize(("fault", "writes", "keyed", "again"), ROWS)
def test_connection_errors_can_be_left_alone(
    fault: Fault, writes: bool, keyed: bool, again: bool
) -> None:
    """Without `retry_connection_errors` only answers are reasons to try again."""
    tries = attempts(config(connection_errors=False), writes=writes, keyed=keyed)
    expected = again and fault not in (Fault.NOT_SENT, Fault.UNKNOWN)
    assert (tries.delay_after(failure(fault)) is not None) == expected


def test_a_repeat_in_progress_is_waited_for() -> None:
    """A write whose first request still runs is asked for again under the same key."""
    assert attempts(writes=True, keyed=True).delay_after(failure(Fault.IN_PROGRESS)) is not None


@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize("strategy", ["none", "", "Backoff"])
def test_other_strategies_have_one_attempt(fault: Fault, strategy: str) -> None:
    """A strategy other than backoff never tries again."""
    assert attempts(config(strategy=strategy)).delay_after(failure(fault)) is None


@pytest.mark.parametrize(
    ("fault", "maybe"),
    [
        (Fault.NOT_SENT, False),
        (Fault.UNKNOWN, True),
        (Fault.REFUSED, False),
        (Fault.FAILED, True),
        (Fault.IN_PROGRESS, True),
        (Fault.PERMANENT, False),
    ],
)
@pytest.mark.parametrize("keyed", [True, False])
def test_a_write_may_have_been_acted_on(fault: Fault, maybe: bool, keyed: bool) -> None:
    """After a write whose answer is missing or a failure, nobody knows what happened."""
    tries = attempts(writes=True, keyed=keyed)
    tries.delay_after(failure(fault))
    assert tries.maybe_processed is maybe


@pytest.mark.parametrize("fault", list(Fault))
def test_a_read_acts_on_nothing(fault: Fault) -> None:
    """A read never leaves a doubt about what was processed."""
    tries = attempts()
    tries.delay_after(failure(fault))
    assert tries.maybe_processed is False


def test_a_doubt_stays() -> None:
    """A later attempt that was refused does not clear up what an earlier one did."""
    tries = attempts(writes=True, keyed=True)
    tries.delay_after(failure(Fault.UNKNOWN))
    tries.delay_after(failure(Fault.REFUSED))
    assert tries.maybe_processed is True


def waits(tries: Attempts, number: int) -> list[float]:
    """Give the first waits of a call that is refused each time."""
    found: list[float] = []
    for _ in range(number):
        delay = tries.delay_after(failure())
        assert delay is not None
        found.append(delay)
        tries.count += 1
    return found


INTERVALS = [0.5, 0.75, 1.125, 1.6875, 2.53125]


def test_the_shortest_waits() -> None:
    """The lowest throw waits half of each interval."""
    assert waits(attempts(dice=0.0), 5) == pytest.approx([d / 2 for d in INTERVALS])


def test_the_longest_waits() -> None:
    """The highest throw waits the whole of each interval and not longer."""
    found = waits(attempts(dice=ALMOST_ONE), 5)
    assert found == pytest.approx(INTERVALS)


def test_a_middle_throw() -> None:
    """The dice spread the wait evenly over the upper half of the interval."""
    assert waits(attempts(dice=0.5), 1) == [0.375]


@pytest.mark.parametrize(("dice", "wait"), [(0.0, 30.0), (0.5, 45.0), (ALMOST_ONE, 60.0)])
@pytest.mark.parametrize("count", [13, 100, 10**6, 10**18])
def test_waits_are_capped(count: int, dice: float, wait: float) -> None:
    """From the longest interval on, waits spread as before, however many attempts there were."""
    tries = attempts(dice=dice)
    tries.count = count
    assert tries.delay_after(failure()) == pytest.approx(wait)


@pytest.mark.parametrize(
    ("changes", "count", "interval"),
    [
        ({"exponent": 1}, 10**6, 0.5),
        ({"exponent": 1e308}, 1, 0.5),
        ({"exponent": 1e308}, 3, 60.0),
        ({"initial_interval": 0}, 10, 0.0),
        ({"max_interval": 0}, 10, 0.0),
        ({"initial_interval": 90_000}, 1, 60.0),
        ({"initial_interval": 60_000}, 1, 60.0),
        ({"exponent": 2}, 7, 32.0),
        ({"exponent": 2}, 8, 60.0),
    ],
)
def test_unusual_policies(changes: dict[str, Any], count: int, interval: float) -> None:
    """Intervals that do not grow, are zero, start above the cap or jump to it are computed."""
    tries = attempts(config(**changes), dice=ALMOST_ONE)
    tries.count = count
    assert tries.delay_after(failure()) == pytest.approx(interval)


@pytest.mark.parametrize("asked", [0.1, 0.5, 1.0, 7.25, 10.0, 60.0, 119.9, 120.0])
@pytest.mark.parametrize("dice", [0.0, 0.3, ALMOST_ONE])
def test_what_the_service_asks_for_is_kept(asked: float, dice: float) -> None:
    """A wait is never shorter than asked for, and at most a tenth or a second longer."""
    wait = attempts(dice=dice).delay_after(failure(retry_after=asked))
    assert wait is not None
    assert asked <= wait <= asked + min(asked / 10, 1.0)


def test_at_once_is_not_taken_literally() -> None:
    """Asked to come back at once, a client waits its own interval: a loop needs its pauses."""
    assert attempts(dice=0.0).delay_after(failure(retry_after=0.0)) == pytest.approx(0.25)


def test_clients_that_are_asked_to_wait_spread() -> None:
    """The highest throw uses all of what a wait may be longer."""
    assert attempts(dice=ALMOST_ONE).delay_after(failure(retry_after=5.0)) == pytest.approx(5.5)
    assert attempts(dice=ALMOST_ONE).delay_after(failure(retry_after=60.0)) == pytest.approx(61.0)


@pytest.mark.parametrize("asked", [120.5, 86_400.0, 1e300])
def test_long_waits_are_reported_instead(asked: float) -> None:
    """A wait of over two minutes that the service asks for is not slept."""
    assert attempts().delay_after(failure(retry_after=asked)) is None


def test_a_wait_may_end_with_the_budget() -> None:
    """A wait that ends at `max_elapsed_time` sharp is begun; a longer one is not."""
    settings = config(max_elapsed_time=10_000)
    assert attempts(settings).delay_after(failure(retry_after=10.0)) == 10.0
    assert attempts(settings).delay_after(failure(retry_after=10.001)) is None


def test_requests_count_against_the_budget() -> None:
    """Time that passed in requests leaves less for waits."""
    clock = HandClock()
    tries = attempts(config(max_elapsed_time=10_000), clock=clock)
    clock.now += 7
    assert tries.delay_after(failure(retry_after=3.0)) == 3.0
    clock.now += 0.5
    assert tries.delay_after(failure(retry_after=3.0)) is None


def test_own_waits_keep_to_the_budget() -> None:
    """A wait by the policy that would end past the budget is not begun either."""
    assert attempts(config(max_elapsed_time=249)).delay_after(failure()) is None
    assert attempts(config(max_elapsed_time=250)).delay_after(failure()) == 0.25


def test_elapsed_counts_from_the_start() -> None:
    """The elapsed time is that since the call began."""
    clock = HandClock()
    tries = attempts(clock=clock)
    clock.now += 2.5
    assert tries.elapsed == 2.5


@pytest.mark.parametrize(("writes", "keyed", "again"), [(True, True, False), (False, False, True)])
def test_a_replayed_failure_ends_keyed_writes(writes: bool, keyed: bool, again: bool) -> None:
    """The same correlation id twice is the answer kept for the key; a read has no such thing."""
    tries = attempts(writes=writes, keyed=keyed)
    assert tries.delay_after(failure(Fault.FAILED, correlation_id="a")) is not None
    assert (tries.delay_after(failure(Fault.FAILED, correlation_id="a")) is not None) == again


@pytest.mark.parametrize(
    ("first", "second"),
    [("a", "b"), (None, None), ("", ""), ("a", None)],
)
def test_other_failures_are_no_replay(first: str | None, second: str | None) -> None:
    """A new correlation id, or none, is a new failure."""
    tries = attempts(writes=True, keyed=True)
    tries.delay_after(failure(Fault.FAILED, correlation_id=first))
    assert tries.delay_after(failure(Fault.FAILED, correlation_id=second)) is not None


def test_a_replay_is_seen_across_a_lost_connection() -> None:
    """A fault without an answer between two equal failures does not hide the replay."""
    tries = attempts(writes=True, keyed=True)
    tries.delay_after(failure(Fault.FAILED, correlation_id="a"))
    tries.delay_after(failure(Fault.UNKNOWN))
    assert tries.delay_after(failure(Fault.FAILED, correlation_id="a")) is None


def test_refusals_are_no_replay() -> None:
    """A refusal that repeats its correlation id is waited out like any other."""
    tries = attempts(writes=True, keyed=True)
    tries.delay_after(failure(Fault.REFUSED, correlation_id="a"))
    assert tries.delay_after(failure(Fault.REFUSED, correlation_id="a")) is not None


def test_a_budget_pays_for_retries() -> None:
    """Each retry takes a token; when none is left, the next one is waited for."""
    budget = Budget(2, HandClock())
    tries = attempts(config(initial_interval=0), budget=budget)
    assert waits(tries, 4) == [0.0, 0.0, 1.0, 2.0]
    assert tokens(budget) == 0.0


def test_a_longer_wait_covers_the_budget() -> None:
    """A wait by the policy or by the service is not made longer by a token that comes earlier."""
    budget = Budget(0, HandClock())
    assert attempts(budget=budget).delay_after(failure(retry_after=30.0)) == 30.0


def test_calls_share_a_budget() -> None:
    """Attempts that one call has spent are missing for another."""
    clock = HandClock()
    budget = Budget(1, clock)
    settings = config(initial_interval=0)
    assert attempts(settings, clock=clock, budget=budget).delay_after(failure()) == 0.0
    assert attempts(settings, clock=clock, budget=budget).delay_after(failure()) == 1.0


def test_a_token_that_comes_too_late() -> None:
    """A retry whose token would come after the call's end is not begun, and takes none."""
    budget = Budget(0, HandClock())
    for _ in range(10):
        budget.take()
    tries = attempts(config(max_elapsed_time=5000), budget=budget)
    assert tries.delay_after(failure()) is None
    assert budget.take() == 11.0


@pytest.mark.parametrize("fault", [Fault.PERMANENT, Fault.REFUSED])
def test_what_is_not_tried_again_costs_nothing(fault: Fault) -> None:
    """A failure that is reported at once takes no token."""
    budget = Budget(5, HandClock())
    attempts(budget=budget).delay_after(failure(fault, retry_after=3600.0))
    assert tokens(budget) == 5.0


def test_a_budget_fills_up() -> None:
    """A token comes back each second, and what a success earns is added, up to the capacity."""
    clock = HandClock()
    budget = Budget(10, clock)
    for _ in range(10):
        budget.take()
    budget.put(0.25)
    assert tokens(budget) == 0.25
    clock.now += 2.5
    assert tokens(budget) == 2.75
    clock.now += 100
    budget.put(5)
    assert tokens(budget) == 10.0


def test_a_budget_does_not_shrink() -> None:
    """A clock that stands still or goes back takes nothing away."""
    clock = HandClock()
    budget = Budget(10, clock)
    clock.now -= 5
    assert tokens(budget) == 10.0


INTERVAL_NAMES = ["initial_interval", "max_interval", "max_elapsed_time"]
NO_NUMBERS: list[Any] = [-1, float("nan"), float("inf"), True, "500", None, 10**400]


@pytest.mark.parametrize("value", NO_NUMBERS, ids=lambda value: repr(value)[:8])
@pytest.mark.parametrize("name", INTERVAL_NAMES)
def test_bad_intervals_are_refused(name: str, value: Any) -> None:
    """An interval that is no number, below 0 or without an end is refused by its name."""
    with pytest.raises(ConfigurationError, match=name):
        check(config(**{name: value}))


@pytest.mark.parametrize("value", [*NO_NUMBERS, 0, 0.99], ids=lambda value: repr(value)[:8])
def test_bad_exponents_are_refused(value: Any) -> None:
    """A factor below 1, or one that is no number, is refused by its name."""
    with pytest.raises(ConfigurationError, match="exponent"):
        check(config(exponent=value))


@pytest.mark.parametrize("value", ["backoff", {}, POLICY, 3, False, 0, ""])
def test_only_a_retry_config_will_do(value: Any) -> None:
    """A value that is not a RetryConfig is refused, with how to switch retries off."""
    said = rf"RetryConfig, not {type(value).__name__}; one with the strategy 'none' makes a single"
    with pytest.raises(ConfigurationError, match=said):
        check(value)


@pytest.mark.parametrize("value", [None, 500, {"initial_interval": 500}])
def test_only_a_backoff_strategy_will_do(value: Any) -> None:
    """A policy without a BackoffStrategy is refused."""
    with pytest.raises(ConfigurationError, match="BackoffStrategy"):
        check(RetryConfig("backoff", value, True))


def test_one_attempt_needs_no_backoff() -> None:
    """With another strategy the backoff is not looked at."""
    anything: Any = None
    single = RetryConfig("none", anything, True)
    assert check(single) is single
    assert attempts(single).delay_after(failure()) is None


def test_good_policies_pass_unchanged() -> None:
    """A policy that can be computed with is given back as it is."""
    good = config(initial_interval=0, max_interval=0.5, exponent=1, max_elapsed_time=0)
    assert check(good) is good


def test_attempts_check_their_policy() -> None:
    """The policy of a call is checked before the call begins."""
    with pytest.raises(ConfigurationError, match="exponent"):
        check(config(exponent=0))


@pytest.mark.parametrize("status", [200, 404, 407, 408, 409, 428, 429, 499, 500, 503, 599, 600])
def test_statuses_of_the_policy(status: int) -> None:
    """A status is retried when it or its whole class is named."""
    expected = status in {408, 429, 500, 503, 599}
    answer = reply(status)
    failed = assess(sync._GET, answer, {"408", "429", "5XX"}, noon, repeated=False)
    assert (failed is not None) is expected


@pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.name)
def test_idempotent_writes_are_repeated_like_reads(fault: Fault) -> None:
    """A write that comes to the same when it is done twice is repeated where a read is."""
    read = attempts().delay_after(failure(fault)) is not None
    again = attempts(writes=True, idempotent=True).delay_after(failure(fault)) is not None
    assert again == read


@pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.name)
def test_idempotent_writes_may_have_been_acted_on(fault: Fault) -> None:
    """A write may have been acted on whether or not it could be repeated."""
    plain, idempotent = attempts(writes=True), attempts(writes=True, idempotent=True)
    plain.delay_after(failure(fault))
    idempotent.delay_after(failure(fault))
    assert idempotent.maybe_processed == plain.maybe_processed


def test_the_same_failure_of_an_idempotent_write_is_no_replay() -> None:
    """Without a key nothing is replayed: the same identifier again is another failure."""
    tries = attempts(writes=True, idempotent=True)
    failed = failure(Fault.FAILED, correlation_id="a")
    assert all(tries.delay_after(failed) is not None for _ in range(3))
