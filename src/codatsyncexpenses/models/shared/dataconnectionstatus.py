# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""How a connection stands."""

from ..._schema.enums import TextEnum

__all__ = [
    "DataConnectionStatus",
]


class DataConnectionStatus(TextEnum):
    """How a connection stands. The service may add values."""

    PENDING_AUTH = "PendingAuth"
    """Created, but not yet authorised by the customer."""
    LINKED = "Linked"
    """Authorised and usable."""
    UNLINKED = "Unlinked"
    """Unlinked, and so not usable."""
    DEAUTHORIZED = "Deauthorized"
    """The authorisation was withdrawn or has ended."""
