# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""Where the boxes are."""

from __future__ import annotations

from .._calls.operation import Operation, Paging
from .._calls.retries import RetryConfig
from .._loops.blocking import Pages, Resource
from ..models import operations, shared

__all__ = ["Attic"]

_BUILD = Operation(
    name="attic.build",
    method="POST",
    path="/boxes",
    request=shared.Box,
    response=operations.BuildBoxResponse,
    replies={
        201: ("box", shared.Box),
        404: ("error_message", shared.ErrorMessage),
    },
    writes=True,
)
_BURN = Operation(
    name="attic.burn",
    method="DELETE",
    path="/boxes/{boxId}",
    request=operations.BurnBoxRequest,
    response=operations.BurnBoxResponse,
    replies={
        204: None,
        404: ("error_message", shared.ErrorMessage),
    },
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
        410: ("error_message", shared.ErrorMessage),
    },
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
        404: ("error_message", shared.ErrorMessage),
    },
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
        404: ("error_message", shared.ErrorMessage),
    },
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
        404: ("error_message", shared.ErrorMessage),
    },
    writes=True,
    former=_REPLACE,
)


class Attic(Resource):
    """Where the boxes are."""

    def build(
        self,
        request: shared.Box,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.BuildBoxResponse:
        """Build a box.

        Build a box. Deprecated: boxes build themselves.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _BUILD,
            request,
            retries,
            timeout=timeout,
        )

    def burn(
        self,
        request: operations.BurnBoxRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.BurnBoxResponse:
        """Burn a box.

        Burn a box, and what is in it.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _BURN,
            request,
            retries,
            timeout=timeout,
        )

    def change(
        self,
        request: operations.ChangeBoxRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.ChangeBoxResponse:
        """Change a box.

        Change what is given.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _CHANGE,
            request,
            retries,
            timeout=timeout,
        )

    def list(
        self,
        request: operations.ListBoxesRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.ListBoxesResponse:
        """List boxes.

        Read a page of the boxes.

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

    def list_all(
        self,
        request: operations.ListBoxesRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> Pages[operations.ListBoxesResponse, shared.Box]:
        """Read all boxes.

        Each page is read when it is needed; the request sets the size of a page.

        :param request: the arguments; reading starts with its page
        :param retries: the retry policy of each request, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the response to a page is an error
        :raises APIConnectionError: if no complete response arrived
        """
        return Pages(self._calls, _LIST_ALL, request, retries, timeout)

    def paint(
        self,
        request: operations.DrawBoxRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.DrawBoxResponse:
        """Draw a box.

        Hang a picture of the box. As in 3.1.0; the same as `thing_store.draw`.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _PAINT,
            request,
            retries,
            timeout=timeout,
        )

    def replace(
        self,
        request: operations.ReplaceBoxRequest,
        retries: RetryConfig | None = None,
        *,
        timeout: float | tuple[float, float] | None = None,
    ) -> operations.ReplaceBoxResponse:
        """Replace a box.

        Put a box in the place of a box.

        :param request: the arguments
        :param retries: the retry policy, instead of the client's
        :param timeout: seconds that an exchange may take, instead of the client's setting
        :raises RequestError: if an argument cannot be sent
        :raises SDKError: if the operation does not document the response
        :raises APIConnectionError: if no complete response arrived
        """
        return self._calls.call(
            _REPLACE,
            request,
            retries,
            timeout=timeout,
        )
