"""The file of an upload: one part of a form; only its size and hash are kept."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from typing import IO

from werkzeug.sansio.multipart import Data, Event, Field, File, MultipartDecoder, NeedData, State

from codatsyncexpenses.sandbox._api.call import Upload

logger = logging.getLogger("codatsyncexpenses.sandbox")

_BLOCK = 1 << 16
_LONGEST_HEAD = 1 << 20  # bytes of a part's headers, or before the first part
_MOST_PARTS = 1000
_NO_FILE = "The form must have one part with a file name."


class _Part:
    def __init__(self, name: str = "", file_name: str = "", content_type: str = "") -> None:
        self.name = name
        self.file_name = file_name
        self.content_type = content_type
        self.size = 0
        self.hash = hashlib.sha256()

    def add(self, content: bytes) -> None:
        """Count a piece of its content."""
        self.size += len(content)
        self.hash.update(content)

    @property
    def is_data(self) -> bool:
        """Whether its type is that of data sent along with a file."""
        kind = self.content_type.partition(";")[0].strip().lower()
        return kind == "text/plain" or kind.endswith("json")

    @property
    def may_be_file(self) -> bool:
        """Whether it may be the file; text fields and empty fields of a form may not."""
        return bool(self.file_name or (self.size and (self.name == "file" or not self.is_data)))

    @property
    def rank(self) -> tuple[bool, ...]:
        """Its rank among the candidates for the file: browsers name any data "blob"."""
        has_name = bool(self.file_name)
        return has_name, self.name == "file", self.file_name != "blob", not self.is_data


def read_upload(stream: IO[bytes], mimetype: str, boundary: str) -> Upload:
    """Read a body to its end, and return the file in it.

    The API does not specify the name of the part, and ignores other parts, such as JSON.

    :raises RequestEntityTooLarge: if the form has too many parts, or a part's head is too long
    """
    if mimetype != "multipart/form-data":
        problem = "The body's Content-Type must be multipart/form-data."
        return _unusable(problem, [_drained(stream)])
    try:
        parts = list(_parts(stream, boundary.encode("ascii")))
    except ValueError:
        return _unusable(_NO_FILE, [_drained(stream)])
    _drained(stream)
    found = [part for part in parts if part.may_be_file]
    if not found:
        return _unusable(_NO_FILE, parts)
    best = max(part.rank for part in found)
    first, *others = (part for part in found if part.rank == best)
    if others:
        names = _names([first, *others])
        problem = f"{len(others) + 1} parts may be the file, {names}; send one, or name one file."
        return _unusable(f"Of the form, {problem}", parts)
    if len(found) > 1 and first.name != "file":
        logger.warning("Of the parts %s, %r is taken as the file.", _names(found), first.name[:50])
    name = first.file_name or first.name or "file"
    return Upload(name, first.content_type, first.size, first.hash.hexdigest())


def _parts(stream: IO[bytes], boundary: bytes) -> Iterator[_Part]:
    """Yield the parts of a form; raise ValueError if it is malformed."""
    part = _Part()
    for event in _events(stream, boundary):
        if isinstance(event, Field | File):
            file_name = event.filename if isinstance(event, File) else ""
            kind = "application/octet-stream" if file_name else "text/plain"
            kind = event.headers.get("Content-Type", kind)
            # The name is None where the part has none.
            part = _Part(event.name or "", file_name, kind)
        elif isinstance(event, Data):
            part.add(event.data)
            if not event.more_data:
                yield part


def _events(stream: IO[bytes], boundary: bytes) -> Iterator[Event]:
    if not boundary:
        raise ValueError("The form has no boundary.")
    decoder = MultipartDecoder(boundary, _LONGEST_HEAD, max_parts=_MOST_PARTS)
    while decoder.state is not State.EPILOGUE:
        decoder.receive_data(stream.read(_BLOCK) or None)
        while not isinstance(event := decoder.next_event(), NeedData):
            yield event


def _unusable(problem: str, parts: Sequence[_Part]) -> Upload:
    """Return an upload without a file; its size and hashes identify it."""
    hashes = " ".join(part.hash.hexdigest() for part in parts)
    return Upload("", "", sum(part.size for part in parts), hashes, problem)


def _names(parts: Sequence[_Part]) -> str:
    shown = ", ".join(repr(part.name[:50]) for part in parts[:5])
    return shown if len(parts) <= 5 else f"{shown} and others"


def _drained(stream: IO[bytes]) -> _Part:
    """Read to the end, and return the content as a part."""
    rest = _Part()
    while block := stream.read(_BLOCK):
        rest.add(block)
    return rest
