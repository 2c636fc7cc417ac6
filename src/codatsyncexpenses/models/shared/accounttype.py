# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What kind of account it is."""

from ..._enums import TextEnum

__all__ = ["AccountType"]


class AccountType(TextEnum):
    """What kind of account it is. The service may add values."""

    UNKNOWN = "Unknown"
    """The kind is not known."""
    ASSET = "Asset"
    """For what the company owns."""
    EXPENSE = "Expense"
    """For what the company spends."""
    INCOME = "Income"
    """For what the company earns."""
    LIABILITY = "Liability"
    """For what the company owes."""
    EQUITY = "Equity"
    """For the owners' share in the company."""
