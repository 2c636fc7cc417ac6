"""The errors of waits, which are the bases of the generated ones."""

import string
from typing import Any, ClassVar

from .._lazy import publish
from . import CodatError, one_line


class WaitError(CodatError):
    """A wait that ended without a result.

    Each wait has its own subclasses for a failure and for a timeout. An end with an unknown code is
    neither, and raises this class itself.
    """

    request: Any
    """The request of each poll; pass it to the method that waits, to continue."""
    response: Any
    """The last response; None if there was none."""
    status: Any
    """The last status; None if there was none."""
    # Each generated class sets these.
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
    """A wait for something that failed."""

    _reasons: ClassVar[tuple[str, ...]] = ()

    @property
    def meaning(self) -> str:
        """The meaning of the code, or the stage if there are no codes."""
        if not self._code:
            return str(getattr(self.status, self._stage, None))
        code = self._found()
        return "The API sent no code." if code is None else str(code.meaning)

    @property
    def can_be_retried(self) -> bool | None:
        """Whether another attempt may succeed without a change.

        False if somebody has to act first: the customer, or you. None if the code is unknown.
        """
        code = self._found()
        retryable: bool | None = None if code is None else code.retryable
        return retryable

    @property
    def remedy(self) -> str | None:
        """The action to take, and who must take it; None if the code is unknown."""
        code = self._found()
        remedy: str | None = None if code is None else code.remedy
        return remedy

    def __str__(self) -> str:
        code = self._found()
        found = (getattr(self.status, name, None) for name in self._reasons)
        said = list(dict.fromkeys(_shown(reason) for reason in found if reason))
        ended = "ended" if code is None else f"ended with {int(code)}"
        parts = [f"{self._about()} {ended}: {self.meaning}"]
        if said:
            parts.append(f"The API says: {' Detail: '.join(said)}")
        if self.remedy:
            parts.append(self.remedy)
        return " ".join(parts)


class WaitTimedOutError(WaitError, TimeoutError):
    """A wait that timed out; the operation continues on the service."""

    timeout: float | None
    """The timeout of the wait, in seconds."""

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
            seen = f"its last status was {' '.join(known)}" if known else "its status was empty"
        return f"{self._about()} had not ended after {self.timeout:g} s; {seen}"


def _shown(value: object) -> str:
    """Return a value from a response as part of a line."""
    return one_line(str(value))


publish(__name__, "errors", WaitError)
