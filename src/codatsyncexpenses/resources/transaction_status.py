# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""See what became of each transaction of a sync."""

from __future__ import annotations

from .._calls.operation import Operation, Paging
from .._calls.retries import RetryConfig
from .._loops.blocking import Pages, Resource
from ..models import operations, shared

__all__ = ["TransactionStatus"]

_GET = Operation(
    name="transaction_status.get",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/{syncId}/transactions/{transactionId}",
    request=operations.GetSyncTransactionRequest,
    response=operations.GetSyncTransactionResponse,
    replies={
        200: ("transaction", shared.Transaction),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_LIST_ALL = Paging(
    name="transaction_status.list_all",
    operation=_LIST,
    value="transactions",
    item=shared.Transaction,
    key="transaction_id",
)


class TransactionStatus(Resource):
    """See what became of each transaction of a sync."""

    def get(
        self,
        request: operations.GetSyncTransactionRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetSyncTransactionResponse:
        """Get sync transaction.

        Read how one transaction of a sync stands. The service is documented to answer with one
        object in some descriptions and with an array in others.

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

    def list(
        self,
        request: operations.ListSyncTransactionsRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.ListSyncTransactionsResponse:
        """List sync transactions.

        Read how each transaction of a sync stands, a page at a time: pages count from 1 and hold
        100 transactions unless another size, up to 5000, is asked for. One failed transaction makes
        the whole sync count as failed, so look here for those that were written all the same.

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

    def list_all(
        self,
        request: operations.ListSyncTransactionsRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> Pages[operations.ListSyncTransactionsResponse, shared.Transaction]:
        """Iterate over the transactions of all pages.

        Each page is read when it is needed; the request sets the size of a page.

        :param request: the arguments; reading starts with its page
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return Pages(self._calls, _LIST_ALL, request, retries, timeout)
