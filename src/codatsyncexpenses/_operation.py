"""What an operation is, how a request of it is written, and how an answer to it is read.

Plain functions of their arguments: no network, no clock, no state.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from urllib.parse import quote

from . import _codec
from ._response import Response, status_error, text
from .errors import DecodeError, RequestError, SDKError, by_status, status_text

if TYPE_CHECKING:
    from ._messages import Reply, Timeout
    from ._retries import RetryConfig
    from ._settings import Seams
    from .models.shared import ErrorMessage

Req = TypeVar("Req")
Res = TypeVar("Res", bound=Response)


@dataclass(frozen=True)
class Operation(Generic[Req, Res]):
    """One operation of the API; the generated resources hold one for each method."""

    name: str
    """The method that calls it, such as ``sync.get``."""
    method: str
    """The HTTP method."""
    path: str
    """The path, with the wire names of its parameters in braces."""
    request: type[Req]
    """The dataclass that holds the arguments."""
    response: Callable[..., Res]
    """The dataclass that the answer becomes."""
    replies: Mapping[int, tuple[str, Any]]
    """For each documented status, the field of the response and its type."""
    keyed: bool = False
    """Whether it takes an ``Idempotency-Key``."""

    @functools.cached_property
    def success(self) -> str:
        """The statuses that bring the value, for error texts."""
        return " or ".join(str(status) for status in self.replies if status < 400)

    @functools.cached_property
    def segments(self) -> list[tuple[str, str | None]]:
        """The path in pieces: fixed text, and the field whose value follows it."""
        fields = dataclasses.fields(self.request)  # type: ignore[arg-type]  # always a dataclass
        names = {field.metadata.get("path"): field.name for field in fields}
        pieces = re.split(r"\{(\w+)\}", self.path)
        return [
            (text, names[name] if name else None)
            for text, name in zip(pieces[::2], [*pieces[1::2], None], strict=True)
        ]

    @functools.cached_property
    def body(self) -> tuple[str, Any] | None:
        """The field that travels as the body, and its type."""
        for field in dataclasses.fields(self.request):  # type: ignore[arg-type]  # a dataclass
            if "body" in field.metadata:
                return field.name, field.metadata["body"]
        return None


class Calls(Protocol):
    """What a resource hands its operations to."""

    seams: Seams
    """What time is taken from."""

    def call(
        self,
        operation: Operation[Req, Res],
        request: Req,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | Timeout | None = None,
        idempotency_key: str | None = None,
        left: Callable[[], float] | None = None,
    ) -> Res:
        """Make one call, with all its attempts.

        :param left: tells before each attempt how many seconds it may take at most
        """
        ...

    def policy(self, retries: RetryConfig | None) -> RetryConfig:
        """The retries of a call that brings no more than these."""
        ...

    def pause(self, seconds: float) -> object:
        """Let time pass; true where the client was closed meanwhile."""
        ...


class Resource:
    """Base of the generated resources."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls


def encode(operation: Operation[Req, Any], request: Req) -> tuple[str, bytes | None]:
    """The path and the body of a request.

    :raises RequestError: if an argument is missing or cannot be sent
    """
    path = "".join(
        text if field is None else text + _segment(operation, request, field)
        for text, field in operation.segments
    )
    if operation.body is None:
        return path, None
    field, type_ = operation.body
    value = _argument(operation, request, field)
    if value is None:
        return path, None
    try:
        return path, _codec.encode(value, type_)
    except _codec.CodecError as error:
        where = f"{operation.name}: {field}"
        raise RequestError(f"{where}: {error}".replace("`$", f"`{field}")) from error


def _argument(operation: Operation[Req, Any], request: Req, field: str) -> Any:
    try:
        return getattr(request, field)
    except AttributeError:
        raise RequestError(
            f"{operation.name} takes an operations.{operation.request.__name__}; "
            f"{type(request).__name__} has no {field}"
        ) from None


def _segment(operation: Operation[Req, Any], request: Req, field: str) -> str:
    """An identifier as one segment of the path, so that it cannot lead to another operation."""
    value = _argument(operation, request, field)
    if isinstance(value, bool) or not isinstance(value, (str, int, uuid.UUID)):
        raise RequestError(
            f"{operation.name}: {field} must be a string, not {type(value).__name__}"
        )
    # The text of an enum's member is its value, on every Python.
    try:
        text = str.__str__(value) if isinstance(value, str) else format(value, "")
    except ValueError as error:  # an int of thousands of digits
        raise RequestError(f"{operation.name}: {field} is no identifier: {error}") from None
    if text in ("", ".", ".."):
        # Percent-encoding does not help against dots: HTTP libraries decode and resolve them.
        raise RequestError(f"{operation.name}: {field} must be an identifier, not {text!r}")
    try:
        return quote(text, safe="")
    except UnicodeEncodeError as error:
        raise RequestError(f"{operation.name}: {field} is not valid text: {error}") from error


def decode(operation: Operation[Any, Res], reply: Reply) -> Res:
    """The response for a documented status.

    :raises SDKError: for any other status, an unexpected content type or an undecodable body
    """
    expected = operation.replies.get(reply.status)
    if expected is None:
        error = status_error(reply.status, reply.raw, api_error(reply))
        if reply.status < 400:
            error.message = (
                f"{operation.name} expects {operation.success} and was answered "
                f"{status_text(reply.status)}"
            )
        raise error
    field, type_ = expected
    if reply.problem is not None:
        raise _error(_kind(reply.status), f"{operation.name}: {reply.problem}", reply)
    content_type = reply.headers.get("Content-Type")
    if content_type is None or not _is_json(content_type):
        raise _error(_kind(reply.status), f"unknown content-type received: {content_type}", reply)
    try:
        value = _codec.decode(reply.body, type_)
    except _codec.CodecError as error:
        message = f"{operation.name}: the body of {status_text(reply.status)} is not as expected: "
        raise _error(_kind(reply.status), f"{message}{error}", reply) from error
    return operation.response(
        content_type=content_type,
        status_code=reply.status,
        raw_response=reply.raw,
        **{field: value},
    )


def _kind(status: int) -> type[SDKError]:
    """The class for a body that cannot be read: an error's status is not hidden by its body."""
    return DecodeError if status < 400 else by_status(status)


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


def api_error(reply: Reply) -> ErrorMessage | None:
    """What the API says about an error, if its body says anything that can be read."""
    from .models.shared import ErrorMessage

    if reply.status < 400 or reply.problem or not _is_json(reply.headers.get("Content-Type", "")):
        return None
    try:
        said: ErrorMessage = _codec.decode(reply.body, ErrorMessage)
    except _codec.CodecError:
        return None
    return said


def _error(kind: type[SDKError], message: str, reply: Reply) -> SDKError:
    return kind(message, reply.status, text(reply.body), reply.raw, error_message=api_error(reply))
