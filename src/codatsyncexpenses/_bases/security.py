"""The credential, which no text shows.

Error trackers and test runners print the local variables of an exception's frames, including the
items of lists, tuples and mappings. A frame that an exception can pass therefore holds a credential
only as a `Secret`, or in a `Hidden`.
"""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from typing import Generic, SupportsIndex, TypeVar

from .._exceptions import ConfigurationError
from .._schema.hints import Self

HEADER = "Authorization"
MASK = "***"


class Credential:
    """Base class of ``shared.Security``, printed as ``***``."""

    auth_header: str

    def __init__(self, auth_header: str) -> None:
        self.auth_header = auth_header

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        # A subclass that is a dataclass would get a repr of its own, which shows the header.
        for name in {"__repr__"} - vars(cls).keys():
            setattr(cls, name, getattr(Credential, name))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(auth_header={MASK!r})"

    @classmethod
    def from_api_key(cls, api_key: str) -> Self:
        """Create the credential from the API key as Codat shows it; it is then encoded in base64.

        :raises ConfigurationError: if the key is empty or is already a header
        """
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
        # The error of `encode` itself would contain the key.
        if api_key.encode(errors="replace").decode() != api_key:
            raise ConfigurationError("the API key is not valid text")
        return cls("Basic " + base64.b64encode(api_key.strip().encode()).decode())


Security = Credential | Callable[[], Credential | Awaitable[Credential]] | None
Value = TypeVar("Value", covariant=True)


class Hidden(Generic[Value]):
    """Any value, shown as ``***``."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value: Value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash(self.value)

    def __reduce__(self) -> tuple[object, ...]:
        """Support every pickle protocol, which slots alone do not."""
        return type(self), (self.value,)

    def __repr__(self) -> str:
        return MASK


class Secret(str):
    """Text shown as ``***`` when its container or its frame is printed."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(MASK)

    def __getitem__(self, key: SupportsIndex | slice) -> Secret:
        return Secret(super().__getitem__(key))  # for tools that shorten a text before showing it
