# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""How a sync of expenses ended."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .referencecompany import ReferenceCompany

__all__ = [
    "SyncOutcome",
    "TransactionOutcome",
]


@dataclass(repr=False)
class TransactionOutcome(Model):
    """How one transaction of a sync ended."""

    error_message: str | None = _field(default=None, metadata=_json("errorMessage", nullable=True))
    """The error in words. Empty or null when there is none."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the transaction, as it was chosen when it was created."""
    status: str | None = _field(default=None, metadata=_json("status"))
    """`Completed`, `PushError`, `Failed`, `Pending` or `Unknown`. The service may add others."""


@dataclass(repr=False)
class SyncOutcome(Model):
    """How a sync of expenses ended."""

    reference_company: ReferenceCompany | None = _field(
        default=None, metadata=_json("referenceCompany")
    )
    """A company, as other records and events refer to it."""
    sync_id: str | None = _field(default=None, metadata=_json("syncId"))
    """Identifier of the sync, a UUID."""
    transactions: list[TransactionOutcome] | None = _field(
        default=None, metadata=_json("transactions")
    )
    """The transactions of the sync, each with its own outcome."""
