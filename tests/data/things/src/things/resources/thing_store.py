# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Keep things."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._lazy import LateModule
from .._loops.blocking import Resource
from ..models import operations, shared

if TYPE_CHECKING:
    from .._calls import watch
    from ..models import waits
else:
    watch = LateModule(".._calls.watch", __package__)
    waits = LateModule("..models.waits", __package__)

__all__ = ["ThingStore"]

_ADD = Operation(
    name="thing_store.add",
    method="POST",
    path="/boxes/{boxId}/things/{class}",
    request=operations.AddThingRequest,
    response=operations.AddThingResponse,
    replies={
        201: ("thing", shared.Thing),
        404: ("error_message", shared.ErrorMessage),
    },
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
        404: ("error_message", shared.ErrorMessage),
    },
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
        404: ("error_message", shared.ErrorMessage),
    },
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
        404: ("error_message", shared.ErrorMessage),
    },
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
        404: ("error_message", shared.ErrorMessage),
    },
)
_LIST = Operation(
    name="thing_store.list",
    method="GET",
    path="/boxes/{boxId}/things/{class}",
    request=operations.ListThingsByClassRequest,
    response=operations.ListThingsByClassResponse,
    replies={
        200: ("things", list[shared.Thing]),
        404: ("error_message", shared.ErrorMessage),
    },
)


@functools.cache
def _watch() -> watch.Wait[operations.GetThingRequest, operations.GetThingResponse]:
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
def _add_and_watch() -> watch.Start[
    operations.AddThingRequest, operations.GetThingRequest, operations.GetThingResponse
]:
    return watch.Start(
        name="thing_store.add_and_watch",
        operation=_ADD,
        wait=_watch(),
        given={
            "box_id": "box_id",
        },
        answered={
            "thing_id": ("thing", "thing_id"),
        },
    )


class ThingStore(Resource):
    """Keep things."""

    def add(
        self,
        request: operations.AddThingRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | UUID | None = None,
    ) -> operations.AddThingResponse:
        """Add a thing.

        Put a thing into the box.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _ADD,
            request,
            retries,
            timeout=timeout,
            idempotency_key=idempotency_key,
        )

    def add_parts(
        self,
        request: operations.AddPartsRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.AddPartsResponse:
        """Add parts.

        Put parts into the box.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _ADD_PARTS,
            request,
            retries,
            timeout=timeout,
        )

    def draw(
        self,
        request: operations.DrawBoxRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.DrawBoxResponse:
        """Draw a box.

        Hang a picture of the box.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _DRAW,
            request,
            retries,
            timeout=timeout,
        )

    def find(
        self,
        request: operations.FindThingRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.FindThingResponse:
        """Find a thing.

        Find a thing, or some.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _FIND,
            request,
            retries,
            timeout=timeout,
        )

    def get(
        self,
        request: operations.GetThingRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.GetThingResponse:
        """Get a thing.

        Read a thing.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _GET,
            request,
            retries,
            timeout=timeout,
        )

    def list(
        self,
        request: operations.ListThingsByClassRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.ListThingsByClassResponse:
        """List things.

        Read the things of a class.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _LIST,
            request,
            retries,
            timeout=timeout,
        )

    def watch(
        self,
        request: operations.GetThingRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | None = 3600.0,
        on_update: Callable[[shared.Thing], object] | None = None,
        progress: bool = False,
        interval: float = 1.0,
        max_interval: float = 30.0,
        raise_on_failure: bool = True,
    ) -> operations.GetThingResponse:
        """Wait until a thing is done.

        The result is the last response, whose status says how it ended.

        :param request: the arguments
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds to wait at most; None waits without a limit
        :param on_update: called with the status each time it has changed
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls; it grows by half each time
        :param max_interval: the longest interval, in seconds
        :param raise_on_failure: raise if it ends in a failure, instead of returning the response
        :raises ThingBroken: if it ends in a failure
        :raises WatchTimeout: if it has not ended in time
        :raises WaitError: if it ends with a code that is not known
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.wait(
            _watch(),
            request,
            retries,
            timeout=timeout,
            on_update=on_update,
            progress=progress,
            interval=interval,
            max_interval=max_interval,
            raise_on_failure=raise_on_failure,
        )

    def add_and_watch(
        self,
        request: operations.AddThingRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | None = 3600.0,
        on_update: Callable[[shared.Thing], object] | None = None,
        progress: bool = False,
        interval: float = 1.0,
        max_interval: float = 30.0,
        raise_on_failure: bool = True,
        idempotency_key: str | UUID | None = None,
    ) -> operations.GetThingResponse:
        """Put a thing into the box and wait until it is done.

        The result is the last response, whose status says how it ended.

        :param request: the arguments
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds to wait at most; None waits without a limit
        :param on_update: called with the status each time it has changed
        :param progress: draw a progress bar; needs the extra `progress`
        :param interval: seconds between the first two polls; it grows by half each time
        :param max_interval: the longest interval, in seconds
        :param raise_on_failure: raise if it ends in a failure, instead of returning the response
        :param idempotency_key: the UUID of this request, for repeating it; None makes a new one
        :raises ThingBroken: if it ends in a failure
        :raises WatchTimeout: if it has not ended in time
        :raises WaitError: if it ends with a code that is not known
        :raises RequestError: if an argument cannot be used
        :raises SDKError: if the response to a request is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.wait(
            _add_and_watch(),
            request,
            retries,
            idempotency_key=idempotency_key,
            timeout=timeout,
            on_update=on_update,
            progress=progress,
            interval=interval,
            max_interval=max_interval,
            raise_on_failure=raise_on_failure,
        )
