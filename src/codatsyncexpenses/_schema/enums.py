"""Status codes that the service may add to."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self


class StatusCode(enum.IntEnum):
    """Base of the status codes: integers with a group and a meaning in words.

    A number that is not listed is accepted: it equals itself, has the name ``UNKNOWN_<number>`` and
    belongs to no group.
    """

    group: str
    meaning: str
    retryable: bool | None
    """Whether what failed may succeed when it is tried again as it is.

    None where nothing failed, and where the code is unknown.
    """

    def __new__(
        cls, value: int, group: str = "", meaning: str = "", retryable: bool | None = None
    ) -> Self:
        """Make a member from its number and what is known of it."""
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
        """The code for a number; None where there is none."""
        return None if value is None else cls(value)

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.group == "running"

    @property
    def is_success(self) -> bool:
        """Whether it ended well."""
        return self.group == "success"

    @property
    def is_failure(self) -> bool:
        """Whether it ended badly."""
        return self.group == "failure"
