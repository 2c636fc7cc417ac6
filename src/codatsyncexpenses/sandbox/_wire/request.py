"""A request as it comes in: read to its end, and its operation found."""

from __future__ import annotations

from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from werkzeug.wrappers import Request as WerkzeugRequest

from codatsyncexpenses.sandbox import _uploads as uploads
from codatsyncexpenses.sandbox._routes import UPLOAD, find
from codatsyncexpenses.sandbox._world import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

Found = tuple[str, "Mapping[str, str]"] | RefusedError
"""The operation that is asked for and the ids in its path, or why there is none."""
_IN_MEMORY = 1 << 16  # bytes of a file; more of it is on the disk


class Request(WerkzeugRequest):
    """A request, of whose body no more is kept than an operation needs."""

    max_content_length = 1 << 20  # a dataset of 50 transactions is far smaller
    found: Found
    upload: uploads.Upload | None = None
    """The file that came; its content is not kept, and no part of the body."""

    def take(self) -> None:
        """Read it to its end."""
        self.found = _found(self)
        if not isinstance(self.found, RefusedError) and self.found[0] == UPLOAD:
            self.max_content_length = uploads.LARGEST
            with ExitStack() as self._files:
                self.upload = uploads.take(self)
        else:
            self.get_data()

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        """Make what the form's parser writes a file into: it forgets it if the form breaks off."""
        return self._files.enter_context(SpooledTemporaryFile(_IN_MEMORY))

    @property
    def kept(self) -> bytes:
        """The body, which is empty in place of a file."""
        return self.get_data() if self.upload is None else b""

    @property
    def identity(self) -> bytes:
        """What tells it from another request under the same idempotency key."""
        asked = self.get_data() if self.upload is None else self.upload.identity
        return f"{self.method}\n{self.path}\n".encode() + asked


def _found(request: WerkzeugRequest) -> Found:
    try:
        return find(request.method, request.path)
    except RefusedError as refused:
        return refused
