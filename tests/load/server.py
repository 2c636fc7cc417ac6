"""A service on the loopback whose answers say which request they belong to.

It prints its port and ends when its standard input does. The first digits of a company's identifier
choose how the company is answered.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import socket
import struct
import sys
from collections import Counter
from http import HTTPStatus
from random import Random
from typing import Any

SLOW, FLAKY, GONE = "51", "f1", "90"  # the first digits of companies that are answered otherwise
DELAY = 2.5  # seconds until a slow one is answered
CHAOS = {"unavailable": 0.03, "reset": 0.02, "cut": 0.01, "limited": 0.01}
OUTAGE = {"unavailable": 1.0}
FAULTS = {"none": {}, "chaos": CHAOS, "outage": OUTAGE, "thirds": {}}


class Service:
    """The state of the service: its name, its faults, and the requests it has seen."""

    def __init__(self, name: str, faults: str) -> None:
        self.name = name
        self._faults: dict[str, float] = FAULTS[faults]
        self._thirds = faults == "thirds"
        self._dice = Random(name)
        self._keys: dict[str, str] = {}
        self.counts: Counter[str] = Counter(dict.fromkeys(("requests", "keys changed"), 0))

    def fault(self, company: str, key: str) -> str:
        """Decide what happens to a request; an empty text is that nothing does."""
        self.counts["requests"] += 1
        if self._thirds and self.counts["requests"] % 3 == 0:
            return "unavailable"
        known = self._keys.setdefault(company, key)
        self.counts["keys changed"] += known != key
        if company.startswith(FLAKY):
            first = self.counts[company] == 0
            self.counts[company] += 1
            return "unavailable" if first else ""
        if company.startswith(GONE):
            return "gone"
        thrown = self._dice.random()
        for fault, chance in self._faults.items():
            thrown -= chance
            if thrown < 0:
                return fault
        return ""

    def value(self, company: str, sync: str | None, said: str) -> tuple[int, Any]:
        """Give the answer to a request, which holds what the request said."""
        if sync is None:
            return 202, {"syncId": said}
        status = {
            "companyId": company,
            "syncId": sync,
            "syncStatus": said,
            "syncStatusCode": 2000,
            "dataPushed": True,
            "errorMessage": None,
        }
        return 200, [status] * 3 if sync == "list" else status


class Connection(asyncio.Protocol):
    """One connection of a client."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._waiting = b""
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request that has arrived whole."""
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, rest = self._waiting.partition(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")
            headers = {name.lower(): value for name, _, value in (x.partition(": ") for x in lines)}
            length = int(headers.get("content-length", 0))
            if len(rest) < length:
                return
            body, self._waiting = rest[:length], rest[length:]
            self._answer(first.split(" ")[1], headers, json.loads(body or b"null"))

    def _answer(self, path: str, headers: dict[str, str], body: Any) -> None:
        if path == "/counts":
            self._send(200, self._service.counts)
            return
        # /companies/{companyId}/sync/expenses/syncs, and /{syncId}/status behind it.
        parts = path.split("/")
        company, sync = parts[2], parts[6] if len(parts) > 6 else None
        key = headers.get("idempotency-key", "-")
        fault = self._service.fault(company, key)
        if fault:
            self._fail(fault)
            return
        asked = sync or ",".join(body["datasetIds"])
        said = f"{self._service.name} {headers.get('authorization')} {key} {company} {asked}"
        delay = DELAY if company.startswith(SLOW) else 0
        value = self._service.value(company, sync, said)
        if delay:
            asyncio.get_running_loop().call_later(delay, self._send, *value)
        else:
            self._send(*value)

    def _fail(self, fault: str) -> None:
        if fault == "unavailable":
            self._send(503, {"error": "The service is down."})
        elif fault == "limited":
            self._send(429, {"error": "Too many requests."}, "Retry-After: 1\r\n")
        elif fault == "gone":
            self._send(404, {"error": "There is no such company."})
        elif fault == "cut":
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"
            )
            self._transport.close()
        else:
            raw = self._transport.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._transport.abort()

    def _send(self, status: int, value: Any, extra: str = "") -> None:
        body = json.dumps(value).encode()
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n{extra}\r\n"
        )
        self._transport.write(head.encode() + body)


async def serve(service: Service) -> None:
    """Serve until the standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(service), "127.0.0.1", 0, backlog=128)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="one")
    parser.add_argument("--faults", choices=FAULTS, default="none")
    given = parser.parse_args()
    asyncio.run(serve(Service(given.name, given.faults)))


if __name__ == "__main__":
    main()
