# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""How a sync of expenses ended."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import Promised as _Promised
from ..._schema.fields import absent as _absent
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
    """The error message. Empty or null when there is none."""
    id: _Promised[str] = _field(default=_absent, metadata=_json("id"))
    """Identifier of the transaction, chosen when it was created."""
    status: _Promised[str] = _field(default=_absent, metadata=_json("status"))
    """`Completed`, `PushError`, `Failed`, `Pending` or `Unknown`. The service may add others."""


@dataclass(repr=False)
class SyncOutcome(Model):
    """How a sync of expenses ended."""

    reference_company: _Promised[ReferenceCompany] = _field(
        default=_absent, metadata=_json("referenceCompany")
    )
    """A reference to a company in other records and in events."""
    sync_id: _Promised[str] = _field(default=_absent, metadata=_json("syncId"))
    """Identifier of the sync, a UUID."""
    transactions: _Promised[list[TransactionOutcome]] = _field(
        default=_absent, metadata=_json("transactions")
    )
    """The transactions of the sync, each with its own outcome."""
