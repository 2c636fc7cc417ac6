# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `suppliers`."""

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
    "CreateSupplierRequest",
    "CreateSupplierResponse",
    "GetSupplierRequest",
    "GetSupplierResponse",
    "ListSuppliersRequest",
    "ListSuppliersResponse",
    "UpdateSupplierRequest",
    "UpdateSupplierResponse",
]


@dataclass(repr=False)
class CreateSupplierRequest(AllFieldsRepr):
    """The arguments of `suppliers.create`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    connection_id: str = _field(metadata=_path("connectionId", format="uuid"))
    """Identifier of the connection, a UUID."""
    allow_sync_on_push_complete: bool | None = _field(
        default=True, metadata=_query("allowSyncOnPushComplete")
    )
    """Whether the service reads the written record back by itself."""
    supplier: shared.Supplier | None = _field(default=None, metadata=_body(shared.Supplier))
    """A supplier of the company in its accounting software."""
    timeout_in_minutes: int | None = _field(default=None, metadata=_query("timeoutInMinutes"))
    """Minutes after which the service stops waiting for the accounting software.

    It ends the wait, not the write: the record may still appear later.
    """


@dataclass(repr=False)
class CreateSupplierResponse(
    Response[shared.CreateSupplierResponse], value="create_supplier_response"
):
    """The response of `suppliers.create`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    create_supplier_response: shared.CreateSupplierResponse | None = None
    """The push operation that creates the supplier."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class GetSupplierRequest(AllFieldsRepr):
    """The arguments of `suppliers.get`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    supplier_id: str = _field(metadata=_path("supplierId"))
    """Identifier of the supplier, free text of the accounting software."""


@dataclass(repr=False)
class GetSupplierResponse(Response[shared.Supplier], value="supplier"):
    """The response of `suppliers.get`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 409, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    supplier: shared.Supplier | None = None
    """The supplier."""


@dataclass(repr=False)
class ListSuppliersRequest(AllFieldsRepr):
    """The arguments of `suppliers.list`."""

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
class ListSuppliersResponse(Response[shared.Suppliers], value="suppliers"):
    """The response of `suppliers.list`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 409."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    suppliers: shared.Suppliers | None = None
    """The page of suppliers."""


@dataclass(repr=False)
class UpdateSupplierRequest(AllFieldsRepr):
    """The arguments of `suppliers.update`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    connection_id: str = _field(metadata=_path("connectionId", format="uuid"))
    """Identifier of the connection, a UUID."""
    supplier_id: str = _field(metadata=_path("supplierId"))
    """Identifier of the supplier, free text of the accounting software."""
    allow_sync_on_push_complete: bool | None = _field(
        default=True, metadata=_query("allowSyncOnPushComplete")
    )
    """Whether the service reads the written record back by itself."""
    force_update: bool | None = _field(default=False, metadata=_query("forceUpdate"))
    """Whether to write even if the record has changed in the accounting software meanwhile."""
    supplier: shared.Supplier | None = _field(default=None, metadata=_body(shared.Supplier))
    """A supplier of the company in its accounting software."""
    timeout_in_minutes: int | None = _field(default=None, metadata=_query("timeoutInMinutes"))
    """Minutes after which the service stops waiting for the accounting software.

    It ends the wait, not the write: the record may still appear later.
    """


@dataclass(repr=False)
class UpdateSupplierResponse(
    Response[shared.UpdateSupplierResponse], value="update_supplier_response"
):
    """The response of `suppliers.update`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    update_supplier_response: shared.UpdateSupplierResponse | None = None
    """The push operation that updates the supplier."""
