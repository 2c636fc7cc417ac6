# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A transfer of money between two accounts, to create or to update."""

from dataclasses import dataclass
from dataclasses import field as _field
from datetime import date as _date
from decimal import Decimal

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .accountreference import AccountReference

__all__ = [
    "TransferTransactionRequest",
    "TransferTransactionRequestFrom",
    "TransferTransactionRequestTo",
]


@dataclass(repr=False)
class TransferTransactionRequestFrom(Model):
    """The side of a transfer that the money leaves."""

    account_ref: AccountReference = _field(metadata=_json("accountRef", required=True))
    """Account that the money leaves."""
    amount: Decimal = _field(metadata=_json("amount", number=True, required=True))
    """Amount that leaves the account, as a decimal."""


@dataclass(repr=False)
class TransferTransactionRequestTo(Model):
    """The side of a transfer that the money reaches."""

    account_ref: AccountReference = _field(metadata=_json("accountRef", required=True))
    """Account that the money reaches."""
    amount: Decimal = _field(metadata=_json("amount", number=True, required=True))
    """Amount that reaches the account, as a decimal."""


@dataclass(repr=False)
class TransferTransactionRequest(Model):
    """A transfer of money between two accounts, to create or to update."""

    date: str | _date = _field(metadata=_json("date", required=True, format="ISO8601"))
    """Date of the transfer, an ISO 8601 date-time."""
    from_: TransferTransactionRequestFrom = _field(metadata=_json("from", required=True))
    """Account that the money leaves, and how much."""
    to: TransferTransactionRequestTo = _field(metadata=_json("to", required=True))
    """Account that the money reaches, and how much."""
    description: str | None = _field(default=None, metadata=_json("description"))
    """Description of the transfer."""
