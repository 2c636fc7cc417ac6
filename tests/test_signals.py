"""Signals within a program that runs the command in its own process."""

import os
import signal
import threading

import pytest

from codatsyncexpenses import _signals

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX system")


def test_signals_are_given_back() -> None:
    """After the command, the signals of the program are as they were."""
    with pytest.raises(_signals.Stopped) as caught, _signals.raised():
        signal.raise_signal(signal.SIGHUP)
    assert _signals.signal_of(caught.value) is signal.SIGHUP
    assert signal.getsignal(signal.SIGHUP) is signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_handler_of_the_program_stays() -> None:
    """A signal that the program handles is left to it."""
    seen: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: seen.append(number))
    try:
        with _signals.raised():
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert seen == [signal.SIGTERM]


def test_in_another_thread() -> None:
    """In a thread that may handle no signals, the command runs all the same."""
    seen: list[object] = []

    def run() -> None:
        with _signals.raised():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen == [signal.SIG_DFL]


@pytest.mark.parametrize("stop", [None, KeyboardInterrupt(), EOFError()], ids=repr)
def test_ctrl_c(stop: object) -> None:
    """A value that is not one of our signals counts as Ctrl-C."""
    assert _signals.signal_of(stop) is signal.SIGINT
