# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Create and correct card expenses; creating them starts their sync."""

from __future__ import annotations

from uuid import UUID

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._loops.blocking import Resource
from ..models import operations, shared

__all__ = ["Expenses"]

_CREATE_DATASET = Operation(
    name="expenses.create_dataset",
    method="POST",
    path="/companies/{companyId}/sync/expenses/data/expense-transactions",
    request=operations.CreateExpenseDatasetRequest,
    response=operations.CreateExpenseDatasetResponse,
    replies={
        200: ("create_expense_response", shared.CreateExpenseResponse),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
    keyed=True,
    writes=True,
)
_UPDATE = Operation(
    name="expenses.update",
    method="PUT",
    path="/companies/{companyId}/sync/expenses/expense-transactions/{transactionId}",
    request=operations.UpdateExpenseTransactionRequest,
    response=operations.UpdateExpenseTransactionResponse,
    replies={
        202: ("update_expense_response", shared.UpdateExpenseResponse),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        422: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
    keyed=True,
    writes=True,
    former=_CREATE_DATASET,
)


class Expenses(Resource):
    """Create and correct card expenses; creating them starts their sync."""

    def create(
        self,
        request: operations.CreateExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.CreateExpenseTransactionResponse:
        """Create expenses.

        Create 1 to 50 expenses and start a sync of them; follow it with `sync.wait`, then read each
        outcome with `transaction_status.list`, because one failed transaction makes the whole sync
        count as failed although others were written. An id that was completed before is not written
        again and fails the sync; a failed id may be sent again. Refresh a new supplier, customer or
        bank account with `manage_data.refresh_data_type` before an expense refers to it.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _CREATE,
            request,
            retries,
            timeout=timeout,
            idempotency_key=idempotency_key,
        )

    def create_dataset(
        self,
        request: operations.CreateExpenseDatasetRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.CreateExpenseDatasetResponse:
        """Create expense dataset.

        Store 1 to 50 expenses as a dataset; nothing is written to the accounting software until
        `sync.initiate_sync` or `sync.initiate_and_wait` syncs it. A dataset whose sync failed
        cannot be synced again: put its failed expenses, under the same ids, into a new one.
        Deprecated: the service ends it after 1 May 2027. Create the expenses with
        `expenses.create`, which starts the sync by itself.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _CREATE_DATASET,
            request,
            retries,
            timeout=timeout,
            idempotency_key=idempotency_key,
        )

    def update(
        self,
        request: operations.UpdateExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.UpdateExpenseTransactionResponse:
        """Update expense.

        Correct one expense of type `Payment` that was synced before, and start a sync of the
        change; follow it with `sync.wait`. Net and tax amounts, tax rates, the bank account,
        tracking and notes can change, nothing else. Works with FreeAgent, QuickBooks Desktop,
        QuickBooks Online, NetSuite, Sage Intacct, Xero and Zoho Books.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _UPDATE,
            request,
            retries,
            timeout=timeout,
        )

    def upload_attachment(
        self,
        request: operations.UploadExpenseAttachmentRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.UploadExpenseAttachmentResponse:
        """Upload expense attachment.

        Attach one file, such as a receipt, to a transaction whose status is `Completed`; it is
        written to the accounting software before the answer comes. A transaction may have several
        attachments, but none can be replaced here: delete it in the accounting software and upload
        again. The accounting software limits size and file types, and QuickBooks Desktop takes no
        attachments. As in 3.1.0; the same as `attachments.upload`.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _UPLOAD_ATTACHMENT,
            request,
            retries,
            timeout=timeout,
            idempotency_key=idempotency_key,
        )
