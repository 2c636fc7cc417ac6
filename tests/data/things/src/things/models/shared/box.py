# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A box."""

from dataclasses import dataclass
from dataclasses import field as _field
from decimal import Decimal
from typing import Any

from ..._bases.model import Model
from ..._schema.fields import Required as _Required
from ..._schema.fields import json as _json
from ..._schema.fields import required as _required
from .mood import Mood
from .part import Part

__all__ = [
    "Box",
]


@dataclass(repr=False)
class Box(Model):
    """A box."""

    label: str = _field(
        metadata=_json("label", required=True, min_length=2, max_length=9, pattern='^[^"\\d]+$')
    )
    """Its label."""
    lid: bool = _field(metadata=_json("lid", required=True))
    """Whether it has one."""
    size: _Required[int] = _required(metadata=_json("size", required=True, minimum=1, maximum=6))
    """How large it is."""
    drawers: dict[str, Part] | None = _field(default=None, metadata=_json("drawers"))
    """Parts by the drawer that they are in."""
    knots: list[str] | None = _field(default=None, metadata=_json("knots"))
    """Its knots."""
    marks: dict[str, str] | None = _field(
        default=None,
        metadata=_json(
            "marks", max_properties=2, key_pattern="^[a-z]$", value_min_length=1, value_max_length=4
        ),
    )
    """Texts by name."""
    mood: Mood | None = _field(default=Mood.SO_SO, metadata=_json("mood"))
    """How a box feels."""
    rest: dict[str, Any] | None = _field(default=None, metadata=_json("rest"))
    """Anything."""
    weight: Decimal | None = _field(default=None, metadata=_json("weight", number=True))
    """How heavy it is."""
    wheels: int | None = _field(default=4, metadata=_json("wheels", deprecated=True))
    """How many."""
