# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Follow what is being written to the accounting software."""

from __future__ import annotations

from .._calls.operation import Operation, Paging
from .._calls.retries import RetryConfig
from .._loops.blocking import Pages, Resource
from ..models import operations, shared

__all__ = ["PushOperations"]

_GET = Operation(
    name="push_operations.get",
    method="GET",
    path="/companies/{companyId}/push/{pushOperationKey}",
    request=operations.GetPushOperationRequest,
    response=operations.GetPushOperationResponse,
    replies={
        200: ("push_operation", shared.PushOperation),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_LIST = Operation(
    name="push_operations.list",
    method="GET",
    path="/companies/{companyId}/push",
    request=operations.ListPushOperationsRequest,
    response=operations.ListPushOperationsResponse,
    replies={
        200: ("push_operations", shared.PushOperations),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_LIST_ALL = Paging(
    name="push_operations.list_all",
    operation=_LIST,
    value="push_operations",
    item=shared.PushOperation,
    key="push_operation_key",
)


class PushOperations(Resource):
    """Follow what is being written to the accounting software."""

    def get(
        self,
        request: operations.GetPushOperationRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetPushOperationResponse:
        """Get push operation.

        Read how one push operation stands, such as one that `suppliers.create` started. With
        desktop software it can stay `Pending` without end, and after `TimedOut` the record may
        still be written. A written record is not readable before a refresh with
        `manage_data.refresh_data_type`.

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

    def list(
        self,
        request: operations.ListPushOperationsRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.ListPushOperationsResponse:
        """List push operations.

        Read the push operations of a company, the writes of single records, a page at a time: pages
        count from 1 and hold 100 operations unless another size, up to 5000, is asked for.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _LIST,
            request,
            retries,
            timeout=timeout,
        )

    def list_all(
        self,
        request: operations.ListPushOperationsRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> Pages[operations.ListPushOperationsResponse, shared.PushOperation]:
        """Iterate over the push operations of all pages.

        Each page is read when it is needed; the request sets the size of a page.

        :param request: the arguments; reading starts with its page
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return Pages(self._calls, _LIST_ALL, request, retries, timeout)
