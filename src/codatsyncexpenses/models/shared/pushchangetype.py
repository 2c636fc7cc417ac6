# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""What a push operation did to a record."""

from ..._enums import TextEnum

__all__ = ["PushChangeType"]


class PushChangeType(TextEnum):
    """What a push operation did to a record. The service may add values."""

    UNKNOWN = "Unknown"
    """What happened is not known."""
    CREATED = "Created"
    """The record was created."""
    MODIFIED = "Modified"
    """The record was changed."""
    DELETED = "Deleted"
    """The record was deleted."""
    ATTACHMENT_UPLOADED = "AttachmentUploaded"
    """A file was attached to the record."""
