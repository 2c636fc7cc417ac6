# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The arguments of each operation, and what comes back; each resource's load when first used."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..._lazy import directory, lazy

if TYPE_CHECKING:
    from .thing_store import (
        AddThingRequest,
        AddThingResponse,
        GetThingRequest,
        GetThingResponse,
        ListThingsByClassRequest,
        ListThingsByClassResponse,
    )

__all__ = [
    "AddThingRequest",
    "AddThingResponse",
    "GetThingRequest",
    "GetThingResponse",
    "ListThingsByClassRequest",
    "ListThingsByClassResponse",
]

_HOMES = {
    "AddThingRequest": "thing_store",
    "AddThingResponse": "thing_store",
    "GetThingRequest": "thing_store",
    "GetThingResponse": "thing_store",
    "ListThingsByClassRequest": "thing_store",
    "ListThingsByClassResponse": "thing_store",
}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES)
__dir__: Callable[[], list[str]] = directory(__all__)
