# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Keep things."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, overload

from .._calls.keywords import takes
from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._calls.settings import CallOptions, KeyedOptions, StartOptions, WaitOptions
from .._lazy import LateModule
from .._loops.asynchronous import AsyncResource
from .._loops.blocking import Resource
from .._schema.hints import Unpack
from ..models import operations, shared

if TYPE_CHECKING:
    from .._calls import watch
    from ..models import waits
else:
    watch = LateModule(".._calls.watch", __package__)
    waits = LateModule("..models.waits", __package__)

__all__ = ["AsyncThingStore", "ThingStore"]

_ADD = Operation(
    name="thing_store.add",
    method="POST",
    path="/boxes/{boxId}/things/{class}",
    request=operations.AddThingRequest,
    response=operations.AddThingResponse,
    replies={
        201: ("thing", shared.Thing),
    },
    errors=(404,),
    keyed=True,
    writes=True,
)
_ADD_PARTS = Operation(
    name="thing_store.add_parts",
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
_DRAW = Operation(
    name="thing_store.draw",
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
_FIND = Operation(
    name="thing_store.find",
    method="GET",
    path="/boxes/{boxId}/things",
    request=operations.FindThingRequest,
    response=operations.FindThingResponse,
    replies={
        200: ("thing", shared.Thing),
    },
    errors=(404,),
    many="things",
)
_GET = Operation(
    name="thing_store.get",
    method="GET",
    path="/boxes/{boxId}/{thingId}",
    request=operations.GetThingRequest,
    response=operations.GetThingResponse,
    replies={
        200: ("thing", shared.Thing),
    },
    errors=(404,),
)
_LIST = Operation(
    name="thing_store.list",
    method="GET",
    path="/boxes/{boxId}/things/{class}",
    request=operations.ListThingsByClassRequest,
    response=operations.ListThingsByClassResponse,
    replies={
        200: ("things", list[shared.Thing]),
    },
    errors=(404,),
)


@functools.cache
def watch_plan() -> watch.Wait[operations.GetThingRequest, operations.GetThingResponse]:
    return watch.Wait(
        name="thing_store.watch",
        operation=_GET,
        value="thing",
        code="condition",
        stage="colour",
        running=(
            "grey",
            "pink",
        ),
        ended=("red",),
        done="is_new",
        ids={
            "thing_id": "thing_id",
        },
        failed=waits.ThingBroken,
        timed_out=waits.WatchTimeout,
    )


@functools.cache
def add_and_watch_plan() -> watch.Start[
    operations.AddThingRequest, operations.GetThingRequest, operations.GetThingResponse
]:
    return watch.Start(
        name="thing_store.add_and_watch",
        operation=_ADD,
        wait=watch_plan(),
        given={
            "box_id": "box_id",
        },
        answered={
            "thing_id": ("thing", "thing_id"),
        },
    )


class ThingStore(Resource):
    """Keep things."""

    @overload
    def add(
        self,
        request: operations.AddThingRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.AddThingResponse: ...

    @overload
    def add(
        self,
        *,
        box_id: str,
        class_: str,
        thing: shared.Thing,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.AddThingResponse: ...

    @takes(_ADD, KeyedOptions)
    def add(
        self,
        request: operations.AddThingRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.AddThingResponse:
        """Add a thing.

        Put a thing into the box.

        :param request: the arguments, or pass its fields as keywords: box_id, class_, thing
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_ADD, request, retries, **given)

    @overload
    def add_parts(
        self,
        request: operations.AddPartsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.AddPartsResponse: ...

    @overload
    def add_parts(
        self,
        *,
        box_id: str,
        new_parts: list[shared.Part],
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.AddPartsResponse: ...

    @takes(_ADD_PARTS, CallOptions)
    def add_parts(
        self,
        request: operations.AddPartsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.AddPartsResponse:
        """Add parts.

        Put parts into the box.

        :param request: the arguments, or pass its fields as keywords: box_id, new_parts
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_ADD_PARTS, request, retries, **given)

    @overload
    def draw(
        self,
        request: operations.DrawBoxRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DrawBoxResponse: ...

    @overload
    def draw(
        self,
        *,
        box_id: str,
        request_body: operations.DrawBoxRequestBody,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DrawBoxResponse: ...

    @takes(_DRAW, CallOptions)
    def draw(
        self,
        request: operations.DrawBoxRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.DrawBoxResponse:
        """Draw a box.

        Hang a picture of the box.

        :param request: the arguments, or pass its fields as keywords: box_id, request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_DRAW, request, retries, **given)

    @overload
    def find(
        self,
        request: operations.FindThingRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.FindThingResponse: ...

    @overload
    def find(
        self, *, box_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.FindThingResponse: ...

    @takes(_FIND, CallOptions)
    def find(
        self,
        request: operations.FindThingRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.FindThingResponse:
        """Find a thing.

        Find a thing, or some.

        :param request: the arguments, or pass its fields as keywords: box_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_FIND, request, retries, **given)

    @overload
    def get(
        self,
        request: operations.GetThingRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetThingResponse: ...

    @overload
    def get(
        self,
        *,
        box_id: str,
        thing_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetThingResponse: ...

    @takes(_GET, CallOptions)
    def get(
        self,
        request: operations.GetThingRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetThingResponse:
        """Get a thing.

        Read a thing.

        :param request: the arguments, or pass its fields as keywords: box_id, thing_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(_GET, request, retries, **given)

    @overload
    def list(
        self,
        request: operations.ListThingsByClassRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListThingsByClassResponse: ...

    @overload
    def list(
        self,
        *,
        box_id: str,
        class_: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListThingsByClassResponse: ...

    @takes(_LIST, CallOptions)
    def list(
        self,
        request: operations.ListThingsByClassRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListThingsByClassResponse:
        """List things.

        Read the things of a class.

        :param request: the arguments, or pass its fields as keywords: box_id, class_
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
    def watch(
        self,
        request: operations.GetThingRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.Thing]],
    ) -> operations.GetThingResponse: ...

    @overload
    def watch(
        self,
        *,
        box_id: str,
        thing_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.Thing]],
    ) -> operations.GetThingResponse: ...

    @takes(_GET, WaitOptions)
    def watch(
        self,
        request: operations.GetThingRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetThingResponse:
        """Wait until a thing is done.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: box_id, thing_id
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: the longest time to wait in seconds, 3600 by default; None is no limit
        :param on_update: called with the status each time it changes
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: whether to raise an exception on a failure, or return the response
        :raises ThingBroken: if it ends in a failure
        :raises WatchTimeout: if it has not ended in time
        :raises WaitError: if it ends with an unknown code
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.wait(watch_plan(), request, retries, **given)

    @overload
    def add_and_watch(
        self,
        request: operations.AddThingRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.Thing]],
    ) -> operations.GetThingResponse: ...

    @overload
    def add_and_watch(
        self,
        *,
        box_id: str,
        class_: str,
        thing: shared.Thing,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.Thing]],
    ) -> operations.GetThingResponse: ...

    @takes(_ADD, StartOptions)
    def add_and_watch(
        self,
        request: operations.AddThingRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetThingResponse:
        """Put a thing into the box and wait until it is done.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: box_id, class_, thing
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: the longest time to wait in seconds, 3600 by default; None is no limit
        :param on_update: called with the status each time it changes
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: whether to raise an exception on a failure, or return the response
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises ThingBroken: if it ends in a failure
        :raises WatchTimeout: if it has not ended in time
        :raises WaitError: if it ends with an unknown code
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.wait(add_and_watch_plan(), request, retries, **given)


class AsyncThingStore(AsyncResource):
    """Keep things."""

    @overload
    async def add(
        self,
        request: operations.AddThingRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.AddThingResponse: ...

    @overload
    async def add(
        self,
        *,
        box_id: str,
        class_: str,
        thing: shared.Thing,
        retries: RetryConfig | None = None,
        **options: Unpack[KeyedOptions],
    ) -> operations.AddThingResponse: ...

    @takes(_ADD, KeyedOptions)
    async def add(
        self,
        request: operations.AddThingRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.AddThingResponse:
        """Add a thing.

        Put a thing into the box.

        :param request: the arguments, or pass its fields as keywords: box_id, class_, thing
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_ADD, request, retries, **given)

    @overload
    async def add_parts(
        self,
        request: operations.AddPartsRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.AddPartsResponse: ...

    @overload
    async def add_parts(
        self,
        *,
        box_id: str,
        new_parts: list[shared.Part],
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.AddPartsResponse: ...

    @takes(_ADD_PARTS, CallOptions)
    async def add_parts(
        self,
        request: operations.AddPartsRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.AddPartsResponse:
        """Add parts.

        Put parts into the box.

        :param request: the arguments, or pass its fields as keywords: box_id, new_parts
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_ADD_PARTS, request, retries, **given)

    @overload
    async def draw(
        self,
        request: operations.DrawBoxRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DrawBoxResponse: ...

    @overload
    async def draw(
        self,
        *,
        box_id: str,
        request_body: operations.DrawBoxRequestBody,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.DrawBoxResponse: ...

    @takes(_DRAW, CallOptions)
    async def draw(
        self,
        request: operations.DrawBoxRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.DrawBoxResponse:
        """Draw a box.

        Hang a picture of the box.

        :param request: the arguments, or pass its fields as keywords: box_id, request_body
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_DRAW, request, retries, **given)

    @overload
    async def find(
        self,
        request: operations.FindThingRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.FindThingResponse: ...

    @overload
    async def find(
        self, *, box_id: str, retries: RetryConfig | None = None, **options: Unpack[CallOptions]
    ) -> operations.FindThingResponse: ...

    @takes(_FIND, CallOptions)
    async def find(
        self,
        request: operations.FindThingRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.FindThingResponse:
        """Find a thing.

        Find a thing, or some.

        :param request: the arguments, or pass its fields as keywords: box_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_FIND, request, retries, **given)

    @overload
    async def get(
        self,
        request: operations.GetThingRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetThingResponse: ...

    @overload
    async def get(
        self,
        *,
        box_id: str,
        thing_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.GetThingResponse: ...

    @takes(_GET, CallOptions)
    async def get(
        self,
        request: operations.GetThingRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetThingResponse:
        """Get a thing.

        Read a thing.

        :param request: the arguments, or pass its fields as keywords: box_id, thing_id
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param max_retries: the largest number of retries, instead of the client's setting
        :param deadline: seconds for the whole call, retries included, instead of the client's
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response is not documented for the operation
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.call(_GET, request, retries, **given)

    @overload
    async def list(
        self,
        request: operations.ListThingsByClassRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListThingsByClassResponse: ...

    @overload
    async def list(
        self,
        *,
        box_id: str,
        class_: str,
        retries: RetryConfig | None = None,
        **options: Unpack[CallOptions],
    ) -> operations.ListThingsByClassResponse: ...

    @takes(_LIST, CallOptions)
    async def list(
        self,
        request: operations.ListThingsByClassRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.ListThingsByClassResponse:
        """List things.

        Read the things of a class.

        :param request: the arguments, or pass its fields as keywords: box_id, class_
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
    async def watch(
        self,
        request: operations.GetThingRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.Thing]],
    ) -> operations.GetThingResponse: ...

    @overload
    async def watch(
        self,
        *,
        box_id: str,
        thing_id: str,
        retries: RetryConfig | None = None,
        **options: Unpack[WaitOptions[shared.Thing]],
    ) -> operations.GetThingResponse: ...

    @takes(_GET, WaitOptions)
    async def watch(
        self,
        request: operations.GetThingRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetThingResponse:
        """Wait until a thing is done.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: box_id, thing_id
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: the longest time to wait in seconds, 3600 by default; None is no limit
        :param on_update: called with the status each time it changes
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: whether to raise an exception on a failure, or return the response
        :raises ThingBroken: if it ends in a failure
        :raises WatchTimeout: if it has not ended in time
        :raises WaitError: if it ends with an unknown code
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.wait(watch_plan(), request, retries, **given)

    @overload
    async def add_and_watch(
        self,
        request: operations.AddThingRequest,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.Thing]],
    ) -> operations.GetThingResponse: ...

    @overload
    async def add_and_watch(
        self,
        *,
        box_id: str,
        class_: str,
        thing: shared.Thing,
        retries: RetryConfig | None = None,
        **options: Unpack[StartOptions[shared.Thing]],
    ) -> operations.GetThingResponse: ...

    @takes(_ADD, StartOptions)
    async def add_and_watch(
        self,
        request: operations.AddThingRequest | None = None,
        retries: RetryConfig | None = None,
        **given: Any,
    ) -> operations.GetThingResponse:
        """Put a thing into the box and wait until it is done.

        Return the last response; its status is the outcome.

        :param request: the arguments, or pass its fields as keywords: box_id, class_, thing
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: the longest time to wait in seconds, 3600 by default; None is no limit
        :param on_update: called with the status each time it changes
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls, 1 by default; grows by half each time
        :param max_interval: the longest interval in seconds, 30 by default
        :param raise_on_failure: whether to raise an exception on a failure, or return the response
        :param idempotency_key: the UUID of this request, to repeat it; None generates one
        :raises ThingBroken: if it ends in a failure
        :raises WatchTimeout: if it has not ended in time
        :raises WaitError: if it ends with an unknown code
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return await self._calls.wait(add_and_watch_plan(), request, retries, **given)
