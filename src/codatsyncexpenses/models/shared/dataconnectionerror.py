# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""An error that a connection met."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .errorstatus import ErrorStatus

__all__ = ["DataConnectionError"]


@dataclass(repr=False)
class DataConnectionError(Model):
    """An error that a connection met."""

    errored_on_utc: str | None = _field(default=None, metadata=_json("erroredOnUtc"))
    """When the error occurred, as an ISO 8601 date-time in UTC."""
    error_message: str | None = _field(default=None, metadata=_json("errorMessage"))
    """What went wrong, in words."""
    status_code: str | None = _field(default=None, metadata=_json("statusCode"))
    """Status code of the error, as a string."""
    status_text: str | None = _field(default=None, metadata=_json("statusText"))
    """The status in words."""
    resolved_on_utc: str | None = _field(default=None, metadata=_json("resolvedOnUtc"))
    """When the error was resolved, as an ISO 8601 date-time in UTC. Null while it is not."""
    status: ErrorStatus | None = _field(default=None, metadata=_json("status"))
    """Whether the error still stands. May be null."""
