"""What the bodies of expenses, transfers, adjustments and reimbursements must look like."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.json import Decoder

from codatsyncexpenses._dates import parse_datetime
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._inputs import Input, Ref
from codatsyncexpenses.sandbox._world import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Currency = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
_MANY = msgspec.Meta(min_length=1, max_length=50)
_LINES = msgspec.Meta(min_length=1, max_length=100)
_TRACKED = msgspec.Meta(min_length=1, max_length=10)


class TrackingRef(Ref, kw_only=True):
    """What a line is tracked by."""

    data_type: Literal["trackingCategories", "customers"] | UnsetType = UNSET


class AdjustmentTrackingRef(Ref, kw_only=True):
    """What a line of an adjustment is tracked by."""

    data_type: Literal["trackingCategories", "customers", "suppliers"] | UnsetType = UNSET


class InvoiceTo(Ref, kw_only=True):
    """The customer whom a line is billed to."""

    type: Literal["customer"] | UnsetType = UNSET


class _AnyLine(Input):
    net_amount: float
    tax_rate_ref: Ref | UnsetType = UNSET
    item_ref: Ref | UnsetType | None = UNSET
    tracking_refs: Annotated[list[TrackingRef], _TRACKED] | UnsetType | None = UNSET
    invoice_to: InvoiceTo | UnsetType | None = UNSET
    description: str | UnsetType = UNSET


class Line(_AnyLine, kw_only=True):
    """A line of an expense or a reimbursement."""

    tax_amount: float | UnsetType = UNSET
    account_ref: Ref | UnsetType = UNSET


class DatasetLine(_AnyLine, kw_only=True):
    """A line of an expense of a dataset, as it was in 2023."""

    tax_amount: float
    account_ref: Ref


class Contact(Input):
    """Who an expense is with."""

    id: str
    type: Literal["Supplier"] | UnsetType = UNSET


class ReimbursedContact(Input):
    """Who gets a reimbursement."""

    id: str


class AnyExpense(Input):
    """What every expense has."""

    type: Literal["Payment", "Refund", "Reward", "Chargeback"]
    issue_date: str
    currency: Currency
    currency_rate: float | UnsetType | None = UNSET
    contact_ref: Contact | UnsetType = UNSET
    bank_account_ref: Ref | UnsetType = UNSET
    merchant_name: str | UnsetType = UNSET
    notes: str | UnsetType = UNSET


class ExpenseChange(AnyExpense, kw_only=True):
    """The body of update-expense-transaction."""

    lines: list[Line] | UnsetType = UNSET


class NewExpense(AnyExpense, kw_only=True):
    """What every new expense has."""

    id: uuid.UUID
    reference: str | UnsetType | None = UNSET
    post_as_draft: bool | UnsetType | None = UNSET


class Expense(NewExpense, kw_only=True):
    """A transaction of create-expense-transaction."""

    lines: Annotated[list[Line], _LINES] | UnsetType = UNSET


class DatasetExpense(NewExpense, kw_only=True):
    """A transaction of a dataset."""

    lines: Annotated[list[DatasetLine], _LINES] | UnsetType = UNSET


class Dataset(Input):
    """The body of create-expense-dataset."""

    items: Annotated[list[DatasetExpense], _MANY]


class AdjustmentLine(Input):
    """A line of an adjustment."""

    amount: float
    account_ref: Ref
    description: str | UnsetType = UNSET
    tracking_refs: Annotated[list[AdjustmentTrackingRef], _TRACKED] | UnsetType | None = UNSET
    invoice_to: InvoiceTo | UnsetType | None = UNSET


class Adjustment(Input, kw_only=True):
    """A transaction of create-adjustment-transaction."""

    id: uuid.UUID
    date: str
    currency: Currency
    currency_rate: float | UnsetType | None = UNSET
    reference: str | UnsetType | None = UNSET
    lines: Annotated[list[AdjustmentLine], _LINES]


class ReimbursementChange(Input):
    """The body of update-reimbursable-expense-transaction."""

    contact_ref: ReimbursedContact
    issue_date: str
    due_date: str
    currency: Currency
    currency_rate: float | UnsetType | None = UNSET
    reference: str | UnsetType | None = UNSET
    ap_account_ref: Ref | UnsetType | None = UNSET
    notes: str | UnsetType = UNSET
    lines: Annotated[list[Line], _LINES] | UnsetType = UNSET


class Reimbursement(ReimbursementChange, kw_only=True):
    """A transaction of create-reimbursable-expense-transaction."""

    id: uuid.UUID


class Account(Input):
    """An account of a transfer."""

    id: str


class Side(Input):
    """One side of a transfer."""

    account_ref: Account
    amount: float


class Transfer(Input):
    """The body of create-transfer-transaction."""

    date: str
    from_: Side = msgspec.field(name="from")
    to: Side
    description: str | UnsetType = UNSET


EXPENSES: Decoder[list[Expense]] = Decoder(Annotated[list[Expense], _MANY])
"""The body of create-expense-transaction."""
ADJUSTMENTS: Decoder[list[Adjustment]] = Decoder(Annotated[list[Adjustment], _MANY])
"""The body of create-adjustment-transaction."""
REIMBURSEMENTS: Decoder[list[Reimbursement]] = Decoder(Annotated[list[Reimbursement], _MANY])
"""The body of create-reimbursable-expense-transaction."""


def expenses(given: Sequence[NewExpense], place: str = "") -> list[records.Expense]:
    """Take what a sync looks at from expenses, or refuse them; `place` is where they stand."""
    check_ids((each.id for each in given), place)
    for number, each in enumerate(given):
        check_date(f"{place}[{number}].issueDate", each.issue_date)
    return [records.Expense(str(each.id), has_bank_account(each), type=each.type) for each in given]


def has_bank_account(given: AnyExpense) -> bool:
    """Whether an expense names its bank account."""
    return bool(given.bank_account_ref and given.bank_account_ref.id)


def check_ids(ids: Iterable[uuid.UUID], place: str = "") -> None:
    """Refuse ids of which one stands there twice."""
    seen: set[uuid.UUID] = set()
    for number, id_ in enumerate(ids):
        if id_ in seen:
            raise RefusedError(400, f"{place}[{number}].id: {id_} stands in the request twice.")
        seen.add(id_)


def check_date(place: str, text: str) -> None:
    """Refuse what is no date."""
    try:
        parse_datetime(text)
    except RequestError as error:
        raise RefusedError(400, f"{place}: {error}.") from error
