# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The datasets to sync."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "InitiateSync",
]


@dataclass(repr=False)
class InitiateSync(Model):
    """The datasets to sync."""

    dataset_ids: list[str] | None = _field(
        default=None, metadata=_json("datasetIds", nullable=True)
    )
    """Identifiers of the datasets to sync, UUIDs.

    The API does not document which datasets are synced if none are named.
    """
