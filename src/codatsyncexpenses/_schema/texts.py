"""Enums of texts that the service may extend."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self


class TextEnum(str, enum.Enum):
    """Base class of the enums of texts; each member is a string, and prints as one.

    An unlisted text is accepted: it equals itself, is its own name and is sent as it was received.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        # Not stored: a service may send any number of them.
        text = str.__new__(cls, value)
        text._value_ = text._name_ = str.__str__(value)
        return text

    __str__ = str.__str__

    def __repr__(self) -> str:
        kind = type(self).__name__
        return f"{kind}.{self._name_}" if self.is_known else f"{kind}({self._value_!r})"

    def __format__(self, format_spec: str) -> str:
        return str.__format__(self, format_spec)

    @property
    def is_known(self) -> bool:
        """Whether this version lists the value."""
        return self._value_ in type(self)._value2member_map_
