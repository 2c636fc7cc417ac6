# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Create and correct expenses that employees paid themselves and get back."""

from __future__ import annotations

from uuid import UUID

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._loops.blocking import Resource
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
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
    writes=True,
)


class Reimbursements(Resource):
    """Create and correct expenses that employees paid themselves and get back."""

    def create(
        self,
        request: operations.CreateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.CreateReimbursableExpenseTransactionResponse:
        """Create reimbursable expenses.

        Create 1 to 50 reimbursable expenses and start a sync of them; follow it with `sync.wait`.
        One failed transaction makes the whole sync count as failed although others were written, so
        read each outcome with `transaction_status.list`. Refresh a new supplier or customer with
        `manage_data.refresh_data_type` before an expense refers to it. Works with FreeAgent,
        NetSuite, QuickBooks Desktop, QuickBooks Online, Sage Intacct and Zoho Books.

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

    def update(
        self,
        request: operations.UpdateReimbursableExpenseTransactionRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.UpdateReimbursableExpenseTransactionResponse:
        """Update reimbursable expense.

        Change one reimbursable expense that was created before, and start a sync of the change;
        follow it with `sync.wait`. Works with FreeAgent, NetSuite, QuickBooks Online and Zoho
        Books.

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
