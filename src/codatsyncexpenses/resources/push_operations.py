# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Follow what is being written to the accounting software."""

from __future__ import annotations

from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation, Paging
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions
from .._loops.blocking import Pages, Resource
from .._schema.hints import Unpack
from ..models import operations, shared

__all__ = ["PushOperations"]

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


class PushOperations(Resource):
    """Follow what is being written to the accounting software."""

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

        Read how one push operation stands, such as one that `suppliers.create` started. With
        desktop software it can stay `Pending` without end, and after `TimedOut` the record may
        still be written. A written record is not readable before a refresh with
        `manage_data.refresh_data_type`.

        :param request: the arguments, or pass its fields as keywords: company_id,
            push_operation_key
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: attempts at most after the first, instead of the client's setting
        :param deadline: seconds for the whole call with its retries, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
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

        Read the push operations of a company, the writes of single records, a page at a time: pages
        count from 1 and hold 100 operations unless another size, up to 5000, is asked for.

        :param request: the arguments, or pass its fields as keywords: company_id, order_by, page,
            page_size, query
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: attempts at most after the first, instead of the client's setting
        :param deadline: seconds for the whole call with its retries, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
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
        """Iterate over the push operations of all pages.

        Each page is read when it is needed; the request sets the size of a page.

        :param request: the arguments; reading starts with its page, or pass its fields as keywords:
            company_id, order_by, page, page_size, query
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: attempts at most after the first for each page
        :param deadline: seconds for each page with its retries
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return Pages(self._calls, _LIST_ALL, request, retries, **given)
