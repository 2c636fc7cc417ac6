"""A request and what becomes of it, as values; and what sends them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

from .._exceptions.connection import APIConnectionError
from .retries import Fault

if TYPE_CHECKING:
    import requests

    from .._uploads.multipart import Upload


class Timeout(NamedTuple):
    """How long an exchange may take, in seconds."""

    connect: float
    """Until the connection stands."""
    silence: float
    """Between two pieces of the answer."""
    exchange: float
    """From the first byte of the request to the last of the answer."""

    def within(self, seconds: float) -> Timeout:
        """The same, and no longer than some seconds."""
        return Timeout(*(min(each, seconds) for each in self))


class Wire(NamedTuple):
    """A request, ready to be sent."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | Upload | None
    timeout: Timeout


class Reply(NamedTuple):
    """A whole answer, whatever its status."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    raw: requests.Response
    problem: str | None = None
    """Why the body cannot be used, where it arrived and cannot."""


class Lost(NamedTuple):
    """No whole answer: what kind of fault it was, and the error to raise if it was the last."""

    fault: Fault
    error: APIConnectionError


Outcome = Reply | Lost


class Transport(Protocol):
    """What sends a request; tests pass a scripted one."""

    def send(self, wire: Wire) -> Outcome:
        """Send once and read the whole answer."""
        ...

    def renew(self) -> None:
        """Forget the connections without touching them: they are another process's."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...
