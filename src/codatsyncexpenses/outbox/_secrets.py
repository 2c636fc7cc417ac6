"""Texts of the service without the credential, which a proxy may repeat."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

from .._bases.security import MASK, Hidden, Secret, Security
from ._batch import Entry
from ._delivery import Delivery

_SHORTEST = 8  # characters of a credential: a shorter one may be a part of any word


def secrets(security: Hidden[Security]) -> tuple[Secret, ...]:
    """Return the forms of a credential; a callable has none that lasts."""
    if security.value is None or callable(security.value):
        return ()
    encoded = Secret(security.value.auth_header.rpartition(" ")[2])
    try:
        key = Secret(base64.b64decode(encoded, validate=True).decode())
    except ValueError:
        key = Secret()
    return tuple(each for each in (encoded, key) if len(each) >= _SHORTEST)


def masked(delivery: Delivery, hidden: tuple[Secret, ...]) -> Delivery:
    """Return a delivery whose texts of the service have none of the secrets."""
    if not hidden or not any(each in delivery.to_json() for each in hidden):
        return delivery

    def texts(record: object, *names: str) -> dict[str, Any]:
        return {name: _masked(getattr(record, name), hidden) for name in names}

    def entry(each: Entry) -> Entry:
        receipts = tuple(replace(one, **texts(one, "reason")) for one in each.receipts)
        return replace(each, receipts=receipts, **texts(each, "reason", "remedy"))

    trouble = delivery.trouble
    return replace(
        delivery,
        entries=tuple(map(entry, delivery.entries)),
        events=tuple(replace(e, **texts(e, "text", "correlation_id")) for e in delivery.events),
        trouble=trouble and replace(trouble, **texts(trouble, "reason", "remedy")),
        **texts(delivery, "said", "correlation_id"),
    )


def _masked(text: str | None, hidden: tuple[Secret, ...]) -> str | None:
    for each in hidden:
        text = text and text.replace(each, MASK)
    return text
