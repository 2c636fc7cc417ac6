# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The sync that was started."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import Promised as _Promised
from ..._schema.fields import absent as _absent
from ..._schema.fields import json as _json

__all__ = [
    "SyncInitiated",
]


@dataclass(repr=False)
class SyncInitiated(Model):
    """The sync that was started."""

    sync_id: _Promised[str] = _field(default=_absent, metadata=_json("syncId"))
    """Identifier of the sync, for tracking it."""
