# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Write adjustments that are no purchases, such as fees and cashback."""

from __future__ import annotations

from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import KeyedOptions
from .._loops.blocking import Resource
from .._schema.hints import Unpack
from ..models import operations, shared

__all__ = ["Adjustments"]

_CREATE = Operation(
    name="adjustments.create",
    method="POST",
    path="/companies/{companyId}/sync/expenses/adjustment-transactions",
    request=operations.CreateAdjustmentTransactionRequest,
    response=operations.CreateAdjustmentTransactionResponse,
    replies={
        200: ("adjustment_transaction_response", shared.AdjustmentTransactionResponse),
    },
    errors=(400, 401, 404, 429),
    keyed=True,
    writes=True,
)


class Adjustments(Resource):
    """Write adjustments that are no purchases, such as fees and cashback."""

    @overload
    def create(
        self,
        request: operations.CreateAdjustmentTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateAdjustmentTransactionResponse: ...

    @overload
    def create(
        self,
        *,
        company_id: str,
        create_adjustment_request: list[shared.AdjustmentTransactionRequest],
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateAdjustmentTransactionResponse: ...

    @takes(_CREATE, KeyedOptions)
    def create(
        self,
        request: operations.CreateAdjustmentTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateAdjustmentTransactionResponse:
        """Create adjustments.

        Create 1 to 50 adjustments and start a sync of them; follow it with `sync.wait`. One failed
        transaction makes the whole sync count as failed although others were written, so read each
        outcome with `transaction_status.list`. Works with QuickBooks Desktop; for Dynamics 365,
        QuickBooks Online and Xero the service's pages disagree.

        :param request: the arguments, or pass its fields as keywords: company_id,
            create_adjustment_request
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
