"""A request as it arrives on a connection: its head as a WSGI environ, its body as a stream.

h11 parses HTTP/1.1. A request that it cannot parse is refused and ends the connection.
"""

from __future__ import annotations

import io
import re
import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import h11

from codatsyncexpenses.sandbox._state.world import RefusedError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_BLOCK = 1 << 16
_LONGEST_HEAD = 1 << 17
_LONGEST_TARGET = 1 << 16  # longer than any that the API itself takes or refuses
_ABSOLUTE = re.compile(rb"(?i:http)://([^/?]+)(.*)")


def refused(status: int, error: str) -> RefusedError:
    """Return a refusal by the server itself, not by an operation of the API."""
    return RefusedError(status, error, "Sandbox")


class Incoming(io.RawIOBase):
    """One request; `read` and `readinto` return its body.

    :param received: bytes that arrived together with the previous request
    :raises RefusedError: in every method, if the bytes are not a request
    """

    def __init__(self, connection: socket.socket, received: bytes) -> None:
        super().__init__()
        self._socket = connection
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=_LONGEST_HEAD)
        self._received = received
        self._size = 0
        self._part = memoryview(b"")
        self._has_ended = False
        self.line = ""
        """The method and the target, once they are known."""

    def environ(self) -> WSGIEnvironment | None:
        """Read the head; None if the caller closes the connection instead."""
        # Empty lines before a request are allowed, and h11 takes them for a request.
        while not (start := self._received.lstrip(b"\r\n")):
            self._received = self._socket.recv(_BLOCK)
            if not self._received:
                return None
        self._http.receive_data(start)
        self._size = len(start)
        head = self._event()
        if not isinstance(head, h11.Request):
            return None
        self.line = f"{_text(head.method)} {_text(head.target)}"
        environ = self._environ(head)
        self._check_size()
        return environ

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._part and not self._has_ended:
            event = self._event()
            if isinstance(event, h11.Data):
                self._part = memoryview(bytes(event.data))
            else:
                self._has_ended = True
        count = min(len(buffer), len(self._part))
        buffer[:count] = self._part[:count]
        self._part = self._part[count:]
        return count

    def rest(self) -> bytes | None:
        """Return the bytes after the request; None if the connection must be closed.

        An unread body also ends the connection, because it would be taken for the next request.
        """
        try:
            self._has_ended = self._has_ended or isinstance(
                self._http.next_event(), h11.EndOfMessage
            )
        except h11.RemoteProtocolError:
            return None
        if self._part or not self._has_ended or self._http.their_state is h11.MUST_CLOSE:
            return None
        return self._http.trailing_data[0]

    def _event(self) -> object:
        try:
            while (event := self._http.next_event()) is h11.NEED_DATA:
                if self._http.they_are_waiting_for_100_continue:
                    go_on = h11.InformationalResponse(status_code=100, headers=[])
                    self._socket.sendall(self._http.send(go_on) or b"")
                received = self._socket.recv(_BLOCK)
                self._size += len(received)
                self._http.receive_data(received)
        except h11.RemoteProtocolError as error:
            status = error.error_status_hint
            if status == 431 and b"\n" not in self._http.trailing_data[0]:
                status = 414
            raise refused(status, f"The request cannot be read: {error}.") from error
        return event

    def _check_size(self) -> None:
        """Refuse a head that is too long; h11 does so only until the end of the head arrives."""
        if self._size <= _LONGEST_HEAD:
            return
        if self._size - len(self._http.trailing_data[0]) > _LONGEST_HEAD:
            raise refused(431, f"The head has more than {_LONGEST_HEAD} bytes.")

    def _environ(self, head: h11.Request) -> WSGIEnvironment:
        headers = _headers(head)
        if not head.http_version.startswith(b"1."):
            raise refused(505, "The server speaks HTTP/1.1.")
        if head.http_version == b"1.0" and "HTTP_TRANSFER_ENCODING" in headers:
            raise refused(400, "HTTP/1.0 has no Transfer-Encoding.")
        if "HTTP_TRANSFER_ENCODING" in headers:
            if "CONTENT_LENGTH" in headers:
                raise refused(400, "A request has Transfer-Encoding or Content-Length, not both.")
            headers["wsgi.input_terminated"] = True
        host, path, query = _target(head, headers.get("HTTP_HOST", ""))
        return {
            **headers,
            "HTTP_HOST": host or "{}:{}".format(*self._socket.getsockname()),
            "PATH_INFO": _text(unquote_to_bytes(path)),
            "QUERY_STRING": _text(query),
            "REQUEST_METHOD": _text(head.method),
            "SCRIPT_NAME": "",
            "SERVER_PROTOCOL": f"HTTP/{_text(head.http_version)}",
            "wsgi.input": self,
            "wsgi.url_scheme": "http",
        }


def _headers(head: h11.Request) -> dict[str, Any]:
    """Return the headers under their names in WSGI."""
    found: dict[str, Any] = {}
    for name, value in head.headers:
        if b"_" in name:
            continue  # it would be taken for the header with a dash
        key = _text(name).upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        found[key] = f"{found[key]},{_text(value)}" if key in found else _text(value)
    return found


def _target(head: h11.Request, host: str) -> tuple[str, bytes, bytes]:
    """Return host, path and query of a target; a host in the target precedes the header."""
    target = head.target
    if len(target) > _LONGEST_TARGET:
        raise refused(414, f"The target has more than {_LONGEST_TARGET} bytes.")
    absolute = _ABSOLUTE.fullmatch(target)
    if absolute is not None:
        host, target = _text(absolute.group(1)), absolute.group(2)
        target = target if target.startswith(b"/") else b"/" + target
    if not target.startswith(b"/") and (head.method, target) != (b"OPTIONS", b"*"):
        raise refused(400, "The target is neither a path nor an address of http.")
    path, _, query = target.partition(b"?")
    return host, path, query


def _text(value: bytes) -> str:
    return value.decode("latin-1")
