"""The server of the calls at once: one answer, made beforehand, from one task.

It prints its port, serves the loopback only, and ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from .server import answer, body


class Connection(asyncio.Protocol):
    """Answers each request of a connection in the same way."""

    ANSWER = answer(body())
    _transport: Any
    _waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer the requests that have arrived whole; none has a body."""
        *requests, self._waiting = (self._waiting + data).split(b"\r\n\r\n")
        for _ in requests:
            self._transport.write(self.ANSWER)


async def main() -> None:
    """Serve until the standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Connection, "127.0.0.1", 0, backlog=512)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
