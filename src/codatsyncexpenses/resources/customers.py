# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Read, create and update the customers in the accounting software."""

from __future__ import annotations

from uuid import UUID

from .._calls.operation import Operation, Paging
from .._calls.retries import RetryConfig
from .._loops.blocking import Pages, Resource
from ..models import operations, shared

__all__ = ["Customers"]

_CREATE = Operation(
    name="customers.create",
    method="POST",
    path="/companies/{companyId}/connections/{connectionId}/push/customers",
    request=operations.CreateCustomerRequest,
    response=operations.CreateCustomerResponse,
    replies={
        200: ("create_customer_response", shared.CreateCustomerResponse),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
    keyed=True,
    writes=True,
)
_GET = Operation(
    name="customers.get",
    method="GET",
    path="/companies/{companyId}/data/customers/{customerId}",
    request=operations.GetCustomerRequest,
    response=operations.GetCustomerResponse,
    replies={
        200: ("customer", shared.Customer),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        409: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_LIST = Operation(
    name="customers.list",
    method="GET",
    path="/companies/{companyId}/data/customers",
    request=operations.ListCustomersRequest,
    response=operations.ListCustomersResponse,
    replies={
        200: ("customers", shared.Customers),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        409: ("error_message", shared.ErrorMessage),
    },
)
_LIST_ALL = Paging(
    name="customers.list_all",
    operation=_LIST,
    value="customers",
    item=shared.Customer,
    key="id",
)
_UPDATE = Operation(
    name="customers.update",
    method="PUT",
    path="/companies/{companyId}/connections/{connectionId}/push/customers/{customerId}",
    request=operations.UpdateCustomerRequest,
    response=operations.UpdateCustomerResponse,
    replies={
        200: ("update_customer_response", shared.UpdateCustomerResponse),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
    writes=True,
)


class Customers(Resource):
    """Read, create and update the customers in the accounting software."""

    def create(
        self,
        request: operations.CreateCustomerRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.CreateCustomerResponse:
        """Create customer.

        Ask the accounting software to create a customer. The answer is a push operation that begins
        as `Pending`: follow it by its key with `push_operations.get`; a timeout ends the waiting,
        not the write, and with desktop software it can stay `Pending` without end. Refresh with
        `manage_data.refresh_data_type` before reading the customer or letting a sync refer to it.

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

    def get(
        self,
        request: operations.GetCustomerRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetCustomerResponse:
        """Get customer.

        Read one customer from the service's copy of the accounting data. A customer that was just
        created or updated is not there in its new form before a refresh with
        `manage_data.refresh_data_type`. Fails with status 409 while the data has not been requested
        or is still being read.

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
        request: operations.ListCustomersRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.ListCustomersResponse:
        """List customers.

        Read a page of the company's customers from the service's copy of the accounting data,
        filtered and ordered as asked. Customers that were written or changed since the last refresh
        are missing or old: refresh with `manage_data.refresh_data_type`. Fails with status 409
        while the data has not been requested or is still being read.

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
        request: operations.ListCustomersRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> Pages[operations.ListCustomersResponse, shared.Customer]:
        """Iterate over the customers of all pages.

        Each page is read when it is needed; the request sets the size of a page.

        :param request: the arguments; reading starts with its page
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return Pages(self._calls, _LIST_ALL, request, retries, timeout)

    def update(
        self,
        request: operations.UpdateCustomerRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.UpdateCustomerResponse:
        """Update customer.

        Ask the accounting software to change a customer; forcing the update overrides the check
        whether the source changed meanwhile. The answer is a push operation that begins as
        `Pending`: follow it by its key with `push_operations.get`; a timeout ends the waiting, not
        the write. The change is not readable before a refresh with `manage_data.refresh_data_type`.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _UPDATE,
            request,
            retries,
            timeout=timeout,
        )
