# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""How one transaction of a sync stands."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .integrationtype import IntegrationType
from .transactionstatus import TransactionStatus

__all__ = ["Transaction"]


@dataclass(repr=False)
class Transaction(Model):
    """How one transaction of a sync stands."""

    integration_type: IntegrationType | None = _field(
        default=IntegrationType.EXPENSES, metadata=_json("integrationType")
    )
    """The product that the transaction belongs to. May be null."""
    message: str | None = _field(default=None, metadata=_json("message", nullable=True))
    """What went wrong, such as why the accounting software refused it. May be null."""
    status: TransactionStatus | None = _field(default=None, metadata=_json("status", nullable=True))
    """How the transaction stands. May be null."""
    transaction_id: str | None = _field(
        default=None, metadata=_json("transactionId", nullable=True)
    )
    """Identifier of the transaction, as it was chosen when it was created. May be null."""
