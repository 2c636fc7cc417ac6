# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The status of a push operation."""

from ..._schema.enums import TextEnum

__all__ = [
    "PushOperationStatus",
]


class PushOperationStatus(TextEnum):
    """The status of a push operation. The service may add values."""

    PENDING = "Pending"
    """Not ended yet; with desktop software it can stay so without end."""
    FAILED = "Failed"
    """The record was not written."""
    SUCCESS = "Success"
    """The record was written; refresh its data type to read it."""
    TIMED_OUT = "TimedOut"
    """The service stopped waiting; the record may still be written."""
