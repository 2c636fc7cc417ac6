# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `configuration`."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as _field

import requests

from ..._bases.response import Response
from ..._display.repr import AllFieldsRepr
from ..._schema.fields import body as _body
from ..._schema.fields import path as _path
from .. import shared

__all__ = [
    "GetCompanyConfigurationRequest",
    "GetCompanyConfigurationResponse",
    "SetCompanyConfigurationRequest",
    "SetCompanyConfigurationResponse",
]


@dataclass(repr=False)
class GetCompanyConfigurationRequest(AllFieldsRepr):
    """The arguments of `configuration.get`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""


@dataclass(repr=False)
class GetCompanyConfigurationResponse(
    Response[shared.CompanyConfiguration], value="company_configuration"
):
    """The response of `configuration.get`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    company_configuration: shared.CompanyConfiguration | None = None
    """The stored defaults."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class SetCompanyConfigurationRequest(AllFieldsRepr):
    """The arguments of `configuration.set`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    company_configuration: shared.CompanyConfiguration | None = _field(
        default=None, metadata=_body(shared.CompanyConfiguration)
    )
    """The defaults for a company's expenses.

    A bank account, supplier or customer named in a transaction takes precedence; without either,
    the write fails.
    """


@dataclass(repr=False)
class SetCompanyConfigurationResponse(
    Response[shared.CompanyConfiguration], value="company_configuration"
):
    """The response of `configuration.set`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    company_configuration: shared.CompanyConfiguration | None = None
    """The stored defaults."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
