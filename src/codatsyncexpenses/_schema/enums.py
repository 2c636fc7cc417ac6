"""Status codes that the service may extend."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self


class StatusCode(enum.IntEnum):
    """Base class of the status codes: integers with a group and a meaning in words.

    An unlisted number is accepted: it equals itself, is named ``UNKNOWN_<number>`` and belongs to
    no group.
    """

    group: str
    meaning: str
    retryable: bool | None
    """Whether an unchanged retry may succeed; None if nothing failed or the code is unknown."""

    def __new__(
        cls, value: int, group: str = "", meaning: str = "", retryable: bool | None = None
    ) -> Self:
        """Make a member of its number and its facts."""
        code = int.__new__(cls, value)
        code._value_, code.group, code.meaning = value, group, meaning
        code.retryable = retryable
        return code

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        code = int.__new__(cls, value)
        code._value_, code._name_ = value, f"UNKNOWN_{value}"
        code.group, code.meaning = "unknown", f"A code that is not listed, {value}."
        code.retryable = None
        return code

    @classmethod
    def of(cls, value: int | None) -> Self | None:
        """Return the code of a number; None for None."""
        return None if value is None else cls(value)

    @property
    def is_running(self) -> bool:
        """Whether the code is of something that is still running."""
        return self.group == "running"

    @property
    def is_success(self) -> bool:
        """Whether the code is of a success."""
        return self.group == "success"

    @property
    def is_failure(self) -> bool:
        """Whether the code is of a failure."""
        return self.group == "failure"
