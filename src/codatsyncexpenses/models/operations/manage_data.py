# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `manage_data`."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as _field

import requests

from ..._bases.response import Response
from ..._display.repr import AllFieldsRepr
from ..._schema.fields import path as _path
from ..._schema.fields import query as _query
from .. import shared

__all__ = [
    "GetDataStatusRequest",
    "GetDataStatusResponse",
    "GetPullOperationRequest",
    "GetPullOperationResponse",
    "ListPullOperationsRequest",
    "ListPullOperationsResponse",
    "RefreshAllDataTypesRequest",
    "RefreshAllDataTypesResponse",
    "RefreshDataTypeRequest",
    "RefreshDataTypeResponse",
]


@dataclass(repr=False)
class GetDataStatusRequest(AllFieldsRepr):
    """The arguments of `manage_data.get`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""


@dataclass(repr=False)
class GetDataStatusResponse(
    Response[dict[str, shared.DataStatus | None]], value="data_status_response"
):
    """The response of `manage_data.get`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    data_status_response: dict[str, shared.DataStatus | None] | None = None
    """The status of each data type, by the data type's name."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class GetPullOperationRequest(AllFieldsRepr):
    """The arguments of `manage_data.get_pull_operation`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    dataset_id: str = _field(metadata=_path("datasetId", format="uuid"))
    """Identifier of the pull operation, a UUID."""


@dataclass(repr=False)
class GetPullOperationResponse(Response[shared.PullOperation], value="pull_operation"):
    """The response of `manage_data.get_pull_operation`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    pull_operation: shared.PullOperation | None = None
    """The pull operation."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class ListPullOperationsRequest(AllFieldsRepr):
    """The arguments of `manage_data.list_pull_operations`."""

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
class ListPullOperationsResponse(Response[shared.PullOperations], value="pull_operations"):
    """The response of `manage_data.list_pull_operations`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    pull_operations: shared.PullOperations | None = None
    """The page of pull operations."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class RefreshAllDataTypesRequest(AllFieldsRepr):
    """The arguments of `manage_data.refresh_all_data_types`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""


@dataclass(repr=False)
class RefreshAllDataTypesResponse(Response[None]):
    """The response of `manage_data.refresh_all_data_types`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class RefreshDataTypeRequest(AllFieldsRepr):
    """The arguments of `manage_data.refresh_data_type`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    data_type: shared.DataType = _field(metadata=_path("dataType"))
    """The type of data to refresh, such as `chartOfAccounts` or `suppliers`."""
    connection_id: str | None = _field(default=None, metadata=_query("connectionId", format="uuid"))
    """Identifier of the connection to read from, a UUID; by default, any that has the data."""


@dataclass(repr=False)
class RefreshDataTypeResponse(Response[shared.PullOperation], value="pull_operation"):
    """The response of `manage_data.refresh_data_type`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    pull_operation: shared.PullOperation | None = None
    """The pull operation that was started."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
