"""The report of a failed call, for support: the request, and the outcome of each attempt."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from . import CallError, one_line

_SHOWN = frozenset(("accept", "content-type", "idempotency-key", "user-agent"))
_MOST = 2_000  # bytes of a body that a command shows


def text(error: CallError) -> str:
    """Return the report of an error."""
    facts = error.facts
    if facts is None:
        return str(error)
    lines = [
        f"{type(error).__name__}: {error}",
        "",
        f"Call:     {facts.operation}, ended {facts.ended}",
        f"Attempts: {facts.attempts} in {facts.elapsed:.1f} s",
    ]
    for attempt in facts.history:
        quoted = attempt.correlation_id and f", correlation id {one_line(attempt.correlation_id)}"
        lines.append(f"  after {attempt.elapsed:.1f} s: {one_line(attempt.problem)}{quoted or ''}")
    if error.maybe_processed:
        lines.append("The service may have processed the request.")
    return "\n".join([*lines, "", facts.request])


def curl(method: str, url: str, headers: Mapping[str, str], body: object) -> str:
    """Return a request as a curl command that takes the key from the environment.

    Omit the values of headers that may be secret, large bodies and files.
    """
    parts = [f"curl --request {method} {shlex.quote(url)}"]
    for name, value in headers.items():
        if name == "Authorization":
            parts.append('--header "Authorization: $CODAT_AUTH_HEADER"')
        elif name.lower() in _SHOWN and not (name == "Content-Type" and "boundary=" in value):
            parts.append(f"--header {shlex.quote(f'{name}: {value}')}")
        elif name.lower() not in ("content-type", "content-length"):
            parts.append(f"--header {shlex.quote(f'{name}: ***')}")
    if isinstance(body, bytes):
        small = len(body) <= _MOST
        shown = shlex.quote(body.decode("utf-8", "replace")) if small else "@request.json"
        parts.append(f"--data-binary {shown}")
    elif body is not None:
        name = getattr(body, "file_name", "file")
        parts.append(f"--form {shlex.quote(f'file=@{name}')}")
    return " \\\n  ".join(parts)
