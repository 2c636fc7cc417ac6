# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A read of one data type from a company's software."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .pulloperationstatus import PullOperationStatus

__all__ = [
    "PullOperation",
]


@dataclass(repr=False)
class PullOperation(Model):
    """A read of one data type from a company's software."""

    company_id: str = _field(metadata=_json("companyId", required=True))
    """Identifier of the company, a UUID."""
    connection_id: str = _field(metadata=_json("connectionId", required=True))
    """Identifier of the connection that is read, a UUID."""
    data_type: str = _field(metadata=_json("dataType", required=True))
    """Name of the data type that is read, such as `suppliers`."""
    id: str = _field(metadata=_json("id", required=True))
    """Identifier of the pull operation, a UUID."""
    is_completed: bool = _field(metadata=_json("isCompleted", required=True))
    """Whether the operation is complete."""
    is_errored: bool = _field(metadata=_json("isErrored", required=True))
    """Whether the operation failed with an error."""
    progress: int = _field(metadata=_json("progress", required=True))
    """Progress of the operation, as a whole number."""
    requested: str = _field(metadata=_json("requested", required=True, time=True))
    """When the operation was requested, as an ISO 8601 date-time."""
    status: PullOperationStatus = _field(metadata=_json("status", required=True))
    """The status of the operation."""
    completed: str | None = _field(default=None, metadata=_json("completed", time=True))
    """When the operation ended, as an ISO 8601 date-time. Absent while it runs."""
    error_message: str | None = _field(default=None, metadata=_json("errorMessage", nullable=True))
    """The error message. Null when there is none."""
    status_description: str | None = _field(
        default=None, metadata=_json("statusDescription", nullable=True)
    )
    """Description of the status. Null when there is none."""
