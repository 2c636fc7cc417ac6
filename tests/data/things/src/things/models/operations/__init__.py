# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The requests and responses of the operations, loaded by resource on first use."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..._lazy import directory, lazy

if TYPE_CHECKING:
    from ..shared import Box as Box
    from .attic import (
        BuildBoxResponse,
        BurnBoxRequest,
        BurnBoxResponse,
        ChangeBoxRequest,
        ChangeBoxResponse,
        ListBoxesRequest,
        ListBoxesResponse,
        ReplaceBoxRequest,
        ReplaceBoxResponse,
    )
    from .thing_store import (
        AddPartsRequest,
        AddPartsResponse,
        AddThingRequest,
        AddThingResponse,
        DrawBoxRequest,
        DrawBoxRequestBody,
        DrawBoxResponse,
        FindThingRequest,
        FindThingResponse,
        GetThingRequest,
        GetThingResponse,
        ListThingsByClassRequest,
        ListThingsByClassResponse,
    )

__all__ = [
    "AddPartsRequest",
    "AddPartsResponse",
    "AddThingRequest",
    "AddThingResponse",
    "Box",
    "BuildBoxResponse",
    "BurnBoxRequest",
    "BurnBoxResponse",
    "ChangeBoxRequest",
    "ChangeBoxResponse",
    "DrawBoxRequest",
    "DrawBoxRequestBody",
    "DrawBoxResponse",
    "FindThingRequest",
    "FindThingResponse",
    "GetThingRequest",
    "GetThingResponse",
    "ListBoxesRequest",
    "ListBoxesResponse",
    "ListThingsByClassRequest",
    "ListThingsByClassResponse",
    "ReplaceBoxRequest",
    "ReplaceBoxResponse",
]

_HOMES = {
    "Box": ".shared.box",
    "AddPartsRequest": "thing_store",
    "AddPartsResponse": "thing_store",
    "AddThingRequest": "thing_store",
    "AddThingResponse": "thing_store",
    "BuildBoxResponse": "attic",
    "BurnBoxRequest": "attic",
    "BurnBoxResponse": "attic",
    "ChangeBoxRequest": "attic",
    "ChangeBoxResponse": "attic",
    "DrawBoxRequest": "thing_store",
    "DrawBoxRequestBody": "thing_store",
    "DrawBoxResponse": "thing_store",
    "FindThingRequest": "thing_store",
    "FindThingResponse": "thing_store",
    "GetThingRequest": "thing_store",
    "GetThingResponse": "thing_store",
    "ListBoxesRequest": "attic",
    "ListBoxesResponse": "attic",
    "ListThingsByClassRequest": "thing_store",
    "ListThingsByClassResponse": "thing_store",
    "ReplaceBoxRequest": "attic",
    "ReplaceBoxResponse": "attic",
}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES)
__dir__: Callable[[], list[str]] = directory(__all__)
