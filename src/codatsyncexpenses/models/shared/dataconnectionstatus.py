# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The status of a connection."""

from ..._schema.enums import TextEnum

__all__ = [
    "DataConnectionStatus",
]


class DataConnectionStatus(TextEnum):
    """The status of a connection. The service may add values."""

    PENDING_AUTH = "PendingAuth"
    """Created, but not yet authorised by the customer."""
    LINKED = "Linked"
    """Authorised and usable."""
    UNLINKED = "Unlinked"
    """Unlinked, and so not usable."""
    DEAUTHORIZED = "Deauthorized"
    """The authorisation was withdrawn or has ended."""
