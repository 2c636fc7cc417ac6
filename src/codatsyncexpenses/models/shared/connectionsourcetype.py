# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The kind of software behind a connection."""

from ..._enums import TextEnum

__all__ = ["ConnectionSourceType"]


class ConnectionSourceType(TextEnum):
    """The kind of software behind a connection. The service may add values."""

    ACCOUNTING = "Accounting"
    """Accounting software, the destination of a sync."""
    BANKING = "Banking"
    """A bank, as a source of banking data."""
    BANK_FEED = "BankFeed"
    """A feed of bank transactions."""
    COMMERCE = "Commerce"
    """Commerce software, such as a shop."""
    EXPENSE = "Expense"
    """An expense source, such as the partner expense connection."""
    OTHER = "Other"
    """Software of another kind."""
    UNKNOWN = "Unknown"
    """The kind is not known."""
