# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Read, create and update the suppliers in the accounting software."""

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

__all__ = ["AsyncSuppliers", "Suppliers"]

_CREATE = Operation(
    name="suppliers.create",
    method="POST",
    path="/companies/{companyId}/connections/{connectionId}/push/suppliers",
    request=operations.CreateSupplierRequest,
    response=operations.CreateSupplierResponse,
    replies={
        200: ("create_supplier_response", shared.CreateSupplierResponse),
    },
    errors=(400, 401, 404, 429),
    keyed=True,
    writes=True,
)
_GET = Operation(
    name="suppliers.get",
    method="GET",
    path="/companies/{companyId}/data/suppliers/{supplierId}",
    request=operations.GetSupplierRequest,
    response=operations.GetSupplierResponse,
    replies={
        200: ("supplier", shared.Supplier),
    },
    errors=(401, 404, 409, 429),
)
_LIST = Operation(
    name="suppliers.list",
    method="GET",
    path="/companies/{companyId}/data/suppliers",
    request=operations.ListSuppliersRequest,
    response=operations.ListSuppliersResponse,
    replies={
        200: ("suppliers", shared.Suppliers),
    },
    errors=(400, 401, 404, 409),
)
_LIST_ALL = Paging(
    name="suppliers.list_all",
    operation=_LIST,
    value="suppliers",
    item=shared.Supplier,
    key="id",
)
_UPDATE = Operation(
    name="suppliers.update",
    method="PUT",
    path="/companies/{companyId}/connections/{connectionId}/push/suppliers/{supplierId}",
    request=operations.UpdateSupplierRequest,
    response=operations.UpdateSupplierResponse,
    replies={
        200: ("update_supplier_response", shared.UpdateSupplierResponse),
    },
    errors=(400, 401, 404, 429),
    writes=True,
)


class Suppliers(Resource):
    """Read, create and update the suppliers in the accounting software."""

    @overload
    def create(
        self,
        request: operations.CreateSupplierRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateSupplierResponse: ...

    @overload
    def create(
        self,
        *,
        company_id: str,
        connection_id: str,
        allow_sync_on_push_complete: bool | None = ...,
        supplier: shared.Supplier | None = ...,
        timeout_in_minutes: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateSupplierResponse: ...

    @takes(_CREATE, KeyedOptions)
    def create(
        self,
        request: operations.CreateSupplierRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateSupplierResponse:
        """Create supplier.

        Create a supplier in the accounting software. The response is a push operation that starts
        as `Pending`: track it by its key with `push_operations.get`. A timeout ends the wait, not
        the write, and with desktop software the operation can stay `Pending` indefinitely. Refresh
        with `manage_data.refresh_data_type` before reading the supplier or letting a sync refer to
        it.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            allow_sync_on_push_complete, supplier, timeout_in_minutes
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
        request: operations.GetSupplierRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetSupplierResponse: ...

    @overload
    def get(
        self,
        *,
        company_id: str,
        supplier_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetSupplierResponse: ...

    @takes(_GET, CallOptions)
    def get(
        self,
        request: operations.GetSupplierRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSupplierResponse:
        """Get supplier.

        Read one supplier from the service's copy of the accounting data. A newly created or updated
        supplier appears after a refresh with `manage_data.refresh_data_type`. Fails with status 409
        while the data has not been requested or is still being read.

        :param request: the arguments, or pass its fields as keywords: company_id, supplier_id
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
        request: operations.ListSuppliersRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListSuppliersResponse: ...

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
    ) -> operations.ListSuppliersResponse: ...

    @takes(_LIST, CallOptions)
    def list(
        self,
        request: operations.ListSuppliersRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListSuppliersResponse:
        """List suppliers.

        List a page of the company's suppliers from the service's copy of the accounting data,
        filtered and sorted on request. Suppliers that were written or changed since the last
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
        request: operations.ListSuppliersRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListSuppliersResponse, shared.Supplier]: ...

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
    ) -> Pages[operations.ListSuppliersResponse, shared.Supplier]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListSuppliersRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> Pages[operations.ListSuppliersResponse, shared.Supplier]:
        """Iterate over the suppliers on all pages.

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
        request: operations.UpdateSupplierRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateSupplierResponse: ...

    @overload
    def update(
        self,
        *,
        company_id: str,
        connection_id: str,
        supplier_id: str,
        allow_sync_on_push_complete: bool | None = ...,
        force_update: bool | None = ...,
        supplier: shared.Supplier | None = ...,
        timeout_in_minutes: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateSupplierResponse: ...

    @takes(_UPDATE, CallOptions)
    def update(
        self,
        request: operations.UpdateSupplierRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UpdateSupplierResponse:
        """Update supplier.

        Update a supplier in the accounting software. Forcing the update skips the check for changes
        at the source. The response is a push operation that starts as `Pending`: track it by its
        key with `push_operations.get`. A timeout ends the wait, not the write. Refresh with
        `manage_data.refresh_data_type` to read the change.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            supplier_id, allow_sync_on_push_complete, force_update, supplier, timeout_in_minutes
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_UPDATE, request, retries, **given)


class AsyncSuppliers(AsyncResource):
    """Read, create and update the suppliers in the accounting software."""

    @overload
    async def create(
        self,
        request: operations.CreateSupplierRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateSupplierResponse: ...

    @overload
    async def create(
        self,
        *,
        company_id: str,
        connection_id: str,
        allow_sync_on_push_complete: bool | None = ...,
        supplier: shared.Supplier | None = ...,
        timeout_in_minutes: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateSupplierResponse: ...

    @takes(_CREATE, KeyedOptions)
    async def create(
        self,
        request: operations.CreateSupplierRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateSupplierResponse:
        """Create supplier.

        Create a supplier in the accounting software. The response is a push operation that starts
        as `Pending`: track it by its key with `push_operations.get`. A timeout ends the wait, not
        the write, and with desktop software the operation can stay `Pending` indefinitely. Refresh
        with `manage_data.refresh_data_type` before reading the supplier or letting a sync refer to
        it.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            allow_sync_on_push_complete, supplier, timeout_in_minutes
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
        request: operations.GetSupplierRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetSupplierResponse: ...

    @overload
    async def get(
        self,
        *,
        company_id: str,
        supplier_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetSupplierResponse: ...

    @takes(_GET, CallOptions)
    async def get(
        self,
        request: operations.GetSupplierRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetSupplierResponse:
        """Get supplier.

        Read one supplier from the service's copy of the accounting data. A newly created or updated
        supplier appears after a refresh with `manage_data.refresh_data_type`. Fails with status 409
        while the data has not been requested or is still being read.

        :param request: the arguments, or pass its fields as keywords: company_id, supplier_id
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
        request: operations.ListSuppliersRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListSuppliersResponse: ...

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
    ) -> operations.ListSuppliersResponse: ...

    @takes(_LIST, CallOptions)
    async def list(
        self,
        request: operations.ListSuppliersRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListSuppliersResponse:
        """List suppliers.

        List a page of the company's suppliers from the service's copy of the accounting data,
        filtered and sorted on request. Suppliers that were written or changed since the last
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
        request: operations.ListSuppliersRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListSuppliersResponse, shared.Supplier]: ...

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
    ) -> AsyncPages[operations.ListSuppliersResponse, shared.Supplier]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListSuppliersRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> AsyncPages[operations.ListSuppliersResponse, shared.Supplier]:
        """Iterate over the suppliers on all pages.

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
        request: operations.UpdateSupplierRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateSupplierResponse: ...

    @overload
    async def update(
        self,
        *,
        company_id: str,
        connection_id: str,
        supplier_id: str,
        allow_sync_on_push_complete: bool | None = ...,
        force_update: bool | None = ...,
        supplier: shared.Supplier | None = ...,
        timeout_in_minutes: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.UpdateSupplierResponse: ...

    @takes(_UPDATE, CallOptions)
    async def update(
        self,
        request: operations.UpdateSupplierRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UpdateSupplierResponse:
        """Update supplier.

        Update a supplier in the accounting software. Forcing the update skips the check for changes
        at the source. The response is a push operation that starts as `Pending`: track it by its
        key with `push_operations.get`. A timeout ends the wait, not the write. Refresh with
        `manage_data.refresh_data_type` to read the change.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            supplier_id, allow_sync_on_push_complete, force_update, supplier, timeout_in_minutes
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_UPDATE, request, retries, **given)
