# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Whether a supplier is in use."""

from ..._enums import TextEnum

__all__ = ["SupplierStatus"]


class SupplierStatus(TextEnum):
    """Whether a supplier is in use. The service may add values."""

    UNKNOWN = "Unknown"
    """The state is not known."""
    ACTIVE = "Active"
    """The supplier is in use."""
    ARCHIVED = "Archived"
    """The supplier is no longer in use."""
