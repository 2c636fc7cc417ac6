# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Whether a customer, or a contact, is in use."""

from ..._schema.enums import TextEnum

__all__ = [
    "CustomerStatus",
]


class CustomerStatus(TextEnum):
    """Whether a customer, or a contact, is in use. The service may add values."""

    UNKNOWN = "Unknown"
    """The state is not known."""
    ACTIVE = "Active"
    """In use."""
    ARCHIVED = "Archived"
    """No longer in use."""
