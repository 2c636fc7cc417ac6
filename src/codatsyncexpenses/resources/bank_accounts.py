# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Create bank accounts in the accounting software."""

from __future__ import annotations

from uuid import UUID

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._loops.blocking import Resource
from ..models import operations, shared

__all__ = ["BankAccounts"]

_CREATE = Operation(
    name="bank_accounts.create",
    method="POST",
    path="/companies/{companyId}/connections/{connectionId}/push/bankAccounts",
    request=operations.CreateBankAccountRequest,
    response=operations.CreateBankAccountResponse,
    replies={
        200: ("create_bank_account_response", shared.CreateBankAccountResponse),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)


class BankAccounts(Resource):
    """Create bank accounts in the accounting software."""

    def create(
        self,
        request: operations.CreateBankAccountRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.CreateBankAccountResponse:
        """Create bank account.

        Ask the accounting software to create a bank account; `bank_accounts.get_create_model` tells
        which fields it needs. The answer is a push operation that begins as `Pending`: follow it by
        its key with `push_operations.get`; a timeout ends the waiting, not the write, and with
        desktop software it can stay `Pending` without end. Refresh with
        `manage_data.refresh_data_type` before a sync refers to the new bank account.

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

    def get_create_model(
        self,
        request: operations.GetCreateBankAccountsModelRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetCreateBankAccountsModelResponse:
        """Get create bank account model.

        Read which fields the company's accounting software needs for a new bank account, before
        `bank_accounts.create`. Fields outside the model can fail validation.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _GET_CREATE_MODEL,
            request,
            retries,
            timeout=timeout,
        )
