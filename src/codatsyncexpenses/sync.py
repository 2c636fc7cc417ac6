"""The sync resource, at the import path that 3.1.0 has."""

from .resources.sync import Sync

__all__ = ["Sync"]
