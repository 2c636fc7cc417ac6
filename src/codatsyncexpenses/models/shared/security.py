# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The credential of a client."""

from dataclasses import dataclass

from ..._bases.security import Credential

__all__ = ["Security"]


@dataclass(repr=False)
class Security(Credential):
    """The credential of a client; its value is never shown."""

    auth_header: str
    """The whole value of the Authorization header: the word `Basic`, a space, and the API key in
    base64.
    """
