# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `customers`."""

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
    "CreateCustomerRequest",
    "CreateCustomerResponse",
    "GetCustomerRequest",
    "GetCustomerResponse",
    "ListCustomersRequest",
    "ListCustomersResponse",
    "UpdateCustomerRequest",
    "UpdateCustomerResponse",
]


@dataclass(repr=False)
class CreateCustomerRequest(AllFieldsRepr):
    """The arguments of `customers.create`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    connection_id: str = _field(metadata=_path("connectionId", format="uuid"))
    """Identifier of the connection, a UUID."""
    allow_sync_on_push_complete: bool | None = _field(
        default=True, metadata=_query("allowSyncOnPushComplete")
    )
    """Whether the service reads the written record back by itself."""
    customer: shared.Customer | None = _field(default=None, metadata=_body(shared.Customer))
    """A customer of the company in its accounting software."""
    timeout_in_minutes: int | None = _field(default=None, metadata=_query("timeoutInMinutes"))
    """Minutes after which the service stops waiting for the accounting software.

    It ends the wait, not the write: the record may still appear later.
    """


@dataclass(repr=False)
class CreateCustomerResponse(
    Response[shared.CreateCustomerResponse], value="create_customer_response"
):
    """The response of `customers.create`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    create_customer_response: shared.CreateCustomerResponse | None = None
    """The push operation that creates the customer."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class GetCustomerRequest(AllFieldsRepr):
    """The arguments of `customers.get`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    customer_id: str = _field(metadata=_path("customerId"))
    """Identifier of the customer, free text of the accounting software."""


@dataclass(repr=False)
class GetCustomerResponse(Response[shared.Customer], value="customer"):
    """The response of `customers.get`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    customer: shared.Customer | None = None
    """The customer."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 409, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class ListCustomersRequest(AllFieldsRepr):
    """The arguments of `customers.list`."""

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
class ListCustomersResponse(Response[shared.Customers], value="customers"):
    """The response of `customers.list`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    customers: shared.Customers | None = None
    """The page of customers."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 409."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class UpdateCustomerRequest(AllFieldsRepr):
    """The arguments of `customers.update`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    connection_id: str = _field(metadata=_path("connectionId", format="uuid"))
    """Identifier of the connection, a UUID."""
    customer_id: str = _field(metadata=_path("customerId"))
    """Identifier of the customer, free text of the accounting software."""
    allow_sync_on_push_complete: bool | None = _field(
        default=True, metadata=_query("allowSyncOnPushComplete")
    )
    """Whether the service reads the written record back by itself."""
    customer: shared.Customer | None = _field(default=None, metadata=_body(shared.Customer))
    """A customer of the company in its accounting software."""
    force_update: bool | None = _field(default=False, metadata=_query("forceUpdate"))
    """Whether to write even if the record has changed in the accounting software meanwhile."""
    timeout_in_minutes: int | None = _field(default=None, metadata=_query("timeoutInMinutes"))
    """Minutes after which the service stops waiting for the accounting software.

    It ends the wait, not the write: the record may still appear later.
    """


@dataclass(repr=False)
class UpdateCustomerResponse(
    Response[shared.UpdateCustomerResponse], value="update_customer_response"
):
    """The response of `customers.update`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    update_customer_response: shared.UpdateCustomerResponse | None = None
    """The push operation that updates the customer."""
