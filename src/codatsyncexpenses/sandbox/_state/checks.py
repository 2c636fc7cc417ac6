"""Checks of settings; each raises a `ConfigurationError` that names the setting."""

from __future__ import annotations

import os
import re
from collections.abc import Collection

from codatsyncexpenses._schema.hints import is_number
from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox._state.clock import DAY, SECOND

_LONGEST = 36_500  # days
LONGEST = _LONGEST * DAY
"""The longest duration, in microseconds."""
_FASTEST = 1_000_000  # seconds in a second
_GREATEST = (1 << 53) - 1  # every program reads it exactly from JSON
_TOKEN = re.compile("[!-~]+")
_HEADER = re.compile(r"[ -~\x80-\xff\t]*")
_NAME = re.compile(r"[\w.-]+")


def duration(name: str, seconds: float) -> int:
    """Return the microseconds in a number of seconds, 0 or more."""
    if not is_number(seconds) or not 0 <= seconds <= LONGEST / SECOND:
        raise ConfigurationError(f"{name} must be 0 or more, not {seconds!r}")
    return round(seconds * SECOND)


def days(name: str, number: float) -> int:
    """Return the microseconds in a number of days."""
    if not is_number(number) or not 0 <= number <= _LONGEST:
        raise ConfigurationError(f"{name} must be from 0 to {_LONGEST:,}, not {number!r}")
    return round(number * DAY)


def speed(number: float) -> float:
    """Return the speed of a clock, above 0."""
    if not is_number(number) or not 0 < number <= _FASTEST:
        raise ConfigurationError(f"speed must be above 0, to {_FASTEST:,}, not {number!r}")
    return number


def within(name: str, number: int, least: int, most: int) -> int:
    """Return a whole number from `least` to `most`."""
    if not _is_whole(number) or not least <= number <= most:
        raise ConfigurationError(f"{name} must be from {least} to {most}, not {number!r}")
    return number


def count(name: str, number: int, least: int = 0, most: int = _GREATEST) -> int:
    """Return a whole number."""
    if not _is_whole(number) or number < least:
        raise ConfigurationError(f"{name} must be a whole number from {least}, not {number!r}")
    if number > most:
        raise ConfigurationError(f"{name} must be at most {most:,}, not {number!r}")
    return number


def limit(name: str, number: int | None, least: int) -> int | None:
    """Return a whole number, or None for no limit."""
    return None if number is None else count(name, number, least)


def file(name: str, value: str | os.PathLike[str]) -> str:
    """Return the full path of a file; SQLite reads some short paths as a URI or as no file."""
    given: object = value
    try:
        path = os.fsdecode(value)
    except TypeError:
        path = ""
    if not path or "\0" in path:
        raise ConfigurationError(f"{name} must be the path of a file, not {given!r}")
    return os.path.abspath(path)  # noqa: PTH100 - it resolves no link


def hosts(name: str, values: Collection[str]) -> frozenset[str]:
    """Return names of hosts in lower case."""
    given: object = values
    if isinstance(given, str) or not isinstance(given, Collection):
        raise ConfigurationError(f"{name} must be a list of names, not {given!r}")
    for value in given:
        if not isinstance(value, str) or not _NAME.fullmatch(value):
            raise ConfigurationError(f"{name} must hold names without a port, not {value!r}")
    return frozenset(value.lower().removesuffix(".") for value in values)


def host(name: str, value: str) -> str:
    """Return the address to serve on, in lower case."""
    given: object = value
    if not isinstance(given, str) or not given.isascii() or not given.isprintable() or not given:
        raise ConfigurationError(f"{name} must be an address or a name, not {given!r}")
    return given.lower()


def token(name: str, value: str | None) -> str | None:
    """Return a token for the header Authorization; None is none."""
    given: object = value
    if given is None:
        return None
    if not isinstance(given, str) or not _TOKEN.fullmatch(given):
        raise ConfigurationError(f"{name} must be visible ASCII characters without spaces")
    return given


def header(name: str, value: str) -> None:
    """Check a header of a response."""
    given: tuple[object, object] = name, value
    for each in given:
        if not isinstance(each, str) or not _HEADER.fullmatch(each):
            raise ConfigurationError(f"headers must be text in one line, not {each!r}")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
