"""Bodies that become much larger once they are read, and a program that measures each.

``python -m tests.faults.bombs accepted`` reads each body, or those that are named, at the largest
size that is accepted; with ``sent``, at the largest size that the limit lets in. It writes by how
many bytes memory grew at most, as lines of JSON.
"""

from __future__ import annotations

import io
import json
import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import requests
import urllib3
from requests.adapters import BaseAdapter, HTTPAdapter

from codatsyncexpenses import CodatSyncExpenses, errors
from codatsyncexpenses._transport.body import LIMIT
from codatsyncexpenses._transport.weight import weight
from codatsyncexpenses.models import operations
from codatsyncexpenses.utils import BackoffStrategy, RetryConfig
from tests.support.ids import COMPANY_ID, SYNC_ID

Call = Callable[[CodatSyncExpenses], object]


def statuses(client: CodatSyncExpenses) -> object:
    """List the statuses of syncs."""
    return client.sync.list(operations.ListSyncsRequest(COMPANY_ID))


def status(client: CodatSyncExpenses) -> object:
    """Read the status of a sync."""
    return client.sync.get(operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID))


def listed(client: CodatSyncExpenses) -> object:
    """List companies."""
    return client.companies.list(operations.ListCompaniesRequest())


def mapping(client: CodatSyncExpenses) -> object:
    """Read the mapping options."""
    return client.mapping_options.get_mapping_options(
        operations.GetMappingOptionsRequest(COMPANY_ID)
    )


def data_statuses(client: CodatSyncExpenses) -> object:
    """Read the status of each data type."""
    return client.manage_data.get(operations.GetDataStatusRequest(COMPANY_ID))


class Bomb(NamedTuple):
    """A body: a beginning, a part that is repeated, and an end."""

    call: Call
    start: bytes
    part: bytes
    end: bytes
    status: int = 200

    def body(self, size: int) -> bytes:
        """Return the body with about so many bytes; a part may have a place for its number."""
        if b"%d" not in self.part:
            return self.start + self.part * (size // len(self.part)) + self.end
        numbers = range(10**6, 10**6 + size // (len(self.part) + 5))
        return self.start + b"".join(self.part % number for number in numbers) + self.end

    def largest(self) -> int:
        """Return the largest size that is accepted, within a hundredth."""
        sample = 1 << 20
        each = (
            weight(self.body(2 * sample), 1 << 40) - weight(self.body(sample), 1 << 40)
        ) / sample
        return min(int(2 * LIMIT / each * 0.99), LIMIT - 1000)


COMPANY = b'{"results":[{"id":"1","name":"n",'
BOMBS: dict[str, Bomb] = {
    "objects": Bomb(statuses, b"[", b"{},", b"{}]"),
    "small objects": Bomb(statuses, b"[", b'{"syncId":"ab"},', b"{}]"),
    "companies": Bomb(listed, b'{"results":[', b"{},", b"{}]}"),
    "connections": Bomb(listed, b'{"results":[{"dataConnections":[', b"{},", b"{}]}]}"),
    "lists of one object": Bomb(listed, b'{"results":[', b'{"dataConnections":[{}]},', b"{}]}"),
    "empty lists": Bomb(listed, b'{"results":[', b'{"dataConnections":[]},', b"{}]}"),
    "strings in a list": Bomb(
        mapping, b'{"accounts":[{"validTransactionTypes":["', b'aa","', b'"]}]}'
    ),
    "long list of strings": Bomb(
        mapping, b'{"accounts":[{"validTransactionTypes":["aa"', b',"%d"', b"]}]}"
    ),
    "lists of strings": Bomb(
        mapping,
        b'{"accounts":[',
        b'{"validTransactionTypes":["aa"' + b',"ab"' * 15 + b"]},",
        b"{}]}",
    ),
    "map of strings": Bomb(listed, COMPANY + b'"tags":{"0":"0"', b',"%d":"aa"', b"}}]}"),
    "map of objects": Bomb(data_statuses, b'{"0":{}', b',"%d":{}', b"}"),
    "one string": Bomb(status, b'{"syncId":"', b"a", b'"}'),
    "one wide string": Bomb(status, b'{"syncId":"\xf0\x9f\x98\x80', b"a", b'"}'),
    "one wide string, escaped": Bomb(status, b'{"syncId":"\\ud83d\\ude00', b"a", b'"}'),
    "one wide string with quotes": Bomb(status, b'{"syncId":"\xf0\x9f\x98\x80', b'\\"', b'"}'),
    "one wide string at its end": Bomb(status, b'{"syncId":"', b"a", b'\xe4\xb8\xad"}'),
    "wide strings": Bomb(
        statuses, b"[", b'{"syncId":"\xf0\x9f\x98\x80aaaaaaaaaaaaaaaaaaaaaaa"},', b"{}]"
    ),
    "wide text that is no JSON": Bomb(status, b"\xf0\x9f\x98\x80", b"a", b""),
    "a wrong value at the end": Bomb(statuses, b"[", b"{},", b"1]"),
    "errors": Bomb(status, b'{"validation":{"errors":[', b"{},", b"{}]}}", 404),
    "wide error": Bomb(status, b'{"error":"\xf0\x9f\x98\x80', b"a", b'"}', 404),
    "error that is not documented": Bomb(status, b"\xf0\x9f\x98\x80", b"a", b"", 418),
    "status that is not documented": Bomb(status, b'"\\ud83d\\ude00', b"a", b'"', 203),
    "deep lists": Bomb(status, b"", b"[", b""),
}


class Sends(BaseAdapter):
    """Answers every request with one compressed body."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__()
        deflater = zlib.compressobj(1, wbits=31)
        self._status, self._body = status, deflater.compress(body) + deflater.flush()

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Answer a request."""
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        raw = urllib3.HTTPResponse(
            io.BytesIO(self._body), headers, self._status, preload_content=False
        )
        return HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        """Have nothing to close."""


def memory(name: str) -> int:
    """Return a value of the process's memory, in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith(name))


def measure(name: str, size: int) -> None:
    """Read one body, and write what came of it."""
    bomb = BOMBS[name]
    client = CodatSyncExpenses(
        server_url="https://bomb.example",
        retry_config=RetryConfig("none", BackoffStrategy(1, 1, 1, 1), False),
    )
    session = client.sdk_configuration.client
    session.mount("https://", Sends(bomb.status, b"{}"))
    try_to(bomb.call, client)
    body = bomb.body(size)
    sent = len(body)
    session.mount("https://", Sends(bomb.status, body))
    del body
    Path("/proc/self/clear_refs").write_text("5")
    before = memory("VmRSS")
    found = try_to(bomb.call, client)
    grew = memory("VmHWM") - before
    facts = {"bomb": name, "sent": sent, "grew": grew, "found": found}
    os.write(1, (json.dumps(facts) + "\n").encode())


def try_to(call: Call, client: CodatSyncExpenses) -> str:
    """Call, and return what was raised."""
    try:
        call(client)
    except errors.CodatError as error:
        return f"{type(error).__name__}: {error}"[:200]
    return "a value"


def main(which: str, *names: str) -> None:
    """Measure some bodies, or all, each in a process of its own."""
    for name in names or BOMBS:
        pid = os.fork()
        if not pid:
            measure(name, BOMBS[name].largest() if which == "accepted" else LIMIT - 1000)
            os._exit(0)
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
