# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Remarks on the values that a field takes."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "PushFieldValidation",
    "PushValidationInfo",
]


@dataclass(repr=False)
class PushFieldValidation(Model):
    """One remark on the value of a field."""

    details: str = _field(metadata=_json("details", required=True, min_length=1))
    """Text of the remark."""
    field: str | None = _field(default=None, metadata=_json("field"))
    """Name of the field."""
    ref: str | None = _field(default=None, metadata=_json("ref", nullable=True))
    """Address of further information; may be null."""


@dataclass(repr=False)
class PushValidationInfo(Model):
    """Remarks on the values that a field takes."""

    information: list[PushFieldValidation] | None = _field(
        default=None, metadata=_json("information", nullable=True)
    )
    """Further information; may be null."""
    warnings: list[PushFieldValidation] | None = _field(
        default=None, metadata=_json("warnings", nullable=True)
    )
    """Warnings; may be null."""
