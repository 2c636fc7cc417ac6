# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What is to change."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "Change",
]


@dataclass(repr=False)
class Change(Model):
    """What is to change."""

    label: str | None = _field(default=None, metadata=_json("label"))
    """What it is to say."""
