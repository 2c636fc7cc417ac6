# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The status of the service's copy of one data type."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .datatype import DataType
from .pulloperationstatus import PullOperationStatus

__all__ = [
    "DataStatus",
]


@dataclass(repr=False)
class DataStatus(Model):
    """The status of the service's copy of one data type."""

    current_status: PullOperationStatus = _field(metadata=_json("currentStatus", required=True))
    """The status of the latest read."""
    data_type: DataType = _field(metadata=_json("dataType", required=True))
    """The data type."""
    last_successful_sync: str | None = _field(
        default=None, metadata=_json("lastSuccessfulSync", time=True)
    )
    """When the data type was last read successfully, as an ISO 8601 date-time.

    Absent if it never was.
    """
    latest_successful_sync_id: str | None = _field(
        default=None, metadata=_json("latestSuccessfulSyncId")
    )
    """Identifier of the latest read that succeeded, a UUID."""
    latest_sync_id: str | None = _field(default=None, metadata=_json("latestSyncId"))
    """Identifier of the latest read, a UUID."""
