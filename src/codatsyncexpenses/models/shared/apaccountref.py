# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A reference to an accounts payable account."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "ApAccountRef",
]


@dataclass(repr=False)
class ApAccountRef(Model):
    """A reference to an accounts payable account."""

    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the account in the accounting software, free text."""
