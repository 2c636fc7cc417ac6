"""Expenses, and what drives a delivery to its end."""

from __future__ import annotations

import uuid
from decimal import Decimal

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import Delivery, Event
from codatsyncexpenses.sandbox import Sandbox

_STEPS = 200


def expense(name: str, currency: str = "GBP") -> shared.ExpenseTransaction:
    """Return an expense whose id follows from a name; the sandbox refuses other currencies."""
    line = shared.ExpenseTransactionLine(net_amount=Decimal(10), tax_amount=Decimal(2))
    return shared.ExpenseTransaction(
        id=str(uuid.uuid5(uuid.NAMESPACE_URL, name)),
        type=shared.ExpenseTransactionType.PAYMENT,
        currency=currency,
        issue_date="2023-10-16",
        lines=[line],
    )


def drive(
    delivery: Delivery, client: CodatSyncExpenses, sandbox: Sandbox
) -> tuple[Delivery, list[Event]]:
    """Advance a delivery to its end on the sandbox's clock, through JSON at each step."""
    events, seconds = list(delivery.events), 0.0
    for _ in range(_STEPS):
        delivery, following = Delivery.from_json(delivery.to_json()).advance(client)
        events += delivery.events
        if following is None:
            return delivery, events
        seconds += following
        sandbox.advance(following)
    raise AssertionError(f"not ended after {_STEPS} steps and {seconds:.0f} s: {delivery.stage}")
