# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Manage the companies whose expenses you sync: your customers."""

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

__all__ = ["AsyncCompanies", "Companies"]

_CREATE = Operation(
    name="companies.create",
    method="POST",
    path="/companies",
    request=shared.CompanyRequestBody,
    response=operations.CreateCompanyResponse,
    replies={
        200: ("company", shared.Company),
    },
    errors=(400, 401, 429),
    keyed=True,
    writes=True,
)
_DELETE = Operation(
    name="companies.delete",
    method="DELETE",
    path="/companies/{companyId}",
    request=operations.DeleteCompanyRequest,
    response=operations.DeleteCompanyResponse,
    replies={
        204: None,
    },
    errors=(401, 404, 429),
    writes=True,
)
_GET = Operation(
    name="companies.get",
    method="GET",
    path="/companies/{companyId}",
    request=operations.GetCompanyRequest,
    response=operations.GetCompanyResponse,
    replies={
        200: ("company", shared.Company),
    },
    errors=(401, 404, 429),
)
_LIST = Operation(
    name="companies.list",
    method="GET",
    path="/companies",
    request=operations.ListCompaniesRequest,
    response=operations.ListCompaniesResponse,
    replies={
        200: ("companies", shared.Companies),
    },
    errors=(400, 401, 429),
)
_LIST_ALL = Paging(
    name="companies.list_all",
    operation=_LIST,
    value="companies",
    item=shared.Company,
    key="id",
)
_REPLACE = Operation(
    name="companies.replace",
    method="PUT",
    path="/companies/{companyId}",
    request=operations.ReplaceCompanyRequest,
    response=operations.ReplaceCompanyResponse,
    replies={
        200: ("company", shared.Company),
    },
    errors=(401, 404, 429),
    writes=True,
)
_UPDATE = Operation(
    name="companies.update",
    method="PATCH",
    path="/companies/{companyId}",
    request=operations.UpdateCompanyRequest,
    response=operations.UpdateCompanyResponse,
    replies={
        200: ("company", shared.Company),
    },
    errors=(401, 404, 429),
    keyed=True,
    writes=True,
    former=_REPLACE,
)


class Companies(Resource):
    """Manage the companies whose expenses you sync: your customers."""

    @overload
    def create(
        self,
        request: shared.CompanyRequestBody,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateCompanyResponse: ...

    @overload
    def create(
        self,
        *,
        name: str,
        description: str | None = ...,
        tags: dict[str, str] | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateCompanyResponse: ...

    @takes(_CREATE, KeyedOptions)
    def create(
        self,
        request: shared.CompanyRequestBody | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateCompanyResponse:
        """Create company.

        Create a company: the customer whose expenses you push. The service silently drops accented
        letters and some other characters from its name. A new company has no connections: create
        one with `connections.create`.

        :param request: the arguments, or pass its fields as keywords: name, description, tags
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
    def delete(
        self,
        request: operations.DeleteCompanyRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DeleteCompanyResponse: ...

    @overload
    def delete(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.DeleteCompanyResponse: ...

    @takes(_DELETE, CallOptions)
    def delete(
        self,
        request: operations.DeleteCompanyRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.DeleteCompanyResponse:
        """Delete company.

        Delete a company. This cannot be undone, and syncs of a deleted company fail.

        :param request: the arguments, or pass its fields as keywords: company_id
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
        request: operations.GetCompanyRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCompanyResponse: ...

    @overload
    def get(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetCompanyResponse: ...

    @takes(_GET, CallOptions)
    def get(
        self,
        request: operations.GetCompanyRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetCompanyResponse:
        """Get company.

        Read one company, with its connections.

        :param request: the arguments, or pass its fields as keywords: company_id
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
        request: operations.ListCompaniesRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListCompaniesResponse: ...

    @overload
    def list(
        self,
        *,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        tags: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListCompaniesResponse: ...

    @takes(_LIST, CallOptions)
    def list(
        self,
        request: operations.ListCompaniesRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListCompaniesResponse:
        """List companies.

        List the client's companies, a page at a time. Pages count from 1 and hold 100 companies by
        default, and up to 5000 on request. `query` and `tags` filter the list in the same query
        language. The service refuses a query that it cannot parse, and a query cannot match null.

        :param request: the arguments, or pass its fields as keywords: order_by, page, page_size,
            query, tags
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
        request: operations.ListCompaniesRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListCompaniesResponse, shared.Company]: ...

    @overload
    def list_all(
        self,
        *,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        tags: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListCompaniesResponse, shared.Company]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListCompaniesRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> Pages[operations.ListCompaniesResponse, shared.Company]:
        """Iterate over the companies on all pages.

        Pages are requested as needed; the request sets their size.

        :param request: the arguments; iteration starts at its page, or pass its fields as keywords:
            order_by, page, page_size, query, tags
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
    def replace(
        self,
        request: operations.ReplaceCompanyRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ReplaceCompanyResponse: ...

    @overload
    def replace(
        self,
        *,
        company_id: str,
        company_request_body: shared.CompanyRequestBody,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ReplaceCompanyResponse: ...

    @takes(_REPLACE, CallOptions)
    def replace(
        self,
        request: operations.ReplaceCompanyRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ReplaceCompanyResponse:
        """Replace company.

        Replace the company's name, description and tags, all at once. To change only some of them,
        use `companies.update`. The service silently drops accented letters and some other
        characters from the name.

        :param request: the arguments, or pass its fields as keywords: company_id,
            company_request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_REPLACE, request, retries, **given)

    @overload
    def update(
        self,
        request: operations.UpdateCompanyRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UpdateCompanyResponse: ...

    @overload
    def update(
        self,
        *,
        company_id: str,
        company_request_body: shared.CompanyUpdateRequest | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UpdateCompanyResponse: ...

    @takes(_UPDATE, KeyedOptions)
    def update(
        self,
        request: operations.UpdateCompanyRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UpdateCompanyResponse:
        """Update company.

        Change the given fields of the company: its name, description or tags. `companies.replace`
        sets all of them. The service silently drops accented letters and some other characters from
        the name.

        :param request: the arguments, or pass its fields as keywords: company_id,
            company_request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_UPDATE, request, retries, **given)


class AsyncCompanies(AsyncResource):
    """Manage the companies whose expenses you sync: your customers."""

    @overload
    async def create(
        self,
        request: shared.CompanyRequestBody,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateCompanyResponse: ...

    @overload
    async def create(
        self,
        *,
        name: str,
        description: str | None = ...,
        tags: dict[str, str] | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.CreateCompanyResponse: ...

    @takes(_CREATE, KeyedOptions)
    async def create(
        self,
        request: shared.CompanyRequestBody | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.CreateCompanyResponse:
        """Create company.

        Create a company: the customer whose expenses you push. The service silently drops accented
        letters and some other characters from its name. A new company has no connections: create
        one with `connections.create`.

        :param request: the arguments, or pass its fields as keywords: name, description, tags
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
    async def delete(
        self,
        request: operations.DeleteCompanyRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DeleteCompanyResponse: ...

    @overload
    async def delete(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.DeleteCompanyResponse: ...

    @takes(_DELETE, CallOptions)
    async def delete(
        self,
        request: operations.DeleteCompanyRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.DeleteCompanyResponse:
        """Delete company.

        Delete a company. This cannot be undone, and syncs of a deleted company fail.

        :param request: the arguments, or pass its fields as keywords: company_id
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
        request: operations.GetCompanyRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetCompanyResponse: ...

    @overload
    async def get(
        self, *, company_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.GetCompanyResponse: ...

    @takes(_GET, CallOptions)
    async def get(
        self,
        request: operations.GetCompanyRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetCompanyResponse:
        """Get company.

        Read one company, with its connections.

        :param request: the arguments, or pass its fields as keywords: company_id
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
        request: operations.ListCompaniesRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListCompaniesResponse: ...

    @overload
    async def list(
        self,
        *,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        tags: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListCompaniesResponse: ...

    @takes(_LIST, CallOptions)
    async def list(
        self,
        request: operations.ListCompaniesRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListCompaniesResponse:
        """List companies.

        List the client's companies, a page at a time. Pages count from 1 and hold 100 companies by
        default, and up to 5000 on request. `query` and `tags` filter the list in the same query
        language. The service refuses a query that it cannot parse, and a query cannot match null.

        :param request: the arguments, or pass its fields as keywords: order_by, page, page_size,
            query, tags
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
        request: operations.ListCompaniesRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListCompaniesResponse, shared.Company]: ...

    @overload
    def list_all(
        self,
        *,
        order_by: str | None = ...,
        page: int | None = ...,
        page_size: int | None = ...,
        query: str | None = ...,
        tags: str | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListCompaniesResponse, shared.Company]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListCompaniesRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> AsyncPages[operations.ListCompaniesResponse, shared.Company]:
        """Iterate over the companies on all pages.

        Pages are requested as needed; the request sets their size.

        :param request: the arguments; iteration starts at its page, or pass its fields as keywords:
            order_by, page, page_size, query, tags
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
    async def replace(
        self,
        request: operations.ReplaceCompanyRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ReplaceCompanyResponse: ...

    @overload
    async def replace(
        self,
        *,
        company_id: str,
        company_request_body: shared.CompanyRequestBody,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ReplaceCompanyResponse: ...

    @takes(_REPLACE, CallOptions)
    async def replace(
        self,
        request: operations.ReplaceCompanyRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ReplaceCompanyResponse:
        """Replace company.

        Replace the company's name, description and tags, all at once. To change only some of them,
        use `companies.update`. The service silently drops accented letters and some other
        characters from the name.

        :param request: the arguments, or pass its fields as keywords: company_id,
            company_request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_REPLACE, request, retries, **given)

    @overload
    async def update(
        self,
        request: operations.UpdateCompanyRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UpdateCompanyResponse: ...

    @overload
    async def update(
        self,
        *,
        company_id: str,
        company_request_body: shared.CompanyUpdateRequest | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UpdateCompanyResponse: ...

    @takes(_UPDATE, KeyedOptions)
    async def update(
        self,
        request: operations.UpdateCompanyRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UpdateCompanyResponse:
        """Update company.

        Change the given fields of the company: its name, description or tags. `companies.replace`
        sets all of them. The service silently drops accented letters and some other characters from
        the name.

        :param request: the arguments, or pass its fields as keywords: company_id,
            company_request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_UPDATE, request, retries, **given)
