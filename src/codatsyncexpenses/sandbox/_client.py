"""Clients of a sandbox."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

    from codatsyncexpenses import CodatSyncExpenses
    from codatsyncexpenses._calls.settings import Seams
    from codatsyncexpenses.sdk import ClientOptions


_MAKING = threading.Lock()


def make_client(options: ClientOptions, seams: Seams | None) -> CodatSyncExpenses:
    """Make a client that takes its time from the seams, if there are any."""
    from codatsyncexpenses import CodatSyncExpenses

    # One at a time: sandboxes in one process share an address.
    with _MAKING, _seams_at(options.get("server_url"), seams):
        return CodatSyncExpenses(**options)


@contextmanager
def in_environment(api_key: str, url: str, seams: Seams | None) -> Generator[None, None, None]:
    """Let the environment lead here, and give clients of this address its time."""
    names = ("CODAT_API_KEY", "CODAT_SERVER_URL", "CODAT_AUTH_HEADER")
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    os.environ.update(CODAT_API_KEY=api_key, CODAT_SERVER_URL=url)
    try:
        with _seams_at(url, seams):
            yield
    finally:
        for name in names:
            os.environ.pop(name, None)
        os.environ.update(before)


@contextmanager
def _seams_at(url: str | None, seams: Seams | None) -> Generator[None, None, None]:
    """Give the clients of an address that are made meanwhile their time."""
    from codatsyncexpenses._calls.settings import SEAMS

    address = (url or "").rstrip("/")
    before = SEAMS.pop(address, None)
    if seams is not None:
        SEAMS[address] = seams
    try:
        yield
    finally:
        SEAMS.pop(address, None)
        if before is not None:
            SEAMS[address] = before
