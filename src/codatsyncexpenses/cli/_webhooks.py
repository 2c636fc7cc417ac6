"""The command that sends a webhook of the sandbox to a service."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import click

from ..errors import WebhookVerificationError
from ._errors import INCOMPLETE, REFUSED, UNREACHABLE
from ._output import say, say_json


def send(event_type: str, url: str, company_id: str | None, *, as_json: bool) -> int:
    """Send a webhook, and return the exit code for the status of the response."""
    secret = os.environ.get("CODAT_WEBHOOK_SECRET", "")
    if not secret:
        raise click.UsageError("Set CODAT_WEBHOOK_SECRET to the secret that signs the webhook.")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.UsageError(f"--to must be an address of http or https, not {url!r}.")
    try:
        from ..sandbox import samples
    except ImportError:
        say('This command needs an extra: pip install "codatsyncexpenses[sandbox]"', err=True)
        return INCOMPLETE
    message = samples.message(event_type, company_id)
    try:
        status = samples.send(message, url, secret)
    except WebhookVerificationError as error:
        raise click.UsageError(f"CODAT_WEBHOOK_SECRET: {error}") from None
    if as_json:
        say_json({"messageId": message["id"], "eventType": event_type, "status": status})
    else:
        say("no response" if status is None else str(status))
    if status is None or status >= 500 or status in (408, 429):
        return UNREACHABLE
    return 0 if 200 <= status < 300 else REFUSED
