"""The decision to retry, and the pause before it, as values.

Nothing here sleeps or sends. The clock and the random numbers are arguments.
"""

from __future__ import annotations

import enum
import math
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from .._display.repr import AllFieldsRepr
from .._exceptions import ConfigurationError
from .._lazy import publish
from .._schema.hints import is_number

EARNED = 0.1  # tokens of the budget for a call that succeeds without a retry
LONGEST_ASKED = 120.0  # seconds; the longest Retry-After that a call waits for


@dataclass(repr=False)
class BackoffStrategy(AllFieldsRepr):
    """The backoff between attempts: intervals that grow by a factor, up to a maximum."""

    initial_interval: int
    """The first wait, in milliseconds."""
    max_interval: int
    """The longest wait, in milliseconds."""
    exponent: float
    """The factor by which the wait grows."""
    max_elapsed_time: int
    """The time after which a call is not retried, in milliseconds from its start."""


@dataclass(repr=False)
class RetryConfig(AllFieldsRepr):
    """The retry policy of a call."""

    strategy: str
    """``"backoff"`` retries; any other value makes a single attempt."""
    backoff: BackoffStrategy
    """The pauses between attempts."""
    retry_connection_errors: bool
    """Whether to retry when no complete response arrived."""


class Fault(enum.Enum):
    """The kinds of failure that an attempt can end in."""

    NOT_SENT = "not sent"  # the service cannot have processed it
    UNKNOWN = "no complete response"  # sent; the service may have processed it
    REFUSED = "refused"  # the service reports that it did not process it: 408, 429
    FAILED = "failed"  # 5XX
    IN_PROGRESS = "in progress"  # 409 to a repeat of our own key
    PERMANENT = "permanent"  # a retry cannot help


# The service may have processed a write that ends in one of these.
_ACTED_ON = (Fault.UNKNOWN, Fault.FAILED, Fault.IN_PROGRESS)


class Failure(NamedTuple):
    """The facts of a failed attempt that the decision needs."""

    fault: Fault
    reason: str
    retry_after: float | None = None
    """Seconds after which the service asks the client to retry."""
    correlation_id: str | None = None


class Budget:
    """A limit on the retries of a client, so that it does not add to an outage; thread-safe.

    A retry takes a token. One token is restored each second. A successful call returns the tokens
    of its retries, or adds a tenth if it had none. If no token is left, the next one is reserved
    for later.
    """

    def __init__(self, capacity: float, clock: Callable[[], float]) -> None:
        self.capacity: float = float(capacity)
        self.level: float = self.capacity  # at the last look; negative if reserved
        self._clock = clock
        self._at = clock()
        self._lock = threading.Lock()
        self.is_unreached: bool = False  # since the last call that succeeded

    def unreached(self) -> bool:
        """Note that a call did not reach the service; return whether that is new."""
        with self._lock:
            known, self.is_unreached = self.is_unreached, True
        return not known

    def take(self) -> float:
        """Take a token, and return the seconds until it is available."""
        with self._lock:
            self._refill()
            self.level -= 1
            return max(0.0, -self.level)

    def put(self, tokens: float) -> None:
        """Return unused tokens, or add those that a success earned."""
        with self._lock:
            self.level = min(self.capacity, self.level + tokens)

    def _refill(self) -> None:
        now = self._clock()
        self.level = min(self.capacity, self.level + max(0.0, now - self._at))
        self._at = now


@dataclass(eq=False, repr=False)
class Attempts:
    """The attempts of one call: their number, and the decision to retry."""

    config: RetryConfig
    writes: bool
    """Whether the request changes data."""
    keyed: bool
    """Whether it has an idempotency key, so that a repeat has no further effect."""
    clock: Callable[[], float]
    """Returns seconds that never go back."""
    repeatable: bool = True
    """Whether a repeat has no further effect."""
    dice: Callable[[], float] = random.random
    """Returns a number in [0, 1)."""
    budget: Budget | None = None
    """The budget of the retries; None is no limit."""
    max_retries: float = math.inf
    until: float = math.inf
    """The time after which no attempt may begin, by the clock."""
    count: int = 0
    """Number of requests sent."""
    maybe_processed: bool = False

    def __post_init__(self) -> None:
        self._started = self.clock()
        self._last_failed_id: str | None = None

    @property
    def elapsed(self) -> float:
        """Seconds since the call started."""
        return self.clock() - self._started

    def delay_after(self, failure: Failure) -> float | None:
        """Return the seconds to wait before the next attempt; None if there is none."""
        if self.writes and failure.fault in _ACTED_ON:
            self.maybe_processed = True
        if not self._worth_repeating(failure):
            return None
        delay = self._delay(failure.retry_after)
        longest = self.config.backoff.max_elapsed_time / 1000 - self.elapsed
        left = min(longest, self.until - self.clock())
        if delay is None or delay > left:
            return None
        if self.budget is not None:
            delay = max(delay, self.budget.take())
            if delay > left:
                self.budget.put(1)
                return None
        return delay

    def _worth_repeating(self, failure: Failure) -> bool:
        fault, config = failure.fault, self.config
        if fault is Fault.PERMANENT or config.strategy != "backoff":
            return False
        if self.count > self.max_retries:
            return False
        if fault in (Fault.NOT_SENT, Fault.UNKNOWN) and not config.retry_connection_errors:
            return False
        if fault in (Fault.UNKNOWN, Fault.FAILED) and not self.repeatable:
            return False
        if fault is Fault.FAILED and self.keyed and failure.correlation_id:
            # The same identifier again: the service repeats the response that it stored for the
            # key.
            replayed = failure.correlation_id == self._last_failed_id
            self._last_failed_id = failure.correlation_id
            return not replayed
        return True

    def _delay(self, asked: float | None) -> float | None:
        # A repeated Retry-After of 0 would cause a loop without pauses, so only larger values
        # count.
        if asked:
            if asked > LONGEST_ASKED:
                return None
            # Never earlier than requested, and a little later so that clients spread.
            return asked + min(asked * 0.1, 1.0) * self.dice()
        backoff = self.config.backoff
        delay = _interval(backoff, self.count - 1)
        return delay / 2 + delay / 2 * self.dice()


def _interval(backoff: BackoffStrategy, n: int) -> float:
    """Return the n-th interval in seconds, capped by logarithms so that no n overflows."""
    first, longest = backoff.initial_interval / 1000, backoff.max_interval / 1000
    if first <= 0 or longest <= 0:
        return 0.0
    if n == 0 or first >= longest:
        return min(first, longest)
    reached = math.log(first) + n * math.log(backoff.exponent)
    return longest if reached >= math.log(longest) else math.exp(reached)


def check(config: RetryConfig) -> RetryConfig:
    """Raise an error for a policy whose intervals cannot be computed."""
    if not isinstance(config, RetryConfig):
        raise ConfigurationError(
            "retries and retry_config must be a utils.RetryConfig, not "
            f"{type(config).__name__}; one with the strategy 'none' makes a single attempt"
        )
    if config.strategy != "backoff":
        return config
    backoff = config.backoff
    if not isinstance(backoff, BackoffStrategy):
        raise ConfigurationError(
            f"RetryConfig.backoff must be a utils.BackoffStrategy, not {type(backoff).__name__}"
        )
    for name in ("initial_interval", "max_interval", "max_elapsed_time"):
        if not is_number(getattr(backoff, name), least=0):
            raise ConfigurationError(f"BackoffStrategy.{name} must be milliseconds, 0 or more")
    if not is_number(backoff.exponent, least=1):
        raise ConfigurationError("BackoffStrategy.exponent must be a number of 1 or more")
    return config


publish(__name__, "utils", BackoffStrategy, RetryConfig)
