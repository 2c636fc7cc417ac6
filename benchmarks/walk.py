"""Print how one call walks through the package's files: `python -m benchmarks.walk`.

Each call is made twice against the local sandbox, over HTTP where it is a client's, and the second
is watched by `sys.setprofile` in the thread that makes it. A file counts if it lies in the package;
the methods that dataclasses generate lie in none.

files
    The files whose functions are called.
changes
    Walk the calls in the order in which they begin, and leave out those of other packages: how
    often a call is in another file than the call before it.
down and up
    The same for the innermost file of the package on the stack after each call and each return,
    so that a helper in another file counts on the way there and on the way back.
frames
    The frames of the package on the stack when `requests.Session.send` is entered first.

At ff2bb8b, `sync.get` walks 13 files with 22 changes, and has 3 frames.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import requests

import codatsyncexpenses
from codatsyncexpenses import CodatSyncExpenses, webhooks
from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import Sandbox, companies

ROOT = str(Path(codatsyncexpenses.__file__).parent)
COMPANY, SYNC = companies.SUCCEEDS.id, companies.SUCCEEDED_SYNC_ID


class Walk(NamedTuple):
    """The files that one call walks through."""

    began: list[str]
    """The file of each call into the package, in order."""
    stood: list[str]
    """The innermost file of the package after each call and each return."""
    frames: int
    """Frames of the package on the stack when requests is entered."""

    def __str__(self) -> str:
        files, frames = len(set(self.began)), self.frames or "-"
        return f"{files:>6}{changes(self.began):>9}{changes(self.stood):>13}{frames:>8}"


def changes(files: list[str]) -> int:
    """Count the steps from a file to another one."""
    return sum(before != after for before, after in itertools.pairwise(files))


def watched(call: Callable[[], object]) -> Walk:
    """Make a call, and return its walk."""
    walk, entered, stack = Walk([], [], 0), 0, [""]

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal entered
        if event == "call":
            file = frame.f_code.co_filename
            ours = file.startswith(ROOT)
            stack.append(file if ours else "")
            if ours:
                walk.began.append(file)
            if frame.f_code is requests.Session.send.__code__ and not entered:
                entered = sum(map(bool, stack))
        elif event == "return" and len(stack) > 1:
            stack.pop()
        inside = [file for file in stack if file]
        if event in ("call", "return") and inside:
            walk.stood.append(inside[-1])

    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(None)
    return walk._replace(frames=entered)


def calls(sandbox: Sandbox, client: CodatSyncExpenses) -> dict[str, Callable[[], object]]:
    """Return the calls by name."""
    get = operations.GetSyncByIDRequest(COMPANY, SYNC)
    every = operations.ListCompaniesRequest()
    file = operations.UploadExpenseAttachmentRequestBody(b"receipt", "receipt.png")
    upload = operations.UploadExpenseAttachmentRequest(
        COMPANY, SYNC, companies.WRITTEN_TRANSACTION_ID, file
    )
    event = json.dumps({"id": "e1", "eventType": "expenses.sync.successful"}).encode()
    secret = webhooks.new_secret()
    headers = webhooks.sign(event, secret, message_id="msg_1")
    session = requests.Session()
    session.mount("http://", sandbox.adapter)
    session.headers.update(sandbox.headers)
    url = f"http://127.0.0.1/companies/{COMPANY}/sync/expenses/syncs/{SYNC}/status"
    return {
        "sync.get": lambda: client.sync.get(get),
        "companies.list_all": lambda: list(client.companies.list_all(every)),
        "sync.wait": lambda: client.sync.wait(get),
        "attachments.upload": lambda: client.attachments.upload(upload),
        "webhooks.verify_and_parse": lambda: webhooks.verify_and_parse(event, headers, secret),
        "a request inside the sandbox": lambda: session.get(url),
    }


def main() -> None:
    """Print a row for each call."""
    print(f"{'call':<30}{'files':>6}{'changes':>9}{'down and up':>13}{'frames':>8}")
    with Sandbox() as sandbox, sandbox.client() as client:
        for name, call in calls(sandbox, client).items():
            call()
            print(f"{name:<30}{watched(call)}")
        refused = [repr(each) for each in sandbox.requests if (each.status or 500) >= 400]
    if refused:
        sys.exit("refused: " + ", ".join(refused))


if __name__ == "__main__":
    main()
