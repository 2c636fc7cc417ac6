# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What kind of bank account it is."""

from ..._enums import TextEnum

__all__ = ["BankAccountType"]


class BankAccountType(TextEnum):
    """What kind of bank account it is. The service may add values."""

    UNKNOWN = "Unknown"
    """The kind is not known."""
    CREDIT = "Credit"
    """A credit account."""
    DEBIT = "Debit"
    """A debit account."""
