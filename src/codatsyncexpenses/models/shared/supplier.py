# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A supplier of the company in its accounting software."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import json as _json
from .accountingaddress import AccountingAddress
from .metadata import Metadata
from .supplementaldata import SupplementalData

__all__ = [
    "Supplier",
    "SupplierStatus",
]


class SupplierStatus(TextEnum):
    """Whether a supplier is in use. The service may add values."""

    UNKNOWN = "Unknown"
    """The state is not known."""
    ACTIVE = "Active"
    """The supplier is in use."""
    ARCHIVED = "Archived"
    """The supplier is no longer in use."""


@dataclass(repr=False)
class Supplier(Model):
    """A supplier of the company in its accounting software."""

    status: SupplierStatus = _field(metadata=_json("status", required=True))
    """Whether the supplier is in use."""
    addresses: list[AccountingAddress] | None = _field(
        default=None, metadata=_json("addresses", nullable=True)
    )
    """Addresses of the supplier; may be null."""
    contact_name: str | None = _field(default=None, metadata=_json("contactName", nullable=True))
    """Name of the person to contact at the supplier; may be null."""
    default_currency: str | None = _field(
        default=None, metadata=_json("defaultCurrency", nullable=True)
    )
    """Currency in which the supplier usually deals, as a code such as `GBP`; may be null.

    It must equal the currency of an expense that names the supplier.
    """
    email_address: str | None = _field(default=None, metadata=_json("emailAddress", nullable=True))
    """Email address of the supplier; may be null."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the supplier in the accounting software, free text."""
    metadata: Metadata | None = _field(default=None, metadata=_json("metadata"))
    """The service's notes about the supplier, such as whether it was deleted."""
    modified_date: str | None = _field(default=None, metadata=_json("modifiedDate", time=True))
    """When the service's copy of the record changed, an ISO 8601 date-time."""
    phone: str | None = _field(default=None, metadata=_json("phone", nullable=True))
    """Phone number of the supplier, as text; may be null."""
    registration_number: str | None = _field(
        default=None, metadata=_json("registrationNumber", nullable=True)
    )
    """Number under which the supplier is registered as a company; may be null."""
    source_modified_date: str | None = _field(
        default=None, metadata=_json("sourceModifiedDate", time=True)
    )
    """When the record changed in the accounting software, an ISO 8601 date-time; may be null."""
    supplemental_data: SupplementalData | None = _field(
        default=None, metadata=_json("supplementalData")
    )
    """Additional data beyond the standard properties."""
    supplier_name: str | None = _field(default=None, metadata=_json("supplierName", nullable=True))
    """Name of the supplier; may be null."""
    tax_number: str | None = _field(default=None, metadata=_json("taxNumber", nullable=True))
    """Tax number of the supplier; may be null."""
