"""The text of models and responses: short, in one line, and never the cause of an error."""

from __future__ import annotations

import dataclasses
import reprlib
from collections.abc import Callable
from typing import Any


class FieldsRepr:
    """Base of dataclasses whose ``repr`` leaves out the fields that are None."""

    _unseen: frozenset[str] = frozenset()  # fields that are left out whatever they hold

    @reprlib.recursive_repr("...")
    def __repr__(self) -> str:
        of: Any = self  # a base itself, such as that of the events, is no dataclass
        fields = dataclasses.fields(of) if dataclasses.is_dataclass(of) else ()
        held = ((f.name, getattr(self, f.name, None)) for f in fields if f.name not in self._unseen)
        inside = ", ".join(f"{name}={text(value)}" for name, value in held if value is not None)
        return f"{type(self).__qualname__}({inside})"


def text(value: object, write: Callable[[object], str] = repr) -> str:
    """A value as ``write`` has it, or the name of its type where that fails."""
    try:
        return write(value)
    except Exception:  # noqa: BLE001 - it is the value's own code
        return f"<{type(value).__name__}>"
