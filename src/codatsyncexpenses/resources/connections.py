# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Connect a company to its accounting software, and to the expenses that you bring."""

from __future__ import annotations

from uuid import UUID

from .._calls.operation import Operation, Paging
from .._calls.retries import RetryConfig
from .._loops.blocking import Pages, Resource
from ..models import operations, shared

__all__ = ["Connections"]

_CREATE = Operation(
    name="connections.create",
    method="POST",
    path="/companies/{companyId}/connections",
    request=operations.CreateConnectionRequest,
    response=operations.CreateConnectionResponse,
    replies={
        200: ("connection", shared.Connection),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_LIST = Operation(
    name="connections.list",
    method="GET",
    path="/companies/{companyId}/connections",
    request=operations.ListConnectionsRequest,
    response=operations.ListConnectionsResponse,
    replies={
        200: ("connections", shared.Connections),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
    keyed=True,
    writes=True,
)


class Connections(Resource):
    """Connect a company to its accounting software, and to the expenses that you bring."""

    def create(
        self,
        request: operations.CreateConnectionRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.CreateConnectionResponse:
        """Create connection.

        Create the company's connection to its accounting software; a company has one. It starts as
        `PendingAuth` and becomes `Linked` when the customer follows its link and authorises it,
        which happens outside the API. The Sandbox integration cannot be the destination of a sync;
        use a test company of the accounting software instead.

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

    def create_partner_expense_connection(
        self,
        request: operations.CreatePartnerExpenseConnectionRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.CreatePartnerExpenseConnectionResponse:
        """Create partner expense connection.

        Create the company's partner expense connection, the second connection that a sync needs
        beside the one to the accounting software. It is `Linked` at once.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _CREATE_PARTNER_EXPENSE_CONNECTION,
            request,
            retries,
            timeout=timeout,
            idempotency_key=idempotency_key,
        )

    def delete(
        self,
        request: operations.DeleteConnectionRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.DeleteConnectionResponse:
        """Delete connection.

        Remove a connection from its company. This cannot be undone. A company that changes its
        accounting software needs this, and then a new connection.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _DELETE,
            request,
            retries,
            timeout=timeout,
        )

    def get(
        self,
        request: operations.GetConnectionRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetConnectionResponse:
        """Get connection.

        Read one connection of a company, for instance to see whether the customer has authorised
        it.

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
        request: operations.ListConnectionsRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.ListConnectionsResponse:
        """List connections.

        Read the connections of a company, a page at a time: pages count from 1 and hold 100
        connections unless another size, up to 5000, is asked for. A company that is set up has two:
        one to its accounting software and the partner expense connection.

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
        request: operations.ListConnectionsRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> Pages[operations.ListConnectionsResponse, shared.Connection]:
        """Iterate over the connections of all pages.

        Each page is read when it is needed; the request sets the size of a page.

        :param request: the arguments; reading starts with its page
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return Pages(self._calls, _LIST_ALL, request, retries, timeout)

    def unlink(
        self,
        request: operations.UnlinkConnectionRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.UnlinkConnectionResponse:
        """Unlink connection.

        Set the status of a connection, in order to unlink it; only a linked connection can be
        unlinked. The connection stays in the company; `connections.delete` removes it.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _UNLINK,
            request,
            retries,
            timeout=timeout,
            idempotency_key=idempotency_key,
        )
