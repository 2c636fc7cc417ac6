# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Say what expenses are written to where they do not say so themselves."""

from __future__ import annotations

from uuid import UUID

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._loops.blocking import Resource
from ..models import operations, shared

__all__ = ["Configuration"]

_GET = Operation(
    name="configuration.get",
    method="GET",
    path="/companies/{companyId}/sync/expenses/config",
    request=operations.GetCompanyConfigurationRequest,
    response=operations.GetCompanyConfigurationResponse,
    replies={
        200: ("company_configuration", shared.CompanyConfiguration),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_GET_MAPPING_OPTIONS = Operation(
    name="configuration.get_mapping_options",
    method="GET",
    path="/companies/{companyId}/sync/expenses/mappingOptions",
    request=operations.GetMappingOptionsRequest,
    response=operations.GetMappingOptionsResponse,
    replies={
        200: ("mapping_options", shared.MappingOptions),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_SET = Operation(
    name="configuration.set",
    method="POST",
    path="/companies/{companyId}/sync/expenses/config",
    request=operations.SetCompanyConfigurationRequest,
    response=operations.SetCompanyConfigurationResponse,
    replies={
        200: ("company_configuration", shared.CompanyConfiguration),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
    keyed=True,
    writes=True,
)


class Configuration(Resource):
    """Say what expenses are written to where they do not say so themselves."""

    def get(
        self,
        request: operations.GetCompanyConfigurationRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetCompanyConfigurationResponse:
        """Get company configuration.

        Read the default bank account, supplier and customer that expenses of the company fall back
        on.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _GET,
            request,
            retries,
            timeout=timeout,
        )

    def get_mapping_options(
        self,
        request: operations.GetMappingOptionsRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetMappingOptionsResponse:
        """Get mapping options.

        Read the accounts, tax rates and tracking categories to which the company's expenses can be
        mapped. They come from the service's copy of the accounting data, so wait for the first read
        to end, which `manage_data.get` shows. As in 3.1.0; the same as
        `mapping_options.get_mapping_options`.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _GET_MAPPING_OPTIONS,
            request,
            retries,
            timeout=timeout,
        )

    def set(
        self,
        request: operations.SetCompanyConfigurationRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.SetCompanyConfigurationResponse:
        """Set company configuration.

        Store the default bank account, supplier and customer of the company. Those named in a
        transaction win over the defaults; with neither, the write fails. A record that is new in
        the accounting software must be read with `manage_data.refresh_data_type` before a sync
        refers to it.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _SET,
            request,
            retries,
            timeout=timeout,
            idempotency_key=idempotency_key,
        )
