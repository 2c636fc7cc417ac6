# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Create adjustments that are not purchases, such as fees and cashback."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import KeyedOptions, StartOptions
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

__all__ = ["Adjustments", "AsyncAdjustments"]

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
    """Create adjustments that are not purchases, such as fees and cashback."""

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

        Create 1 to 50 adjustments and start their sync. Wait for it with `sync.wait`, then read
        each outcome with `transaction_status.list`: one failed transaction fails the whole sync,
        even if others were written. Works with QuickBooks Desktop; the service's documentation
        contradicts itself for Dynamics 365, QuickBooks Online and Xero.

        :param request: the arguments, or pass its fields as keywords: company_id,
            create_adjustment_request
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
        """Create adjustments and wait until their sync ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id,
            create_adjustment_request
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


class AsyncAdjustments(AsyncResource):
    """Create adjustments that are not purchases, such as fees and cashback."""

    @overload
    async def create(
        self,
        request: operations.CreateAdjustmentTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateAdjustmentTransactionResponse: ...

    @overload
    async def create(
        self,
        *,
        company_id: str,
        create_adjustment_request: list[shared.AdjustmentTransactionRequest],
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateAdjustmentTransactionResponse: ...

    @takes(_CREATE, KeyedOptions)
    async def create(
        self,
        request: operations.CreateAdjustmentTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateAdjustmentTransactionResponse:
        """Create adjustments.

        Create 1 to 50 adjustments and start their sync. Wait for it with `sync.wait`, then read
        each outcome with `transaction_status.list`: one failed transaction fails the whole sync,
        even if others were written. Works with QuickBooks Desktop; the service's documentation
        contradicts itself for Dynamics 365, QuickBooks Online and Xero.

        :param request: the arguments, or pass its fields as keywords: company_id,
            create_adjustment_request
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
    async def create_and_wait(
        self,
        request: operations.CreateAdjustmentTransactionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @overload
    async def create_and_wait(
        self,
        *,
        company_id: str,
        create_adjustment_request: list[shared.AdjustmentTransactionRequest],
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.CompanySyncStatus]],
    ) -> operations.GetSyncByIDResponse: ...

    @takes(_CREATE, StartOptions)
    async def create_and_wait(
        self,
        request: operations.CreateAdjustmentTransactionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSyncByIDResponse:
        """Create adjustments and wait until their sync ends.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: company_id,
            create_adjustment_request
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
