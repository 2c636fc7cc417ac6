"""What a fault is, and the pieces that the faults are made of."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from codatsyncexpenses.sandbox._steps import Sent, Step, error_body, whole

_Objects = dict[str, Any] | list[dict[str, Any]]
CHUNKED = ("Transfer-Encoding", "chunked")
GZIP = ("Content-Encoding", "gzip")


@dataclass(frozen=True, repr=False)
class Fault:
    """Something that goes wrong with one request; the functions of `sandbox.faults` make them."""

    name: str
    change: Callable[[Sent], Sent] = lambda sent: sent
    """Makes another answer out of the right one."""
    steps: Callable[[Sent], list[Step]] = whole
    """How the answer goes out."""
    processed: bool = True
    """Whether the request is acted on; if not, `change` is given an answer of status 503."""

    def __repr__(self) -> str:
        return f"<Fault {self.name}>"


def said(sent: Sent, status: int, body: object, headers: dict[str, str]) -> Sent:
    """Answer with this status, body and headers instead; a body of None is the API's error."""
    if isinstance(body, str):
        body = body.encode()
    if body is None and status >= 400:
        error = "This answer was asked for by the test."
        body = error_body(status, error, "PublicApi", sent.correlation_id)
    elif not isinstance(body, bytes):
        body = b"" if body is None else json.dumps(body).encode()
    return with_headers(dataclasses.replace(sent, status=status, body=body), headers)


def with_headers(sent: Sent, headers: dict[str, str]) -> Sent:
    """Give an answer other headers, each in the place of those of that name."""
    names = {name.lower() for name in headers}
    kept = [pair for pair in sent.headers if pair[0].lower() not in names]
    return dataclasses.replace(sent, headers=(*kept, *headers.items()))


def more_headers(sent: Sent, *headers: tuple[str, str]) -> Sent:
    """Give an answer more headers, beside those of the same name."""
    return dataclasses.replace(sent, headers=(*sent.headers, *headers))


def with_body(change: Callable[[bytes], bytes]) -> Callable[[Sent], Sent]:
    """Change the bytes of the body."""
    return lambda sent: dataclasses.replace(sent, body=change(sent.body))


def with_objects(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Sent], Sent]:
    """Change the JSON object of the body, or each object of its list."""

    def changed(body: bytes) -> bytes:
        try:
            value: _Objects = msgspec.json.decode(body, type=_Objects)
        except msgspec.DecodeError:
            return body
        return json.dumps(
            [change(each) for each in value] if isinstance(value, list) else change(value)
        ).encode()

    return with_body(changed)


def chunks(*pieces: bytes) -> bytes:
    """Write a body in chunks, with its end."""
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (*pieces, b""))
