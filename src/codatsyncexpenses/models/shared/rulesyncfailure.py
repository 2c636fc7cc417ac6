# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The sync that failed."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "RuleSyncFailure",
]


@dataclass(repr=False)
class RuleSyncFailure(Model):
    """The sync that failed."""

    failure_stage: str | None = _field(default=None, metadata=_json("FailureStage"))
    """The stage at which the sync failed."""
    sync_date_range_finish_utc: str | None = _field(
        default=None, metadata=_json("SyncDateRangeFinishUtc")
    )
    """The end of the dates that the sync took, as an ISO 8601 date-time."""
    sync_date_range_start_utc: str | None = _field(
        default=None, metadata=_json("SyncDateRangeStartUtc")
    )
    """The start of the dates that the sync took, as an ISO 8601 date-time."""
    sync_id: str | None = _field(default=None, metadata=_json("syncId"))
    """Identifier of the sync, a UUID."""
    sync_type: str | None = _field(default=None, metadata=_json("syncType"))
    """The kind of the sync, free text."""
