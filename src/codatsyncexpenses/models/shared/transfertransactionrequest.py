# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A transfer of money between two accounts, to create."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .transfertransactionrequestfrom import TransferTransactionRequestFrom
from .transfertransactionrequestto import TransferTransactionRequestTo

__all__ = ["TransferTransactionRequest"]


@dataclass(repr=False)
class TransferTransactionRequest(Model):
    """A transfer of money between two accounts, to create."""

    date: str = _field(metadata=_json("date", required=True))
    """Date of the transfer, an ISO 8601 date-time."""
    from_: TransferTransactionRequestFrom = _field(metadata=_json("from", required=True))
    """Account that the money leaves, and how much."""
    to: TransferTransactionRequestTo = _field(metadata=_json("to", required=True))
    """Account that the money reaches, and how much."""
    description: str | None = _field(default=None, metadata=_json("description"))
    """The transfer in words."""
