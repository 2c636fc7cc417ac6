# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The sync that was started."""

from dataclasses import dataclass

from ..._bases.model import Model
from ..._schema.fields import Required as _Required
from ..._schema.fields import json as _json
from ..._schema.fields import required as _required

__all__ = [
    "SyncInitiated",
]


@dataclass(repr=False)
class SyncInitiated(Model):
    """The sync that was started."""

    sync_id: _Required[str] = _required(metadata=_json("syncId"))
    """Identifier of the sync, for following it."""
