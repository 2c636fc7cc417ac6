"""Limits in the headers of a response, hostile headers included."""

from datetime import datetime, timedelta, timezone
from typing import get_type_hints

import pytest

from codatsyncexpenses._bases.rate_limits import RateLimit, rate_limit, retry_after

SENT = "Mon, 01 Jan 2024 00:00:00 GMT"
MINUTE_LATER = datetime(2024, 1, 1, 0, 1, tzinfo=timezone.utc)
# Far from `SENT`, so that a test that takes the wrong one of the two fails.
NOW = datetime(2030, 6, 1, tzinfo=timezone.utc)

NONSENSE = [
    "",
    " ",
    "-5",
    "+5",
    "-0.5",
    "nan",
    "inf",
    "-inf",
    "Infinity",
    "1e3",
    "0x10",
    "1_000",
    "1.2.3",
    ".",
    "5,5",
    "5 s",
    "soon",
    "\u0665",
    "\u00b2",
    "9" * 400,
    "9" * 5000,
    "1." + "0" * 400 + "e",
    "Mon, 32 Jan 2024 00:01:00 GMT",
    "Mon, 01 Jan 99999 00:01:00 GMT",
    "Mon, 01 Jan 2024 00:01:00 +9999999999",
    "Mon, 01 Jan 2024 99:01:00 GMT",
    "9999-12-31T24:00:00",
]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("1", 1.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("007", 7.0),
        ("0.5", 0.5),
        ("2.25", 2.25),
        ("86400", 86400.0),
        ("9" * 300, float("9" * 300)),
    ],
)
@pytest.mark.parametrize("status", [200, 408, 429, 503])
def test_seconds(text: str, seconds: float, status: int) -> None:
    """Seconds are whole or decimal, under any status."""
    assert retry_after(status, {"Retry-After": text}, NOW) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 01 Jan 2024 00:01:00 GMT",
        "Mon, 01 Jan 2024 01:01:00 +0100",
        "Monday, 01-Jan-24 00:01:00 GMT",
        "Mon Jan  1 00:01:00 2024",
    ],
)
def test_a_date_counts_from_the_answers_own(text: str) -> None:
    """A date of any of HTTP's forms is as far away as the answer's `Date` says."""
    assert retry_after(503, {"Retry-After": text, "Date": SENT}, NOW) == 60.0


@pytest.mark.parametrize("sent", [None, "", "yesterday", "9" * 400])
def test_a_date_counts_from_now_otherwise(sent: str | None) -> None:
    """A date in an answer that does not say when it was sent counts from now."""
    headers = {"Retry-After": "Sat, 01 Jun 2030 00:00:30 GMT"}
    headers |= {} if sent is None else {"Date": sent}
    assert retry_after(503, headers, NOW) == 30.0


def test_a_date_that_is_over() -> None:
    """A date in the past asks for no wait."""
    headers = {"Retry-After": "Sun, 31 Dec 2023 23:00:00 GMT", "Date": SENT}
    assert retry_after(503, headers, NOW) == 0.0


@pytest.mark.parametrize("text", NONSENSE, ids=lambda text: text[:12])
def test_nonsense_is_as_if_absent(text: str) -> None:
    """A header that is neither seconds nor a date is ignored, and nothing overflows."""
    assert retry_after(503, {"Retry-After": text, "Date": SENT}, NOW) is None


def test_no_header() -> None:
    """An answer without headers asks for nothing."""
    assert retry_after(429, {}, NOW) is None


RESETS = [
    "1704067260",
    "1704067260.0",
    "1704067260000",
    "2024-01-01T00:01:00Z",
    "2024-01-01T00:01:00.0000000Z",
    "2024-01-01T02:01:00+02:00",
    "2024-01-01T00:01:00",
    "Mon, 01 Jan 2024 00:01:00 GMT",
]


def spent(reset: str, **others: str) -> dict[str, str]:
    """Give the headers of an answer that says that the quota is used up."""
    headers = {"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": reset, "Date": SENT}
    return headers | {name.replace("_", "-"): value for name, value in others.items()}


@pytest.mark.parametrize("reset", RESETS)
def test_a_spent_quota_asks_to_wait_for_its_start(reset: str) -> None:
    """A 429 without `Retry-After` means the time until the quota starts again."""
    assert retry_after(429, spent(reset), NOW) == 60.0


@pytest.mark.parametrize("text", NONSENSE, ids=lambda text: text[:12])
def test_a_spent_quota_with_nonsense_beside_it(text: str) -> None:
    """A `Retry-After` that says nothing leaves the word to the quota."""
    assert retry_after(429, spent(RESETS[0], Retry_After=text), NOW) == 60.0


def test_retry_after_beats_the_quota() -> None:
    """A `Retry-After` that can be read decides."""
    assert retry_after(429, spent(RESETS[0], Retry_After="2"), NOW) == 2.0


@pytest.mark.parametrize("status", [200, 408, 503])
def test_a_spent_quota_matters_to_429_only(status: int) -> None:
    """The last request that the quota allows is answered, and asks for no wait."""
    assert retry_after(status, spent(RESETS[0]), NOW) is None


@pytest.mark.parametrize("remaining", ["1", "17", "-1", "", "none"])
def test_a_quota_that_is_not_spent(remaining: str) -> None:
    """A 429 for another reason than the quota does not wait for the quota."""
    headers = spent(RESETS[0]) | {"X-Rate-Limit-Remaining": remaining}
    assert retry_after(429, headers, NOW) is None


@pytest.mark.parametrize("reset", NONSENSE, ids=lambda text: text[:12])
def test_a_reset_that_cannot_be_read(reset: str) -> None:
    """A quota whose start is nonsense asks for nothing, and nothing overflows."""
    assert retry_after(429, spent(reset), NOW) is None


def test_a_quota_that_has_started() -> None:
    """A start of the quota in the past asks for no wait."""
    assert retry_after(429, spent("2023-12-31T23:59:59Z"), NOW) == 0.0


def test_the_quota_as_stated() -> None:
    """Limit, remaining and reset are read from their headers."""
    headers = {
        "X-Rate-Limit-Limit": "1000",
        "X-Rate-Limit-Remaining": "998",
        "X-Rate-Limit-Reset": RESETS[0],
    }
    assert rate_limit(headers) == RateLimit(1000, 998, MINUTE_LATER)


def test_no_quota() -> None:
    """Headers that say nothing give None for each."""
    assert rate_limit({}) == (None, None, None)


@pytest.mark.parametrize("reset", RESETS)
def test_forms_of_the_reset(reset: str) -> None:
    """The reset is epoch seconds or milliseconds, ISO 8601, or an HTTP date."""
    found = rate_limit({"X-Rate-Limit-Reset": reset}).reset
    assert found == MINUTE_LATER


@pytest.mark.parametrize("reset", RESETS)
def test_a_reset_has_its_zone(reset: str) -> None:
    """The reset can be compared with any moment; without a zone it is UTC."""
    found = rate_limit({"X-Rate-Limit-Reset": reset}).reset
    assert found is not None
    assert found.utcoffset() in (timedelta(0), timedelta(hours=2))


@pytest.mark.parametrize("reset", NONSENSE, ids=lambda text: text[:12])
def test_a_reset_of_nonsense(reset: str) -> None:
    """A reset that is no moment is None."""
    assert rate_limit({"X-Rate-Limit-Reset": reset}).reset is None


@pytest.mark.parametrize("text", ["-1", "1.5", "nan", "many", "", "\u0665", "9" * 400, "9" * 5000])
def test_counts_of_nonsense(text: str) -> None:
    """A limit that is no count is None."""
    assert rate_limit({"X-Rate-Limit-Limit": text, "X-Rate-Limit-Remaining": text})[:2] == (
        None,
        None,
    )


def test_hints() -> None:
    """The hints of a `RateLimit` resolve where it is imported from."""
    assert list(get_type_hints(RateLimit)) == ["limit", "remaining", "reset"]
