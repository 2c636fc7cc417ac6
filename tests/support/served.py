"""Runs the sandbox as a command, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import NamedTuple


class Served(NamedTuple):
    """A running sandbox."""

    url: str
    process: subprocess.Popen[str]


@contextmanager
def served(*options: str) -> Generator[Served]:
    """Serve a sandbox on a free port until the end of the context."""
    command = [sys.executable, "-m", "codatsyncexpenses.sandbox", "serve", "--port", "0", *options]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        # It writes a line for each request, which somebody has to read.
        reader = threading.Thread(target=process.stdout.read, daemon=True)
        reader.start()
        try:
            yield Served(url, process)
        finally:
            process.terminate()
            process.wait(30)
            reader.join(30)
