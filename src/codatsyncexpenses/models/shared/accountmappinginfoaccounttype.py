# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The kind of an account."""

from ..._enums import TextEnum

__all__ = ["AccountMappingInfoAccountType"]


class AccountMappingInfoAccountType(TextEnum):
    """The kind of an account. The service may add values."""

    ASSET = "Asset"
    """What the company owns."""
    LIABILITY = "Liability"
    """What the company owes."""
    INCOME = "Income"
    """What the company earns."""
    EXPENSE = "Expense"
    """What the company spends."""
    EQUITY = "Equity"
    """What belongs to the owners of the company."""
