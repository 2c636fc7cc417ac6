# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What a web address leads to."""

from ..._enums import TextEnum

__all__ = ["WeblinkType"]


class WeblinkType(TextEnum):
    """What a web address leads to. The service may add values."""

    WEBSITE = "Website"
    """The company's website."""
    SOCIAL = "Social"
    """A page of the company in a social network."""
    UNKNOWN = "Unknown"
    """It is not known where the address leads."""
