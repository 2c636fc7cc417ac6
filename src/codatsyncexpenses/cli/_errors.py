"""Errors: one line for people, an object for programs, an exit code for scripts."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Generator

import click

from .. import errors
from .._signals import Stopped, signal_of
from ..errors import CallError, CodatError, DecodeError
from ._output import discard, say, say_json, shown

FAILED, MISUSED, REFUSED, UNREACHABLE, UNFINISHED, INCOMPLETE = 1, 2, 3, 4, 5, 6
BUSY, INTERRUPTED = 7, 130
EXITS = """\b
Exit codes:
    0  success
    1  a sync or an expense failed, or a company stopped; some expenses were not added;
       doctor found a fault
    2  an argument, a setting, the file or the outbox cannot be used
    3  the API refused the request
    4  no connection, an error of the service, or its rate limit
    5  the sync, or the delivery, did not end before the timeout
    6  the extra, or the driver, that the command needs is not installed
    7  another process delivers from the outbox
  130  interrupted by Ctrl-C
  143  ended by SIGTERM; 129 by SIGHUP
  141  the reader closed the output
"""

_GOES_ON = "It continues; codat-sync-expenses watch {} {} follows it."
_LONGEST = 500  # characters of a message; a server may send a whole page
_FACTS = {
    "operation": "operation",
    "statusCode": "status_code",
    "correlationId": "correlation_id",
    "attempts": "attempts",
    "retryAfter": "retry_after",
    "maybeProcessed": "maybe_processed",
    "companyId": "company_id",
    "syncId": "sync_id",
    "mistakes": "mistakes",
}


class Interrupted(click.ClickException):
    """Ctrl-C or another signal; `maybe_processed` if a write may have been sent before it."""

    def __init__(
        self, stop: BaseException | None, *, maybe_processed: bool | None = None, advice: str = ""
    ) -> None:
        number = signal_of(stop)
        self.code = 128 + number
        text = f"interrupted by {number.name}" if isinstance(stop, Stopped) else "interrupted"
        super().__init__(f"{text}; {advice}" if advice else text)
        self.maybe_processed = maybe_processed


class Unwritable(click.ClickException):
    """Output that cannot be written; `maybe_processed` if it was the result of a write."""

    def __init__(self, error: OSError, *, maybe_processed: bool | None = None) -> None:
        discard(sys.stdout)
        super().__init__(f"the output cannot be written: {error.strerror or error}")
        self.maybe_processed = maybe_processed


def exit_code(error: Exception) -> int:
    """Return the exit code for an error."""
    if isinstance(error, errors.WaitTimeout):
        return UNFINISHED
    if isinstance(error, Interrupted):
        return error.code
    if isinstance(error, errors.OutboxBusyError):
        return BUSY
    if not isinstance(error, CallError):
        return MISUSED
    status = error.status_code or 0
    refused = 400 <= status < 500 and status not in (408, 429)
    return REFUSED if refused and not isinstance(error, DecodeError) else UNREACHABLE


@contextlib.contextmanager
def repeatable(key: str, *, as_json: bool, sent: int = 0) -> Generator[None]:
    """Report what ends a write, with the key to repeat it, and exit.

    :param sent: the number of expenses that earlier calls under this key have sent
    """
    error: CodatError | click.ClickException
    try:
        yield
    except KeyboardInterrupt as stop:
        error = Interrupted(stop, maybe_processed=True)
    except CallError as failed:
        error = failed
    except OSError as failed:
        error = Unwritable(failed, maybe_processed=True)
    else:
        return
    code = report(error, as_json=as_json, idempotency_key=key, sent=sent)
    raise click.exceptions.Exit(code)


def report(
    error: CodatError | click.ClickException,
    *,
    as_json: bool,
    idempotency_key: str | None = None,
    sent: int = 0,
    code: int | None = None,
) -> int:
    """Write an error to standard error, and return its exit code.

    :param idempotency_key: the key of the failed write, with which to repeat it
    :param sent: the number of expenses that earlier calls under this key have sent
    :param code: the exit code of the command, if it is not that of the error
    """
    code = exit_code(error) if code is None else code
    message = _message(error, idempotency_key, sent)
    try:
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            say(error.format_message(), err=True)
        elif as_json:
            facts = {name: getattr(error, attribute, None) for name, attribute in _FACTS.items()}
            facts |= {"idempotencyKey": idempotency_key, "sent": sent or None}
            known = {name: value for name, value in facts.items() if value is not None}
            summary = {"type": type(error).__name__, "message": message, "exitCode": code}
            say_json({"error": {**summary, **known}}, err=True)
        else:
            for detail in getattr(error, "details", ()):
                say(detail, err=True)
            line = shown(message)
            say(f"Error: {line[:_LONGEST]}{'…' * (len(line) > _LONGEST)}", err=True)
    except (OSError, click.exceptions.Exit):  # standard error is closed
        discard(sys.stderr)
    return code


def _message(
    error: CodatError | click.ClickException, idempotency_key: str | None, sent: int
) -> str:
    """Return the error's text in one line, with the next step if there is one."""
    text = error.format_message() if isinstance(error, click.ClickException) else str(error)
    line = text.partition("\n")[0]
    if isinstance(error, click.UsageError) and error.ctx:
        line = f"{line.rstrip('.')}; see {error.ctx.command_path} --help"
    if isinstance(error, errors.WaitTimeout):
        advice = _GOES_ON.format(error.company_id, error.sync_id)
        line = f"{line.removeprefix('sync.wait: ')}. {advice}"
    repeat = f"repeat it with --idempotency-key {idempotency_key}"
    if sent:
        # A repeat under the same key would get the same refusal.
        rest = f"{repeat} to send the rest"
        if exit_code(error) == REFUSED:
            rest = "send the others in a separate file"
        line = f"{line}; the first {sent} expenses were sent: {rest}"
    elif idempotency_key and getattr(error, "maybe_processed", False):
        line = f"{line}; the sync may have started: {repeat}"
    return line
