"""The server of the benchmarks: answers made beforehand, sent as fast as Python sends.

It prints its port, serves the loopback only, and ends when its standard input does.
"""

from __future__ import annotations

import contextlib
import json
import socket
import sys
import threading
import uuid
from email.utils import formatdate
from typing import Any

COMPANY = "8a210b68-6988-11ed-a1eb-0242ac120002"
SYNC = "6fb40d5e-b13e-11ed-afa1-0242ac120002"
GET = f"/companies/{COMPANY}/sync/expenses/syncs/{SYNC}/status"
INITIATE = f"/companies/{COMPANY}/sync/expenses/syncs"
CREATE = f"/companies/{COMPANY}/sync/expenses/expense-transactions"
# The company's id starts with the number of statuses that its list has.
LISTED = "{:08}-6988-11ed-a1eb-0242ac120002"
LIST = f"/companies/{LISTED}/sync/expenses/syncs/list/status"
LENGTHS = (1_000, 10_000, 100_000)
HEADERS = {
    "Content-Type": "application/json; charset=utf-8",
    "Date": formatdate(usegmt=True),
    "X-Rate-Limit-Limit": "1000",
    "X-Rate-Limit-Remaining": "973",
    "X-Rate-Limit-Reset": "2030-01-01T00:00:00Z",
}


def status(number: int) -> dict[str, Any]:
    """Return one status, unlike any other."""
    return {
        "companyId": COMPANY,
        "syncId": str(uuid.UUID(int=number)),
        "syncStatusCode": 2000,
        "syncStatus": "Complete",
        "errorMessage": None,
        "syncExceptionMessage": None,
        "dataPushed": True,
        "syncUtc": "2023-02-20T14:12:37.3970000Z",
    }


def body(count: int | None = None) -> bytes:
    """Return one status, or a list of them, as a service writes JSON."""
    value = status(0) if count is None else [status(number) for number in range(count)]
    return json.dumps(value, separators=(",", ":")).encode()


def answer(content: bytes) -> bytes:
    """Return a whole answer, headers and body."""
    headers = {**HEADERS, "Content-Length": str(len(content))}
    lines = ["HTTP/1.1 200 OK", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + content


def serve(connection: socket.socket, answers: dict[bytes, bytes]) -> None:
    """Answer the requests of one connection until it is closed."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    waiting = b""
    with connection, contextlib.suppress(ConnectionError):
        while piece := connection.recv(65536):
            waiting += piece
            if waiting.endswith(b"\r\n\r\n"):
                connection.sendall(answers[waiting.split(b" ", 2)[1]])
                waiting = b""


def listen(server: socket.socket) -> None:
    """Take connections, each in a thread of its own."""
    answers = {LIST.format(count).encode(): answer(body(count)) for count in LENGTHS}
    answers[GET.encode()] = answer(body())
    while True:
        connection, _ = server.accept()
        threading.Thread(target=serve, args=(connection, answers), daemon=True).start()


if __name__ == "__main__":
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    threading.Thread(target=listen, args=(listening,), daemon=True).start()
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    sys.stdin.read()
