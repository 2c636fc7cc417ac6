"""What goes out for a request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox._steps import Drip, Sent, Step, Write, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from codatsyncexpenses.sandbox._fault import Fault


@dataclass
class Exchange:
    """What goes out for a request; `finish` is to be called once it has, or could not."""

    steps: list[Step] = field(default_factory=list[Step])
    status: int | None = None
    fault: str | None = None
    ms: float = 0.0
    is_logged: bool = True
    closes: bool = False
    """Whether the connection cannot be used again."""
    undo: list[Callable[[], object]] = field(default_factory=list["Callable[[], object]"])

    def finish(self) -> None:
        """Count the request as over."""
        while self.undo:
            self.undo.pop()()

    def take(self, sent: Sent, fault: Fault | None = None) -> None:
        """Send this answer, as the fault has it."""
        self.steps = whole(sent) if fault is None else fault.steps(sent)
        self.fault = None if fault is None else fault.name
        if any(isinstance(step, Write | Drip) for step in self.steps):
            self.status = sent.status
