"""The file that a user passes as the body of a request."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from .._exceptions import RequestError

if TYPE_CHECKING:
    from .multipart import Upload


@dataclass(repr=False)
class File:
    """Base class of the generated bodies that are a file, with its name and content type."""

    content: bytes | bytearray | memoryview | str | os.PathLike[str] | BinaryIO
    """The file's content as bytes, its path, or the file itself, open in binary mode.

    A path is read while it is sent. An open file is sent from its current position and not closed.
    """
    request_body: str | None = None
    """The file's name, under the name of 3.1.0; a path or an open file has a name by default."""
    content_type: str | None = None
    """The file's content type, such as ``image/png``; by default derived from the name."""
    platform_key: str | None = None
    """The company's accounting software, such as ``gbol``, whose limits are checked too."""

    def __repr__(self) -> str:
        held = self.content
        if isinstance(held, (bytes, bytearray, memoryview)):
            shown = f"<{len(held):,} bytes>"
        elif isinstance(held, (str, os.PathLike)):
            shown = repr(held)
        else:
            shown = f"<{type(held).__name__}>"
        return f"{type(self).__name__}(content={shown}, request_body={self.request_body!r})"


def upload(value: object, part: str, where: str) -> Upload:
    """Return the multipart body that sends a file.

    :param part: the name of the form's part
    :param where: the name of the argument in errors
    :raises RequestError: if the file cannot be sent, or its accounting software does not accept it
    """
    from . import multipart, platforms

    if not isinstance(value, File):
        raise RequestError(f"{where} must be a file's body, not {type(value).__name__}")
    try:
        made = multipart.Upload(value.content, value.request_body, value.content_type, part=part)
        platform = platforms.find(value.platform_key)
        if platform.most:
            platforms.check(platform, made.file_name, made.content_type, made.size)
    except RequestError as error:
        # Each of these errors begins with the name of a field.
        raise RequestError(f"{where}.{error}") from error
    if not platform.most:
        raise RequestError(f"{where}: {platform.name} ({value.platform_key}) takes no attachments")
    return made
