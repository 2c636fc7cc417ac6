"""What the headers of a webhook say: which message it is, when it was sent, and who signed it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from .._exceptions import WebhookVerificationError

_FAMILIES = ("webhook-", "svix-")
# Twelve digits last for 30,000 years; milliseconds, a likely mistake, have more.
_TIMESTAMP = re.compile(r"[0-9]{1,12}")


class Headers(Protocol):
    """The headers of a request: any mapping of text to text, and the classes of web frameworks."""

    def items(self) -> Iterable[tuple[str, str]]:
        """The names, in any case, and the values."""
        ...


class Stamp(NamedTuple):
    """What the headers say of a message."""

    id: str
    timestamp: str
    signature: str


def message_id(headers: Headers) -> str:
    """The id of a message, which stays the same when it is sent again: to take each message once.

    :raises WebhookVerificationError: if the headers are not those of a webhook
    """
    return stamp_of(headers).id


def stamp_of(headers: Headers) -> Stamp:
    """What the headers say; the two families of names are never mixed."""
    found: dict[str, str] = {}
    for name, value in _pairs(headers):
        if name in found and name.startswith(_FAMILIES):
            raise WebhookVerificationError(f"the header {name} is there twice")
        found[name] = value
    for family in _FAMILIES:
        names = [family + field for field in Stamp._fields]
        if all(name in found for name in names):
            return _checked(Stamp(*(found[name] for name in names)))
    wanted = ", ".join(f"{_FAMILIES[0]}{field}" for field in Stamp._fields)
    raise WebhookVerificationError(
        f"a header is missing: a webhook has {wanted}, or the same with svix-; pass the headers of "
        "the request under the names with which they were sent"
    )


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    try:
        return [(str.lower(name), value) for name, value in headers.items()]
    except (AttributeError, TypeError, ValueError):
        raise WebhookVerificationError("the headers must be a mapping of text to text") from None


def _checked(stamp: Stamp) -> Stamp:
    if not all(isinstance(value, str) for value in stamp):
        raise WebhookVerificationError("the headers of a webhook must be text")
    if not _TIMESTAMP.fullmatch(stamp.timestamp):
        raise WebhookVerificationError("the message's timestamp is not in Unix seconds")
    return stamp._replace(id=checked_id(stamp.id))


def checked_id(text: str) -> str:
    """The id of a message, which must be one."""
    if not isinstance(text, str) or not text or not text.isascii() or not text.isprintable():
        raise WebhookVerificationError("the message id must be printable ASCII text")
    return text
