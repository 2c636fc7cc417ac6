# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The service's notes about a record."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "Metadata",
]


@dataclass(repr=False)
class Metadata(Model):
    """The service's notes about a record."""

    is_deleted: bool | None = _field(default=None, metadata=_json("isDeleted", nullable=True))
    """Whether the record was deleted or, for an account, switched off in the accounting
    software; may be null. Check it before a sync refers to the record.
    """
