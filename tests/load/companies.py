"""How long many companies take, on a simulated clock: no client, no socket and no database.

The decisions are those of the outbox; the service responds as the API's limits allow. Run it with
`python -m tests.load.companies`.
"""

from __future__ import annotations

import heapq
import itertools
import sys
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

from codatsyncexpenses.models import shared
from codatsyncexpenses.outbox import Delivery, _decisions, _steps
from codatsyncexpenses.outbox._store import UNDER_WAY

from .outbox import expense

COMPANIES, PER_MINUTE = 100_000, 900
SYNC = 30.0  # seconds that a sync takes
SLOT = 60.0 / PER_MINUTE
_COMPANY = "00000000-0000-4000-8000-000000000000"


class Found(NamedTuple):
    """The findings of a simulation."""

    requests: int
    seconds: float
    under_way: int
    """The deliveries under way at most."""


@dataclass
class Service:
    """The service: syncs end after some time, and all transactions are written."""

    transactions: shared.Transactions
    requests: int = 0

    def __post_init__(self) -> None:
        self._ends: dict[str, float] = {}
        self._ids = map("{:036d}".format, itertools.count())

    def answer(self, step: _steps.Step, now: float) -> Any:
        """Return the value of a response."""
        self.requests += 1
        if step.method == "create":
            sync_id = next(self._ids)
            self._ends[sync_id] = now + SYNC
            return shared.CreateExpenseResponse(sync_id=sync_id)
        if step.method == "list":
            self._ends.pop(step.arguments["sync_id"])
            return self.transactions
        is_over = now >= self._ends[step.arguments["sync_id"]]
        return shared.CompanySyncStatus(sync_status_code=2000 if is_over else 1000)


def simulate(companies: int, each: int, *, webhooks: bool) -> Found:
    """Deliver the expenses of companies, at the default pace.

    :param each: the number of expenses of a company, up to 50
    """
    dice = Random(1)
    planned = Delivery.plan(_COMPANY, [expense(dice, "GBP") for _ in range(each)], now=0.0)
    written = [
        shared.Transaction(transaction_id=one.expense_id, status=shared.TransactionStatus.COMPLETED)
        for one in planned.entries
    ]
    service = Service(_page(written))
    due: list[tuple[float, int, Delivery]] = []
    order, now, left, most = itertools.count(), 0.0, companies, 0
    while left or due:
        if due and (not left or (due[0][0] <= now and len(due) >= UNDER_WAY)):
            at, _, current = heapq.heappop(due)
            now = max(now, at)
            if webhooks and current.stage == "accepted":
                current = _decisions.told(current, str(current.sync_id))
        else:
            left -= 1
            current = Delivery.of(_COMPANY, planned.entries, now)
        seconds: float | None = 0.0
        while seconds == 0.0:
            step = _decisions.step(current, now)
            outcome = None if step is None else service.answer(step, now)
            current, seconds = _decisions.after(current, outcome, now)
            now += SLOT if step is not None else 0.0
        if seconds is not None:
            if webhooks and current.stage == "accepted":
                seconds = SYNC  # the webhook comes at the end
            heapq.heappush(due, (now + seconds, next(order), current))
            most = max(most, len(due))
    return Found(service.requests, now, most)


def _page(results: list[shared.Transaction]) -> shared.Transactions:
    page: dict[str, Any] = {"links": None, "page_number": 1, "page_size": 100}
    return shared.Transactions(**page, total_results=len(results), results=results)  # type: ignore[arg-type]


def main() -> None:
    """Print the table."""
    quota = 1000 * (1 + COMPANIES)
    columns = "Expenses of each", "Webhooks", "Requests", "Of a day's quota", "Hours"
    sys.stdout.write(f"| {' | '.join(columns)} |\n|--:|---|--:|--:|--:|\n")
    for each, webhooks in itertools.product((1, 50), (False, True)):
        found = simulate(COMPANIES, each, webhooks=webhooks)
        share, hours = found.requests / quota, found.seconds / 3600
        row = str(each), "yes" if webhooks else "no", f"{found.requests:,}"
        sys.stdout.write(f"| {' | '.join(row)} | {share:.1%} | {hours:.1f} |\n")


if __name__ == "__main__":
    main()
