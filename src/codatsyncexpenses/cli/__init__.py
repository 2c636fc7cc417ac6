"""The command `codat-sync-expenses`, which sends expenses, follows syncs and checks the settings.

This room contains its arguments, its output and its exit codes; the public client does the rest.
It needs the extra `cli`, which installs click and rich.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec

from .._signals import raised, signal_of

__all__ = ["main"]

_INCOMPLETE = 6


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; None means the arguments of the process."""
    if any(find_spec(name) is None for name in ("click", "rich")):
        sys.stderr.write(
            'codat-sync-expenses needs click and rich: pip install "codatsyncexpenses[cli]"\n'
        )
        return _INCOMPLETE
    try:
        with raised():
            from ._app import run

            return run(sys.argv[1:] if arguments is None else [*arguments])
    except KeyboardInterrupt as stop:
        return 128 + signal_of(stop)
