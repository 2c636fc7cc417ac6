# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The status of one transaction of a sync."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import Promised as _Promised
from ..._schema.fields import absent as _absent
from ..._schema.fields import json as _json

__all__ = [
    "IntegrationType",
    "Transaction",
    "TransactionStatus",
]


class IntegrationType(TextEnum):
    """The product that a transaction belongs to.

    The service may add values; its guides also show `expense`.
    """

    EXPENSES = "expenses"
    """A transaction of the expense sync."""
    BANKFEEDS = "bankfeeds"
    """A transaction of a bank feed."""


class TransactionStatus(TextEnum):
    """The status of a transaction of a sync. The service may add values."""

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


@dataclass(repr=False)
class Transaction(Model):
    """The status of one transaction of a sync."""

    integration_type: IntegrationType | None = _field(
        default=IntegrationType.EXPENSES, metadata=_json("integrationType")
    )
    """The product that the transaction belongs to. May be null."""
    message: str | None = _field(default=None, metadata=_json("message", nullable=True))
    """The error message, such as why the accounting software refused it. May be null."""
    status: TransactionStatus | None = _field(default=None, metadata=_json("status", nullable=True))
    """The status of the transaction. May be null."""
    transaction_id: _Promised[str] = _field(
        default=_absent, metadata=_json("transactionId", nullable=True)
    )
    """Identifier of the transaction, chosen when it was created."""
