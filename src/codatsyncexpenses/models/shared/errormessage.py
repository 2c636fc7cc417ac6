# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The service's message about a request that it did not fulfil."""

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
    """One finding of a check."""

    item_id: str | None = _field(default=None, metadata=_json("itemId", nullable=True))
    """Identifier of the record that the finding is about."""
    message: str | None = _field(default=None, metadata=_json("message", nullable=True))
    """The finding, in words."""
    validator_name: str | None = _field(
        default=None, metadata=_json("validatorName", nullable=True)
    )
    """The check that made the finding."""


@dataclass(repr=False)
class ErrorValidation(Model):
    """Result of checking the request's data."""

    errors: list[ErrorValidationItem] | None = _field(
        default=None, metadata=_json("errors", nullable=True)
    )
    """Findings that stopped the request."""
    warnings: list[ErrorValidationItem] | None = _field(
        default=None, metadata=_json("warnings", nullable=True)
    )
    """Findings that did not stop the request."""


@dataclass(repr=False)
class ErrorMessage(Model):
    """The service's message about a request that it did not fulfil."""

    can_be_retried: str | None = _field(default=None, metadata=_json("canBeRetried"))
    """The service's advice on retrying, as free text and not a boolean."""
    correlation_id: str | None = _field(default=None, metadata=_json("correlationId"))
    """Identifies the request; quote it to support."""
    detailed_error_code: int | None = _field(default=None, metadata=_json("detailedErrorCode"))
    """A finer code; 0 where there is none."""
    error: str | None = _field(default=None, metadata=_json("error"))
    """The error in words."""
    service: str | None = _field(default=None, metadata=_json("service"))
    """The part of the service that answered."""
    status_code: int | None = _field(default=None, metadata=_json("statusCode"))
    """The HTTP status as the body repeats it; the response's own status is the one to trust."""
    validation: ErrorValidation | None = _field(default=None, metadata=_json("validation"))
    """Result of checking the request's data, where the service checked it."""
