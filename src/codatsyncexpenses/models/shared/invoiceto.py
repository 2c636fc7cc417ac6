# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A reference to the customer to whom a line is rebilled."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import json as _json

__all__ = [
    "InvoiceTo",
    "InvoiceToType",
]


class InvoiceToType(TextEnum):
    """Kind of record that a line is rebilled to. The service may add values."""

    CUSTOMER = "customer"
    """A customer of the company."""


@dataclass(repr=False)
class InvoiceTo(Model):
    """A reference to the customer to whom a line is rebilled."""

    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the customer in the accounting software, free text.

    Refresh a new customer before a sync refers to it.
    """
    type: InvoiceToType | None = _field(default=None, metadata=_json("type"))
    """Type of the record that the identifier names."""
