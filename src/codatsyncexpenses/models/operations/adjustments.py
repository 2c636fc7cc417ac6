# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `adjustments`."""

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
    "CreateAdjustmentTransactionRequest",
    "CreateAdjustmentTransactionResponse",
]


@dataclass(repr=False)
class CreateAdjustmentTransactionRequest(AllFieldsRepr):
    """The arguments of `adjustments.create`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    create_adjustment_request: list[shared.AdjustmentTransactionRequest] = _field(
        metadata=_body(
            list[shared.AdjustmentTransactionRequest], required=True, min_items=1, max_items=50
        )
    )
    """The adjustments, 1 to 50."""


@dataclass(repr=False)
class CreateAdjustmentTransactionResponse(
    Response[shared.AdjustmentTransactionResponse],
    value="adjustment_transaction_response",
    needs="sync_id",
):
    """The response of `adjustments.create`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    adjustment_transaction_response: shared.AdjustmentTransactionResponse | None = None
    """The identifier of the sync that was started."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
