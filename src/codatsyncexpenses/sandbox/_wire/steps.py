"""A response to send: as a value, then as the steps of its connection."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Response:
    """A response to send."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    correlation_id: str = ""
    """The correlation id of an error response sent instead."""
    has_body: bool = True
    """Whether the body is sent; it is not for HEAD."""


@dataclass(frozen=True)
class Write:
    """Send bytes, once or repeatedly."""

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
    """Wait some seconds."""

    seconds: float


@dataclass(frozen=True)
class Close:
    """Close the connection, normally or with a reset."""

    reset: bool = False


Step = Write | Drip | Hold | Close


def head(response: Response, *framing: tuple[str, str]) -> bytes:
    """Return the status line and the headers; the default framing is the body's length."""
    if not framing and response.status not in (204, 304):
        framing = (("Content-Length", str(len(response.body))),)
    phrase = http.client.responses.get(response.status, "Unknown")
    lines = [f"{name}: {value}" for name, value in (*response.headers, *framing)]
    return "\r\n".join([f"HTTP/1.1 {response.status} {phrase}", *lines, "", ""]).encode("latin-1")


def body(response: Response) -> bytes:
    """Return the body as sent: empty if the method or the status allows none."""
    return response.body if response.has_body and response.status not in (204, 304) else b""


def whole(response: Response) -> list[Step]:
    """Return the step that sends a response unchanged."""
    return [Write(head(response) + body(response))]


def error_body(status: int, error: str, service: str, correlation_id: str) -> bytes:
    """Return the body of an error of the API."""
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
