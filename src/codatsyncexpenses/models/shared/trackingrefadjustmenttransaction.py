# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Names what a line of an adjustment is tracked by."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .trackingrefadjustmenttransactiondatatype import TrackingRefAdjustmentTransactionDataType

__all__ = ["TrackingRefAdjustmentTransaction"]


@dataclass(repr=False)
class TrackingRefAdjustmentTransaction(Model):
    """Names what a line of an adjustment is tracked by."""

    data_type: TrackingRefAdjustmentTransactionDataType | None = _field(
        default=TrackingRefAdjustmentTransactionDataType.TRACKING_CATEGORIES,
        metadata=_json("dataType"),
    )
    """What the identifier names; `trackingCategories` when absent."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the tracking category, customer or supplier in the accounting software, free
    text.
    """
