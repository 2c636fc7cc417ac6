"""The faults with a function of their own."""

from __future__ import annotations

import gzip
from datetime import datetime, timezone
from email.utils import format_datetime

from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox._fault import (
    CHUNKED,
    GZIP,
    Fault,
    chunks,
    said,
    with_body,
    with_objects,
)
from codatsyncexpenses.sandbox._steps import Close, Drip, Hold, Sent, Step, Write, body, head, whole


def reply(
    status: int,
    body: object = None,
    headers: dict[str, str] | None = None,
    *,
    processed: bool = False,
    name: str | None = None,
) -> Fault:
    """Answer with a status of one's own choice.

    :param body: bytes, text, or what is written as JSON; None is the API's body of an error for an
        error status, and nothing for another one
    :param headers: beside the usual ones, or in their place
    :param processed: act on the request nevertheless
    :param name: what the journal calls it
    """
    if isinstance(status, bool) or not isinstance(status, int) or not 200 <= status <= 599:
        raise ConfigurationError(f"status must be from 200 to 599, not {status!r}")
    given = {**(headers or {})}
    return Fault(
        name or f"reply {status}",
        change=lambda sent: said(sent, status, body, given),
        processed=processed,
    )


def rate_limited(
    retry_after: float | str | datetime | None = 1, *, reset: float | str | None = None
) -> Fault:
    """Answer 429.

    :param retry_after: the header `Retry-After`: seconds, a date, or any text; None leaves it out
    :param reset: the header `X-Rate-Limit-Reset`, with a quota of which nothing is left
    """
    headers: dict[str, str] = {}
    if isinstance(retry_after, datetime):
        moment = retry_after.astimezone(timezone.utc)
        headers["Retry-After"] = format_datetime(moment, usegmt=True)
    elif retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    if reset is not None:
        headers |= {"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": str(reset)}
    return reply(429, headers=headers, name="rate_limited")


def server_error(status: int = 503, *, processed: bool = False) -> Fault:
    """Answer with a server's error, in the API's body."""
    return reply(status, processed=processed, name=f"server_error {status}")


def html(status: int = 502) -> Fault:
    """Answer with a page of HTML, as a proxy does whose server is gone."""
    page = f"<html><body><h1>{status}</h1></body></html>"
    return reply(status, page, {"Content-Type": "text/html; charset=utf-8"}, name=f"html {status}")


def redirect(location: str, status: int = 302) -> Fault:
    """Point to another address."""
    return reply(status, headers={"Location": location}, name=f"redirect {status}")


def reset(*, processed: bool = False) -> Fault:
    """Reset the connection instead of an answer."""
    return Fault("reset", steps=lambda _: [Close(reset=True)], processed=processed)


def close(*, processed: bool = False) -> Fault:
    """Close the connection instead of an answer."""
    return Fault("close", steps=lambda _: [Close()], processed=processed)


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def reset_mid_body() -> Fault:
    """Reset the connection in the middle of the body."""
    return Fault(
        "reset_mid_body",
        steps=lambda sent: [Write(head(sent) + _half(body(sent))), Close(reset=True)],
    )


def cut_body() -> Fault:
    """Close the connection in the middle of the body."""
    return Fault("cut_body", steps=lambda sent: [Write(head(sent) + _half(body(sent))), Close()])


def cut_chunks() -> Fault:
    """Send the body in chunks, and close the connection within one of them."""

    def steps(sent: Sent) -> list[Step]:
        return [Write(head(sent, CHUNKED) + chunks(body(sent))[:-10]), Close()]

    return Fault("cut_chunks", steps=steps)


def cut_gzip() -> Fault:
    """Compress the body, and leave out its end, although its length is as it says."""

    def steps(sent: Sent) -> list[Step]:
        packed = gzip.compress(body(sent), mtime=0)[:-10]
        return [Write(head(sent, GZIP, ("Content-Length", str(len(packed)))) + packed)]

    return Fault("cut_gzip", steps=steps)


def hang(seconds: float = 3600.0) -> Fault:
    """Act on the request, and answer after so many seconds of real time."""
    return Fault("hang", steps=lambda sent: [Hold(seconds), *whole(sent)])


def drip(pause: float = 0.05) -> Fault:
    """Send the body a byte at a time, with pauses of so many seconds of real time."""
    return Fault("drip", steps=lambda sent: [Write(head(sent)), Drip(body(sent), pause)])


def drip_headers(pause: float = 0.05) -> Fault:
    """Send the headers a byte at a time, with pauses of so many seconds of real time."""
    return Fault("drip_headers", steps=lambda sent: [Drip(head(sent), pause), Write(body(sent))])


def idle_close() -> Fault:
    """Answer, and close the connection without saying so."""
    return Fault("idle_close", steps=lambda sent: [*whole(sent), Close()])


def interim(status: int = 103, *, pause: float = 0.0) -> Fault:
    """Send an interim answer before the final one, which comes so many seconds later."""
    first = f"HTTP/1.1 {status} Interim\r\n\r\n".encode()
    return Fault(f"interim {status}", steps=lambda sent: [Write(first), Hold(pause), *whole(sent)])


def second_answer() -> Fault:
    """Send the answer, and right after it one that nobody asked for."""
    other = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    return Fault(
        "second_answer", steps=lambda sent: [Write(head(sent) + body(sent) + other), Close()]
    )


def truncated() -> Fault:
    """Leave out the second half of the JSON; its length is as the headers say."""
    return Fault("truncated", change=with_body(_half))


def unknown_fields() -> Fault:
    """Add fields that the API does not have today."""
    new = {"brandNew": {"deep": [1, None]}, "class": "x"}
    return Fault("unknown_fields", change=with_objects(lambda each: {**each, **new}))


def null_fields() -> Fault:
    """Put null in the place of every text."""
    return Fault(
        "null_fields",
        change=with_objects(
            lambda each: {
                name: None if isinstance(value, str) else value for name, value in each.items()
            }
        ),
    )


def unknown_code(code: int = 2999, text: str = "Complete") -> Fault:
    """Answer with a status code of a sync that the API does not have today."""
    new = {"syncStatusCode": code, "syncStatus": text}
    return Fault(
        "unknown_code",
        change=with_objects(lambda each: {**each, **new} if "syncStatusCode" in each else each),
    )


def huge(megabytes: int = 200, status: int = 200) -> Fault:
    """Answer with a body of blanks."""
    block, length = b" " * (1 << 20), ("Content-Length", str(megabytes << 20))
    return Fault(
        "huge",
        change=lambda sent: said(sent, status, b"", {}),
        steps=lambda sent: [
            Write(head(sent, length)),
            *([Write(block, megabytes)] if sent.has_body else []),
        ],
    )
