# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""One change that a push operation made."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import json as _json
from .datatype import DataType

__all__ = [
    "PushChangeType",
    "PushOperationChange",
    "PushOperationRef",
]


class PushChangeType(TextEnum):
    """Type of a change that a push operation made to a record. The service may add values."""

    UNKNOWN = "Unknown"
    """The change is not known."""
    CREATED = "Created"
    """The record was created."""
    MODIFIED = "Modified"
    """The record was changed."""
    DELETED = "Deleted"
    """The record was deleted."""
    ATTACHMENT_UPLOADED = "AttachmentUploaded"
    """A file was attached to the record."""


@dataclass(repr=False)
class PushOperationRef(Model):
    """Refers to a record that a push operation changed."""

    data_type: DataType | None = _field(default=None, metadata=_json("dataType"))
    """The data type of the record. May be null."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the record, free text of the accounting software."""


@dataclass(repr=False)
class PushOperationChange(Model):
    """One change that a push operation made."""

    attachment_id: str | None = _field(default=None, metadata=_json("attachmentId", nullable=True))
    """Identifier of the attachment that was uploaded. Null when the change is not about one."""
    record_ref: PushOperationRef | None = _field(default=None, metadata=_json("recordRef"))
    """The record that was changed."""
    type: PushChangeType | None = _field(default=None, metadata=_json("type"))
    """Type of the change to the record."""
