# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The service's message about a request that failed."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "ErrorMessage",
    "ErrorValidation",
    "ErrorValidationItem",
]


@dataclass(repr=False)
class ErrorValidationItem(Model):
    """One problem found by validation."""

    item_id: str | None = _field(default=None, metadata=_json("itemId", nullable=True))
    """Identifier of the record with the problem."""
    message: str | None = _field(default=None, metadata=_json("message", nullable=True))
    """Description of the problem."""
    validator_name: str | None = _field(
        default=None, metadata=_json("validatorName", nullable=True)
    )
    """The validator that found the problem."""


@dataclass(repr=False)
class ErrorValidation(Model):
    """Result of validating the request's data."""

    errors: list[ErrorValidationItem] | None = _field(
        default=None, metadata=_json("errors", nullable=True)
    )
    """Problems that stopped the request."""
    warnings: list[ErrorValidationItem] | None = _field(
        default=None, metadata=_json("warnings", nullable=True)
    )
    """Problems that did not stop the request."""


@dataclass(repr=False)
class ErrorMessage(Model):
    """The service's message about a request that failed."""

    can_be_retried: str | None = _field(default=None, metadata=_json("canBeRetried"))
    """The service's advice on retrying, as free text, not a boolean."""
    correlation_id: str | None = _field(default=None, metadata=_json("correlationId"))
    """Identifies the request; quote it to support."""
    detailed_error_code: int | None = _field(default=None, metadata=_json("detailedErrorCode"))
    """A more specific code; 0 if there is none."""
    error: str | None = _field(default=None, metadata=_json("error"))
    """The error message."""
    service: str | None = _field(default=None, metadata=_json("service"))
    """The part of the service that responded."""
    status_code: int | None = _field(default=None, metadata=_json("statusCode"))
    """The HTTP status, repeated in the body; rely on the status of the response itself."""
    validation: ErrorValidation | None = _field(default=None, metadata=_json("validation"))
    """Result of validating the request's data, if the service validated it."""
