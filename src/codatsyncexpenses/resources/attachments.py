# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Attach receipts to expenses that were written."""

from __future__ import annotations

from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import KeyedOptions
from .._loops.blocking import Resource
from .._schema.hints import Unpack
from ..models import operations, shared

__all__ = ["Attachments"]

_UPLOAD = Operation(
    name="attachments.upload",
    method="POST",
    path="/companies/{companyId}/sync/expenses/syncs/{syncId}/transactions/{transactionId}/attachments",
    request=operations.UploadExpenseAttachmentRequest,
    response=operations.UploadExpenseAttachmentResponse,
    replies={
        200: ("attachment", shared.Attachment),
    },
    errors=(400, 401, 404, 429),
    keyed=True,
    writes=True,
)


class Attachments(Resource):
    """Attach receipts to expenses that were written."""

    @overload
    def upload(
        self,
        request: operations.UploadExpenseAttachmentRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UploadExpenseAttachmentResponse: ...

    @overload
    def upload(
        self,
        *,
        company_id: str,
        sync_id: str,
        transaction_id: str,
        request_body: operations.UploadExpenseAttachmentRequestBody,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UploadExpenseAttachmentResponse: ...

    @takes(_UPLOAD, KeyedOptions)
    def upload(
        self,
        request: operations.UploadExpenseAttachmentRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UploadExpenseAttachmentResponse:
        """Upload expense attachment.

        Attach one file, such as a receipt, to a transaction whose status is `Completed`; it is
        written to the accounting software before the answer comes. A transaction may have several
        attachments, but none can be replaced here: delete it in the accounting software and upload
        again. The accounting software limits size and file types, and QuickBooks Desktop takes no
        attachments.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id,
            transaction_id, request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: attempts at most after the first, instead of the client's setting
        :param deadline: seconds for the whole call with its retries, instead of the client's
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_UPLOAD, request, retries, **given)
