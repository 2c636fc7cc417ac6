# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Read the outcome of each transaction of a sync."""

from __future__ import annotations

from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation, Paging
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions
from .._loops.asynchronous import AsyncPages, AsyncResource
from .._loops.blocking import Pages, Resource
from .._schema.hints import Unpack
from ..models import operations, shared

__all__ = ["AsyncTransactionStatus", "TransactionStatus"]

_GET = Operation(
    name="transaction_status.get",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/{syncId}/transactions/{transactionId}",
    request=operations.GetSyncTransactionRequest,
    response=operations.GetSyncTransactionResponse,
    replies={
        200: ("transaction", shared.Transaction),
    },
    errors=(401, 404, 429),
    many="transactions",
)
_LIST = Operation(
    name="transaction_status.list",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/{syncId}/transactions",
    request=operations.ListSyncTransactionsRequest,
    response=operations.ListSyncTransactionsResponse,
    replies={
        200: ("transactions", shared.Transactions),
    },
    errors=(401, 404, 429),
)
_LIST_ALL = Paging(
    name="transaction_status.list_all",
    operation=_LIST,
    value="transactions",
    item=shared.Transaction,
    key="transaction_id",
)


class TransactionStatus(Resource):
    """Read the outcome of each transaction of a sync."""

    @overload
    def get(
        self,
        request: operations.GetSyncTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetSyncTransactionResponse: ...

    @overload
    def get(
        self,
        *,
        company_id: str,
        sync_id: str,
        transaction_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetSyncTransactionResponse: ...

    @takes(_GET, CallOptions)
    def get(
        self,
        request: operations.GetSyncTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncTransactionResponse:
        """Get sync transaction.

        Read the status of one transaction of a sync. The service's documentation shows one object
        in some places and an array in others.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id,
            transaction_id
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
        request: operations.ListSyncTransactionsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListSyncTransactionsResponse: ...

    @overload
    def list(
        self,
        *,
        company_id: str,
        sync_id: str,
        page: int | None = ...,
        page_size: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListSyncTransactionsResponse: ...

    @takes(_LIST, CallOptions)
    def list(
        self,
        request: operations.ListSyncTransactionsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListSyncTransactionsResponse:
        """List sync transactions.

        List the statuses of a sync's transactions, a page at a time. Pages count from 1 and hold
        100 transactions by default, and up to 5000 on request. One failed transaction fails the
        whole sync, so check here which transactions were written.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id, page,
            page_size
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
        request: operations.ListSyncTransactionsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListSyncTransactionsResponse, shared.Transaction]: ...

    @overload
    def list_all(
        self,
        *,
        company_id: str,
        sync_id: str,
        page: int | None = ...,
        page_size: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListSyncTransactionsResponse, shared.Transaction]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListSyncTransactionsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> Pages[operations.ListSyncTransactionsResponse, shared.Transaction]:
        """Iterate over the transactions on all pages.

        Pages are requested as needed; the request sets their size.

        :param request: the arguments; iteration starts at its page, or pass its fields as keywords:
            company_id, sync_id, page, page_size
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries for each page
        :param deadline: seconds for each page, retries included
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return Pages(self._calls, _LIST_ALL, request, retries, **given)


class AsyncTransactionStatus(AsyncResource):
    """Read the outcome of each transaction of a sync."""

    @overload
    async def get(
        self,
        request: operations.GetSyncTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetSyncTransactionResponse: ...

    @overload
    async def get(
        self,
        *,
        company_id: str,
        sync_id: str,
        transaction_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetSyncTransactionResponse: ...

    @takes(_GET, CallOptions)
    async def get(
        self,
        request: operations.GetSyncTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncTransactionResponse:
        """Get sync transaction.

        Read the status of one transaction of a sync. The service's documentation shows one object
        in some places and an array in others.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id,
            transaction_id
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
        request: operations.ListSyncTransactionsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListSyncTransactionsResponse: ...

    @overload
    async def list(
        self,
        *,
        company_id: str,
        sync_id: str,
        page: int | None = ...,
        page_size: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListSyncTransactionsResponse: ...

    @takes(_LIST, CallOptions)
    async def list(
        self,
        request: operations.ListSyncTransactionsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListSyncTransactionsResponse:
        """List sync transactions.

        List the statuses of a sync's transactions, a page at a time. Pages count from 1 and hold
        100 transactions by default, and up to 5000 on request. One failed transaction fails the
        whole sync, so check here which transactions were written.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id, page,
            page_size
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
        request: operations.ListSyncTransactionsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListSyncTransactionsResponse, shared.Transaction]: ...

    @overload
    def list_all(
        self,
        *,
        company_id: str,
        sync_id: str,
        page: int | None = ...,
        page_size: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListSyncTransactionsResponse, shared.Transaction]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListSyncTransactionsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> AsyncPages[operations.ListSyncTransactionsResponse, shared.Transaction]:
        """Iterate over the transactions on all pages.

        Pages are requested as needed; the request sets their size.

        :param request: the arguments; iteration starts at its page, or pass its fields as keywords:
            company_id, sync_id, page, page_size
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries for each page
        :param deadline: seconds for each page, retries included
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return AsyncPages(self._calls, _LIST_ALL, request, retries, **given)
