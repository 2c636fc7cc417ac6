"""A progress bar for a wait, in terminals and notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import ConfigurationError

if TYPE_CHECKING:
    from ._enums import StatusCode


class Bar:
    """A bar with a step for each stage, and the seconds that have passed."""

    def __init__(self, name: str, stages: tuple[str, ...]) -> None:
        """Draw it empty.

        :raises ConfigurationError: if tqdm is not installed
        """
        try:
            from tqdm.auto import tqdm
        except ImportError as error:
            raise ConfigurationError(
                'progress needs tqdm: install this package with its extra "progress"'
            ) from error
        self._stages = stages
        self._name = name
        self._end = len(stages) + 1
        layout = "{desc} |{bar:20}| {elapsed}"
        self._bar = tqdm(total=self._end, desc=name, bar_format=layout)

    def show(self, stage: str | None, code: StatusCode | None) -> None:
        """Move it to where things stand, in words too."""
        if stage in self._stages:
            self._bar.n = self._stages.index(stage)
        elif code is None or not code.is_running:
            self._bar.n = self._end
        number = "" if code is None else f" ({int(code)})"
        self._bar.set_description_str(f"{self._name}: {stage}{number}")

    def close(self) -> None:
        """Leave it as it stands."""
        self._bar.close()
