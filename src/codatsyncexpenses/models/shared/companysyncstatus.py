# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The status of one of a company's syncs."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.enums import StatusCode
from ..._schema.fields import Promised as _Promised
from ..._schema.fields import absent as _absent
from ..._schema.fields import json as _json

__all__ = [
    "CompanySyncStatus",
    "SyncStatusCode",
]


class SyncStatusCode(StatusCode):
    """The status of a sync, as a number.

    The service may add codes; an unlisted code counts as neither running, nor success, nor failure.
    """

    RUNNING = 1000, "running", "The sync is running."
    RUNNING_LONG = 1010, "running", "The sync has been running for more than ten minutes."
    SUCCEEDED = 2000, "success", "The sync succeeded and data was written."
    NOTHING_TO_SYNC = 2040, "success", "The sync succeeded and there was nothing to write."
    CONFIGURATION_INVALID = (
        4000,
        "failure",
        "The company's sync configuration is wrong.",
        False,
        "You need to correct the company's configuration, such as its default bank account.",
    )
    COMPANY_NOT_FOUND = (
        4040,
        "failure",
        "The company was deleted or withdrew its access (4040).",
        False,
        "Ask the customer to reconnect their accounting software, or create the company again.",
    )
    COMPANY_UNPROCESSABLE = (
        4220,
        "failure",
        "The company was deleted or withdrew its access (4220).",
        False,
        "Ask the customer to reconnect their accounting software, or create the company again.",
    )
    SUBSCRIPTION_LAPSED = (
        4260,
        "failure",
        "The company's subscription to its accounting software has lapsed.",
        False,
        "Ask the customer to renew the subscription to their accounting software.",
    )
    SERVER_ERROR = (
        5000,
        "failure",
        "The service failed without giving a reason.",
        True,
        "Send the same transactions again later. If that fails too, ask Codat's support.",
    )
    DUPLICATE_PREVENTED = (
        5080,
        "failure",
        "The service stopped the sync to prevent duplicates.",
        False,
        "You need to send the transactions again without those that were written before.",
    )
    PROCESSING_FAILED = (
        5120,
        "failure",
        "The service failed while it processed the data.",
        True,
        "Send the same transactions again later. If that fails too, ask Codat's support.",
    )
    WRITE_FAILED = (
        5130,
        "failure",
        "Writing to the accounting software failed.",
        False,
        "Read the messages of the transactions: you or the customer need to correct the cause.",
    )


@dataclass(repr=False)
class CompanySyncStatus(Model):
    """The status of one of a company's syncs."""

    company_id: _Promised[str] = _field(default=_absent, metadata=_json("companyId", nullable=True))
    """Identifier of the company, a UUID."""
    data_pushed: bool | None = _field(default=None, metadata=_json("dataPushed"))
    """Whether anything was written to the accounting software."""
    error_message: str | None = _field(default=None, metadata=_json("errorMessage", nullable=True))
    """The error message. Empty or null when there is none."""
    sync_exception_message: str | None = _field(
        default=None, metadata=_json("syncExceptionMessage", nullable=True)
    )
    """Technical detail of the failure. Empty or null when there is none."""
    sync_id: _Promised[str] = _field(default=_absent, metadata=_json("syncId", nullable=True))
    """Identifier of the sync, a UUID."""
    sync_status: str | None = _field(default=None, metadata=_json("syncStatus", nullable=True))
    """The stage as free text, such as `NotStarted`, `Started`, `Pushing`, `Complete` or
    `PushError`. Rely on the code, not on this text.
    """
    sync_status_code: int | None = _field(
        default=None, metadata=_json("syncStatusCode", view="code")
    )
    """The status of a sync, as a number.

    The service may add codes; an unlisted code counts as neither running, nor success, nor failure.
    """
    sync_utc: str | None = _field(default=None, metadata=_json("syncUtc", time=True))
    """When the sync ran, as an ISO 8601 date-time in UTC."""

    @property
    def code(self) -> SyncStatusCode | None:
        """The meaning of `sync_status_code`; None where it is None."""
        return SyncStatusCode.of(self.sync_status_code)
