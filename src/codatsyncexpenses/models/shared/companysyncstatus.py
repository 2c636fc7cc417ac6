# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Where one sync of a company stands."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .syncstatuscode import SyncStatusCode

__all__ = ["CompanySyncStatus"]


@dataclass(repr=False)
class CompanySyncStatus(Model):
    """Where one sync of a company stands."""

    company_id: str | None = _field(default=None, metadata=_json("companyId", nullable=True))
    """Identifier of the company, a UUID."""
    data_pushed: bool | None = _field(default=None, metadata=_json("dataPushed"))
    """Whether anything was written to the accounting software."""
    error_message: str | None = _field(default=None, metadata=_json("errorMessage", nullable=True))
    """What went wrong. Empty or null when nothing did."""
    sync_exception_message: str | None = _field(
        default=None, metadata=_json("syncExceptionMessage", nullable=True)
    )
    """Technical detail of the failure. Empty or null when there is none."""
    sync_id: str | None = _field(default=None, metadata=_json("syncId", nullable=True))
    """Identifier of the sync, a UUID."""
    sync_status: str | None = _field(default=None, metadata=_json("syncStatus", nullable=True))
    """The stage in words, free text such as `NotStarted`, `Started`, `Pushing`, `Complete` or
    `PushError`. Decide by the code, not by this text.
    """
    sync_status_code: int | None = _field(
        default=None, metadata=_json("syncStatusCode", view="code")
    )
    """How a sync stands, as a number.

    The service may add codes; a code that is not listed here is none of running, success and
    failure.
    """
    sync_utc: str | None = _field(default=None, metadata=_json("syncUtc"))
    """When the sync ran, as an ISO 8601 date-time in UTC."""

    @property
    def code(self) -> SyncStatusCode | None:
        """The meaning of `sync_status_code`; None where it is None."""
        return SyncStatusCode.of(self.sync_status_code)
