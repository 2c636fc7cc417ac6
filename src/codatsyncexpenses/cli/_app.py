"""The commands with their arguments and options.

Each command imports its dependencies when it runs, so that `--help` and `--version` are quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

import click

from ..errors import CodatError, RequestError
from ..models._about import __version__
from ._errors import EXITS, INTERRUPTED, MISUSED, Interrupted, Unwritable, report
from ._output import BROKEN_PIPE, log_lines

if TYPE_CHECKING:
    from ..outbox import State

NAME = "codat-sync-expenses"
SECONDS = click.IntRange(1, 1_000_000)
Function = TypeVar("Function", bound=Callable[..., int])


def run(arguments: list[str]) -> int:
    """Run the command and return its exit code; report errors in one line, not as tracebacks."""
    for name, mode in {"stdin": "r", "stdout": "w", "stderr": "w"}.items():
        if getattr(sys, name) is None:  # closed by the parent process
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for good
    as_json = "--json" in arguments
    try:
        code: int | None = app.main(arguments, prog_name=NAME, standalone_mode=False)
        return code or 0
    except click.Abort as abort:
        stop = Interrupted(abort.__cause__)
        # The user who pressed Ctrl-C needs no message.
        quiet = stop.code == INTERRUPTED and not as_json
        return INTERRUPTED if quiet else report(stop, as_json=as_json)
    except (CodatError, click.ClickException) as error:
        return report(error, as_json=as_json)
    except OSError as error:
        return report(Unwritable(error), as_json=as_json)
    except SystemExit as stop:  # shell completion, or click's exit after a broken pipe
        return 0 if stop.code == 0 else BROKEN_PIPE


@click.group(
    epilog=EXITS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def app() -> None:
    """Send expenses, follow their syncs, and diagnose problems.

    The API key comes from the environment only: set CODAT_API_KEY to the key, or CODAT_AUTH_HEADER
    to the whole header. CODAT_SERVER_URL selects a server other than Codat's own.
    """


_DATASET_HELP = "May be repeated. Codat does not document a sync without it."


def _common_options(function: Function) -> Function:
    """Add the options that all commands share."""
    verbose = click.option(
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=_start_log,
        help="Log each retry to standard error.",
    )
    as_json = click.option(
        "--json", "as_json", is_flag=True, is_eager=True, help="Write JSON for programs."
    )
    return as_json(verbose(function))


def _start_log(context: click.Context, _: click.Parameter, verbose: bool) -> None:
    as_json: bool = context.params.get("as_json", False)
    for_file = context.command is outbox_deliver and not sys.stderr.isatty()
    context.with_resource(log_lines(verbose=verbose, as_json=as_json, for_file=for_file))


def _parse_since(_: click.Context, __: click.Parameter, text: str | None) -> datetime | None:
    from ._tables import parse_utc

    try:
        return None if text is None else parse_utc(text)
    except RequestError as error:
        raise click.BadParameter(str(error)) from None


def _limit(wait: bool, timeout: int | None) -> int | None:
    """Return the seconds that a command waits; None if it does not wait."""
    if timeout is not None and not wait:
        raise click.UsageError("--timeout requires --wait.")
    return (timeout or 3600) if wait else None


def _data(file: str) -> bytes:
    """Return the content of a file; - is standard input."""
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise click.FileError(file, error.strerror) from None


@app.command()
@click.option("--query", metavar="QUERY", help="Only matching companies, such as name~Bakery.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N.")
@_common_options
def companies(query: str | None, limit: int | None, as_json: bool) -> int:
    """List your companies, with their connections."""
    from . import _companies

    return _companies.companies(query, limit=limit, as_json=as_json)


@app.command()
@click.argument("company_id")
@_common_options
def connections(company_id: str, as_json: bool) -> int:
    """List the connections of a company."""
    from . import _companies

    return _companies.connections(company_id, as_json=as_json)


@app.group()
def expenses() -> None:
    """Send expenses to the accounting software."""


@expenses.command()
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--company", "company_id", metavar="ID", required=True, help="The company's id.")
@click.option(
    "--wait", is_flag=True, help="Follow the syncs, then show the outcome of each expense."
)
@click.option("--timeout", type=SECONDS, metavar="SECONDS", help="How long to wait; default 3600.")
@click.option("--idempotency-key", "key", metavar="KEY", help="Repeat the call that had this key.")
@_common_options
def send(
    file: str,
    company_id: str,
    wait: bool,
    timeout: int | None,
    key: str | None,
    as_json: bool,
) -> int:
    """Send the expenses in FILE, which starts their sync.

    FILE is JSON or CSV; - reads standard input. The whole file is checked before anything is sent,
    and every mistake is shown with its line and column. Each call sends up to 50 expenses and
    starts one sync. Without --wait, the output is the ids of the syncs, one per line, which
    `transactions -` reads.

    JSON: a list of expenses with the API's field names, or an object with such a list.

    CSV: a header, then one row for each line of an expense; rows with the same id are one expense.
    The columns are id, type, issue_date, currency, currency_rate, contact_id, bank_account_id,
    merchant_name, reference and notes for the expense, and net_amount, tax_amount, account_id and
    tax_rate_id for its line. Only type, issue_date, currency and net_amount are required. Other
    fields need JSON.

    Ids: the service never writes an id twice. An expense without an id gets one derived from its
    data, so a file that is sent twice is written once. If you change such an expense, it gets
    another id and is written again. If two files contain the same expense, the second is refused
    as a duplicate: set an id, or a different reference.
    """
    from . import _expenses, _files

    limit = _limit(wait, timeout)
    found = _files.read(_data(file), file)
    return _expenses.send(company_id, found, key, timeout=limit, as_json=as_json)


@app.command()
@click.argument("sync_ids", nargs=-1, required=True, metavar="SYNC_ID...")
@click.option("--company", "company_id", metavar="ID", required=True, help="The company's id.")
@_common_options
def transactions(sync_ids: tuple[str, ...], company_id: str, as_json: bool) -> int:
    """Show the outcome of each transaction of a sync.

    With - in place of SYNC_ID, the ids are read from standard input.
    """
    from . import _expenses

    if sync_ids == ("-",):
        sync_ids = tuple(_data("-").decode("utf-8", "replace").split())
    if not sync_ids:
        raise click.UsageError("Standard input has no SYNC_ID.")
    return _expenses.transactions(company_id, sync_ids, as_json=as_json)


@app.command()
@click.argument("company_id")
@click.argument("sync_id", required=False)
@click.option("--last-successful", is_flag=True, help="The latest successful sync.")
@_common_options
def status(company_id: str, sync_id: str | None, last_successful: bool, as_json: bool) -> int:
    """Show a sync; without SYNC_ID, the latest."""
    from . import _syncs

    if sync_id is not None and last_successful:
        raise click.UsageError("--last-successful cannot be combined with SYNC_ID.")
    return _syncs.status(company_id, sync_id, last_successful=last_successful, as_json=as_json)


@app.command("list")
@click.argument("company_id")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the newest N.")
@click.option("--failed", is_flag=True, help="Only failed syncs.")
@click.option(
    "--since",
    callback=_parse_since,
    metavar="DATE",
    help="Only syncs since this time, ISO 8601, UTC.",
)
@_common_options
def list_syncs(
    company_id: str, limit: int | None, failed: bool, since: datetime | None, as_json: bool
) -> int:
    """Show the syncs of a company, newest first."""
    from . import _syncs

    return _syncs.list_syncs(company_id, limit=limit, failed=failed, since=since, as_json=as_json)


@app.command()
@click.argument("company_id")
@click.argument("sync_id", required=False)
@click.option("--timeout", type=SECONDS, metavar="SECONDS", default=3600, show_default=True)
@_common_options
def watch(company_id: str, sync_id: str | None, timeout: int, as_json: bool) -> int:
    """Follow a sync to its end; without SYNC_ID, the latest.

    Print one line for each change, or on a terminal, one live line.
    """
    from . import _syncs

    return _syncs.watch(company_id, sync_id, timeout=timeout, as_json=as_json)


@app.command(short_help="Deprecated: use `expenses send`.")
@click.argument("company_id")
@click.option("--dataset", "datasets", metavar="ID", multiple=True, help=_DATASET_HELP)
@click.option("--wait", is_flag=True, help="Follow the sync to its end, as watch does.")
@click.option("--timeout", type=SECONDS, metavar="SECONDS", help="How long to wait; default 3600.")
@click.option("--idempotency-key", "key", metavar="KEY", help="Repeat the call that had this key.")
@_common_options
def initiate(
    company_id: str,
    datasets: tuple[str, ...],
    wait: bool,
    timeout: int | None,
    key: str | None,
    as_json: bool,
) -> int:
    """Start a sync of a company's datasets.

    Deprecated: the service ends it after 1 May 2027. Use `expenses send`, which also starts the
    sync.
    """
    from . import _syncs

    limit = _limit(wait, timeout)
    return _syncs.initiate(company_id, datasets, key, timeout=limit, as_json=as_json)


@app.group()
@click.option(
    "--outbox",
    "path",
    metavar="FILE|URL",
    envvar="CODAT_OUTBOX",
    default="outbox.db",
    show_default=True,
    help="The file of the outbox, or the URL of a PostgreSQL database; also CODAT_OUTBOX.",
)
@click.pass_context
def outbox(context: click.Context, path: str) -> None:
    """Deliver many expenses, each written once.

    `add` puts the expenses of a file into the outbox, and `deliver` sends all that wait, of all
    companies. A delivery that was interrupted or killed continues when it is started again.

    The outbox is a SQLite file, or has tables in the PostgreSQL database of a URL such as
    postgresql+psycopg://user:password@host/name. Set a URL with a password in CODAT_OUTBOX:
    others can read the arguments of a process.
    """
    context.obj = path


@outbox.command("add")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option(
    "--company",
    "company_id",
    type=click.UUID,
    metavar="ID",
    help="The company of all expenses for which the file names none.",
)
@click.option(
    "--receipts",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIRECTORY",
    help="Attach the files in it that are named after the id of an expense.",
)
@click.option("--skip-bad", is_flag=True, help="Add all expenses except those with mistakes.")
@_common_options
@click.pass_obj
def outbox_add(
    path: str,
    file: str,
    company_id: UUID | None,
    receipts: str | None,
    skip_bad: bool,
    as_json: bool,
) -> int:
    """Add the expenses in FILE, which has the form that `expenses send` reads.

    Two more columns may name the company of an expense, company_id, and its receipts, receipts:
    paths, separated by semicolons, relative to the directory of FILE. In JSON, they are companyId
    and a list receipts.

    The expenses of each company are added in one transaction: if one cannot be added, those of its
    company are not, and those of the others are. An expense that is there already is left as it
    is. Nothing is sent.

    With --skip-bad, a mistake or a refused expense leaves out that expense only, and a missing
    file only the receipts of its expense.
    """
    from . import _files, _outbox

    company = None if company_id is None else str(company_id)
    left_out = list[_files.Mistake]() if skip_bad else None
    found = _files.read(_data(file), file, for_outbox=True, company_id=company, left_out=left_out)
    base = Path() if file == "-" else Path(file).parent
    return _outbox.add(path, found, receipts, base, left_out=left_out, as_json=as_json)


@outbox.command("deliver")
@click.option("--timeout", type=SECONDS, metavar="SECONDS", help="End after this time.")
@_common_options
@click.pass_obj
def outbox_deliver(path: str, timeout: int | None, as_json: bool) -> int:
    """Send what waits until each expense has its outcome or its company has stopped."""
    from . import _outbox

    return _outbox.deliver(path, timeout, as_json=as_json)


@outbox.command("status")
@click.option(
    "--since",
    callback=_parse_since,
    metavar="DATE",
    help="Leave out expenses settled before this time, ISO 8601, UTC if it has no offset.",
)
@_common_options
@click.pass_obj
def outbox_status(path: str, since: datetime | None, as_json: bool) -> int:
    """Show the counts, the failures, and the companies that have stopped."""
    from . import _outbox

    return _outbox.status(path, since, as_json=as_json)


_COMPANY = click.option("--company", "company_id", metavar="ID", help="Only of this company.")
_STATES = ("waiting", "sending", "written", "failed", "cancelled")


@outbox.command("list")
@click.option("--state", type=click.Choice(_STATES), help="Only those in this state.")
@click.option(
    "--company", "company_id", type=click.UUID, metavar="ID", help="Only of this company."
)
@_common_options
@click.pass_obj
def outbox_list(path: str, state: State | None, company_id: UUID | None, as_json: bool) -> int:
    """List the expenses, each with its state and the reason of its failure."""
    from . import _outbox

    company = None if company_id is None else str(company_id)
    return _outbox.outcomes(path, state, company, as_json=as_json)


@outbox.command("history")
@click.argument("expense_id")
@_COMPANY
@_common_options
@click.pass_obj
def outbox_history(path: str, expense_id: str, company_id: str | None, as_json: bool) -> int:
    """Show what happened to an expense: each request, with its sync and its result."""
    from . import _outbox

    return _outbox.history(path, expense_id, company_id, as_json=as_json)


@outbox.command("retry")
@click.argument("expense_ids", nargs=-1, metavar="[EXPENSE_ID]...")
@_COMPANY
@_common_options
@click.pass_obj
def outbox_retry(
    path: str, expense_ids: tuple[str, ...], company_id: str | None, as_json: bool
) -> int:
    """Let failed expenses be sent again, unchanged; without EXPENSE_ID, all of them."""
    from . import _outbox

    return _outbox.change(path, "retry", company_id, expense_ids, as_json=as_json)


@outbox.command("cancel")
@click.argument("expense_ids", nargs=-1, metavar="[EXPENSE_ID]...")
@_COMPANY
@_common_options
@click.pass_obj
def outbox_cancel(
    path: str, expense_ids: tuple[str, ...], company_id: str | None, as_json: bool
) -> int:
    """Cancel expenses that were not sent; without EXPENSE_ID, all of them."""
    from . import _outbox

    return _outbox.change(path, "cancel", company_id, expense_ids, as_json=as_json)


@outbox.command("resume")
@_COMPANY
@_common_options
@click.pass_obj
def outbox_resume(path: str, company_id: str | None, as_json: bool) -> int:
    """Let companies that have stopped go on."""
    from . import _outbox

    return _outbox.resume(path, company_id, as_json=as_json)


@outbox.command("prune")
@click.option(
    "--older-than",
    "days",
    type=click.IntRange(0, 36_500),
    metavar="DAYS",
    required=True,
    help="The age from which settled expenses are forgotten.",
)
@_common_options
@click.pass_obj
def outbox_prune(path: str, days: int, as_json: bool) -> int:
    """Forget expenses that were written, failed or cancelled some days ago.

    If one is added again, it is sent again. Those of the last 90 minutes are kept.
    """
    from . import _outbox

    return _outbox.prune(path, days, as_json=as_json)


@app.group()
def webhooks() -> None:
    """Send webhooks to a service of your own."""


@webhooks.command("send")
@click.argument("event_type", metavar="TYPE")
@click.option("--to", "url", metavar="URL", required=True, help="The address to send it to.")
@click.option("--company", "company_id", metavar="ID", help="The company that it is about.")
@_common_options
def send_webhook(event_type: str, url: str, company_id: str | None, as_json: bool) -> int:
    """Send a sample webhook of TYPE, and show the status of the response.

    The payload and the signature are those of the sandbox. TYPE is the name of an event, such as
    expenses.sync.successful. The secret that signs it comes from the environment only: set
    CODAT_WEBHOOK_SECRET.
    """
    from . import _webhooks

    return _webhooks.send(event_type, url, company_id, as_json=as_json)


@app.command()
@_common_options
def doctor(as_json: bool) -> int:
    """Diagnose problems.

    Check versions, settings, proxy, connection, certificate, key, clock and quota. This makes one
    request, which counts against the quota: for the syncs of a company that cannot exist.
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
    except SystemExit as stop:  # argparse has printed the help or an error
        return stop.code if isinstance(stop.code, int) else MISUSED
