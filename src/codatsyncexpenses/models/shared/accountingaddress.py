# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""An address in the accounting software."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import json as _json

__all__ = [
    "AccountingAddress",
    "AccountingAddressType",
]


class AccountingAddressType(TextEnum):
    """Purpose of an address. The service may add values."""

    UNKNOWN = "Unknown"
    """The use of the address is not known."""
    BILLING = "Billing"
    """The address to which bills go."""
    DELIVERY = "Delivery"
    """The address to which goods go."""


@dataclass(repr=False)
class AccountingAddress(Model):
    """An address in the accounting software."""

    type: AccountingAddressType = _field(metadata=_json("type", required=True))
    """Purpose of the address."""
    city: str | None = _field(default=None, metadata=_json("city", nullable=True))
    """Town or city. Null when there is none."""
    country: str | None = _field(default=None, metadata=_json("country", nullable=True))
    """Country, as free text. Null when there is none."""
    line1: str | None = _field(default=None, metadata=_json("line1", nullable=True))
    """First line of the address. Null when there is none."""
    line2: str | None = _field(default=None, metadata=_json("line2", nullable=True))
    """Second line of the address. Null when there is none."""
    postal_code: str | None = _field(default=None, metadata=_json("postalCode", nullable=True))
    """Postal code, as text. Null when there is none."""
    region: str | None = _field(default=None, metadata=_json("region", nullable=True))
    """State, county or other region. Null when there is none."""
