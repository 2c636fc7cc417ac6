"""Idempotency keys: the first answer under each is remembered, and given again to a repeat."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._clock import SECOND
from codatsyncexpenses.sandbox._steps import Sent
from codatsyncexpenses.sandbox._world import RefusedError, World

if TYPE_CHECKING:
    from collections.abc import Callable

_REMEMBERED = 90 * 60 * SECOND


class Replays:
    """The first answers of the last 90 minutes, and the keys whose first request still runs."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._running: set[str] = set()

    def answer(self, key: str, request: bytes, make: Callable[[], Sent]) -> tuple[Sent, bool]:
        """Give the answer to a request, and whether it was made now."""
        firsts, now = self._world.firsts, self._world.clock.now()
        while (old := firsts.due(now)) is not None:
            firsts.remove(old.id)
        asked, first = hashlib.sha256(request).hexdigest(), firsts.get(key)
        if first is None:
            sent = make()
            if sent.status != 429:
                firsts.put(
                    records.First(
                        id=key,
                        due=now + _REMEMBERED,
                        request=asked,
                        status=sent.status,
                        headers=list(sent.headers),
                        body=sent.body.decode(),
                    )
                )
            self._running.add(key)
            return sent, True
        if first.request != asked:
            raise RefusedError(422, "The idempotency key was used for another request before.")
        if key in self._running:
            raise RefusedError(409, "The first request under this idempotency key still runs.")
        return Sent(first.status, tuple(first.headers), first.body.encode()), False

    def leave(self, key: str) -> None:
        """Note that the first request under a key is over."""
        self._running.discard(key)
