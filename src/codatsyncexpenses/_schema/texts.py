"""Texts that the service may add to."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self


class TextEnum(str, enum.Enum):
    """Base of the enums whose values are texts; each member is its text, and prints as it.

    A text that is not listed is accepted: it equals itself, has itself as its name and goes out as
    it came.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        # Not kept, because there is no end to what a service may send.
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
        """Whether it is one of the values that this version lists."""
        return self._value_ in type(self)._value2member_map_
