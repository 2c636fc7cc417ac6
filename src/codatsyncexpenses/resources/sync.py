# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Start syncs of a company's expenses and follow them to their end."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._lazy import LateModule
from .._loops.blocking import Resource
from ..models import operations, shared

if TYPE_CHECKING:
    from .._calls import watch
    from ..models import waits
else:
    watch = LateModule(".._calls.watch", __package__)
    waits = LateModule("..models.waits", __package__)

__all__ = ["Sync"]

_GET = Operation(
    name="sync.get",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/{syncId}/status",
    request=operations.GetSyncByIDRequest,
    response=operations.GetSyncByIDResponse,
    replies={
        200: ("company_sync_status", shared.CompanySyncStatus),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_GET_LAST_SUCCESSFUL_SYNC = Operation(
    name="sync.get_last_successful_sync",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/lastSuccessful/status",
    request=operations.GetLastSuccessfulSyncRequest,
    response=operations.GetLastSuccessfulSyncResponse,
    replies={
        200: ("company_sync_status", shared.CompanySyncStatus),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_GET_LATEST_SYNC = Operation(
    name="sync.get_latest_sync",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/latest/status",
    request=operations.GetLatestSyncRequest,
    response=operations.GetLatestSyncResponse,
    replies={
        200: ("company_sync_status", shared.CompanySyncStatus),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_INITIATE_SYNC = Operation(
    name="sync.initiate_sync",
    method="POST",
    path="/companies/{companyId}/sync/expenses/syncs",
    request=operations.InitiateSyncRequest,
    response=operations.InitiateSyncResponse,
    replies={
        200: ("sync_initiated", shared.SyncInitiated),
        202: ("sync_initiated", shared.SyncInitiated),
        400: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        422: ("error_message", shared.ErrorMessage),
    },
    keyed=True,
    writes=True,
)
_LIST = Operation(
    name="sync.list",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/list/status",
    request=operations.ListSyncsRequest,
    response=operations.ListSyncsResponse,
    replies={
        200: ("company_sync_statuses", list[shared.CompanySyncStatus]),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)


@functools.cache
def _wait() -> watch.Wait[operations.GetSyncByIDRequest, operations.GetSyncByIDResponse]:
    return watch.Wait(
        name="sync.wait",
        operation=_GET,
        value="company_sync_status",
        code="code",
        stage="sync_status",
        running=(
            "NotStarted",
            "Started",
            "Pushing",
        ),
        ended=(
            "Complete",
            "Completed",
            "PushError",
        ),
        done="data_pushed",
        ids={
            "company_id": "company_id",
            "sync_id": "sync_id",
        },
        failed=waits.SyncFailed,
        timed_out=waits.WaitTimeout,
    )


@functools.cache
def _initiate_and_wait() -> watch.Start[
    operations.InitiateSyncRequest, operations.GetSyncByIDRequest, operations.GetSyncByIDResponse
]:
    return watch.Start(
        name="sync.initiate_and_wait",
        operation=_INITIATE_SYNC,
        wait=_wait(),
        given={
            "company_id": "company_id",
        },
        answered={
            "sync_id": ("sync_initiated", "sync_id"),
        },
    )


class Sync(Resource):
    """Start syncs of a company's expenses and follow them to their end."""

    def get(
        self,
        request: operations.GetSyncByIDRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetSyncByIDResponse:
        """Get sync status.

        Read the status of one sync.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _GET,
            request,
            retries,
            timeout=timeout,
        )

    def get_last_successful_sync(
        self,
        request: operations.GetLastSuccessfulSyncRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetLastSuccessfulSyncResponse:
        """Last successful sync.

        Read the status of the company's most recent sync that succeeded.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _GET_LAST_SUCCESSFUL_SYNC,
            request,
            retries,
            timeout=timeout,
        )

    def get_latest_sync(
        self,
        request: operations.GetLatestSyncRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetLatestSyncResponse:
        """Latest sync status.

        Read the status of the company's most recent sync, however it ended.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _GET_LATEST_SYNC,
            request,
            retries,
            timeout=timeout,
        )

    def initiate_sync(
        self,
        request: operations.InitiateSyncRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.InitiateSyncResponse:
        """Initiate sync.

        Start a sync of the datasets that are named. The service answers at once and works on;
        follow the sync by the identifier it returns. Deprecated: the service ends it after 1 May
        2027. Create the expenses with `expenses.create`, which starts the sync by itself.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _INITIATE_SYNC,
            request,
            retries,
            timeout=timeout,
            idempotency_key=idempotency_key,
        )

    def list(
        self,
        request: operations.ListSyncsRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.ListSyncsResponse:
        """List sync statuses.

        Read the statuses of all syncs of the company. The answer is not paged.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _LIST,
            request,
            retries,
            timeout=timeout,
        )

    def wait(
        self,
        request: operations.GetSyncByIDRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | None = 3600.0,
        on_update: Callable[[shared.CompanySyncStatus], object] | None = None,
        progress: bool = False,
        interval: float = 1.0,
        max_interval: float = 30.0,
        raise_on_failure: bool = True,
    ) -> operations.GetSyncByIDResponse:
        """Wait until a sync has ended.

        The result is the last response, whose status says how it ended.

        :param request: the arguments
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds to wait at most; None waits without a limit
        :param on_update: called with the status each time it has changed
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls; it grows by half each time
        :param max_interval: the longest interval, in seconds
        :param raise_on_failure: raise if it ends in a failure, instead of returning the response
        :raises SyncFailed: if it ends in a failure
        :raises WaitTimeout: if it has not ended in time
        :raises WaitError: if it ends with a code that is not known
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.wait(
            _wait(),
            request,
            retries,
            timeout=timeout,
            on_update=on_update,
            progress=progress,
            interval=interval,
            max_interval=max_interval,
            raise_on_failure=raise_on_failure,
        )

    def initiate_and_wait(
        self,
        request: operations.InitiateSyncRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | None = 3600.0,
        on_update: Callable[[shared.CompanySyncStatus], object] | None = None,
        progress: bool = False,
        interval: float = 1.0,
        max_interval: float = 30.0,
        raise_on_failure: bool = True,
        idempotency_key: str | UUID | None = None,
    ) -> operations.GetSyncByIDResponse:
        """Start a sync of the datasets that are named, and wait until it has ended.

        The result is the last response, whose status says how it ended.

        :param request: the arguments
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds to wait at most; None waits without a limit
        :param on_update: called with the status each time it has changed
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls; it grows by half each time
        :param max_interval: the longest interval, in seconds
        :param raise_on_failure: raise if it ends in a failure, instead of returning the response
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises SyncFailed: if it ends in a failure
        :raises WaitTimeout: if it has not ended in time
        :raises WaitError: if it ends with a code that is not known
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.wait(
            _initiate_and_wait(),
            request,
            retries,
            idempotency_key=idempotency_key,
            timeout=timeout,
            on_update=on_update,
            progress=progress,
            interval=interval,
            max_interval=max_interval,
            raise_on_failure=raise_on_failure,
        )
