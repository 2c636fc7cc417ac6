"""Signatures of the Standard Webhooks scheme, as Svix uses it, and the headers that carry them.

A signature is the HMAC-SHA256 of ``id.timestamp.body`` with the secret's base64-decoded key.
Every failure raises the same error; its message shows neither a secret nor a valid signature.
"""

from __future__ import annotations

import base64
import contextlib
import hmac
import math
import os
import re
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from .._bases.security import Secret
from .._exceptions import WebhookVerificationError, one_line
from .._schema.hints import is_number

TOLERANCE = 300.0  # seconds, as in the scheme's own implementations

_PREFIX = "whsec_"
_SHORTEST = 16  # bytes of a key; a shorter key can be guessed
_END = 10**12  # Unix seconds; the current time in milliseconds is larger
_FAMILIES = ("webhook-", "svix-")
# Twelve digits last for 30,000 years; milliseconds, a common mistake, have more.
_TIMESTAMP = re.compile(r"[0-9]{1,12}")


class Headers(Protocol):
    """The headers of a request: any mapping of text to text, or a web framework's own class."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Return the names, in any case, with their values."""
        ...


class Stamp(NamedTuple):
    """The headers of a message."""

    id: str
    timestamp: str
    signature: str


def new_secret() -> str:
    """Return a new random secret in the service's format: ``whsec_`` and 24 bytes in base64."""
    return _PREFIX + base64.b64encode(os.urandom(24)).decode()


def message_id(headers: Headers) -> str:
    """Return the id of a message, which stays the same when the message is sent again.

    Use it to process each message only once.

    :raises WebhookVerificationError: if the headers are not those of a webhook
    """
    return _stamp_of(headers).id


def sign(
    payload: bytes | str,
    secret: str,
    *,
    message_id: str,
    timestamp: float | datetime | None = None,
) -> dict[str, str]:
    """Return the headers of a signed message, to test your own endpoint.

    :param payload: the body; text is encoded as UTF-8
    :param secret: the endpoint's secret, with or without ``whsec_``: at least 16 bytes in base64
    :param message_id: identifies the message, and stays the same when it is sent again
    :param timestamp: the time of sending, in Unix seconds or as a datetime with a zone; None is now
    :raises WebhookVerificationError: if an argument cannot be used
    """
    (secret,) = hidden([secret])
    try:
        body = payload.encode() if isinstance(payload, str) else payload
    except UnicodeEncodeError:
        raise WebhookVerificationError("the payload is not valid text") from None
    stamp = Stamp(_checked_id(message_id), str(int(_seconds(timestamp))), "")
    signature = _signature(_signer(secret), stamp, _bytes(body))
    return {
        "webhook-id": stamp.id,
        "webhook-timestamp": stamp.timestamp,
        "webhook-signature": signature.decode(),
    }


def verify(
    payload: bytes,
    headers: Headers,
    secret: str | Sequence[str],
    tolerance: float = TOLERANCE,
    *,
    now: float | datetime | None = None,
) -> None:
    """Raise an exception unless the message has a valid and recent signature.

    :param payload: the raw bytes of the body as received; text and parsed JSON are refused, because
        encoding them again may produce different bytes
    :param headers: the headers of the request, with names in any case: ``webhook-id``,
        ``webhook-timestamp`` and ``webhook-signature``, or the same three with ``svix-``
    :param secret: the endpoint's secret, with or without ``whsec_``: at least 16 bytes in base64;
        several during a rotation
    :param tolerance: the largest difference between the timestamp and ``now``, in seconds
    :param now: the time to compare the timestamp with, for tests; None is the current time
    :raises WebhookVerificationError: if the message is not valid, or an argument cannot be used
    """
    secret = hidden(secret)
    signers = [_signer(one) for one in secret]
    body, stamp = _bytes(payload), _stamp_of(headers)
    _check_age(stamp, tolerance, now)
    found = [text for text in stamp.signature.split(" ") if text.startswith("v1,")]
    if not found:
        raise WebhookVerificationError("the message has no signature of version v1")
    if not any(_matches(_signature(signer, stamp, body), found) for signer in signers):
        raise WebhookVerificationError(
            "no signature matches the message: check that the secret is this endpoint's, and that "
            "the body is the raw bytes of the request"
        )


def hidden(secret: str | Sequence[str]) -> list[str]:
    """Return the secrets as a list, each shown as ``***`` where a frame's locals are printed.

    This function never raises, because a traceback would show the secrets in its frame. A value
    that is not a secret raises when it is used.
    """
    several = [secret] if isinstance(secret, str) else secret
    if not isinstance(several, Sequence) or isinstance(several, (bytes, bytearray, memoryview)):
        kind = type(secret).__name__
        return [_Unusable(f"the secret must be text, or a list of texts, not {kind}")]
    return [*map(_hidden, several)] or [_Unusable("there is no secret: pass the endpoint's secret")]


def _hidden(one: object) -> Secret:
    if isinstance(one, Secret):
        return one
    if isinstance(one, str):
        return Secret(one)
    return _Unusable(f"a secret must be text, not {type(one).__name__}")


class _Unusable(Secret):
    """A placeholder for a value that is not a secret, with the reason."""

    __slots__ = ()


def _signer(secret: str) -> hmac.HMAC:
    """Return the start of a signature; unlike its key, it may be shown in a printed frame."""
    if isinstance(secret, _Unusable):
        raise WebhookVerificationError(str(secret))
    size, signer = _measured(secret.strip().removeprefix(_PREFIX))
    if size >= _SHORTEST:
        return signer
    problem = f"is shorter than {_SHORTEST} bytes" if size else "is empty or not base64"
    raise WebhookVerificationError(
        f"a secret {problem}: it is {_PREFIX!r} and base64, as Codat shows it"
    )


def _measured(text: str) -> tuple[int, hmac.HMAC]:
    """Return the size of a key and its signer; 0 if it is not base64.

    This function never raises, because its frame would show the key.
    """
    key = b""
    with contextlib.suppress(ValueError):
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    return len(key), hmac.new(key, digestmod="sha256")


def _signature(signer: hmac.HMAC, stamp: Stamp, body: bytes) -> bytes:
    signer.update(f"{stamp.id}.{stamp.timestamp}.".encode())
    signer.update(body)
    return b"v1," + base64.b64encode(signer.digest())


def _matches(right: bytes, found: Iterable[str]) -> bool:
    return any(hmac.compare_digest(right, text.encode("ascii", "replace")) for text in found)


def _bytes(payload: bytes) -> bytes:
    if not isinstance(payload, bytes):
        raise WebhookVerificationError(
            f"the payload must be the raw bytes of the request's body, not {type(payload).__name__}"
        )
    return payload


def _check_age(stamp: Stamp, tolerance: float, now: float | datetime | None) -> None:
    if not is_number(tolerance, 0, math.inf) or tolerance == math.inf:
        raise WebhookVerificationError("the tolerance must be a number of seconds, 0 or more")
    age = _seconds(now) - int(stamp.timestamp)
    if abs(age) > tolerance:
        side = "behind" if age > 0 else "ahead of"
        raise WebhookVerificationError(
            f"the message's timestamp is {abs(age):.0f} s {side} the clock; {tolerance:g} s are "
            "accepted"
        )


def _seconds(moment: float | datetime | None) -> float:
    """Return a time in Unix seconds; None is now."""
    if moment is None:
        return time.time()
    if isinstance(moment, datetime):
        seconds = moment.timestamp() if moment.utcoffset() is not None else None
    else:
        seconds = moment
    if not is_number(seconds, least=0) or seconds >= _END:
        raise WebhookVerificationError("a time must be Unix seconds or a datetime with a zone")
    return seconds


def _stamp_of(headers: Headers) -> Stamp:
    """Read the headers of a message; all three are of the same family."""
    found: dict[str, str] = {}
    for name, value in _pairs(headers):
        if name in found and name.startswith(_FAMILIES):
            raise WebhookVerificationError(f"the header {one_line(name)} occurs twice")
        found[name] = value
    for family in _FAMILIES:
        names = [family + field for field in Stamp._fields]
        if all(name in found for name in names):
            return _checked(Stamp(*(found[name] for name in names)))
    wanted = ", ".join(f"{_FAMILIES[0]}{field}" for field in Stamp._fields)
    raise WebhookVerificationError(
        f"a header is missing: a webhook has {wanted}, or the same with svix-; pass the headers of "
        "the request with their original names"
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
    return stamp._replace(id=_checked_id(stamp.id))


def _checked_id(text: str) -> str:
    """Return the id of a message, or raise if it cannot be one."""
    if not isinstance(text, str) or not text or not text.isascii() or not text.isprintable():
        raise WebhookVerificationError("the message id must be printable ASCII text")
    return text
