# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Whether an error of a connection still stands."""

from ..._enums import TextEnum

__all__ = ["ErrorStatus"]


class ErrorStatus(TextEnum):
    """Whether an error of a connection still stands. The service may add values."""

    ACTIVE = "Active"
    """The error still stands."""
    RESOLVED = "Resolved"
    """The error is over."""
