"""The sandbox as a command: `python -m codatsyncexpenses.sandbox serve --port 8080`."""

# A command prints its output.
# ruff: noqa: T201

from __future__ import annotations

import argparse
import contextlib
import errno
import itertools
import json
import logging
import os
import shlex
import sys
import threading
import uuid
from collections.abc import Mapping
from datetime import datetime, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

from codatsyncexpenses._signals import raised
from codatsyncexpenses.errors import (
    CallError,
    CodatError,
    ConfigurationError,
    WebhookVerificationError,
)
from codatsyncexpenses.models import shared
from codatsyncexpenses.sandbox import Sandbox, companies, states
from codatsyncexpenses.sandbox._state import snapshots
from codatsyncexpenses.webhooks import sign

if TYPE_CHECKING:
    _Handler = logging.StreamHandler[TextIO]
else:
    _Handler = logging.StreamHandler  # not generic before Python 3.11

_PROGRAM = "python -m codatsyncexpenses.sandbox"
_INCOMPLETE = 6  # the exit code of the command line if an extra is not installed
_DESCRIPTION = "A local server that behaves like the API."
_BROKEN_PIPE = 141  # the exit code of a program that SIGPIPE ends
_POLL = 0.2
"""Seconds of one wait; short, because Ctrl-C may only take effect after it."""
_SECRET = "CODAT_WEBHOOK_SECRET"  # noqa: S105 - the variable's name
_DEMO_PAUSE = 1.5  # seconds between two syncs of the demonstration


def main(arguments: list[str] | None = None, program: str = _PROGRAM) -> int:
    """Run the command and return its exit code; `program` is its name in the usage line."""
    options = _parser(program).parse_args(arguments)
    try:
        with raised():
            return _run(options)
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
        return 0
    except BrokenPipeError:
        # Otherwise Python would try to write the rest at exit, and print an error.
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - no path
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        return _BROKEN_PIPE


def _run(options: argparse.Namespace) -> int:
    try:
        sandbox = _sandbox(options)
        if options.load:
            sandbox.restore(options.load)
    except CodatError as error:
        return _fail(2, str(error))
    try:
        sandbox.start()
    except ImportError as error:
        return _fail(_INCOMPLETE, str(error))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return _fail(2, f"Port {options.port} is in use; choose another one with --port.")
        return _fail(2, f"Port {options.port} cannot be opened: {error.strerror}.")
    unread = threading.Event()
    lines = _Lines(unread)
    lines.setFormatter(_JSONLines() if options.log == "json" else logging.Formatter("%(message)s"))
    try:
        # First: a reader of the greeting may at once send requests and expect their lines.
        logging.basicConfig(handlers=[lines])
        _greet(sandbox, options.api_key, options.webhook)
        options.run(sandbox, unread)
    except CodatError as error:
        return _fail(2, str(error))
    finally:
        try:
            if options.save_on_exit:
                snapshots.to_file(options.save_on_exit, sandbox.snapshot())
        except CodatError as error:
            raise SystemExit(_fail(2, str(error))) from None
        finally:
            sandbox.stop()
            lines.acquire()  # never released: a thread that writes during exit would abort Python
    return 0


class _Lines(_Handler):
    """Writes a line for each request, until the reader closes the pipe."""

    def __init__(self, unread: threading.Event) -> None:
        super().__init__(sys.stdout)
        self._unread = unread

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """Note a closed pipe; report any other error."""
        if isinstance(sys.exc_info()[1], BrokenPipeError):
            self._unread.set()
        else:
            super().handleError(record)


class _JSONLines(logging.Formatter):
    """Formats the line of a request as a JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        args = record.args  # those of a request are its facts, by name
        facts = args if isinstance(args, Mapping) else {"message": record.getMessage()}
        at = datetime.fromtimestamp(record.created, timezone.utc).isoformat()
        return json.dumps({"at": at, "level": record.levelname.lower(), **facts})


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=program, description=_DESCRIPTION)
    commands = parser.add_subparsers(required=True, metavar="command")
    serve = commands.add_parser("serve", help="serve on 127.0.0.1 until Ctrl-C")
    serve.set_defaults(run=_serve)
    _add_options(serve, sync_seconds=3.0, speed=1.0)
    motion = "serve at high speed, and start a sync now and then"
    demo = commands.add_parser("demo", help=motion)
    demo.set_defaults(run=_demo)
    _add_options(demo, sync_seconds=90.0, speed=20.0)
    return parser


def _add_options(parser: argparse.ArgumentParser, *, sync_seconds: float, speed: float) -> None:
    add = parser.add_argument
    add("--port", type=_port, default=8080, help="0 for any free one; default 8080")
    add("--api-key", default="sandbox", help="the key to accept; default sandbox")
    add(
        "--sync-seconds",
        type=float,
        default=sync_seconds,
        help=f"how long a sync runs, by the sandbox's clock; default {sync_seconds:g}",
    )
    add(
        "--speed",
        type=float,
        default=speed,
        help=f"seconds that pass in a second; default {speed:g}",
    )
    clock = "manual is one that only the control moves; default real"
    add("--clock", choices=("real", "manual"), default="real", help=clock)
    add("--seed", type=int, default=0, help="the seed of all ids; default 0")
    add("--db", metavar="FILE", help="keep the state in this file; default in memory")
    add(
        "--allowed-host",
        metavar="NAME",
        action="append",
        default=[],
        help="also answer to this host name; may be repeated",
    )
    add("--host", default="127.0.0.1", help="the address to serve on; 0.0.0.0 in a container")
    add("--no-control", action="store_true", help="let no request steer the sandbox")
    add(
        "--control-token",
        metavar="TOKEN",
        help="let other machines steer the sandbox with this token",
    )
    add("--load", metavar="FILE", help=f"start from a snapshot, or from {', '.join(states.NAMES)}")
    add("--save-on-exit", metavar="FILE", help="write a snapshot at the end")
    add("--log", choices=("text", "json"), default="text", help="how requests are logged")
    add("--quota", type=int, help="requests a day; default 1,000 x (1 + linked companies)")
    add("--per-minute", type=int, default=1000, help="requests in a minute; default 1000")
    add(
        "--concurrency",
        type=int,
        default=10,
        help="requests at once for one company; default 10",
    )
    add(
        "--one-time-links",
        action="store_true",
        help="make the links of companies and connections work only once, within a day",
    )
    add(
        "--webhook",
        metavar="URL",
        action="append",
        default=[],
        help=f"deliver webhooks to this address, signed with {_SECRET}, or else with a new "
        "secret; may be repeated",
    )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) not in range(65536):
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {text!r}")
    return int(text)


def _sandbox(options: argparse.Namespace) -> Sandbox:
    return Sandbox(
        api_key=options.api_key,
        port=options.port,
        sync_seconds=options.sync_seconds,
        speed=options.speed,
        clock=options.clock,
        seed=options.seed,
        db=options.db,
        quota=options.quota,
        per_minute=options.per_minute,
        concurrency=options.concurrency,
        one_time_links=options.one_time_links,
        allowed_hosts=options.allowed_host,
        host=options.host,
        control=not options.no_control,
        control_token=options.control_token,
    )


def _serve(_: Sandbox, unread: threading.Event) -> None:
    """Serve until Ctrl-C."""
    while not unread.wait(_POLL):
        pass
    raise BrokenPipeError


def _demo(sandbox: Sandbox, unread: threading.Event) -> None:
    """Serve, and start syncs for one company after another."""
    # In another thread: if a signal interrupts the loading of a module, Python exits with the
    # signal's code even though the interrupt was caught.
    threading.Thread(target=_sync_all, args=(sandbox, unread), daemon=True).start()
    _serve(sandbox, unread)


def _sync_all(sandbox: Sandbox, unread: threading.Event) -> None:
    with sandbox.client() as client:
        for company in itertools.cycle(companies.ALL):
            with contextlib.suppress(CallError):  # some companies are refused
                client.expenses.create(
                    company_id=company.id, create_expense_request=[_expense(sandbox)]
                )
                client.sync.get_latest_sync(company_id=company.id)
            if unread.wait(_DEMO_PAUSE):
                return


def _expense(sandbox: Sandbox) -> shared.ExpenseTransaction:
    line = shared.ExpenseTransactionLine(
        net_amount=Decimal("12.50"), account_ref=shared.RecordRef(id="6")
    )
    return shared.ExpenseTransaction(
        id=str(uuid.uuid4()),
        type=shared.ExpenseTransactionType.PAYMENT,
        issue_date=sandbox.now.date(),
        currency="GBP",
        lines=[line],
    )


def _greet(sandbox: Sandbox, api_key: str, webhooks: list[str]) -> None:
    print(f"Sandbox of the Sync for Expenses API: {sandbox.url}")
    print(f"Authorization: {sandbox.authorization}\n")
    print("Open the address in a browser to watch. To use it with a client from the environment:")
    key = shlex.quote(api_key)
    print(f"export CODAT_API_KEY={key} CODAT_SERVER_URL={sandbox.url}\n")
    secret = _secret() if webhooks else None
    for url in webhooks:
        endpoint = sandbox.webhooks.add(url, secret=secret)
        shown = f"the secret in {_SECRET}" if secret else endpoint.secret
        print(f"Webhooks go to {url}, signed with {shown}")
    print(f"{'company':38}{'dataset':38}code  its syncs")
    for company in companies.ALL:
        code = "" if company.ending is None else company.ending.code
        print(f"{company.id:38}{company.dataset_ids[0]:38}{code:<6}{company.summary}")
    # Before the reader has the whole greeting, because a request may follow at once.
    logging.getLogger("codatsyncexpenses.sandbox").setLevel(logging.INFO)
    print("\nCtrl-C stops it.", flush=True)


def _secret() -> str | None:
    """Return the secret of webhooks in the environment, or None."""
    secret = os.environ.get(_SECRET)
    if not secret:
        return None
    try:
        sign(b"", secret, message_id="check")
    except WebhookVerificationError as error:
        raise ConfigurationError(f"{_SECRET}: {error}") from None
    return secret


def _fail(code: int, message: str) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
