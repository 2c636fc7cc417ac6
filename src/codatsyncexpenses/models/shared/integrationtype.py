# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The product that a transaction belongs to."""

from ..._enums import TextEnum

__all__ = ["IntegrationType"]


class IntegrationType(TextEnum):
    """The product that a transaction belongs to.

    The service may add values; its guides also show `expense`.
    """

    EXPENSES = "expenses"
    """A transaction of the expense sync."""
    BANKFEEDS = "bankfeeds"
    """A transaction of a bank feed."""
