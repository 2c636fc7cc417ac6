# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `transfers`."""

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
    "CreateTransferTransactionRequest",
    "CreateTransferTransactionResponse",
]


@dataclass(repr=False)
class CreateTransferTransactionRequest(AllFieldsRepr):
    """The arguments of `transfers.create`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    transaction_id: str = _field(metadata=_path("transactionId", format="uuid"))
    """Identifier of the transaction, chosen when it was created."""
    transfer_transaction_request: shared.TransferTransactionRequest = _field(
        metadata=_body(shared.TransferTransactionRequest, required=True)
    )
    """A transfer of money between two accounts, to create or to update."""


@dataclass(repr=False)
class CreateTransferTransactionResponse(
    Response[shared.TransferTransactionResponse],
    value="transfer_transaction_response",
    needs="sync_id",
):
    """The response of `transfers.create`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    transfer_transaction_response: shared.TransferTransactionResponse | None = None
    """The identifier of the sync that was started."""
