"""The raw material of damaged answers."""

from __future__ import annotations

from typing import Any

STATUSES = [
    *(200, 201, 202, 203, 204, 205, 206, 226, 300, 301, 302, 303, 304, 307, 308, 399),
    *(400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 413, 418, 422, 425, 429, 431, 499),
    *(500, 501, 502, 503, 504, 511, 520, 599, 600, 700, 999),
]
CONTENT_TYPES = [
    "application/json; charset=utf-8",
    "application/json;charset=latin-1",
    "application/json; charset=nonsense",
    "APPLICATION/JSON",
    "application/json;",
    "application/json, text/html",
    "application/problem+json",
    "text/html; charset=utf-8",
    "text/plain",
    "application/octet-stream",
    "",
    ";",
    "json",
    "application/js\xf6n",
]
ODD_HEADERS = [
    ("Retry-After", "0"),
    ("Retry-After", "0.25"),
    ("Retry-After", "-1"),
    ("Retry-After", "nan"),
    ("Retry-After", "9" * 400),
    ("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"),
    ("Retry-After", "Wed, 99 Oct 99999 07:28:00 GMT"),
    ("Retry-After", "\xb2"),
    ("Date", "Wed, 21 Oct 2015 07:28:00 GMT"),
    ("Date", "0000-00-00"),
    ("X-Rate-Limit-Limit", "1e9"),
    ("X-Rate-Limit-Remaining", "0"),
    ("X-Rate-Limit-Remaining", "9" * 5000),
    ("X-Rate-Limit-Reset", "99999999999999999999"),
    ("X-Rate-Limit-Reset", "2022-10-23T00:00:00.0000000Z"),
    ("X-Rate-Limit-Reset", "0001-01-01T00:00:00+14:00"),
    ("Location", "/elsewhere"),
    ("Location", "//other.example/x"),
    ("Location", "http://[bad"),
    ("Location", "\x00"),
    ("Set-Cookie", "a=b; Max-Age=x; Domain=\xe9"),
    ("Content-Type", "text/html"),
    ("Content-Encoding", "br"),
    ("Content-Encoding", "gzip, gzip"),
    ("Content-Length", "nonsense"),
    ("Content-Length", "-5"),
    ("Content-Length", "9" * 30),
    ("Transfer-Encoding", "chunked"),
    ("Transfer-Encoding", "gzip, chunked"),
    ("Connection", "close"),
    ("", "nameless"),
    ("X-Many", "x" * 3000),
]
SCALARS: list[Any] = [
    *(None, True, False, 0, -1, 1.5, 2000.0, 2**31, 2**63, 2**64, 10**30, -(10**400), 1e308),
    *("", "0", "false", "null", "2000", "\x00", "\u00e9\U0001f600", "x" * 5000),
    *([], {}, [[]], [None]),
]
PAGES = [
    *(b"", b" ", b"null", b"{}", b"[]", b"[{}]", b'"text"', b"0", b"\xef\xbb\xbf", b"\x1f\x8b"),
    *(b"<!doctype html><title>Busy</title>", b'{"syncId": NaN}', b"\xff\xfe{\x00}\x00"),
]
STATUS_LINES = [
    *("HTTP/1.1 200", "HTTP/1.1", "HTTP/2 200 OK", "ICY 200 OK", "HTTP/9.9 200 OK", "200 OK", ""),
    *("HTTP/1.1 20 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 -20 OK", "HTTP/1.1 \xb2\xb2\xb2 OK"),
    *("HTTP/1.1 100 Continue", "HTTP/1.1 101 Switching Protocols", "HTTP/1.1 200 " + "x" * 70_000),
]
CHUNK_SIZES = [
    *(
        b"",
        b"-1",
        b"-5",
        b"-" + b"f" * 30,
        b"f" * 15,
        b"f" * 16,
        b"f" * 5_000,
        b"0x5",
        b" 5 ",
        b"5_0",
    ),
    *(b"5;extension=1", b"5;" + b"x" * 70_000, b"g", b"\xb2", b"+5", b"0"),
]
