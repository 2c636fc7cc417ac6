# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The outcome of sending expenses: a sync or, for a dataset, its identifier."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import Promised as _Promised
from ..._schema.fields import absent as _absent
from ..._schema.fields import json as _json

__all__ = [
    "CreateExpenseResponse",
]


@dataclass(repr=False)
class CreateExpenseResponse(Model):
    """The outcome of sending expenses: a sync or, for a dataset, its identifier."""

    dataset_id: str | None = _field(default=None, metadata=_json("datasetId", deprecated=True))
    """Deprecated: identifier of the dataset, a UUID, for `sync.initiate_sync`.

    Present after `expenses.create_dataset`, absent after `expenses.create`.
    """
    sync_id: _Promised[str] = _field(default=_absent, metadata=_json("syncId"))
    """Identifier of the sync, a UUID, for `sync.wait` or `sync.get`.

    Present after `expenses.create`, absent after `expenses.create_dataset`, which starts no sync.
    """
