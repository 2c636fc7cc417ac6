"""Scripts of calls and waits, and the settings of clients, for the properties of the loops."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from codatsyncexpenses import errors
from codatsyncexpenses._calls.operation import Operation
from codatsyncexpenses._calls.retries import Fault
from codatsyncexpenses._calls.wire import Lost, Outcome
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.resources import companies, sync
from codatsyncexpenses.utils import RetryConfig
from tests.support.by_hand import HandDriven
from tests.support.ids import COMPANY_ID, SYNC_ID
from tests.support.scripted_client import (
    BY_ID,
    GUID,
    INITIATE,
    STARTED,
    STATUS,
    lost,
    policy,
    reply,
)

OPERATIONS: list[tuple[Operation[Any, Any], Any]] = [
    (sync._GET, BY_ID),
    (sync._INITIATE_SYNC, INITIATE),
    (companies._DELETE, operations.DeleteCompanyRequest(COMPANY_ID)),
    (
        companies._REPLACE,
        operations.ReplaceCompanyRequest(COMPANY_ID, shared.CompanyRequestBody("Toft")),
    ),
]
POLICIES = st.sampled_from([None, policy(), policy("none"), policy(max_elapsed_time=3000)])


def replies(*statuses: int) -> st.SearchStrategy[Outcome]:
    """Make replies with some of these statuses."""

    def with_headers(status: int, body: object, headers: dict[str, str]) -> Outcome:
        return reply(status, body, **headers)

    bodies: list[object] = [STATUS, STARTED, None, {"error": "no"}, {"correlationId": "a"}]
    waits = st.sampled_from(["0", "0.5", "7", "130"])
    return st.builds(
        with_headers,
        st.sampled_from(statuses),
        st.sampled_from(bodies),
        st.just(dict[str, str]()) | st.fixed_dictionaries({"Retry_After": waits}),
    )


def ended(failures: list[Outcome], end: Outcome) -> list[Outcome]:
    """Return a script that ends a call."""
    return [*failures, end, REFUSAL]


def started(script: list[Outcome]) -> list[Outcome]:
    """Return a script that begins with a call that starts something."""
    return [reply(202, STARTED), *script]


def refused(script: list[Outcome]) -> list[Outcome]:
    """Return a script that ends a wait."""
    return [*script, REFUSAL]


LOST = st.sampled_from([Fault.NOT_SENT, Fault.UNKNOWN]).map(lost)
FAILURES = replies(408, 409, 429, 500, 503) | LOST
ENDS = replies(200, 202, 204, 302, 400, 404) | st.just(lost(Fault.PERMANENT))
REFUSAL = reply(401)  # ends every call
SCRIPTS = st.builds(ended, st.lists(FAILURES), ENDS)


class Setting(NamedTuple):
    """The settings of a client, and those of a call."""

    options: dict[str, Any]
    retry_config: RetryConfig | None
    seed: int
    arguments: dict[str, Any]

    def of(self, operation: Any) -> dict[str, Any]:
        """Return the arguments of a call; only some operations take a key."""
        names = self.arguments.keys() - (set() if operation.keyed else {"idempotency_key"})
        return {name: self.arguments[name] for name in names}

    def client(self) -> HandDriven:
        """Make a client, whose dice fall as those of every other client of this setting."""
        hand = HandDriven(retry_config=self.retry_config, **self.options)
        hand.calls.seams = hand.time.seams._replace(dice=Random(self.seed).random)
        return hand


SETTINGS = st.builds(
    Setting,
    st.fixed_dictionaries(
        {
            "raise_on_error": st.booleans(),
            "idempotency_keys": st.booleans(),
            "retry_budget": st.sampled_from([None, 1, 2]),
        }
    ),
    POLICIES,
    st.integers(0, 99),
    st.fixed_dictionaries(
        {
            "retries": POLICIES,
            "timeout": st.sampled_from([None, 2, (1, 2)]),
            "idempotency_key": st.sampled_from([None, GUID]),
            "deadline": st.none() | st.floats(0.5, 100),
            "max_retries": st.sampled_from([None, 0, 2]),
        }
    ),
)
CODES = st.sampled_from([1000, 1000, 1000, 1000, 2000, 5130, 2999])


def polled(code: int) -> Outcome:
    """Return the reply of a poll."""
    return reply(200, {"syncId": SYNC_ID, "syncStatusCode": code})


POLLS = CODES.map(polled)
WAITS = st.lists(POLLS | POLLS | FAILURES).map(refused)
STARTS = WAITS.map(started) | SCRIPTS
PLANS = st.tuples(st.just(sync.wait_plan()), st.just(BY_ID), WAITS) | st.tuples(
    st.just(sync.initiate_and_wait_plan()), st.just(INITIATE), STARTS
)
OPTIONS = st.fixed_dictionaries(
    {
        "timeout": st.none() | st.floats(1, 300),
        "on_update": st.none(),
        "progress": st.just(value=False),
        "interval": st.sampled_from([1.0, 9.0]),
        "max_interval": st.sampled_from([2.0, 30.0]),
        "raise_on_failure": st.booleans(),
    }
)
CALLS = st.lists(st.tuples(st.sampled_from(OPERATIONS), SCRIPTS), min_size=1, max_size=3)


def fresh(script: list[Outcome]) -> list[Outcome]:
    """Return a script with errors of its own, because calls write into them."""
    return [
        each._replace(error=copy.copy(each.error)) if isinstance(each, Lost) else each
        for each in script
    ]


def end(result: Callable[[], Any]) -> Any:
    """Return a result, or the error that it raises."""
    try:
        return result()
    except errors.CodatError as error:
        return error


def shown(result: object) -> Any:
    """Return all that a response or an error says."""
    held: dict[str, Any] = vars(result)
    facts: dict[str, Any] = {
        name: shown(value) if hasattr(value, "raise_for_status") else value
        for name, value in held.items()
        if name != "raw_response"
    }
    return type(result), str(result), facts
