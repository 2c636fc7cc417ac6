# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The events that webhooks send, a class for each kind."""

from dataclasses import dataclass
from dataclasses import field as _field
from decimal import Decimal
from typing import Any

from .._bases.events import Event, UnknownEvent
from .._schema.fields import json as _json
from . import shared

__all__ = [
    "Event",
    "ThingLost",
    "UnknownEvent",
]


@dataclass(repr=False)
class ThingLost(Event, kind="thing.lost"):
    """A thing is lost."""

    id: str | None = _field(default=None, metadata=_json("lossId"))
    """The loss."""
    marks: dict[str, int] | None = _field(default=None, metadata=_json("marks"))
    """Marks by name."""
    rest: dict[str, Any] | None = _field(default=None, metadata=_json("rest"))
    """Anything."""
    thing: shared.Thing | None = _field(default=None, metadata=_json("thing"))
    """A thing.

    It lies in a box, and it may have parts that are described at such length that the text needs
    more than a line.
    """
    type: str = _field(default="thing.lost", metadata=_json("kind"))
    """The kind of event."""
    worth: Decimal | None = _field(default=None, metadata=_json("worth", number=True))
    """Its value."""
