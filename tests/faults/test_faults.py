"""The faults of the network and of the service, over real sockets: what must come of each."""

from __future__ import annotations

import codecs
import errno
import gc
import gzip
import json
import pickle
import traceback
import warnings
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from codatsyncexpenses.errors import (
    APITimeoutError,
    CertificateError,
    DecodeError,
    ServerError,
)
from codatsyncexpenses.models import shared
from tests.faults.rows import (
    BRIEF,
    KEY,
    ONCE,
    SECRET,
    SHORT,
    SLACK,
    Must,
    Row,
    Run,
    asked_to_wait,
    both,
    connections,
    get,
    get_list,
    get_second,
    get_then,
    get_whatever_then_second,
    lost,
    never_sent_elsewhere,
    no_cookie,
    one_effect,
    play,
    policy,
    post,
    reported,
    second_value,
    typed_error,
    value,
    value_or_typed_error,
    waited,
    wrong,
)
from tests.faults.texts import texts
from tests.support.certificates import Certificates
from tests.support.drivers import CLIENTS, UVLOOP
from tests.support.faulty_server import (
    HEALTHY,
    JSON,
    Server,
    Step,
    Turn,
    act,
    answer,
    chunks,
    close,
    drip,
    pause,
    plain,
    raw,
    read,
    read_bytes,
    reset,
    send,
    silence,
    status_of,
)
from tests.support.ids import COMPANY_ID, SYNC_ID

AGAIN = range(2, 100)
REFUSED = f"[Errno {errno.ECONNREFUSED}]"

STATUS = status_of(SYNC_ID)
BODY = json.dumps(STATUS, ensure_ascii=False).encode()
OK = plain(200, BODY)
PATH = f"/companies/{COMPANY_ID}/sync/expenses/syncs/{SYNC_ID}/status"

LENGTH = f"Content-Length: {len(BODY)}"
ENDLESS = "Content-Length: 99999999"
CHUNKED = "Transfer-Encoding: chunked"
GZIP, DEFLATE = "Content-Encoding: gzip", "Content-Encoding: deflate"
HTML = "Content-Type: text/html; charset=utf-8"
GZIPPED, DEFLATED = gzip.compress(BODY), zlib.compress(BODY)

ERROR = {"statusCode": 503, "service": "api", "error": "no", "correlationId": "c-1"}
OTHER_ERROR = {**ERROR, "correlationId": "c-2"}

ACCEPTED = plain(202, {"syncId": SYNC_ID})
NESTED = "[" * 200_000 + "]" * 200_000
MEGA = 5_000_000
BOMB = gzip.compress(bytes(MEGA))
OVER = wrong(DecodeError, "over the limit of 10,000 bytes")

# With the milliseconds for all attempts: a handshake takes its time on a busy machine.
TIMEOUTS: list[tuple[str, float | tuple[float, float], str | None, int]] = [
    ("`timeout=1`", SHORT, None, 400),
    ("`timeout=(5, 1)`", (5, SHORT), None, 400),
    ("`timeout=1`, TLS", 5 * SHORT, "trusted", 2000),
]

INTERIM = raw(100, b"") + raw(103, b"") + raw(102, b"")
IN_CHUNKS = raw(200, chunks(BODY), JSON, CHUNKED)

DATE = "Date: Tue, 01 Jul 2025 12:00:00 GMT"
EPOCH = 1_751_371_200  # the same moment
SPENT = "X-Rate-Limit-Remaining: 0"
RESET = "X-Rate-Limit-Reset"

# Why a row does not hold with a caller's own Session.
OUR_CONNECTIONS = "needs a connection class of ours"
THEIR_CHOICE = "is the caller's choice"
ALIKE: dict[str, Any] = {}
OWN_ALONE: dict[str, Any] = {"not_for_callers": OUR_CONNECTIONS}
REFUSES: dict[str, Any] = {"must": lost()}


def says(*pieces: bytes) -> Turn:
    """Read a request and send these pieces."""
    return [read, *map(send, pieces)]


def ends(data: bytes) -> Turn:
    """Read a request, send this and close the connection."""
    return [read, send(data), close]


def error(status: int, body: object = ERROR, *headers: str) -> bytes:
    """Write an error answer of the API."""
    return plain(status, body, *(headers and (JSON, *headers)))


def first(*turns: Turn) -> list[Turn]:
    """Take these turns, and be healthy from then on."""
    return [*turns, HEALTHY]


def done(*then: Step) -> Turn:
    """Read a write and act on it, whatever comes then."""
    return [read, act, *then]


def https(server: Server) -> str:
    """Give the address of a server as if it spoke TLS."""
    return server.url.replace("http:", "https:")


def http(server: Server) -> str:
    """Give the address of a server as if it did not speak TLS."""
    return server.url.replace("https:", "http:")


def twice(answered: bytes) -> Turn:
    """Send an answer and, in the same packet, one that nobody asked for."""
    return says(answered + plain(200, status_of("nobody's")))


def late(answered: bytes) -> Turn:
    """Send an answer and, a little later, one that nobody asked for."""
    return [read, send(answered), pause(0.05), send(plain(200, status_of("nobody's")))]


def more_later(answered: bytes) -> Turn:
    """Send an answer and, a little later, bytes that are none."""
    return [read, send(answered), pause(0.05), send(b"more")]


def padded(length: int) -> bytes:
    """Write the value with spaces after it, so that the whole answer has this length."""
    spaces = length - len(plain(200, BODY + b" " * length))
    return plain(200, BODY + b" " * (length + spaces))


Place = Callable[[Server], str]


def same(_: Server) -> str:
    """Give the same address."""
    return PATH


def other_port(server: Server) -> str:
    """Give an address on another port."""
    return server.elsewhere + PATH


def other_host(server: Server) -> str:
    """Give this server's address by another name."""
    return f"http://localhost:{server.port}{PATH}"


def other_host_alone(server: Server) -> str:
    """Give this server's address by another name, without a scheme."""
    return f"//localhost:{server.port}{PATH}"


def other_scheme(server: Server) -> str:
    """Give this server's address with the other scheme."""
    return https(server) + PATH


def with_user(server: Server) -> str:
    """Give an address on another port, with a user name and a password."""
    return other_port(server).replace("//", "//user:word@")


def address(text: str) -> Place:
    """Give what is no address."""
    return lambda _: text


def moved(status: int, place: Place, *framing: str) -> Turn:
    """Read a request and point somewhere else."""
    headers = framing or ("Content-Length: 0",)
    return [read, send(lambda at: raw(status, b"", f"Location: {place(at.server)}", *headers))]


def model(**fields: Any) -> Must:
    """Expect a status with these fields, and None in all others."""

    def must(run: Run) -> None:
        assert run.error is None, repr(run.error)
        assert run.answers[0].company_sync_status == shared.CompanySyncStatus(**fields)

    return must


# For each row of the document, in its words, the cases. What takes a program of its own (names that
# are not resolved, the default timeouts, 200 MB) stands in `test_programs.py`.
TABLE: dict[str, list[Row]] = {
    "refused always; name not resolved; plain HTTP on a TLS port; headers that are not HTTP": [
        Row("refused always", [], lost(says=REFUSED), 0, policy=BRIEF, listens_after=None),
        Row(
            "plain HTTP on a TLS port",
            [[read_bytes, send(plain(400)), close]],
            lost(),
            0,
            policy=BRIEF,
            url=https,
        ),
        Row("TLS on a plain HTTP port", [], lost(), 0, policy=BRIEF, tls="trusted", url=http),
        *(
            Row(f"headers that are not HTTP: {name}", [ends(data)], lost(), AGAIN, policy=BRIEF)
            for name, data in {
                "another protocol": b"SSH-2.0-Server\r\n",
                "another version": b"HTTP/2.0 200 OK\r\n\r\n",
                "no status": b"HTTP/1.1 OK\r\n\r\n",
                "bytes": bytes(range(256)),
                "a line without an end": b"HTTP/1.1 200 " + b"x" * 100_000,
                "nothing but an empty line": b"\r\n",
            }.items()
        ),
    ],
    "listening after 0.8 s; reset on accept twice": [
        Row("listening after 0.8 s", [HEALTHY], value, 1, listens_after=0.8),
        Row("reset on accept twice", first([reset], [reset]), value, 1),
    ],
    "reset or close after the request, twice (GET)": [
        Row("reset after the request, twice", first([read, reset], [read, reset]), value, 3),
        Row("close after the request, twice", first([read, close], [read, close]), value, 3),
    ],
    "reset in mid-body; body shorter than its length; chunks cut; gzip cut": [
        Row(
            "reset in mid-body",
            first([read, send(OK[:-50]), pause(0.05), reset]),
            value,
            2,
        ),
        *(
            Row(name, first(ends(data)), value, 2)
            for name, data in {
                "headers cut": OK[:30],
                "body shorter than its length": OK[:-1],
                "no body at all": raw(200, b"", JSON, LENGTH),
                "chunks cut: in a chunk": raw(200, chunks(BODY)[:-20], JSON, CHUNKED),
                "chunks cut: between chunks": raw(200, chunks(BODY)[:-5], JSON, CHUNKED),
                "chunks cut: in the length": raw(200, b"e", JSON, CHUNKED),
                "chunks that are none": raw(200, BODY, JSON, CHUNKED),
                "gzip cut": plain(200, GZIPPED[:-20], JSON, GZIP),
                "gzip cut in its checksum": plain(200, GZIPPED[:-3], JSON, GZIP),
                "gzip cut in its header": plain(200, GZIPPED[:5], JSON, GZIP),
                "gzip cut, in chunks": raw(200, chunks(GZIPPED[:-20]), JSON, GZIP, CHUNKED),
                "gzip cut, without a length": raw(200, GZIPPED[:-20], JSON, GZIP),
                "gzip shorter than its length": plain(200, GZIPPED, JSON, GZIP)[:-20],
                "deflate cut": plain(200, DEFLATED[:-6], JSON, DEFLATE),
            }.items()
        ),
    ],
    "certificate not trusted": [
        *(
            Row(
                f"certificate not trusted: {kind}",
                [HEALTHY],
                lost(CertificateError, "not trusted"),
                0,
                tls=kind,
                also=connections(1),
            )
            for kind in ("unknown authority", "another host's", "expired")
        ),
        Row("certificate trusted", [HEALTHY], value, 1, tls="trusted"),
    ],
    "no answer, `timeout=1`": [
        *(
            Row(
                f"no answer, {name}",
                [[read, silence]],
                lost(APITimeoutError, "no response in time"),
                AGAIN,
                timeout=timeout,
                policy=policy(max_elapsed_time=elapsed),
                tls=tls,
            )
            for name, timeout, tls, elapsed in TIMEOUTS
        ),
        Row(
            "no handshake, `timeout=1`",
            [[silence]],
            lost(APITimeoutError, "in time"),
            0,
            timeout=SHORT,
            policy=policy(max_elapsed_time=400),
            url=https,
        ),
        Row("answers the second time", first([read, silence]), value, 2, timeout=SHORT),
        Row(
            "silence in mid-body, answers the second time",
            first([read, send(OK[:-50]), silence]),
            value,
            2,
            timeout=SHORT,
        ),
    ],
    "headers or body dripped a byte at a time, `timeout=1`": [
        Row(
            f"{name}, dripped a byte at a time",
            [[read, send(before), drip(rest, 0.04)]],
            lost(APITimeoutError, "in time"),
            1,
            timeout=SHORT,
            policy=ONCE,
            within=SHORT + SLACK,
            not_for_callers=reason,
        )
        for name, before, rest, reason in [
            ("headers", b"", OK[:200], OUR_CONNECTIONS),
            ("a header", b"HTTP/1.1 200 OK\r\nX-Long: ", b"x" * 80, OUR_CONNECTIONS),
            ("interim responses", b"", raw(103, b"") * 20, OUR_CONNECTIONS),
            ("body with its length", OK[:-200], OK[-200:], ""),
            ("body without a length", raw(200, b"", JSON), BODY, ""),
            ("chunks", raw(200, b"", JSON, CHUNKED), chunks(*[b" "] * 50), ""),
            ("length of a chunk", raw(200, b"", JSON, CHUNKED), b"0" * 200, ""),
            ("gzip", plain(200, GZIPPED, JSON, GZIP)[: -len(GZIPPED)], GZIPPED, ""),
        ]
    ],
    "keep-alive connection closed while idle, or just as the next request arrives": [
        Row(
            "keep-alive connection used again",
            [HEALTHY],
            value,
            2,
            call=get_then(get_second),
            also=connections(1),
        ),
        *(
            Row(
                f"keep-alive connection {name}",
                turns,
                value,
                requests,
                call=get_then(get_second, after=after),
                tls=tls,
            )
            for name, turns, requests, after, tls in [
                ("closed while idle", first([read, answer, close]), 2, 0.1, None),
                ("reset while idle", first([read, answer, pause(0.05), reset]), 2, 0.1, None),
                ("closed while idle, TLS", first([read, answer, close]), 2, 0.1, "trusted"),
                ("closed as the next request arrives", first(HEALTHY, [read, close]), 3, 0, None),
                ("reset as the next request arrives", first(HEALTHY, [read, reset]), 3, 0, None),
            ]
        ),
    ],
    "HTTP/1.0 without length; 100 or 103 before 200": [
        Row(name, [turn], value, 1, not_for_callers=reason)
        for name, turn, reason in [
            ("HTTP/1.0 without length", ends(raw(200, BODY, JSON).replace(b"1.1", b"1.0", 1)), ""),
            ("HTTP/1.1 without length", ends(raw(200, BODY, JSON)), ""),
            ("100 before 200", says(raw(100, b""), OK), ""),
            ("100 twice before 200", says(raw(100, b"") * 2 + OK), ""),
            ("103 before 200", says(raw(103, b"", "Link: </a.css>") + OK), OUR_CONNECTIONS),
            (
                "100, 103, 102 before 200",
                says(*map(raw, (100, 103, 102), [b""] * 3), OK),
                OUR_CONNECTIONS,
            ),
        ]
    ],
    "103, then the 200 half a second late, next call at once; two answers to one request": [
        Row(
            "103, then the 200 half a second late, next call at once",
            first([read, send(raw(103, b"")), pause(0.5), answer]),
            value,
            2,
            call=get_then(get_second),
            not_for_callers=OUR_CONNECTIONS,
        ),
        Row(
            "103, then the 200 half a second late: no other call's data",
            first([read, send(raw(103, b"")), pause(0.5), answer]),
            second_value,
            2,
            call=get_whatever_then_second,
        ),
        *(
            Row(
                f"two answers to one request: {name}",
                first(turn),
                value,
                2,
                tls=tls,
                call=get_then(
                    get_second, after=0.1 if "late" in name else 0.0, blocked="blocked" in name
                ),
                aiohttp=more,
            )
            for name, turn, tls, more in [
                ("in one packet", twice(OK), None, ALIKE),
                ("in one packet, first fills a buffer", twice(padded(8192)), None, ALIKE),
                ("in one packet, the first is long", twice(padded(12_000)), None, ALIKE),
                (
                    "in one packet, the first in chunks",
                    twice(raw(200, chunks(BODY), JSON, CHUNKED)),
                    None,
                    ALIKE,
                ),
                ("late", late(OK), None, OWN_ALONE),
                ("late, while an event loop is blocked", late(OK), None, OWN_ALONE),
                ("more than its length, late", more_later(OK), None, ALIKE),
                ("over TLS in one record", twice(OK), "trusted", ALIKE),
                (
                    "over TLS in one record, the first fills a buffer",
                    twice(padded(8192)),
                    "trusted",
                    ALIKE,
                ),
                (
                    "over TLS in one record, the first is long",
                    twice(padded(12_000)),
                    "trusted",
                    ALIKE,
                ),
                ("over TLS, late", late(OK), "trusted", OWN_ALONE),
                ("over TLS, late, while an event loop is blocked", late(OK), "trusted", OWN_ALONE),
                # aiohttp takes bytes that are no response for an error in the response before.
                ("more than its length", says(OK + b"more"), None, {"requests": 3}),
            ]
        ),
        *(
            Row(
                f"two answers to one request: {name} first{', TLS' if tls else ''}",
                first(twice(data)),
                second_value,
                2,
                tls=tls,
                limit=10_000,
                call=get_whatever_then_second,
            )
            for name, data in {
                "a 204": raw(204, b""),
                "a 404": error(404),
                "one over the limit": padded(15_000),
            }.items()
            for tls in (None, "trusted")
        ),
        Row(
            "two answers to one request: a redirect first",
            first(twice(plain(302, b"", f"Location: {PATH}"))),
            value,
            2,
        ),
    ],
    "408, 429, 500, 502, 503, 504 twice, then 200": [
        Row(
            f"{status} twice, then 200",
            first(says(error(status)), says(error(status, OTHER_ERROR))),
            value,
            3,
        )
        for status in (408, 429, 500, 502, 503, 504)
    ],
    "503 for ever": [
        Row(
            "503 for ever",
            [says(error(503))],
            wrong(ServerError, "Status 503"),
            range(3, 20),
            policy=policy(max_elapsed_time=1000),
        ),
    ],
    "401, 403, 404, 422": [
        Row(f"{status}, {name}", [says(error(status))], reported(status), 1, call=call)
        for status in (401, 403, 404, 422)
        for name, call in [("GET", get), ("POST", post)]
    ],
    "every kind of `Retry-After`": [
        *(
            Row(
                f"429, {name}",
                first(says(error(429, ERROR, *headers))),
                value,
                2,
                also=waited(least, most),
            )
            for name, headers, least, most in [
                ("Retry-After: 0 s", ["Retry-After: 0"], 0.0, 0.0),
                ("Retry-After: decimal seconds", ["Retry-After: 0.15"], 0.15, 0.165),
                (
                    "Retry-After: date",
                    [DATE, "Retry-After: Tue, 01 Jul 2025 12:00:01 GMT"],
                    1.0,
                    1.1,
                ),
                (
                    "Retry-After: date of long ago",
                    [DATE, "Retry-After: Fri, 01 Jan 2010 00:00:00 GMT"],
                    0.0,
                    0.0,
                ),
                *(
                    (f"Retry-After: {text[:9]!r}", [f"Retry-After: {text}"], 0.025, 0.05)
                    for text in ("-5", "nan", "inf", "", "soon", "1e3", "0x10", "²", "1,5")
                ),
                ("Retry-After: 400 digits", ["Retry-After: " + "9" * 400], 0.025, 0.05),
                ("quota until a second", [SPENT, DATE, f"{RESET}: {EPOCH}.1"], 0.1, 0.11),
                ("quota until a millisecond", [SPENT, DATE, f"{RESET}: {EPOCH}100"], 0.1, 0.11),
                (
                    "quota until a date of ISO 8601",
                    [SPENT, DATE, f"{RESET}: 2025-07-01T12:00:00.1Z"],
                    0.1,
                    0.11,
                ),
                ("quota until an HTTP date", [SPENT, DATE, DATE.replace("Date", RESET)], 0.0, 0.0),
                (
                    "quota left",
                    ["X-Rate-Limit-Remaining: 1", DATE, f"{RESET}: {EPOCH + 900}"],
                    0.025,
                    0.05,
                ),
            ]
        ),
        Row(
            "503, Retry-After: decimal seconds",
            first(says(error(503, ERROR, "Retry-After: 0.15"))),
            value,
            2,
            also=waited(0.15, 0.165),
        ),
        *(
            Row(
                f"429, {name}: reported at once",
                [says(error(429, ERROR, *headers))],
                reported(429),
                1,
                within=SLACK,
                also=asked_to_wait(seconds),
            )
            for name, headers, seconds in [
                ("Retry-After past the budget", ["Retry-After: 10"], 10),
                ("Retry-After over 120 s", ["Retry-After: 3600"], 3600),
                (
                    "Retry-After: date, a day later",
                    [DATE, "Retry-After: Wed, 02 Jul 2025 12:00:00 GMT"],
                    86_400,
                ),
                ("quota of the day spent", [SPENT, DATE, f"{RESET}: {EPOCH + 50_000}"], 50_000),
            ]
        ),
    ],
    "200 with cut JSON; list for object; …; wrong type in a field; broken gzip; HTML page": [
        *(
            Row(
                f"200 with {name}",
                [says(plain(200, body))],
                wrong(DecodeError, what, body),
                1,
                call=call,
            )
            for name, call, body, what in [
                ("cut JSON", get, BODY.decode()[:-1], "truncated"),
                ("cut JSON, in a list", get_list, "[" + BODY.decode(), "truncated"),
                ("JSON and more", get, BODY.decode() + "}", "trailing characters"),
                ("list for object", get, "[]", "Expected `object`, got `array`"),
                ("object for list", get_list, "{}", "Expected `array`, got `object`"),
                ("null", get, "null", "Expected `object`, got `null`"),
                ("null for list", get_list, "null", "Expected `array`, got `null`"),
                ("null in a list", get_list, "[null]", "Expected `object`, got `null`"),
                ("nothing", get, "", "truncated"),
                ("spaces", get, "  ", "truncated"),
                ("text", get, '"{}"', "Expected `object`, got `str`"),
                ("no number", get, '{"syncStatusCode": NaN}', "invalid character"),
                ("200,000 nested lists", get, NESTED, "not as expected"),
                ("200,000 nested lists in a field", get, f'{{"new": {NESTED}}}', "nested too deep"),
                (
                    "5,000-digit integer",
                    get,
                    f'{{"syncStatusCode": {"9" * 5000}}}',
                    "syncStatusCode",
                ),
                *(
                    (f"wrong type in {field}: {text}", get, f'{{"{field}": {text}}}', field)
                    for field, text in [
                        ("dataPushed", '"false"'),
                        ("dataPushed", "0"),
                        ("dataPushed", "{}"),
                        ("syncStatusCode", '"2000"'),
                        ("syncStatusCode", "true"),
                        ("syncStatusCode", "2000.5"),
                        ("syncId", "17"),
                        ("syncId", "[SYNC_ID]"),
                        ("syncUtc", "1751371200"),
                    ]
                ),
            ]
        ),
        *(
            Row(
                f"200 with {name}",
                [says(plain(200, body, *headers))],
                wrong(DecodeError, what, body if isinstance(body, str) else None),
                1,
            )
            for name, body, headers, what in [
                ("broken gzip", "no gzip", [JSON, GZIP], "gzip"),
                ("gzip whose checksum is wrong", GZIPPED[:-8] + bytes(8), [JSON, GZIP], "gzip"),
                ("broken deflate", "no deflate", [JSON, DEFLATE], "deflate"),
                ("HTML page", "<b>café</b>", [HTML], f"unknown content-type received: {HTML[14:]}"),
                ("HTML page that says it is JSON", "<b>café</b>", [JSON], "invalid character"),
            ]
        ),
    ],
    "204, 304 where data belongs": [
        Row(f"{status} where data belongs", [says(raw(status, b""))], reported(status), 1)
        for status in (204, 304)
    ],
    "wrong or unknown charset, BOM, no Content-Type": [
        *(
            Row(name, [says(plain(200, body, f"Content-Type: {content_type}"))], value, 1)
            for name, content_type, body in [
                ("wrong charset: latin-1", "application/json; charset=latin-1", BODY),
                ("wrong charset: UTF-16", "application/json; charset=utf-16", BODY),
                ("unknown charset", "application/json; charset=klingon", BODY),
                ("no charset after all", "application/json; charset=", BODY),
                ("charset in capitals", "Application/JSON;Charset=UTF-8", BODY),
                ("BOM", "application/json", codecs.BOM_UTF8 + BODY),
            ]
        ),
        *(
            Row(
                name,
                [says(plain(200, body, f"Content-Type: application/json; charset={charset}"))],
                wrong(DecodeError, "not as expected"),
                1,
            )
            for name, charset, body in [
                (
                    "latin-1 that says so",
                    "latin-1",
                    '{"syncStatus": "caf\u00e9"}'.encode("latin-1"),
                ),
                ("latin-1 that does not", "utf-8", '{"syncStatus": "caf\u00e9"}'.encode("latin-1")),
                ("UTF-16 that says so", "utf-16", BODY.decode().encode("utf-16")),
                ("half a character", "utf-8", rb'{"syncStatus": "\ud800"}'),
            ]
        ),
        Row("no Content-Type", [says(plain(200, BODY, "X-Nothing: 1"))], value, 1),
        Row(
            "no Content-Type, no JSON",
            [says(plain(200, b"<html>", "X-Nothing: 1"))],
            wrong(DecodeError, "unknown content-type received: None", "<html>"),
            1,
        ),
    ],
    "error status whose body is not the API's JSON": [
        *(
            Row(
                f"{status} whose body is {name}",
                [says(plain(status, body, *headers))],
                reported(status),
                1,
                policy=ONCE,
            )
            for status in (400, 401, 404, 500)
            for name, body, headers in [
                ("HTML", "<html>", [HTML]),
                ("HTML that says it is JSON", "<html>", [JSON]),
                ("a list", "[]", [JSON]),
                ("of other types", '{"statusCode": {}, "error": 5}', [JSON]),
                ("null", "null", [JSON]),
                ("nothing", "", [JSON]),
                ("broken gzip", "no gzip", [JSON, GZIP]),
                ("without Content-Type", "{}", ["X-Nothing: 1"]),
            ]
        ),
        *(
            Row(
                f"{status} whose body is {name}, in one packet",
                [says(raw(status, body, JSON, CHUNKED))],
                reported(status),
                1,
                policy=ONCE,
                aiohttp=OWN_ALONE,
            )
            for status, name, body in [
                (404, "no chunks", b"no chunks\r\n\r\n"),
                (500, "longer than its chunk", b"2\r\n{} {}\r\n0\r\n\r\n"),
                (700, "no chunks", b"no chunks\r\n\r\n"),
            ]
        ),
    ],
    "200 MB, with length, chunked, or with a 404; 0.5 MB of gzip that becomes 512 MB": [
        *(
            Row(f"over the limit: {name}", [turn], must, 1, limit=10_000)
            for name, turn, must in [
                ("with length", says(plain(200, b" " * 10_001)), OVER),
                ("with a 404", says(plain(404, b" " * 10_001)), reported(404)),
                ("chunked", says(raw(200, chunks(*[b" " * 1000] * 11), JSON, CHUNKED)), OVER),
                ("gzip", says(plain(200, BOMB, JSON, GZIP)), OVER),
                ("gzip with a 404", says(plain(404, BOMB, JSON, GZIP)), reported(404)),
                ("deflate", says(plain(200, zlib.compress(bytes(MEGA)), JSON, DEFLATE)), OVER),
                (
                    "with a length that never comes",
                    [read, send(raw(200, b" " * 20_000, JSON, ENDLESS)), silence],
                    OVER,
                ),
                (
                    "chunked without an end",
                    [read, send(raw(200, b"4e20\r\n" + b" " * 20_000, JSON, CHUNKED)), silence],
                    OVER,
                ),
            ]
        ),
        Row("exactly the limit", [says(plain(200, BODY.ljust(1000)))], value, 1, limit=1000),
    ],
    "doubled Content-Type, two Content-Lengths, header without colon, 100 kB header, …": [
        *(
            Row(
                name,
                [ends(data)],
                must,
                1,
                policy=ONCE,
                leaves_sockets="Content-Length" in name,
                aiohttp=REFUSES
                if name in ("two Content-Lengths, alike", "Content-Length and chunks")
                else ALIKE,
            )
            for name, data, must in [
                ("doubled Content-Type", plain(200, BODY, JSON, JSON), value_or_typed_error),
                ("Content-Type and another", plain(200, BODY, JSON, HTML), value_or_typed_error),
                ("two Content-Lengths, alike", raw(200, BODY, JSON, LENGTH, LENGTH), value),
                (
                    "two Content-Lengths, the first too short",
                    raw(200, BODY, JSON, "Content-Length: 2", LENGTH),
                    lost(),
                ),
                (
                    "two Content-Lengths, the second too short",
                    raw(200, BODY, JSON, LENGTH, "Content-Length: 2"),
                    lost(),
                ),
                *(
                    (
                        f"Content-Length: {text}",
                        raw(200, BODY, JSON, f"Content-Length: {text}"),
                        value_or_typed_error,
                    )
                    for text in ("2, 3", "-1", "+2", "x", "")
                ),
                (
                    "Content-Length and chunks",
                    raw(200, chunks(BODY), JSON, CHUNKED, "Content-Length: 2"),
                    value,
                ),
                (
                    "header without colon",
                    raw(200, BODY, JSON, "no colon", LENGTH),
                    value_or_typed_error,
                ),
                ("100 kB header", plain(200, BODY, JSON, "X-Long: " + "x" * 100_000), lost()),
                ("150 headers", plain(200, BODY, JSON, *[f"X-{n}: 1" for n in range(150)]), lost()),
                ("raw bytes in a header", plain(200, BODY, JSON, "X-Raw: caf\xe9 \x01\xff"), value),
                ("a header folded in two", plain(200, BODY, JSON, "X-Long: a\r\n b"), value),
                ("lines that end without CR", OK.replace(b"\r\n", b"\n"), value),
            ]
        ),
        Row(
            "header without colon, on a connection that stays open",
            [says(raw(200, BODY, JSON, "no colon", LENGTH))],
            value_or_typed_error,
            1,
            policy=ONCE,
            timeout=SHORT,
        ),
    ],
    "`Set-Cookie`": [
        Row(
            "`Set-Cookie`",
            first(says(plain(200, BODY, JSON, "Set-Cookie: a=b; Path=/"))),
            value,
            2,
            call=get_then(get_second),
            also=no_cookie,
            not_for_callers=THEIR_CHOICE,
        ),
    ],
    "302 to another port or host": [
        *(
            Row(
                f"{status} to {place.__name__.replace('_', ' ')}",
                first(moved(status, place)),
                reported(status),
                1,
                also=never_sent_elsewhere,
            )
            for status in (301, 302, 303, 307, 308)
            for place in (other_port, other_host, other_host_alone, other_scheme, with_user)
        ),
        *(
            Row(
                f"302 to no address: {text}",
                first(moved(302, address(text))),
                typed_error,
                1,
                also=never_sent_elsewhere,
            )
            for text in ("http://[", "http://:x", "file:///etc/hosts", "http://a.b:99999/")
        ),
        Row("302 to the same origin", first(moved(302, same)), value, 2),
        Row(
            "302 to the same origin and then to another",
            first(moved(302, same), moved(302, other_port)),
            reported(302),
            2,
            also=never_sent_elsewhere,
        ),
        *(
            Row(
                f"302 to {place.__name__.replace('_', ' ')} whose body {name}",
                first([*moved(302, place, length), send(b" " * 20_000)]),
                must,
                requests,
                limit=10_000,
                within=SLACK,
                also=never_sent_elsewhere,
            )
            for place, must, requests in [(same, value, 2), (other_port, reported(302), 1)]
            for name, length in [
                ("is over the limit", "Content-Length: 20000"),
                ("does not end", ENDLESS),
            ]
        ),
    ],
    "redirect loop": [Row("redirect loop", [moved(302, same)], reported(302), 6)],
    "302 or 307 on a POST": [
        Row(
            f"{status} on a POST, to {place.__name__.replace('_', ' ')}",
            first(moved(status, place)),
            reported(status),
            1,
            call=post,
            also=never_sent_elsewhere,
        )
        for status in (301, 302, 303, 307, 308)
        for place in (same, other_port)
    ],
    "POST done and then reset, or 503, or silence, twice": [
        *(
            Row(
                f"POST done and then {name}",
                first(*turns),
                value,
                3,
                call=post,
                timeout=SHORT if "silence" in name else 5.0,
                also=one_effect,
            )
            for name, turns in {
                "reset, twice": [done(reset)] * 2,
                "closed, twice": [done(close)] * 2,
                "503, twice": [done(send(error(503))), done(send(error(503, OTHER_ERROR)))],
                "503 without an identifier, twice": [done(send(plain(503)))] * 2,
                "silence, twice": [done(silence)] * 2,
                "cut off, twice": [done(send(ACCEPTED[:-3]), close)] * 2,
                "reset, then 409 in progress": [done(reset), done(send(error(409)))],
            }.items()
        ),
        Row(
            "POST done and then 503, replayed",
            [done(send(error(503)))],
            wrong(ServerError, "Status 503"),
            2,
            call=post,
            also=one_effect,
        ),
    ],
    "POST 429 with `Retry-After: 1`; port that listens later; keep-alive closed as it arrives": [
        Row(
            "POST 429 with `Retry-After: 1`",
            first(says(error(429, ERROR, "Retry-After: 1"))),
            value,
            2,
            call=post,
            also=both(one_effect, waited(1.0, 1.1)),
        ),
        Row(
            "POST, port that listens later",
            [HEALTHY],
            value,
            1,
            call=post,
            listens_after=0.4,
            also=one_effect,
        ),
        Row(
            "POST, keep-alive closed as it arrives",
            first(HEALTHY, [read, close]),
            value,
            3,
            call=get_then(post),
            also=one_effect,
        ),
        Row(
            "POST, keep-alive closed while idle",
            first([read, answer, close]),
            value,
            2,
            call=get_then(post, after=0.1),
            also=one_effect,
        ),
    ],
    "unknown fields and codes, missing or null optional fields": [
        Row(name, [says(plain(200, body))], must, 1)
        for name, body, must in [
            (
                "unknown fields",
                {
                    **status_of(SYNC_ID),
                    "new": {"a": [1, 2.5]},
                    "null": None,
                },
                value,
            ),
            (
                "unknown field of 4,000 digits",
                {**status_of(SYNC_ID), "new": 10**4000},
                value,
            ),
            ("unknown code", {"syncStatusCode": 7777}, model(sync_status_code=7777)),
            ("unknown status text", {"syncStatus": "New"}, model(sync_status="New")),
            ("missing optional fields", {}, model()),
            ("null optional fields", dict.fromkeys(STATUS), model()),
            ("a field twice", b'{"syncId": "a", "syncId": "b"}', model(sync_id="b")),
        ]
    ],
}


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((row, client, own), id=f"{row.fault}, {client}, {whose} Session")
        for cases in TABLE.values()
        for row in cases
        for client in CLIENTS
        for own, whose in [(True, "our own"), (False, "a caller's")]
        if own or client != UVLOOP
    ],
)
def run(request: pytest.FixtureRequest, certificates: Certificates) -> Iterator[Run]:
    """Hold what came of a row, with either client, and our own Session or a caller's."""
    row, client, own = request.param
    run = play(row, certificates, client, own=own)
    yield run
    if row.leaves_sockets and not own:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            run.error = None
            gc.collect()


def test_what_comes(run: Run, request: pytest.FixtureRequest) -> None:
    """The result is the one the row expects, from so many requests and within its time."""
    if run.not_held:
        request.applymarker(pytest.mark.xfail(reason=run.not_held, strict=True))
    run.row.must(run)
    wanted = run.row.requests
    assert run.requests in (range(wanted, wanted + 1) if isinstance(wanted, int) else wanted)
    budget = run.row.policy.backoff.max_elapsed_time / 1000
    assert run.elapsed < (run.row.within or budget + SLACK)
    if run.row.also is not None:
        run.row.also(run)


def test_the_credential_stays_inside(run: Run) -> None:
    """No text, no log, no exception, no attribute of one and no pickle holds the credential."""
    assert all(request.headers["authorization"] == SECRET for request in run.server.requests)
    assert KEY not in run.printed
    for made in (*run.answers, *([run.error] if run.error else [])):
        assert [where for where, text in texts(made) if KEY in text] == []
        assert KEY.encode() not in pickle.dumps(made)
    if run.error is not None:
        assert KEY not in "".join(traceback.format_exception(run.error))
