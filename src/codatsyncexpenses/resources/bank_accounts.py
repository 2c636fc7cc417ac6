# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Create bank accounts in the accounting software."""

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

__all__ = ["AsyncBankAccounts", "BankAccounts"]

_CREATE = Operation(
    name="bank_accounts.create",
    method="POST",
    path="/companies/{companyId}/connections/{connectionId}/push/bankAccounts",
    request=operations.CreateBankAccountRequest,
    response=operations.CreateBankAccountResponse,
    replies={
        200: ("create_bank_account_response", shared.CreateBankAccountResponse),
    },
    errors=(400, 401, 404, 429),
    keyed=True,
    writes=True,
)
_GET_CREATE_MODEL = Operation(
    name="bank_accounts.get_create_model",
    method="GET",
    path="/companies/{companyId}/connections/{connectionId}/options/bankAccounts",
    request=operations.GetCreateBankAccountsModelRequest,
    response=operations.GetCreateBankAccountsModelResponse,
    replies={
        200: ("push_option", shared.PushOption),
    },
    errors=(401, 404, 429),
)


class BankAccounts(Resource):
    """Create bank accounts in the accounting software."""

    @overload
    def create(
        self,
        request: operations.CreateBankAccountRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateBankAccountResponse: ...

    @overload
    def create(
        self,
        *,
        company_id: str,
        connection_id: str,
        bank_account: shared.BankAccount,
        allow_sync_on_push_complete: bool | None = ...,
        timeout_in_minutes: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateBankAccountResponse: ...

    @takes(_CREATE, KeyedOptions)
    def create(
        self,
        request: operations.CreateBankAccountRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateBankAccountResponse:
        """Create bank account.

        Create a bank account in the accounting software; `bank_accounts.get_create_model` returns
        the fields that it needs. The response is a push operation that starts as `Pending`: track
        it by its key with `push_operations.get`. A timeout ends the wait, not the write, and with
        desktop software the operation can stay `Pending` indefinitely. Refresh with
        `manage_data.refresh_data_type` before a sync refers to the new bank account.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            bank_account, allow_sync_on_push_complete, timeout_in_minutes
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
        request: operations.GetCreateBankAccountsModelRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCreateBankAccountsModelResponse: ...

    @overload
    def get_create_model(
        self,
        *,
        company_id: str,
        connection_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCreateBankAccountsModelResponse: ...

    @takes(_GET_CREATE_MODEL, CallOptions)
    def get_create_model(
        self,
        request: operations.GetCreateBankAccountsModelRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetCreateBankAccountsModelResponse:
        """Get create bank account model.

        Read the fields that the company's accounting software needs for a new bank account. Call
        this before `bank_accounts.create`: fields outside the model can fail validation.

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


class AsyncBankAccounts(AsyncResource):
    """Create bank accounts in the accounting software."""

    @overload
    async def create(
        self,
        request: operations.CreateBankAccountRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateBankAccountResponse: ...

    @overload
    async def create(
        self,
        *,
        company_id: str,
        connection_id: str,
        bank_account: shared.BankAccount,
        allow_sync_on_push_complete: bool | None = ...,
        timeout_in_minutes: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateBankAccountResponse: ...

    @takes(_CREATE, KeyedOptions)
    async def create(
        self,
        request: operations.CreateBankAccountRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateBankAccountResponse:
        """Create bank account.

        Create a bank account in the accounting software; `bank_accounts.get_create_model` returns
        the fields that it needs. The response is a push operation that starts as `Pending`: track
        it by its key with `push_operations.get`. A timeout ends the wait, not the write, and with
        desktop software the operation can stay `Pending` indefinitely. Refresh with
        `manage_data.refresh_data_type` before a sync refers to the new bank account.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            bank_account, allow_sync_on_push_complete, timeout_in_minutes
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
        request: operations.GetCreateBankAccountsModelRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCreateBankAccountsModelResponse: ...

    @overload
    async def get_create_model(
        self,
        *,
        company_id: str,
        connection_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCreateBankAccountsModelResponse: ...

    @takes(_GET_CREATE_MODEL, CallOptions)
    async def get_create_model(
        self,
        request: operations.GetCreateBankAccountsModelRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetCreateBankAccountsModelResponse:
        """Get create bank account model.

        Read the fields that the company's accounting software needs for a new bank account. Call
        this before `bank_accounts.create`: fields outside the model can fail validation.

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
