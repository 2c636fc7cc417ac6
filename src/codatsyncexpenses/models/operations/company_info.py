# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `company_info`."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as _field

import requests

from ..._bases.response import Response
from ..._display.repr import AllFieldsRepr
from ..._schema.fields import path as _path
from .. import shared

__all__ = [
    "GetCompanyInfoRequest",
    "GetCompanyInfoResponse",
]


@dataclass(repr=False)
class GetCompanyInfoRequest(AllFieldsRepr):
    """The arguments of `company_info.get`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""


@dataclass(repr=False)
class GetCompanyInfoResponse(Response[shared.CompanyInformation], value="company_information"):
    """The response of `company_info.get`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    company_information: shared.CompanyInformation | None = None
    """The company's details in its accounting software."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 409, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
