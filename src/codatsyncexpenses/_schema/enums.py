"""Base classes of the enums, which accept values that the service may add later."""

from __future__ import annotations

import enum

from .hints import Self


def _by_value(self: enum.Enum, proto: object) -> tuple[object, ...]:  # noqa: ARG001 - given
    """Pickle and copy by value, because some versions of Python 3.11 look for a listed name."""
    return type(self), (self.value,)


class StatusCode(enum.IntEnum):
    """Base class of the status codes: integers with a group, a meaning and a remedy.

    An unlisted number is accepted: it equals itself, has the name ``UNKNOWN_<number>`` and belongs
    to the group ``unknown``.
    """

    group: str
    meaning: str
    retryable: bool | None
    """Whether an unchanged retry may succeed.

    None if nothing failed, or if the code is unknown.
    """
    remedy: str | None
    """The remedy for a failure, and who has to act.

    None if nothing failed, or if the code is unknown.
    """

    def __new__(
        cls,
        value: int,
        group: str = "",
        meaning: str = "",
        retryable: bool | None = None,
        remedy: str | None = None,
    ) -> Self:
        """Create a member from its number and its description."""
        code = int.__new__(cls, value)
        code._value_, code.group, code.meaning = value, group, meaning
        code.retryable, code.remedy = retryable, remedy
        return code

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        code = int.__new__(cls, value)
        code._value_, code._name_ = value, f"UNKNOWN_{value}"
        code.group, code.meaning = "unknown", f"A code that is not listed, {value}."
        code.retryable = code.remedy = None
        return code

    __reduce_ex__ = _by_value

    @classmethod
    def of(cls, value: int | None) -> Self | None:
        """Return the code for a number, or None for None."""
        return None if value is None else cls(value)

    @property
    def is_running(self) -> bool:
        """Whether it is still running."""
        return self.group == "running"

    @property
    def is_success(self) -> bool:
        """Whether it succeeded."""
        return self.group == "success"

    @property
    def is_failure(self) -> bool:
        """Whether it failed."""
        return self.group == "failure"


class TextEnum(str, enum.Enum):
    """Base class of the text enums: each member is a string and prints as one.

    An unlisted text is accepted: it equals itself, is its own name, and is sent unchanged.
    """

    def __new__(cls, value: str) -> Self:
        """Create a listed member."""
        text = str.__new__(cls, value)
        text._value_ = value
        return text

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        # Not stored, because a service may send any number of texts.
        return str.__new__(cls, value) if isinstance(value, str) else None

    def __getattr__(self, name: str) -> str:
        # An unlisted text computes these, because attributes would take most of its memory.
        if name in ("_value_", "_name_"):
            return str.__str__(self)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    __str__ = str.__str__
    __reduce_ex__ = _by_value

    def __repr__(self) -> str:
        kind = type(self).__name__
        return f"{kind}.{self._name_}" if self.is_known else f"{kind}({self._value_!r})"

    def __format__(self, format_spec: str) -> str:
        return str.__format__(self, format_spec)

    @property
    def is_known(self) -> bool:
        """Whether this version lists the value."""
        return self._value_ in type(self)._value2member_map_
