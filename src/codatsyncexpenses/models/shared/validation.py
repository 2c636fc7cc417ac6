# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What a check of a record found."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .validationitem import ValidationItem

__all__ = ["Validation"]


@dataclass(repr=False)
class Validation(Model):
    """What a check of a record found."""

    errors: list[ValidationItem] | None = _field(
        default=None, metadata=_json("errors", nullable=True)
    )
    """Findings that stopped the write. May be null."""
    warnings: list[ValidationItem] | None = _field(
        default=None, metadata=_json("warnings", nullable=True)
    )
    """Findings that did not stop the write. May be null."""
