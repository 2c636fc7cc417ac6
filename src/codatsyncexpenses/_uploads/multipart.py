"""The multipart body of a file: checked when it is created, streamed when it is sent.

An `Upload` is a value, so a request that holds one can be sent again: each attempt opens a new
`Reader`, which looks like a file to requests and urllib3. Memory does not grow with the file.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import inspect
import io
import math
import os
import re
import stat
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from urllib3.fields import RequestField

from .._display.repr import guarded
from .._exceptions import RequestError, excerpt, one_line
from .media_types import UNKNOWN, of_name

_BLOCK = 1 << 16  # bytes in each step of an iteration
_WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_MEDIA_TYPE = re.compile(rf'{_WORD}/{_WORD}(?: *; *{_WORD}=(?:{_WORD}|"[ !#-\[\]-~]*"))*')


class Upload:
    """One file as the body of a request, in multipart/form-data.

    A path is opened and closed for each attempt. An open file is sent from the position that it had
    when the upload was created: each attempt seeks back to it, and none closes the file. Every
    attempt sends the content with which the upload was created.
    """

    def __init__(
        self,
        content: object,
        file_name: str | None = None,
        content_type: str | None = None,
        *,
        part: str = "file",
        new_boundary: Callable[[], str] = lambda: os.urandom(16).hex(),
    ) -> None:
        """Check everything before anything is sent.

        The errors use the names of the fields of `File`.

        :param content: bytes, a path, an open file that can seek, or a web framework's upload
        :param file_name: the name to store, without a path; by default, that of the path or file
        :param content_type: such as ``image/png``; by default, that of the web framework's upload,
            or else derived from the name
        :param part: the name of the form's part
        :param new_boundary: creates the boundary between the parts
        :raises RequestError: if the content cannot be sent
        """
        self._content = _checked(content)
        # Convert a path-like object only once.
        named = self._content if isinstance(self._content, str) else content
        with contextlib.ExitStack() as opened:
            span = _span(self._content)
            opened.callback(span.close)
            self._start = span.start
            self.size: int = span.size
            self.file_name: str = _name(file_name, named)
            """The name to store."""
            if self.size < 1:
                at = f": the file is at its end, position {span.start:,}" if span.start else ""
                raise RequestError(f"content: {self.file_name!r} has no data to send{at}")
            self._state = self._state_of(span)
        self.content_type: str = _media_type(content_type, named, self.file_name)
        """The content type of the part."""
        boundary = new_boundary()
        self.headers: Mapping[str, str] = {
            "Content-Type": f"multipart/form-data; boundary={boundary}"
        }
        """The headers of a request with this body, other than its length."""
        # Every attempt sends the same bytes, because the service compares requests with one
        # idempotency key.
        self._head = f"--{boundary}\r\n{_part_headers(part, self)}".encode()
        self._foot = f"\r\n--{boundary}--\r\n".encode()

    def __len__(self) -> int:
        return len(self._head) + self.size + len(self._foot)

    @guarded
    def __repr__(self) -> str:
        return f"<upload of {self.file_name!r}, {self.size:,} bytes>"

    def open(self, deadline: float = math.inf) -> Reader:
        """Open the body for one attempt; close it afterwards.

        :param deadline: the latest time to read it, on the monotonic clock
        :raises RequestError: if the content can no longer be read, or has changed
        :raises TimeoutError: after the deadline
        """
        with contextlib.ExitStack() as opened:
            span = _span(self._content, self._start)
            opened.callback(span.close)
            self._refuse_changes(span, deadline)
            opened.pop_all()
        return Reader(self._head, span, self._foot, repr(self), deadline)

    def _refuse_changes(self, span: _Span, deadline: float) -> None:
        problem = f"content: {self.file_name!r} has changed since the call began"
        if span.size != self.size:
            now = max(0, span.size)
            raise RequestError(f"{problem}: it had {self.size:,} bytes and has {now:,}")
        if self._state_of(span, deadline) != self._state:
            raise RequestError(problem)

    def _state_of(self, span: _Span, deadline: float = math.inf) -> object:
        """Return a value that stays equal only while the content is unchanged."""
        if span.identity or isinstance(self._content, bytes):
            return span.identity
        hashed, reader = hashlib.sha256(), Reader(b"", span, b"", repr(self), deadline)
        for piece in reader:
            hashed.update(piece)
        reader.seek(0)
        return hashed.digest()


class _Span(NamedTuple):
    """The part of an open file to send."""

    file: Any
    start: int
    size: int
    identity: tuple[int, ...] | None
    """Its identity when it was opened; see `_identity`."""
    close: Callable[[], object]


class Reader:
    """The bytes of an upload for one attempt, as a file.

    After ``close``, content in memory or in a file of the caller's can still be read.
    """

    # Libraries that replace the functions of `time` in modules do not find it here.
    _clock = staticmethod(time.monotonic)

    def __init__(self, head: bytes, span: _Span, foot: bytes, text: str, deadline: float) -> None:
        self._head = head
        self._span = span
        self._foot = foot
        self._text = text
        self._deadline = deadline
        self._at = 0

    def __len__(self) -> int:
        return len(self._head) + self._span.size + len(self._foot)

    def __iter__(self) -> Iterator[bytes]:
        # requests streams only iterables, although it calls `read`.
        return iter(functools.partial(self.read, _BLOCK), b"")

    @guarded
    def __repr__(self) -> str:
        return self._text

    def read(self, size: int | None = -1) -> bytes:
        """Return at most ``size`` more bytes, or all the rest.

        :raises RequestError: if the content cannot be read, or changes
        :raises TimeoutError: after the deadline
        """
        # Without a deadline, a server that accepts a body bit by bit could keep us for ever.
        if self._clock() > self._deadline:
            raise TimeoutError("the exchange took too long")
        missing = len(self) - self._at if size is None or size < 0 else size
        pieces: list[bytes] = []
        while missing and (piece := self._piece(missing)):
            if self._clock() > self._deadline:
                raise TimeoutError("the exchange took too long")
            pieces.append(piece)
            missing -= len(piece)
            self._at += len(piece)
        return b"".join(pieces)

    def tell(self) -> int:
        """Return the current position."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Change the position; requests and urllib3 do so to send a body again."""
        file, start, size, *_ = self._span
        self._at = min(max(0, (0, self._at, len(self))[whence] + offset), len(self))
        _guarded(file.seek, start + min(max(0, self._at - len(self._head)), size))
        return self._at

    def close(self) -> None:
        """Close the file, unless it is the caller's."""
        self._deadline = math.inf
        self._span.close()

    def _piece(self, size: int) -> bytes:
        at, length = self._at - len(self._head), self._span.size
        if at < 0:
            return self._head[at:][:size]
        if at < length:
            return self._content(min(size, length - at), length - at)
        return self._foot[at - length :][:size]

    def _content(self, size: int, left: int) -> bytes:
        read = self._span.file.read
        piece = _guarded(read, size)
        if not isinstance(piece, bytes) or len(piece) > size:
            raise RequestError(f"content: {self}: read() returned more than the bytes requested")
        if not piece:
            raise RequestError(f"content: {self}: it has become shorter by {left:,} bytes")
        # Check before the end is sent, so that a mixture of two documents is never stored.
        if len(piece) == left and _guarded(read, 1):
            raise RequestError(f"content: {self}: it has become longer")
        if len(piece) == left and _identity(self._span.file) != self._span.identity:
            raise RequestError(f"content: {self}: it changed while it was being sent")
        return piece


def _checked(content: object) -> Any:
    """Return the content: a path as a string, or the file of a web framework's upload."""
    given: Any = content
    if isinstance(content, (str, os.PathLike)):
        # Convert it only once: the path opened later must be the one that was checked.
        return _guarded(os.fsdecode, given)
    if isinstance(content, (bytes, bytearray, memoryview)):
        return _guarded(bytes, given)  # copies all types but bytes
    # Uploads of some frameworks can only be read in coroutines, or not at all.
    for file in (given, _guarded(getattr, given, "file", None)):
        read = _guarded(getattr, file, "read", None)
        if callable(read) and not inspect.iscoroutinefunction(read):
            return file
    raise RequestError(
        f"content must be bytes, a path or a file open in binary mode, not {type(content).__name__}"
    )


def _span(content: Any, start: int | None = None) -> _Span:
    """Open the content; ``start`` is by default the current position of an open file."""
    file, close = content, _nothing
    if isinstance(content, str):
        file = _opened(content)
        close = file.close
    elif isinstance(content, bytes):
        file = io.BytesIO(content)  # copies nothing
    try:
        start, end = _ends(file, start)
    except RequestError:
        close()
        raise
    return _Span(file, start, end - start, _identity(file), close)


def _identity(file: Any) -> tuple[int, ...] | None:
    """Return the device, inode, size and time of a file, which change with its content.

    None for a file in memory or of a custom class.
    """
    try:
        if hasattr(file, "rollover"):  # a temporary file, which `fileno` would move to the disk
            return None
        found = os.fstat(file.fileno())
    except Exception:  # noqa: BLE001 - the file may be of a class of the caller's own
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _opened(path: str) -> io.FileIO:
    shown = excerpt(repr(path))
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISREG(mode):  # opening a pipe would block until something is written to it
            # Without a buffer, so that each read sees the current file.
            return Path(path).open("rb", buffering=0)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise RequestError(
            f"content: {shown} cannot be read: {said} (a string is read as a path)"
        ) from error
    kind = "a directory" if stat.S_ISDIR(mode) else "not a regular file"
    raise RequestError(f"content: {shown} is {kind}")


def _ends(file: Any, start: int | None) -> tuple[int, int]:
    """Return the start and the end of the content, and seek to its start."""
    if isinstance(_guarded(file.read, 0), str):
        raise RequestError("content is a file open in text mode; open it with 'rb'")
    try:
        begin = int(file.tell()) if start is None else start
        file.seek(0, os.SEEK_END)
        end = int(file.tell())
        file.seek(begin)
    except Exception as error:
        raise RequestError(
            "content must be a file that can seek, because its size must be known and it may be "
            f"sent again; read it and pass its bytes: {one_line(str(error))}"
        ) from error
    return begin, end


def _nothing() -> None:
    pass


def _guarded(action: Callable[..., object], *arguments: object) -> object:
    """Call a method of a file, and turn any exception into a RequestError."""
    try:
        return action(*arguments)
    except Exception as error:
        # Any exception, because the file may be of a custom class.
        said = one_line(str(error)) or type(error).__name__
        raise RequestError(f"content cannot be read: {said}") from error


def _name(file_name: object, content: object) -> str:
    name = _own_name(content) if file_name is None else file_name
    if name is None:
        raise RequestError("request_body is missing, and the content has no name of its own")
    if not isinstance(name, str):
        raise RequestError(f"request_body must be a string, not {type(name).__name__}")
    problem = None
    if not name.strip(" ."):
        problem = "must be a name"
    elif any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
        problem = "must have no control characters and be valid text"
    elif "/" in name or "\\" in name:
        problem = "must be a name without a path"
    if problem:
        raise RequestError(f"request_body {problem}: {excerpt(repr(name))}")
    return name


def _own_name(content: object) -> str | None:
    """Return the name of a path, of an open file or of an upload, without its directory."""
    given, missing = content, object()
    if not isinstance(content, str):
        # Uploads of web frameworks have a `filename`; their `name` may be that of the form field.
        given = _guarded(getattr, content, "filename", missing)
        if given is missing:
            given = _guarded(getattr, content, "name", None)
    if not isinstance(given, (str, bytes)):  # the name of a file without a path may be a number
        return None
    # A browser on Windows may send a path with backslashes.
    name = PurePath(os.fsdecode(given)).name.rpartition("\\")[2]
    return name if name and not name.startswith("<") else None  # such as <stdin>


def _media_type(content_type: object, content: object, name: str) -> str:
    if content_type is None:
        own = _guarded(getattr, content, "content_type", None)
        known = isinstance(own, str) and own != UNKNOWN and _MEDIA_TYPE.fullmatch(own)
        return str(own) if known else of_name(name)
    if not isinstance(content_type, str) or not _MEDIA_TYPE.fullmatch(content_type):
        raise RequestError(
            f"content_type must be of the form 'image/png', not {excerpt(repr(content_type))}"
        )
    return content_type


def _part_headers(part: str, upload: Upload) -> str:
    field = RequestField(part, b"", upload.file_name)
    field.make_multipart(content_type=upload.content_type)
    return field.render_headers()
