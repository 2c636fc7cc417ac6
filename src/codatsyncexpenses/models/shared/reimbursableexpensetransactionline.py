# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""One line of a reimbursable expense."""

from dataclasses import dataclass
from dataclasses import field as _field
from decimal import Decimal

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .invoiceto import InvoiceTo
from .itemref import ItemRef
from .recordref import RecordRef
from .trackingref import TrackingRef

__all__ = [
    "ReimbursableExpenseTransactionLine",
]


@dataclass(repr=False)
class ReimbursableExpenseTransactionLine(Model):
    """One line of a reimbursable expense."""

    net_amount: Decimal = _field(metadata=_json("netAmount", number=True, required=True))
    """Net amount of the line in the transaction's currency, as a decimal."""
    account_ref: RecordRef | None = _field(default=None, metadata=_json("accountRef"))
    """Account to which the line is posted, one of those from
    `mapping_options.get_mapping_options` that are valid for reimbursable expenses.
    """
    description: str | None = _field(default=None, metadata=_json("description"))
    """Description of the line."""
    invoice_to: InvoiceTo | None = _field(default=None, metadata=_json("invoiceTo"))
    """Customer to whom the line is rebilled; absent when it is not.

    For QuickBooks Online and QuickBooks Desktop only.
    """
    item_ref: ItemRef | None = _field(default=None, metadata=_json("itemRef"))
    """Item that the line is for; absent when there is none."""
    tax_amount: Decimal | None = _field(default=None, metadata=_json("taxAmount", number=True))
    """Tax on the line in the transaction's currency, as a decimal."""
    tax_rate_ref: RecordRef | None = _field(default=None, metadata=_json("taxRateRef"))
    """Tax rate of the line.

    To apply no tax, most platforms have a rate of their own, such as `NONE` in Xero or `NON` in
    QuickBooks Online; QuickBooks Desktop and Zoho take null, and FreeAgent has no such reference.
    """
    tracking_refs: list[TrackingRef] | None = _field(
        default=None, metadata=_json("trackingRefs", min_items=1, max_items=10)
    )
    """Tracking references of the line: 1 to 10, or absent."""
