"""Clients of a sandbox."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

    from codatsyncexpenses._calls.settings import Seams


@contextmanager
def time_of(seams: Seams | None, url: str | None) -> Generator[None, None, None]:
    """Give clients of a URL that are created in the context the time of the seams, if any."""
    from codatsyncexpenses._calls.settings import SEAMS

    # In this thread only: others may create clients of other servers meanwhile.
    token = SEAMS.set({} if seams is None else {(url or "").rstrip("/"): seams})
    try:
        yield
    finally:
        SEAMS.reset(token)


@contextmanager
def in_environment(api_key: str, url: str, seams: Seams | None) -> Generator[None, None, None]:
    """Point the environment to this URL, and give clients of it the time of the seams."""
    from codatsyncexpenses._calls.settings import SHARED

    names = ("CODAT_API_KEY", "CODAT_SERVER_URL", "CODAT_AUTH_HEADER")
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    os.environ.update(CODAT_API_KEY=api_key, CODAT_SERVER_URL=url)
    outer = SHARED.get(url)
    if seams is not None:
        SHARED[url] = seams  # for all threads, as the environment; no other sandbox has this URL
    try:
        yield
    finally:
        SHARED.pop(url, None)
        if outer is not None:
            SHARED[url] = outer
        for name in names:
            os.environ.pop(name, None)
        os.environ.update(before)
