# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `expenses`."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as _field

import requests

from ..._bases.response import Response
from ..._display.repr import AllFieldsRepr
from ..._schema.fields import Required as _Required
from ..._schema.fields import body as _body
from ..._schema.fields import path as _path
from ..._schema.fields import required as _required
from .. import shared

__all__ = [
    "CreateExpenseDatasetRequest",
    "CreateExpenseDatasetResponse",
    "CreateExpenseTransactionRequest",
    "CreateExpenseTransactionResponse",
    "UpdateExpenseTransactionRequest",
    "UpdateExpenseTransactionResponse",
]


@dataclass(repr=False)
class CreateExpenseTransactionRequest(AllFieldsRepr):
    """The arguments of `expenses.create`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    create_expense_request: _Required[
        list[shared.ExpenseTransaction] | shared.CreateExpenseRequest
    ] = _required(
        metadata=_body(list[shared.ExpenseTransaction], required=True, min_items=1, max_items=50)
    )
    """The expenses, 1 to 50; a `shared.CreateExpenseRequest` makes a dataset instead, as in
    3.1.0.
    """


@dataclass(repr=False)
class CreateExpenseTransactionResponse(
    Response[shared.CreateExpenseResponse], value="create_expense_response", needs="sync_id"
):
    """The response of `expenses.create`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    create_expense_response: shared.CreateExpenseResponse | None = None
    """The identifier of the sync that was started."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class CreateExpenseDatasetRequest(AllFieldsRepr):
    """The arguments of `expenses.create_dataset`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    create_expense_request: shared.CreateExpenseRequest | None = _field(
        default=None, metadata=_body(shared.CreateExpenseRequest)
    )
    """The expenses of a dataset, for `expenses.create_dataset`.

    Deprecated, and unavailable after 1 May 2027: use `expenses.create`, which takes the expenses
    themselves.
    """


@dataclass(repr=False)
class CreateExpenseDatasetResponse(
    Response[shared.CreateExpenseResponse], value="create_expense_response"
):
    """The response of `expenses.create_dataset`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    create_expense_response: shared.CreateExpenseResponse | None = None
    """The identifier of the dataset."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class UpdateExpenseTransactionRequest(AllFieldsRepr):
    """The arguments of `expenses.update`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    transaction_id: str = _field(metadata=_path("transactionId", format="uuid"))
    """Identifier of the transaction, chosen when it was created."""
    update_expense_request: shared.UpdateExpenseRequest | None = _field(
        default=None, metadata=_body(shared.UpdateExpenseRequest)
    )
    """An expense with its new values.

    Net and tax amounts, tax rates, the bank account, tracking and notes can change; the type must
    be `Payment`.
    """


@dataclass(repr=False)
class UpdateExpenseTransactionResponse(
    Response[shared.UpdateExpenseResponse], value="update_expense_response", needs="sync_id"
):
    """The response of `expenses.update`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 422, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    update_expense_response: shared.UpdateExpenseResponse | None = None
    """The identifier of the sync that writes the change."""
