"""A file on its way to the API: checked when it is given, streamed when it is sent.

An `Upload` is a value, and a request that holds one can be sent again: each attempt opens it anew.
What that gives, a `Reader`, looks like a file to requests and urllib3. Memory does not grow with
the file.
"""

from __future__ import annotations

import functools
import math
import mimetypes
import os
import re
import stat
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any, BinaryIO, NamedTuple

from .._exceptions import RequestError, excerpt, one_line
from .platforms import UNKNOWN, check

Content = bytes | bytearray | memoryview | str | os.PathLike[str] | BinaryIO
"""What can be uploaded: bytes, the path of a file, or a file that is open in binary mode."""

_MEMORY = (bytes, bytearray, memoryview)
_BLOCK = 1 << 16  # bytes that an iteration gives at a time
_WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_MEDIA_TYPE = re.compile(rf'{_WORD}/{_WORD}(?: *; *{_WORD}=(?:{_WORD}|"[ !#-\[\]-~]*"))*')


class Upload:
    """One file as the body of a request, in multipart/form-data.

    A path is opened for each attempt and closed after it. An open file is sent from the position at
    which it is given, is put back there before each attempt, and is never closed.
    """

    def __init__(
        self,
        content: Content,
        file_name: str | None = None,
        content_type: str | None = None,
        *,
        part: str = "file",
        platform: str | None = None,
        new_boundary: Callable[[], str] = lambda: os.urandom(16).hex(),
    ) -> None:
        """Check everything before anything is sent.

        :param content: bytes, a path, or an open file that can seek
        :param file_name: the bare name to store; a path and an open file bring one of their own
        :param content_type: such as ``image/png``; by default what the name tells
        :param part: the name of the part of the form
        :param platform: the ``platformKey`` of the accounting software, whose limits are checked.
            Xero's is stated as 3, 4 and 10 MB, and 10 MB are taken for it. Without a key, and with
            one that is not known, only what no accounting software takes is refused.
        :param new_boundary: makes the text between the parts
        :raises RequestError: if something cannot be sent, or would not be taken
        """
        self._content = _checked(content)
        span = _span(self._content)
        span.close()
        self._start, self.size = span.start, span.size
        self.file_name = _name(file_name, self._content)
        """The name to store."""
        if self.size < 1:
            at = f": the file stands at its end, position {self._start:,}" if self._start else ""
            raise RequestError(f"content: {self.file_name!r} has nothing to send{at}")
        self.content_type = _media_type(content_type, self.file_name)
        """What the part says that the file is."""
        check(platform, self.file_name, self.content_type, self.size)
        boundary = new_boundary()
        self.headers: Mapping[str, str] = {
            "Content-Type": f"multipart/form-data; boundary={boundary}"
        }
        """What a request with this body says about it, beside its length."""
        # A later attempt sends the same bytes: the service compares them under an idempotency key.
        self._head = f"--{boundary}\r\n{_part_headers(part, self)}".encode()
        self._foot = f"\r\n--{boundary}--\r\n".encode()

    def __len__(self) -> int:
        return len(self._head) + self.size + len(self._foot)

    def __repr__(self) -> str:
        return f"<upload of {self.file_name!r}, {self.size:,} bytes>"

    def open(self, deadline: float = math.inf) -> Reader:
        """The body for one attempt; to be closed after it.

        :param deadline: when it must have been read, on the monotonic clock
        :raises RequestError: if the content cannot be read any more, or has changed its size
        """
        span = _span(self._content, self._start)
        if span.size != self.size:
            span.close()
            raise RequestError(
                f"content: {self.file_name!r} has changed since it was given: it had {self.size:,} "
                f"bytes and has {max(0, span.size):,}"
            )
        return Reader(self._head, span, self._foot, repr(self), deadline)


class _Span(NamedTuple):
    """What is sent of an open file."""

    file: Any
    start: int
    size: int
    close: Callable[[], object]


class Reader:
    """The bytes of an upload, once, as a file.

    What is in memory or in a file of the caller's can still be read after it is closed.
    """

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
        # requests streams only what can be iterated over, though what it then calls is `read`.
        return iter(functools.partial(self.read, _BLOCK), b"")

    def __repr__(self) -> str:
        return self._text

    def read(self, size: int | None = -1) -> bytes:
        """The next bytes, so many at most; all the rest without a number.

        :raises RequestError: if the content cannot be read, or has changed its size
        """
        # A server that takes a body bit by bit would otherwise be served without end.
        if time.monotonic() > self._deadline:
            raise TimeoutError("the exchange took too long")
        missing = len(self) - self._at if size is None or size < 0 else size
        pieces: list[bytes] = []
        while missing and (piece := self._piece(missing)):
            if time.monotonic() > self._deadline:
                raise TimeoutError("the exchange took too long")
            pieces.append(piece)
            missing -= len(piece)
            self._at += len(piece)
        return b"".join(pieces)

    def tell(self) -> int:
        """How many bytes stand before the next one."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go on elsewhere, as requests and urllib3 do where they send again by themselves."""
        file, start, size, _ = self._span
        self._at = min(max(0, (0, self._at, len(self))[whence] + offset), len(self))
        _guarded(file.seek, start + min(max(0, self._at - len(self._head)), size))
        return self._at

    def close(self) -> None:
        """Close the file, where it is ours."""
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
            raise RequestError(f"content: {self}: its file gives other than the bytes asked for")
        if not piece:
            raise RequestError(f"content: {self}: it has become shorter, by {left:,} bytes")
        # Half a document must not be stored: a file that grows is noticed before its end is sent.
        if len(piece) == left and _guarded(read, 1):
            raise RequestError(f"content: {self}: it has become longer")
        return piece


class _View:
    """Content in memory, as a file that copies no more than is read."""

    def __init__(self, content: bytes | bytearray | memoryview) -> None:
        self._view = memoryview(content).cast("B")
        self._at = 0

    def read(self, size: int) -> bytes:
        piece = bytes(self._view[self._at : self._at + size])
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = len(self._view) if whence == os.SEEK_END else offset
        return self._at

    def close(self) -> None:
        pass


def _checked(content: object) -> Any:
    """The content, with a path as a string."""
    given: Any = content
    if isinstance(content, (str, os.PathLike)):
        # Once: what is opened later must be what was checked.
        return _guarded(os.fsdecode, given)
    if isinstance(content, _MEMORY) or hasattr(content, "read"):
        return given
    raise RequestError(
        "content must be bytes, a path or a file that is open in binary mode, not "
        f"{type(content).__name__}"
    )


def _span(content: Any, start: int | None = None) -> _Span:
    """Open the content; an open file begins where it stands, where nothing else is said."""
    file: Any = content
    if isinstance(content, str):
        file = _opened(content)
    elif isinstance(content, _MEMORY):
        file = _guarded(_View, file)
    close = _nothing if file is content else file.close
    try:
        start, end = _ends(file, start)
    except RequestError:
        close()
        raise
    return _Span(file, start, end - start, close)


def _opened(path: str) -> BinaryIO:
    shown = excerpt(repr(path))
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISREG(mode):  # opening a pipe would wait for somebody to write to it
            return Path(path).open("rb")
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise RequestError(
            f"content: {shown} cannot be read: {said} (a string is taken for a path)"
        ) from error
    kind = "a directory" if stat.S_ISDIR(mode) else "no regular file"
    raise RequestError(f"content: {shown} is {kind}")


def _ends(file: Any, start: int | None) -> tuple[int, int]:
    """Where the content begins and ends; the file then stands at its beginning."""
    if isinstance(_guarded(file.read, 0), str):
        raise RequestError("content is a file that is open in text mode; open it with 'rb'")
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


def _guarded(action: Callable[..., Any], *arguments: object) -> Any:
    """What a file gives, or why it cannot be read."""
    try:
        return action(*arguments)
    except Exception as error:
        # It may be a file of the caller's own making.
        said = one_line(str(error)) or type(error).__name__
        raise RequestError(f"content cannot be read: {said}") from error


def _name(file_name: object, content: Any) -> str:
    name = _own_name(content) if file_name is None else file_name
    if name is None:
        raise RequestError("file_name is missing, and the content has no name of its own")
    if not isinstance(name, str):
        raise RequestError(f"file_name must be a string, not {type(name).__name__}")
    problem = None
    if not name.strip(" ."):
        problem = "must be a name"
    elif any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
        problem = "must have no control characters and be valid text"
    elif "/" in name or "\\" in name:
        problem = "must be a bare name, without a path"
    if problem:
        raise RequestError(f"file_name {problem}: {excerpt(repr(name))}")
    return name


def _own_name(content: Any) -> str | None:
    """The name of a path or of an open file, without its directory."""
    given = content if isinstance(content, str) else getattr(content, "name", None)
    if not isinstance(given, (str, bytes)):  # a file without a path may have a number
        return None
    name = PurePath(os.fsdecode(given)).name
    return None if name.startswith("<") else name  # such as <stdin>


def _media_type(content_type: object, name: str) -> str:
    if content_type is None:
        # The suffix alone: a whole name with a colon would be taken for an address.
        guess, encoding = mimetypes.guess_type(f"file{PurePath(name).suffix}")
        return guess if guess and not encoding else UNKNOWN
    if not isinstance(content_type, str) or not _MEDIA_TYPE.fullmatch(content_type):
        raise RequestError(
            f"content_type must be of the form 'image/png', not {excerpt(repr(content_type))}"
        )
    return content_type


def _part_headers(part: str, upload: Upload) -> str:
    # Where it is needed: importing the models loads no urllib3.
    from urllib3.fields import RequestField

    field = RequestField(part, b"", upload.file_name)
    field.make_multipart(content_type=upload.content_type)
    return field.render_headers()
