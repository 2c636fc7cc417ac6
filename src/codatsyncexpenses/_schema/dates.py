"""The API's dates and date-times, which are strings on the wire."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from typing import TYPE_CHECKING

from .._exceptions import RequestError
from .._lazy import LateModule

if TYPE_CHECKING:
    from dateutil import parser
else:
    parser = LateModule("dateutil.parser")

# The standard library also accepts texts that are hardly dates, such as a row of digits.
_EXTENDED = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]|$)")


def text_or_none(value: date | str | None) -> str | None:
    """Return the text of a field that holds a date, a text or None."""
    return value if value is None or isinstance(value, str) else date_text(value)


def date_text(value: date) -> str:
    """Return a date or a date-time as ISO 8601 text.

    A datetime with an offset is converted to UTC and ends in ``Z``; without one, it is unchanged.

    :raises RequestError: if it is outside the years 1 to 9999 in UTC, or is pandas' ``NaT``
    """
    try:
        if isinstance(value, datetime) and value.utcoffset() is not None:
            return f"{value.astimezone(timezone.utc).replace(tzinfo=None).isoformat()}Z"
        return value.isoformat()
    except (OverflowError, ValueError) as error:
        # It is outside the years 1 to 9999 in UTC, or is pandas' NaT, a datetime without an offset.
        raise RequestError(f"{value} cannot be written as a date in UTC") from error


def parse_datetime(text: str) -> datetime:
    """Parse a date-time of the API.

    The text may end in ``Z`` or an offset. Without either, the result is naive, because the time is
    local to the business. Digits beyond microseconds are dropped. A date alone means midnight.

    :raises RequestError: if ``text`` is not an ISO 8601 date or date-time
    """
    if not isinstance(text, str) or not _EXTENDED.match(text):
        raise RequestError(f"{text!r} is not an ISO 8601 date-time such as 2022-10-23T00:00:00Z")
    try:
        return datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        pass
    try:
        # Python 3.10 parses neither "Z" nor seven fraction digits.
        return parser.isoparse(text)
    except (ValueError, OverflowError) as error:
        raise RequestError(f"{text!r} is not an ISO 8601 date-time") from error
