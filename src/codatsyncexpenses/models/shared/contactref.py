# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A reference to the supplier of an expense."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import Required as _Required
from ..._schema.fields import json as _json
from ..._schema.fields import required as _required

__all__ = [
    "ContactRef",
    "ContactRefType",
]


class ContactRefType(TextEnum):
    """Kind of record that a contact reference names. The service may add values."""

    SUPPLIER = "Supplier"
    """A supplier of the company."""


@dataclass(repr=False)
class ContactRef(Model):
    """A reference to the supplier of an expense.

    Its currency must equal the transaction's, which is not checked for suppliers with several
    currencies.
    """

    id: _Required[str] = _required(metadata=_json("id", required=True))
    """Identifier of the supplier in the accounting software, free text.

    Refresh a new supplier before a sync refers to it.
    """
    type: ContactRefType | None = _field(default=ContactRefType.SUPPLIER, metadata=_json("type"))
    """Type of the record that the identifier names; `Supplier` when absent."""
