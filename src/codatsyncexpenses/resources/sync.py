# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Start syncs of a company's expenses and follow them to their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Operation, Resource
from ..models import operations, shared

if TYPE_CHECKING:
    from ..utils import RetryConfig

__all__ = ["Sync"]

_GET = Operation(
    name="sync.get",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/{syncId}/status",
    request=operations.GetSyncByIDRequest,
    response=operations.GetSyncByIDResponse,
    replies={
        200: ("company_sync_status", shared.CompanySyncStatus),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_GET_LAST_SUCCESSFUL_SYNC = Operation(
    name="sync.get_last_successful_sync",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/lastSuccessful/status",
    request=operations.GetLastSuccessfulSyncRequest,
    response=operations.GetLastSuccessfulSyncResponse,
    replies={
        200: ("company_sync_status", shared.CompanySyncStatus),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_GET_LATEST_SYNC = Operation(
    name="sync.get_latest_sync",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/latest/status",
    request=operations.GetLatestSyncRequest,
    response=operations.GetLatestSyncResponse,
    replies={
        200: ("company_sync_status", shared.CompanySyncStatus),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)
_INITIATE_SYNC = Operation(
    name="sync.initiate_sync",
    method="POST",
    path="/companies/{companyId}/sync/expenses/syncs",
    request=operations.InitiateSyncRequest,
    response=operations.InitiateSyncResponse,
    replies={
        202: ("sync_initiated", shared.SyncInitiated),
        400: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        422: ("error_message", shared.ErrorMessage),
    },
    keyed=True,
)
_LIST = Operation(
    name="sync.list",
    method="GET",
    path="/companies/{companyId}/sync/expenses/syncs/list/status",
    request=operations.ListSyncsRequest,
    response=operations.ListSyncsResponse,
    replies={
        200: ("company_sync_statuses", list[shared.CompanySyncStatus]),
        401: ("error_message", shared.ErrorMessage),
        404: ("error_message", shared.ErrorMessage),
        429: ("error_message", shared.ErrorMessage),
    },
)


class Sync(Resource):
    """Start syncs of a company's expenses and follow them to their end."""

    def get(
        self,
        request: operations.GetSyncByIDRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetSyncByIDResponse:
        """Get sync status.

        Read the status of one sync.

        :param request: the arguments
        :param retries: how to try again, instead of the client's own setting
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the answer is not one that the operation documents
        :raises APIConnectionError: if no whole answer came
        """
        return self._call(
            _GET,
            request,
            retries,
            timeout=timeout,
        )

    def get_last_successful_sync(
        self,
        request: operations.GetLastSuccessfulSyncRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetLastSuccessfulSyncResponse:
        """Last successful sync.

        Read the status of the company's most recent sync that succeeded.

        :param request: the arguments
        :param retries: how to try again, instead of the client's own setting
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the answer is not one that the operation documents
        :raises APIConnectionError: if no whole answer came
        """
        return self._call(
            _GET_LAST_SUCCESSFUL_SYNC,
            request,
            retries,
            timeout=timeout,
        )

    def get_latest_sync(
        self,
        request: operations.GetLatestSyncRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetLatestSyncResponse:
        """Latest sync status.

        Read the status of the company's most recent sync, however it ended.

        :param request: the arguments
        :param retries: how to try again, instead of the client's own setting
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the answer is not one that the operation documents
        :raises APIConnectionError: if no whole answer came
        """
        return self._call(
            _GET_LATEST_SYNC,
            request,
            retries,
            timeout=timeout,
        )

    def initiate_sync(
        self,
        request: operations.InitiateSyncRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | None = None,
    ) -> operations.InitiateSyncResponse:
        """Initiate sync.

        Start a sync of the datasets that are named. The service answers at once and works on;
        follow the sync by the identifier it returns.

        :param request: the arguments
        :param retries: how to try again, instead of the client's own setting
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param idempotency_key: names this intended request, for repeating it; None makes a new key
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the answer is not one that the operation documents
        :raises APIConnectionError: if no whole answer came
        """
        return self._call(
            _INITIATE_SYNC,
            request,
            retries,
            timeout=timeout,
            idempotency_key=idempotency_key,
        )

    def list(
        self,
        request: operations.ListSyncsRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.ListSyncsResponse:
        """List sync statuses.

        Read the statuses of all syncs of the company. The answer is not paged.

        :param request: the arguments
        :param retries: how to try again, instead of the client's own setting
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the answer is not one that the operation documents
        :raises APIConnectionError: if no whole answer came
        """
        return self._call(
            _LIST,
            request,
            retries,
            timeout=timeout,
        )
