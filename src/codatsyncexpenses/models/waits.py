# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The exceptions that waits raise."""

from .._exceptions.waits import WaitFailedError, WaitTimedOutError
from .._lazy import publish
from . import operations, shared

__all__ = [
    "PullFailed",
    "PullTimeout",
    "PushFailed",
    "PushTimeout",
    "SyncFailed",
    "WaitTimeout",
]


class PullFailed(WaitFailedError):
    """Raised by a wait when a read of data has failed."""

    request: operations.GetPullOperationRequest
    """The request of each poll; pass it to `manage_data.wait` to continue."""
    response: operations.GetPullOperationResponse
    """The last response."""
    status: shared.PullOperation
    """The last status."""
    _subject = "pull operation {dataset_id} of company {company_id}"
    _stage = "status"
    _reasons = (
        "error_message",
        "status_description",
    )

    @property
    def company_id(self) -> str:
        """Identifier of the company, a UUID."""
        return self._part("company_id")

    @property
    def dataset_id(self) -> str:
        """Identifier of the pull operation, a UUID."""
        return self._part("dataset_id")

    @property
    def error_message(self) -> str | None:
        """The error message. Null when there is none."""
        return self.status.error_message

    @property
    def status_description(self) -> str | None:
        """Description of the status. Null when there is none."""
        return self.status.status_description


class PullTimeout(WaitTimedOutError):
    """Raised by a wait when a read of data has not ended in time; the read continues."""

    request: operations.GetPullOperationRequest
    """The request of each poll; pass it to `manage_data.wait` to continue."""
    response: operations.GetPullOperationResponse | None
    """The last response; None if there was none."""
    status: shared.PullOperation | None
    """The last status; None if there was none."""
    _subject = "pull operation {dataset_id} of company {company_id}"
    _stage = "status"

    @property
    def company_id(self) -> str:
        """Identifier of the company, a UUID."""
        return self._part("company_id")

    @property
    def dataset_id(self) -> str:
        """Identifier of the pull operation, a UUID."""
        return self._part("dataset_id")


class PushFailed(WaitFailedError):
    """Raised by a wait when a write has failed.

    After `TimedOut` the record may still be written.
    """

    request: operations.GetPushOperationRequest
    """The request of each poll; pass it to `push_operations.wait` to continue."""
    response: operations.GetPushOperationResponse
    """The last response."""
    status: shared.PushOperation
    """The last status."""
    _subject = "push operation {push_operation_key} of company {company_id}"
    _stage = "status"
    _reasons = ("error_message",)

    @property
    def company_id(self) -> str:
        """Identifier of the company, a UUID."""
        return self._part("company_id")

    @property
    def push_operation_key(self) -> str:
        """Identifier of the push operation, a UUID."""
        return self._part("push_operation_key")

    @property
    def error_message(self) -> str | None:
        """The error message. Null when there is none."""
        return self.status.error_message


class PushTimeout(WaitTimedOutError):
    """Raised by a wait when a write has not ended in time; the write continues."""

    request: operations.GetPushOperationRequest
    """The request of each poll; pass it to `push_operations.wait` to continue."""
    response: operations.GetPushOperationResponse | None
    """The last response; None if there was none."""
    status: shared.PushOperation | None
    """The last status; None if there was none."""
    _subject = "push operation {push_operation_key} of company {company_id}"
    _stage = "status"

    @property
    def company_id(self) -> str:
        """Identifier of the company, a UUID."""
        return self._part("company_id")

    @property
    def push_operation_key(self) -> str:
        """Identifier of the push operation, a UUID."""
        return self._part("push_operation_key")


class SyncFailed(WaitFailedError):
    """Raised by a wait when a sync has failed."""

    request: operations.GetSyncByIDRequest
    """The request of each poll; pass it to `sync.wait` to continue."""
    response: operations.GetSyncByIDResponse
    """The last response."""
    status: shared.CompanySyncStatus
    """The last status."""
    _subject = "sync {sync_id} of company {company_id}"
    _code = "code"
    _stage = "sync_status"
    _reasons = (
        "error_message",
        "sync_exception_message",
    )

    @property
    def company_id(self) -> str:
        """Identifier of the company, a UUID."""
        return self._part("company_id")

    @property
    def sync_id(self) -> str:
        """Identifier of the sync, a UUID."""
        return self._part("sync_id")

    @property
    def code(self) -> shared.SyncStatusCode | None:
        """The code that it ended with; None if the API sent none."""
        return self.status.code

    @property
    def error_message(self) -> str | None:
        """The error message. Empty or null when there is none."""
        return self.status.error_message

    @property
    def sync_exception_message(self) -> str | None:
        """Technical detail of the failure. Empty or null when there is none."""
        return self.status.sync_exception_message


class WaitTimeout(WaitTimedOutError):
    """Raised by a wait when a sync has not ended in time; the sync continues."""

    request: operations.GetSyncByIDRequest
    """The request of each poll; pass it to `sync.wait` to continue."""
    response: operations.GetSyncByIDResponse | None
    """The last response; None if there was none."""
    status: shared.CompanySyncStatus | None
    """The last status; None if there was none."""
    _subject = "sync {sync_id} of company {company_id}"
    _code = "code"
    _stage = "sync_status"

    @property
    def company_id(self) -> str:
        """Identifier of the company, a UUID."""
        return self._part("company_id")

    @property
    def sync_id(self) -> str:
        """Identifier of the sync, a UUID."""
        return self._part("sync_id")


publish(
    __name__,
    "errors",
    PullFailed,
    PullTimeout,
    PushFailed,
    PushTimeout,
    SyncFailed,
    WaitTimeout,
)
