# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A reference to a record of the accounting software, such as an account or a tax rate."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "RecordRef",
]


@dataclass(repr=False)
class RecordRef(Model):
    """A reference to a record of the accounting software, such as an account or a tax rate."""

    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the record in the accounting software, free text."""
