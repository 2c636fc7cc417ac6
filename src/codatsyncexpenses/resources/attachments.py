# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Attach receipts to completed expenses."""

from __future__ import annotations

from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import KeyedOptions
from .._loops.asynchronous import AsyncResource
from .._loops.blocking import Resource
from .._schema.hints import Unpack
from ..models import operations, shared

__all__ = ["AsyncAttachments", "Attachments"]

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
    """Attach receipts to completed expenses."""

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

        Attach one file, such as a receipt, to a transaction whose status is `Completed`; the
        service writes it to the accounting software before it responds. A transaction may have
        several attachments. The API cannot replace an attachment: delete it in the accounting
        software and upload the new one. The accounting software limits size and file types, and
        QuickBooks Desktop takes no attachments.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id,
            transaction_id, request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_UPLOAD, request, retries, **given)


class AsyncAttachments(AsyncResource):
    """Attach receipts to completed expenses."""

    @overload
    async def upload(
        self,
        request: operations.UploadExpenseAttachmentRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.UploadExpenseAttachmentResponse: ...

    @overload
    async def upload(
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
    async def upload(
        self,
        request: operations.UploadExpenseAttachmentRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.UploadExpenseAttachmentResponse:
        """Upload expense attachment.

        Attach one file, such as a receipt, to a transaction whose status is `Completed`; the
        service writes it to the accounting software before it responds. A transaction may have
        several attachments. The API cannot replace an attachment: delete it in the accounting
        software and upload the new one. The accounting software limits size and file types, and
        QuickBooks Desktop takes no attachments.

        :param request: the arguments, or pass its fields as keywords: company_id, sync_id,
            transaction_id, request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_UPLOAD, request, retries, **given)
