# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A phone number."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import Required as _Required
from ..._schema.fields import json as _json
from ..._schema.fields import required as _required

__all__ = [
    "ContactPhone",
    "PhoneNumberType",
]


class PhoneNumberType(TextEnum):
    """The kind of a phone number. The service may add values."""

    PRIMARY = "Primary"
    """The main number."""
    LANDLINE = "Landline"
    """A fixed line."""
    MOBILE = "Mobile"
    """A mobile phone."""
    FAX = "Fax"
    """A fax machine."""
    UNKNOWN = "Unknown"
    """The kind is not known."""


@dataclass(repr=False)
class ContactPhone(Model):
    """A phone number."""

    number: str | None = _field(default=None, metadata=_json("number"))
    """The number, as text. May be null."""
    type: _Required[PhoneNumberType] = _required(
        kw_only=True, metadata=_json("type", required=True)
    )
    """Kind of number."""
