"""The replies that were asked for in advance."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox import _checks as checks
from codatsyncexpenses.sandbox import _faults as faults
from codatsyncexpenses.sandbox._fault import Fault

if TYPE_CHECKING:
    from collections.abc import Collection


class Script:
    """Faults that wait for their requests, each for one."""

    def __init__(self, operations: Collection[str]) -> None:
        self._operations = operations
        self._lock = threading.Lock()
        self._waiting: list[tuple[str | None, Fault]] = []

    def add(self, *replies: Fault | int, operation: str | None = None, times: int = 1) -> None:
        """Put replies behind those that wait.

        :raises ConfigurationError: if the API has no such operation, or a reply is none
        """
        if operation is not None and operation not in self._operations:
            names = ", ".join(sorted(self._operations))
            raise ConfigurationError(f"operation must be one of {names}, not {operation!r}")
        made = [each if isinstance(each, Fault) else faults.reply(each) for each in replies]
        with self._lock:
            self._waiting += [
                (operation, fault) for _ in range(checks.count("times", times)) for fault in made
            ]

    def take(self, operation: str | None) -> Fault | None:
        """Take the first one that is for this operation, or for any."""
        with self._lock:
            for number, (wanted, fault) in enumerate(self._waiting):
                if wanted in (None, operation):
                    del self._waiting[number]
                    return fault
        return None

    def clear(self) -> None:
        """Forget the replies that wait."""
        with self._lock:
            self._waiting.clear()
