# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The resources of a client, each loaded on first use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._lazy import LateModule, lazy
from .._loops.asynchronous import AsyncResource
from .._loops.blocking import Part, Resource

if TYPE_CHECKING:
    from .. import resources as _resources
    from .attic import AsyncAttic as AsyncAttic
    from .attic import Attic as Attic
    from .cellar import AsyncCellar as AsyncCellar
    from .cellar import Cellar as Cellar
    from .thing_store import AsyncThingStore as AsyncThingStore
    from .thing_store import ThingStore as ThingStore
else:
    _resources = LateModule(__name__)

__all__ = ["AsyncResources", "Resources"]

_HOMES = {
    "ThingStore": "thing_store",
    "AsyncThingStore": "thing_store",
    "Attic": "attic",
    "AsyncAttic": "attic",
    "Cellar": "cellar",
    "AsyncCellar": "cellar",
}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES)


class Resources(Resource):
    """The resources of a `CodatSyncExpenses`."""

    thing_store: Part[_resources.ThingStore] = Part("ThingStore")
    """Keep things."""
    attic: Part[_resources.Attic] = Part("Attic")
    """Where the boxes are."""
    cellar: Part[_resources.Cellar] = Part("Cellar")
    """Where there is nothing of its own."""


class AsyncResources(AsyncResource):
    """The resources of an `AsyncCodatSyncExpenses`."""

    thing_store: Part[_resources.AsyncThingStore] = Part("AsyncThingStore")
    """Keep things."""
    attic: Part[_resources.AsyncAttic] = Part("AsyncAttic")
    """Where the boxes are."""
    cellar: Part[_resources.AsyncCellar] = Part("AsyncCellar")
    """Where there is nothing of its own."""
