# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `companies`."""

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
    "CreateCompanyResponse",
    "DeleteCompanyRequest",
    "DeleteCompanyResponse",
    "GetCompanyRequest",
    "GetCompanyResponse",
    "ListCompaniesRequest",
    "ListCompaniesResponse",
    "ReplaceCompanyRequest",
    "ReplaceCompanyResponse",
    "UpdateCompanyRequest",
    "UpdateCompanyResponse",
]


@dataclass(repr=False)
class CreateCompanyResponse(Response[shared.Company], value="company"):
    """The response of `companies.create`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    company: shared.Company | None = None
    """The company that was created."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class DeleteCompanyRequest(AllFieldsRepr):
    """The arguments of `companies.delete`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""


@dataclass(repr=False)
class DeleteCompanyResponse(Response[None]):
    """The response of `companies.delete`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class GetCompanyRequest(AllFieldsRepr):
    """The arguments of `companies.get`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""


@dataclass(repr=False)
class GetCompanyResponse(Response[shared.Company], value="company"):
    """The response of `companies.get`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    company: shared.Company | None = None
    """The company."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class ListCompaniesRequest(AllFieldsRepr):
    """The arguments of `companies.list`."""

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
    tags: str | None = _field(default=None, metadata=_query("tags", max_length=2047))
    """A filter for the tags of the results, in the API's query language; up to 2047 characters."""


@dataclass(repr=False)
class ListCompaniesResponse(Response[shared.Companies], value="companies"):
    """The response of `companies.list`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    companies: shared.Companies | None = None
    """The page of companies."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class ReplaceCompanyRequest(AllFieldsRepr):
    """The arguments of `companies.replace`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    company_request_body: shared.CompanyRequestBody = _field(
        metadata=_body(shared.CompanyRequestBody, required=True)
    )
    """The company to create, or its replacement."""


@dataclass(repr=False)
class ReplaceCompanyResponse(Response[shared.Company], value="company"):
    """The response of `companies.replace`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    company: shared.Company | None = None
    """The updated company."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class UpdateCompanyRequest(AllFieldsRepr):
    """The arguments of `companies.update`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    company_request_body: shared.CompanyUpdateRequest | shared.CompanyRequestBody | None = _field(
        default=None, metadata=_body(shared.CompanyUpdateRequest)
    )
    """The changes to a company."""


@dataclass(repr=False)
class UpdateCompanyResponse(Response[shared.Company], value="company"):
    """The response of `companies.update`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    company: shared.Company | None = None
    """The updated company."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
