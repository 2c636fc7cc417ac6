"""The faults that a server can cause, for `Sandbox.next_replies`.

Some replace the response; the request is then not processed, unless `processed=True`. Others change
the correct response, or the way it is sent. `ALL` has one of every kind, by name.
"""

from codatsyncexpenses.sandbox._wire.fault_catalogue import ALL
from codatsyncexpenses.sandbox._wire.faults import (
    Fault,
    close,
    cut_body,
    cut_chunks,
    cut_gzip,
    drip,
    drip_headers,
    hang,
    html,
    huge,
    idle_close,
    interim,
    null_fields,
    rate_limited,
    redirect,
    reply,
    reset,
    reset_mid_body,
    second_answer,
    server_error,
    truncated,
    unknown_code,
    unknown_fields,
)

__all__ = [
    "ALL",
    "Fault",
    "close",
    "cut_body",
    "cut_chunks",
    "cut_gzip",
    "drip",
    "drip_headers",
    "hang",
    "html",
    "huge",
    "idle_close",
    "interim",
    "null_fields",
    "rate_limited",
    "redirect",
    "reply",
    "reset",
    "reset_mid_body",
    "second_answer",
    "server_error",
    "truncated",
    "unknown_code",
    "unknown_fields",
]
