# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The changes to a box."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "Change",
]


@dataclass(repr=False)
class Change(Model):
    """The changes to a box."""

    label: str | None = _field(default=None, metadata=_json("label"))
    """Its new label."""
