# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A reference to the contact whom the company reimburses."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "ReimbursementContactRef",
]


@dataclass(repr=False)
class ReimbursementContactRef(Model):
    """A reference to the contact whom the company reimburses."""

    id: str = _field(metadata=_json("id", required=True))
    """Identifier of the contact in the accounting software, free text."""
