# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Move money between bank accounts."""

from __future__ import annotations

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._loops.blocking import Resource
from ..models import operations, shared

__all__ = ["Transfers"]

_CREATE = Operation(
    name="transfers.create",
    method="PUT",
    path="/companies/{companyId}/sync/expenses/transfer-transactions/{transactionId}",
    request=operations.CreateTransferTransactionRequest,
    response=operations.CreateTransferTransactionResponse,
    replies={
        200: ("transfer_transaction_response", shared.TransferTransactionResponse),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
    writes=True,
)


class Transfers(Resource):
    """Move money between bank accounts."""

    def create(
        self,
        request: operations.CreateTransferTransactionRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.CreateTransferTransactionResponse:
        """Create transfer.

        Create one transfer of money between two accounts and start its sync; follow it with
        `sync.wait`. Works with FreeAgent, QuickBooks Desktop, QuickBooks Online and Xero. A
        transfer that was written before is updated: FreeAgent and QuickBooks Online let its amounts
        and its date change. Refresh a new bank account with `manage_data.refresh_data_type` before
        a transfer refers to it.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _CREATE,
            request,
            retries,
            timeout=timeout,
        )
