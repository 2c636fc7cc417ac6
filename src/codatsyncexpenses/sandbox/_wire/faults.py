"""Faults of responses, and the script of the next ones."""

from __future__ import annotations

import dataclasses
import functools
import gzip
import inspect
import json
import random
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import format_datetime
from typing import NamedTuple, ParamSpec

import msgspec

from codatsyncexpenses._display.repr import guarded
from codatsyncexpenses._schema.hints import is_number
from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox._state import checks
from codatsyncexpenses.sandbox._wire.steps import (
    Close,
    Drip,
    Hold,
    Response,
    Step,
    Write,
    body,
    error_body,
    head,
    whole,
)

_MOST = 1_000_000  # replies of one call
_Objects = dict[str, object] | list[dict[str, object]]
CHUNKED = ("Transfer-Encoding", "chunked")
GZIP = ("Content-Encoding", "gzip")


@dataclass(frozen=True, repr=False)
class Fault:
    """A fault of one request; the functions of `sandbox.faults` return them."""

    name: str
    change: Callable[[Response], Response] = lambda response: response
    """Returns the response to send in place of the correct one."""
    steps: Callable[[Response], list[Step]] = whole
    """Returns the steps that send the response."""
    processed: bool = True
    """Whether the request is processed; if not, `change` gets a response with status 503."""
    recipe: tuple[str, Mapping[str, object]] | None = None
    """The function that made it and its arguments; None for a fault of the caller's own."""

    @guarded
    def __repr__(self) -> str:
        return f"<Fault {self.name}>"


def _replaced(
    response: Response, status: int, content: bytes | None, headers: dict[str, str]
) -> Response:
    """Return a response with this status, body and headers; None is the body of an API error."""
    if content is None and status >= 400:
        error = "The test asked for this response."
        content = error_body(status, error, "PublicApi", response.correlation_id)
    return with_headers(dataclasses.replace(response, status=status, body=content or b""), headers)


def _content(body: object) -> bytes | None:
    """Return a body as bytes; None is the body of an API error."""
    if body is None or isinstance(body, bytes):
        return body
    try:
        return (body if isinstance(body, str) else json.dumps(body)).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise ConfigurationError(f"body cannot be written as JSON: {error}") from None


def with_headers(response: Response, headers: dict[str, str]) -> Response:
    """Return a response with headers replaced, each by its name."""
    names = {name.lower() for name in headers}
    kept = [pair for pair in response.headers if pair[0].lower() not in names]
    return dataclasses.replace(response, headers=(*kept, *headers.items()))


def more_headers(response: Response, *headers: tuple[str, str]) -> Response:
    """Return a response with headers added, even if it already has some of the names."""
    return dataclasses.replace(response, headers=(*response.headers, *headers))


def with_body(change: Callable[[bytes], bytes]) -> Callable[[Response], Response]:
    """Return a change of the body's bytes."""
    return lambda response: dataclasses.replace(response, body=change(response.body))


def with_objects(
    change: Callable[[dict[str, object]], dict[str, object]],
) -> Callable[[Response], Response]:
    """Return a change of the body's JSON object, or of each object of its list."""

    def changed(content: bytes) -> bytes:
        try:
            value: _Objects = msgspec.json.decode(content, type=_Objects)
        except msgspec.DecodeError:
            return content
        return json.dumps(
            [change(each) for each in value] if isinstance(value, list) else change(value)
        ).encode()

    return with_body(changed)


def chunks(*pieces: bytes) -> bytes:
    """Return a chunked body with its end."""
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (*pieces, b""))


Arguments = ParamSpec("Arguments")

MAKERS: dict[str, Callable[..., Fault]] = {}
"""The functions that make faults, by their names."""


def _recorded(make: Callable[Arguments, Fault]) -> Callable[Arguments, Fault]:
    """Let a function note its arguments in the faults that it makes."""

    @functools.wraps(make)
    def made(*args: Arguments.args, **options: Arguments.kwargs) -> Fault:
        given = inspect.signature(make).bind(*args, **options).arguments
        return dataclasses.replace(make(*args, **options), recipe=(make.__name__, given))

    MAKERS[make.__name__] = made
    return made


@_recorded
def reply(
    status: int,
    body: object = None,
    headers: dict[str, str] | None = None,
    *,
    processed: bool = False,
    name: str | None = None,
) -> Fault:
    """Respond with any status.

    :param body: bytes, text, or a value to send as JSON; None is the body of an API error for an
        error status, and no body for any other
    :param headers: headers to add or to replace
    :param processed: whether the request is still processed
    :param name: the name in the journal
    """
    checks.within("status", status, 200, 599)
    given, content = {**(headers or {})}, _content(body)
    for each in given.items():
        checks.header(*each)
    return Fault(
        name or f"reply {status}",
        change=lambda response: _replaced(response, status, content, given),
        processed=processed,
    )


def http_date(moment: datetime) -> str:
    """Return a date as a header has it."""
    return format_datetime(moment.astimezone(timezone.utc), usegmt=True)


@_recorded
def rate_limited(
    retry_after: float | str | datetime | None = 1, *, reset: float | str | None = None
) -> Fault:
    """Respond with 429.

    :param retry_after: the header `Retry-After`: seconds, a date, or any text; None leaves it out
    :param reset: the header `X-Rate-Limit-Reset`, with an exhausted quota
    """
    headers: dict[str, str] = {}
    if isinstance(retry_after, datetime):
        headers["Retry-After"] = http_date(retry_after)
    elif retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    if reset is not None:
        headers |= {"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": str(reset)}
    return reply(429, headers=headers, name="rate_limited")


@_recorded
def server_error(status: int = 503, *, processed: bool = False) -> Fault:
    """Respond with a server error in the form of the API."""
    return reply(status, processed=processed, name=f"server_error {status}")


@_recorded
def html(status: int = 502) -> Fault:
    """Respond with an HTML page, as a proxy does when its server is down."""
    page = f"<html><body><h1>{status}</h1></body></html>"
    return reply(status, page, {"Content-Type": "text/html; charset=utf-8"}, name=f"html {status}")


@_recorded
def redirect(location: str, status: int = 302) -> Fault:
    """Redirect to another location."""
    return reply(status, headers={"Location": location}, name=f"redirect {status}")


@_recorded
def reset(*, processed: bool = False) -> Fault:
    """Reset the connection instead of responding."""
    return Fault("reset", steps=lambda _: [Close(reset=True)], processed=processed)


@_recorded
def close(*, processed: bool = False) -> Fault:
    """Close the connection instead of responding."""
    return Fault("close", steps=lambda _: [Close()], processed=processed)


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


@_recorded
def reset_mid_body() -> Fault:
    """Reset the connection in the middle of the body."""
    return Fault(
        "reset_mid_body",
        steps=lambda response: [Write(head(response) + _half(body(response))), Close(reset=True)],
    )


@_recorded
def cut_body() -> Fault:
    """Close the connection in the middle of the body."""
    return Fault(
        "cut_body", steps=lambda response: [Write(head(response) + _half(body(response))), Close()]
    )


@_recorded
def cut_chunks() -> Fault:
    """Send a chunked body, and close the connection within a chunk."""

    def steps(response: Response) -> list[Step]:
        return [Write(head(response, CHUNKED) + chunks(body(response))[:-10]), Close()]

    return Fault("cut_chunks", steps=steps)


@_recorded
def cut_gzip() -> Fault:
    """Send a compressed body without its end; its length matches the header."""

    def steps(response: Response) -> list[Step]:
        packed = gzip.compress(body(response), mtime=0)[:-10]
        return [Write(head(response, GZIP, ("Content-Length", str(len(packed)))) + packed)]

    return Fault("cut_gzip", steps=steps)


@_recorded
def hang(seconds: float = 3600.0) -> Fault:
    """Process the request, and respond after some seconds of real time."""
    checks.duration("seconds", seconds)
    return Fault("hang", steps=lambda response: [Hold(seconds), *whole(response)])


@_recorded
def drip(pause: float = 0.05) -> Fault:
    """Send the body a byte at a time, with pauses in seconds of real time."""
    checks.duration("pause", pause)
    return Fault(
        "drip", steps=lambda response: [Write(head(response)), Drip(body(response), pause)]
    )


@_recorded
def drip_headers(pause: float = 0.05) -> Fault:
    """Send the headers a byte at a time, with pauses in seconds of real time."""
    checks.duration("pause", pause)
    return Fault(
        "drip_headers", steps=lambda response: [Drip(head(response), pause), Write(body(response))]
    )


@_recorded
def idle_close() -> Fault:
    """Respond, and close the connection without announcing it."""
    return Fault("idle_close", steps=lambda response: [*whole(response), Close()])


@_recorded
def interim(status: int = 103, *, pause: float = 0.0) -> Fault:
    """Send an interim response, and the final one some seconds later."""
    checks.within("status", status, 100, 199)
    checks.duration("pause", pause)
    first = f"HTTP/1.1 {status} Interim\r\n\r\n".encode()
    return Fault(
        f"interim {status}", steps=lambda response: [Write(first), Hold(pause), *whole(response)]
    )


@_recorded
def second_answer() -> Fault:
    """Send the response, followed by one without a request."""
    other = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    return Fault(
        "second_answer",
        steps=lambda response: [Write(head(response) + body(response) + other), Close()],
    )


@_recorded
def truncated() -> Fault:
    """Leave out the second half of the JSON; its length matches the header."""
    return Fault("truncated", change=with_body(_half))


@_recorded
def unknown_fields() -> Fault:
    """Add fields that the API does not define."""
    new = {"brandNew": {"deep": [1, None]}, "class": "x"}
    return Fault("unknown_fields", change=with_objects(lambda each: {**each, **new}))


@_recorded
def null_fields() -> Fault:
    """Replace every string with null."""
    return Fault(
        "null_fields",
        change=with_objects(
            lambda each: {
                name: None if isinstance(value, str) else value for name, value in each.items()
            }
        ),
    )


@_recorded
def unknown_code(code: int = 2999, text: str = "Complete") -> Fault:
    """Respond with a sync status code that the API does not define."""
    new = {"syncStatusCode": code, "syncStatus": text}
    return Fault(
        "unknown_code",
        change=with_objects(lambda each: {**each, **new} if "syncStatusCode" in each else each),
    )


@_recorded
def huge(megabytes: int = 200, status: int = 200) -> Fault:
    """Respond with a huge body of spaces."""
    checks.within("megabytes", megabytes, 0, 1_000_000)
    checks.within("status", status, 200, 599)
    block, length = b" " * (1 << 20), ("Content-Length", str(megabytes << 20))
    return Fault(
        "huge",
        change=lambda response: _replaced(response, status, b"", {}),
        steps=lambda response: [
            Write(head(response, length)),
            *([Write(block, megabytes)] if response.has_body else []),
        ],
    )


class Script:
    """A queue of faults, each for one request."""

    def __init__(self, operations: Callable[[], Collection[str]]) -> None:
        self._operations = operations
        self._lock = threading.Lock()
        self._waiting: list[_Planned] = []

    def add(
        self,
        *replies: Fault | int,
        operation: str | None = None,
        company_id: str | None = None,
        times: int = 1,
        probability: float = 1.0,
        seed: int = 0,
    ) -> None:
        """Add faults to the queue.

        :raises ConfigurationError: if there is no such operation, or a value is out of range
        """
        if not is_number(probability, least=0) or probability > 1:
            raise ConfigurationError(f"probability must be from 0 to 1, not {probability!r}")
        dice = random.Random(checks.count("seed", seed))  # noqa: S311 - faults are no secret
        if operation is not None and operation not in (known := self._operations()):
            names = ", ".join(sorted(known))
            raise ConfigurationError(f"operation must be one of {names}, not {operation!r}")
        made = [each if isinstance(each, Fault) else reply(each) for each in replies]
        checks.count("times", times, 0, _MOST // max(1, len(made)))
        with self._lock:
            self._waiting += [
                _Planned(fault, operation, company_id, probability, dice.random)
                for _ in range(times)
                for fault in made
            ]

    def clear(self) -> None:
        """Empty the queue."""
        with self._lock:
            self._waiting.clear()

    def take(self, operation: str | None, company_id: str | None = None) -> Fault | None:
        """Remove and return the first fault for this request; None if it gets none."""
        with self._lock:
            for number, planned in enumerate(self._waiting):
                if planned.operation in (None, operation) and planned.company_id in (
                    None,
                    company_id,
                ):
                    # A request that is spared leaves the fault to the next one.
                    if planned.probability < 1 and planned.dice() >= planned.probability:
                        return None
                    del self._waiting[number]
                    return planned.fault
        return None


class _Planned(NamedTuple):
    """A fault, and the requests that may get it."""

    fault: Fault
    operation: str | None
    company_id: str | None
    probability: float
    dice: Callable[[], float]
