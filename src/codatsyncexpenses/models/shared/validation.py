# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Result of checking a record."""

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
    """One finding of a check."""

    item_id: str | None = _field(default=None, metadata=_json("itemId", nullable=True))
    """Identifier of the record that the finding is about. May be null."""
    message: str | None = _field(default=None, metadata=_json("message", nullable=True))
    """The finding, in words. May be null."""
    validator_name: str | None = _field(
        default=None, metadata=_json("validatorName", nullable=True)
    )
    """The check that made the finding. May be null."""


@dataclass(repr=False)
class Validation(Model):
    """Result of checking a record."""

    errors: list[ValidationItem] | None = _field(
        default=None, metadata=_json("errors", nullable=True)
    )
    """Findings that stopped the write. May be null."""
    warnings: list[ValidationItem] | None = _field(
        default=None, metadata=_json("warnings", nullable=True)
    )
    """Findings that did not stop the write. May be null."""
