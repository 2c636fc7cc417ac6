# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The sync that writes the adjustments."""

from dataclasses import dataclass

from ..._bases.model import Model
from ..._schema.fields import Required as _Required
from ..._schema.fields import json as _json
from ..._schema.fields import required as _required

__all__ = [
    "AdjustmentTransactionResponse",
]


@dataclass(repr=False)
class AdjustmentTransactionResponse(Model):
    """The sync that writes the adjustments."""

    sync_id: _Required[str] = _required(metadata=_json("syncId"))
    """Identifier of the sync, a UUID, for `sync.wait` or `sync.get`."""
