# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""How the service's copy of one data type stands."""

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
    """How the service's copy of one data type stands."""

    current_status: PullOperationStatus = _field(metadata=_json("currentStatus", required=True))
    """How the latest read stands."""
    data_type: DataType = _field(metadata=_json("dataType", required=True))
    """The data type."""
    last_successful_sync: str | None = _field(
        default=None, metadata=_json("lastSuccessfulSync", time=True)
    )
    """When the data type was last read successfully, as an ISO 8601 date-time.

    Absent when it never was.
    """
    latest_successful_sync_id: str | None = _field(
        default=None, metadata=_json("latestSuccessfulSyncId")
    )
    """Identifier of the latest read that succeeded, a UUID."""
    latest_sync_id: str | None = _field(default=None, metadata=_json("latestSyncId"))
    """Identifier of the latest read, a UUID."""
