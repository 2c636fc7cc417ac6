# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `reimbursements`."""

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
    "CreateReimbursableExpenseTransactionRequest",
    "CreateReimbursableExpenseTransactionResponse",
    "UpdateReimbursableExpenseTransactionRequest",
    "UpdateReimbursableExpenseTransactionResponse",
]


@dataclass(repr=False)
class CreateReimbursableExpenseTransactionRequest(AllFieldsRepr):
    """The arguments of `reimbursements.create`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    reimbursable_expense_transaction_request: list[shared.ReimbursableExpenseTransaction] = _field(
        metadata=_body(
            list[shared.ReimbursableExpenseTransaction], required=True, min_items=1, max_items=50
        )
    )
    """The reimbursable expenses, 1 to 50."""


@dataclass(repr=False)
class CreateReimbursableExpenseTransactionResponse(
    Response[shared.CreateReimbursableExpenseResponse],
    value="create_reimbursable_expense_response",
    needs="sync_id",
):
    """The response of `reimbursements.create`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    create_reimbursable_expense_response: shared.CreateReimbursableExpenseResponse | None = None
    """The identifier of the sync that was started."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class UpdateReimbursableExpenseTransactionRequest(AllFieldsRepr):
    """The arguments of `reimbursements.update`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    transaction_id: str = _field(metadata=_path("transactionId", format="uuid"))
    """Identifier of the transaction, chosen when it was created."""
    update_reimbursable_expense_transaction_request: shared.UpdateReimbursableExpenseTransactionRequest = _field(
        metadata=_body(shared.UpdateReimbursableExpenseTransactionRequest, required=True)
    )
    """A reimbursable expense with its new values."""


@dataclass(repr=False)
class UpdateReimbursableExpenseTransactionResponse(
    Response[shared.CreateReimbursableExpenseResponse],
    value="create_reimbursable_expense_response",
    needs="sync_id",
):
    """The response of `reimbursements.update`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    create_reimbursable_expense_response: shared.CreateReimbursableExpenseResponse | None = None
    """The identifier of the sync that writes the change."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
