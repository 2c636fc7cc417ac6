# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The push operation that ended."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import json as _json
from .pushoperationstatus import PushOperationStatus
from .referencecompany import ReferenceCompany

__all__ = [
    "WriteOutcome",
    "WriteType",
    "WrittenRecord",
]


class WriteType(TextEnum):
    """A kind of write. The service may add values."""

    CREATE = "Create"
    """A new record."""
    UPDATE = "Update"
    """A change of a record."""
    DELETE = "Delete"
    """The removal of a record."""
    UPLOAD_ATTACHMENT = "UploadAttachment"
    """A file for a record."""


@dataclass(repr=False)
class WrittenRecord(Model):
    """A record in the accounting software."""

    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the record in the accounting software, free text."""


@dataclass(repr=False)
class WriteOutcome(Model):
    """The push operation that ended."""

    attachment_id: str | None = _field(default=None, metadata=_json("attachmentId", nullable=True))
    """Identifier of the attachment that was uploaded. Absent when there is none."""
    completed_on_date: str | None = _field(
        default=None, metadata=_json("completedOnDate", time=True)
    )
    """When the write ended, as an ISO 8601 date-time."""
    connection_id: str | None = _field(default=None, metadata=_json("connectionId"))
    """Identifier of the connection that was written to, a UUID."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the push operation."""
    record: WrittenRecord | None = _field(default=None, metadata=_json("record"))
    """The record that was written. Absent when there is none."""
    reference_company: ReferenceCompany | None = _field(
        default=None, metadata=_json("referenceCompany")
    )
    """A reference to a company in other records and in events."""
    requested_on_date: str | None = _field(
        default=None, metadata=_json("requestedOnDate", time=True)
    )
    """When the write was requested, as an ISO 8601 date-time."""
    status: PushOperationStatus | None = _field(default=None, metadata=_json("status"))
    """How the write ended."""
    type: WriteType | None = _field(default=None, metadata=_json("type"))
    """The kind of write."""
