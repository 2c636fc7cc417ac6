"""The blocking loop adds no decision: it does as calls and waits that are driven by hand."""

from __future__ import annotations

from functools import partial
from typing import Any

from hypothesis import given

from codatsyncexpenses._calls.watch import Watch
from codatsyncexpenses._calls.wire import Outcome
from codatsyncexpenses._loops.blocking import Loop
from tests.properties.scripts import CALLS, OPTIONS, PLANS, SETTINGS, Setting, end, fresh, shown
from tests.support.by_hand import Driven, HandDriven, drive
from tests.support.scripted_client import ScriptedTransport


@given(setting=SETTINGS, calls=CALLS)
def test_calls(setting: Setting, calls: list[Any]) -> None:
    """The loop sends, pauses and ends as the same calls do when they are driven by hand."""
    by_hand, looped = setting.client(), setting.client()
    for (operation, request), script in calls:
        call = by_hand.calls.begin(operation, request, **setting.of(operation))
        driven = drive(call, by_hand.time, *fresh(script))
        transport = ScriptedTransport(*fresh(script))
        make = partial(Loop(looped.calls, transport).call, operation, request)
        before = len(looped.time.pauses)
        found = end(partial(make, **setting.of(operation)))
        assert transport.sent == driven.sent
        assert [*looped.time.pauses[before:], None] == driven.pauses
        assert shown(found) == shown(end(call.result))


def wait_by_hand(
    hand: HandDriven, watching: Watch[Any], retries: Any, script: list[Outcome]
) -> Driven:
    """Drive a wait by hand; return the requests of its calls, and all pauses."""
    whole = Driven([], [])
    pause: float | None = 0.0
    while pause is not None:
        call = hand.calls.begin(
            watching.operation,
            watching.request,
            retries,
            watching.until,
            **watching.idempotency_key,
        )
        driven = drive(call, hand.time, *script[len(whole.sent) :])
        whole.sent.extend(driven.sent)
        pause = watching.after(end(call.result))
        hand.time.now += pause or 0.0
        whole.pauses.extend([*driven.pauses[:-1], pause])
    return whole


@given(setting=SETTINGS, wait=PLANS, options=OPTIONS)
def test_waits(setting: Setting, wait: tuple[Any, Any, list[Any]], options: Any) -> None:
    """The loop sends, pauses and ends as the same wait does when it is driven by hand."""
    plan, request, script = wait
    by_hand, looped = setting.client(), setting.client()
    retries, key = (setting.arguments[name] for name in ("retries", "idempotency_key"))
    keyed = {"idempotency_key": key} if plan.operation.keyed else {}
    watching = Watch(plan, request, by_hand.calls.seams, {**keyed, **options})
    driven = wait_by_hand(by_hand, watching, retries, fresh(script))
    transport = ScriptedTransport(*fresh(script))
    make = partial(Loop(looped.calls, transport).wait, plan, request, retries)
    found = end(partial(make, **keyed, **options))
    assert transport.sent == driven.sent
    assert [*looped.time.pauses, None] == driven.pauses
    assert shown(found) == shown(end(watching.result))
