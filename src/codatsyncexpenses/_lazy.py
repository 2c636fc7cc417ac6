"""Names and modules that load on first use (PEP 562), and forks that wait until they have loaded.

Public classes show the module that users import them from.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ContextDecorator
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

Value = TypeVar("Value")
Owner = TypeVar("Owner")

_SOON = 0.001  # seconds until a fork checks again


class Loading(ContextDecorator):
    """The loads in progress, for which a fork waits.

    Loading takes locks, such as importlib's. A child would inherit a lock that another thread
    holds, and no thread there could release it. Loads never wait for each other here, because a
    thread that holds the lock of one module may be about to load another.
    """

    def __init__(self, longest: float) -> None:
        """Start with no load in progress.

        :param longest: seconds that a fork waits at most: a load may wait for the forking thread
        """
        self._longest = longest
        # Reentrant, because a signal handler may load too, between any two lines of a thread.
        self._mutex = threading.RLock()
        self.threads: list[int] = []
        """The thread of each load."""

    def __enter__(self) -> None:
        with self._mutex:
            self.threads.append(threading.get_ident())

    def __exit__(self, *_: object) -> None:
        with self._mutex:
            self.threads.remove(threading.get_ident())

    def guard_forks(self) -> None:
        """Make forks wait; a second call makes them wait before others take locks for a fork."""
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(
                before=self.begin_fork,
                after_in_parent=self.end_fork,
                after_in_child=self.begin_child,
            )

    def begin_fork(self) -> None:
        """Wait for the loads of other threads, and block new ones until the fork ends."""
        deadline = time.monotonic() + self._longest
        self._mutex.acquire()
        while self._of_others() and time.monotonic() < deadline:
            self._mutex.release()
            time.sleep(_SOON)
            self._mutex.acquire()

    def end_fork(self) -> None:
        """Allow loads again."""
        self._mutex.release()

    def begin_child(self) -> None:
        """Forget the loads of threads that do not exist in the child."""
        for thread in self._of_others():
            self.threads.remove(thread)
        self._mutex.release()

    def _of_others(self) -> list[int]:
        return [thread for thread in self.threads if thread != threading.get_ident()]


LOADING = Loading(longest=5.0)
LOADING.guard_forks()


def load(name: str, package: str | None = None) -> ModuleType:
    """Import a module; forks wait for it."""
    with LOADING:
        return importlib.import_module(name, package)


class LateModule(ModuleType):
    """A module that loads when one of its names is first used."""

    def __init__(self, name: str, package: str | None = None) -> None:
        """Stand in for a module.

        :param name: its name; with leading dots, relative to the package
        """
        super().__init__(name)
        self.__package__ = package

    def __getattr__(self, name: str) -> Any:
        # Tools look for `__wrapped__` and the like in every object.
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(load(self.__name__, self.__package__), name)
        setattr(self, name, found)
        return found


if TYPE_CHECKING:
    import difflib
else:
    difflib = LateModule("difflib")


class kept(Generic[Owner, Value]):  # noqa: N801 - used like `property`
    """A property that is computed on first use; two threads may both compute it.

    `functools.cached_property` holds one lock for all objects in Python 3.10 and 3.11.
    """

    def __init__(self, compute: Callable[[Owner], Value]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, _: type[object], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, held: None, _: type[object]) -> kept[Owner, Value]: ...

    @overload
    def __get__(self, held: Owner, _: type[object]) -> Value: ...

    def __get__(self, held: Owner | None, _: type[object]) -> kept[Owner, Value] | Value:
        if held is None:
            return self
        value = vars(held)[self._name] = self._compute(held)
        return value


def lazy(
    package: str, homes: Mapping[str, str], aliases: Mapping[str, str] | None = None
) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a package.

    :param homes: for each name, the module that contains it, or the module that it is
    :param aliases: for each other name, the name that it stands for
    """

    def found(name: str) -> object:
        known = (aliases or {}).get(name, name)
        if known not in homes:
            close = difflib.get_close_matches(name, [*homes, *(aliases or ())], n=1)
            hint = f"; did you mean {close[0]}?" if close and not name.startswith("_") else ""
            raise AttributeError(f"module {package!r} has no attribute {name!r}{hint}")
        home = homes[known]
        module = load(f".{home}", package)
        value = module if home == known else getattr(module, known)
        if isinstance(value, type) and value.__module__ not in sys.modules:
            load(value.__module__)  # type hints are looked up in the module that `publish` set
        # From now on, the name is found without this function.
        setattr(sys.modules[package], name, value)
        return value

    return found


def directory(names: Iterable[str]) -> Callable[[], list[str]]:
    """Return the ``__dir__`` of a package, which also lists names that are not loaded yet."""

    def listed() -> list[str]:
        return sorted(names)

    return listed


def publish(name: str, home: str, *classes: type[object]) -> None:
    """Set the module that classes show in tracebacks and pickles to the one that users import.

    :param name: the ``__name__`` of the module that defines them
    :param home: the public module, within the package
    """
    package = name.partition(".")[0]
    for each in classes:
        each.__module__ = f"{package}.{home}"
