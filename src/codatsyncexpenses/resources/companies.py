# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Keep the companies whose expenses are synced: your customers."""

from __future__ import annotations

from uuid import UUID

from .._calls.operation import Operation, Paging
from .._calls.retries import RetryConfig
from .._loops.blocking import Pages, Resource
from ..models import operations, shared

__all__ = ["Companies"]

_CREATE = Operation(
    name="companies.create",
    method="POST",
    path="/companies",
    request=shared.CompanyRequestBody,
    response=operations.CreateCompanyResponse,
    replies={
        200: ("company", shared.Company),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_LIST = Operation(
    name="companies.list",
    method="GET",
    path="/companies",
    request=operations.ListCompaniesRequest,
    response=operations.ListCompaniesResponse,
    replies={
        200: ("companies", shared.Companies),
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
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
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
    keyed=True,
    writes=True,
    former=_REPLACE,
)


class Companies(Resource):
    """Keep the companies whose expenses are synced: your customers."""

    def create(
        self,
        request: shared.CompanyRequestBody,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.CreateCompanyResponse:
        """Create company.

        Create a company, the customer whose expenses are to be pushed. The service silently drops
        accented letters and some other characters from its name. The company has no connection yet:
        create one with `connections.create`.

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

    def delete(
        self,
        request: operations.DeleteCompanyRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.DeleteCompanyResponse:
        """Delete company.

        Delete a company. This cannot be undone, and syncs of a deleted company fail.

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
        request: operations.GetCompanyRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetCompanyResponse:
        """Get company.

        Read one company, with its connections.

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
        request: operations.ListCompaniesRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.ListCompaniesResponse:
        """List companies.

        Read the companies of the client, a page at a time: pages count from 1 and hold 100
        companies unless another size, up to 5000, is asked for. The query and the tags narrow the
        list in the same query language; a query that cannot be parsed is refused, and null cannot
        be queried.

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
        request: operations.ListCompaniesRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> Pages[operations.ListCompaniesResponse, shared.Company]:
        """Iterate over the companies of all pages.

        Each page is read when it is needed; the request sets the size of a page.

        :param request: the arguments; reading starts with its page
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return Pages(self._calls, _LIST_ALL, request, retries, timeout)

    def replace(
        self,
        request: operations.ReplaceCompanyRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.ReplaceCompanyResponse:
        """Replace company.

        Replace the company's name, description and tags as a whole with those that are given; to
        change only some of them, use `companies.update`. The service silently drops accented
        letters and some other characters from the name.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _REPLACE,
            request,
            retries,
            timeout=timeout,
        )

    def update(
        self,
        request: operations.UpdateCompanyRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.UpdateCompanyResponse:
        """Update company.

        Change the parts of the company that are given: its name, description or tags;
        `companies.replace` sets all of them. The service silently drops accented letters and some
        other characters from the name.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _UPDATE,
            request,
            retries,
            timeout=timeout,
            idempotency_key=idempotency_key,
        )
