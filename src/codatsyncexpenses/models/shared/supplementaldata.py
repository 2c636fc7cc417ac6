# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Data of the accounting software that has no property of its own."""

from dataclasses import dataclass
from dataclasses import field as _field
from typing import Any

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "SupplementalData",
]


@dataclass(repr=False)
class SupplementalData(Model):
    """Data of the accounting software that has no property of its own."""

    content: dict[str, dict[str, Any]] | None = _field(
        default=None, metadata=_json("content", nullable=True)
    )
    """The data: objects of named values, by name. May be null."""
