"""Rate limits and Retry-After in the headers of a response."""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from .._lazy import publish
from .._schema.dates import parse_datetime

_LARGEST_EPOCH = 100_000_000_000  # seconds; a larger number is in milliseconds


class RateLimit(NamedTuple):
    """The rate limit in the headers of a response; None for a missing header."""

    limit: int | None
    """Requests allowed in the current period."""
    remaining: int | None
    """Requests left in the current period."""
    reset: datetime | None
    """The time when the quota resets, with its zone."""


def rate_limit(headers: Mapping[str, str]) -> RateLimit:
    """Read the ``X-Rate-Limit-*`` headers."""
    return RateLimit(
        _count(headers.get("X-Rate-Limit-Limit")),
        _count(headers.get("X-Rate-Limit-Remaining")),
        _moment(headers.get("X-Rate-Limit-Reset")),
    )


def retry_after(status: int, headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that the service asks clients to wait; None if it does not say.

    A date counts from the response's own ``Date``, or from ``now`` if it has none. A 429 whose
    headers only say that the quota is used up asks clients to wait for its reset.
    """
    text = headers.get("Retry-After", "").strip()
    seconds = _seconds(text)
    if seconds is None and text:
        seconds = _until(_http_date(text), headers, now)
    return until_reset(headers, now) if seconds is None and status == 429 else seconds


def until_reset(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds until a used-up quota resets; None if some is left."""
    quota = rate_limit(headers)
    return _until(quota.reset, headers, now) if quota.remaining == 0 else None


def _count(text: str | None) -> int | None:
    # 18 digits are more than any quota has, and int() refuses thousands of them.
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 18 else None


def _seconds(text: str) -> float | None:
    if not text.isascii() or not text.replace(".", "", 1).isdigit():
        return None
    seconds = float(text)
    return seconds if math.isfinite(seconds) else None


def _until(moment: datetime | None, headers: Mapping[str, str], now: datetime) -> float | None:
    start = _moment(headers.get("Date")) or now
    return max(0.0, (moment - start).total_seconds()) if moment else None


def _moment(text: str | None) -> datetime | None:
    """Read an HTTP date, ISO 8601 (UTC if it has no zone), or seconds since 1970."""
    if not text:
        return None
    epoch = _seconds(text)
    if epoch is not None:
        if epoch > _LARGEST_EPOCH:
            epoch /= 1000
        try:
            return datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=epoch)
        except OverflowError:
            return None
    moment = _http_date(text)
    if moment is None:
        try:
            moment = parse_datetime(text)
        except ValueError:
            return None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


publish(__name__, "utils", RateLimit)
