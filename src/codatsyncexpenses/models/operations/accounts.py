# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `accounts`."""

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
    "CreateAccountRequest",
    "CreateAccountResponse",
    "GetCreateChartOfAccountsModelRequest",
    "GetCreateChartOfAccountsModelResponse",
]


@dataclass(repr=False)
class CreateAccountRequest(AllFieldsRepr):
    """The arguments of `accounts.create`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    connection_id: str = _field(metadata=_path("connectionId", format="uuid"))
    """Identifier of the connection, a UUID."""
    account: shared.Account | None = _field(default=None, metadata=_body(shared.Account))
    """An account of the company's chart of accounts."""
    allow_sync_on_push_complete: bool | None = _field(
        default=True, metadata=_query("allowSyncOnPushComplete")
    )
    """Whether the service reads the written record back by itself."""
    timeout_in_minutes: int | None = _field(default=None, metadata=_query("timeoutInMinutes"))
    """Minutes after which the service stops waiting for the accounting software.

    It ends the wait, not the write: the record may still appear later.
    """


@dataclass(repr=False)
class CreateAccountResponse(
    Response[shared.CreateAccountResponse], value="create_account_response"
):
    """The response of `accounts.create`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    create_account_response: shared.CreateAccountResponse | None = None
    """The push operation that creates the account."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class GetCreateChartOfAccountsModelRequest(AllFieldsRepr):
    """The arguments of `accounts.get_create_model`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    connection_id: str = _field(metadata=_path("connectionId", format="uuid"))
    """Identifier of the connection, a UUID."""


@dataclass(repr=False)
class GetCreateChartOfAccountsModelResponse(Response[shared.PushOption], value="push_option"):
    """The response of `accounts.get_create_model`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    push_option: shared.PushOption | None = None
    """The model of a new account."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
