# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Track writes to the accounting software."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation, Paging
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions, WaitOptions
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

__all__ = ["AsyncPushOperations", "PushOperations"]

_GET = Operation(
    name="push_operations.get",
    method="GET",
    path="/companies/{companyId}/push/{pushOperationKey}",
    request=operations.GetPushOperationRequest,
    response=operations.GetPushOperationResponse,
    replies={
        200: ("push_operation", shared.PushOperation),
    },
    errors=(401, 404, 429),
)
_LIST = Operation(
    name="push_operations.list",
    method="GET",
    path="/companies/{companyId}/push",
    request=operations.ListPushOperationsRequest,
    response=operations.ListPushOperationsResponse,
    replies={
        200: ("push_operations", shared.PushOperations),
    },
    errors=(400, 401, 404, 429),
)
_LIST_ALL = Paging(
    name="push_operations.list_all",
    operation=_LIST,
    value="push_operations",
    item=shared.PushOperation,
    key="push_operation_key",
)


@functools.cache
def wait_plan() -> watch.Wait[
    operations.GetPushOperationRequest, operations.GetPushOperationResponse
]:
    return watch.Wait(
        name="push_operations.wait",
        operation=_GET,
        value="push_operation",
        stage="status",
        running=("Pending",),
        ended=(
            "Success",
            "Failed",
            "TimedOut",
        ),
        succeeded=("Success",),
        ids={
            "company_id": "company_id",
            "push_operation_key": "push_operation_key",
        },
        failed=waits.PushFailed,
        timed_out=waits.PushTimeout,
    )


class PushOperations(Resource):
    """Track writes to the accounting software."""

    @overload
    def get(
        self,
        request: operations.GetPushOperationRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetPushOperationResponse: ...

    @overload
    def get(
        self,
        *,
        company_id: str,
        push_operation_key: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetPushOperationResponse: ...

    @takes(_GET, CallOptions)
    def get(
        self,
        request: operations.GetPushOperationRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetPushOperationResponse:
        """Get push operation.

        Read the status of one push operation, such as one that `suppliers.create` started. With
        desktop software it can stay `Pending` indefinitely, and after `TimedOut` the record may
        still be written. Refresh with `manage_data.refresh_data_type` before reading the record.

        :param request: the arguments, or pass its fields as keywords: company_id,
            push_operation_key
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
    def list(
        self,
        request: operations.ListPushOperationsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListPushOperationsResponse: ...

    @overload
    def list(
        self,
        *,
        company_id: str,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListPushOperationsResponse: ...

    @takes(_LIST, CallOptions)
    def list(
        self,
        request: operations.ListPushOperationsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListPushOperationsResponse:
        """List push operations.

        List a company's push operations (writes of single records), a page at a time. Pages count
        from 1 and hold 100 operations by default, and up to 5000 on request.

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
        return self._calls.call(_LIST, request, retries, **given)

    @overload
    def list_all(
        self,
        request: operations.ListPushOperationsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListPushOperationsResponse, shared.PushOperation]: ...

    @overload
    def list_all(
        self,
        *,
        company_id: str,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListPushOperationsResponse, shared.PushOperation]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListPushOperationsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> Pages[operations.ListPushOperationsResponse, shared.PushOperation]:
        """Iterate over the push operations on all pages.

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
        return Pages(self._calls, _LIST_ALL, request, retries, **given)

    @overload
    def wait(
        self,
        request: operations.GetPushOperationRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.PushOperation]],
    ) -> operations.GetPushOperationResponse: ...

    @overload
    def wait(
        self,
        *,
        company_id: str,
        push_operation_key: str,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.PushOperation]],
    ) -> operations.GetPushOperationResponse: ...

    @takes(_GET, WaitOptions)
    def wait(
        self,
        request: operations.GetPushOperationRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetPushOperationResponse:
        """Wait until a write to the accounting software ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id,
            push_operation_key
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: the longest time to wait in seconds, 3600 by default; None is no limit
        :param on_update: called with the status each time it changes
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: whether to raise an exception on a failure, or return the response
        :raises PushFailed: if it ends in a failure
        :raises PushTimeout: if it has not ended in time
        :raises WaitError: if it ends with an unknown code
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.wait(wait_plan(), request, retries, **given)


class AsyncPushOperations(AsyncResource):
    """Track writes to the accounting software."""

    @overload
    async def get(
        self,
        request: operations.GetPushOperationRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetPushOperationResponse: ...

    @overload
    async def get(
        self,
        *,
        company_id: str,
        push_operation_key: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetPushOperationResponse: ...

    @takes(_GET, CallOptions)
    async def get(
        self,
        request: operations.GetPushOperationRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetPushOperationResponse:
        """Get push operation.

        Read the status of one push operation, such as one that `suppliers.create` started. With
        desktop software it can stay `Pending` indefinitely, and after `TimedOut` the record may
        still be written. Refresh with `manage_data.refresh_data_type` before reading the record.

        :param request: the arguments, or pass its fields as keywords: company_id,
            push_operation_key
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
    async def list(
        self,
        request: operations.ListPushOperationsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListPushOperationsResponse: ...

    @overload
    async def list(
        self,
        *,
        company_id: str,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListPushOperationsResponse: ...

    @takes(_LIST, CallOptions)
    async def list(
        self,
        request: operations.ListPushOperationsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListPushOperationsResponse:
        """List push operations.

        List a company's push operations (writes of single records), a page at a time. Pages count
        from 1 and hold 100 operations by default, and up to 5000 on request.

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
        return await self._calls.call(_LIST, request, retries, **given)

    @overload
    def list_all(
        self,
        request: operations.ListPushOperationsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListPushOperationsResponse, shared.PushOperation]: ...

    @overload
    def list_all(
        self,
        *,
        company_id: str,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListPushOperationsResponse, shared.PushOperation]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListPushOperationsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> AsyncPages[operations.ListPushOperationsResponse, shared.PushOperation]:
        """Iterate over the push operations on all pages.

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
        return AsyncPages(self._calls, _LIST_ALL, request, retries, **given)

    @overload
    async def wait(
        self,
        request: operations.GetPushOperationRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.PushOperation]],
    ) -> operations.GetPushOperationResponse: ...

    @overload
    async def wait(
        self,
        *,
        company_id: str,
        push_operation_key: str,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.PushOperation]],
    ) -> operations.GetPushOperationResponse: ...

    @takes(_GET, WaitOptions)
    async def wait(
        self,
        request: operations.GetPushOperationRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetPushOperationResponse:
        """Wait until a write to the accounting software ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id,
            push_operation_key
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: the longest time to wait in seconds, 3600 by default; None is no limit
        :param on_update: called with the status each time it changes
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: whether to raise an exception on a failure, or return the response
        :raises PushFailed: if it ends in a failure
        :raises PushTimeout: if it has not ended in time
        :raises WaitError: if it ends with an unknown code
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.wait(wait_plan(), request, retries, **given)
