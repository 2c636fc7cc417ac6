"""An answer on its way out: as a value, then as the steps that its connection takes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class Sent:
    """An answer as it is to be sent."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    correlation_id: str = ""
    """What an error answer in its place would be known by."""
    has_body: bool = True
    """Whether the body goes out; it does not to a HEAD."""


@dataclass(frozen=True)
class Write:
    """Send bytes, so many times."""

    data: bytes
    times: int = 1


@dataclass(frozen=True)
class Drip:
    """Send a byte at a time."""

    data: bytes
    pause: float
    """Seconds between two bytes."""


@dataclass(frozen=True)
class Hold:
    """Send nothing for some seconds."""

    seconds: float


@dataclass(frozen=True)
class Close:
    """Close the connection, in order or with a reset."""

    reset: bool = False


Step = Write | Drip | Hold | Close


def head(sent: Sent, *framing: tuple[str, str]) -> bytes:
    """Write the status line and the headers; without other framing, with the body's length."""
    if not framing and sent.status not in (204, 304):
        framing = (("Content-Length", str(len(sent.body))),)
    try:
        phrase = HTTPStatus(sent.status).phrase
    except ValueError:
        phrase = "Unknown"
    lines = [f"{name}: {value}" for name, value in (*sent.headers, *framing)]
    return "\r\n".join([f"HTTP/1.1 {sent.status} {phrase}", *lines, "", ""]).encode("latin-1")


def body(sent: Sent) -> bytes:
    """The body as far as it is sent."""
    return sent.body if sent.has_body and sent.status not in (204, 304) else b""


def whole(sent: Sent) -> list[Step]:
    """Send an answer as it is."""
    return [Write(head(sent) + body(sent))]


def error_body(status: int, error: str, service: str, correlation_id: str) -> bytes:
    """Write the API's body of an error."""
    return json.dumps(
        {
            "statusCode": status,
            "service": service,
            "error": error,
            "correlationId": correlation_id,
            "canBeRetried": "Unknown",
            "detailedErrorCode": 0,
            "validation": None,
        }
    ).encode()
