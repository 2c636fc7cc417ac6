"""Who sent a webhook, and when: the signatures of the Standard Webhooks scheme, which is Svix's.

Signed is ``id.timestamp.body``, by HMAC-SHA256 with the key that a secret holds in base64. Whatever
is wrong raises one error, whose text shows neither a secret nor a signature that would be right.
"""

from __future__ import annotations

import base64
import contextlib
import hmac
import os
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeGuard

from .._bases.security import Secret
from .._exceptions import WebhookVerificationError
from ._headers import Headers, Stamp, checked_id, stamp_of

TOLERANCE = 300.0  # seconds, as in the scheme's own implementations

_PREFIX = "whsec_"
_END = 10**12  # Unix seconds of the farthest future; a time in milliseconds is beyond it


def new_secret() -> str:
    """A new random secret in the form that endpoints have: ``whsec_`` and 24 bytes in base64."""
    return _PREFIX + base64.b64encode(os.urandom(24)).decode()


def sign(
    payload: bytes | str,
    secret: str,
    *,
    message_id: str,
    timestamp: float | datetime | None = None,
) -> dict[str, str]:
    """The headers with which the service would send a message: for tests of your own endpoint.

    :param payload: the body; text is sent as UTF-8
    :param secret: the endpoint's secret, with ``whsec_`` or without
    :param message_id: names the message, and stays the same when it is sent again
    :param timestamp: when it is sent, in Unix seconds or as a datetime with a zone; None is now
    :raises WebhookVerificationError: if one of these cannot be used
    """
    (secret,) = hidden([secret])
    try:
        body = payload.encode() if isinstance(payload, str) else payload
    except UnicodeEncodeError:
        raise WebhookVerificationError("the payload is not valid text") from None
    stamp = Stamp(checked_id(message_id), str(int(_seconds(timestamp))), "")
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
    """Raise unless the message was signed with the secret, and lately.

    :param payload: the raw bytes of the body as they came; text or parsed JSON is refused, because
        writing it as bytes again may give others
    :param headers: the headers of the request, with names of any case: ``webhook-id``,
        ``webhook-timestamp`` and ``webhook-signature``, or the same three with ``svix-``
    :param secret: the endpoint's secret, with ``whsec_`` or without; several while it is rotated
    :param tolerance: how many seconds the timestamp may lie back or ahead
    :param now: the time to hold the timestamp against, for tests; None asks the clock
    :raises WebhookVerificationError: for whatever is wrong, with an argument too
    """
    secret = hidden(secret)
    signers = [_signer(one) for one in secret]
    body, stamp = _bytes(payload), stamp_of(headers)
    _check_age(stamp, tolerance, now)
    found = [text for text in stamp.signature.split(" ") if text.startswith("v1,")]
    if not found:
        raise WebhookVerificationError("the message has no signature of version v1")
    if not any(_matches(_signature(signer, stamp, body), found) for signer in signers):
        raise WebhookVerificationError(
            "no signature fits the message: it is another endpoint's secret, or the body is not "
            "the raw bytes that came"
        )


def hidden(secret: str | Sequence[str]) -> list[str]:
    """The secrets as a list, each of which shows ``***`` where a frame's locals are printed.

    It raises nothing, because its frame would show them; what is no secret raises when it is used.
    """
    several = [secret] if isinstance(secret, str) else secret
    if not isinstance(several, Sequence) or isinstance(several, (bytes, bytearray, memoryview)):
        kind = type(secret).__name__
        return [_Unusable(f"the secret must be text, or a list of texts, not {kind}")]
    return [*map(_hidden, several)] or [_Unusable("there is no secret to verify with")]


def _hidden(one: object) -> Secret:
    if isinstance(one, Secret):
        return one
    if isinstance(one, str):
        return Secret(one)
    return _Unusable(f"a secret must be text, not {type(one).__name__}")


class _Unusable(Secret):
    """What stands for something that is no secret: the reason why."""

    __slots__ = ()


def _signer(secret: str) -> hmac.HMAC:
    """The start of one signature; unlike its key, it can stand in a frame that is printed."""
    if isinstance(secret, _Unusable):
        raise WebhookVerificationError(str(secret))
    key = b""
    with contextlib.suppress(ValueError):
        key = _decoded(secret.strip().removeprefix(_PREFIX))
    # Raised out here, because an error that was caught would show the secret in its frames.
    if not key:
        raise WebhookVerificationError(
            f"a secret is empty or not base64: it is {_PREFIX!r} and base64, as Codat shows it"
        )
    return hmac.new(key, digestmod="sha256")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


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
    if not _is_number(tolerance) or not 0 <= tolerance < float("inf"):
        raise WebhookVerificationError("the tolerance must be a number of seconds from 0 up")
    age = _seconds(now) - int(stamp.timestamp)
    if abs(age) > tolerance:
        side = "behind" if age > 0 else "ahead of"
        raise WebhookVerificationError(
            f"the message's timestamp is {abs(age):.0f} s {side} the clock; {tolerance:g} s are "
            "accepted"
        )


def _seconds(moment: float | datetime | None) -> float:
    """A moment in Unix seconds; None is now."""
    if moment is None:
        return time.time()
    if isinstance(moment, datetime):
        seconds = moment.timestamp() if moment.utcoffset() is not None else None
    else:
        seconds = moment
    if not _is_number(seconds) or not 0 <= seconds < _END:
        raise WebhookVerificationError("a time must be Unix seconds or a datetime with a zone")
    return seconds


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
