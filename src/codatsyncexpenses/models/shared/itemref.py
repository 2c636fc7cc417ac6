# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A reference to the item that a line is for."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "ItemRef",
]


@dataclass(repr=False)
class ItemRef(Model):
    """A reference to the item that a line is for."""

    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the item in the accounting software, free text."""
