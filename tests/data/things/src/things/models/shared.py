# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The API's JSON as dataclasses; each field's marker holds its name on the wire."""

from dataclasses import dataclass, field

from .._enums import StatusCode
from .._fields import json
from .._model import Model
from .._security import Credential

__all__ = [
    "ErrorMessage",
    "Part",
    "Security",
    "StateCode",
    "Thing",
]


class StateCode(StatusCode):
    """How a thing is."""

    WHOLE = 1, "success", "It is whole."
    BROKEN = 2, "failure", 'It says "ow".', True


@dataclass(repr=False)
class ErrorMessage(Model):
    """What is wrong."""

    correlation_id: str | None = field(default=None, metadata=json("correlationId"))
    """The request."""
    error: str | None = field(default=None, metadata=json("error"))
    """In words."""


@dataclass(repr=False)
class Part(Model):
    """A part of a thing."""

    name: str | None = field(default=None, metadata=json("name"))
    """Its name."""


@dataclass(repr=False)
class Thing(Model):
    """A thing.

    It lies in a box, and it may have parts that are described at such length that the text needs
    more than a line.
    """

    thing_id: str = field(metadata=json("thingId"))
    """The thing."""
    colour: str | None = field(default=None, metadata=json("colour", nullable=True))
    """A colour; null goes out as null."""
    is_new: bool | None = field(default=None, metadata=json("isNew"))
    """Whether it is new."""
    maker: Part | None = field(default=None, metadata=json("maker"))
    """Who made it."""
    parts: list[Part] | None = field(default=None, metadata=json("parts", nullable=True))
    """Parts."""
    size_in_mm: int | None = field(default=None, metadata=json("sizeInMM"))
    """Millimetres."""
    state: int | None = field(default=None, metadata=json("state", view="condition"))
    """How a thing is."""

    @property
    def condition(self) -> StateCode | None:
        """The meaning of `state`; None where it is None."""
        return StateCode.of(self.state)


@dataclass(repr=False)
class Security(Credential):
    """The credential of a client; its value is shown nowhere."""

    auth_header: str
    """The key."""
