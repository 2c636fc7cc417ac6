"""Forks in the middle of first calls; `python -m tests.load forks` runs many rounds.

Each round is a process of its own, because a call is the first of its operation only once. Four
threads make first calls; the process forks at a random moment, and the child makes every call.
The threads share a blocking client; each has an asynchronous client and a loop of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any, NamedTuple

from codatsyncexpenses import AsyncCodatSyncExpenses, CodatSyncExpenses
from codatsyncexpenses.models import operations, shared
from tests.support.ids import COMPANY_ID, SYNC_ID, TRANSACTION_ID

from .calls import ROOT

THREADS = 4
LONGEST = 60  # seconds that the calls of a process may take
SPREAD = 0.15  # seconds in which the threads make their first calls


class Round(NamedTuple):
    """The end of a round."""

    right: bool
    written: str
    """The stacks of the threads, where a process hung."""


class Answer(BaseHTTPRequestHandler):
    """Answers every request with an empty object."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(202 if self.path.endswith("/syncs") else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_POST = do_GET  # noqa: N815 - the standard library's name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is overridden
        """Write nothing."""


@contextlib.contextmanager
def serving() -> Generator[str, None, None]:
    """Serve for a while, and give the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def rounds(count: int, client: str = "blocking") -> list[Round]:
    """Run rounds, two at a time."""

    def run(seed: int) -> Round:
        command = [sys.executable, "-m", __name__, url, str(seed), client]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - ours
        return Round(done.returncode == 0, done.stderr)

    with serving() as url, ThreadPoolExecutor(2) as two:
        return list(two.map(run, range(count)))


def calls(client: Any) -> list[Callable[[], Any]]:
    """Return a call for each of many operations, which share few of their models."""
    started = shared.InitiateSync(["dataset"])
    return [
        lambda: client.sync.get(operations.GetSyncByIDRequest(COMPANY_ID, SYNC_ID)),
        lambda: client.companies.list(operations.ListCompaniesRequest(query="name=x")),
        lambda: client.company_info.get(operations.GetCompanyInfoRequest(COMPANY_ID)),
        lambda: client.configuration.get(operations.GetCompanyConfigurationRequest(COMPANY_ID)),
        lambda: client.connections.get(operations.GetConnectionRequest(COMPANY_ID, SYNC_ID)),
        lambda: client.customers.get(operations.GetCustomerRequest(COMPANY_ID, "u")),
        lambda: client.suppliers.get(operations.GetSupplierRequest(COMPANY_ID, "u")),
        lambda: client.manage_data.get(operations.GetDataStatusRequest(COMPANY_ID)),
        lambda: client.mapping_options.get_mapping_options(
            operations.GetMappingOptionsRequest(COMPANY_ID)
        ),
        lambda: client.push_operations.get(operations.GetPushOperationRequest(COMPANY_ID, SYNC_ID)),
        lambda: client.transaction_status.get(
            operations.GetSyncTransactionRequest(COMPANY_ID, SYNC_ID, TRANSACTION_ID)
        ),
        lambda: client.sync.initiate_sync(operations.InitiateSyncRequest(COMPANY_ID, started)),
    ]


def blocking(own: list[Callable[[], Any]]) -> None:
    """Make calls of a blocking client."""
    for call in own:
        call()


def asynchronous(own: list[Callable[[], Any]]) -> None:
    """Make calls of an asynchronous client."""

    async def one_by_one() -> None:
        for call in own:
            await call()

    asyncio.run(one_by_one())


def main(url: str, seed: int, kind: str) -> None:
    """Run a round in this process."""
    faulthandler.register(signal.SIGALRM, chain=True)  # and then the process ends
    signal.alarm(2 * LONGEST)
    random = Random(seed)
    given: Any = {"security": shared.Security("Basic key"), "server_url": url, "timeout": LONGEST}
    if kind == "blocking":
        make, sequences = blocking, [calls(CodatSyncExpenses(**given))] * THREADS
    else:
        make = asynchronous
        sequences = [calls(AsyncCodatSyncExpenses(**given)) for _ in range(THREADS)]
    start = threading.Barrier(THREADS + 1)

    def work(own: list[Callable[[], Any]]) -> None:
        start.wait()
        make(own)

    with ThreadPoolExecutor(THREADS) as threads:
        working = [threads.submit(work, sequences[n][n::THREADS]) for n in range(THREADS)]
        start.wait()
        time.sleep(random.uniform(0, SPREAD))
        child = os.fork()
        if not child:
            signal.alarm(LONGEST)
            make(random.sample(sequences[0], len(sequences[0])))
            os._exit(0)
        for each in working:
            each.result()
        _, status = os.waitpid(child, 0)
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
