"""The text of models and responses: short, on one line, and never the cause of an error."""

from __future__ import annotations

import dataclasses
import reprlib
from collections.abc import Callable


class FieldsRepr:
    """Base class of dataclasses whose ``repr`` omits the fields that are None."""

    _unseen: frozenset[str] = frozenset()  # fields that are omitted whatever their values

    @reprlib.recursive_repr("...")
    def __repr__(self) -> str:
        of: object = self  # a base class itself, such as that of the events, is not a dataclass
        fields = dataclasses.fields(of) if dataclasses.is_dataclass(of) else ()
        held = ((f.name, getattr(self, f.name, None)) for f in fields if f.name not in self._unseen)
        inside = ", ".join(f"{name}={text(value)}" for name, value in held if value is not None)
        return f"{type(self).__qualname__}({inside})"


def text(value: object, write: Callable[[object], str] = repr) -> str:
    """Return the value as ``write`` formats it, or the name of its type if that fails."""
    try:
        return write(value)
    except Exception:  # noqa: BLE001 - it is the value's own code
        return f"<{type(value).__name__}>"
