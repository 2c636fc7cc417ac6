"""Public names: loaded when they are first used (PEP 562), and shown where users find them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Mapping


def lazy(
    package: str, homes: Mapping[str, str], aliases: Mapping[str, str] | None = None
) -> Callable[[str], object]:
    """The ``__getattr__`` of a package.

    :param homes: for each name the module that has it, or that it is
    :param aliases: for each other name the name that it stands for
    """

    def load(name: str) -> object:
        known = (aliases or {}).get(name, name)
        if known not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        home = homes[known]
        module = importlib.import_module(f".{home}", package)
        found = module if home == known else getattr(module, known)
        # The next time, the name is there without being looked up here.
        setattr(sys.modules[package], name, found)
        return found

    return load


def directory(names: Iterable[str]) -> Callable[[], list[str]]:
    """The ``__dir__`` of a package, which lists what has not been loaded too."""

    def listed() -> list[str]:
        return sorted(names)

    return listed


def publish(name: str, home: str, *classes: type[object]) -> None:
    """Show classes under the module that users import them from, in tracebacks and pickles.

    :param name: the ``__name__`` of the module that defines them
    :param home: the public module, within the package
    """
    package = name.partition(".")[0]
    for each in classes:
        each.__module__ = f"{package}.{home}"
