"""The file that a user passes as the body of a request."""

# Without `from __future__ import annotations`: the generated subclasses have an `__init__` with
# these annotations, which `typing.get_type_hints` resolves in their own module.

import os
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol

from .._display.repr import guarded
from .._exceptions import RequestError
from .._lazy import LateModule

if TYPE_CHECKING:
    from . import multipart, platforms
else:
    multipart = LateModule(".multipart", __package__)
    platforms = LateModule(".platforms", __package__)


class Received(Protocol):
    """An uploaded file in a web framework such as Flask, Django or Starlette."""

    @property
    def filename(self) -> str | None:
        """The name that the browser sent."""
        ...


@dataclass(repr=False)
class File:
    """Base class of the generated bodies that are a file, with its name and content type."""

    content: bytes | bytearray | memoryview | str | os.PathLike[str] | IO[bytes] | Received
    """The file's content as bytes, its path, or the file itself, open in binary mode.

    A path is read while it is sent. An open file is sent from its current position and not closed,
    and so is an upload of a web framework such as Flask, Django or Starlette. If a file changes
    between two attempts, the call ends with an error.
    """
    request_body: str | None = None
    """The file's name, under the name of 3.1.0; a path, an open file or an upload has one."""
    content_type: str | None = None
    """The file's content type, such as ``image/png``.

    By default, that of the upload, or else derived from the name.
    """
    platform_key: str | None = None
    """The company's accounting software, such as ``gbol``, whose limits are checked too."""

    @guarded
    def __repr__(self) -> str:
        held = self.content
        if isinstance(held, (bytes, bytearray, memoryview)):
            shown = f"<{len(held):,} bytes>"
        elif isinstance(held, (str, os.PathLike)):
            shown = repr(held)
        else:
            shown = f"<{type(held).__name__}>"
        return f"{type(self).__name__}(content={shown}, request_body={self.request_body!r})"


def upload(value: object, part: str, where: str) -> "multipart.Upload":
    """Return the multipart body that sends a file.

    :param part: the name of the form's part
    :param where: the name of the argument in errors
    :raises RequestError: if the file cannot be sent, or its accounting software does not accept it
    """
    if not isinstance(value, File):
        raise RequestError(f"{where} must be the body of a file, not {type(value).__name__}")
    try:
        made = multipart.Upload(value.content, value.request_body, value.content_type, part=part)
        platform = platforms.find(value.platform_key)
        if platform.most:
            platforms.check(platform, made.file_name, made.content_type, made.size)
    except RequestError as error:
        # Each of these errors begins with the name of a field.
        raise RequestError(f"{where}.{error}") from error
    if not platform.most:
        raise RequestError(
            f"{where}: {platform.name} ({value.platform_key}) does not accept attachments"
        )
    return made
