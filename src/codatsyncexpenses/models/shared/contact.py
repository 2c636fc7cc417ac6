# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A person or office to contact at a customer."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .accountingaddress import AccountingAddress
from .contactphone import ContactPhone
from .customerstatus import CustomerStatus

__all__ = ["Contact"]


@dataclass(repr=False)
class Contact(Model):
    """A person or office to contact at a customer."""

    status: CustomerStatus = _field(metadata=_json("status", required=True))
    """Whether the contact is in use."""
    address: AccountingAddress | None = _field(default=None, metadata=_json("address"))
    """Address of the contact."""
    email: str | None = _field(default=None, metadata=_json("email", nullable=True))
    """Email address of the contact; may be null."""
    modified_date: str | None = _field(default=None, metadata=_json("modifiedDate"))
    """When the service's copy of the contact changed, an ISO 8601 date-time."""
    name: str | None = _field(default=None, metadata=_json("name", nullable=True))
    """Name of the contact; may be null."""
    phone: list[ContactPhone] | None = _field(default=None, metadata=_json("phone", nullable=True))
    """Phone numbers of the contact; may be null."""
