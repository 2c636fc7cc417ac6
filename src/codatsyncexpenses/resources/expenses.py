# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Create and update card expenses; creating them starts their sync."""

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
    from . import sync
else:
    watch = LateModule(".._calls.watch", __package__)
    sync = LateModule(".sync", __package__)

__all__ = ["AsyncExpenses", "Expenses"]

_CREATE_DATASET = Operation(
    name="expenses.create_dataset",
    method="POST",
    path="/companies/{companyId}/sync/expenses/data/expense-transactions",
    request=operations.CreateExpenseDatasetRequest,
    response=operations.CreateExpenseDatasetResponse,
    replies={
        200: ("create_expense_response", shared.CreateExpenseResponse),
    },
    errors=(400, 401, 404, 429),
    keyed=True,
    writes=True,
    deprecated="The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
    "list of ExpenseTransaction, which starts the sync by itself.",
)
_UPDATE = Operation(
    name="expenses.update",
    method="PUT",
    path="/companies/{companyId}/sync/expenses/expense-transactions/{transactionId}",
    request=operations.UpdateExpenseTransactionRequest,
    response=operations.UpdateExpenseTransactionResponse,
    replies={
        202: ("update_expense_response", shared.UpdateExpenseResponse),
    },
    errors=(400, 401, 404, 422, 429),
    writes=True,
)
_UPLOAD_ATTACHMENT = Operation(
    name="expenses.upload_attachment",
    method="POST",
    path="/companies/{companyId}/sync/expenses/syncs/{syncId}/transactions/{transactionId}/attachments",
    request=operations.UploadExpenseAttachmentRequest,
    response=operations.UploadExpenseAttachmentResponse,
    replies={
        200: ("attachment", shared.Attachment),
    },
    errors=(400, 401, 404, 429),
    keyed=True,
    writes=True,
)
_CREATE = Operation(
    name="expenses.create",
    method="POST",
    path="/companies/{companyId}/sync/expenses/expense-transactions",
    request=operations.CreateExpenseTransactionRequest,
    response=operations.CreateExpenseTransactionResponse,
    replies={
        200: ("create_expense_response", shared.CreateExpenseResponse),
    },
    errors=(400, 401, 404, 429),
    keyed=True,
    writes=True,
    former=_CREATE_DATASET,
)


@functools.cache
def create_and_wait_plan() -> watch.Start[
    operations.CreateExpenseTransactionRequest,
    operations.GetSyncByIDRequest,
    operations.GetSyncByIDResponse,
]:
    return watch.Start(
        name="expenses.create_and_wait",
        operation=_CREATE,
        wait=sync.wait_plan(),
        given={
            "company_id": "company_id",
        },
        answered={
            "sync_id": ("create_expense_response", "sync_id"),
        },
    )


@functools.cache
def update_and_wait_plan() -> watch.Start[
    operations.UpdateExpenseTransactionRequest,
    operations.GetSyncByIDRequest,
    operations.GetSyncByIDResponse,
]:
    return watch.Start(
        name="expenses.update_and_wait",
        operation=_UPDATE,
        wait=sync.wait_plan(),
        given={
            "company_id": "company_id",
        },
        answered={
            "sync_id": ("update_expense_response", "sync_id"),
        },
    )


class Expenses(Resource):
    """Create and update card expenses; creating them starts their sync."""

    @overload
    def create(
        self,
        request: operations.CreateExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateExpenseTransactionResponse: ...

    @overload
    def create(
        self,
        *,
        company_id: str,
        create_expense_request: list[shared.ExpenseTransaction],
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateExpenseTransactionResponse: ...

    @takes(_CREATE, KeyedOptions)
    def create(
        self,
        request: operations.CreateExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateExpenseTransactionResponse:
        """Create expenses.

        Create 1 to 50 expenses and start their sync. Wait for it with `sync.wait`, then read each
        outcome with `transaction_status.list`: one failed transaction fails the whole sync, even if
        others were written. The service does not write a completed id again, and fails the sync;
        you can send a failed id again. Refresh a new supplier, customer or bank account with
        `manage_data.refresh_data_type` before an expense refers to it.

        :param request: the arguments, or pass its fields as keywords: company_id,
            create_expense_request
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
    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    def create_dataset(
        self,
        request: operations.CreateExpenseDatasetRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateExpenseDatasetResponse: ...

    @overload
    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    def create_dataset(
        self,
        *,
        company_id: str,
        create_expense_request: shared.CreateExpenseRequest | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateExpenseDatasetResponse: ...

    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    @takes(_CREATE_DATASET, KeyedOptions)
    def create_dataset(
        self,
        request: operations.CreateExpenseDatasetRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateExpenseDatasetResponse:
        """Create expense dataset.

        Store 1 to 50 expenses as a dataset; nothing is written to the accounting software until
        `sync.initiate_sync` or `sync.initiate_and_wait` syncs it. A dataset whose sync failed
        cannot be synced again: put its failed expenses, under the same ids, into a new one.
        Deprecated: the service ends it after 1 May 2027. Create the expenses with `expenses.create`
        and a list of ExpenseTransaction, which starts the sync by itself.

        :param request: the arguments, or pass its fields as keywords: company_id,
            create_expense_request
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
            f"expenses.create_dataset is deprecated. {_CREATE_DATASET.deprecated}",
            DeprecationWarning,
            stacklevel=2,
        )
        return self._calls.call(_CREATE_DATASET, request, retries, **given)

    @overload
    def update(
        self,
        request: operations.UpdateExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateExpenseTransactionResponse: ...

    @overload
    def update(
        self,
        *,
        company_id: str,
        transaction_id: str,
        update_expense_request: shared.UpdateExpenseRequest | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateExpenseTransactionResponse: ...

    @takes(_UPDATE, CallOptions)
    def update(
        self,
        request: operations.UpdateExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UpdateExpenseTransactionResponse:
        """Update expense.

        Update one synced expense of type `Payment` and start a sync of the change. Wait for it with
        `sync.wait`. Only net and tax amounts, tax rates, the bank account, tracking and notes can
        change. Works with FreeAgent, QuickBooks Desktop, QuickBooks Online, NetSuite, Sage Intacct,
        Xero and Zoho Books.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            update_expense_request
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
    def upload_attachment(
        self,
        request: operations.UploadExpenseAttachmentRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UploadExpenseAttachmentResponse: ...

    @overload
    def upload_attachment(
        self,
        *,
        company_id: str,
        sync_id: str,
        transaction_id: str,
        request_body: operations.UploadExpenseAttachmentRequestBody,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UploadExpenseAttachmentResponse: ...

    @takes(_UPLOAD_ATTACHMENT, KeyedOptions)
    def upload_attachment(
        self,
        request: operations.UploadExpenseAttachmentRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UploadExpenseAttachmentResponse:
        """Upload expense attachment.

        Attach one file, such as a receipt, to a transaction whose status is `Completed`; the
        service writes it to the accounting software before it responds. A transaction may have
        several attachments. The API cannot replace an attachment: delete it in the accounting
        software and upload the new one. The accounting software limits size and file types, and
        QuickBooks Desktop takes no attachments. As in 3.1.0; the same as `attachments.upload`.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id,
            transaction_id, request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_UPLOAD_ATTACHMENT, request, retries, **given)

    @overload
    def create_and_wait(
        self,
        request: operations.CreateExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    def create_and_wait(
        self,
        *,
        company_id: str,
        create_expense_request: list[shared.ExpenseTransaction],
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_CREATE, StartOptions)
    def create_and_wait(
        self,
        request: operations.CreateExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Create expenses and wait until their sync ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id,
            create_expense_request
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
        request: operations.UpdateExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    def update_and_wait(
        self,
        *,
        company_id: str,
        transaction_id: str,
        update_expense_request: shared.UpdateExpenseRequest | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_UPDATE, WaitOptions)
    def update_and_wait(
        self,
        request: operations.UpdateExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Update an expense and wait until the sync of the change ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            update_expense_request
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


class AsyncExpenses(AsyncResource):
    """Create and update card expenses; creating them starts their sync."""

    @overload
    async def create(
        self,
        request: operations.CreateExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateExpenseTransactionResponse: ...

    @overload
    async def create(
        self,
        *,
        company_id: str,
        create_expense_request: list[shared.ExpenseTransaction],
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateExpenseTransactionResponse: ...

    @takes(_CREATE, KeyedOptions)
    async def create(
        self,
        request: operations.CreateExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateExpenseTransactionResponse:
        """Create expenses.

        Create 1 to 50 expenses and start their sync. Wait for it with `sync.wait`, then read each
        outcome with `transaction_status.list`: one failed transaction fails the whole sync, even if
        others were written. The service does not write a completed id again, and fails the sync;
        you can send a failed id again. Refresh a new supplier, customer or bank account with
        `manage_data.refresh_data_type` before an expense refers to it.

        :param request: the arguments, or pass its fields as keywords: company_id,
            create_expense_request
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
    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    async def create_dataset(
        self,
        request: operations.CreateExpenseDatasetRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateExpenseDatasetResponse: ...

    @overload
    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    async def create_dataset(
        self,
        *,
        company_id: str,
        create_expense_request: shared.CreateExpenseRequest | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateExpenseDatasetResponse: ...

    @deprecated(
        "The service ends it after 1 May 2027. Create the expenses with `expenses.create` and a "
        "list of ExpenseTransaction, which starts the sync by itself."
    )
    @warns(f"expenses.create_dataset is deprecated. {_CREATE_DATASET.deprecated}")
    @takes(_CREATE_DATASET, KeyedOptions)
    async def create_dataset(
        self,
        request: operations.CreateExpenseDatasetRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateExpenseDatasetResponse:
        """Create expense dataset.

        Store 1 to 50 expenses as a dataset; nothing is written to the accounting software until
        `sync.initiate_sync` or `sync.initiate_and_wait` syncs it. A dataset whose sync failed
        cannot be synced again: put its failed expenses, under the same ids, into a new one.
        Deprecated: the service ends it after 1 May 2027. Create the expenses with `expenses.create`
        and a list of ExpenseTransaction, which starts the sync by itself.

        :param request: the arguments, or pass its fields as keywords: company_id,
            create_expense_request
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_CREATE_DATASET, request, retries, **given)

    @overload
    async def update(
        self,
        request: operations.UpdateExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateExpenseTransactionResponse: ...

    @overload
    async def update(
        self,
        *,
        company_id: str,
        transaction_id: str,
        update_expense_request: shared.UpdateExpenseRequest | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateExpenseTransactionResponse: ...

    @takes(_UPDATE, CallOptions)
    async def update(
        self,
        request: operations.UpdateExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UpdateExpenseTransactionResponse:
        """Update expense.

        Update one synced expense of type `Payment` and start a sync of the change. Wait for it with
        `sync.wait`. Only net and tax amounts, tax rates, the bank account, tracking and notes can
        change. Works with FreeAgent, QuickBooks Desktop, QuickBooks Online, NetSuite, Sage Intacct,
        Xero and Zoho Books.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            update_expense_request
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
    async def upload_attachment(
        self,
        request: operations.UploadExpenseAttachmentRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UploadExpenseAttachmentResponse: ...

    @overload
    async def upload_attachment(
        self,
        *,
        company_id: str,
        sync_id: str,
        transaction_id: str,
        request_body: operations.UploadExpenseAttachmentRequestBody,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UploadExpenseAttachmentResponse: ...

    @takes(_UPLOAD_ATTACHMENT, KeyedOptions)
    async def upload_attachment(
        self,
        request: operations.UploadExpenseAttachmentRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UploadExpenseAttachmentResponse:
        """Upload expense attachment.

        Attach one file, such as a receipt, to a transaction whose status is `Completed`; the
        service writes it to the accounting software before it responds. A transaction may have
        several attachments. The API cannot replace an attachment: delete it in the accounting
        software and upload the new one. The accounting software limits size and file types, and
        QuickBooks Desktop takes no attachments. As in 3.1.0; the same as `attachments.upload`.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id,
            transaction_id, request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_UPLOAD_ATTACHMENT, request, retries, **given)

    @overload
    async def create_and_wait(
        self,
        request: operations.CreateExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    async def create_and_wait(
        self,
        *,
        company_id: str,
        create_expense_request: list[shared.ExpenseTransaction],
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_CREATE, StartOptions)
    async def create_and_wait(
        self,
        request: operations.CreateExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Create expenses and wait until their sync ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id,
            create_expense_request
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
        request: operations.UpdateExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    async def update_and_wait(
        self,
        *,
        company_id: str,
        transaction_id: str,
        update_expense_request: shared.UpdateExpenseRequest | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_UPDATE, WaitOptions)
    async def update_and_wait(
        self,
        request: operations.UpdateExpenseTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Update an expense and wait until the sync of the change ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            update_expense_request
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
