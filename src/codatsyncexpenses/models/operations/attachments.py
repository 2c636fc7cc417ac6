# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of `attachments`."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as _field

import requests

from ..._bases.response import Response
from ..._display.repr import AllFieldsRepr
from ..._schema.fields import Required as _Required
from ..._schema.fields import file as _file
from ..._schema.fields import path as _path
from ..._schema.fields import required as _required
from ..._uploads.file import File
from .. import shared

__all__ = [
    "UploadExpenseAttachmentRequest",
    "UploadExpenseAttachmentRequestBody",
    "UploadExpenseAttachmentResponse",
]


@dataclass(repr=False)
class UploadExpenseAttachmentRequestBody(File):
    """The file to attach."""


@dataclass(repr=False)
class UploadExpenseAttachmentRequest(AllFieldsRepr):
    """The arguments of `attachments.upload`."""

    company_id: str = _field(metadata=_path("companyId", format="uuid"))
    """Identifier of the company, a UUID."""
    sync_id: str = _field(metadata=_path("syncId", format="uuid"))
    """Identifier of the sync, a UUID."""
    transaction_id: str = _field(metadata=_path("transactionId", format="uuid"))
    """Identifier of the transaction, chosen when it was created."""
    request_body: _Required[UploadExpenseAttachmentRequestBody] = _required(
        metadata=_file("file", required=True)
    )
    """The file to attach."""


@dataclass(repr=False)
class UploadExpenseAttachmentResponse(Response[shared.Attachment], value="attachment"):
    """The response of `attachments.upload`."""

    content_type: str
    """The content type of the response."""
    status_code: int
    """The HTTP status."""
    attachment: shared.Attachment | None = None
    """The attachment that was written."""
    error_message: shared.ErrorMessage | None = None
    """The API's message for a documented error: 400, 401, 404, 429."""
    raw_response: requests.Response | None = None
    """The response of requests; its request is a copy without the credential."""
