"""The server: Werkzeug's threaded one on 127.0.0.1, with persistent connections."""

from __future__ import annotations

import contextlib
import logging
import socket
import struct
import threading
import weakref
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote

from werkzeug.exceptions import ClientDisconnected
from werkzeug.serving import DechunkedInput, ThreadedWSGIServer, WSGIRequestHandler

from codatsyncexpenses.sandbox._wire.steps import Close, Drip, Hold, Step, Write

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

    from codatsyncexpenses.sandbox._wire.app import App, Exchange

HOST = "127.0.0.1"
logger = logging.getLogger("codatsyncexpenses.sandbox")

_NO_LINGER = struct.pack("ii", 1, 0)  # closing a socket then sends a reset


class _Whole:
    """A reader of whole chunks: Werkzeug takes one that breaks off for complete."""

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
    # A response may be several writes; Nagle's algorithm would delay the later ones.
    disable_nagle_algorithm = True

    @property
    def _ours(self) -> Server:
        server: Any = self.server
        ours: Server = server
        return ours

    def make_environ(self) -> WSGIEnvironment:
        environ = super().make_environ()
        if environ.get("wsgi.input_terminated"):
            environ["wsgi.input"] = DechunkedInput(_Whole(self.rfile))  # type: ignore[arg-type]
        return environ

    def run_wsgi(self) -> None:
        # Werkzeug's own version closes the connection after every response, because it cannot know
        # whether the application has read the whole request. This one always has.
        try:
            exchange = self._ours.application.exchange(self.make_environ())
        except (ClientDisconnected, OSError, ValueError):
            # The request broke off, or its target is not an address: nobody waits for a response.
            self.close_connection = True
            return
        self.close_connection |= exchange.closes
        try:
            for number, step in enumerate(exchange.steps, 1):
                if number == len(exchange.steps) and not isinstance(step, Drip):
                    # Before the caller has the response: the next request may follow at once.
                    exchange.finish()
                self._perform(step)
        except OSError:
            self.close_connection = True  # the caller has closed the connection, as it may
        finally:
            exchange.finish()
            self._log(exchange)

    def _perform(self, step: Step) -> None:
        match step:
            case Write(data, times):
                for _ in range(times):
                    self.wfile.write(data)
            case Drip(data, pause):
                for number in range(len(data)):
                    self.wfile.write(data[number : number + 1])
                    self._wait(pause)
            case Hold(seconds):
                self._wait(seconds)
            case Close(reset):
                if reset:
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
                    socket.close(self.connection.detach())  # at once, and for every holder
                    raise ConnectionResetError
                self.close_connection = True

    def _wait(self, seconds: float) -> None:
        """Wait until the time is over, the caller disconnects or the server stops."""
        if seconds <= 0:
            return
        self.connection.settimeout(seconds)
        try:
            if not self.connection.recv(1, socket.MSG_PEEK):
                raise ConnectionAbortedError
            # The next request is waiting already: nothing else shows if the caller is connected.
            self._ours.stopping.wait(seconds)
        except TimeoutError:
            pass
        finally:
            self.connection.settimeout(None)

    def _log(self, exchange: Exchange) -> None:
        if exchange.is_logged:
            line = quote(self.requestline.removesuffix(" HTTP/1.1"), safe=" /?&=%")
            fault = f" ({exchange.fault})" if exchange.fault else ""
            logger.info("%s %s %.0f ms%s", line, exchange.status or "-", exchange.ms, fault)

    # The parameters of the next two are Werkzeug's.
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Do nothing: `_log` logs the request."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002, ARG002
        logger.info(message, *args)


class Server(ThreadedWSGIServer):
    """A running server. Port 0 is any free port."""

    def __init__(self, app: App, port: int) -> None:
        self.application = app
        self.stopping = threading.Event()
        self._connections = weakref.WeakSet[socket.socket]()
        # Bound here, because Werkzeug exits the process when a port is taken.
        with socket.create_server((HOST, port)) as listener:
            super().__init__(HOST, port, _no_wsgi, _Handler, fd=listener.fileno())
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """The address, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    def get_request(self) -> tuple[socket.socket, object]:
        """Accept a connection, and keep track of it while it is open."""
        connection, address = super().get_request()
        self._connections.add(connection)
        return connection, address

    def stop(self) -> None:
        """Stop serving, and close the open connections."""
        self.stopping.set()
        self.shutdown()
        self._thread.join()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def _no_wsgi(*_: object) -> list[bytes]:
    """Stand in for the WSGI application that Werkzeug requires; the handler calls `App` itself."""
    raise NotImplementedError
