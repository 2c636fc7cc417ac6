# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Read what the accounting software says about the company itself."""

from __future__ import annotations

from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions
from .._loops.blocking import Resource
from .._schema.hints import Unpack
from ..models import operations, shared

__all__ = ["CompanyInfo"]

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
    """Read what the accounting software says about the company itself."""

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

        Read what the accounting software records about the company, such as its base currency and
        addresses. The answer comes from the service's copy: while that was not requested yet or is
        still being read, the service answers 409. `manage_data.refresh_data_type` renews it.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: attempts at most after the first, instead of the client's setting
        :param deadline: seconds for the whole call with its retries, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_GET, request, retries, **given)
