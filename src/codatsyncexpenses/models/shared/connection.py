# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A company's connection to its accounting software, or to the expenses."""

from dataclasses import dataclass
from dataclasses import field as _field
from typing import Any

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import json as _json
from .dataconnectionstatus import DataConnectionStatus

__all__ = [
    "Connection",
    "ConnectionSourceType",
    "DataConnectionError",
    "ErrorStatus",
]


class ConnectionSourceType(TextEnum):
    """The kind of software behind a connection. The service may add values."""

    ACCOUNTING = "Accounting"
    """Accounting software, the destination of a sync."""
    BANKING = "Banking"
    """A bank, as a source of banking data."""
    BANK_FEED = "BankFeed"
    """A feed of bank transactions."""
    COMMERCE = "Commerce"
    """Commerce software, such as a shop."""
    EXPENSE = "Expense"
    """An expense source, such as the partner expense connection."""
    OTHER = "Other"
    """Software of another kind."""
    UNKNOWN = "Unknown"
    """The kind is not known."""


class ErrorStatus(TextEnum):
    """Whether an error of a connection is still active. The service may add values."""

    ACTIVE = "Active"
    """The error is still active."""
    RESOLVED = "Resolved"
    """The error is over."""


@dataclass(repr=False)
class DataConnectionError(Model):
    """An error of a connection."""

    errored_on_utc: str | None = _field(default=None, metadata=_json("erroredOnUtc", time=True))
    """When the error occurred, as an ISO 8601 date-time in UTC."""
    error_message: str | None = _field(default=None, metadata=_json("errorMessage"))
    """The error message."""
    status_code: str | None = _field(default=None, metadata=_json("statusCode"))
    """Status code of the error, as a string."""
    status_text: str | None = _field(default=None, metadata=_json("statusText"))
    """Description of the status."""
    resolved_on_utc: str | None = _field(default=None, metadata=_json("resolvedOnUtc", time=True))
    """When the error was resolved, as an ISO 8601 date-time in UTC. Null until then."""
    status: ErrorStatus | None = _field(default=None, metadata=_json("status"))
    """Whether the error is still active. May be null."""


@dataclass(repr=False)
class Connection(Model):
    """A company's connection to its accounting software, or to the expenses."""

    created: str = _field(metadata=_json("created", required=True, time=True))
    """When the connection was created, as an ISO 8601 date-time."""
    id: str = _field(metadata=_json("id", required=True))
    """Identifier of the connection, a UUID."""
    integration_id: str = _field(metadata=_json("integrationId", required=True))
    """Identifier of the integration that the connection uses, a UUID."""
    integration_key: str | None = _field(
        metadata=_json("integrationKey", nullable=True, required=True)
    )
    """Short key of the integration, such as `gbol` for Xero. Null when it is not known."""
    link_url: str = _field(metadata=_json("linkUrl", required=True))
    """The link, a URI, that the customer follows to authorise the connection."""
    platform_name: str = _field(metadata=_json("platformName", required=True))
    """Name of the software that is connected."""
    source_id: str = _field(metadata=_json("sourceId", required=True))
    """Identifier of the source behind the connection, a UUID."""
    source_type: ConnectionSourceType = _field(metadata=_json("sourceType", required=True))
    """The kind of software that is connected."""
    status: DataConnectionStatus = _field(metadata=_json("status", required=True))
    """The status of the connection. A sync requires `Linked`."""
    connection_info: dict[str, Any] | None = _field(default=None, metadata=_json("connectionInfo"))
    """Further details of the connection, by name. Null when there are none."""
    data_connection_errors: list[DataConnectionError] | None = _field(
        default=None, metadata=_json("dataConnectionErrors")
    )
    """Errors of the connection. Null or empty when there are none."""
    last_sync: str | None = _field(default=None, metadata=_json("lastSync", time=True))
    """When the connection was last synced, as an ISO 8601 date-time. Null before that."""
