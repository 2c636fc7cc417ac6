# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Where there is nothing of its own."""

from __future__ import annotations

from .._calls.operation import Operation
from .._calls.retries import RetryConfig
from .._loops.blocking import Resource
from ..models import operations, shared

__all__ = ["Cellar"]

_FILL = Operation(
    name="cellar.fill",
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


class Cellar(Resource):
    """Where there is nothing of its own."""

    def fill(
        self,
        request: operations.AddPartsRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.AddPartsResponse:
        """Add parts.

        Put parts into the box. As in 3.1.0; the same as `thing_store.add_parts`.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _FILL,
            request,
            retries,
            timeout=timeout,
        )
