"""The journal: the requests to the API and their responses, for assertions."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice
from typing import Any, overload

from codatsyncexpenses._display.repr import guarded

_KEPT = 10_000
_MOST = 64 << 20  # bytes of all texts and bodies
_HEADER = 250  # bytes of a header in addition to its characters
_SECRET = {"authorization", "proxy-authorization", "cookie"}


@dataclass(frozen=True, repr=False)
class Recorded:
    """A request to the API and its response."""

    at: datetime
    """When it arrived, by the sandbox's clock."""
    method: str
    path: str
    query: str
    """The text after the question mark, as sent."""
    operation: str | None
    """The contract's name of the operation; None if the path has no operation."""
    headers: Mapping[str, str]
    """The headers, looked up in any letter case; a credential is `***`."""
    body: bytes
    status: int | None
    """The status of the response; None if a fault replaced it."""
    answer_headers: Mapping[str, str]
    answer: bytes
    """The whole body of the response, even if only a part was sent; empty without a response."""
    fault: str | None
    """The name of the fault; None if there was none."""
    ms: float
    """The time until the response was ready, in milliseconds of real time."""

    @property
    def json(self) -> Any:
        """The body of the request as JSON; None if it is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    @guarded
    def __repr__(self) -> str:
        fault = f" ({self.fault})" if self.fault else ""
        return f"<{self.method} {self.path} {self.status or '-'}{fault}>"


class Journal(Sequence[Recorded]):
    """The last requests to the API, oldest first: at most 10,000, and at most 64 MiB."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: deque[Recorded] = deque()
        self._sizes: deque[int] = deque()
        self._size = 0
        self._count = 0

    def add(self, recorded: Recorded) -> None:
        """Add a request."""
        with self._lock:
            self._count += 1
            self._kept.append(recorded)
            self._sizes.append(_size(recorded))
            self._size += self._sizes[-1]
            while len(self._kept) > _KEPT or (self._size > _MOST and len(self._kept) > 1):
                self._kept.popleft()
                self._size -= self._sizes.popleft()

    def after(self, number: int, most: int) -> tuple[list[Recorded], int]:
        """Return the requests after the one with this number, and the number of the last of them.

        Requests are numbered from 1; a number stays a request's own after older ones are dropped.
        """
        with self._lock:
            dropped = self._count - len(self._kept)
            start = max(dropped, min(number, self._count))
            found = list(islice(self._kept, start - dropped, start - dropped + most))
            return found, start + len(found)

    def clear(self) -> None:
        """Remove all requests."""
        with self._lock:
            self._kept.clear()
            self._sizes.clear()
            self._size = 0

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Recorded]:
        return iter(self[:])

    @overload
    def __getitem__(self, index: int) -> Recorded: ...
    @overload
    def __getitem__(self, index: slice) -> list[Recorded]: ...
    def __getitem__(self, index: int | slice) -> Recorded | list[Recorded]:
        with self._lock:
            return self._kept[index] if isinstance(index, int) else list(self._kept)[index]

    @guarded
    def __repr__(self) -> str:
        return f"{self[:]!r}"


def line(recorded: Recorded) -> Recorded:
    """Return a record without headers, query and bodies."""
    none: Mapping[str, str] = {}
    return replace(recorded, query="", headers=none, body=b"", answer_headers=none, answer=b"")


def _size(recorded: Recorded) -> int:
    """Return the approximate size of a record's texts and bodies in bytes."""
    headers = (*recorded.headers.items(), *recorded.answer_headers.items())
    texts = (recorded.path, recorded.query, recorded.body, recorded.answer, *chain(*headers))
    return _HEADER * len(headers) + sum(map(len, texts))


def masked(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return headers with credentials masked."""
    return {name: "***" if name.lower() in _SECRET else value for name, value in headers}
