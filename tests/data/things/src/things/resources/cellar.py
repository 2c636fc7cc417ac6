# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Where there is nothing of its own."""

from __future__ import annotations

from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions
from .._loops.asynchronous import AsyncResource
from .._loops.blocking import Resource
from .._schema.hints import Unpack
from ..models import operations, shared

__all__ = ["AsyncCellar", "Cellar"]

_FILL = Operation(
    name="cellar.fill",
    method="POST",
    path="/boxes/{boxId}/things",
    request=operations.AddPartsRequest,
    response=operations.AddPartsResponse,
    replies={
        200: ("drawers", dict[str, shared.Part]),
    },
    errors=(404,),
    writes=True,
)


class Cellar(Resource):
    """Where there is nothing of its own."""

    @overload
    def fill(
        self,
        request: operations.AddPartsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.AddPartsResponse: ...

    @overload
    def fill(
        self,
        *,
        box_id: str,
        new_parts: list[shared.Part],
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.AddPartsResponse: ...

    @takes(_FILL, CallOptions)
    def fill(
        self,
        request: operations.AddPartsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.AddPartsResponse:
        """Add parts.

        Put parts into the box. As in 3.1.0; the same as `thing_store.add_parts`.

        :param request: the arguments, or pass its fields as keywords: box_id, new_parts
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_FILL, request, retries, **given)


class AsyncCellar(AsyncResource):
    """Where there is nothing of its own."""

    @overload
    async def fill(
        self,
        request: operations.AddPartsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.AddPartsResponse: ...

    @overload
    async def fill(
        self,
        *,
        box_id: str,
        new_parts: list[shared.Part],
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.AddPartsResponse: ...

    @takes(_FILL, CallOptions)
    async def fill(
        self,
        request: operations.AddPartsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.AddPartsResponse:
        """Add parts.

        Put parts into the box. As in 3.1.0; the same as `thing_store.add_parts`.

        :param request: the arguments, or pass its fields as keywords: box_id, new_parts
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_FILL, request, retries, **given)
