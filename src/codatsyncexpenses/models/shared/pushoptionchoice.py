# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""One value that a field can take."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .pushoptiontype import PushOptionType

__all__ = [
    "PushOptionChoice",
]


@dataclass(repr=False)
class PushOptionChoice(Model):
    """One value that a field can take."""

    description: str | None = _field(default=None, metadata=_json("description"))
    """Description of the value."""
    display_name: str | None = _field(default=None, metadata=_json("displayName", min_length=1))
    """Display name."""
    required: bool | None = _field(default=None, metadata=_json("required"))
    """Whether the value must be sent."""
    type: PushOptionType | None = _field(default=None, metadata=_json("type"))
    """Type of the value."""
    value: str | None = _field(default=None, metadata=_json("value", min_length=1))
    """The value to send, as text."""
