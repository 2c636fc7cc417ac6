"""A WSGI server on this machine, for an application of a test."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class _Quiet(WSGIRequestHandler):
    # The parameters are Werkzeug's.
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        """Log nothing."""


@contextmanager
def serve(app: WSGIApplication) -> Generator[str, None, None]:
    """Serve an application, and yield its address without a trailing slash."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
