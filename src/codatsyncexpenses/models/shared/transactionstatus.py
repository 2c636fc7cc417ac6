# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""How a transaction of a sync stands."""

from ..._enums import TextEnum

__all__ = ["TransactionStatus"]


class TransactionStatus(TextEnum):
    """How a transaction of a sync stands. The service may add values."""

    UNKNOWN = "Unknown"
    """The status is not determined."""
    PENDING = "Pending"
    """Not processed yet."""
    VALIDATION_ERROR = "ValidationError"
    """Rejected before it was written."""
    COMPLETED = "Completed"
    """Written, and never written again under the same identifier."""
    PUSH_ERROR = "PushError"
    """Refused by the accounting software; the message says why."""
