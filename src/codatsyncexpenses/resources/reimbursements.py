# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Create and correct expenses that employees paid themselves and get back."""

from __future__ import annotations

from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions, KeyedOptions
from .._loops.blocking import Resource
from .._schema.hints import Unpack
from ..models import operations, shared

__all__ = ["Reimbursements"]

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


class Reimbursements(Resource):
    """Create and correct expenses that employees paid themselves and get back."""

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

        Create 1 to 50 reimbursable expenses and start a sync of them; follow it with `sync.wait`.
        One failed transaction makes the whole sync count as failed although others were written, so
        read each outcome with `transaction_status.list`. Refresh a new supplier or customer with
        `manage_data.refresh_data_type` before an expense refers to it. Works with FreeAgent,
        NetSuite, QuickBooks Desktop, QuickBooks Online, Sage Intacct and Zoho Books.

        :param request: the arguments, or pass its fields as keywords: company_id,
            reimbursable_expense_transaction_request
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: attempts at most after the first, instead of the client's setting
        :param deadline: seconds for the whole call with its retries, instead of the client's
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
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

        Change one reimbursable expense that was created before, and start a sync of the change;
        follow it with `sync.wait`. Works with FreeAgent, NetSuite, QuickBooks Online and Zoho
        Books.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            update_reimbursable_expense_transaction_request
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: attempts at most after the first, instead of the client's setting
        :param deadline: seconds for the whole call with its retries, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_UPDATE, request, retries, **given)
