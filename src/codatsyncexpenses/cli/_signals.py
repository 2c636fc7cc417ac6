"""Signals that end the process: they end a command as Ctrl-C does."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Generator
from types import FrameType

# Those of service managers and of a terminal that is closed; Windows has no SIGHUP.
_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Stopped(KeyboardInterrupt):
    """A signal that ends the process."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def signal_of(stop: object) -> signal.Signals:
    """Return the signal behind an exception; that of Ctrl-C if it is no `Stopped`."""
    return signal.Signals(stop.number if isinstance(stop, Stopped) else signal.SIGINT)


@contextlib.contextmanager
def raised() -> Generator[None]:
    """Let the signals raise `Stopped`, where this process would end without a word."""
    replaced: list[int] = []
    if threading.current_thread() is threading.main_thread():
        # nohup has one ignored, and a program around the command may handle one by itself.
        replaced += [each for each in _ENDING if signal.getsignal(each) is signal.SIG_DFL]

    def stop(number: int, _: FrameType | None) -> None:
        # Another one, which often follows, would interrupt what is said about the first.
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
