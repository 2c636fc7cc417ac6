"""A progress bar for a wait, in terminals and notebooks."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

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
        try:
            with LOADING:
                from tqdm.auto import tqdm
        except ImportError as error:
            raise ConfigurationError(
                'progress needs tqdm: pip install "codatsyncexpenses[progress]"'
            ) from error
        self._stages = stages
        self._name = name
        self._end = len(stages) + 1
        layout = "{desc} |{bar:20}| {elapsed}"
        self._bar = tqdm(total=self._end, desc=name, bar_format=layout, file=_Stream())

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
