"""What was asked and answered, for assertions."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, overload

_KEPT = 10_000
_SECRET = {"authorization", "proxy-authorization", "cookie"}


@dataclass(frozen=True, repr=False)
class Recorded:
    """A request to the API, and its answer."""

    at: datetime
    """When it came, by the sandbox's clock."""
    method: str
    path: str
    query: str
    """What stands after the question mark, as it was sent."""
    operation: str | None
    """The contract's name of the operation; None where the API has none at this path."""
    headers: Mapping[str, str]
    """The headers, found in any letter case; a credential is `***`."""
    body: bytes
    status: int | None
    """The status of the answer; None where a fault came instead of an answer."""
    answer_headers: Mapping[str, str]
    answer: bytes
    """The body of the answer, as if all of it were sent; empty where none was."""
    fault: str | None
    """The name of the fault that was asked for."""
    ms: float
    """How long the answer took to make, in milliseconds of real time."""

    @property
    def json(self) -> Any:
        """The body of the request as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def __repr__(self) -> str:
        fault = f" ({self.fault})" if self.fault else ""
        return f"<{self.method} {self.path} {self.status or '-'}{fault}>"


class Journal(Sequence[Recorded]):
    """The last 10,000 requests to the API, the oldest first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: deque[Recorded] = deque(maxlen=_KEPT)

    def add(self, recorded: Recorded) -> None:
        """Note a request."""
        with self._lock:
            self._kept.append(recorded)

    def clear(self) -> None:
        """Forget all requests."""
        with self._lock:
            self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, index: int) -> Recorded: ...
    @overload
    def __getitem__(self, index: slice) -> list[Recorded]: ...
    def __getitem__(self, index: int | slice) -> Recorded | list[Recorded]:
        with self._lock:
            return list(self._kept)[index]

    def __repr__(self) -> str:
        return f"{self[:]!r}"


def masked(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers without what is secret."""
    return {name: "***" if name.lower() in _SECRET else value for name, value in headers.items()}
