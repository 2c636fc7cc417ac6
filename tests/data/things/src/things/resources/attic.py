# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Where the boxes are."""

from __future__ import annotations

import warnings
from decimal import Decimal
from typing import Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation, Paging
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions
from .._loops.asynchronous import AsyncPages, AsyncResource, warns
from .._loops.blocking import Pages, Resource
from .._schema.hints import Unpack, deprecated
from ..models import operations, shared

__all__ = ["AsyncAttic", "Attic"]

_BUILD = Operation(
    name="attic.build",
    method="POST",
    path="/boxes",
    request=shared.Box,
    response=operations.BuildBoxResponse,
    replies={
        201: ("box", shared.Box),
    },
    errors=(404,),
    writes=True,
    deprecated="Boxes build themselves.",
)
_BURN = Operation(
    name="attic.burn",
    method="DELETE",
    path="/boxes/{boxId}",
    request=operations.BurnBoxRequest,
    response=operations.BurnBoxResponse,
    replies={
        204: None,
    },
    errors=(404,),
    writes=True,
)
_LIST = Operation(
    name="attic.list",
    method="GET",
    path="/boxes",
    request=operations.ListBoxesRequest,
    response=operations.ListBoxesResponse,
    replies={
        200: ("boxes", shared.Boxes),
    },
    errors=(410,),
)
_LIST_ALL = Paging(
    name="attic.list_all",
    operation=_LIST,
    value="boxes",
    item=shared.Box,
    key="label",
)
_PAINT = Operation(
    name="attic.paint",
    method="POST",
    path="/boxes/{boxId}/picture",
    request=operations.DrawBoxRequest,
    response=operations.DrawBoxResponse,
    replies={
        200: ("part", shared.Part),
    },
    errors=(404,),
    writes=True,
)
_REPLACE = Operation(
    name="attic.replace",
    method="PUT",
    path="/boxes/{boxId}",
    request=operations.ReplaceBoxRequest,
    response=operations.ReplaceBoxResponse,
    replies={
        200: ("box", shared.Box),
    },
    errors=(404,),
    writes=True,
)
_CHANGE = Operation(
    name="attic.change",
    method="PATCH",
    path="/boxes/{boxId}",
    request=operations.ChangeBoxRequest,
    response=operations.ChangeBoxResponse,
    replies={
        202: ("box", shared.Box),
    },
    errors=(404,),
    writes=True,
    former=_REPLACE,
)


class Attic(Resource):
    """Where the boxes are."""

    @overload
    @deprecated("Boxes build themselves.")
    def build(
        self,
        request: shared.Box,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.BuildBoxResponse: ...

    @overload
    @deprecated("Boxes build themselves.")
    def build(
        self,
        *,
        label: str,
        lid: bool,
        size: int,
        drawers: dict[str, shared.Part] | None = ...,
        knots: list[str] | None = ...,
        marks: dict[str, str] | None = ...,
        mood: shared.Mood | None = ...,
        rest: dict[str, Any] | None = ...,
        weight: Decimal | None = ...,
        wheels: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.BuildBoxResponse: ...

    @deprecated("Boxes build themselves.")
    @takes(_BUILD, CallOptions)
    def build(
        self, request: shared.Box | None = None, retries: RetryConfig | None = None, **given: Any
    ) -> operations.BuildBoxResponse:
        """Build a box.

        Build a box. Deprecated: boxes build themselves.

        :param request: the arguments, or pass its fields as keywords: label, lid, size, drawers,
            knots, marks, mood, rest, weight, wheels
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        warnings.warn(
            f"attic.build is deprecated. {_BUILD.deprecated}", DeprecationWarning, stacklevel=2
        )
        return self._calls.call(_BUILD, request, retries, **given)

    @overload
    def burn(
        self,
        request: operations.BurnBoxRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.BurnBoxResponse: ...

    @overload
    def burn(
        self, *, box_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.BurnBoxResponse: ...

    @takes(_BURN, CallOptions)
    def burn(
        self,
        request: operations.BurnBoxRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.BurnBoxResponse:
        """Burn a box.

        Burn a box, and what is in it.

        :param request: the arguments, or pass its fields as keywords: box_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_BURN, request, retries, **given)

    @overload
    def change(
        self,
        request: operations.ChangeBoxRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ChangeBoxResponse: ...

    @overload
    def change(
        self,
        *,
        box_id: str,
        box: shared.Change | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ChangeBoxResponse: ...

    @takes(_CHANGE, CallOptions)
    def change(
        self,
        request: operations.ChangeBoxRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ChangeBoxResponse:
        """Change a box.

        Change what is given.

        :param request: the arguments, or pass its fields as keywords: box_id, box
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_CHANGE, request, retries, **given)

    @overload
    def list(
        self,
        request: operations.ListBoxesRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListBoxesResponse: ...

    @overload
    def list(
        self,
        *,
        is_new: bool | None = ...,
        mood: shared.Mood | None = ...,
        page: int | None = ...,
        up_to: Decimal | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListBoxesResponse: ...

    @takes(_LIST, CallOptions)
    def list(
        self,
        request: operations.ListBoxesRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListBoxesResponse:
        """List boxes.

        Read a page of the boxes.

        :param request: the arguments, or pass its fields as keywords: is_new, mood, page, up_to
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_LIST, request, retries, **given)

    @overload
    def list_all(
        self,
        request: operations.ListBoxesRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListBoxesResponse, shared.Box]: ...

    @overload
    def list_all(
        self,
        *,
        is_new: bool | None = ...,
        mood: shared.Mood | None = ...,
        page: int | None = ...,
        up_to: Decimal | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> Pages[operations.ListBoxesResponse, shared.Box]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListBoxesRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> Pages[operations.ListBoxesResponse, shared.Box]:
        """Read all boxes.

        Pages are requested as needed; the request sets their size.

        :param request: the arguments; iteration starts at its page, or pass its fields as keywords:
            is_new, mood, page, up_to
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries for each page
        :param deadline: seconds for each page, retries included
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return Pages(self._calls, _LIST_ALL, request, retries, **given)

    @overload
    def paint(
        self,
        request: operations.DrawBoxRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DrawBoxResponse: ...

    @overload
    def paint(
        self,
        *,
        box_id: str,
        request_body: operations.DrawBoxRequestBody,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DrawBoxResponse: ...

    @takes(_PAINT, CallOptions)
    def paint(
        self,
        request: operations.DrawBoxRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.DrawBoxResponse:
        """Draw a box.

        Hang a picture of the box. As in 3.1.0; the same as `thing_store.draw`.

        :param request: the arguments, or pass its fields as keywords: box_id, request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_PAINT, request, retries, **given)

    @overload
    def replace(
        self,
        request: operations.ReplaceBoxRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ReplaceBoxResponse: ...

    @overload
    def replace(
        self,
        *,
        box_id: str,
        box: shared.Box | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ReplaceBoxResponse: ...

    @takes(_REPLACE, CallOptions)
    def replace(
        self,
        request: operations.ReplaceBoxRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ReplaceBoxResponse:
        """Replace a box.

        Put a box in the place of a box.

        :param request: the arguments, or pass its fields as keywords: box_id, box
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_REPLACE, request, retries, **given)


class AsyncAttic(AsyncResource):
    """Where the boxes are."""

    @overload
    @deprecated("Boxes build themselves.")
    async def build(
        self,
        request: shared.Box,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.BuildBoxResponse: ...

    @overload
    @deprecated("Boxes build themselves.")
    async def build(
        self,
        *,
        label: str,
        lid: bool,
        size: int,
        drawers: dict[str, shared.Part] | None = ...,
        knots: list[str] | None = ...,
        marks: dict[str, str] | None = ...,
        mood: shared.Mood | None = ...,
        rest: dict[str, Any] | None = ...,
        weight: Decimal | None = ...,
        wheels: int | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.BuildBoxResponse: ...

    @deprecated("Boxes build themselves.")
    @warns(f"attic.build is deprecated. {_BUILD.deprecated}")
    @takes(_BUILD, CallOptions)
    async def build(
        self, request: shared.Box | None = None, retries: RetryConfig | None = None, **given: Any
    ) -> operations.BuildBoxResponse:
        """Build a box.

        Build a box. Deprecated: boxes build themselves.

        :param request: the arguments, or pass its fields as keywords: label, lid, size, drawers,
            knots, marks, mood, rest, weight, wheels
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_BUILD, request, retries, **given)

    @overload
    async def burn(
        self,
        request: operations.BurnBoxRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.BurnBoxResponse: ...

    @overload
    async def burn(
        self, *, box_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.BurnBoxResponse: ...

    @takes(_BURN, CallOptions)
    async def burn(
        self,
        request: operations.BurnBoxRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.BurnBoxResponse:
        """Burn a box.

        Burn a box, and what is in it.

        :param request: the arguments, or pass its fields as keywords: box_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_BURN, request, retries, **given)

    @overload
    async def change(
        self,
        request: operations.ChangeBoxRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ChangeBoxResponse: ...

    @overload
    async def change(
        self,
        *,
        box_id: str,
        box: shared.Change | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ChangeBoxResponse: ...

    @takes(_CHANGE, CallOptions)
    async def change(
        self,
        request: operations.ChangeBoxRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ChangeBoxResponse:
        """Change a box.

        Change what is given.

        :param request: the arguments, or pass its fields as keywords: box_id, box
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_CHANGE, request, retries, **given)

    @overload
    async def list(
        self,
        request: operations.ListBoxesRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListBoxesResponse: ...

    @overload
    async def list(
        self,
        *,
        is_new: bool | None = ...,
        mood: shared.Mood | None = ...,
        page: int | None = ...,
        up_to: Decimal | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListBoxesResponse: ...

    @takes(_LIST, CallOptions)
    async def list(
        self,
        request: operations.ListBoxesRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListBoxesResponse:
        """List boxes.

        Read a page of the boxes.

        :param request: the arguments, or pass its fields as keywords: is_new, mood, page, up_to
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_LIST, request, retries, **given)

    @overload
    def list_all(
        self,
        request: operations.ListBoxesRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListBoxesResponse, shared.Box]: ...

    @overload
    def list_all(
        self,
        *,
        is_new: bool | None = ...,
        mood: shared.Mood | None = ...,
        page: int | None = ...,
        up_to: Decimal | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[operations.ListBoxesResponse, shared.Box]: ...

    @takes(_LIST, CallOptions)
    def list_all(
        self,
        request: operations.ListBoxesRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> AsyncPages[operations.ListBoxesResponse, shared.Box]:
        """Read all boxes.

        Pages are requested as needed; the request sets their size.

        :param request: the arguments; iteration starts at its page, or pass its fields as keywords:
            is_new, mood, page, up_to
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries for each page
        :param deadline: seconds for each page, retries included
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return AsyncPages(self._calls, _LIST_ALL, request, retries, **given)

    @overload
    async def paint(
        self,
        request: operations.DrawBoxRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DrawBoxResponse: ...

    @overload
    async def paint(
        self,
        *,
        box_id: str,
        request_body: operations.DrawBoxRequestBody,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DrawBoxResponse: ...

    @takes(_PAINT, CallOptions)
    async def paint(
        self,
        request: operations.DrawBoxRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.DrawBoxResponse:
        """Draw a box.

        Hang a picture of the box. As in 3.1.0; the same as `thing_store.draw`.

        :param request: the arguments, or pass its fields as keywords: box_id, request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_PAINT, request, retries, **given)

    @overload
    async def replace(
        self,
        request: operations.ReplaceBoxRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ReplaceBoxResponse: ...

    @overload
    async def replace(
        self,
        *,
        box_id: str,
        box: shared.Box | None = ...,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ReplaceBoxResponse: ...

    @takes(_REPLACE, CallOptions)
    async def replace(
        self,
        request: operations.ReplaceBoxRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ReplaceBoxResponse:
        """Replace a box.

        Put a box in the place of a box.

        :param request: the arguments, or pass its fields as keywords: box_id, box
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_REPLACE, request, retries, **given)
