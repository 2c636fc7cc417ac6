"""A request on the wire and its outcome, as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from .._bases.security import HEADER
from .._exceptions.connection import APIConnectionError
from .retries import Fault

if TYPE_CHECKING:
    import requests

    from .._uploads.multipart import Upload


class Timeout(NamedTuple):
    """Limits on the duration of an exchange, in seconds."""

    connect: float
    """Until the connection is established."""
    read: float
    """Between two reads of the response."""
    exchange: float
    """From the first byte of the request to the last of the response."""

    def within(self, seconds: float) -> Timeout:
        """Return the limits, none longer than some seconds."""
        return Timeout(*(min(each, seconds) for each in self))


class Wire(NamedTuple):
    """A request, ready to be sent."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | Upload | None
    timeout: Timeout
    hidden: tuple[str, ...] = (HEADER,)
    """The headers whose values are not shown."""
    deadline: float | None = None
    """The seconds of the call's deadline, if the call has one that ends this request."""


class Reply(NamedTuple):
    """A complete response, whatever its status."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    raw: requests.Response
    problem: str | None = None
    """The reason why a received body cannot be used; None if it can."""


class Lost(NamedTuple):
    """No complete response: the kind of fault, and the error to raise after the last attempt."""

    fault: Fault
    error: APIConnectionError
    proxied: bool = False
    """Whether the connection was to a proxy."""


Outcome = Reply | Lost
