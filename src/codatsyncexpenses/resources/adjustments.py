# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Write adjustments that are no purchases, such as fees and cashback."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import KeyedOptions, StartOptions
from .._lazy import LateModule
from .._loops.blocking import Resource
from .._schema.hints import Unpack
from ..models import operations, shared

if TYPE_CHECKING:
    from .._calls import watch
    from . import sync
else:
    watch = LateModule(".._calls.watch", __package__)
    sync = LateModule(".sync", __package__)

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


@functools.cache
def create_and_wait_plan() -> watch.Start[
    operations.CreateAdjustmentTransactionRequest,
    operations.GetSyncByIDRequest,
    operations.GetSyncByIDResponse,
]:
    return watch.Start(
        name="adjustments.create_and_wait",
        operation=_CREATE,
        wait=sync.wait_plan(),
        given={
            "company_id": "company_id",
        },
        answered={
            "sync_id": ("adjustment_transaction_response", "sync_id"),
        },
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

    @overload
    def create_and_wait(
        self,
        request: operations.CreateAdjustmentTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    def create_and_wait(
        self,
        *,
        company_id: str,
        create_adjustment_request: list[shared.AdjustmentTransactionRequest],
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_CREATE, StartOptions)
    def create_and_wait(
        self,
        request: operations.CreateAdjustmentTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Create adjustments and wait until their sync has ended.

        The result is the last response, whose status says how it ended.

        :param request: the arguments, or pass its fields as keywords: company_id,
            create_adjustment_request
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds to wait at most, 3600 by default; None waits without a limit
        :param on_update: called with the status each time it has changed
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: raise if it ends in a failure, or else return the response
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises SyncFailed: if it ends in a failure
        :raises WaitTimeout: if it has not ended in time
        :raises WaitError: if it ends with a code that is not known
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.wait(create_and_wait_plan(), request, retries, **given)
