# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A thing."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.enums import StatusCode
from ..._schema.fields import json as _json
from .part import Part

__all__ = [
    "StateCode",
    "Thing",
]


class StateCode(StatusCode):
    """How a thing is."""

    WHOLE = 1, "success", "It is whole."
    BROKEN = 2, "failure", 'It says "ow".', True, 'Glue it, or say "sorry".'


@dataclass(repr=False)
class Thing(Model):
    """A thing.

    It lies in a box, and it may have parts that are described at such length that the text needs
    more than a line.
    """

    thing_id: str = _field(metadata=_json("thingId", required=True))
    """The thing."""
    colour: str | None = _field(default=None, metadata=_json("colour", nullable=True))
    """A colour; null goes out as null."""
    is_new: bool | None = _field(default=None, metadata=_json("isNew"))
    """Whether it is new."""
    kept_since: int | None = _field(default=None, metadata=_json("keptSince"))
    """A year."""
    maker: Part | None = _field(default=None, metadata=_json("maker"))
    """Who made it."""
    parts: list[Part] | None = _field(default=None, metadata=_json("parts", nullable=True))
    """Parts."""
    size_in_mm: int | None = _field(default=None, metadata=_json("sizeInMM"))
    """Millimetres."""
    state: int | None = _field(default=None, metadata=_json("state", view="condition"))
    """How a thing is."""

    @property
    def condition(self) -> StateCode | None:
        """The meaning of `state`; None where it is None."""
        return StateCode.of(self.state)
