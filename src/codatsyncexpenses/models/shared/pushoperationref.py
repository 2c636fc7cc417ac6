# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Refers to a record that a push operation changed."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .datatype import DataType

__all__ = ["PushOperationRef"]


@dataclass(repr=False)
class PushOperationRef(Model):
    """Refers to a record that a push operation changed."""

    data_type: DataType | None = _field(default=None, metadata=_json("dataType"))
    """The data type of the record. May be null."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the record, free text of the accounting software."""
