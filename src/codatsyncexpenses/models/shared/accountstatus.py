# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Whether an account is in use."""

from ..._enums import TextEnum

__all__ = ["AccountStatus"]


class AccountStatus(TextEnum):
    """Whether an account is in use. The service may add values."""

    UNKNOWN = "Unknown"
    """The state is not known."""
    ACTIVE = "Active"
    """The account is in use."""
    ARCHIVED = "Archived"
    """The account is no longer in use."""
    PENDING = "Pending"
    """The account is not in use yet."""
