# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A reference to the bank account of an expense."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "BankAccountReference",
]


@dataclass(repr=False)
class BankAccountReference(Model):
    """A reference to the bank account of an expense."""

    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the bank account in the accounting software, free text.

    Refresh a new bank account before a sync refers to it.
    """
