# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `sync`."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as _field

import requests

from ..._bases.model import ModelList
from ..._bases.response import Response
from ..._display.repr import AllFieldsRepr
from ..._schema.fields import body as _body
from ..._schema.fields import path as _path
from .. import shared

__all__ = [
    "GetLastSuccessfulSyncRequest",
    "GetLastSuccessfulSyncResponse",
    "GetLatestSyncRequest",
    "GetLatestSyncResponse",
    "GetSyncByIDRequest",
    "GetSyncByIDResponse",
    "InitiateSyncRequest",
    "InitiateSyncResponse",
    "ListSyncsRequest",
    "ListSyncsResponse",
]


@dataclass(repr=False)
class GetSyncByIDRequest(AllFieldsRepr):
    """The arguments of `sync.get`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    sync_id: str = _field(metadata=_path("syncId", format="uuid"))
    """Identifier of the sync, a UUID."""


@dataclass(repr=False)
class GetSyncByIDResponse(Response[shared.CompanySyncStatus], value="company_sync_status"):
    """The response of `sync.get`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    company_sync_status: shared.CompanySyncStatus | None = None
    """The status of the sync."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class GetLastSuccessfulSyncRequest(AllFieldsRepr):
    """The arguments of `sync.get_last_successful_sync`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""


@dataclass(repr=False)
class GetLastSuccessfulSyncResponse(
    Response[shared.CompanySyncStatus], value="company_sync_status"
):
    """The response of `sync.get_last_successful_sync`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    company_sync_status: shared.CompanySyncStatus | None = None
    """The status of the sync."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class GetLatestSyncRequest(AllFieldsRepr):
    """The arguments of `sync.get_latest_sync`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""


@dataclass(repr=False)
class GetLatestSyncResponse(Response[shared.CompanySyncStatus], value="company_sync_status"):
    """The response of `sync.get_latest_sync`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    company_sync_status: shared.CompanySyncStatus | None = None
    """The status of the sync."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""


@dataclass(repr=False)
class InitiateSyncRequest(AllFieldsRepr):
    """The arguments of `sync.initiate_sync`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    initiate_sync: shared.InitiateSync | None = _field(
        default=None, metadata=_body(shared.InitiateSync)
    )
    """The datasets to sync."""


@dataclass(repr=False)
class InitiateSyncResponse(Response[shared.SyncInitiated], value="sync_initiated", needs="sync_id"):
    """The response of `sync.initiate_sync`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 404, 422."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
    sync_initiated: shared.SyncInitiated | None = None
    """The sync was accepted and runs in the background."""


@dataclass(repr=False)
class ListSyncsRequest(AllFieldsRepr):
    """The arguments of `sync.list`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""


@dataclass(repr=False)
class ListSyncsResponse(
    Response[ModelList[shared.CompanySyncStatus]], value="company_sync_statuses"
):
    """The response of `sync.list`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    company_sync_statuses: ModelList[shared.CompanySyncStatus] | None = None
    """The statuses of the company's syncs."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
