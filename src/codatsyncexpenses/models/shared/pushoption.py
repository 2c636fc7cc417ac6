# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The model of a record to create: the fields that the company's accounting software needs."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .pushoptionchoice import PushOptionChoice
from .pushoptiontype import PushOptionType
from .pushvalidationinfo import PushValidationInfo

__all__ = [
    "PushOption",
    "PushOptionProperty",
]


@dataclass(repr=False)
class PushOptionProperty(Model):
    """One field of a record to create; it may have fields of its own."""

    description: str = _field(metadata=_json("description", required=True))
    """Description of the field."""
    display_name: str = _field(metadata=_json("displayName", required=True, min_length=1))
    """Display name."""
    required: bool = _field(metadata=_json("required", required=True))
    """Whether the field must be sent."""
    type: PushOptionType = _field(metadata=_json("type", required=True))
    """Type of the field's value."""
    options: list[PushOptionChoice] | None = _field(
        default=None, metadata=_json("options", nullable=True)
    )
    """Values to choose from; may be null."""
    properties: "dict[str, PushOptionProperty] | None" = _field(
        default=None, metadata=_json("properties", nullable=True)
    )
    """Fields of an object by their names; may be null."""
    validation: PushValidationInfo | None = _field(default=None, metadata=_json("validation"))
    """Remarks on valid values."""


@dataclass(repr=False)
class PushOption(Model):
    """The model of a record to create: the fields that the company's accounting software needs.

    Other fields can fail validation.
    """

    display_name: str = _field(metadata=_json("displayName", required=True, min_length=1))
    """Display name."""
    required: bool = _field(metadata=_json("required", required=True))
    """Whether the value must be sent."""
    type: PushOptionType = _field(metadata=_json("type", required=True))
    """Type of the value."""
    description: str | None = _field(default=None, metadata=_json("description"))
    """Description of the value."""
    options: list[PushOptionChoice] | None = _field(
        default=None, metadata=_json("options", nullable=True)
    )
    """Values to choose from; may be null."""
    properties: dict[str, PushOptionProperty] | None = _field(
        default=None, metadata=_json("properties", nullable=True)
    )
    """Fields of an object by their names; may be null."""
    validation: PushValidationInfo | None = _field(default=None, metadata=_json("validation"))
    """Remarks on valid values; may be null."""
