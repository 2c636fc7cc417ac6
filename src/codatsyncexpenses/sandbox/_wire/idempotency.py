"""Idempotency keys: a repeated request gets the first response to its key."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox._state import records
from codatsyncexpenses.sandbox._state.clock import SECOND
from codatsyncexpenses.sandbox._state.world import RefusedError, World
from codatsyncexpenses.sandbox._wire.steps import Response

if TYPE_CHECKING:
    from collections.abc import Callable

_REMEMBERED = 90 * 60 * SECOND


class IdempotencyKeys:
    """The first responses of the last 90 minutes, and the keys whose first request is running."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._running: set[str] = set()

    def answer(
        self, key: str, request: bytes, make: Callable[[], Response]
    ) -> tuple[Response, bool]:
        """Return the response to a request, and whether it is the first to its key."""
        firsts, now = self._world.firsts, self._world.clock.now()
        while (old := firsts.due(now)) is not None:
            firsts.remove(old.id)
        digest, first = hashlib.sha256(request).hexdigest(), firsts.get(key)
        if first is None:
            response = make()
            if response.status != 429:
                firsts.put(
                    records.First(
                        id=key,
                        due=now + _REMEMBERED,
                        request=digest,
                        status=response.status,
                        headers=list(response.headers),
                        body=response.body.decode(),
                    )
                )
            self._running.add(key)
            return response, True
        if first.request != digest:
            raise RefusedError(422, "The idempotency key was already used for another request.")
        if key in self._running:
            raise RefusedError(409, "The first request with this idempotency key is still running.")
        return Response(first.status, tuple(first.headers), first.body.encode()), False

    def leave(self, key: str) -> None:
        """End the first request to a key."""
        self._running.discard(key)
