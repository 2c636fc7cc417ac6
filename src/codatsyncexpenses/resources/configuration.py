# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Set the defaults for expenses that name no bank account, supplier or customer."""

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

__all__ = ["AsyncConfiguration", "Configuration"]

_GET = Operation(
    name="configuration.get",
    method="GET",
    path="/companies/{companyId}/sync/expenses/config",
    request=operations.GetCompanyConfigurationRequest,
    response=operations.GetCompanyConfigurationResponse,
    replies={
        200: ("company_configuration", shared.CompanyConfiguration),
    },
    errors=(401, 404, 429),
)
_GET_MAPPING_OPTIONS = Operation(
    name="configuration.get_mapping_options",
    method="GET",
    path="/companies/{companyId}/sync/expenses/mappingOptions",
    request=operations.GetMappingOptionsRequest,
    response=operations.GetMappingOptionsResponse,
    replies={
        200: ("mapping_options", shared.MappingOptions),
    },
    errors=(401, 404, 429),
)
_SET = Operation(
    name="configuration.set",
    method="POST",
    path="/companies/{companyId}/sync/expenses/config",
    request=operations.SetCompanyConfigurationRequest,
    response=operations.SetCompanyConfigurationResponse,
    replies={
        200: ("company_configuration", shared.CompanyConfiguration),
    },
    errors=(400, 401, 404, 429),
    keyed=True,
    writes=True,
)


class Configuration(Resource):
    """Set the defaults for expenses that name no bank account, supplier or customer."""

    @overload
    def get(
        self,
        request: operations.GetCompanyConfigurationRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCompanyConfigurationResponse: ...

    @overload
    def get(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetCompanyConfigurationResponse: ...

    @takes(_GET, CallOptions)
    def get(
        self,
        request: operations.GetCompanyConfigurationRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetCompanyConfigurationResponse:
        """Get company configuration.

        Read the company's default bank account, supplier and customer, which apply to expenses that
        name none.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_GET, request, retries, **given)

    @overload
    def get_mapping_options(
        self,
        request: operations.GetMappingOptionsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetMappingOptionsResponse: ...

    @overload
    def get_mapping_options(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetMappingOptionsResponse: ...

    @takes(_GET_MAPPING_OPTIONS, CallOptions)
    def get_mapping_options(
        self,
        request: operations.GetMappingOptionsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetMappingOptionsResponse:
        """Get mapping options.

        Read the accounts, tax rates and tracking categories to which the company's expenses can be
        mapped. They come from the service's copy of the accounting data, so wait until
        `manage_data.get` shows that the first read has ended. As in 3.1.0; the same as
        `mapping_options.get_mapping_options`.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_GET_MAPPING_OPTIONS, request, retries, **given)

    @overload
    def set(
        self,
        request: operations.SetCompanyConfigurationRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.SetCompanyConfigurationResponse: ...

    @overload
    def set(
        self,
        *,
        company_id: str,
        company_configuration: shared.CompanyConfiguration | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.SetCompanyConfigurationResponse: ...

    @takes(_SET, KeyedOptions)
    def set(
        self,
        request: operations.SetCompanyConfigurationRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.SetCompanyConfigurationResponse:
        """Set company configuration.

        Store the default bank account, supplier and customer of the company. Those named in a
        transaction take precedence over the defaults; without either, the write fails. Refresh a
        new record with `manage_data.refresh_data_type` before a sync refers to it.

        :param request: the arguments, or pass its fields as keywords: company_id,
            company_configuration
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_SET, request, retries, **given)


class AsyncConfiguration(AsyncResource):
    """Set the defaults for expenses that name no bank account, supplier or customer."""

    @overload
    async def get(
        self,
        request: operations.GetCompanyConfigurationRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCompanyConfigurationResponse: ...

    @overload
    async def get(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetCompanyConfigurationResponse: ...

    @takes(_GET, CallOptions)
    async def get(
        self,
        request: operations.GetCompanyConfigurationRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetCompanyConfigurationResponse:
        """Get company configuration.

        Read the company's default bank account, supplier and customer, which apply to expenses that
        name none.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_GET, request, retries, **given)

    @overload
    async def get_mapping_options(
        self,
        request: operations.GetMappingOptionsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetMappingOptionsResponse: ...

    @overload
    async def get_mapping_options(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetMappingOptionsResponse: ...

    @takes(_GET_MAPPING_OPTIONS, CallOptions)
    async def get_mapping_options(
        self,
        request: operations.GetMappingOptionsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetMappingOptionsResponse:
        """Get mapping options.

        Read the accounts, tax rates and tracking categories to which the company's expenses can be
        mapped. They come from the service's copy of the accounting data, so wait until
        `manage_data.get` shows that the first read has ended. As in 3.1.0; the same as
        `mapping_options.get_mapping_options`.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_GET_MAPPING_OPTIONS, request, retries, **given)

    @overload
    async def set(
        self,
        request: operations.SetCompanyConfigurationRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.SetCompanyConfigurationResponse: ...

    @overload
    async def set(
        self,
        *,
        company_id: str,
        company_configuration: shared.CompanyConfiguration | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.SetCompanyConfigurationResponse: ...

    @takes(_SET, KeyedOptions)
    async def set(
        self,
        request: operations.SetCompanyConfigurationRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.SetCompanyConfigurationResponse:
        """Set company configuration.

        Store the default bank account, supplier and customer of the company. Those named in a
        transaction take precedence over the defaults; without either, the write fails. Refresh a
        new record with `manage_data.refresh_data_type` before a sync refers to it.

        :param request: the arguments, or pass its fields as keywords: company_id,
            company_configuration
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_SET, request, retries, **given)
