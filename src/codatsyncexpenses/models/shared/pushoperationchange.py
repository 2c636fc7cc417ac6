# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""One change that a push operation made."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .pushchangetype import PushChangeType
from .pushoperationref import PushOperationRef

__all__ = ["PushOperationChange"]


@dataclass(repr=False)
class PushOperationChange(Model):
    """One change that a push operation made."""

    attachment_id: str | None = _field(default=None, metadata=_json("attachmentId", nullable=True))
    """Identifier of the attachment that was uploaded. Null when the change is not about one."""
    record_ref: PushOperationRef | None = _field(default=None, metadata=_json("recordRef"))
    """The record that was changed."""
    type: PushChangeType | None = _field(default=None, metadata=_json("type"))
    """What was done to the record."""
