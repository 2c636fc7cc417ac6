"""The signals that end a process; a command handles them like Ctrl-C."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Generator
from types import FrameType

# Sent by service managers, and by a terminal that closes; Windows has no SIGHUP.
_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Stopped(KeyboardInterrupt):
    """A signal that ends the process."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def signal_of(stop: object) -> signal.Signals:
    """Return the signal behind an exception; if it is not a `Stopped`, that of Ctrl-C."""
    return signal.Signals(stop.number if isinstance(stop, Stopped) else signal.SIGINT)


@contextlib.contextmanager
def raised() -> Generator[None]:
    """Raise `Stopped` for the signals that would end the process at once."""
    replaced: list[int] = []
    if threading.current_thread() is threading.main_thread():
        # nohup ignores SIGHUP, and a program that embeds the command may have its own handler.
        replaced += [each for each in _ENDING if signal.getsignal(each) is signal.SIG_DFL]

    def stop(number: int, _: FrameType | None) -> None:
        # A second signal often follows, and would interrupt the report of the first.
        for each in replaced:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    for each in replaced:
        signal.signal(each, stop)
    try:
        yield
    finally:
        for each in replaced:
            signal.signal(each, signal.SIG_DFL)
