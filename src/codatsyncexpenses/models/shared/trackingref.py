# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A reference to the record that a line of an expense is tracked by."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import json as _json

__all__ = [
    "TrackingRef",
    "TrackingRefDataType",
]


class TrackingRefDataType(TextEnum):
    """Kind of record that an expense line is tracked by. The service may add values."""

    TRACKING_CATEGORIES = "trackingCategories"
    """A tracking category; `mapping_options.get_mapping_options` lists them."""
    CUSTOMERS = "customers"
    """A customer; `customers.list` lists them."""


@dataclass(repr=False)
class TrackingRef(Model):
    """A reference to the record that a line of an expense is tracked by."""

    data_type: TrackingRefDataType | None = _field(
        default=TrackingRefDataType.TRACKING_CATEGORIES, metadata=_json("dataType")
    )
    """Type of the record that the identifier names; `trackingCategories` when absent."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the tracking category or customer in the accounting software, free text."""
