# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The side of a transfer that the money reaches."""

from dataclasses import dataclass
from dataclasses import field as _field
from decimal import Decimal

from ..._fields import json as _json
from ..._model import Model
from .accountreference import AccountReference

__all__ = ["TransferTransactionRequestTo"]


@dataclass(repr=False)
class TransferTransactionRequestTo(Model):
    """The side of a transfer that the money reaches."""

    account_ref: AccountReference = _field(metadata=_json("accountRef", required=True))
    """Account that the money reaches."""
    amount: Decimal = _field(metadata=_json("amount", required=True))
    """Amount that reaches the account, as a decimal."""
