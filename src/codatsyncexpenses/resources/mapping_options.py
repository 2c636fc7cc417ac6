# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Read the accounts, tax rates and tracking categories that expenses can be mapped to."""

from __future__ import annotations

from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions
from .._loops.asynchronous import AsyncResource
from .._loops.blocking import Resource
from .._schema.hints import Unpack
from ..models import operations, shared

__all__ = ["AsyncMappingOptions", "MappingOptions"]

_GET_MAPPING_OPTIONS = Operation(
    name="mapping_options.get_mapping_options",
    method="GET",
    path="/companies/{companyId}/sync/expenses/mappingOptions",
    request=operations.GetMappingOptionsRequest,
    response=operations.GetMappingOptionsResponse,
    replies={
        200: ("mapping_options", shared.MappingOptions),
    },
    errors=(401, 404, 429),
)


class MappingOptions(Resource):
    """Read the accounts, tax rates and tracking categories that expenses can be mapped to."""

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
        `manage_data.get` shows that the first read has ended.

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


class AsyncMappingOptions(AsyncResource):
    """Read the accounts, tax rates and tracking categories that expenses can be mapped to."""

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
        `manage_data.get` shows that the first read has ended.

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
