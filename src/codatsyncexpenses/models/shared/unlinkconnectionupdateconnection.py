# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The status to give a connection."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json
from .dataconnectionstatus import DataConnectionStatus

__all__ = [
    "UnlinkConnectionUpdateConnection",
]


@dataclass(repr=False)
class UnlinkConnectionUpdateConnection(Model):
    """The status to give a connection."""

    status: DataConnectionStatus | None = _field(default=None, metadata=_json("status"))
    """The new status, `Unlinked` to unlink the connection. May be null."""
