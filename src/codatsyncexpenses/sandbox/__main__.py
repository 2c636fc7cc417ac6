"""The sandbox as a command: `python -m codatsyncexpenses.sandbox serve --port 8080`."""

# A command prints its output.
# ruff: noqa: T201

from __future__ import annotations

import argparse
import contextlib
import errno
import itertools
import logging
import shlex
import sys
import time

from codatsyncexpenses.errors import CallError, CodatError
from codatsyncexpenses.models import operations
from codatsyncexpenses.sandbox import Sandbox, companies

_PROGRAM = "python -m codatsyncexpenses.sandbox"
_INCOMPLETE = 6  # the exit code of the command line if an extra is not installed
_DESCRIPTION = "A local server that behaves like the API."
_POLL = 0.2
"""Seconds of one sleep; short, because Ctrl-C may take effect only after the sleep."""
_DEMO_PAUSE = 1.5  # seconds between two syncs of the demonstration


def main(arguments: list[str] | None = None, program: str = _PROGRAM) -> int:
    """Run the command and return its exit code; `program` is its name in the usage line."""
    options = _parser(program).parse_args(arguments)
    try:
        sandbox = _sandbox(options)
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
    try:
        _greet(sandbox, options.api_key, options.webhook)
        options.run(sandbox)
    except CodatError as error:
        return _fail(2, str(error))
    except KeyboardInterrupt:
        print("\nStopped.")
    finally:
        sandbox.stop()
    return 0


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=program, description=_DESCRIPTION)
    commands = parser.add_subparsers(required=True, metavar="command")
    serve = commands.add_parser("serve", help="serve on 127.0.0.1 until Ctrl-C")
    serve.set_defaults(run=_serve)
    _add_options(serve, sync_seconds=3.0, speed=1.0)
    motion = "serve, in quick motion, and start a sync now and then"
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
    add("--seed", type=int, default=0, help="what all ids follow from; default 0")
    add("--db", metavar="FILE", help="keep the state in this file; default in memory")
    add("--quota", type=int, help="requests a day; default 1,000 x (1 + linked companies)")
    add(
        "--webhook",
        metavar="URL",
        action="append",
        default=[],
        help="deliver webhooks to this address; may be given more than once",
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
        seed=options.seed,
        db=options.db,
        quota=options.quota,
    )


def _serve(_: Sandbox) -> None:
    """Serve until Ctrl-C."""
    while True:
        time.sleep(_POLL)


def _demo(sandbox: Sandbox) -> None:
    """Serve, and start syncs for one company after another."""
    with sandbox.client() as client:
        for company in itertools.cycle(companies.ALL):
            with contextlib.suppress(CallError):  # some companies are refused
                client.sync.initiate_sync(operations.InitiateSyncRequest(company.id))
                client.sync.get_latest_sync(operations.GetLatestSyncRequest(company.id))
            until = time.monotonic() + _DEMO_PAUSE
            while time.monotonic() < until:
                time.sleep(_POLL)


def _greet(sandbox: Sandbox, api_key: str, webhooks: list[str]) -> None:
    print(f"Sandbox of the Sync for Expenses API: {sandbox.url}")
    print(f"Authorization: {sandbox.authorization}\n")
    print(
        "The address in a browser shows what happens. A client from the environment reaches it by"
    )
    key = shlex.quote(api_key)
    print(f"export CODAT_API_KEY={key} CODAT_SERVER_URL={sandbox.url}\n")
    for url in webhooks:
        print(f"Webhooks go to {url}, signed with {sandbox.webhooks.add(url).secret}")
    print(f"{'company':38}{'dataset':38}code  its syncs")
    for company in companies.ALL:
        code = "" if company.ending is None else company.ending.code
        print(f"{company.id:38}{company.dataset_ids[0]:38}{code:<6}{company.summary}")
    print("\nCtrl-C stops it.", flush=True)
    logger = logging.getLogger("codatsyncexpenses.sandbox")
    logger.setLevel(logging.INFO)
    logging.basicConfig(format="%(message)s", stream=sys.stdout)


def _fail(code: int, message: str) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
