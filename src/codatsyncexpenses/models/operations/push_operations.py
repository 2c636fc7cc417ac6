# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `push_operations`."""

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
    "GetPushOperationRequest",
    "GetPushOperationResponse",
    "ListPushOperationsRequest",
    "ListPushOperationsResponse",
]


@dataclass(repr=False)
class GetPushOperationRequest(AllFieldsRepr):
    """The arguments of `push_operations.get`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    push_operation_key: str = _field(metadata=_path("pushOperationKey", format="uuid"))
    """Identifier of the push operation, a UUID."""


@dataclass(repr=False)
class GetPushOperationResponse(Response[shared.PushOperation], value="push_operation"):
    """The response of `push_operations.get`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    push_operation: shared.PushOperation | None = None
    """The push operation."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class ListPushOperationsRequest(AllFieldsRepr):
    """The arguments of `push_operations.list`."""

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
class ListPushOperationsResponse(Response[shared.PushOperations], value="push_operations"):
    """The response of `push_operations.list`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    push_operations: shared.PushOperations | None = None
    """The page of push operations."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
