# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A customer of the company in its accounting software."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .accountingaddress import AccountingAddress
from .contactphone import ContactPhone
from .customerstatus import CustomerStatus
from .metadata import Metadata
from .supplementaldata import SupplementalData

__all__ = [
    "Contact",
    "Customer",
]


@dataclass(repr=False)
class Contact(Model):
    """A person or office to contact at a customer."""

    status: CustomerStatus = _field(metadata=_json("status", required=True))
    """Whether the contact is in use."""
    address: AccountingAddress | None = _field(default=None, metadata=_json("address"))
    """Address of the contact."""
    email: str | None = _field(default=None, metadata=_json("email", nullable=True))
    """Email address of the contact; may be null."""
    modified_date: str | None = _field(default=None, metadata=_json("modifiedDate", time=True))
    """When the service's copy of the contact changed, an ISO 8601 date-time."""
    name: str | None = _field(default=None, metadata=_json("name", nullable=True))
    """Name of the contact; may be null."""
    phone: list[ContactPhone] | None = _field(default=None, metadata=_json("phone", nullable=True))
    """Phone numbers of the contact; may be null."""


@dataclass(repr=False)
class Customer(Model):
    """A customer of the company in its accounting software."""

    status: CustomerStatus = _field(metadata=_json("status", required=True))
    """Whether the customer is in use."""
    addresses: list[AccountingAddress] | None = _field(
        default=None, metadata=_json("addresses", nullable=True)
    )
    """Addresses of the customer; may be null."""
    contact_name: str | None = _field(default=None, metadata=_json("contactName", nullable=True))
    """Name of the person to contact at the customer; may be null."""
    contacts: list[Contact] | None = _field(default=None, metadata=_json("contacts", nullable=True))
    """Contacts at the customer; may be null."""
    customer_name: str | None = _field(default=None, metadata=_json("customerName", nullable=True))
    """Name of the customer; may be null."""
    default_currency: str | None = _field(default=None, metadata=_json("defaultCurrency"))
    """Currency in which the customer usually deals, an ISO 4217 code such as `GBP`."""
    email_address: str | None = _field(default=None, metadata=_json("emailAddress", nullable=True))
    """Email address of the customer; may be null."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the customer in the accounting software, free text."""
    metadata: Metadata | None = _field(default=None, metadata=_json("metadata"))
    """The service's notes about the customer, such as whether it was deleted."""
    modified_date: str | None = _field(default=None, metadata=_json("modifiedDate", time=True))
    """When the service's copy of the record changed, an ISO 8601 date-time."""
    phone: str | None = _field(default=None, metadata=_json("phone", nullable=True))
    """Phone number of the customer, as text; may be null."""
    registration_number: str | None = _field(
        default=None, metadata=_json("registrationNumber", nullable=True)
    )
    """Number under which the customer is registered as a company; may be null."""
    source_modified_date: str | None = _field(
        default=None, metadata=_json("sourceModifiedDate", time=True)
    )
    """When the record changed in the accounting software, an ISO 8601 date-time; may be null."""
    supplemental_data: SupplementalData | None = _field(
        default=None, metadata=_json("supplementalData")
    )
    """Additional data beyond the standard properties."""
    tax_number: str | None = _field(default=None, metadata=_json("taxNumber", nullable=True))
    """Tax number of the customer; may be null."""
