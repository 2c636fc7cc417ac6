# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Attach receipts to expenses that were written."""

from __future__ import annotations

from uuid import UUID

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._loops.blocking import Resource
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
        400: ("error_message", shared.ErrorMessage),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
    keyed=True,
    writes=True,
)


class Attachments(Resource):
    """Attach receipts to expenses that were written."""

    def upload(
        self,
        request: operations.UploadExpenseAttachmentRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.UploadExpenseAttachmentResponse:
        """Upload expense attachment.

        Attach one file, such as a receipt, to a transaction whose status is `Completed`; it is
        written to the accounting software before the answer comes. A transaction may have several
        attachments, but none can be replaced here: delete it in the accounting software and upload
        again. The accounting software limits size and file types, and QuickBooks Desktop takes no
        attachments.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _UPLOAD,
            request,
            retries,
            timeout=timeout,
            idempotency_key=idempotency_key,
        )
