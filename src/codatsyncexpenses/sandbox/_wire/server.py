"""The server, with a thread for each connection."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import socketserver
import struct
import threading
import time
import uuid
import weakref
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from codatsyncexpenses.sandbox._state.world import RefusedError
from codatsyncexpenses.sandbox._wire.app import Exchange, error_response
from codatsyncexpenses.sandbox._wire.door import admit
from codatsyncexpenses.sandbox._wire.incoming import Incoming
from codatsyncexpenses.sandbox._wire.steps import Close, Drip, Hold, Response, Step, Write

if TYPE_CHECKING:
    from collections.abc import Collection

    from codatsyncexpenses.sandbox._wire.app import App

HOST = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
"""The addresses of every interface, which this machine reaches as `HOST`."""
logger = logging.getLogger("codatsyncexpenses.sandbox")

_BLOCK = 1 << 16
_NO_LINGER = struct.pack("ii", 1, 0)  # closing a socket then sends a reset
_LAST_WORDS = 1.0  # seconds for a caller to read the refusal of its request
_METHODS = (("Allow", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"),)


class _Connection:
    """A connection of a caller."""

    def __init__(self, connection: socket.socket, address: str, server: Server) -> None:
        self._socket = connection
        self._address = address
        self._server = server

    def serve(self) -> None:
        """Answer requests until one side closes the connection."""
        # A response may be several writes; Nagle's algorithm would delay the later ones.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        received: bytes | None = b""
        with contextlib.suppress(OSError):  # the caller may close the connection
            while received is not None:
                received = self._answer(Incoming(self._socket, received))
            self._hear_out()

    def _answer(self, incoming: Incoming) -> bytes | None:
        """Answer a request; return the bytes after it, or None if the connection must end."""
        try:
            exchange = self._exchange(incoming)
        except RefusedError as refused:
            exchange = Exchange(closes=True)
            exchange.respond(error_response(refused, str(uuid.uuid4()), ("Connection", "close")))
        if exchange is None:
            return None
        try:
            closes = self._send(exchange)
        finally:
            exchange.finish()
            self._log(incoming.line or "-", exchange)
        return None if closes or exchange.closes else incoming.rest()

    def _exchange(self, incoming: Incoming) -> Exchange | None:
        environ = incoming.environ()
        if environ is None:
            return None
        admit(environ, self._server.names)
        environ["REMOTE_ADDR"] = self._address
        if environ["PATH_INFO"] == "*":
            exchange = Exchange()
            exchange.respond(Response(204, _METHODS, b""))
            return exchange
        return self._server.application.exchange(environ)

    def _send(self, exchange: Exchange) -> bool:
        """Perform the steps of a response; return whether they close the connection."""
        for number, step in enumerate(exchange.steps, 1):
            if number == len(exchange.steps) and not isinstance(step, Drip):
                # Before the caller has the response, because the next request may follow at once.
                exchange.finish()
            self._perform(step)
        return any(isinstance(step, Close) for step in exchange.steps)

    def _perform(self, step: Step) -> None:
        match step:
            case Write(data, times):
                for _ in range(times):
                    self._socket.sendall(data)
            case Drip(data, pause):
                for number in range(len(data)):
                    self._socket.sendall(data[number : number + 1])
                    self._wait(pause)
            case Hold(seconds):
                self._wait(seconds)
            case Close(True):
                self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
                socket.close(self._socket.detach())  # at once, and for every holder
                raise ConnectionResetError
            case Close():
                pass

    def _wait(self, seconds: float) -> None:
        """Wait for the time, or until the caller disconnects or the server stops."""
        if seconds <= 0:
            return
        self._socket.settimeout(seconds)
        try:
            if not self._socket.recv(1, socket.MSG_PEEK):
                raise ConnectionAbortedError
            # The next request has arrived, so a disconnection can no longer be detected.
            self._server.stopping.wait(seconds)
        except TimeoutError:
            pass
        finally:
            self._socket.settimeout(None)

    def _hear_out(self) -> None:
        """Read on for a while: unread bytes would reset the connection and lose the response."""
        self._socket.shutdown(socket.SHUT_WR)
        until = time.monotonic() + _LAST_WORDS
        while (left := until - time.monotonic()) > 0:
            self._socket.settimeout(left)
            if not self._socket.recv(_BLOCK):
                return

    def _log(self, line: str, exchange: Exchange) -> None:
        if exchange.is_logged:
            facts = {
                "request": quote(line, safe=" /?&=%", encoding="latin-1"),
                "status": exchange.status,
                "ms": round(exchange.ms, 3),
                "fault": exchange.fault,
            }
            status = "-" if exchange.status is None else "%(status)s"
            fault = " (%(fault)s)" if exchange.fault else ""
            logger.info(f"%(request)s {status} %(ms).0f ms{fault}", facts)  # noqa: G004 - of constants


class Server(socketserver.ThreadingTCPServer):
    """A running server. Port 0 is any free port."""

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = os.name == "posix"  # on Windows it would share a port in use

    def __init__(self, app: App, host: str, port: int, names: Collection[str]) -> None:
        self.application = app
        self.names = {*names, host}
        self.stopping = threading.Event()
        is_new = ":" in host
        self.address_family = socket.AF_INET6 if is_new else socket.AF_INET
        self._reached = HOST if host in EVERYWHERE else f"[{host}]" if is_new else host
        self._connections = weakref.WeakSet[socket.socket]()
        super().__init__((host, port), socketserver.BaseRequestHandler)
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """The address, without a trailing slash."""
        return f"http://{self._reached}:{self.server_address[1]}"

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accept a connection, and keep track of it while it is open."""
        connection, address = super().get_request()
        self._connections.add(connection)
        return connection, address

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection; the parameters are those of socketserver."""
        _Connection(request, client_address[0], self).serve()

    def stop(self) -> None:
        """Stop serving, and close the open connections."""
        self.stopping.set()
        self.shutdown()
        self._thread.join()
        self.server_close()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
