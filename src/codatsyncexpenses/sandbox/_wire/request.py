"""An incoming request, read to its end, and its operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_set_header
from werkzeug.wrappers import Request as WerkzeugRequest

from codatsyncexpenses.sandbox._api.call import Upload
from codatsyncexpenses.sandbox._api.routes import UPLOAD, find
from codatsyncexpenses.sandbox._state.world import RefusedError
from codatsyncexpenses.sandbox._wire.forms import read_upload

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Route = tuple[str, Mapping[str, str]] | RefusedError
"""The operation of a request and the ids in its path, or the refusal."""
SNAPSHOT = "/_sandbox/snapshot"
_LARGEST = 110 << 20  # bytes of a request with a file, or with a snapshot


class Request(WerkzeugRequest):
    """A request that keeps only the part of its body that an operation needs."""

    max_content_length = 1 << 20  # a dataset of 50 transactions is far smaller
    route: Route
    upload: Upload | None = None
    """The uploaded file; its content is not kept, and is no part of the body."""

    def __init__(self, environ: WSGIEnvironment) -> None:
        super().__init__(environ)
        self.method = environ["REQUEST_METHOD"]  # in capitals or not, which makes a difference

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
            boundary = self.mimetype_params.get("boundary", "")
            self.upload = read_upload(self.stream, self.mimetype, boundary)
        else:
            if self.path == SNAPSHOT:
                self.max_content_length = _LARGEST
            self.get_data()
        # Werkzeug silently truncates a chunked body at its limit.
        if self.environ.get("wsgi.input_terminated") and self.environ["wsgi.input"].read(1):
            raise RequestEntityTooLarge

    @property
    def is_last(self) -> bool:
        """Whether the connection ends with this request."""
        closes = "close" in parse_set_header(self.headers.get("Connection"))
        return closes or self.environ["SERVER_PROTOCOL"] == "HTTP/1.0"

    @property
    def is_from_elsewhere(self) -> bool:
        """Whether a browser comes from a page of another origin."""
        return self.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")

    @property
    def kept(self) -> bytes:
        """The body; empty for a file."""
        return self.get_data() if self.upload is None else b""

    @property
    def identity(self) -> bytes:
        """Bytes that differ for different requests with the same idempotency key."""
        content = self.get_data() if self.upload is None else self.upload.identity
        return f"{self.method}\n{self.path}\n".encode() + content
