# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The resources of a client, each loaded on first use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._loops.blocking import Resource

if TYPE_CHECKING:
    from .attic import Attic
    from .cellar import Cellar
    from .thing_store import ThingStore

__all__ = ["Resources"]


class Resources(Resource):
    """The resources of a `CodatSyncExpenses`."""

    @cached_property
    def thing_store(self) -> ThingStore:
        """Keep things."""
        from .thing_store import ThingStore

        return ThingStore(self._calls)

    @cached_property
    def attic(self) -> Attic:
        """Where the boxes are."""
        from .attic import Attic

        return Attic(self._calls)

    @cached_property
    def cellar(self) -> Cellar:
        """Where there is nothing of its own."""
        from .cellar import Cellar

        return Cellar(self._calls)
