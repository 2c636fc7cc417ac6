# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Type of the value that a field takes."""

from ..._schema.enums import TextEnum

__all__ = [
    "PushOptionType",
]


class PushOptionType(TextEnum):
    """Type of the value that a field takes. The service may add values."""

    ARRAY = "Array"
    """A list of values."""
    OBJECT = "Object"
    """A group of named fields."""
    STRING = "String"
    """Text."""
    NUMBER = "Number"
    """A number."""
    BOOLEAN = "Boolean"
    """True or false."""
    DATE_TIME = "DateTime"
    """An ISO 8601 date-time."""
    FILE = "File"
    """A file."""
    MULTI_PART = "MultiPart"
    """A multipart form."""
