# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Read the accounting software's record of the company itself."""

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

__all__ = ["AsyncCompanyInfo", "CompanyInfo"]

_GET = Operation(
    name="company_info.get",
    method="GET",
    path="/companies/{companyId}/data/info",
    request=operations.GetCompanyInfoRequest,
    response=operations.GetCompanyInfoResponse,
    replies={
        200: ("company_information", shared.CompanyInformation),
    },
    errors=(401, 404, 409, 429),
)


class CompanyInfo(Resource):
    """Read the accounting software's record of the company itself."""

    @overload
    def get(
        self,
        request: operations.GetCompanyInfoRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCompanyInfoResponse: ...

    @overload
    def get(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetCompanyInfoResponse: ...

    @takes(_GET, CallOptions)
    def get(
        self,
        request: operations.GetCompanyInfoRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetCompanyInfoResponse:
        """Get company info.

        Read the accounting software's record of the company, such as its base currency and
        addresses. It comes from the service's copy, which `manage_data.refresh_data_type`
        refreshes. Fails with status 409 while the data has not been requested or is still being
        read.

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


class AsyncCompanyInfo(AsyncResource):
    """Read the accounting software's record of the company itself."""

    @overload
    async def get(
        self,
        request: operations.GetCompanyInfoRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCompanyInfoResponse: ...

    @overload
    async def get(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetCompanyInfoResponse: ...

    @takes(_GET, CallOptions)
    async def get(
        self,
        request: operations.GetCompanyInfoRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetCompanyInfoResponse:
        """Get company info.

        Read the accounting software's record of the company, such as its base currency and
        addresses. It comes from the service's copy, which `manage_data.refresh_data_type`
        refreshes. Fails with status 409 while the data has not been requested or is still being
        read.

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
