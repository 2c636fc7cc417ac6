"""The sandbox's rim: Werkzeug's threaded server on 127.0.0.1, with connections that are kept."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import weakref
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from werkzeug.exceptions import ClientDisconnected
from werkzeug.serving import DechunkedInput, ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

HOST = "127.0.0.1"
logger = logging.getLogger("codatsyncexpenses.sandbox")


class _Whole:
    """Reads whole chunks: Werkzeug takes one that breaks off for as long as it claims to be."""

    def __init__(self, file: IO[bytes]) -> None:
        self.readline = file.readline
        self._file = file

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        if len(data) < size:
            raise ConnectionError("the request broke off")
        return data


class _Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body are two writes; Nagle's algorithm would hold back the second one.
    disable_nagle_algorithm = True

    def make_environ(self) -> WSGIEnvironment:
        environ = super().make_environ()
        if environ.get("wsgi.input_terminated"):
            environ["wsgi.input"] = DechunkedInput(_Whole(self.rfile))  # type: ignore[arg-type]
        return environ

    def run_wsgi(self) -> None:
        # Werkzeug's own version closes the connection after every answer, because it cannot know
        # that the application has read the whole request. Ours always has.
        try:
            response = Response.from_app(self.server.app, self.make_environ())
        except (ClientDisconnected, OSError, ValueError):
            # The request broke off, or its target is no address: there is nobody to answer.
            self.close_connection = True
            return
        if response.headers.pop("Connection", None) == "close":
            self.close_connection = True
        self.send_response(response.status_code)
        for name, value in response.headers:
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(response.get_data())

    # The parameters of the next two are Werkzeug's.
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002
        line = quote(self.requestline.removesuffix(" HTTP/1.1"), safe=" /?&=%")
        logger.info("%s %s", line, int(code))

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002, ARG002
        logger.info(message, *args)


class Server(ThreadedWSGIServer):
    """A running server. Port 0 takes any free port."""

    def __init__(self, app: WSGIApplication, port: int) -> None:
        self._connections = weakref.WeakSet[socket.socket]()
        # Bound here, since Werkzeug ends the whole process when a port is taken.
        with socket.create_server((HOST, port)) as listener:
            super().__init__(HOST, port, app, _Handler, fd=listener.fileno())
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """The address, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    def get_request(self) -> tuple[socket.socket, object]:
        """Accept a connection, and remember it while it is in use."""
        connection, address = super().get_request()
        self._connections.add(connection)
        return connection, address

    def stop(self) -> None:
        """Answer nobody any more, on open connections neither."""
        self.shutdown()
        self._thread.join()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
