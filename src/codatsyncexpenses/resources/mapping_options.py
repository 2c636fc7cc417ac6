# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Read the accounts, tax rates and tracking categories that expenses can be mapped to."""

from __future__ import annotations

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._loops.blocking import Resource
from ..models import operations, shared

__all__ = ["MappingOptions"]

_GET_MAPPING_OPTIONS = Operation(
    name="mapping_options.get_mapping_options",
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


class MappingOptions(Resource):
    """Read the accounts, tax rates and tracking categories that expenses can be mapped to."""

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
        to end, which `manage_data.get` shows.

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
