# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Move money between bank accounts."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions, WaitOptions
from .._lazy import LateModule
from .._loops.asynchronous import AsyncResource
from .._loops.blocking import Resource
from .._schema.hints import Unpack
from ..models import operations, shared

if TYPE_CHECKING:
    from .._calls import watch
    from . import sync
else:
    watch = LateModule(".._calls.watch", __package__)
    sync = LateModule(".sync", __package__)

__all__ = ["AsyncTransfers", "Transfers"]

_CREATE = Operation(
    name="transfers.create",
    method="PUT",
    path="/companies/{companyId}/sync/expenses/transfer-transactions/{transactionId}",
    request=operations.CreateTransferTransactionRequest,
    response=operations.CreateTransferTransactionResponse,
    replies={
        200: ("transfer_transaction_response", shared.TransferTransactionResponse),
    },
    errors=(400, 401, 404, 429),
    writes=True,
)


@functools.cache
def create_and_wait_plan() -> watch.Start[
    operations.CreateTransferTransactionRequest,
    operations.GetSyncByIDRequest,
    operations.GetSyncByIDResponse,
]:
    return watch.Start(
        name="transfers.create_and_wait",
        operation=_CREATE,
        wait=sync.wait_plan(),
        given={
            "company_id": "company_id",
        },
        answered={
            "sync_id": ("transfer_transaction_response", "sync_id"),
        },
    )


class Transfers(Resource):
    """Move money between bank accounts."""

    @overload
    def create(
        self,
        request: operations.CreateTransferTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.CreateTransferTransactionResponse: ...

    @overload
    def create(
        self,
        *,
        company_id: str,
        transaction_id: str,
        transfer_transaction_request: shared.TransferTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.CreateTransferTransactionResponse: ...

    @takes(_CREATE, CallOptions)
    def create(
        self,
        request: operations.CreateTransferTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateTransferTransactionResponse:
        """Create transfer.

        Create a transfer of money between two accounts and start its sync. Wait for it with
        `sync.wait`. Works with FreeAgent, QuickBooks Desktop, QuickBooks Online and Xero. If the
        transfer was written before, the service updates it: its amount and date can change in
        FreeAgent and QuickBooks Online. Refresh a new bank account with
        `manage_data.refresh_data_type` before a transfer refers to it.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            transfer_transaction_request
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_CREATE, request, retries, **given)

    @overload
    def create_and_wait(
        self,
        request: operations.CreateTransferTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    def create_and_wait(
        self,
        *,
        company_id: str,
        transaction_id: str,
        transfer_transaction_request: shared.TransferTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_CREATE, WaitOptions)
    def create_and_wait(
        self,
        request: operations.CreateTransferTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Create a transfer and wait until its sync ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            transfer_transaction_request
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
        return self._calls.wait(create_and_wait_plan(), request, retries, **given)


class AsyncTransfers(AsyncResource):
    """Move money between bank accounts."""

    @overload
    async def create(
        self,
        request: operations.CreateTransferTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.CreateTransferTransactionResponse: ...

    @overload
    async def create(
        self,
        *,
        company_id: str,
        transaction_id: str,
        transfer_transaction_request: shared.TransferTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.CreateTransferTransactionResponse: ...

    @takes(_CREATE, CallOptions)
    async def create(
        self,
        request: operations.CreateTransferTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateTransferTransactionResponse:
        """Create transfer.

        Create a transfer of money between two accounts and start its sync. Wait for it with
        `sync.wait`. Works with FreeAgent, QuickBooks Desktop, QuickBooks Online and Xero. If the
        transfer was written before, the service updates it: its amount and date can change in
        FreeAgent and QuickBooks Online. Refresh a new bank account with
        `manage_data.refresh_data_type` before a transfer refers to it.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            transfer_transaction_request
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_CREATE, request, retries, **given)

    @overload
    async def create_and_wait(
        self,
        request: operations.CreateTransferTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    async def create_and_wait(
        self,
        *,
        company_id: str,
        transaction_id: str,
        transfer_transaction_request: shared.TransferTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_CREATE, WaitOptions)
    async def create_and_wait(
        self,
        request: operations.CreateTransferTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Create a transfer and wait until its sync ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            transfer_transaction_request
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
        return await self._calls.wait(create_and_wait_plan(), request, retries, **given)
