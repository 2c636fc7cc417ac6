# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `connections`."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as _field

import requests

from ..._bases.response import Response
from ..._display.repr import AllFieldsRepr
from ..._schema.fields import body as _body
from ..._schema.fields import path as _path
from ..._schema.fields import query as _query
from .. import shared

__all__ = [
    "CreateConnectionRequest",
    "CreateConnectionResponse",
    "CreatePartnerExpenseConnectionRequest",
    "CreatePartnerExpenseConnectionResponse",
    "DeleteConnectionRequest",
    "DeleteConnectionResponse",
    "GetConnectionRequest",
    "GetConnectionResponse",
    "ListConnectionsRequest",
    "ListConnectionsResponse",
    "UnlinkConnectionRequest",
    "UnlinkConnectionResponse",
]


@dataclass(repr=False)
class CreateConnectionRequest(AllFieldsRepr):
    """The arguments of `connections.create`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    request_body: shared.CreateConnectionRequestBody | None = _field(
        default=None, metadata=_body(shared.CreateConnectionRequestBody)
    )
    """The accounting software to connect."""


@dataclass(repr=False)
class CreateConnectionResponse(Response[shared.Connection], value="connection"):
    """The response of `connections.create`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    connection: shared.Connection | None = None
    """The connection that was created, with the link for the customer."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class CreatePartnerExpenseConnectionRequest(AllFieldsRepr):
    """The arguments of `connections.create_partner_expense_connection`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""


@dataclass(repr=False)
class CreatePartnerExpenseConnectionResponse(Response[shared.Connection], value="connection"):
    """The response of `connections.create_partner_expense_connection`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    connection: shared.Connection | None = None
    """The partner expense connection."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class DeleteConnectionRequest(AllFieldsRepr):
    """The arguments of `connections.delete`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    connection_id: str = _field(metadata=_path("connectionId", format="uuid"))
    """Identifier of the connection, a UUID."""


@dataclass(repr=False)
class DeleteConnectionResponse(Response[None]):
    """The response of `connections.delete`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class GetConnectionRequest(AllFieldsRepr):
    """The arguments of `connections.get`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    connection_id: str = _field(metadata=_path("connectionId", format="uuid"))
    """Identifier of the connection, a UUID."""


@dataclass(repr=False)
class GetConnectionResponse(Response[shared.Connection], value="connection"):
    """The response of `connections.get`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    connection: shared.Connection | None = None
    """The connection."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class ListConnectionsRequest(AllFieldsRepr):
    """The arguments of `connections.list`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    order_by: str | None = _field(default=None, metadata=_query("orderBy"))
    """The property to sort by; a leading `-` reverses the order."""
    page: int | None = _field(default=1, metadata=_query("page", minimum=1))
    """Number of the page, from 1."""
    page_size: int | None = _field(
        default=100, metadata=_query("pageSize", minimum=1, maximum=5000)
    )
    """Results on a page, 1 to 5000; the service recommends 100."""
    query: str | None = _field(default=None, metadata=_query("query", max_length=2047))
    """A filter for the results, in the API's query language; up to 2047 characters.

    `utils.Query` builds it.
    """


@dataclass(repr=False)
class ListConnectionsResponse(Response[shared.Connections], value="connections"):
    """The response of `connections.list`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    connections: shared.Connections | None = None
    """The page of connections."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class UnlinkConnectionRequest(AllFieldsRepr):
    """The arguments of `connections.unlink`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    connection_id: str = _field(metadata=_path("connectionId", format="uuid"))
    """Identifier of the connection, a UUID."""
    request_body: shared.UnlinkConnectionUpdateConnection | None = _field(
        default=None, metadata=_body(shared.UnlinkConnectionUpdateConnection)
    )
    """The status to give a connection."""


@dataclass(repr=False)
class UnlinkConnectionResponse(Response[shared.Connection], value="connection"):
    """The response of `connections.unlink`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    connection: shared.Connection | None = None
    """The updated connection."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
