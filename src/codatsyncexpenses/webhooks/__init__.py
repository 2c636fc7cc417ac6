"""Webhooks: whether a message is the service's, and what it tells.

    from codatsyncexpenses import webhooks

    event = webhooks.verify_and_parse(request_body, request_headers, "whsec_...")
    if isinstance(event, webhooks.SyncUnsuccessful):
        print(event.payload)

Whatever is wrong raises `errors.WebhookVerificationError` and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from .._bases.events import read
from ..models.events import (
    Event,
    RateLimitReached,
    RateLimitReset,
    RuleLimitReached,
    RuleLimitReset,
    RuleSyncCompleted,
    RuleSyncFailed,
    RuleSyncStarted,
    SyncSuccessful,
    SyncUnsuccessful,
    UnknownEvent,
)
from ._headers import Headers, message_id
from ._signatures import TOLERANCE, hidden, new_secret, sign, verify

__all__ = [
    "Event",
    "RateLimitReached",
    "RateLimitReset",
    "RuleLimitReached",
    "RuleLimitReset",
    "RuleSyncCompleted",
    "RuleSyncFailed",
    "RuleSyncStarted",
    "SyncSuccessful",
    "SyncUnsuccessful",
    "UnknownEvent",
    "message_id",
    "new_secret",
    "parse",
    "sign",
    "verify",
    "verify_and_parse",
]


def parse(payload: bytes | str) -> Event:
    """Read the event in a body that has been verified before.

    Its class tells its kind; a kind that is not described is an `UnknownEvent`. Fields that are not
    described are passed over, and those that are missing are None.

    :raises WebhookVerificationError: if the body is not the JSON of an event, or if a part of an
        event that is described has the wrong type; the text names the place
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
    """Verify a message, and then read its event: `verify`, and after it `parse`.

    The arguments are those of `verify`. Nothing of a body that is not verified is read.

    :raises WebhookVerificationError: for whatever is wrong
    """
    secret = hidden(secret)
    verify(payload, headers, secret, tolerance, now=now)
    return parse(payload)
