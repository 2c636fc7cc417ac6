# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A write of one record to a company's accounting software."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .datatype import DataType
from .pushoperationchange import PushOperationChange
from .pushoperationstatus import PushOperationStatus
from .validation import Validation

__all__ = [
    "PushOperation",
]


@dataclass(repr=False)
class PushOperation(Model):
    """A write of one record to a company's accounting software.

    It starts as `Pending`; follow it by its key with `push_operations.get`.
    """

    company_id: str = _field(metadata=_json("companyId", required=True))
    """Identifier of the company, a UUID."""
    data_connection_key: str = _field(metadata=_json("dataConnectionKey", required=True))
    """Identifier of the connection that is written to, a UUID."""
    push_operation_key: str = _field(metadata=_json("pushOperationKey", required=True))
    """Identifier of the push operation, a UUID, for tracking it."""
    requested_on_utc: str = _field(metadata=_json("requestedOnUtc", required=True, time=True))
    """When the operation was requested, as an ISO 8601 date-time in UTC."""
    status: PushOperationStatus = _field(metadata=_json("status", required=True))
    """The status of the operation."""
    status_code: int = _field(metadata=_json("statusCode", required=True))
    """Status code of the operation, an integer."""
    changes: list[PushOperationChange] | None = _field(
        default=None, metadata=_json("changes", nullable=True)
    )
    """Changes that the operation made to records. May be null."""
    completed_on_utc: str | None = _field(default=None, metadata=_json("completedOnUtc", time=True))
    """When the operation ended, as an ISO 8601 date-time in UTC. Absent while it is pending."""
    data_type: DataType | None = _field(default=None, metadata=_json("dataType"))
    """The data type of the record that is written."""
    error_message: str | None = _field(default=None, metadata=_json("errorMessage", nullable=True))
    """The error message. Null when there is none."""
    timeout_in_minutes: int | None = _field(
        default=None, metadata=_json("timeoutInMinutes", nullable=True)
    )
    """Minutes after which the service stops waiting.

    This does not stop the write: the record may still appear later. May be null.
    """
    timeout_in_seconds: int | None = _field(
        default=None, metadata=_json("timeoutInSeconds", nullable=True, deprecated=True)
    )
    """Deprecated: the timeout in seconds. Use the one in minutes. May be null."""
    validation: Validation | None = _field(default=None, metadata=_json("validation"))
    """Result of validating the record."""
