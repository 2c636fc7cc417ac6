"""The library's log, as lines on standard error."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager

from ._output import say, say_json, shown


@contextmanager
def log_lines(*, verbose: bool, as_json: bool) -> Generator[None]:
    """Show warnings, and with `verbose` each retry, for as long as a command runs."""
    logger, handler = logging.getLogger("codatsyncexpenses"), _Lines(as_json=as_json)
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO if verbose else logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
        logger.removeHandler(handler)


class _Lines(logging.Handler):
    """Writes each record of the library as a line."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if self._as_json:
            say_json({"log": {"level": record.levelname, "message": message}}, err=True)
        else:
            say(shown(message), err=True)
