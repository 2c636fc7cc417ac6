# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""An expense with its new values."""

from dataclasses import dataclass
from dataclasses import field as _field
from datetime import date as _date
from decimal import Decimal

from ..._bases.model import Model
from ..._schema.fields import Required as _Required
from ..._schema.fields import json as _json
from ..._schema.fields import required as _required
from .bankaccountreference import BankAccountReference
from .contactref import ContactRef
from .expensetransactionline import ExpenseTransactionLine
from .expensetransactiontype import ExpenseTransactionType

__all__ = [
    "UpdateExpenseRequest",
]


@dataclass(repr=False)
class UpdateExpenseRequest(Model):
    """An expense with its new values.

    Net and tax amounts, tax rates, the bank account, tracking and notes can change; the type must
    be `Payment`.
    """

    issue_date: str | _date = _field(metadata=_json("issueDate", required=True, format="ISO8601"))
    """When the expense occurred, an ISO 8601 date-time. Cannot be changed."""
    type: ExpenseTransactionType = _field(metadata=_json("type", required=True))
    """Kind of the expense; only a `Payment` can be updated."""
    bank_account_ref: BankAccountReference | None = _field(
        default=None, metadata=_json("bankAccountRef")
    )
    """Bank account of the expense."""
    contact_ref: ContactRef | None = _field(default=None, metadata=_json("contactRef"))
    """Supplier of the expense. Cannot be changed."""
    currency: _Required[str] = _required(
        kw_only=True, metadata=_json("currency", required=True, format="ISO4217")
    )
    """Currency of the transaction, an ISO 4217 code such as `GBP`. Cannot be changed."""
    currency_rate: Decimal | None = _field(
        default=None, metadata=_json("currencyRate", nullable=True, number=True)
    )
    """Units of the company's base currency for one unit of the transaction's currency, a decimal
    with up to nine places. Required when the currency of the transaction or the card is not the
    base currency.
    """
    lines: list[ExpenseTransactionLine] | None = _field(default=None, metadata=_json("lines"))
    """Lines of the expense. Their net amounts, tax amounts, tax rates and tracking can change."""
    merchant_name: str | None = _field(default=None, metadata=_json("merchantName"))
    """Name of the merchant. Cannot be changed."""
    notes: str | None = _field(default=None, metadata=_json("notes"))
    """Notes on the expense, free text."""
