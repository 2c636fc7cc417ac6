# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Create accounts in the accounting software."""

from __future__ import annotations

from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions, KeyedOptions
from .._loops.asynchronous import AsyncResource
from .._loops.blocking import Resource
from .._schema.hints import Unpack
from ..models import operations, shared

__all__ = ["Accounts", "AsyncAccounts"]

_CREATE = Operation(
    name="accounts.create",
    method="POST",
    path="/companies/{companyId}/connections/{connectionId}/push/accounts",
    request=operations.CreateAccountRequest,
    response=operations.CreateAccountResponse,
    replies={
        200: ("create_account_response", shared.CreateAccountResponse),
    },
    errors=(400, 401, 404, 429),
    keyed=True,
    writes=True,
)
_GET_CREATE_MODEL = Operation(
    name="accounts.get_create_model",
    method="GET",
    path="/companies/{companyId}/connections/{connectionId}/options/chartOfAccounts",
    request=operations.GetCreateChartOfAccountsModelRequest,
    response=operations.GetCreateChartOfAccountsModelResponse,
    replies={
        200: ("push_option", shared.PushOption),
    },
    errors=(401, 404, 429),
)


class Accounts(Resource):
    """Create accounts in the accounting software."""

    @overload
    def create(
        self,
        request: operations.CreateAccountRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateAccountResponse: ...

    @overload
    def create(
        self,
        *,
        company_id: str,
        connection_id: str,
        account: shared.Account | None = ...,
        allow_sync_on_push_complete: bool | None = ...,
        timeout_in_minutes: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateAccountResponse: ...

    @takes(_CREATE, KeyedOptions)
    def create(
        self,
        request: operations.CreateAccountRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateAccountResponse:
        """Create account.

        Create an account in the accounting software; `accounts.get_create_model` returns the fields
        that it needs. The response is a push operation that starts as `Pending`: track it by its
        key with `push_operations.get`. A timeout ends the wait, not the write, and with desktop
        software the operation can stay `Pending` indefinitely. Refresh with
        `manage_data.refresh_data_type` before reading the account or letting a sync refer to it.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            account, allow_sync_on_push_complete, timeout_in_minutes
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
    def get_create_model(
        self,
        request: operations.GetCreateChartOfAccountsModelRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCreateChartOfAccountsModelResponse: ...

    @overload
    def get_create_model(
        self,
        *,
        company_id: str,
        connection_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCreateChartOfAccountsModelResponse: ...

    @takes(_GET_CREATE_MODEL, CallOptions)
    def get_create_model(
        self,
        request: operations.GetCreateChartOfAccountsModelRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetCreateChartOfAccountsModelResponse:
        """Get create account model.

        Read the fields that the company's accounting software needs for a new account. Call this
        before `accounts.create`: fields outside the model can fail validation.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_GET_CREATE_MODEL, request, retries, **given)


class AsyncAccounts(AsyncResource):
    """Create accounts in the accounting software."""

    @overload
    async def create(
        self,
        request: operations.CreateAccountRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateAccountResponse: ...

    @overload
    async def create(
        self,
        *,
        company_id: str,
        connection_id: str,
        account: shared.Account | None = ...,
        allow_sync_on_push_complete: bool | None = ...,
        timeout_in_minutes: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateAccountResponse: ...

    @takes(_CREATE, KeyedOptions)
    async def create(
        self,
        request: operations.CreateAccountRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateAccountResponse:
        """Create account.

        Create an account in the accounting software; `accounts.get_create_model` returns the fields
        that it needs. The response is a push operation that starts as `Pending`: track it by its
        key with `push_operations.get`. A timeout ends the wait, not the write, and with desktop
        software the operation can stay `Pending` indefinitely. Refresh with
        `manage_data.refresh_data_type` before reading the account or letting a sync refer to it.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            account, allow_sync_on_push_complete, timeout_in_minutes
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
    async def get_create_model(
        self,
        request: operations.GetCreateChartOfAccountsModelRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCreateChartOfAccountsModelResponse: ...

    @overload
    async def get_create_model(
        self,
        *,
        company_id: str,
        connection_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCreateChartOfAccountsModelResponse: ...

    @takes(_GET_CREATE_MODEL, CallOptions)
    async def get_create_model(
        self,
        request: operations.GetCreateChartOfAccountsModelRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetCreateChartOfAccountsModelResponse:
        """Get create account model.

        Read the fields that the company's accounting software needs for a new account. Call this
        before `accounts.create`: fields outside the model can fail validation.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_GET_CREATE_MODEL, request, retries, **given)
