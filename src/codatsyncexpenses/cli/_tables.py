"""Statuses as lines and tables: on a terminal, in colour and no wider than the screen."""

from __future__ import annotations

import io
import itertools
import os
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import TYPE_CHECKING, NamedTuple, TextIO

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from .._display.brief import brief
from .._schema.dates import parse_datetime
from ..errors import RequestError
from ..models.shared import Company, CompanySyncStatus, Connection, Transaction
from ..models.shared import TransactionStatus as Status
from ._output import say, shown

if TYPE_CHECKING:
    from ..outbox import Attempt, CompanyStop, ExpenseOutcome, FailedReceipt, State

_UNBOUNDED = 10_000  # columns of a file or a pipe, so that no line wraps
_NARROWEST = 20  # columns; a smaller value is ignored
_ROOMY = 110  # columns from which a list shows everything
_COMMON = 80  # columns of most terminals, on which a list has one line per row
_MINUTES = "%Y-%m-%d %H:%M"

_Cell = str | Text | None


class Outcome(NamedTuple):
    """A state as a word, a symbol and a colour."""

    word: str
    symbol: str
    plain: str
    """The symbol if the output only supports ASCII."""
    style: str


RUNNING = Outcome("running", "…", "~", "cyan")
SUCCEEDED = Outcome("succeeded", "✓", "+", "green")
FAILED = Outcome("failed", "✗", "x", "red")
UNKNOWN = Outcome("unknown", "?", "?", "yellow")
_OUTCOMES = {"running": RUNNING, "success": SUCCEEDED, "failure": FAILED}
_STATUSES: dict[str, Outcome] = {
    Status.COMPLETED: SUCCEEDED,
    Status.PENDING: RUNNING,
    Status.VALIDATION_ERROR: FAILED,
    Status.PUSH_ERROR: FAILED,
}
_STATES: dict[str, Outcome] = {  # of an expense in an outbox
    "waiting": RUNNING,
    "sending": RUNNING,
    "written": SUCCEEDED,
    "failed": FAILED,
    "cancelled": UNKNOWN._replace(symbol="-", plain="-"),
}


def parse_utc(text: str) -> datetime:
    """Parse a date-time, in UTC if it has no zone.

    :raises RequestError: if it is not in ISO 8601
    """
    moment = parse_datetime(text)
    return moment.replace(tzinfo=moment.tzinfo or timezone.utc)


def console(file: TextIO | None = None) -> Console:
    """Return a console with the colours and the width of standard output.

    :param file: writes to this file instead
    """
    return Console(
        file=file,
        force_terminal=sys.stdout.isatty() or None,
        width=_width(),
        color_system=None if os.environ.get("NO_COLOR") else "auto",
        highlight=False,
        markup=False,
        emoji=False,
    )


def _width() -> int | None:
    """Return the width of the output in columns; None lets rich measure it."""
    columns = os.environ.get("COLUMNS")
    if columns is None:
        return None if sys.stdout.isatty() else _UNBOUNDED
    # It is 0 in some containers, where rich would omit everything.
    too_few = columns.isdecimal() and int(columns) < _NARROWEST
    return _NARROWEST if too_few else None


def is_live() -> bool:
    """Return whether a line of the output can be overwritten."""
    return sys.stdout.isatty() and not console().is_dumb_terminal


def show(content: RenderableType) -> None:
    """Write a text or a table to standard output."""
    page = io.StringIO()
    console(page).print(content, soft_wrap=isinstance(content, Text))
    say("\n".join(line.rstrip() for line in page.getvalue().splitlines()))


def outcome_of(status: CompanySyncStatus) -> Outcome:
    """Return the outcome of a sync."""
    return UNKNOWN if status.code is None else _OUTCOMES.get(status.code.group, UNKNOWN)


def badge(outcome: Outcome) -> Text:
    """Return the symbol and the word of an outcome."""
    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    return Text(f"{outcome.symbol if unicode else outcome.plain} {outcome.word}", outcome.style)


def plain(text: str) -> Text:
    """Return a line of text, without interpreting markup."""
    return Text(shown(text))


def line(status: CompanySyncStatus) -> Text:
    """Return the state of a sync in one line."""
    code = status.code
    parts = [badge(outcome_of(status)), Text(_code(status)), Text(shown(status.sync_status or ""))]
    if code is None or not code.is_running:
        parts += [
            Text("" if code is None else code.meaning),
            Text(shown(status.error_message or "")),
            Text(_remedy(status)),
        ]
    return Text("  ").join(part for part in parts if part)


def details(status: CompanySyncStatus) -> Table:
    """Return a table with a row for each field of a sync that is not empty."""
    code = status.code
    rows: dict[str, str | Text] = {
        "Sync": shown(status.sync_id or ""),
        "Company": shown(status.company_id or ""),
        "Outcome": badge(outcome_of(status)),
        "Code": "" if code is None else f"{_code(status)}  {code.meaning}",
        "Remedy": _remedy(status),
        "Stage": shown(status.sync_status or ""),
        "Written": {True: "yes", False: "no", None: ""}[status.data_pushed],
        "Started": _time(status.sync_utc, "%Y-%m-%d %H:%M:%S UTC"),
        "Error": shown(status.error_message or ""),
        "Detail": shown(status.sync_exception_message or ""),
    }
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows.items():
        if value:
            table.add_row(name, value if isinstance(value, Text) else Text(value))
    return table


def listing(statuses: Iterable[CompanySyncStatus]) -> Table:
    """Return a table of syncs, a row for each."""
    rows = (
        [
            _time(status.sync_utc, "%Y-%m-%d %H:%M:%S"),
            badge(outcome_of(status)),
            _code(status),
            status.sync_id,
            status.error_message,
        ]
        for status in statuses
    )
    return _listing(["Started (UTC)", "Outcome", "Code", "Sync"], ["Error"], rows)


def companies(found: Iterable[Company]) -> Table:
    """Return a table of companies, a row for each."""
    rows: Iterable[list[_Cell]] = (
        [
            company.id,
            _one_line(company.name),
            brief("data_connections", company.data_connections),
            _time(company.last_sync, _MINUTES),
        ]
        for company in found
    )
    headings = ["Company", "Name", "Connections"]
    return _listing(headings, ["Last sync (UTC)"], rows, elastic="Name")


def connections(found: Iterable[Connection]) -> Table:
    """Return a table of a company's connections, a row for each."""
    rows: Iterable[list[_Cell]] = (
        [
            connection.id,
            _one_line(connection.platform_name),
            connection.status,
            _time(connection.created, _MINUTES),
            _time(connection.last_sync, _MINUTES),
        ]
        for connection in found
    )
    headings, roomy = ["Connection", "Software", "Status"], ["Created (UTC)", "Last sync (UTC)"]
    return _listing(headings, roomy, rows, elastic="Software")


def transactions(
    found: Iterable[Transaction], heading: str | None = None, more: Iterable[str] = ()
) -> Table:
    """Return a table of transactions, a row for each.

    :param heading: the heading of one more column
    :param more: the cells of this column
    """
    headings, roomy = ["Transaction", "Status", "Message"], [] if heading is None else [heading]
    cells = itertools.repeat("") if heading is None else more
    rows = (
        [each.transaction_id, _status(each), each.message, cell]
        for each, cell in zip(found, cells, strict=False)
    )
    return _listing(headings, roomy, rows, elastic="Message")


def failures(found: Iterable[ExpenseOutcome]) -> Table:
    """Return a table of expenses that failed, a row for each."""
    rows = ([each.expense_id, each.reason, each.company_id, each.remedy] for each in found)
    return _listing(["Failed", "Reason"], ["Company", "Remedy"], rows, elastic="Reason")


def outcomes(found: Iterable[ExpenseOutcome]) -> Table:
    """Return a table of the expenses of an outbox, a row for each."""
    rows: Iterable[list[_Cell]] = (
        [each.expense_id, _state(each.state), each.reason, each.company_id, each.remedy]
        for each in found
    )
    headings, roomy = ["Expense", "State", "Reason"], ["Company", "Remedy"]
    return _listing(headings, roomy, rows, elastic="Reason")


def failed_receipts(found: Iterable[FailedReceipt]) -> Table:
    """Return a table of receipts that are not attached, a row for each."""
    rows = ([each.path, each.reason, each.expense_id, each.company_id] for each in found)
    headings = ["Receipt not attached", "Reason"]
    return _listing(headings, ["Expense", "Company"], rows, elastic="Reason")


def stops(found: Iterable[CompanyStop]) -> Table:
    """Return a table of companies that have stopped, a row for each."""
    rows = ([each.company_id, f"{each.expenses:,}", each.reason, each.remedy] for each in found)
    return _listing(["Stopped", "Waiting", "Reason"], ["Remedy"], rows, elastic="Reason")


def attempts(found: Iterable[Attempt]) -> Table:
    """Return a table of the history of an expense, a row for each event."""
    rows = (
        [f"{each.at:%Y-%m-%d %H:%M:%S}", each.kind, each.text, each.sync_id, each.correlation_id]
        for each in found
    )
    roomy = ["Sync", "Correlation id"]
    return _listing(["Time (UTC)", "Event", "Text"], roomy, rows, elastic="Text")


def _listing(
    headings: list[str],
    roomy: list[str],
    rows: Iterable[Sequence[_Cell]],
    elastic: str | None = None,
) -> Table:
    """Return a table with headings; a narrow terminal omits the last columns.

    :param roomy: the headings of these last columns
    :param elastic: the heading of the column that shrinks in favour of the others
    """
    width = console().width
    headings = headings + (roomy if width >= _ROOMY else [])
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in headings:
        stiff = elastic not in (None, heading) and width >= _COMMON
        table.add_column(heading, overflow="fold", no_wrap=stiff)
    for row in rows:
        cells = [_cell(cell) for cell in row]
        table.add_row(*cells[: len(headings)])
    return table


def _cell(cell: _Cell) -> Text:
    # Rich would cut off text that does not fit a column of fixed width.
    return cell if isinstance(cell, Text) else Text(shown(cell or ""), no_wrap=False)


def _one_line(text: str | None) -> Text:
    """Return a text that is truncated to fit."""
    return Text(shown(text or ""), no_wrap=True, overflow="ellipsis")


def _status(transaction: Transaction) -> Text:
    """Return the status of a transaction, with the symbol and colour of its outcome."""
    status = transaction.status or ""
    outcome = _STATUSES.get(status, UNKNOWN)
    return badge(outcome._replace(word=shown(status) or UNKNOWN.word))


def _state(state: State) -> Text:
    return badge(_STATES[state]._replace(word=state))


@contextmanager
def live_line() -> Generator[Callable[[CompanySyncStatus], object]]:
    """Keep one line of the terminal up to date, with a spinner and the elapsed time."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    words = TextColumn("{task.description}", markup=False)
    columns = (SpinnerColumn(), TimeElapsedColumn(), words)
    # rich's substitute for standard output has no encoding; nothing else is written meanwhile.
    with Progress(*columns, console=console(), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=None)
        yield lambda status: progress.update(task, description=line(status).plain)


def _code(status: CompanySyncStatus) -> str:
    return "" if status.sync_status_code is None else str(status.sync_status_code)


def _remedy(status: CompanySyncStatus) -> str:
    return "" if status.code is None else status.code.remedy or ""


def _time(sent: str | None, form: str) -> str:
    """Return a time in UTC, or unchanged if it cannot be parsed."""
    text = sent or ""
    try:
        return parse_utc(text).astimezone(timezone.utc).strftime(form)
    except (RequestError, OverflowError):
        return shown(text)
