# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Create accounts in the accounting software."""

from __future__ import annotations

from uuid import UUID

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._loops.blocking import Resource
from ..models import operations, shared

__all__ = ["Accounts"]

_CREATE = Operation(
    name="accounts.create",
    method="POST",
    path="/companies/{companyId}/connections/{connectionId}/push/accounts",
    request=operations.CreateAccountRequest,
    response=operations.CreateAccountResponse,
    replies={
        200: ("create_account_response", shared.CreateAccountResponse),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)


class Accounts(Resource):
    """Create accounts in the accounting software."""

    def create(
        self,
        request: operations.CreateAccountRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.CreateAccountResponse:
        """Create account.

        Ask the accounting software to create an account; `accounts.get_create_model` tells which
        fields it needs. The answer is a push operation that begins as `Pending`: follow it by its
        key with `push_operations.get`; a timeout ends the waiting, not the write, and with desktop
        software it can stay `Pending` without end. The account is not readable, nor fit for a sync,
        before a refresh with `manage_data.refresh_data_type`.

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
        request: operations.GetCreateChartOfAccountsModelRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetCreateChartOfAccountsModelResponse:
        """Get create account model.

        Read which fields the company's accounting software needs for a new account, before
        `accounts.create`. Fields outside the model can fail validation.

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
