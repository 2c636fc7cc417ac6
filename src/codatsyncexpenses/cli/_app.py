"""The commands, their arguments and their options.

Each command imports its dependencies when it runs, so that `--help` and `--version` are quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from ..errors import CodatError, RequestError
from ..models._about import __version__
from ._errors import EXITS, INTERRUPTED, MISUSED, Interrupted, Unwritable, report
from ._output import BROKEN_PIPE, log_lines

NAME = "codat-sync-expenses"
SECONDS = click.IntRange(1, 1_000_000)
Function = TypeVar("Function", bound=Callable[..., int])


def run(arguments: list[str]) -> int:
    """Run the command and return its exit code; an error becomes a line, not a traceback."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the process
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for good
    as_json = "--json" in arguments
    try:
        code: int | None = app.main(arguments, prog_name=NAME, standalone_mode=False)
        return code or 0
    except click.Abort as abort:
        stop = Interrupted(abort.__cause__)
        # Whoever pressed Ctrl-C knows it.
        quiet = stop.code == INTERRUPTED and not as_json
        return INTERRUPTED if quiet else report(stop, as_json=as_json)
    except (CodatError, click.ClickException) as error:
        return report(error, as_json=as_json)
    except OSError as error:
        return report(Unwritable(error), as_json=as_json)
    except SystemExit as stop:  # completion for a shell; or what click makes of a broken pipe
        return 0 if stop.code == 0 else BROKEN_PIPE


@click.group(
    epilog=EXITS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def app() -> None:
    """Start syncs of expenses, follow them, and find out what does not work.

    The API key is taken from the environment only: CODAT_API_KEY holds it, or CODAT_AUTH_HEADER the
    whole header. CODAT_SERVER_URL names another server than Codat's own.
    """


_DATASET_HELP = "May be repeated. What a sync without one takes, Codat does not say."


def _common_options(function: Function) -> Function:
    """Add the options that all commands have."""
    verbose = click.option(
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=_start_log,
        help="Tell of each retry on standard error.",
    )
    as_json = click.option(
        "--json", "as_json", is_flag=True, is_eager=True, help="Write JSON, for programs."
    )
    return as_json(verbose(function))


def _start_log(context: click.Context, _: click.Parameter, verbose: bool) -> None:
    as_json: bool = context.params.get("as_json", False)
    context.with_resource(log_lines(verbose=verbose, as_json=as_json))


def _parse_since(_: click.Context, __: click.Parameter, text: str | None) -> datetime | None:
    from ._tables import parse_utc

    try:
        return None if text is None else parse_utc(text)
    except RequestError as error:
        raise click.BadParameter(str(error)) from None


@app.command()
@click.argument("company_id")
@click.option("--dataset", "datasets", metavar="ID", multiple=True, help=_DATASET_HELP)
@click.option("--wait", is_flag=True, help="Follow the sync to its end, as watch does.")
@click.option("--timeout", type=SECONDS, metavar="SECONDS", help="How long; 3600 if not given.")
@click.option("--idempotency-key", "key", metavar="KEY", help="The key of the call to repeat.")
@_common_options
def initiate(
    company_id: str,
    datasets: tuple[str, ...],
    wait: bool,
    timeout: int | None,
    key: str | None,
    as_json: bool,
) -> int:
    """Start a sync of a company's datasets."""
    from . import _syncs

    if timeout is not None and not wait:
        raise click.UsageError("--timeout goes with --wait.")
    limit = (timeout or 3600) if wait else None
    return _syncs.initiate(company_id, datasets, key, timeout=limit, as_json=as_json)


@app.command()
@click.argument("company_id")
@click.argument("sync_id", required=False)
@click.option("--last-successful", is_flag=True, help="The latest one that succeeded.")
@_common_options
def status(company_id: str, sync_id: str | None, last_successful: bool, as_json: bool) -> int:
    """Show one sync; without SYNC_ID, the latest."""
    from . import _syncs

    if sync_id is not None and last_successful:
        raise click.UsageError("--last-successful goes without SYNC_ID.")
    return _syncs.status(company_id, sync_id, last_successful=last_successful, as_json=as_json)


@app.command("list")
@click.argument("company_id")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the newest N.")
@click.option("--failed", is_flag=True, help="Only those that failed.")
@click.option(
    "--since", callback=_parse_since, metavar="DATE", help="Only those since, ISO 8601, UTC."
)
@_common_options
def list_syncs(
    company_id: str, limit: int | None, failed: bool, since: datetime | None, as_json: bool
) -> int:
    """Show the syncs of a company, the newest first."""
    from . import _syncs

    return _syncs.list_syncs(company_id, limit=limit, failed=failed, since=since, as_json=as_json)


@app.command()
@click.argument("company_id")
@click.argument("sync_id", required=False)
@click.option("--timeout", type=SECONDS, metavar="SECONDS", default=3600, show_default=True)
@_common_options
def watch(company_id: str, sync_id: str | None, timeout: int, as_json: bool) -> int:
    """Follow a sync to its end; without SYNC_ID, the latest.

    It gives a line for each change, and on a terminal one live line.
    """
    from . import _syncs

    return _syncs.watch(company_id, sync_id, timeout=timeout, as_json=as_json)


@app.command()
@_common_options
def doctor(as_json: bool) -> int:
    """Find out what does not work.

    It looks at versions, settings, proxy, connection, certificate, key, clock and quota, and makes
    one request, which counts: for the syncs of a company that cannot exist.
    """
    from . import _doctor

    return _doctor.doctor(as_json=as_json)


@app.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def sandbox(arguments: tuple[str, ...]) -> int:
    """Serve a local sandbox of the API."""
    from ..sandbox.__main__ import main

    try:
        return main([*arguments], "codat-sync-expenses sandbox")
    except SystemExit as stop:  # argparse has written the help or an error
        return stop.code if isinstance(stop.code, int) else MISUSED
