# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""An adjustment to create."""

from dataclasses import dataclass
from dataclasses import field as _field
from datetime import date as _date
from decimal import Decimal

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import json as _json
from .invoiceto import InvoiceTo
from .recordref import RecordRef

__all__ = [
    "AdjustmentTransactionLine",
    "AdjustmentTransactionRequest",
    "TrackingRefAdjustmentTransaction",
    "TrackingRefAdjustmentTransactionDataType",
]


class TrackingRefAdjustmentTransactionDataType(TextEnum):
    """Kind of record that an adjustment line is tracked by. The service may add values."""

    TRACKING_CATEGORIES = "trackingCategories"
    """A tracking category; `mapping_options.get_mapping_options` lists them."""
    CUSTOMERS = "customers"
    """A customer; `customers.list` lists them."""
    SUPPLIERS = "suppliers"
    """A supplier; `suppliers.list` lists them."""


@dataclass(repr=False)
class TrackingRefAdjustmentTransaction(Model):
    """A reference to the record that a line of an adjustment is tracked by."""

    data_type: TrackingRefAdjustmentTransactionDataType | None = _field(
        default=TrackingRefAdjustmentTransactionDataType.TRACKING_CATEGORIES,
        metadata=_json("dataType"),
    )
    """Type of the record that the identifier names; `trackingCategories` when absent."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the tracking category, customer or supplier in the accounting software, free
    text.
    """


@dataclass(repr=False)
class AdjustmentTransactionLine(Model):
    """One line of an adjustment."""

    account_ref: RecordRef = _field(metadata=_json("accountRef", required=True))
    """Account to which the line is posted."""
    amount: Decimal = _field(metadata=_json("amount", number=True, required=True))
    """Amount of the line in the transaction's currency, as a decimal."""
    description: str | None = _field(default=None, metadata=_json("description"))
    """Description of the line."""
    invoice_to: InvoiceTo | None = _field(default=None, metadata=_json("invoiceTo"))
    """Customer to whom the line is rebilled; absent when it is not.

    For QuickBooks Online and QuickBooks Desktop only.
    """
    tracking_refs: list[TrackingRefAdjustmentTransaction] | None = _field(
        default=None, metadata=_json("trackingRefs", min_items=1, max_items=10)
    )
    """Tracking references of the line: 1 to 10, or absent."""


@dataclass(repr=False)
class AdjustmentTransactionRequest(Model):
    """An adjustment to create."""

    currency: str = _field(metadata=_json("currency", required=True, format="ISO4217"))
    """Currency of the transaction, an ISO 4217 code such as `GBP`."""
    date: str | _date = _field(metadata=_json("date", required=True, format="ISO8601"))
    """Date of the adjustment, an ISO 8601 date-time."""
    id: str = _field(metadata=_json("id", required=True, format="uuid"))
    """Identifier of the transaction, a UUID that you choose; unique within the company."""
    lines: list[AdjustmentTransactionLine] = _field(
        metadata=_json("lines", required=True, min_items=1, max_items=100)
    )
    """Lines of the adjustment, 1 to 100."""
    currency_rate: Decimal | None = _field(
        default=None, metadata=_json("currencyRate", number=True)
    )
    """Units of the company's base currency for one unit of the transaction's currency, a decimal
    with up to nine places. Required when the two currencies differ.
    """
    reference: str | None = _field(default=None, metadata=_json("reference"))
    """Your reference for the transaction, free text."""
