# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Write adjustments that are no purchases, such as fees and cashback."""

from __future__ import annotations

from uuid import UUID

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._loops.blocking import Resource
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
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
    keyed=True,
    writes=True,
)


class Adjustments(Resource):
    """Write adjustments that are no purchases, such as fees and cashback."""

    def create(
        self,
        request: operations.CreateAdjustmentTransactionRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.CreateAdjustmentTransactionResponse:
        """Create adjustments.

        Create 1 to 50 adjustments and start a sync of them; follow it with `sync.wait`. One failed
        transaction makes the whole sync count as failed although others were written, so read each
        outcome with `transaction_status.list`. Works with QuickBooks Desktop; for Dynamics 365,
        QuickBooks Online and Xero the service's pages disagree.

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
