"""The sandbox as a command: `python -m codatsyncexpenses.sandbox serve --port 8080`."""

# A command speaks on standard output.
# ruff: noqa: T201

from __future__ import annotations

import argparse
import errno
import logging
import sys
import time

from codatsyncexpenses.sandbox import Sandbox, companies


def main(arguments: list[str] | None = None) -> int:
    """Run the command and give its exit code."""
    options = _parser().parse_args(arguments)
    sandbox = Sandbox(api_key=options.api_key, port=options.port, sync_seconds=options.sync_seconds)
    try:
        sandbox.start()
    except ImportError as error:
        return _fail(str(error))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return _fail(f"Port {options.port} is in use; choose another one with --port.")
        return _fail(f"Port {options.port} cannot be opened: {error.strerror}.")
    try:
        _serve(sandbox)
    except KeyboardInterrupt:
        print("\nStopped.")
    finally:
        sandbox.stop()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m codatsyncexpenses.sandbox",
        description="A local server that behaves like the API's sync operations.",
    )
    serve = parser.add_subparsers(required=True, metavar="command").add_parser(
        "serve", help="serve on 127.0.0.1 until Ctrl-C"
    )
    serve.add_argument("--port", type=_port, default=8080, help="0 for any free one; default 8080")
    serve.add_argument("--api-key", default="sandbox", help="the key to accept; default sandbox")
    serve.add_argument(
        "--sync-seconds", type=float, default=3.0, help="how long a sync runs; default 3"
    )
    return parser


def _port(text: str) -> int:
    port = int(text)
    if port not in range(65536):
        raise ValueError(text)
    return port


def _serve(sandbox: Sandbox) -> None:
    """Tell what is there, then a line for each request, until Ctrl-C."""
    print(f"Sandbox of the Sync for Expenses API: {sandbox.url}")
    print(f"Authorization: {sandbox.authorization}\n")
    print(f"{'company':38}{'dataset':38}code  its syncs")
    for company in companies.ALL:
        code = "" if company.ending is None else company.ending.code
        print(f"{company.id:38}{company.dataset_ids[0]:38}{code:<6}{company.summary}")
    print("\nCtrl-C stops it.", flush=True)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    while True:
        # Short, because a Ctrl-C that arrives as the sleep begins is seen when it ends.
        time.sleep(0.2)


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
