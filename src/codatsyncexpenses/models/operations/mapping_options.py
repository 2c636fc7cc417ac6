# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `mapping_options`."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as _field

import requests

from ..._bases.response import Response
from ..._display.repr import AllFieldsRepr
from ..._schema.fields import path as _path
from .. import shared

__all__ = [
    "GetMappingOptionsRequest",
    "GetMappingOptionsResponse",
]


@dataclass(repr=False)
class GetMappingOptionsRequest(AllFieldsRepr):
    """The arguments of `mapping_options.get_mapping_options`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""


@dataclass(repr=False)
class GetMappingOptionsResponse(Response[shared.MappingOptions], value="mapping_options"):
    """The response of `mapping_options.get_mapping_options`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    mapping_options: shared.MappingOptions | None = None
    """The accounts, tax rates and tracking categories."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
