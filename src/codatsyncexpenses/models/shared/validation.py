# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Result of validating a record."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "Validation",
    "ValidationItem",
]


@dataclass(repr=False)
class ValidationItem(Model):
    """One problem found by validation."""

    item_id: str | None = _field(default=None, metadata=_json("itemId", nullable=True))
    """Identifier of the record with the problem. May be null."""
    message: str | None = _field(default=None, metadata=_json("message", nullable=True))
    """Description of the problem. May be null."""
    validator_name: str | None = _field(
        default=None, metadata=_json("validatorName", nullable=True)
    )
    """The validator that found the problem. May be null."""


@dataclass(repr=False)
class Validation(Model):
    """Result of validating a record."""

    errors: list[ValidationItem] | None = _field(
        default=None, metadata=_json("errors", nullable=True)
    )
    """Problems that stopped the write. May be null."""
    warnings: list[ValidationItem] | None = _field(
        default=None, metadata=_json("warnings", nullable=True)
    )
    """Problems that did not stop the write. May be null."""
