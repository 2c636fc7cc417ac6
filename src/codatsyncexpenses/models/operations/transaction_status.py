# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `transaction_status`."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as _field

import requests

from ..._bases.model import ModelList
from ..._bases.response import Response
from ..._display.repr import AllFieldsRepr
from ..._schema.fields import path as _path
from ..._schema.fields import query as _query
from .. import shared

__all__ = [
    "GetSyncTransactionRequest",
    "GetSyncTransactionResponse",
    "ListSyncTransactionsRequest",
    "ListSyncTransactionsResponse",
]


@dataclass(repr=False)
class GetSyncTransactionRequest(AllFieldsRepr):
    """The arguments of `transaction_status.get`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    sync_id: str = _field(metadata=_path("syncId", format="uuid"))
    """Identifier of the sync, a UUID."""
    transaction_id: str = _field(metadata=_path("transactionId", format="uuid"))
    """Identifier of the transaction, chosen when it was created."""


@dataclass(repr=False)
class GetSyncTransactionResponse(Response[shared.Transaction], value="transaction"):
    """The response of `transaction_status.get`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    transaction: shared.Transaction | None = None
    """The status of the transaction."""
    transactions: ModelList[shared.Transaction] | None = None
    """All objects of the response, where it is a list."""


@dataclass(repr=False)
class ListSyncTransactionsRequest(AllFieldsRepr):
    """The arguments of `transaction_status.list`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    sync_id: str = _field(metadata=_path("syncId", format="uuid"))
    """Identifier of the sync, a UUID."""
    page: int | None = _field(default=1, metadata=_query("page", minimum=1))
    """Number of the page, from 1."""
    page_size: int | None = _field(
        default=100, metadata=_query("pageSize", minimum=1, maximum=5000)
    )
    """Results on a page, 1 to 5000; the service recommends 100."""


@dataclass(repr=False)
class ListSyncTransactionsResponse(Response[shared.Transactions], value="transactions"):
    """The response of `transaction_status.list`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    transactions: shared.Transactions | None = None
    """The page of transaction statuses."""
