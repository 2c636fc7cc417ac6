# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The kind of a phone number."""

from ..._enums import TextEnum

__all__ = ["PhoneNumberType"]


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
