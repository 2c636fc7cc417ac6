# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Read what the accounting software says about the company itself."""

from __future__ import annotations

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._loops.blocking import Resource
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
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        409: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)


class CompanyInfo(Resource):
    """Read what the accounting software says about the company itself."""

    def get(
        self,
        request: operations.GetCompanyInfoRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetCompanyInfoResponse:
        """Get company info.

        Read what the accounting software records about the company, such as its base currency and
        addresses. The answer comes from the service's copy: while that was not requested yet or is
        still being read, the service answers 409. `manage_data.refresh_data_type` renews it.

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
