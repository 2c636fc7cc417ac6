# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The resources of a client; each loads when it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._operation import Resource

if TYPE_CHECKING:
    from .sync import Sync

__all__ = ["Resources"]


class Resources(Resource):
    """What a `CodatSyncExpenses` offers."""

    @cached_property
    def sync(self) -> Sync:
        """Start syncs of a company's expenses and follow them to their end."""
        from .sync import Sync

        return Sync(self._calls)
