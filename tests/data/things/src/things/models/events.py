# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What webhooks tell: a class for each kind of event, and its name at the service."""

from dataclasses import dataclass, field

from .._events import Event, UnknownEvent
from .._fields import json
from . import shared

__all__ = [
    "Event",
    "ThingLost",
    "UnknownEvent",
]


@dataclass(repr=False)
class ThingLost(Event):
    """A thing is lost."""

    id: str | None = field(default=None, metadata=json("lossId"))
    """The loss."""
    marks: dict[str, int] | None = field(default=None, metadata=json("marks"))
    """Marks by name."""
    thing: shared.Thing | None = field(default=None, metadata=json("thing"))
    """A thing.

    It lies in a box, and it may have parts that are described at such length that the text needs
    more than a line.
    """
    type: str = field(default="thing.lost", metadata=json("kind"))
    """What happened."""


KINDS: dict[str, type[Event]] = {
    "thing.lost": ThingLost,
}
"""The events that have a class, by their names at the service."""
