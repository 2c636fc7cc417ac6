# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Create and update expenses that employees paid and the company reimburses."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions, KeyedOptions, StartOptions, WaitOptions
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

__all__ = ["AsyncReimbursements", "Reimbursements"]

_CREATE = Operation(
    name="reimbursements.create",
    method="POST",
    path="/companies/{companyId}/sync/expenses/reimbursable-expense-transactions",
    request=operations.CreateReimbursableExpenseTransactionRequest,
    response=operations.CreateReimbursableExpenseTransactionResponse,
    replies={
        200: ("create_reimbursable_expense_response", shared.CreateReimbursableExpenseResponse),
    },
    errors=(400, 401, 404, 429),
    keyed=True,
    writes=True,
)
_UPDATE = Operation(
    name="reimbursements.update",
    method="PUT",
    path="/companies/{companyId}/sync/expenses/reimbursable-expense-transactions/{transactionId}",
    request=operations.UpdateReimbursableExpenseTransactionRequest,
    response=operations.UpdateReimbursableExpenseTransactionResponse,
    replies={
        200: ("create_reimbursable_expense_response", shared.CreateReimbursableExpenseResponse),
    },
    errors=(400, 401, 404, 429),
    writes=True,
)


@functools.cache
def create_and_wait_plan() -> watch.Start[
    operations.CreateReimbursableExpenseTransactionRequest,
    operations.GetSyncByIDRequest,
    operations.GetSyncByIDResponse,
]:
    return watch.Start(
        name="reimbursements.create_and_wait",
        operation=_CREATE,
        wait=sync.wait_plan(),
        given={
            "company_id": "company_id",
        },
        answered={
            "sync_id": ("create_reimbursable_expense_response", "sync_id"),
        },
    )


@functools.cache
def update_and_wait_plan() -> watch.Start[
    operations.UpdateReimbursableExpenseTransactionRequest,
    operations.GetSyncByIDRequest,
    operations.GetSyncByIDResponse,
]:
    return watch.Start(
        name="reimbursements.update_and_wait",
        operation=_UPDATE,
        wait=sync.wait_plan(),
        given={
            "company_id": "company_id",
        },
        answered={
            "sync_id": ("create_reimbursable_expense_response", "sync_id"),
        },
    )


class Reimbursements(Resource):
    """Create and update expenses that employees paid and the company reimburses."""

    @overload
    def create(
        self,
        request: operations.CreateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateReimbursableExpenseTransactionResponse: ...

    @overload
    def create(
        self,
        *,
        company_id: str,
        reimbursable_expense_transaction_request: list[shared.ReimbursableExpenseTransaction],
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateReimbursableExpenseTransactionResponse: ...

    @takes(_CREATE, KeyedOptions)
    def create(
        self,
        request: operations.CreateReimbursableExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateReimbursableExpenseTransactionResponse:
        """Create reimbursable expenses.

        Create 1 to 50 reimbursable expenses and start their sync. Wait for it with `sync.wait`,
        then read each outcome with `transaction_status.list`: one failed transaction fails the
        whole sync, even if others were written. Refresh a new supplier or customer with
        `manage_data.refresh_data_type` before an expense refers to it. Works with FreeAgent,
        NetSuite, QuickBooks Desktop, QuickBooks Online, Sage Intacct and Zoho Books.

        :param request: the arguments, or pass its fields as keywords: company_id,
            reimbursable_expense_transaction_request
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_CREATE, request, retries, **given)

    @overload
    def update(
        self,
        request: operations.UpdateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateReimbursableExpenseTransactionResponse: ...

    @overload
    def update(
        self,
        *,
        company_id: str,
        transaction_id: str,
        update_reimbursable_expense_transaction_request: shared.UpdateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateReimbursableExpenseTransactionResponse: ...

    @takes(_UPDATE, CallOptions)
    def update(
        self,
        request: operations.UpdateReimbursableExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UpdateReimbursableExpenseTransactionResponse:
        """Update reimbursable expense.

        Update one reimbursable expense and start a sync of the change. Wait for it with
        `sync.wait`. Works with FreeAgent, NetSuite, QuickBooks Online and Zoho Books.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            update_reimbursable_expense_transaction_request
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_UPDATE, request, retries, **given)

    @overload
    def create_and_wait(
        self,
        request: operations.CreateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    def create_and_wait(
        self,
        *,
        company_id: str,
        reimbursable_expense_transaction_request: list[shared.ReimbursableExpenseTransaction],
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_CREATE, StartOptions)
    def create_and_wait(
        self,
        request: operations.CreateReimbursableExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Create reimbursable expenses and wait until their sync ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id,
            reimbursable_expense_transaction_request
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
        return self._calls.wait(create_and_wait_plan(), request, retries, **given)

    @overload
    def update_and_wait(
        self,
        request: operations.UpdateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    def update_and_wait(
        self,
        *,
        company_id: str,
        transaction_id: str,
        update_reimbursable_expense_transaction_request: shared.UpdateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_UPDATE, WaitOptions)
    def update_and_wait(
        self,
        request: operations.UpdateReimbursableExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Update a reimbursable expense and wait until the sync of the change ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            update_reimbursable_expense_transaction_request
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
        return self._calls.wait(update_and_wait_plan(), request, retries, **given)


class AsyncReimbursements(AsyncResource):
    """Create and update expenses that employees paid and the company reimburses."""

    @overload
    async def create(
        self,
        request: operations.CreateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateReimbursableExpenseTransactionResponse: ...

    @overload
    async def create(
        self,
        *,
        company_id: str,
        reimbursable_expense_transaction_request: list[shared.ReimbursableExpenseTransaction],
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateReimbursableExpenseTransactionResponse: ...

    @takes(_CREATE, KeyedOptions)
    async def create(
        self,
        request: operations.CreateReimbursableExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateReimbursableExpenseTransactionResponse:
        """Create reimbursable expenses.

        Create 1 to 50 reimbursable expenses and start their sync. Wait for it with `sync.wait`,
        then read each outcome with `transaction_status.list`: one failed transaction fails the
        whole sync, even if others were written. Refresh a new supplier or customer with
        `manage_data.refresh_data_type` before an expense refers to it. Works with FreeAgent,
        NetSuite, QuickBooks Desktop, QuickBooks Online, Sage Intacct and Zoho Books.

        :param request: the arguments, or pass its fields as keywords: company_id,
            reimbursable_expense_transaction_request
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_CREATE, request, retries, **given)

    @overload
    async def update(
        self,
        request: operations.UpdateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateReimbursableExpenseTransactionResponse: ...

    @overload
    async def update(
        self,
        *,
        company_id: str,
        transaction_id: str,
        update_reimbursable_expense_transaction_request: shared.UpdateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateReimbursableExpenseTransactionResponse: ...

    @takes(_UPDATE, CallOptions)
    async def update(
        self,
        request: operations.UpdateReimbursableExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UpdateReimbursableExpenseTransactionResponse:
        """Update reimbursable expense.

        Update one reimbursable expense and start a sync of the change. Wait for it with
        `sync.wait`. Works with FreeAgent, NetSuite, QuickBooks Online and Zoho Books.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            update_reimbursable_expense_transaction_request
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_UPDATE, request, retries, **given)

    @overload
    async def create_and_wait(
        self,
        request: operations.CreateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    async def create_and_wait(
        self,
        *,
        company_id: str,
        reimbursable_expense_transaction_request: list[shared.ReimbursableExpenseTransaction],
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_CREATE, StartOptions)
    async def create_and_wait(
        self,
        request: operations.CreateReimbursableExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Create reimbursable expenses and wait until their sync ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id,
            reimbursable_expense_transaction_request
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
        return await self._calls.wait(create_and_wait_plan(), request, retries, **given)

    @overload
    async def update_and_wait(
        self,
        request: operations.UpdateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    async def update_and_wait(
        self,
        *,
        company_id: str,
        transaction_id: str,
        update_reimbursable_expense_transaction_request: shared.UpdateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_UPDATE, WaitOptions)
    async def update_and_wait(
        self,
        request: operations.UpdateReimbursableExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Update a reimbursable expense and wait until the sync of the change ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            update_reimbursable_expense_transaction_request
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
        return await self._calls.wait(update_and_wait_plan(), request, retries, **given)
