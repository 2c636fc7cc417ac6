# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A connection after a change, and its company."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .connection import Connection
from .referencecompany import ReferenceCompany

__all__ = [
    "ConnectionChange",
]


@dataclass(repr=False)
class ConnectionChange(Model):
    """A connection after a change, and its company."""

    connection: Connection | None = _field(default=None, metadata=_json("connection"))
    """The connection."""
    reference_company: ReferenceCompany | None = _field(
        default=None, metadata=_json("referenceCompany")
    )
    """A reference to a company in other records and in events."""
