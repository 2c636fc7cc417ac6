# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The supplier that expenses use by default."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model

__all__ = ["SupplierDetails"]


@dataclass(repr=False)
class SupplierDetails(Model):
    """The supplier that expenses use by default."""

    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the supplier, free text of the accounting software."""
