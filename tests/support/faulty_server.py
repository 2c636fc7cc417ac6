"""A server that misbehaves by a script: bare sockets, with no HTTP library in between.

What it does is a script of turns, and a turn is a list of steps. A connection takes the next turn
when it is accepted, and again when more arrives after a turn that left it open. The last turn is
taken again and again.
"""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import Self

HOST = "127.0.0.1"
LONGEST = 30.0  # seconds that a connection may wait for anything
REQUESTS_KEPT = 10_000
LARGEST_BODY = 1 << 20
NO_LINGER = struct.pack("ii", 1, 0)  # closing a socket then sends a reset

Step = Callable[["Connection"], None]
Turn = Sequence[Step]


@dataclass(frozen=True)
class Request:
    """A request as it arrived."""

    connection: int
    """Which connection it came on, counted from 1."""
    at: float
    """When it had arrived whole, on the monotonic clock, in seconds."""
    method: str
    path: str
    headers: dict[str, str] = field(repr=False)
    """The headers, their names in lower case."""
    body: bytes

    @property
    def key(self) -> str | None:
        """The idempotency key."""
        return self.headers.get("idempotency-key")


class Connection:
    """One connection: the steps act on it."""

    def __init__(self, server: Server, number: int, raw: socket.socket) -> None:
        self.server = server
        self.number = number
        self.raw = raw
        self.sock = raw
        self.request = Request(number, 0.0, "", "", {}, b"")
        self.is_open = True

    def serve(self) -> None:
        """Take turns until the connection is closed, from either side."""
        try:
            self.raw.settimeout(LONGEST)
            self.raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.server.tls is not None:
                self.sock = self.server.tls.wrap_socket(self.raw, server_side=True)
            self.reader = self.sock.makefile("rb")
            self._take_turns()
        except (OSError, EOFError):
            pass  # the client went away: that is its right
        finally:
            self.close()

    def _take_turns(self) -> None:
        while self.is_open:
            for step in self.server.next_turn():
                step(self)
            if self.is_open and not self.reader.peek(1):
                return

    def read(self) -> None:
        """Read a request and keep it."""
        line = self.reader.readline()
        headers: dict[str, str] = {}
        while (header := self.reader.readline()).strip():
            name, _, value = header.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        length = min(int(headers.get("content-length", "0")), LARGEST_BODY)
        body = self.reader.read(length)
        if not header or len(body) < length:
            raise EOFError
        method, path, _ = line.decode("latin-1").split(" ", 2)
        self.request = Request(self.number, time.monotonic(), method, path, headers, body)
        self.server.requests.append(self.request)

    def close(self, *, reset: bool = False) -> None:
        """Close the connection, in order or with a reset."""
        self.is_open = False
        with contextlib.suppress(OSError):
            if reset:
                self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
        with contextlib.suppress(OSError):
            if hasattr(self, "reader"):
                self.reader.close()  # holds the socket open otherwise
        with contextlib.suppress(OSError):
            self.sock.close()
        self.raw.close()

    def shut_down(self) -> None:
        """Wake whoever waits for this connection, from another thread."""
        with contextlib.suppress(OSError):
            # The method of the plain socket: TLS would be taken apart under the reader.
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


class Server:
    """A listening port and the script of what happens there."""

    def __init__(
        self,
        turns: Iterable[Turn],
        *,
        tls: ssl.SSLContext | None = None,
        listens_after: float | None = 0.0,
        backlog: int = 128,
    ) -> None:
        """Take a port; nothing is accepted before ``start``.

        :param listens_after: seconds during which connections are refused; None refuses for ever
        """
        self.tls = tls
        self.requests: deque[Request] = deque(maxlen=REQUESTS_KEPT)
        self.connections = 0
        self.effects: list[str | None] = []
        """The idempotency keys of what was done; a key that was seen does nothing again."""
        self.elsewhere = ""
        """The address of another server, for redirects."""
        self._turns = deque(turns)
        self._listens_after = listens_after
        self._backlog = backlog
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._open: dict[int, Connection] = {}
        self._threads: list[threading.Thread] = []
        self._listener = socket.socket()
        self._listener.bind((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"{'http' if tls is None else 'https'}://{HOST}:{self.port}"

    def __enter__(self) -> Self:
        if self._listens_after == 0:
            self._listener.listen(self._backlog)
        if self._listens_after is not None:
            self._run(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End all connections and wait for their threads."""
        self._stopping.set()
        if self._listens_after is not None:
            with contextlib.suppress(OSError):  # not yet listening
                socket.create_connection((HOST, self.port), timeout=1).close()
        with self._lock:
            for connection in self._open.values():
                connection.shut_down()
        for thread in self._threads:
            thread.join(5)
        self._listener.close()
        if stuck := [thread.name for thread in self._threads if thread.is_alive()]:
            message = f"threads of the server are stuck: {stuck}"
            raise RuntimeError(message)

    def next_turn(self) -> Turn:
        """Return the next turn of the script."""
        with self._lock:
            return self._turns.popleft() if len(self._turns) > 1 else self._turns[0]

    def wait(self, seconds: float) -> None:
        """Wait, but not longer than the server is there."""
        self._stopping.wait(seconds)

    def act(self, request: Request) -> None:
        """Do what a write asks for, unless its key says that it was done."""
        with self._lock:
            if request.key is None or request.key not in self.effects:
                self.effects.append(request.key)

    def _run(self, target: Callable[..., None], *arguments: Any) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        if self._listens_after:
            self._stopping.wait(self._listens_after)
            self._listener.listen(self._backlog)
        while True:
            raw, _ = self._listener.accept()
            if self._stopping.is_set():
                raw.close()
                return
            self.connections += 1
            connection = Connection(self, self.connections, raw)
            self._run(self._serve, connection)

    def _serve(self, connection: Connection) -> None:
        with self._lock:
            self._open[connection.number] = connection
        if self._stopping.is_set():
            connection.shut_down()
        try:
            connection.serve()
        finally:
            with self._lock:
                del self._open[connection.number]


# Steps.


def read(at: Connection) -> None:
    """Read a request."""
    at.read()


def read_bytes(at: Connection) -> None:
    """Read something, whatever it is."""
    at.sock.recv(1024)


def act(at: Connection) -> None:
    """Do what the request asks for, once for each key."""
    at.server.act(at.request)


def send(data: bytes | Callable[[Connection], bytes]) -> Step:
    """Send bytes, in one piece."""
    return lambda at: at.sock.sendall(data if isinstance(data, bytes) else data(at))


def send_all(pieces: Callable[[], Iterable[bytes]]) -> Step:
    """Send more than should be held in memory."""

    def step(at: Connection) -> None:
        for piece in pieces():
            at.sock.sendall(piece)

    return step


def drip(data: bytes, interval: float) -> Step:
    """Send a byte at a time."""

    def step(at: Connection) -> None:
        for byte in data:
            at.sock.sendall(bytes([byte]))
            at.server.wait(interval)

    return step


def pause(seconds: float) -> Step:
    """Do nothing for a while."""
    return lambda at: at.server.wait(seconds)


def silence(at: Connection) -> None:
    """Say nothing until the client goes away."""
    while at.sock.recv(65536):
        pass
    at.close()


def close(at: Connection) -> None:
    """Close the connection in order."""
    at.close()


def reset(at: Connection) -> None:
    """Reset the connection."""
    at.close(reset=True)


# Answers.

JSON = "Content-Type: application/json"


def raw(status: int, body: bytes, *headers: str) -> bytes:
    """Write an answer with exactly these headers."""
    return "\r\n".join([f"HTTP/1.1 {status} Said", *headers, "", ""]).encode("latin-1") + body


def plain(status: int, body: bytes | str | object = b"", *headers: str) -> bytes:
    """Write an answer with its length; what is neither bytes nor text is written as JSON."""
    if isinstance(body, str):
        body = body.encode()
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return raw(status, content, *(headers or [JSON]), f"Content-Length: {len(content)}")


def chunks(*pieces: bytes) -> bytes:
    """Write a body in chunks, with its end."""
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (*pieces, b""))


def status_of(sync_id: str) -> dict[str, object]:
    """Return the status of a sync, as a healthy server sends it."""
    return {
        "companyId": "company",
        "dataPushed": True,
        "errorMessage": None,
        "syncId": sync_id,
        "syncStatus": "Complete é 漢",
        "syncStatusCode": 2000,
        "syncUtc": "2025-07-01T12:00:00Z",
    }


def healthy(request: Request) -> bytes:
    """Answer as a healthy server does, for the sync that the request names."""
    if request.method == "POST":
        return plain(202, {"syncId": "50000000-0000-4000-8000-000000000001"})
    return plain(200, status_of(request.path.split("/")[-2]))


def answer(at: Connection) -> None:
    """Answer the request as a healthy server does, acting on it first."""
    if at.request.method == "POST":
        act(at)
    at.sock.sendall(healthy(at.request))


HEALTHY: Turn = [read, answer]
