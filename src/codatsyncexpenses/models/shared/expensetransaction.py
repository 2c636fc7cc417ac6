# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""An expense to create."""

from dataclasses import dataclass
from dataclasses import field as _field
from datetime import date as _date
from decimal import Decimal

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .bankaccountreference import BankAccountReference
from .contactref import ContactRef
from .expensetransactionline import ExpenseTransactionLine
from .expensetransactiontype import ExpenseTransactionType

__all__ = [
    "ExpenseTransaction",
]


@dataclass(repr=False)
class ExpenseTransaction(Model):
    """An expense to create.

    It may contain at most one currency other than the company's base currency.
    """

    currency: str = _field(metadata=_json("currency", required=True, format="ISO4217"))
    """Currency of the transaction, an ISO 4217 code such as `GBP`.

    The supported combinations of currencies depend on the platform and the kind of card.
    """
    id: str = _field(metadata=_json("id", required=True, format="uuid"))
    """Identifier of the transaction, a UUID that you choose; unique within the company.

    Once completed, it is never written again; you can send it again after a failure.
    """
    issue_date: str | _date = _field(metadata=_json("issueDate", required=True, format="ISO8601"))
    """When the expense occurred, an ISO 8601 date-time."""
    type: ExpenseTransactionType = _field(metadata=_json("type", required=True))
    """Kind of the expense."""
    bank_account_ref: BankAccountReference | None = _field(
        default=None, metadata=_json("bankAccountRef")
    )
    """Bank account of the expense.

    If absent, the default of `configuration.set` applies; without either, the write fails.
    """
    contact_ref: ContactRef | None = _field(default=None, metadata=_json("contactRef"))
    """Supplier of the expense.

    If absent, the default of `configuration.set` applies; without either, the write fails. Dynamics
    always uses the default.
    """
    currency_rate: Decimal | None = _field(
        default=None, metadata=_json("currencyRate", nullable=True, number=True)
    )
    """Units of the company's base currency for one unit of the transaction's currency, a decimal
    with up to nine places. Required when the currency of the transaction or the card is not the
    base currency.
    """
    lines: list[ExpenseTransactionLine] | None = _field(
        default=None, metadata=_json("lines", min_items=1, max_items=100)
    )
    """Lines of the expense, 1 to 100."""
    merchant_name: str | None = _field(default=None, metadata=_json("merchantName"))
    """Name of the merchant."""
    notes: str | None = _field(default=None, metadata=_json("notes"))
    """Notes on the expense, free text."""
    post_as_draft: bool | None = _field(default=None, metadata=_json("postAsDraft"))
    """Whether the expense is written as a draft. For Dynamics 365 Business Central only."""
    reference: str | None = _field(default=None, metadata=_json("reference"))
    """Your reference for the transaction, free text."""
