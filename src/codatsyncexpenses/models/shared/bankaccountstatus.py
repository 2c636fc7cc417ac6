# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Whether a bank account is in use."""

from ..._enums import TextEnum

__all__ = ["BankAccountStatus"]


class BankAccountStatus(TextEnum):
    """Whether a bank account is in use. The service may add values."""

    UNKNOWN = "Unknown"
    """The state is not known."""
    ACTIVE = "Active"
    """The bank account is in use."""
    ARCHIVED = "Archived"
    """The bank account is no longer in use."""
    PENDING = "Pending"
    """The bank account is not in use yet."""
