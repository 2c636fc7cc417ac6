# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Keep things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Operation, Resource
from ..models import operations, shared

if TYPE_CHECKING:
    from ..utils import RetryConfig

__all__ = ["ThingStore"]

_ADD = Operation(
    name="thing_store.add",
    method="POST",
    path="/boxes/{boxId}/things/{class}",
    request=operations.AddThingRequest,
    response=operations.AddThingResponse,
    replies={
        201: ("thing", shared.Thing),
    },
    keyed=True,
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


class ThingStore(Resource):
    """Keep things."""

    def add(
        self,
        request: operations.AddThingRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
        idempotency_key: str | None = None,
    ) -> operations.AddThingResponse:
        """Add a thing.

        Put a thing into the box.

        :param request: the arguments
        :param retries: how to try again, instead of the client's own setting
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :param idempotency_key: names this intended request, for repeating it; None makes a new key
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the answer is not one that the operation documents
        :raises APIConnectionError: if no whole answer came
        """
        return self._call(
            _ADD,
            request,
            retries,
            timeout=timeout,
            idempotency_key=idempotency_key,
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
