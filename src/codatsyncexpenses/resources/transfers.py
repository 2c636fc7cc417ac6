# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Move money between bank accounts."""

from __future__ import annotations

from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions
from .._loops.blocking import Resource
from .._schema.hints import Unpack
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
    },
    errors=(400, 401, 404, 429),
    writes=True,
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

        Create one transfer of money between two accounts and start its sync; follow it with
        `sync.wait`. Works with FreeAgent, QuickBooks Desktop, QuickBooks Online and Xero. A
        transfer that was written before is updated: FreeAgent and QuickBooks Online let its amounts
        and its date change. Refresh a new bank account with `manage_data.refresh_data_type` before
        a transfer refers to it.

        :param request: the arguments, or pass its fields as keywords: company_id, transaction_id,
            transfer_transaction_request
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: attempts at most after the first, instead of the client's setting
        :param deadline: seconds for the whole call with its retries, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_CREATE, request, retries, **given)
