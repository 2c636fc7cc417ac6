# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What a check of the request's data found."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .errorvalidationitem import ErrorValidationItem

__all__ = ["ErrorValidation"]


@dataclass(repr=False)
class ErrorValidation(Model):
    """What a check of the request's data found."""

    errors: list[ErrorValidationItem] | None = _field(
        default=None, metadata=_json("errors", nullable=True)
    )
    """Findings that stopped the request."""
    warnings: list[ErrorValidationItem] | None = _field(
        default=None, metadata=_json("warnings", nullable=True)
    )
    """Findings that did not stop the request."""
