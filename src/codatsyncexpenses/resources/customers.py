# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Read, create and update the customers in the accounting software."""

from __future__ import annotations

from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation, Paging
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions, KeyedOptions
from .._loops.asynchronous import AsyncPages, AsyncResource
from .._loops.blocking import Pages, Resource
from .._schema.hints import Unpack
from ..models import operations, shared

__all__ = ["AsyncCustomers", "Customers"]

_CREATE = Operation(
    name="customers.create",
    method="POST",
    path="/companies/{companyId}/connections/{connectionId}/push/customers",
    request=operations.CreateCustomerRequest,
    response=operations.CreateCustomerResponse,
    replies={
        200: ("create_customer_response", shared.CreateCustomerResponse),
    },
    errors=(400, 401, 404, 429),
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
    },
    errors=(401, 404, 409, 429),
)
_LIST = Operation(
    name="customers.list",
    method="GET",
    path="/companies/{companyId}/data/customers",
    request=operations.ListCustomersRequest,
    response=operations.ListCustomersResponse,
    replies={
        200: ("customers", shared.Customers),
    },
    errors=(400, 401, 404, 409),
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
    },
    errors=(400, 401, 404, 429),
    writes=True,
)


class Customers(Resource):
    """Read, create and update the customers in the accounting software."""

    @overload
    def create(
        self,
        request: operations.CreateCustomerRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateCustomerResponse: ...

    @overload
    def create(
        self,
        *,
        company_id: str,
        connection_id: str,
        allow_sync_on_push_complete: bool | None = ...,
        customer: shared.Customer | None = ...,
        timeout_in_minutes: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateCustomerResponse: ...

    @takes(_CREATE, KeyedOptions)
    def create(
        self,
        request: operations.CreateCustomerRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateCustomerResponse:
        """Create customer.

        Create a customer in the accounting software. The response is a push operation that starts
        as `Pending`: track it by its key with `push_operations.get`. A timeout ends the wait, not
        the write, and with desktop software the operation can stay `Pending` indefinitely. Refresh
        with `manage_data.refresh_data_type` before reading the customer or letting a sync refer to
        it.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            allow_sync_on_push_complete, customer, timeout_in_minutes
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_CREATE, request, retries, **given)

    @overload
    def get(
        self,
        request: operations.GetCustomerRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCustomerResponse: ...

    @overload
    def get(
        self,
        *,
        company_id: str,
        customer_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCustomerResponse: ...

    @takes(_GET, CallOptions)
    def get(
        self,
        request: operations.GetCustomerRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetCustomerResponse:
        """Get customer.

        Read one customer from the service's copy of the accounting data. A newly created or updated
        customer appears after a refresh with `manage_data.refresh_data_type`. Fails with status 409
        while the data has not been requested or is still being read.

        :param request: the arguments, or pass its fields as keywords: company_id, customer_id
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
    def list(
        self,
        request: operations.ListCustomersRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListCustomersResponse: ...

    @overload
    def list(
        self,
        *,
        company_id: str,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListCustomersResponse: ...

    @takes(_LIST, CallOptions)
    def list(
        self,
        request: operations.ListCustomersRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListCustomersResponse:
        """List customers.

        List a page of the company's customers from the service's copy of the accounting data,
        filtered and sorted on request. Customers that were written or changed since the last
        refresh are missing or out of date: refresh with `manage_data.refresh_data_type`. Fails with
        status 409 while the data has not been requested or is still being read.

        :param request: the arguments, or pass its fields as keywords: company_id, order_by, page,
            page_size, query
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_LIST, request, retries, **given)

    @overload
    def list_all(
        self,
        request: operations.ListCustomersRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListCustomersResponse, shared.Customer]: ...

    @overload
    def list_all(
        self,
        *,
        company_id: str,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListCustomersResponse, shared.Customer]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListCustomersRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> Pages[operations.ListCustomersResponse, shared.Customer]:
        """Iterate over the customers on all pages.

        Pages are requested as needed; the request sets their size.

        :param request: the arguments; iteration starts at its page, or pass its fields as keywords:
            company_id, order_by, page, page_size, query
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries for each page
        :param deadline: seconds for each page, retries included
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return Pages(self._calls, _LIST_ALL, request, retries, **given)

    @overload
    def update(
        self,
        request: operations.UpdateCustomerRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateCustomerResponse: ...

    @overload
    def update(
        self,
        *,
        company_id: str,
        connection_id: str,
        customer_id: str,
        allow_sync_on_push_complete: bool | None = ...,
        customer: shared.Customer | None = ...,
        force_update: bool | None = ...,
        timeout_in_minutes: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateCustomerResponse: ...

    @takes(_UPDATE, CallOptions)
    def update(
        self,
        request: operations.UpdateCustomerRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UpdateCustomerResponse:
        """Update customer.

        Update a customer in the accounting software. Forcing the update skips the check for changes
        at the source. The response is a push operation that starts as `Pending`: track it by its
        key with `push_operations.get`. A timeout ends the wait, not the write. Refresh with
        `manage_data.refresh_data_type` to read the change.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            customer_id, allow_sync_on_push_complete, customer, force_update, timeout_in_minutes
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_UPDATE, request, retries, **given)


class AsyncCustomers(AsyncResource):
    """Read, create and update the customers in the accounting software."""

    @overload
    async def create(
        self,
        request: operations.CreateCustomerRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateCustomerResponse: ...

    @overload
    async def create(
        self,
        *,
        company_id: str,
        connection_id: str,
        allow_sync_on_push_complete: bool | None = ...,
        customer: shared.Customer | None = ...,
        timeout_in_minutes: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateCustomerResponse: ...

    @takes(_CREATE, KeyedOptions)
    async def create(
        self,
        request: operations.CreateCustomerRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateCustomerResponse:
        """Create customer.

        Create a customer in the accounting software. The response is a push operation that starts
        as `Pending`: track it by its key with `push_operations.get`. A timeout ends the wait, not
        the write, and with desktop software the operation can stay `Pending` indefinitely. Refresh
        with `manage_data.refresh_data_type` before reading the customer or letting a sync refer to
        it.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            allow_sync_on_push_complete, customer, timeout_in_minutes
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_CREATE, request, retries, **given)

    @overload
    async def get(
        self,
        request: operations.GetCustomerRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCustomerResponse: ...

    @overload
    async def get(
        self,
        *,
        company_id: str,
        customer_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCustomerResponse: ...

    @takes(_GET, CallOptions)
    async def get(
        self,
        request: operations.GetCustomerRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetCustomerResponse:
        """Get customer.

        Read one customer from the service's copy of the accounting data. A newly created or updated
        customer appears after a refresh with `manage_data.refresh_data_type`. Fails with status 409
        while the data has not been requested or is still being read.

        :param request: the arguments, or pass its fields as keywords: company_id, customer_id
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
    async def list(
        self,
        request: operations.ListCustomersRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListCustomersResponse: ...

    @overload
    async def list(
        self,
        *,
        company_id: str,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListCustomersResponse: ...

    @takes(_LIST, CallOptions)
    async def list(
        self,
        request: operations.ListCustomersRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListCustomersResponse:
        """List customers.

        List a page of the company's customers from the service's copy of the accounting data,
        filtered and sorted on request. Customers that were written or changed since the last
        refresh are missing or out of date: refresh with `manage_data.refresh_data_type`. Fails with
        status 409 while the data has not been requested or is still being read.

        :param request: the arguments, or pass its fields as keywords: company_id, order_by, page,
            page_size, query
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_LIST, request, retries, **given)

    @overload
    def list_all(
        self,
        request: operations.ListCustomersRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListCustomersResponse, shared.Customer]: ...

    @overload
    def list_all(
        self,
        *,
        company_id: str,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListCustomersResponse, shared.Customer]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListCustomersRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> AsyncPages[operations.ListCustomersResponse, shared.Customer]:
        """Iterate over the customers on all pages.

        Pages are requested as needed; the request sets their size.

        :param request: the arguments; iteration starts at its page, or pass its fields as keywords:
            company_id, order_by, page, page_size, query
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries for each page
        :param deadline: seconds for each page, retries included
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return AsyncPages(self._calls, _LIST_ALL, request, retries, **given)

    @overload
    async def update(
        self,
        request: operations.UpdateCustomerRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateCustomerResponse: ...

    @overload
    async def update(
        self,
        *,
        company_id: str,
        connection_id: str,
        customer_id: str,
        allow_sync_on_push_complete: bool | None = ...,
        customer: shared.Customer | None = ...,
        force_update: bool | None = ...,
        timeout_in_minutes: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateCustomerResponse: ...

    @takes(_UPDATE, CallOptions)
    async def update(
        self,
        request: operations.UpdateCustomerRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UpdateCustomerResponse:
        """Update customer.

        Update a customer in the accounting software. Forcing the update skips the check for changes
        at the source. The response is a push operation that starts as `Pending`: track it by its
        key with `push_operations.get`. A timeout ends the wait, not the write. Refresh with
        `manage_data.refresh_data_type` to read the change.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            customer_id, allow_sync_on_push_complete, customer, force_update, timeout_in_minutes
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_UPDATE, request, retries, **given)
