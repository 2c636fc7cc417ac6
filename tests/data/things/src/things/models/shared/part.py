# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A part of a thing, which may have parts."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "Part",
]


@dataclass(repr=False)
class Part(Model):
    """A part of a thing, which may have parts."""

    name: str | None = _field(default=None, metadata=_json("name"))
    """Its name."""
    parts: "list[Part] | None" = _field(default=None, metadata=_json("parts"))
    """Its parts, each of which may have parts of its own, and so on until nobody can see them
    any more
    """
