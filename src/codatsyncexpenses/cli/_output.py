"""Lines of text and JSON, without control characters from elsewhere and without the credential."""

from __future__ import annotations

import base64
import binascii
import contextlib
import functools
import json
import logging
import os
import re
import sys
from collections.abc import Generator
from datetime import datetime, timezone
from typing import Any
from urllib.parse import quote

import click

from .._exceptions import one_line

_LOGGER = "codatsyncexpenses"
_MASK = "***"
_SHORTEST = 8  # characters of a secret; a shorter one is a word, such as the sandbox's key
_JSON_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
BROKEN_PIPE = 141


def shown(text: object) -> str:
    """Return text from elsewhere as one line, without terminal control sequences."""
    return one_line(_masked(str(text)), sys.maxsize).strip()


def say(text: str, *, err: bool = False) -> None:
    """Write a line and flush it.

    :raises click.exceptions.Exit: if the reader has closed the pipe
    :raises OSError: if it cannot be written for another reason
    """
    stream = sys.stderr if err else sys.stdout
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()
    except BrokenPipeError:
        discard(stream)
        raise click.exceptions.Exit(BROKEN_PIPE) from None


def say_json(value: object, *, indent: int | None = None, err: bool = False) -> None:
    """Write a value as JSON, with other alphabets and control characters escaped."""
    text = json.dumps(value, indent=indent)
    say(_JSON_STRING.sub(lambda found: json.dumps(_masked(json.loads(found[0]))), text), err=err)


def discard(stream: Any) -> None:
    """Drop a stream's buffer, which Python would try to write at exit, with an error message."""
    with contextlib.suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - no path
        os.dup2(nowhere.fileno(), stream.fileno())


@contextlib.contextmanager
def log_lines(*, verbose: bool, as_json: bool, for_file: bool = False) -> Generator[None]:
    """Show the library's warnings, and with `verbose` each retry, while a command runs.

    :param for_file: gives each line its time, and shows the beginning and the end of a run
    """
    logger = logging.getLogger(_LOGGER)
    handler = _LogHandler(verbose=verbose, as_json=as_json, for_file=for_file)
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO if verbose or for_file else logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
        logger.removeHandler(handler)


class _LogHandler(logging.Handler):
    """A handler that writes each record as a line on standard error."""

    def __init__(self, *, verbose: bool, as_json: bool, for_file: bool) -> None:
        super().__init__()
        self._verbose, self._as_json, self._for_file = verbose, as_json, for_file

    def emit(self, record: logging.LogRecord) -> None:
        if not (self._verbose or record.levelno >= logging.WARNING or _is_of_run(record)):
            return
        message = record.getMessage()
        at = f"{datetime.fromtimestamp(record.created, timezone.utc):%Y-%m-%dT%H:%M:%SZ}"
        if self._as_json:
            time = {"time": at} if self._for_file else {}
            say_json({"log": {**time, "level": record.levelname, "message": message}}, err=True)
        else:
            say(shown(f"{at} {message}" if self._for_file else message), err=True)


def _is_of_run(record: logging.LogRecord) -> bool:
    """Return whether a record is of a run of an outbox, and not of one of its calls."""
    return record.name == _LOGGER and not hasattr(record, "operation")


def _masked(text: str) -> str:
    """Return text with the credential masked, in case a server or an argument repeats it."""
    environ = os.environ
    for secret in _forms(environ.get("CODAT_API_KEY", ""), environ.get("CODAT_AUTH_HEADER", "")):
        text = text.replace(secret, _MASK)
    return text


@functools.lru_cache(maxsize=1)
def _forms(key: str, header: str) -> list[str]:
    """Return the forms in which the credential may appear, the longest first."""
    encoded = base64.b64encode(key.strip().encode("utf-8", "surrogateescape")).decode()
    token = header.strip().partition(" ")[2].strip()
    forms = {key, key.strip(), encoded, header.strip(), token}
    with contextlib.suppress(binascii.Error, UnicodeDecodeError):
        forms.add(base64.b64decode(token, validate=True).decode())
    forms |= {quote(each, safe="", errors="surrogateescape") for each in forms}
    forms |= {each.rstrip("=") for each in forms}
    forms |= {write(each)[1:-1] for each in forms for write in (json.dumps, repr)}
    return sorted((each for each in forms if len(each) >= _SHORTEST), key=len, reverse=True)
