"""Texts of the service without the credential, which a proxy may repeat."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from .._bases.security import MASK, Hidden, Secret
from ._batch import Batch, Entry

B = TypeVar("B", bound=Batch)

_SHORTEST = 8  # characters of a credential: a shorter one may be a part of any word


def masked(batch: B, sent: Iterable[Secret]) -> B:
    """Return a delivery whose texts of the service have no form of the credentials.

    :param sent: the Authorization headers of the client
    """
    text = Hidden(msgspec.json.encode(batch))
    forms = [form for each in sent for form in _forms(each)]
    hidden = [each for each in forms if msgspec.json.encode(str(each))[1:-1] in text.value]
    if not hidden:
        return batch

    def texts(record: object, *names: str) -> dict[str, Any]:
        return {name: _masked(getattr(record, name), hidden) for name in names}

    def entry(each: Entry) -> Entry:
        receipts = tuple(replace(one, **texts(one, "reason")) for one in each.receipts)
        return replace(each, receipts=receipts, **texts(each, "reason", "remedy"))

    trouble = batch.trouble
    return replace(
        batch,
        entries=tuple(map(entry, batch.entries)),
        events=tuple(replace(e, **texts(e, "text", "correlation_id")) for e in batch.events),
        trouble=trouble and replace(trouble, **texts(trouble, "reason", "remedy")),
        **texts(batch, "said", "correlation_id"),
    )


def _forms(header: Secret) -> list[Secret]:
    """Return the forms of a credential: in base64, as in the header, and decoded."""
    encoded = Secret(header.rpartition(" ")[2])
    try:
        key = Secret(base64.b64decode(encoded, validate=True).decode())
    except ValueError:
        key = Secret()
    return [each for each in (encoded, key) if len(each) >= _SHORTEST]


def _masked(text: str | None, hidden: Iterable[Secret]) -> str | None:
    for each in hidden:
        text = text and text.replace(each, MASK)
    return text
