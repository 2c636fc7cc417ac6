"""The formats of texts in a request: their patterns, and the words for errors.

A format is as lenient as the service may be, which alone refuses dates such as 31 February.
"""

from __future__ import annotations

CURRENCY = "ISO4217"
DATE = "ISO8601"
UUID = "uuid"

PATTERNS = {
    # Written out, because a repeated group is slower and each call matches some.
    UUID: (r"^[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{12}\Z"),
    CURRENCY: r"^[A-Z]{3}\Z",
    DATE: (
        r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
        r"(?:[Tt ][0-9]{2}[0-9:.,]*(?:[Zz]|[+-][0-9:]+)?)?\Z"
    ),
}
WORDS = {
    UUID: "must be a UUID such as 4d7c6929-7770-412b-91bb-44d3bc71d111",
    CURRENCY: "must be an ISO 4217 code in three capital letters such as GBP",
    DATE: (
        "must be a datetime.date or datetime.datetime, or an ISO 8601 text such as 2026-05-04 or"
        " 2026-05-04T10:15:00Z"
    ),
}
