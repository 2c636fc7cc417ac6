"""The catalogue of faults: every kind that a server can cause and a client must survive."""

from __future__ import annotations

import codecs
import dataclasses
import gzip
from datetime import datetime, timezone

from codatsyncexpenses.sandbox._wire import faults
from codatsyncexpenses.sandbox._wire.faults import (
    CHUNKED,
    GZIP,
    Fault,
    chunks,
    more_headers,
    with_body,
    with_headers,
    with_objects,
)
from codatsyncexpenses.sandbox._wire.steps import (
    Close,
    Hold,
    Response,
    Step,
    Write,
    body,
    head,
    whole,
)

_RETRY_AFTER: dict[str, float | str | datetime | None] = {
    "seconds": 1,
    "decimal_seconds": 0.5,
    "zero": 0,
    "date": datetime(2100, 1, 1, tzinfo=timezone.utc),
    "past_date": datetime(2010, 1, 1, tzinfo=timezone.utc),
    "long": 3600,
    "negative": -5,
    "nan": "nan",
    "infinite": "inf",
    "empty": "",
    "nonsense": "soon",
    "400_digits": "9" * 400,
    "missing": None,
}
_RESET = 4_102_444_800  # the first second of 2100
_RESETS: dict[str, float | str] = {
    "epoch_seconds": _RESET,
    "epoch_milliseconds": _RESET * 1000,
    "iso_8601": "2100-01-01T00:00:00Z",
    "http_date": "Fri, 01 Jan 2100 00:00:00 GMT",
}
_NESTED = b"[" * 200_000 + b"]" * 200_000

_BODIES: dict[str, bytes] = {
    "empty_body": b"",
    "null": b"null",
    "empty_list": b"[]",
    "empty_object": b"{}",
    "nested_lists": _NESTED,
    "nested_lists_in_a_field": b'{"new": ' + _NESTED + b"}",
    "huge_integer": b'{"syncStatusCode": ' + b"9" * 5000 + b"}",
    "wrong_type": b'{"dataPushed": "false", "syncStatusCode": "2000"}',
    "html_as_json": b"<html><body>not JSON</body></html>",
}
_TYPES: dict[str, str] = {
    "wrong_charset": "application/json; charset=utf-16",
    "unknown_charset": "application/json; charset=klingon",
}


def _body(name: str, content: bytes) -> Fault:
    return Fault(name, change=with_body(lambda _: content))


def _type(name: str, content_type: str) -> Fault:
    return Fault(
        name, change=lambda response: with_headers(response, {"Content-Type": content_type})
    )


def _headers(name: str, *headers: tuple[str, str]) -> Fault:
    return Fault(name, change=lambda response: more_headers(response, *headers))


def _ends(name: str, data: bytes) -> Fault:
    """Send these bytes instead of a response, and close the connection."""
    return Fault(name, steps=lambda _: [Write(data), Close()], processed=False)


def _no_content_type(response: Response) -> Response:
    kept = tuple(pair for pair in response.headers if pair[0] != "Content-Type")
    return dataclasses.replace(response, headers=kept)


def _without_length(version: bytes) -> Fault:
    def steps(response: Response) -> list[Step]:
        start = head(response, ("Connection", "close")).replace(b"HTTP/1.1", version, 1)
        return [Write(start + body(response)), Close()]

    return Fault(f"without_length_{version[-3:].decode()}", steps=steps)


def _in_chunks(response: Response) -> list[Step]:
    return [Write(head(response, CHUNKED) + chunks(body(response)))]


def _broken_gzip(response: Response) -> list[Step]:
    return [Write(head(response, GZIP, ("Content-Length", "7")) + b"no gzip")]


def _bomb(response: Response) -> list[Step]:
    """Send half a megabyte that decompresses to 512."""
    packed = gzip.compress(bytes(1 << 20), mtime=0) * 512
    return [Write(head(response, GZIP, ("Content-Length", str(len(packed)))) + packed)]


def _huge_in_chunks(response: Response) -> list[Step]:
    chunk = chunks(b" " * (1 << 20)).removesuffix(chunks())
    return [Write(head(response, CHUNKED)), Write(chunk, 200), Write(chunks())]


def _two_lengths(response: Response) -> list[Step]:
    length = len(body(response))
    framing = [("Content-Length", str(each)) for each in (length, length + 1)]
    return [Write(head(response, *framing) + body(response)), Close()]


def _bad_header(name: str, line: bytes) -> Fault:
    def steps(response: Response) -> list[Step]:
        start = head(response).replace(b"\r\n", b"\r\n" + line + b"\r\n", 1)
        return [Write(start + body(response)), Close()]

    return Fault(name, steps=steps)


def _late(response: Response) -> list[Step]:
    extra = head(Response(200, (("Content-Type", "application/json"),), b"{}")) + b"{}"
    return [*whole(response), Hold(0.05), Write(extra), Close()]


def _named(name: str, fault: Fault) -> Fault:
    return dataclasses.replace(fault, name=name)


_EVERY = [
    # No response, or only a part of it.
    faults.reset(),
    _named("reset_processed", faults.reset(processed=True)),
    faults.close(),
    _named("close_processed", faults.close(processed=True)),
    faults.reset_mid_body(),
    faults.cut_body(),
    faults.cut_chunks(),
    faults.cut_gzip(),
    faults.hang(),
    faults.drip(),
    faults.drip_headers(),
    faults.idle_close(),
    _ends("not_http", b"SSH-2.0-Server\r\n"),
    _ends("no_status", b"HTTP/1.1 OK\r\n\r\n"),
    # More than the response, or framed in another way.
    _named("interim_100", faults.interim(100)),
    _named("interim_103", faults.interim(103)),
    _named("interim_103_late", faults.interim(103, pause=0.5)),
    faults.second_answer(),
    Fault("second_answer_late", steps=_late),
    Fault("chunked", steps=_in_chunks),
    _without_length(b"HTTP/1.0"),
    _without_length(b"HTTP/1.1"),
    # Errors.
    *(_named(f"status_{each}", faults.reply(each)) for each in (400, 401, 402, 403, 404, 408)),
    *(_named(f"status_{each}", faults.reply(each)) for each in (409, 422, 204, 304)),
    *(_named(f"status_{each}", faults.server_error(each)) for each in (500, 502, 503, 504)),
    _named("status_503_processed", faults.server_error(503, processed=True)),
    *(_named(f"html_{each}", faults.html(each)) for each in (200, 401, 404, 502)),
    *(_named(f"rate_limited_{key}", faults.rate_limited(v)) for key, v in _RETRY_AFTER.items()),
    *(
        _named(f"rate_limited_reset_{key}", faults.rate_limited(None, reset=value))
        for key, value in _RESETS.items()
    ),
    *(
        _named(f"redirect_{each}", faults.redirect("http://localhost:9/elsewhere", each))
        for each in (301, 302, 303, 307, 308)
    ),
    _named("redirect_without_an_address", faults.reply(302)),
    # Bodies and headers.
    faults.truncated(),
    *(_body(name, content) for name, content in _BODIES.items()),
    *(_type(name, content_type) for name, content_type in _TYPES.items()),
    Fault("no_content_type", change=_no_content_type),
    Fault("byte_order_mark", change=with_body(lambda content: codecs.BOM_UTF8 + content)),
    Fault("broken_gzip", steps=_broken_gzip),
    Fault("gzip_bomb", steps=_bomb),
    faults.huge(),
    _named("huge_404", faults.huge(status=404)),
    Fault("huge_in_chunks", steps=_huge_in_chunks),
    Fault("two_lengths", steps=_two_lengths),
    _headers("two_content_types", ("Content-Type", "text/plain")),
    _headers("long_header", ("X-Long", "x" * 100_000)),
    _headers("many_headers", *((f"X-Many-{each}", "x") for each in range(150))),
    _headers("cookie", ("Set-Cookie", "session=1; Path=/")),
    _bad_header("header_without_colon", b"no colon"),
    _bad_header("header_of_raw_bytes", b"X-Raw: \xff\xfe\x80"),
    # Changes that a client must accept.
    faults.unknown_fields(),
    faults.unknown_code(),
    faults.null_fields(),
    Fault("missing_fields", change=with_objects(lambda _: {})),
]
ALL = {each.name: dataclasses.replace(each, recipe=(each.name, {})) for each in _EVERY}
"""Every fault, by its name."""
