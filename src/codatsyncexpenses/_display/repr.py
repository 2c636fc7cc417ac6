"""The repr of objects: short, on one line, and never the cause of an error.

A traceback with local variables also shows objects whose constructor failed half-way.
"""

from __future__ import annotations

import dataclasses
import functools
import reprlib
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class FieldsRepr:
    """Base class of dataclasses whose ``repr`` omits the fields that are None."""

    _unseen: frozenset[str] = frozenset()  # fields that are always omitted
    _empty: object = None  # a field with this value is omitted

    @reprlib.recursive_repr("...")
    def __repr__(self) -> str:
        of: object = self  # the base class itself may not be a dataclass
        fields = dataclasses.fields(of) if dataclasses.is_dataclass(of) else ()
        seen = (field.name for field in fields if field.repr and field.name not in self._unseen)
        held = ((name, getattr(self, name, self._empty)) for name in seen)
        inside = ", ".join(
            f"{name}={text(value)}" for name, value in held if value is not self._empty
        )
        return f"{type(self).__qualname__}({inside})"


class AllFieldsRepr(FieldsRepr):
    """Base class of dataclasses whose ``repr`` shows every field, as dataclasses do by default."""

    _empty = object()


def guarded(write: Callable[[T], str]) -> Callable[[T], str]:
    """Decorate a ``__repr__``; if an attribute is missing, it returns the name of the type."""

    @functools.wraps(write)
    def shown(self: T) -> str:
        return text(self, write)

    return shown


def text(value: T, write: Callable[[T], str] = repr) -> str:
    """Return the value formatted by ``write``, or the name of its type if that fails."""
    try:
        return write(value)
    except Exception:  # noqa: BLE001 - it is the value's own code
        return f"<{type(value).__name__}>"
