"""The faults that a server can cause, for `Sandbox.next_replies`.

Some take the place of the answer: the request is then not acted on, unless `processed=True`. The
others spoil the right answer, or the way it is sent. `ALL` has one of every kind, by its name.
"""

from codatsyncexpenses.sandbox._catalogue import ALL
from codatsyncexpenses.sandbox._fault import Fault
from codatsyncexpenses.sandbox._faults import (
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
