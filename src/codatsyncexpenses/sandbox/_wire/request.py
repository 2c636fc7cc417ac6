"""An incoming request: read to its end, and its operation found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_set_header
from werkzeug.wrappers import Request as WerkzeugRequest

from codatsyncexpenses.sandbox._api.call import Upload
from codatsyncexpenses.sandbox._api.routes import UPLOAD, find
from codatsyncexpenses.sandbox._state.world import RefusedError

Route = tuple[str, Mapping[str, str]] | RefusedError
"""The operation of a request and the ids in its path, or why there is none."""
_LARGEST = 110 << 20  # bytes of a request with a file
_IN_MEMORY = 1 << 16  # bytes of a file; the rest is on disk
_BLOCK = 1 << 16


class Request(WerkzeugRequest):
    """A request that keeps no more of its body than an operation needs."""

    max_content_length = 1 << 20  # a dataset of 50 transactions is far smaller
    route: Route
    upload: Upload | None = None
    """The uploaded file; its content is not kept, and is no part of the body."""

    def read_all(self) -> None:
        """Find the operation, and read the body to its end.

        :raises RequestEntityTooLarge: if the body is too long
        """
        try:
            self.route = find(self.method, self.path)
        except RefusedError as refused:
            self.route = refused
        if not isinstance(self.route, RefusedError) and self.route[0] == UPLOAD:
            self.max_content_length = _LARGEST
            with ExitStack() as self._files:
                self.upload = self._uploaded()
        else:
            self.get_data()
        # Werkzeug cuts a body in chunks at its limit without a word.
        if self.environ.get("wsgi.input_terminated") and self.environ["wsgi.input"].read(1):
            raise RequestEntityTooLarge

    def _uploaded(self) -> Upload:
        if self.mimetype != "multipart/form-data":
            size, digest = _drained(self.stream)
            problem = "The body's Content-Type must be multipart/form-data."
            return Upload("", "", size, digest, problem)
        # The API does not say how the part is named, and ignores others, such as one of JSON.
        parts = [(name, file) for name, file in self.files.items(multi=True) if file.filename]
        files = [file for name, file in parts if name == "file"] or [file for _, file in parts]
        # The form's parser stops at the last boundary, or where there is none.
        size, digest = _drained(self.stream)
        if len(files) != 1:
            problem = "The form must have one part with a file name."
            return Upload("", "", size, digest, problem)
        (file,) = files
        size, digest = _drained(file.stream)
        content_type = file.content_type or "application/octet-stream"
        return Upload(file.filename or "", content_type, size, digest)

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        """Return a stream that is closed even if the form's parser breaks off."""
        return self._files.enter_context(SpooledTemporaryFile(_IN_MEMORY))

    @property
    def is_last(self) -> bool:
        """Whether the connection ends with this request."""
        closes = "close" in parse_set_header(self.headers.get("Connection"))
        return closes or self.environ["SERVER_PROTOCOL"] == "HTTP/1.0"

    @property
    def is_from_elsewhere(self) -> bool:
        """Whether a browser was led here by a page of another origin."""
        return self.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")

    @property
    def kept(self) -> bytes:
        """The body; empty for a file."""
        return self.get_data() if self.upload is None else b""

    @property
    def identity(self) -> bytes:
        """Bytes that differ from those of another request under the same idempotency key."""
        content = self.get_data() if self.upload is None else self.upload.identity
        return f"{self.method}\n{self.path}\n".encode() + content


def _drained(stream: IO[bytes]) -> tuple[int, str]:
    """Read to the end; return the size and the hash."""
    size, digest = 0, hashlib.sha256()
    while block := stream.read(_BLOCK):
        size += len(block)
        digest.update(block)
    return size, digest.hexdigest()
