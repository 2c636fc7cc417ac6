"""Every text that can be reached from an exception or an answer."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import requests

DEPTH = 8
CLOSED: tuple[type, ...] = (type, ModuleType, threading.Thread)


def texts(
    value: object, where: str = "", depth: int = DEPTH, seen: set[int] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the texts, and the attributes that lead to them."""
    seen = set() if seen is None else seen
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, (bytes, bytearray)):
        yield where, value.decode("latin-1")
    elif depth and id(value) not in seen and not isinstance(value, CLOSED):
        seen.add(id(value))
        if isinstance(value, (BaseException, requests.PreparedRequest)):
            yield f"str({where})", f"{value} {value!r}"
        for name, inner in _parts(value):
            yield from texts(inner, f"{where}.{name}", depth - 1, seen)


def _parts(value: Any) -> Iterator[tuple[object, object]]:
    if issubclass(type(value), Mapping):
        with contextlib.suppress(NotImplementedError):  # urllib3's pools are not to be listed
            for key, inner in value.items():
                yield "key", key
                yield key, inner
    elif issubclass(type(value), (list, tuple, set, frozenset)):
        yield from enumerate(value)
    else:
        if isinstance(value, BaseException):
            yield "args", value.args
            yield "__cause__", value.__cause__
            yield "__context__", value.__context__
        yield from dict(getattr(value, "__dict__", {})).items()
