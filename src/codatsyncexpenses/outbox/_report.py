"""The outcomes of an outbox, as values."""

# Without `from __future__ import annotations`: hints are looked up in the public module.

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from .._bases.model import ModelList
from .._display.repr import AllFieldsRepr
from .._lazy import LateModule, publish

if TYPE_CHECKING:
    from .._display import notebook, records
else:
    notebook = LateModule(".._display.notebook", __package__)
    records = LateModule(".._display.records", __package__)

_WHOLE = {"whole": True}  # a table shows it before others, and does not cut it

State: TypeAlias = Literal["waiting", "sending", "written", "failed", "cancelled"]


@dataclass(frozen=True, repr=False)
class ExpenseOutcome(AllFieldsRepr):
    """An expense of an outbox, and how far it has come."""

    company_id: str = field(metadata=_WHOLE)
    """The id of its company."""
    expense_id: str
    """Its id."""
    state: State
    """``waiting`` before it is sent, ``sending`` until its outcome is known, and then ``written``,
    ``failed`` or ``cancelled``.
    """
    changed_at: datetime = field(metadata={"time": True})
    """When its state, its reason or its receipts last changed, in UTC."""
    reason: str | None = field(default=None, metadata=_WHOLE)
    """The reason of its last failure, in the words of the API or of the accounting software; while
    its company is stopped, the reason for that.
    """
    remedy: str | None = field(default=None, metadata=_WHOLE)
    """The remedy; None if none is known."""
    can_be_retried: bool = False
    """Whether the unchanged expense may succeed later."""
    sync_id: str | None = field(default=None, metadata=_WHOLE)
    """The last sync that contained it."""
    attempts: int = 0
    """The number of requests that contained it and had a result."""
    receipts: tuple[str, ...] = ()
    """The paths of its receipts."""
    failed_receipts: tuple[str, ...] = ()
    """Those that could not be attached, each with the reason."""


@dataclass(frozen=True, repr=False)
class FailedReceipt(AllFieldsRepr):
    """A receipt that could not be attached to its expense, which is written."""

    company_id: str = field(metadata=_WHOLE)
    """The id of the company."""
    expense_id: str
    """The id of the expense."""
    path: str = field(metadata=_WHOLE)
    """The absolute path of the file."""
    reason: str = field(metadata=_WHOLE)
    """The reason, in the words of the API where it refused the file."""


@dataclass(frozen=True, repr=False)
class CompanyStop(AllFieldsRepr):
    """A company for which nothing is sent until somebody acts and `Outbox.resume` is called."""

    company_id: str
    """The id of the company."""
    reason: str = field(metadata=_WHOLE)
    """The problem."""
    remedy: str | None = field(metadata=_WHOLE)
    """The remedy."""
    expenses: int
    """The number of its expenses that wait."""


@dataclass(frozen=True, repr=False)
class Attempt(AllFieldsRepr):
    """A line of the history of an expense."""

    at: datetime = field(metadata={"time": True})
    """When it happened, in UTC."""
    kind: str
    """``planned``, ``unanswered``, ``accepted``, ``refused``, ``lost``, ``ended``, ``written``,
    ``again``, ``failed``, ``receipt`` or ``stopped``.
    """
    text: str = field(metadata=_WHOLE)
    """The event in words."""
    key: str | None
    """The idempotency key of the request."""
    sync_id: str | None
    """The sync."""
    correlation_id: str | None
    """The API's identifier of a failed request; quote it to Codat's support."""
    company_id: str
    """The id of the company."""


@dataclass(frozen=True, repr=False)
class Report(AllFieldsRepr):
    """The counts of an outbox, and its failures.

    A report of `Outbox.deliver` covers the expenses that this run settled, those to which it
    attached receipts, and all that are still open or have receipts that wait. What an earlier run
    settled, such as one that was killed, is in `Outbox.status`; ``status(since=...)`` covers all
    runs since a time.

    A report counts the expenses at the time when it was made. `failed`, `failed_receipts` and
    `outcomes` read them when they are used, so that a report of many takes little memory.
    """

    written: int
    """The number of expenses that are written."""
    failed_count: int
    """The number of expenses that failed."""
    waiting: int
    """The number of expenses that are not sent yet."""
    sending: int
    """The number of expenses in a delivery, so that their outcome is not known yet."""
    cancelled: int
    """The number of expenses that were cancelled."""
    failed_receipt_count: int
    """The number of receipts that could not be attached; their expenses are written."""
    waiting_receipt_count: int
    """The number of receipts that are still to be attached to expenses that are written."""
    stopped: ModelList[CompanyStop]
    """The companies that have stopped."""
    _outcomes: Callable[[str | None], Iterator[ExpenseOutcome]] = field(compare=False, repr=False)
    _failed_receipts: Callable[[], Iterator[FailedReceipt]] = field(compare=False, repr=False)

    @property
    def failed(self) -> ModelList[ExpenseOutcome]:
        """The expenses that failed, each with its reason."""
        return ModelList(self._outcomes("failed"))

    @property
    def failed_receipts(self) -> ModelList[FailedReceipt]:
        """The receipts that could not be attached, each with its reason."""
        return ModelList(self._failed_receipts())

    def outcomes(self, state: State | None = None) -> Iterator[ExpenseOutcome]:
        """Return the expenses, company by company.

        :param state: only those in this state
        """
        return self._outcomes(state)

    def to_records(self, state: State | None = None) -> list[dict[str, Any]]:
        """Return one dict for each expense, as ``pandas.DataFrame`` and polars expect.

        :param state: only those in this state
        """
        return [records.record(each) for each in self.outcomes(state)]

    @property
    def is_complete(self) -> bool:
        """Whether each expense has its outcome, and no receipt of a written one waits."""
        return not self.waiting and not self.sending and not self.waiting_receipt_count

    def __str__(self) -> str:
        parts = [f"{self.written:,} written", f"{self.failed_count:,} failed"]
        for name in ("waiting", "sending", "cancelled"):
            count = getattr(self, name)
            parts += [f"{count:,} {name}"] if count else []
        receipts = {
            "not attached": self.failed_receipt_count,
            "waiting": self.waiting_receipt_count,
        }
        for name, count in receipts.items():
            parts += [f"{count:,} receipt{'s' * (count != 1)} {name}"] if count else []
        companies = "company" if len(self.stopped) == 1 else "companies"
        parts += [f"{len(self.stopped):,} {companies} stopped"] if self.stopped else []
        return ", ".join(parts)

    def _repr_html_(self) -> str:
        tables: dict[str, list[Any]] = {
            "failed": self.failed,
            "receipts not attached": self.failed_receipts,
            "stopped": self.stopped,
        }
        return notebook.lists(str(self), tables)


publish(__name__, "outbox", ExpenseOutcome, FailedReceipt, CompanyStop, Attempt, Report)
