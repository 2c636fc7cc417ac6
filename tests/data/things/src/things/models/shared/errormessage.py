# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The error."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "ErrorMessage",
]


@dataclass(repr=False)
class ErrorMessage(Model):
    """The error."""

    correlation_id: str | None = _field(default=None, metadata=_json("correlationId"))
    """The request."""
    error: str | None = _field(default=None, metadata=_json("error"))
    """In words."""
