"""The errors of waiting; the contract's own classes are generated from these."""

import string
from typing import Any, ClassVar

from .._lazy import publish
from . import CodatError, one_line


class WaitError(CodatError):
    """A wait that ended without its value.

    Each wait has classes of its own for a failure and for a wait that took too long. An end with a
    code that is not known is neither, and raises this class itself.
    """

    request: Any
    """The request of each poll; give it to the method that waits, to go on."""
    response: Any
    """The last response; None if there was none."""
    status: Any
    """The last status; None if there was none."""
    # Each generated class says these of what it waits for.
    _subject: ClassVar[str] = ""
    _code: ClassVar[str] = ""
    _stage: ClassVar[str] = ""

    def __init__(self, name: str, request: Any, response: Any, status: Any) -> None:
        super().__init__(name)
        self.request = request
        self.response = response
        self.status = status

    def _part(self, name: str) -> str:
        """Return an id from the status, or else from the request, whose path needs it."""
        return str(getattr(self.status, name, None) or getattr(self.request, name, None))

    def _found(self) -> Any:
        """Return the code of the status; None if it has none."""
        return getattr(self.status, self._code, None) if self._code else None

    def _about(self) -> str:
        names = [name for _, name, *_ in string.Formatter().parse(self._subject) if name]
        parts = {name: _shown(self._part(name)) for name in names}
        return f"{self.args[0]}: {self._subject.format_map(parts)}"


class WaitFailedError(WaitError):
    """The end of a wait for something that has failed."""

    _reason: ClassVar[str] = ""

    @property
    def meaning(self) -> str:
        """The code in words, or the stage where there are no codes."""
        if not self._code:
            return str(getattr(self.status, self._stage, None))
        code = self._found()
        return "The API sent no code." if code is None else str(code.meaning)

    @property
    def can_be_retried(self) -> bool | None:
        """Whether another attempt, with nothing changed, may succeed.

        False if somebody has to act first: the customer, or you. None if the code is unknown.
        """
        code = self._found()
        retryable: bool | None = None if code is None else code.retryable
        return retryable

    @property
    def remedy(self) -> str | None:
        """What to do, and who has to do it; None if the code is unknown."""
        code = self._found()
        remedy: str | None = None if code is None else code.remedy
        return remedy

    def __str__(self) -> str:
        code, reason = self._found(), getattr(self.status, self._reason, None)
        ended = "ended" if code is None else f"ended with {int(code)}"
        parts = [f"{self._about()} {ended}: {self.meaning}"]
        if reason:
            parts.append(f"The API says: {_shown(reason)}")
        if self.remedy:
            parts.append(self.remedy)
        return " ".join(parts)


class WaitTimedOutError(WaitError, TimeoutError):
    """The end of a wait that took too long; what was waited for goes on."""

    timeout: float | None
    """Seconds after which waiting was to stop."""

    def __init__(
        self, name: str, request: Any, response: Any, status: Any, timeout: float | None
    ) -> None:
        super().__init__(name, request, response, status)
        self.timeout = timeout

    def __str__(self) -> str:
        seen = "no status had arrived"
        if self.status is not None:
            code, stage = self._found(), getattr(self.status, self._stage, None)
            known = [
                *([] if code is None else [str(int(code))]),
                *([_shown(stage)] if stage else []),
            ]
            seen = f"it stood at {' '.join(known)}" if known else "its status said nothing"
        return f"{self._about()} had not ended after {self.timeout:g} s; {seen}"


def _shown(value: object) -> str:
    """Return a value from a response as a part of a line."""
    return one_line(str(value))


publish(__name__, "errors", WaitError)
