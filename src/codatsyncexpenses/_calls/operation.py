"""An operation: the encoding of its request and the decoding of its reply.

Generated resources consist of the classes here. The functions depend only on their arguments: no
network, no clock, no state.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import uuid
import warnings
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar
from urllib.parse import quote

from .._bases import codec
from .._bases.model import Model, ModelList
from .._bases.response import Response, status_error, text
from .._exceptions import (
    DecodeError,
    RequestError,
    RequestValidationError,
    SDKError,
    Violation,
    by_status,
    excerpt,
    shared,
    status_text,
)
from .._lazy import LateModule, kept
from .._schema.formats import PATTERNS, UUID, WORDS
from .._schema.hints import hints, is_list
from .settings import CallOptions, KeyedOptions

if TYPE_CHECKING:
    from .._schema import checks
    from .._uploads import file
    from .._uploads.multipart import Upload
    from .wire import Reply
else:
    checks = LateModule(".._schema.checks", __package__)
    file = LateModule(".._uploads.file", __package__)

Req = TypeVar("Req")
Res = TypeVar("Res", bound=Response[Any])
Item = TypeVar("Item", bound=Model)

_UNLISTED: Any = object()
_UNKNOWN_TYPE = "unknown content-type received"  # as 3.1.0 has it
_PLAIN_SEGMENT = re.compile(r"[A-Za-z0-9_-]+")  # the same as `quote`, only faster
_UUID = re.compile(PATTERNS[UUID])
_BEFORE = b" \t\r\n\xef\xbb\xbf"  # characters allowed before JSON
_SHOWN = 5  # violations that an error's text shows; `violations` has them all


# These classes have no comparison and no repr: creating those would slow the first call.
@dataclass(eq=False, repr=False)
class Operation(Generic[Req, Res]):
    """One operation of the API; the generated resources have one for each method."""

    name: str
    """The method that calls it, such as ``sync.get``."""
    method: str
    """The HTTP method."""
    path: str
    """The path, with the wire names of its parameters in braces."""
    request: type[Req]
    """The dataclass that holds the arguments."""
    response: Callable[..., Res]
    """The class of the response."""
    replies: Mapping[int, tuple[str, Any] | None]
    """For each documented status, the field of the response and its type; None for no body."""
    errors: tuple[int, ...] = ()
    """The documented error statuses, which carry the API's message; added to ``replies``."""
    keyed: bool = False
    """Whether it takes an ``Idempotency-Key``."""
    writes: bool = False
    """Whether it changes data on the service."""
    many: str | None = None
    """The field for all values, if the value may come as one object or as a list of them."""
    former: Operation[Any, Any] | None = None
    """The operation to call instead if the body is of its type, as in 3.1.0."""
    deprecated: str | None = None
    """The date when the service removes it, and the replacement."""

    def __post_init__(self) -> None:
        if self.errors:
            message = ("error_message", shared.ErrorMessage)
            self.replies = {**self.replies, **dict.fromkeys(self.errors, message)}

    @kept
    def success(self) -> str:
        """The statuses of success, for error texts."""
        return " or ".join(str(status) for status in self.replies if status < 400)

    @kept
    def takes(self) -> str:
        """The expected class of the request, for error texts."""
        package = "shared" if ".shared." in self.request.__module__ else "operations"
        return f"takes {'an' if package == 'operations' else 'a'} {package}.{self.request.__name__}"

    @kept
    def error(self) -> type[shared.ErrorMessage] | None:
        """The model of the errors it documents."""
        types = (reply[1] for status, reply in self.replies.items() if reply and status >= 400)
        return next(types, None)

    @kept
    def segments(self) -> list[tuple[str, str | None, bool]]:
        """The parts of the path: fixed text, the field after it, and whether that is a UUID."""
        fields = dataclasses.fields(self.request)  # type: ignore[arg-type]  # always a dataclass
        known = {field.metadata["path"]: field for field in fields if "path" in field.metadata}
        *pieces, end = re.split(r"\{(\w+)\}", self.path)
        found = [(text, known[name]) for text, name in zip(pieces[::2], pieces[1::2], strict=True)]
        of = [(text, f.name, f.metadata["limits"].get("format") == UUID) for text, f in found]
        return [*of, (end, None, False)]

    @kept
    def query(self) -> list[tuple[str, str, Mapping[str, Any]]]:
        """The fields that are sent in the query, each with its wire name and limits."""
        return [
            (field.name, field.metadata["query"], field.metadata["limits"])
            for field in dataclasses.fields(self.request)  # type: ignore[arg-type]  # a dataclass
            if "query" in field.metadata
        ]

    @kept
    def body(self) -> Body | None:
        """The body of the request; None if it has none."""
        for field in dataclasses.fields(self.request):  # type: ignore[arg-type]  # a dataclass
            held = field.metadata
            if "body" in held:
                return Body(field.name, held["body"], held["required"], held["limits"])
            if "file" in held:
                return Body(field.name, None, held["required"], part=held["file"])
            if "json" in held:  # the request is the body itself
                return Body(None, self.request, required=True)
        return None

    @kept
    def uploads(self) -> bool:
        """Whether its body is a file."""
        return self.body is not None and self.body.part is not None

    @kept
    def arguments(self) -> dict[str, bool]:
        """The fields of the request, and whether each is required."""
        fields = dataclasses.fields(self.request)  # type: ignore[arg-type]  # always a dataclass
        return {
            field.name: "path" in field.metadata or bool(field.metadata.get("required"))
            for field in fields
        }

    @kept
    def options(self) -> Collection[str]:
        """The names of the options of a call."""
        return (KeyedOptions if self.keyed else CallOptions).__annotations__

    def of(self, request: Req) -> Operation[Req, Res]:
        """Return the operation that a request is for.

        :raises RequestError: if it belongs to another operation, even if its fields would fit
        """
        if not isinstance(request, self.request):
            raise RequestError(
                f"{self.name} {self.takes} or its fields as keywords, not {type(request).__name__}"
            )
        if self.former is None or self.body is None or self.former.body is None:
            return self
        value = getattr(request, self.body.field or "", None)
        if not isinstance(value, self.former.body.type_):
            return self
        if self.former.deprecated:
            warnings.warn(
                f"{self.name} with a {type(value).__name__} is deprecated. "
                f"{self.former.deprecated}",
                DeprecationWarning,
                stacklevel=_level_of_caller(),
            )
        return self._former

    @kept
    def _former(self) -> Operation[Req, Res]:
        """The former operation, with the responses of this one."""
        former: Operation[Any, Any] = self.former or self
        return replace(former, name=self.name, response=self.response)


def _level_of_caller() -> int:
    """Return the ``stacklevel`` with which the calling function warns the caller of the package."""
    package, level, frame = f"{__name__.partition('.')[0]}.", 0, inspect.currentframe()
    while frame is not None and str(frame.f_globals.get("__name__")).startswith(package):
        frame, level = frame.f_back, level + 1
    return level


class Body(NamedTuple):
    """The body of an operation's request."""

    field: str | None
    """The field of the body; None if it is the request itself."""
    type_: Any
    """The model, or a list of it; None if it is a file."""
    required: bool
    limits: Mapping[str, Any] = MappingProxyType({})
    part: str | None = None
    """The name of the form's part, if it is a file."""


@dataclass(eq=False, repr=False)
class Paging(Generic[Req, Res, Item]):
    """The paging of an operation; the generated resources have one for each method."""

    name: str
    """The method that reads all pages, such as ``companies.list_all``."""
    operation: Operation[Req, Res]
    value: str
    """The field of the response that contains the page."""
    item: type[Item]
    """The class of the items."""
    key: str
    """The field that identifies an item."""


def encode(
    operation: Operation[Req, Any], request: Req, *, checked: bool = True
) -> tuple[str, bytes | Upload | None]:
    """Return the path, with the query, and the body of a request.

    :param checked: whether to check required fields and limits
    :raises RequestError: if an argument is missing or cannot be sent
    """
    pieces = [
        text if field is None else text + _segment(operation, request, field, checked and is_uuid)
        for text, field, is_uuid in operation.segments
    ]
    found: list[Violation] = []
    query = _query(operation, request, found, checked=checked) if operation.query else ""
    body = (
        None
        if operation.body is None
        else _body(operation, operation.body, request, found, checked=checked)
    )
    if found:
        count = f"{len(found)} violations" if len(found) > 1 else "1 violation"
        shown = "; ".join(map(str, found[:_SHOWN])) + ("; ..." if len(found) > _SHOWN else "")
        error = RequestValidationError(f"{operation.name}: {count}: {shown}")
        error.violations = tuple(found)
        raise error
    return "".join(pieces) + query, body


def _body(
    operation: Operation[Req, Any],
    body: Body,
    request: Req,
    found: list[Violation],
    *,
    checked: bool,
) -> bytes | Upload | None:
    value = request if body.field is None else _argument(operation, request, body.field)
    if value is None and body.required and checked:
        found.append(Violation(body.field or "request", "is required"))
    if value is None:
        return None
    if body.part is not None:
        return file.upload(value, body.part, f"{operation.name}: {body.field}")
    try:
        return codec.encode(value, body.type_, body.field or "", checked=checked, **body.limits)
    except codec.CodecError as error:
        if not error.violations:
            raise RequestError(f"{operation.name}: {error}") from error
        found += error.violations
        return None


def _query(
    operation: Operation[Req, Any],
    request: Req,
    found: list[Violation],
    *,
    checked: bool,
) -> str:
    """Return the query with its question mark; an empty text if all parameters are None."""
    pairs: list[str] = []
    request_type: Any = operation.request
    types = hints(request_type)
    for field, wire, limits in operation.query:
        value = _argument(operation, request, field)
        if value is None:
            continue
        wrong = checks.violations(value, types[field], field, limits, checked=checked)
        found += wrong
        if not wrong:
            pairs.append(f"{wire}={quote(as_text(value), safe='')}")
    return f"?{'&'.join(pairs)}" if pairs else ""


def as_text(value: Any) -> str:
    """Return a parameter as text; for an enum member, that is its value in every Python."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    return str.__str__(value) if isinstance(value, str) else str(value)


def _argument(operation: Operation[Req, Any], request: Req, field: str) -> Any:
    try:
        return getattr(request, field)
    except AttributeError:
        raise RequestError(
            f"{operation.name} {operation.takes}; {type(request).__name__} has no {field}"
        ) from None


def _segment(operation: Operation[Req, Any], request: Req, field: str, is_uuid: bool) -> str:
    """Return an identifier as one segment of the path, so that it cannot change the path."""
    pattern = _UUID if is_uuid else _PLAIN_SEGMENT
    value = _argument(operation, request, field)
    if type(value) is str and pattern.fullmatch(value):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int, uuid.UUID)):
        raise RequestError(
            f"{operation.name}: {field} must be a string, not {type(value).__name__}"
        )
    try:
        text = as_text(value)
    except ValueError as error:  # an int of thousands of digits
        raise RequestError(f"{operation.name}: {field} is not an identifier: {error}") from None
    if pattern.fullmatch(text):
        return text
    if text in ("", ".", ".."):
        # Percent-encoding does not help against dots: HTTP libraries decode and resolve them.
        raise RequestError(f"{operation.name}: {field} must be an identifier, not {text!r}")
    if is_uuid:
        raise RequestError(f"{operation.name}: {field} {WORDS[UUID]}, not {excerpt(text)!r}")
    try:
        return quote(text, safe="")
    except UnicodeEncodeError as error:
        raise RequestError(f"{operation.name}: {field} is not valid text: {error}") from error


def decode(operation: Operation[Any, Res], reply: Reply) -> Res:
    """Return the response for a documented status.

    :raises SDKError: for any other status, an unexpected content type or an undecodable body
    """
    expected = operation.replies.get(reply.status, _UNLISTED)
    if expected is _UNLISTED:
        raise _undocumented(operation, reply)
    content_type = reply.headers.get("Content-Type")
    values: dict[str, Any] = {}
    if expected is not None and (reply.body or expected[1] is not Any):
        values = _values(operation, expected, reply)
    elif reply.body and reply.status != HTTPStatus.NO_CONTENT and not _is_json(reply):
        # For example a login page, from a proxy between here and the service.
        raise _error(operation, DecodeError, f"{_UNKNOWN_TYPE}: {content_type}", reply)
    return operation.response(
        content_type=content_type or "", status_code=reply.status, raw_response=reply.raw, **values
    )


def _undocumented(operation: Operation[Any, Any], reply: Reply) -> SDKError:
    error = status_error(reply.status, reply.raw, api_error(operation, reply))
    if reply.status < 400:
        answered = status_text(reply.status)
        error.message = f"{operation.name} expects {operation.success} but received {answered}"
    return error


def _values(
    operation: Operation[Any, Any],
    expected: tuple[str, Any],
    reply: Reply,
) -> dict[str, Any]:
    """Return the body as fields of the response."""
    field, type_ = expected
    # A broken body must not hide an error status.
    kind = DecodeError if reply.status < 400 else by_status(reply.status)
    many = operation.many if reply.status < 400 else None
    if many and reply.body.lstrip(_BEFORE)[:1] == b"[":
        type_ = list[type_]  # type: ignore[valid-type]  # made at run time
    if reply.problem is not None:
        raise _error(operation, kind, f"{operation.name}: {reply.problem}", reply)
    if not _is_json(reply):
        content_type = reply.headers.get("Content-Type")
        raise _error(operation, kind, f"{_UNKNOWN_TYPE}: {content_type}", reply)
    try:
        value = codec.decode(reply.body, type_)
    except codec.CodecError as error:
        message = f"{operation.name}: the body of {status_text(reply.status)} is not as expected: "
        raise _error(operation, kind, f"{message}{error}", reply) from error
    return _one_and_all(operation, field, many, value, reply) if many else {field: value}


def _one_and_all(
    operation: Operation[Any, Any], one: str, many: str, value: Any, reply: Reply
) -> dict[str, Any]:
    """Return both forms of a value that arrived alone or in a list."""
    every: ModelList[Any] = ModelList(value if is_list(value) else [value])
    if not every:
        message = f"{operation.name}: the body of {status_text(reply.status)} is an empty list"
        raise _error(operation, DecodeError, message, reply)
    return {one: every[0], many: every}


def _is_json(reply: Reply) -> bool:
    """Return whether the body is JSON, by its content type or, without one, by its content."""
    kind = reply.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind:
        return kind == "application/json" or kind.endswith("+json")
    return codec.is_json(reply.body)


def api_error(operation: Operation[Any, Any], reply: Reply) -> shared.ErrorMessage | None:
    """Return the API's description of an error; None if there is none, or it cannot be read."""
    model = operation.error
    if model is None or reply.status < 400 or reply.problem:
        return None
    if not _is_json(reply):
        return None
    try:
        said: shared.ErrorMessage = codec.decode(reply.body, model)
    except codec.CodecError:
        return None
    return said


def _error(
    operation: Operation[Any, Any], kind: type[SDKError], message: str, reply: Reply
) -> SDKError:
    said = api_error(operation, reply)
    return kind(message, reply.status, text(reply.body), reply.raw, error_message=said)
