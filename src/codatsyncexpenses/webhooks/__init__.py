"""Webhooks: verify that a message comes from the service, and read its event.

    from codatsyncexpenses import webhooks

    event = webhooks.verify_and_parse(request_body, request_headers, "whsec_...")
    if isinstance(event, webhooks.SyncUnsuccessful):
        print(event.payload)

Every failure raises `errors.WebhookVerificationError`.

A `Dispatcher` calls your function for each kind of event, once for each message:

    hooks = webhooks.Dispatcher("whsec_...")

    @hooks.on(webhooks.SyncUnsuccessful)
    def failed(event: webhooks.SyncUnsuccessful) -> None:
        print(event.payload)

    hooks.dispatch(request_body, request_headers)

This room verifies and signs messages, calls handlers, and re-exports the event classes. It sends
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from .._bases.events import read
from .._lazy import directory
from ..models import events as _events
from ..models.events import *  # noqa: F403 - their names are in its `__all__`
from ..models.events import Event
from ._dispatcher import Claim, Dispatcher, MemoryStore, Store
from ._signatures import TOLERANCE, Headers, hidden, message_id, new_secret, sign, verify

__all__: list[str] = ["message_id", "new_secret", "parse", "sign", "verify", "verify_and_parse"]
__all__ += ["Claim", "Dispatcher", "MemoryStore", "Store"]
__all__ += _events.__all__

__dir__: Callable[[], list[str]] = directory(__all__)


def parse(payload: bytes | str) -> Event:
    """Return the event in a body that has been verified.

    Each known kind of event has a class; any other event is an `UnknownEvent`. Unknown fields are
    ignored, and missing fields are None.

    :raises WebhookVerificationError: if the body is not the JSON of an event, or if a part of a
        known event has the wrong type; the message names the part
    """
    return read(payload)


def verify_and_parse(
    payload: bytes,
    headers: Headers,
    secret: str | Sequence[str],
    tolerance: float = TOLERANCE,
    *,
    now: float | datetime | None = None,
) -> Event:
    """Verify a message with `verify`, then return its event with `parse`.

    The arguments are those of `verify`. A body is never parsed before it is verified.

    :raises WebhookVerificationError: if the message is not valid, or an argument cannot be used
    """
    secret = hidden(secret)
    verify(payload, headers, secret, tolerance, now=now)
    return parse(payload)
