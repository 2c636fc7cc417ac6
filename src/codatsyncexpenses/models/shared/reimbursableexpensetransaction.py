# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A reimbursable expense to create."""

from dataclasses import dataclass
from dataclasses import field as _field
from datetime import date as _date
from decimal import Decimal

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .apaccountref import ApAccountRef
from .reimbursableexpensetransactionline import ReimbursableExpenseTransactionLine
from .reimbursementcontactref import ReimbursementContactRef

__all__ = [
    "ReimbursableExpenseTransaction",
]


@dataclass(repr=False)
class ReimbursableExpenseTransaction(Model):
    """A reimbursable expense to create."""

    contact_ref: ReimbursementContactRef = _field(metadata=_json("contactRef", required=True))
    """The contact whom the company reimburses."""
    currency: str = _field(metadata=_json("currency", required=True, format="ISO4217"))
    """Currency of the transaction, an ISO 4217 code such as `GBP`."""
    due_date: str | _date = _field(metadata=_json("dueDate", required=True, format="ISO8601"))
    """When the reimbursement is due, an ISO 8601 date-time."""
    id: str = _field(metadata=_json("id", required=True, format="uuid"))
    """Identifier of the transaction, a UUID that you choose; unique within the company."""
    issue_date: str | _date = _field(metadata=_json("issueDate", required=True, format="ISO8601"))
    """When the expense occurred, an ISO 8601 date-time."""
    ap_account_ref: ApAccountRef | None = _field(default=None, metadata=_json("apAccountRef"))
    """Accounts payable account of the expense."""
    currency_rate: Decimal | None = _field(
        default=None, metadata=_json("currencyRate", number=True)
    )
    """Units of the company's base currency for one unit of the transaction's currency, a decimal
    with up to nine places. Required when the two currencies differ.
    """
    lines: list[ReimbursableExpenseTransactionLine] | None = _field(
        default=None, metadata=_json("lines", min_items=1, max_items=100)
    )
    """Lines of the expense, 1 to 100."""
    notes: str | None = _field(default=None, metadata=_json("notes"))
    """Notes on the expense, free text."""
    reference: str | None = _field(default=None, metadata=_json("reference"))
    """Your reference for the transaction, free text."""
