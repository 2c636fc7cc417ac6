# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What kind of record an adjustment line is tracked by."""

from ..._enums import TextEnum

__all__ = ["TrackingRefAdjustmentTransactionDataType"]


class TrackingRefAdjustmentTransactionDataType(TextEnum):
    """What kind of record an adjustment line is tracked by. The service may add values."""

    TRACKING_CATEGORIES = "trackingCategories"
    """A tracking category; `mapping_options.get_mapping_options` lists them."""
    CUSTOMERS = "customers"
    """A customer; `customers.list` lists them."""
    SUPPLIERS = "suppliers"
    """A supplier; `suppliers.list` lists them."""
