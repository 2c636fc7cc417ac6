# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The resources of a client, each loaded on first use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._lazy import lazy
from .._loops.blocking import Part, Resource

if TYPE_CHECKING:
    from .attic import Attic as Attic
    from .cellar import Cellar as Cellar
    from .thing_store import ThingStore as ThingStore

__all__ = ["Resources"]

_HOMES = {
    "ThingStore": "thing_store",
    "Attic": "attic",
    "Cellar": "cellar",
}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES)


class Resources(Resource):
    """The resources of a `CodatSyncExpenses`."""

    thing_store = Part["ThingStore"]("ThingStore")
    """Keep things."""
    attic = Part["Attic"]("Attic")
    """Where the boxes are."""
    cellar = Part["Cellar"]("Cellar")
    """Where there is nothing of its own."""
