# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A phone number."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .phonenumbertype import PhoneNumberType

__all__ = ["ContactPhone"]


@dataclass(repr=False)
class ContactPhone(Model):
    """A phone number."""

    number: str | None = _field(default=None, metadata=_json("number"))
    """The number, as text. May be null."""
    type: PhoneNumberType | None = _field(default=None, metadata=_json("type", required=True))
    """What kind of number it is."""
