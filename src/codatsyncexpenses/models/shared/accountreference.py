# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A reference to an account of a transfer."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "AccountReference",
]


@dataclass(repr=False)
class AccountReference(Model):
    """A reference to an account of a transfer."""

    id: str = _field(metadata=_json("id", required=True))
    """Identifier of the account in the accounting software, free text."""
