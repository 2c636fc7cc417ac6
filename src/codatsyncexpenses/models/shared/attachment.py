# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A file that was attached to a transaction."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "Attachment",
]


@dataclass(repr=False)
class Attachment(Model):
    """A file that was attached to a transaction."""

    company_id: str | None = _field(default=None, metadata=_json("companyId"))
    """Identifier of the company, a UUID."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the attachment."""
    transaction_id: str | None = _field(default=None, metadata=_json("transactionId"))
    """Identifier of the transaction to which the file is attached."""
