"""The errors of waiting; users find them in ``errors``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._exceptions import CodatError, excerpt, one_line

if TYPE_CHECKING:
    from .models import operations
    from .models.shared import CompanySyncStatus, SyncStatusCode


class _WaitError(CodatError):
    """What the errors of waiting have in common."""

    def __init__(
        self,
        name: str,
        request: operations.GetSyncByIDRequest,
        response: operations.GetSyncByIDResponse | None,
        status: CompanySyncStatus | None,
    ) -> None:
        super().__init__(name)
        self.request: operations.GetSyncByIDRequest = request
        """What each poll asked for; give it to ``sync.wait`` to go on."""
        self.response: operations.GetSyncByIDResponse | None = response
        """The last answer; None where there was none."""
        self.status: CompanySyncStatus | None = status
        """The last status; None where there was none."""

    @property
    def company_id(self) -> str | None:
        """Identifier of the company."""
        return (self.status and self.status.company_id) or self.request.company_id

    @property
    def sync_id(self) -> str | None:
        """Identifier of the sync."""
        return (self.status and self.status.sync_id) or self.request.sync_id

    def _subject(self) -> str:
        return f"{self.args[0]}: sync {_said(self.sync_id)} of company {_said(self.company_id)}"


def _said(value: object) -> str:
    """What an answer holds, as a part of a line."""
    return excerpt(one_line(str(value)))


class SyncFailed(_WaitError):  # noqa: N818 - it says what happened
    """A sync that was waited for has failed."""

    def __init__(
        self,
        name: str,
        request: operations.GetSyncByIDRequest,
        response: operations.GetSyncByIDResponse,
        status: CompanySyncStatus,
    ) -> None:
        super().__init__(name, request, response, status)
        # Narrower than in the base: it is known how it ended.
        self.response: operations.GetSyncByIDResponse = response  # pyright: ignore[reportIncompatibleVariableOverride]
        """The last answer."""
        self.status: CompanySyncStatus = status  # pyright: ignore[reportIncompatibleVariableOverride]
        """The last status."""

    @property
    def code(self) -> SyncStatusCode | None:
        """The code that it ended with; None where the API sent none."""
        return self.status.code

    @property
    def meaning(self) -> str:
        """The code in words."""
        return self.code.meaning if self.code is not None else "The API sent no code."

    @property
    def can_be_retried(self) -> bool | None:
        """Whether another sync of the same expenses, in a new dataset, may succeed as things are.

        False where somebody has to act first: the customer, or you. None where the code is unknown.
        """
        return self.code.retryable if self.code is not None else None

    @property
    def error_message(self) -> str | None:
        """What the API says went wrong."""
        return self.status.error_message

    @property
    def sync_exception_message(self) -> str | None:
        """The technical detail of that."""
        return self.status.sync_exception_message

    def __str__(self) -> str:
        code = "" if self.code is None else f" with {int(self.code)}"
        parts = [f"{self._subject()} ended{code}: {self.meaning}"]
        if self.error_message:
            parts.append(f"The API says: {_said(self.error_message)}")
        hints = {
            True: "The same expenses may succeed in a new dataset.",
            False: "Another sync will not help until somebody acts.",
        }
        return " ".join(
            [*parts, *([hints[self.can_be_retried]] if self.can_be_retried in hints else [])]
        )


class WaitTimeout(_WaitError, TimeoutError):  # noqa: N818 - it says what happened
    """A sync that was waited for had not ended in time; it goes on."""

    def __init__(
        self,
        name: str,
        request: operations.GetSyncByIDRequest,
        response: operations.GetSyncByIDResponse | None,
        status: CompanySyncStatus | None,
        timeout: float | None,
    ) -> None:
        super().__init__(name, request, response, status)
        self.timeout: float | None = timeout
        """Seconds after which waiting was to stop."""

    def __str__(self) -> str:
        stage = self.status.sync_status if self.status else None
        code = self.status.sync_status_code if self.status else None
        seen = (
            "no status had arrived" if self.status is None else f"it stood at {code} {_said(stage)}"
        )
        return f"{self._subject()} had not ended after {self.timeout:g} s; {seen}"
