"""Deliver many expenses, each written once.

Here belong: the delivery of one batch as a value (`Delivery`), and what drives it: `Outbox` with a
store, and `celery` with a queue. Not here: how a call is made, and the waits of a single sync.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._lazy import directory, lazy
from ._batch import Entry, Event, Receipt, Trouble
from ._batch import Kind as Kind
from ._batch import Outcome as Outcome
from ._batch import Stage as Stage
from ._delivery import Advanced, Delivery
from ._report import Attempt, CompanyStop, ExpenseOutcome, FailedReceipt, Report
from ._report import State as State

if TYPE_CHECKING:
    from ._outbox import Outbox

__all__ = [
    "Advanced",
    "Attempt",
    "CompanyStop",
    "Delivery",
    "Entry",
    "Event",
    "ExpenseOutcome",
    "FailedReceipt",
    "Outbox",
    "Receipt",
    "Report",
    "Trouble",
]

__getattr__: Callable[[str], Any] = lazy(__name__, {"Outbox": "_outbox"})  # needs SQLAlchemy
__dir__: Callable[[], list[str]] = directory(__all__)
