# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Remarks on the values that a field takes."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .pushfieldvalidation import PushFieldValidation

__all__ = ["PushValidationInfo"]


@dataclass(repr=False)
class PushValidationInfo(Model):
    """Remarks on the values that a field takes."""

    information: list[PushFieldValidation] | None = _field(
        default=None, metadata=_json("information", nullable=True)
    )
    """Remarks to know; may be null."""
    warnings: list[PushFieldValidation] | None = _field(
        default=None, metadata=_json("warnings", nullable=True)
    )
    """Remarks to heed; may be null."""
