# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""One line of an adjustment."""

from dataclasses import dataclass
from dataclasses import field as _field
from decimal import Decimal

from ..._fields import json as _json
from ..._model import Model
from .invoiceto import InvoiceTo
from .recordref import RecordRef
from .trackingrefadjustmenttransaction import TrackingRefAdjustmentTransaction

__all__ = ["AdjustmentTransactionLine"]


@dataclass(repr=False)
class AdjustmentTransactionLine(Model):
    """One line of an adjustment."""

    account_ref: RecordRef = _field(metadata=_json("accountRef", required=True))
    """Account to which the line is posted."""
    amount: Decimal = _field(metadata=_json("amount", required=True))
    """Amount of the line in the transaction's currency, as a decimal."""
    description: str | None = _field(default=None, metadata=_json("description"))
    """The line in words."""
    invoice_to: InvoiceTo | None = _field(default=None, metadata=_json("invoiceTo"))
    """Customer to whom the line is billed on; absent when it is not."""
    tracking_refs: list[TrackingRefAdjustmentTransaction] | None = _field(
        default=None, metadata=_json("trackingRefs", min_items=1, max_items=10)
    )
    """What the line is tracked by: 1 to 10 references, or absent."""
