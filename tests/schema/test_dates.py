"""The API's date-times, in every format."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from codatsyncexpenses._schema.dates import date_text
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.utils import parse_datetime

UTC = timezone.utc
TWO_HOURS_EAST = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("fraction", "microsecond"),
    [
        ("", 0),
        (".1", 100_000),
        (".123", 123_000),
        (".123456", 123_456),
        (".1234567", 123_456),
        (".9999999", 999_999),
        (".0000000", 0),
    ],
)
@pytest.mark.parametrize(
    ("suffix", "zone"),
    [("Z", UTC), ("+00:00", UTC), ("+02:00", TWO_HOURS_EAST), ("", None)],
)
def test_forms(fraction: str, microsecond: int, suffix: str, zone: timezone | None) -> None:
    """Any number of digits and any zone are read; digits beyond microseconds are cut off."""
    found = parse_datetime(f"2022-10-23T13:14:15{fraction}{suffix}")
    assert found.replace(tzinfo=None) == datetime(2022, 10, 23, 13, 14, 15, microsecond)  # noqa: DTZ001 - the zone is looked at below
    assert found.utcoffset() == (zone and zone.utcoffset(None))


def test_a_date_alone_is_midnight() -> None:
    """A date without a time is its midnight, without a zone."""
    assert parse_datetime("2022-10-23") == datetime(2022, 10, 23)  # noqa: DTZ001 - it has none


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2022-13-01",
        "2022-10-32T00:00:00Z",
        "2022-10-23T25:00:00Z",
        "2022-10-23T00:00:00+25:00",
        " 2022-10-23T00:00:00Z",
        "2022-10-23T00:00:00Z now",
        "0000-01-01T00:00:00Z",
        "9999-12-31T24:00:00",
        "9999-12-31T24:00:00Z",
        "\u0662022-10-23T00:00:00Z",
        "x" * 5000,
        None,
        5,
        2022.5,
    ],
    ids=lambda text: str(text)[:24],
)
def test_nonsense(text: Any) -> None:
    """A text that is not a date-time raises an error of ours that shows it."""
    with pytest.raises(RequestError, match="is not an ISO 8601 date-time") as caught:
        parse_datetime(text)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 5, 4), "2026-05-04"),
        (datetime(2026, 5, 4, 10, 15), "2026-05-04T10:15:00"),  # noqa: DTZ001 - it has no zone
        (datetime(2026, 5, 4, 10, 15, tzinfo=UTC), "2026-05-04T10:15:00Z"),
        (datetime(2026, 5, 4, 0, 15, tzinfo=TWO_HOURS_EAST), "2026-05-03T22:15:00Z"),
        (datetime(2026, 5, 4, 10, 15, 1, 500, tzinfo=UTC), "2026-05-04T10:15:01.000500Z"),
    ],
    ids=["date", "naive", "UTC", "another zone", "fraction"],
)
def test_texts_of_dates(value: date, text: str) -> None:
    """A datetime with a zone is written in UTC; one without, and a date, as they are."""
    assert date_text(value) == text


def test_a_date_that_utc_does_not_have() -> None:
    """A datetime outside the years that Python has in UTC is refused."""
    with pytest.raises(RequestError, match="cannot be written as a date in UTC"):
        date_text(datetime(1, 1, 1, tzinfo=TWO_HOURS_EAST))
