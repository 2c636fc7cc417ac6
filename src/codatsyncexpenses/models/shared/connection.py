# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A company's connection to its accounting software, or to the expenses."""

from dataclasses import dataclass
from dataclasses import field as _field
from typing import Any

from ..._fields import json as _json
from ..._model import Model
from .connectionsourcetype import ConnectionSourceType
from .dataconnectionerror import DataConnectionError
from .dataconnectionstatus import DataConnectionStatus

__all__ = ["Connection"]


@dataclass(repr=False)
class Connection(Model):
    """A company's connection to its accounting software, or to the expenses."""

    created: str = _field(metadata=_json("created", required=True))
    """When the connection was created, as an ISO 8601 date-time."""
    id: str = _field(metadata=_json("id", required=True))
    """Identifier of the connection, a UUID."""
    integration_id: str = _field(metadata=_json("integrationId", required=True))
    """Identifier of the integration that the connection uses, a UUID."""
    integration_key: str = _field(metadata=_json("integrationKey", required=True))
    """Short key of the integration, such as `gbol` for Xero."""
    link_url: str = _field(metadata=_json("linkUrl", required=True))
    """The link, a URI, that the customer follows to authorise the connection."""
    platform_name: str = _field(metadata=_json("platformName", required=True))
    """Name of the software that is connected."""
    source_id: str = _field(metadata=_json("sourceId", required=True))
    """Identifier of the source behind the connection, a UUID."""
    source_type: ConnectionSourceType = _field(metadata=_json("sourceType", required=True))
    """The kind of software that is connected."""
    status: DataConnectionStatus = _field(metadata=_json("status", required=True))
    """How the connection stands. A sync needs it to be `Linked`."""
    connection_info: dict[str, Any] | None = _field(default=None, metadata=_json("connectionInfo"))
    """Further details of the connection, by name. Null when there are none."""
    data_connection_errors: list[DataConnectionError] | None = _field(
        default=None, metadata=_json("dataConnectionErrors")
    )
    """Errors of the connection. Null or empty when there are none."""
    last_sync: str | None = _field(default=None, metadata=_json("lastSync"))
    """When the connection was last synced, as an ISO 8601 date-time. Null before that."""
