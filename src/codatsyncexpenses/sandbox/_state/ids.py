"""Ids that follow from a seed and from how many there were before."""

from __future__ import annotations

import hashlib
import uuid


class Ids:
    """Gives ids, each once."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.count: int = 0
        """How many were given."""

    def bytes(self) -> bytes:
        """Give 32 bytes."""
        self.count += 1
        return hashlib.sha256(f"{self._seed}/{self.count}".encode()).digest()

    def uuid(self) -> str:
        """Give a UUID."""
        return str(uuid.UUID(bytes=self.bytes()[:16], version=4))
