"""The credential, which is kept out of every text."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING

from .._exceptions import ConfigurationError

if TYPE_CHECKING:
    from typing_extensions import Self

HEADER = "Authorization"
MASK = "***"


class Credential:
    """Base class of ``shared.Security``, printed as ``***``."""

    auth_header: str

    def __init__(self, auth_header: str) -> None:
        self.auth_header = auth_header

    def __repr__(self) -> str:
        return f"{type(self).__name__}(auth_header={MASK!r})"

    @classmethod
    def from_api_key(cls, api_key: str) -> Self:
        """Create the credential from the API key as Codat shows it, which is encoded in base64.

        :raises ConfigurationError: if the key is empty or is already a header
        """
        # If anything below raises, the locals of this frame may be printed.
        kind: type[object] = type(api_key)
        api_key = Secret(api_key if isinstance(api_key, str) else "")
        if not issubclass(kind, str):
            raise ConfigurationError(f"the API key must be text, not {kind.__name__}")
        if not api_key.strip():
            raise ConfigurationError("the API key is empty: copy it from Codat's portal")
        if api_key.strip().lower().startswith("basic "):
            raise ConfigurationError(
                "from_api_key takes the bare API key; a value that starts with 'Basic ' is a "
                "header: use Security(auth_header=...)"
            )
        try:
            encoded = base64.b64encode(api_key.strip().encode())
        except UnicodeEncodeError:
            raise ConfigurationError("the API key is not valid text") from None
        return cls("Basic " + encoded.decode())


Security = Credential | Callable[[], Credential] | None


class Secret(str):
    """Text shown as ``***`` where its container, or a frame that holds it, is printed."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(MASK)
