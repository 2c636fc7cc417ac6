# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""One finding of a check."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model

__all__ = ["ErrorValidationItem"]


@dataclass(repr=False)
class ErrorValidationItem(Model):
    """One finding of a check."""

    item_id: str | None = _field(default=None, metadata=_json("itemId", nullable=True))
    """Identifier of the record that the finding is about."""
    message: str | None = _field(default=None, metadata=_json("message", nullable=True))
    """The finding, in words."""
    validator_name: str | None = _field(
        default=None, metadata=_json("validatorName", nullable=True)
    )
    """The check that made the finding."""
