# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Refresh the service's copy of a company's accounting data, and check how recent it is."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation, Paging
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions, KeyedOptions, WaitOptions
from .._lazy import LateModule
from .._loops.asynchronous import AsyncPages, AsyncResource
from .._loops.blocking import Pages, Resource
from .._schema.hints import Unpack
from ..models import operations, shared

if TYPE_CHECKING:
    from .._calls import watch
    from ..models import waits
else:
    watch = LateModule(".._calls.watch", __package__)
    waits = LateModule("..models.waits", __package__)

__all__ = ["AsyncManageData", "ManageData"]

_GET = Operation(
    name="manage_data.get",
    method="GET",
    path="/companies/{companyId}/dataStatus",
    request=operations.GetDataStatusRequest,
    response=operations.GetDataStatusResponse,
    replies={
        200: ("data_status_response", dict[str, shared.DataStatus | None]),
    },
    errors=(401, 404, 429),
)
_GET_PULL_OPERATION = Operation(
    name="manage_data.get_pull_operation",
    method="GET",
    path="/companies/{companyId}/data/history/{datasetId}",
    request=operations.GetPullOperationRequest,
    response=operations.GetPullOperationResponse,
    replies={
        200: ("pull_operation", shared.PullOperation),
    },
    errors=(401, 404, 429),
)
_LIST_PULL_OPERATIONS = Operation(
    name="manage_data.list_pull_operations",
    method="GET",
    path="/companies/{companyId}/data/history",
    request=operations.ListPullOperationsRequest,
    response=operations.ListPullOperationsResponse,
    replies={
        200: ("pull_operations", shared.PullOperations),
    },
    errors=(400, 401, 404, 429),
)
_LIST_ALL_PULL_OPERATIONS = Paging(
    name="manage_data.list_all_pull_operations",
    operation=_LIST_PULL_OPERATIONS,
    value="pull_operations",
    item=shared.PullOperation,
    key="id",
)
_REFRESH_ALL_DATA_TYPES = Operation(
    name="manage_data.refresh_all_data_types",
    method="POST",
    path="/companies/{companyId}/data/all",
    request=operations.RefreshAllDataTypesRequest,
    response=operations.RefreshAllDataTypesResponse,
    replies={
        204: None,
    },
    errors=(401, 404, 429),
    keyed=True,
    writes=True,
)
_REFRESH_DATA_TYPE = Operation(
    name="manage_data.refresh_data_type",
    method="POST",
    path="/companies/{companyId}/data/queue/{dataType}",
    request=operations.RefreshDataTypeRequest,
    response=operations.RefreshDataTypeResponse,
    replies={
        200: ("pull_operation", shared.PullOperation),
    },
    errors=(401, 404, 429),
    keyed=True,
    writes=True,
)


@functools.cache
def wait_plan() -> watch.Wait[
    operations.GetPullOperationRequest, operations.GetPullOperationResponse
]:
    return watch.Wait(
        name="manage_data.wait",
        operation=_GET_PULL_OPERATION,
        value="pull_operation",
        stage="status",
        running=(
            "Initial",
            "Queued",
            "Fetching",
            "MapQueued",
            "Mapping",
            "ProcessingQueued",
            "Processing",
            "ValidationQueued",
            "Validating",
            "Routing",
        ),
        ended=(
            "Complete",
            "FetchError",
            "MapError",
            "InternalError",
            "ProcessingError",
            "ValidationError",
            "AuthError",
            "Cancelled",
            "NotSupported",
            "RateLimitError",
            "PermissionsError",
            "PrerequisiteNotMet",
            "RoutingError",
        ),
        succeeded=("Complete",),
        ids={
            "company_id": "company_id",
        },
        failed=waits.PullFailed,
        timed_out=waits.PullTimeout,
    )


class ManageData(Resource):
    """Refresh the service's copy of a company's accounting data, and check how recent it is."""

    @overload
    def get(
        self,
        request: operations.GetDataStatusRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetDataStatusResponse: ...

    @overload
    def get(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetDataStatusResponse: ...

    @takes(_GET, CallOptions)
    def get(
        self,
        request: operations.GetDataStatusRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetDataStatusResponse:
        """Get data status.

        Read the status of the latest read of each of the company's data types, and when a read last
        succeeded. Use it to see when the first read of accounting data, or a refresh, has ended.

        :param request: the arguments, or pass its fields as keywords: company_id
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
    def get_pull_operation(
        self,
        request: operations.GetPullOperationRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetPullOperationResponse: ...

    @overload
    def get_pull_operation(
        self,
        *,
        company_id: str,
        dataset_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetPullOperationResponse: ...

    @takes(_GET_PULL_OPERATION, CallOptions)
    def get_pull_operation(
        self,
        request: operations.GetPullOperationRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetPullOperationResponse:
        """Get pull operation.

        Read the status of one pull operation. Poll until it has ended, successfully or with an
        error.

        :param request: the arguments, or pass its fields as keywords: company_id, dataset_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_GET_PULL_OPERATION, request, retries, **given)

    @overload
    def list_pull_operations(
        self,
        request: operations.ListPullOperationsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListPullOperationsResponse: ...

    @overload
    def list_pull_operations(
        self,
        *,
        company_id: str,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListPullOperationsResponse: ...

    @takes(_LIST_PULL_OPERATIONS, CallOptions)
    def list_pull_operations(
        self,
        request: operations.ListPullOperationsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListPullOperationsResponse:
        """List pull operations.

        List a company's pull operations (reads of its data), a page at a time. Pages count from 1
        and hold 100 operations by default, and up to 5000 on request.

        :param request: the arguments, or pass its fields as keywords: company_id, order_by, page,
            page_size, query
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_LIST_PULL_OPERATIONS, request, retries, **given)

    @overload
    def list_all_pull_operations(
        self,
        request: operations.ListPullOperationsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListPullOperationsResponse, shared.PullOperation]: ...

    @overload
    def list_all_pull_operations(
        self,
        *,
        company_id: str,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListPullOperationsResponse, shared.PullOperation]: ...

    @takes(_LIST_PULL_OPERATIONS, CallOptions)
    def list_all_pull_operations(
        self,
        request: operations.ListPullOperationsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> Pages[operations.ListPullOperationsResponse, shared.PullOperation]:
        """Iterate over the pull operations on all pages.

        Pages are requested as needed; the request sets their size.

        :param request: the arguments; iteration starts at its page, or pass its fields as keywords:
            company_id, order_by, page, page_size, query
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries for each page
        :param deadline: seconds for each page, retries included
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return Pages(self._calls, _LIST_ALL_PULL_OPERATIONS, request, retries, **given)

    @overload
    def refresh_all_data_types(
        self,
        request: operations.RefreshAllDataTypesRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.RefreshAllDataTypesResponse: ...

    @overload
    def refresh_all_data_types(
        self,
        *,
        company_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.RefreshAllDataTypesResponse: ...

    @takes(_REFRESH_ALL_DATA_TYPES, KeyedOptions)
    def refresh_all_data_types(
        self,
        request: operations.RefreshAllDataTypesRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.RefreshAllDataTypesResponse:
        """Refresh all data types.

        Refresh all data types that the accounting software supports and that are set to be fetched
        when a company is first linked. The service responds at once and reads in the background:
        track it with `manage_data.get` or `manage_data.list_pull_operations`. While a refresh runs,
        the service refuses another one; the connection's token needs at least one read a month.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_REFRESH_ALL_DATA_TYPES, request, retries, **given)

    @overload
    def refresh_data_type(
        self,
        request: operations.RefreshDataTypeRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.RefreshDataTypeResponse: ...

    @overload
    def refresh_data_type(
        self,
        *,
        company_id: str,
        data_type: shared.DataType,
        connection_id: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.RefreshDataTypeResponse: ...

    @takes(_REFRESH_DATA_TYPE, KeyedOptions)
    def refresh_data_type(
        self,
        request: operations.RefreshDataTypeRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.RefreshDataTypeResponse:
        """Refresh data type.

        Refresh one of the company's data types. Do this after a bank account, supplier or customer
        is added and before a sync refers to it. The service responds at once and reads in the
        background: track it with `manage_data.get_pull_operation`. While a refresh runs, the
        service refuses another one.

        :param request: the arguments, or pass its fields as keywords: company_id, data_type,
            connection_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_REFRESH_DATA_TYPE, request, retries, **given)

    @overload
    def wait(
        self,
        request: operations.GetPullOperationRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.PullOperation]],
    ) -> operations.GetPullOperationResponse: ...

    @overload
    def wait(
        self,
        *,
        company_id: str,
        dataset_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.PullOperation]],
    ) -> operations.GetPullOperationResponse: ...

    @takes(_GET_PULL_OPERATION, WaitOptions)
    def wait(
        self,
        request: operations.GetPullOperationRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetPullOperationResponse:
        """Wait until a read of data ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id, dataset_id
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: the longest time to wait in seconds, 3600 by default; None is no limit
        :param on_update: called with the status each time it changes
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: whether to raise an exception on a failure, or return the response
        :raises PullFailed: if it ends in a failure
        :raises PullTimeout: if it has not ended in time
        :raises WaitError: if it ends with an unknown code
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.wait(wait_plan(), request, retries, **given)


class AsyncManageData(AsyncResource):
    """Refresh the service's copy of a company's accounting data, and check how recent it is."""

    @overload
    async def get(
        self,
        request: operations.GetDataStatusRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetDataStatusResponse: ...

    @overload
    async def get(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetDataStatusResponse: ...

    @takes(_GET, CallOptions)
    async def get(
        self,
        request: operations.GetDataStatusRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetDataStatusResponse:
        """Get data status.

        Read the status of the latest read of each of the company's data types, and when a read last
        succeeded. Use it to see when the first read of accounting data, or a refresh, has ended.

        :param request: the arguments, or pass its fields as keywords: company_id
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
    async def get_pull_operation(
        self,
        request: operations.GetPullOperationRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetPullOperationResponse: ...

    @overload
    async def get_pull_operation(
        self,
        *,
        company_id: str,
        dataset_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetPullOperationResponse: ...

    @takes(_GET_PULL_OPERATION, CallOptions)
    async def get_pull_operation(
        self,
        request: operations.GetPullOperationRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetPullOperationResponse:
        """Get pull operation.

        Read the status of one pull operation. Poll until it has ended, successfully or with an
        error.

        :param request: the arguments, or pass its fields as keywords: company_id, dataset_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_GET_PULL_OPERATION, request, retries, **given)

    @overload
    async def list_pull_operations(
        self,
        request: operations.ListPullOperationsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListPullOperationsResponse: ...

    @overload
    async def list_pull_operations(
        self,
        *,
        company_id: str,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListPullOperationsResponse: ...

    @takes(_LIST_PULL_OPERATIONS, CallOptions)
    async def list_pull_operations(
        self,
        request: operations.ListPullOperationsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListPullOperationsResponse:
        """List pull operations.

        List a company's pull operations (reads of its data), a page at a time. Pages count from 1
        and hold 100 operations by default, and up to 5000 on request.

        :param request: the arguments, or pass its fields as keywords: company_id, order_by, page,
            page_size, query
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_LIST_PULL_OPERATIONS, request, retries, **given)

    @overload
    def list_all_pull_operations(
        self,
        request: operations.ListPullOperationsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListPullOperationsResponse, shared.PullOperation]: ...

    @overload
    def list_all_pull_operations(
        self,
        *,
        company_id: str,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListPullOperationsResponse, shared.PullOperation]: ...

    @takes(_LIST_PULL_OPERATIONS, CallOptions)
    def list_all_pull_operations(
        self,
        request: operations.ListPullOperationsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> AsyncPages[operations.ListPullOperationsResponse, shared.PullOperation]:
        """Iterate over the pull operations on all pages.

        Pages are requested as needed; the request sets their size.

        :param request: the arguments; iteration starts at its page, or pass its fields as keywords:
            company_id, order_by, page, page_size, query
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries for each page
        :param deadline: seconds for each page, retries included
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return AsyncPages(self._calls, _LIST_ALL_PULL_OPERATIONS, request, retries, **given)

    @overload
    async def refresh_all_data_types(
        self,
        request: operations.RefreshAllDataTypesRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.RefreshAllDataTypesResponse: ...

    @overload
    async def refresh_all_data_types(
        self,
        *,
        company_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.RefreshAllDataTypesResponse: ...

    @takes(_REFRESH_ALL_DATA_TYPES, KeyedOptions)
    async def refresh_all_data_types(
        self,
        request: operations.RefreshAllDataTypesRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.RefreshAllDataTypesResponse:
        """Refresh all data types.

        Refresh all data types that the accounting software supports and that are set to be fetched
        when a company is first linked. The service responds at once and reads in the background:
        track it with `manage_data.get` or `manage_data.list_pull_operations`. While a refresh runs,
        the service refuses another one; the connection's token needs at least one read a month.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_REFRESH_ALL_DATA_TYPES, request, retries, **given)

    @overload
    async def refresh_data_type(
        self,
        request: operations.RefreshDataTypeRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.RefreshDataTypeResponse: ...

    @overload
    async def refresh_data_type(
        self,
        *,
        company_id: str,
        data_type: shared.DataType,
        connection_id: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.RefreshDataTypeResponse: ...

    @takes(_REFRESH_DATA_TYPE, KeyedOptions)
    async def refresh_data_type(
        self,
        request: operations.RefreshDataTypeRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.RefreshDataTypeResponse:
        """Refresh data type.

        Refresh one of the company's data types. Do this after a bank account, supplier or customer
        is added and before a sync refers to it. The service responds at once and reads in the
        background: track it with `manage_data.get_pull_operation`. While a refresh runs, the
        service refuses another one.

        :param request: the arguments, or pass its fields as keywords: company_id, data_type,
            connection_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_REFRESH_DATA_TYPE, request, retries, **given)

    @overload
    async def wait(
        self,
        request: operations.GetPullOperationRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.PullOperation]],
    ) -> operations.GetPullOperationResponse: ...

    @overload
    async def wait(
        self,
        *,
        company_id: str,
        dataset_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.PullOperation]],
    ) -> operations.GetPullOperationResponse: ...

    @takes(_GET_PULL_OPERATION, WaitOptions)
    async def wait(
        self,
        request: operations.GetPullOperationRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetPullOperationResponse:
        """Wait until a read of data ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id, dataset_id
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: the longest time to wait in seconds, 3600 by default; None is no limit
        :param on_update: called with the status each time it changes
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: whether to raise an exception on a failure, or return the response
        :raises PullFailed: if it ends in a failure
        :raises PullTimeout: if it has not ended in time
        :raises WaitError: if it ends with an unknown code
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.wait(wait_plan(), request, retries, **given)
