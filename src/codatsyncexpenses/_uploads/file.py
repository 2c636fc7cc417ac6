"""A file of the caller's, as the body of a request."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from .._exceptions import RequestError

if TYPE_CHECKING:
    from .multipart import Upload

# What an upload's errors begin with, and the field that it is about.
_FIELDS = {
    "content": "content",
    "content_type": "content_type",
    "file_name": "request_body",
    "platform": "platform_key",
}


@dataclass(repr=False)
class File:
    """Base of the generated bodies that are a file: what to send, and under which name."""

    content: bytes | bytearray | memoryview | str | os.PathLike[str] | BinaryIO
    """The file's content as bytes, its path, or the file itself, open in binary mode.

    A path is read while it is sent. An open file is sent from where it stands, and not closed.
    """
    request_body: str | None = None
    """The name of the file, as 3.1.0 calls it; a path and an open file bring their own."""
    content_type: str | None = None
    """Its content type, such as ``image/png``; without one, it follows from the name."""
    platform_key: str | None = None
    """The company's accounting software, such as ``gbol``, whose limits are then checked too."""

    def __repr__(self) -> str:
        held = self.content
        if isinstance(held, (bytes, bytearray, memoryview)):
            shown = f"<{len(held):,} bytes>"
        else:
            shown = (
                repr(held) if isinstance(held, (str, os.PathLike)) else f"<{type(held).__name__}>"
            )
        return f"{type(self).__name__}(content={shown}, request_body={self.request_body!r})"


def upload(value: object, part: str, where: str) -> Upload:
    """What is sent of a file.

    :param part: the name of the form's part
    :param where: what the argument is called in errors
    :raises RequestError: if it cannot be sent
    """
    from .multipart import Upload

    if not isinstance(value, File):
        raise RequestError(f"{where} must be a file's body, not {type(value).__name__}")
    try:
        return Upload(
            value.content,
            value.request_body,
            value.content_type,
            part=part,
            platform=value.platform_key,
        )
    except RequestError as error:
        first, rest = re.split(r"\b(?!\w)", str(error), maxsplit=1)
        name = f".{_FIELDS[first]}" if first in _FIELDS else f": {first}"
        raise RequestError(f"{where}{name}{rest}") from error
