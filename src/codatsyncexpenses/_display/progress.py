"""A progress bar for a wait, in terminals and notebooks."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any

from .._exceptions import ConfigurationError, one_line
from .._lazy import LOADING

if TYPE_CHECKING:
    from .._schema.enums import StatusCode

_LONGEST = 40  # characters of a stage


class Bar:
    """A bar with a step for each stage, and the elapsed time."""

    def __init__(self, name: str, stages: tuple[str, ...]) -> None:
        """Draw the empty bar.

        :raises ConfigurationError: if tqdm is not installed
        """
        self._stages = stages
        self._name = name
        self._end = len(stages) + 1
        self._bar = _drawn(name, self._end)

    def show(self, stage: str | None, code: StatusCode | None) -> None:
        """Show the current stage and its status code."""
        if stage in self._stages:
            self._bar.n = self._stages.index(stage)
        elif code is None or not code.is_running:
            self._bar.n = self._end
        number = "" if code is None else f" ({int(code)})"
        self._bar.set_description_str(f"{self._name}: {one_line(str(stage))[:_LONGEST]}{number}")

    def close(self) -> None:
        """Stop the bar, which stays on the screen."""
        self._bar.close()


class CountBar:
    """A bar for a number of items, of which some are done."""

    def __init__(self, name: str) -> None:
        """Draw the empty bar.

        :raises ConfigurationError: if tqdm is not installed
        """
        self._name = name
        self._bar = _drawn(name, 1)

    def show(self, done: int, total: int, text: str) -> None:
        """Show the counts, and a text about them."""
        self._bar.total, self._bar.n = max(total, 1), done
        self._bar.set_description_str(f"{self._name}: {text}")

    def close(self) -> None:
        """Stop the bar, which stays on the screen."""
        self._bar.close()


def _drawn(name: str, total: int) -> Any:
    try:
        with LOADING:
            from tqdm.auto import tqdm
    except ImportError as error:
        raise ConfigurationError(
            'progress needs tqdm: pip install "codatsyncexpenses[progress]"'
        ) from error
    layout = "{desc} |{bar:20}| {elapsed}"
    return tqdm(total=total, desc=name, bar_format=layout, file=_Stream())


class _Stream:
    """Standard error, whose failures must not end a wait.

    tqdm must not see them either, or it would keep a lock that all other bars of the process need.
    """

    @property
    def encoding(self) -> str:
        """The encoding, from which tqdm chooses the characters of the bar."""
        return getattr(sys.stderr, "encoding", None) or "ascii"

    def write(self, text: str) -> None:
        """Write the text, ignoring failures."""
        with contextlib.suppress(AttributeError, OSError, ValueError):
            sys.stderr.write(text)

    def flush(self) -> None:
        """Flush the stream, ignoring failures."""
        with contextlib.suppress(AttributeError, OSError, ValueError):
            sys.stderr.flush()
