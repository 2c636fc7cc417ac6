# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Connect a company to its accounting software and to the expenses that you supply."""

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

__all__ = ["AsyncConnections", "Connections"]

_CREATE = Operation(
    name="connections.create",
    method="POST",
    path="/companies/{companyId}/connections",
    request=operations.CreateConnectionRequest,
    response=operations.CreateConnectionResponse,
    replies={
        200: ("connection", shared.Connection),
    },
    errors=(401, 404, 429),
    keyed=True,
    writes=True,
)
_CREATE_PARTNER_EXPENSE_CONNECTION = Operation(
    name="connections.create_partner_expense_connection",
    method="POST",
    path="/companies/{companyId}/sync/expenses/connections/partnerExpense",
    request=operations.CreatePartnerExpenseConnectionRequest,
    response=operations.CreatePartnerExpenseConnectionResponse,
    replies={
        200: ("connection", shared.Connection),
    },
    errors=(400, 401, 404, 429),
    keyed=True,
    writes=True,
)
_DELETE = Operation(
    name="connections.delete",
    method="DELETE",
    path="/companies/{companyId}/connections/{connectionId}",
    request=operations.DeleteConnectionRequest,
    response=operations.DeleteConnectionResponse,
    replies={
        200: None,
    },
    errors=(401, 404, 429),
    writes=True,
)
_GET = Operation(
    name="connections.get",
    method="GET",
    path="/companies/{companyId}/connections/{connectionId}",
    request=operations.GetConnectionRequest,
    response=operations.GetConnectionResponse,
    replies={
        200: ("connection", shared.Connection),
    },
    errors=(401, 404, 429),
)
_LIST = Operation(
    name="connections.list",
    method="GET",
    path="/companies/{companyId}/connections",
    request=operations.ListConnectionsRequest,
    response=operations.ListConnectionsResponse,
    replies={
        200: ("connections", shared.Connections),
    },
    errors=(400, 401, 404, 429),
)
_LIST_ALL = Paging(
    name="connections.list_all",
    operation=_LIST,
    value="connections",
    item=shared.Connection,
    key="id",
)
_UNLINK = Operation(
    name="connections.unlink",
    method="PATCH",
    path="/companies/{companyId}/connections/{connectionId}",
    request=operations.UnlinkConnectionRequest,
    response=operations.UnlinkConnectionResponse,
    replies={
        200: ("connection", shared.Connection),
    },
    errors=(401, 404, 429),
    keyed=True,
    writes=True,
)


class Connections(Resource):
    """Connect a company to its accounting software and to the expenses that you supply."""

    @overload
    def create(
        self,
        request: operations.CreateConnectionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateConnectionResponse: ...

    @overload
    def create(
        self,
        *,
        company_id: str,
        request_body: shared.CreateConnectionRequestBody | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateConnectionResponse: ...

    @takes(_CREATE, KeyedOptions)
    def create(
        self,
        request: operations.CreateConnectionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateConnectionResponse:
        """Create connection.

        Create the company's connection to its accounting software; a company has one. It starts as
        `PendingAuth` and becomes `Linked` when the customer follows its link and authorises it,
        which happens outside the API. The Sandbox integration cannot be the destination of a sync;
        use a test company of the accounting software instead.

        :param request: the arguments, or pass its fields as keywords: company_id, request_body
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
    def create_partner_expense_connection(
        self,
        request: operations.CreatePartnerExpenseConnectionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreatePartnerExpenseConnectionResponse: ...

    @overload
    def create_partner_expense_connection(
        self,
        *,
        company_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreatePartnerExpenseConnectionResponse: ...

    @takes(_CREATE_PARTNER_EXPENSE_CONNECTION, KeyedOptions)
    def create_partner_expense_connection(
        self,
        request: operations.CreatePartnerExpenseConnectionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreatePartnerExpenseConnectionResponse:
        """Create partner expense connection.

        Create the company's partner expense connection, which a sync needs in addition to the one
        to the accounting software. It is `Linked` at once.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_CREATE_PARTNER_EXPENSE_CONNECTION, request, retries, **given)

    @overload
    def delete(
        self,
        request: operations.DeleteConnectionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DeleteConnectionResponse: ...

    @overload
    def delete(
        self,
        *,
        company_id: str,
        connection_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DeleteConnectionResponse: ...

    @takes(_DELETE, CallOptions)
    def delete(
        self,
        request: operations.DeleteConnectionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.DeleteConnectionResponse:
        """Delete connection.

        Remove a connection from its company. This cannot be undone. When a company changes its
        accounting software, delete its connection and create a new one.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_DELETE, request, retries, **given)

    @overload
    def get(
        self,
        request: operations.GetConnectionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetConnectionResponse: ...

    @overload
    def get(
        self,
        *,
        company_id: str,
        connection_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetConnectionResponse: ...

    @takes(_GET, CallOptions)
    def get(
        self,
        request: operations.GetConnectionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetConnectionResponse:
        """Get connection.

        Read one connection of a company, for example to check whether the customer has authorised
        it.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id
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
        request: operations.ListConnectionsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListConnectionsResponse: ...

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
    ) -> operations.ListConnectionsResponse: ...

    @takes(_LIST, CallOptions)
    def list(
        self,
        request: operations.ListConnectionsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListConnectionsResponse:
        """List connections.

        List the connections of a company, a page at a time. Pages count from 1 and hold 100
        connections by default, and up to 5000 on request. A company that is ready to sync has two:
        one to its accounting software and the partner expense connection.

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
        request: operations.ListConnectionsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListConnectionsResponse, shared.Connection]: ...

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
    ) -> Pages[operations.ListConnectionsResponse, shared.Connection]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListConnectionsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> Pages[operations.ListConnectionsResponse, shared.Connection]:
        """Iterate over the connections on all pages.

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
    def unlink(
        self,
        request: operations.UnlinkConnectionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UnlinkConnectionResponse: ...

    @overload
    def unlink(
        self,
        *,
        company_id: str,
        connection_id: str,
        request_body: shared.UnlinkConnectionUpdateConnection | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UnlinkConnectionResponse: ...

    @takes(_UNLINK, KeyedOptions)
    def unlink(
        self,
        request: operations.UnlinkConnectionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UnlinkConnectionResponse:
        """Unlink connection.

        Set the status of a connection to unlink it; only a linked connection can be unlinked. The
        connection stays in the company; `connections.delete` removes it.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_UNLINK, request, retries, **given)


class AsyncConnections(AsyncResource):
    """Connect a company to its accounting software and to the expenses that you supply."""

    @overload
    async def create(
        self,
        request: operations.CreateConnectionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateConnectionResponse: ...

    @overload
    async def create(
        self,
        *,
        company_id: str,
        request_body: shared.CreateConnectionRequestBody | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateConnectionResponse: ...

    @takes(_CREATE, KeyedOptions)
    async def create(
        self,
        request: operations.CreateConnectionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateConnectionResponse:
        """Create connection.

        Create the company's connection to its accounting software; a company has one. It starts as
        `PendingAuth` and becomes `Linked` when the customer follows its link and authorises it,
        which happens outside the API. The Sandbox integration cannot be the destination of a sync;
        use a test company of the accounting software instead.

        :param request: the arguments, or pass its fields as keywords: company_id, request_body
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
    async def create_partner_expense_connection(
        self,
        request: operations.CreatePartnerExpenseConnectionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreatePartnerExpenseConnectionResponse: ...

    @overload
    async def create_partner_expense_connection(
        self,
        *,
        company_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreatePartnerExpenseConnectionResponse: ...

    @takes(_CREATE_PARTNER_EXPENSE_CONNECTION, KeyedOptions)
    async def create_partner_expense_connection(
        self,
        request: operations.CreatePartnerExpenseConnectionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreatePartnerExpenseConnectionResponse:
        """Create partner expense connection.

        Create the company's partner expense connection, which a sync needs in addition to the one
        to the accounting software. It is `Linked` at once.

        :param request: the arguments, or pass its fields as keywords: company_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_CREATE_PARTNER_EXPENSE_CONNECTION, request, retries, **given)

    @overload
    async def delete(
        self,
        request: operations.DeleteConnectionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DeleteConnectionResponse: ...

    @overload
    async def delete(
        self,
        *,
        company_id: str,
        connection_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DeleteConnectionResponse: ...

    @takes(_DELETE, CallOptions)
    async def delete(
        self,
        request: operations.DeleteConnectionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.DeleteConnectionResponse:
        """Delete connection.

        Remove a connection from its company. This cannot be undone. When a company changes its
        accounting software, delete its connection and create a new one.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_DELETE, request, retries, **given)

    @overload
    async def get(
        self,
        request: operations.GetConnectionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetConnectionResponse: ...

    @overload
    async def get(
        self,
        *,
        company_id: str,
        connection_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetConnectionResponse: ...

    @takes(_GET, CallOptions)
    async def get(
        self,
        request: operations.GetConnectionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetConnectionResponse:
        """Get connection.

        Read one connection of a company, for example to check whether the customer has authorised
        it.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id
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
        request: operations.ListConnectionsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListConnectionsResponse: ...

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
    ) -> operations.ListConnectionsResponse: ...

    @takes(_LIST, CallOptions)
    async def list(
        self,
        request: operations.ListConnectionsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListConnectionsResponse:
        """List connections.

        List the connections of a company, a page at a time. Pages count from 1 and hold 100
        connections by default, and up to 5000 on request. A company that is ready to sync has two:
        one to its accounting software and the partner expense connection.

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
        request: operations.ListConnectionsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListConnectionsResponse, shared.Connection]: ...

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
    ) -> AsyncPages[operations.ListConnectionsResponse, shared.Connection]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListConnectionsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> AsyncPages[operations.ListConnectionsResponse, shared.Connection]:
        """Iterate over the connections on all pages.

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
    async def unlink(
        self,
        request: operations.UnlinkConnectionRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UnlinkConnectionResponse: ...

    @overload
    async def unlink(
        self,
        *,
        company_id: str,
        connection_id: str,
        request_body: shared.UnlinkConnectionUpdateConnection | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UnlinkConnectionResponse: ...

    @takes(_UNLINK, KeyedOptions)
    async def unlink(
        self,
        request: operations.UnlinkConnectionRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UnlinkConnectionResponse:
        """Unlink connection.

        Set the status of a connection to unlink it; only a linked connection can be unlinked. The
        connection stays in the company; `connections.delete` removes it.

        :param request: the arguments, or pass its fields as keywords: company_id, connection_id,
            request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_UNLINK, request, retries, **given)
