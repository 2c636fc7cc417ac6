# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Start syncs of a company's expenses and wait for them to end."""

from __future__ import annotations

import functools
import warnings
from typing import TYPE_CHECKING, Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions, KeyedOptions, StartOptions, WaitOptions
from .._lazy import LateModule
from .._loops.asynchronous import AsyncResource, warns
from .._loops.blocking import Resource
from .._schema.hints import Unpack, deprecated
from ..models import operations, shared

if TYPE_CHECKING:
    from .._calls import watch
    from ..models import waits
else:
    watch = LateModule(".._calls.watch", __package__)
    waits = LateModule("..models.waits", __package__)

__all__ = ["AsyncSync", "Sync"]

_GET = Operation(
    name="sync.get",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/{syncId}/status",
    request=operations.GetSyncByIDRequest,
    response=operations.GetSyncByIDResponse,
    replies={
        200: ("company_sync_status", shared.CompanySyncStatus),
    },
    errors=(401, 404, 429),
)
_GET_LAST_SUCCESSFUL_SYNC = Operation(
    name="sync.get_last_successful_sync",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/lastSuccessful/status",
    request=operations.GetLastSuccessfulSyncRequest,
    response=operations.GetLastSuccessfulSyncResponse,
    replies={
        200: ("company_sync_status", shared.CompanySyncStatus),
    },
    errors=(401, 404, 429),
)
_GET_LATEST_SYNC = Operation(
    name="sync.get_latest_sync",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/latest/status",
    request=operations.GetLatestSyncRequest,
    response=operations.GetLatestSyncResponse,
    replies={
        200: ("company_sync_status", shared.CompanySyncStatus),
    },
    errors=(401, 404, 429),
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
    },
    errors=(400, 404, 422),
    keyed=True,
    writes=True,
    deprecated="The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
    "list of ExpenseTransaction, which starts the sync by itself.",
)
_LIST = Operation(
    name="sync.list",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/list/status",
    request=operations.ListSyncsRequest,
    response=operations.ListSyncsResponse,
    replies={
        200: ("company_sync_statuses", list[shared.CompanySyncStatus]),
    },
    errors=(401, 404, 429),
)


@functools.cache
def wait_plan() -> watch.Wait[operations.GetSyncByIDRequest, operations.GetSyncByIDResponse]:
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
def initiate_and_wait_plan() -> watch.Start[
    operations.InitiateSyncRequest, operations.GetSyncByIDRequest, operations.GetSyncByIDResponse
]:
    return watch.Start(
        name="sync.initiate_and_wait",
        operation=_INITIATE_SYNC,
        wait=wait_plan(),
        given={
            "company_id": "company_id",
        },
        answered={
            "sync_id": ("sync_initiated", "sync_id"),
        },
    )


class Sync(Resource):
    """Start syncs of a company's expenses and wait for them to end."""

    @overload
    def get(
        self,
        request: operations.GetSyncByIDRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    def get(
        self,
        *,
        company_id: str,
        sync_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_GET, CallOptions)
    def get(
        self,
        request: operations.GetSyncByIDRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Get sync status.

        Read the status of one sync.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_GET, request, retries, **given)

    @overload
    def get_last_successful_sync(
        self,
        request: operations.GetLastSuccessfulSyncRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetLastSuccessfulSyncResponse: ...

    @overload
    def get_last_successful_sync(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetLastSuccessfulSyncResponse: ...

    @takes(_GET_LAST_SUCCESSFUL_SYNC, CallOptions)
    def get_last_successful_sync(
        self,
        request: operations.GetLastSuccessfulSyncRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetLastSuccessfulSyncResponse:
        """Last successful sync.

        Read the status of the company's most recent sync that succeeded.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_GET_LAST_SUCCESSFUL_SYNC, request, retries, **given)

    @overload
    def get_latest_sync(
        self,
        request: operations.GetLatestSyncRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetLatestSyncResponse: ...

    @overload
    def get_latest_sync(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetLatestSyncResponse: ...

    @takes(_GET_LATEST_SYNC, CallOptions)
    def get_latest_sync(
        self,
        request: operations.GetLatestSyncRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetLatestSyncResponse:
        """Latest sync status.

        Read the status of the company's most recent sync, whatever its outcome.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_GET_LATEST_SYNC, request, retries, **given)

    @overload
    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    def initiate_sync(
        self,
        request: operations.InitiateSyncRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.InitiateSyncResponse: ...

    @overload
    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    def initiate_sync(
        self,
        *,
        company_id: str,
        initiate_sync: shared.InitiateSync | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.InitiateSyncResponse: ...

    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    @takes(_INITIATE_SYNC, KeyedOptions)
    def initiate_sync(
        self,
        request: operations.InitiateSyncRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.InitiateSyncResponse:
        """Initiate sync.

        Start a sync of the named datasets. The service responds at once and syncs in the
        background; track the sync by the identifier that it returns. Deprecated: the service ends
        it after 1 May 2027. Create the expenses with `expenses.create` and a list of
        ExpenseTransaction, which starts the sync by itself.

        :param request: the arguments, or pass its fields as keywords: company_id, initiate_sync
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        warnings.warn(
            f"sync.initiate_sync is deprecated. {_INITIATE_SYNC.deprecated}",
            DeprecationWarning,
            stacklevel=2,
        )
        return self._calls.call(_INITIATE_SYNC, request, retries, **given)

    @overload
    def list(
        self,
        request: operations.ListSyncsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListSyncsResponse: ...

    @overload
    def list(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.ListSyncsResponse: ...

    @takes(_LIST, CallOptions)
    def list(
        self,
        request: operations.ListSyncsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListSyncsResponse:
        """List sync statuses.

        Read the statuses of all syncs of the company. The response is not paged.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_LIST, request, retries, **given)

    @overload
    def wait(
        self,
        request: operations.GetSyncByIDRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    def wait(
        self,
        *,
        company_id: str,
        sync_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_GET, WaitOptions)
    def wait(
        self,
        request: operations.GetSyncByIDRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Wait until a sync ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: the longest time to wait in seconds, 3600 by default; None is no limit
        :param on_update: called with the status each time it changes
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: whether to raise an exception on a failure, or return the response
        :raises SyncFailed: if it ends in a failure
        :raises WaitTimeout: if it has not ended in time
        :raises WaitError: if it ends with an unknown code
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.wait(wait_plan(), request, retries, **given)

    @overload
    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    def initiate_and_wait(
        self,
        request: operations.InitiateSyncRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    def initiate_and_wait(
        self,
        *,
        company_id: str,
        initiate_sync: shared.InitiateSync | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    @takes(_INITIATE_SYNC, StartOptions)
    def initiate_and_wait(
        self,
        request: operations.InitiateSyncRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Start a sync of the named datasets and wait until it ends.

        Return the last response; its status is the outcome. Deprecated: the service ends it after 1
        May 2027. Create the expenses with `expenses.create` and a list of ExpenseTransaction, which
        starts the sync by itself.

        :param request: the arguments, or pass its fields as keywords: company_id, initiate_sync
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: the longest time to wait in seconds, 3600 by default; None is no limit
        :param on_update: called with the status each time it changes
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: whether to raise an exception on a failure, or return the response
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises SyncFailed: if it ends in a failure
        :raises WaitTimeout: if it has not ended in time
        :raises WaitError: if it ends with an unknown code
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        warnings.warn(
            f"sync.initiate_and_wait is deprecated. {_INITIATE_SYNC.deprecated}",
            DeprecationWarning,
            stacklevel=2,
        )
        return self._calls.wait(initiate_and_wait_plan(), request, retries, **given)


class AsyncSync(AsyncResource):
    """Start syncs of a company's expenses and wait for them to end."""

    @overload
    async def get(
        self,
        request: operations.GetSyncByIDRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    async def get(
        self,
        *,
        company_id: str,
        sync_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_GET, CallOptions)
    async def get(
        self,
        request: operations.GetSyncByIDRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Get sync status.

        Read the status of one sync.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_GET, request, retries, **given)

    @overload
    async def get_last_successful_sync(
        self,
        request: operations.GetLastSuccessfulSyncRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetLastSuccessfulSyncResponse: ...

    @overload
    async def get_last_successful_sync(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetLastSuccessfulSyncResponse: ...

    @takes(_GET_LAST_SUCCESSFUL_SYNC, CallOptions)
    async def get_last_successful_sync(
        self,
        request: operations.GetLastSuccessfulSyncRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetLastSuccessfulSyncResponse:
        """Last successful sync.

        Read the status of the company's most recent sync that succeeded.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_GET_LAST_SUCCESSFUL_SYNC, request, retries, **given)

    @overload
    async def get_latest_sync(
        self,
        request: operations.GetLatestSyncRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetLatestSyncResponse: ...

    @overload
    async def get_latest_sync(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetLatestSyncResponse: ...

    @takes(_GET_LATEST_SYNC, CallOptions)
    async def get_latest_sync(
        self,
        request: operations.GetLatestSyncRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetLatestSyncResponse:
        """Latest sync status.

        Read the status of the company's most recent sync, whatever its outcome.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_GET_LATEST_SYNC, request, retries, **given)

    @overload
    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    async def initiate_sync(
        self,
        request: operations.InitiateSyncRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.InitiateSyncResponse: ...

    @overload
    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    async def initiate_sync(
        self,
        *,
        company_id: str,
        initiate_sync: shared.InitiateSync | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.InitiateSyncResponse: ...

    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    @warns(f"sync.initiate_sync is deprecated. {_INITIATE_SYNC.deprecated}")
    @takes(_INITIATE_SYNC, KeyedOptions)
    async def initiate_sync(
        self,
        request: operations.InitiateSyncRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.InitiateSyncResponse:
        """Initiate sync.

        Start a sync of the named datasets. The service responds at once and syncs in the
        background; track the sync by the identifier that it returns. Deprecated: the service ends
        it after 1 May 2027. Create the expenses with `expenses.create` and a list of
        ExpenseTransaction, which starts the sync by itself.

        :param request: the arguments, or pass its fields as keywords: company_id, initiate_sync
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_INITIATE_SYNC, request, retries, **given)

    @overload
    async def list(
        self,
        request: operations.ListSyncsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListSyncsResponse: ...

    @overload
    async def list(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.ListSyncsResponse: ...

    @takes(_LIST, CallOptions)
    async def list(
        self,
        request: operations.ListSyncsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListSyncsResponse:
        """List sync statuses.

        Read the statuses of all syncs of the company. The response is not paged.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_LIST, request, retries, **given)

    @overload
    async def wait(
        self,
        request: operations.GetSyncByIDRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    async def wait(
        self,
        *,
        company_id: str,
        sync_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_GET, WaitOptions)
    async def wait(
        self,
        request: operations.GetSyncByIDRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Wait until a sync ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: the longest time to wait in seconds, 3600 by default; None is no limit
        :param on_update: called with the status each time it changes
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: whether to raise an exception on a failure, or return the response
        :raises SyncFailed: if it ends in a failure
        :raises WaitTimeout: if it has not ended in time
        :raises WaitError: if it ends with an unknown code
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.wait(wait_plan(), request, retries, **given)

    @overload
    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    async def initiate_and_wait(
        self,
        request: operations.InitiateSyncRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    async def initiate_and_wait(
        self,
        *,
        company_id: str,
        initiate_sync: shared.InitiateSync | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    @warns(f"sync.initiate_and_wait is deprecated. {_INITIATE_SYNC.deprecated}")
    @takes(_INITIATE_SYNC, StartOptions)
    async def initiate_and_wait(
        self,
        request: operations.InitiateSyncRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Start a sync of the named datasets and wait until it ends.

        Return the last response; its status is the outcome. Deprecated: the service ends it after 1
        May 2027. Create the expenses with `expenses.create` and a list of ExpenseTransaction, which
        starts the sync by itself.

        :param request: the arguments, or pass its fields as keywords: company_id, initiate_sync
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: the longest time to wait in seconds, 3600 by default; None is no limit
        :param on_update: called with the status each time it changes
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: whether to raise an exception on a failure, or return the response
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises SyncFailed: if it ends in a failure
        :raises WaitTimeout: if it has not ended in time
        :raises WaitError: if it ends with an unknown code
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.wait(initiate_and_wait_plan(), request, retries, **given)
