"""Statuses and findings as people read them: aligned, in colour on a terminal, as wide as it is."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from datetime import timezone
from typing import NamedTuple, TextIO

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from .._schema.dates import parse_datetime
from ..errors import RequestError
from ..models.shared import CompanySyncStatus
from ._output import say, shown

_UNBOUNDED = 10_000  # columns of a file or a pipe: nothing in them is folded
_NARROWEST = 20  # columns that are there, whatever is said
_ROOMY = 110  # columns from which a list has room for the errors


class Outcome(NamedTuple):
    """How something ended, or stands, in a word, a symbol and a colour."""

    word: str
    symbol: str
    plain: str
    """The symbol where only ASCII can be written."""
    style: str


RUNNING = Outcome("running", "…", "~", "cyan")
SUCCEEDED = Outcome("succeeded", "✓", "+", "green")
FAILED = Outcome("failed", "✗", "x", "red")
UNKNOWN = Outcome("unknown", "?", "?", "yellow")
_OUTCOMES = {"running": RUNNING, "success": SUCCEEDED, "failure": FAILED}


def console(file: TextIO | None = None) -> Console:
    """What writes as standard output wants it: terminal or not, colours or not, how wide.

    :param file: where it writes instead
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
    """The columns of what is written; None lets rich find out."""
    columns = os.environ.get("COLUMNS")
    if columns is None:
        return None if sys.stdout.isatty() else _UNBOUNDED
    # Nobody knows where it is 0, as in some containers: rich would leave out everything.
    too_few = columns.isdecimal() and int(columns) < _NARROWEST
    return _NARROWEST if too_few else None


def is_live() -> bool:
    """Whether a line of the output can be written anew."""
    return sys.stdout.isatty() and not console().is_dumb_terminal


def show(what: RenderableType) -> None:
    """Write something to standard output."""
    page = io.StringIO()
    console(page).print(what, soft_wrap=isinstance(what, Text))
    say("\n".join(line.rstrip() for line in page.getvalue().splitlines()))


def outcome_of(status: CompanySyncStatus) -> Outcome:
    """How a sync stands."""
    return UNKNOWN if status.code is None else _OUTCOMES.get(status.code.group, UNKNOWN)


def badge(outcome: Outcome) -> Text:
    """An outcome in a symbol and a word."""
    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    return Text(f"{outcome.symbol if unicode else outcome.plain} {outcome.word}", outcome.style)


def plain(text: str) -> Text:
    """A line of text, with no more than text in it."""
    return Text(shown(text))


def line(status: CompanySyncStatus) -> Text:
    """How a sync stands, on one line."""
    code = status.code
    parts = [badge(outcome_of(status)), Text(_code(status)), Text(shown(status.sync_status or ""))]
    if code is None or not code.is_running:
        parts += [
            Text("" if code is None else code.meaning),
            Text(shown(status.error_message or "")),
        ]
    return Text("  ").join(part for part in parts if part)


def one(status: CompanySyncStatus) -> Table:
    """All that is known of one sync."""
    code = status.code
    rows: dict[str, str | Text] = {
        "Sync": shown(status.sync_id or ""),
        "Company": shown(status.company_id or ""),
        "Outcome": badge(outcome_of(status)),
        "Code": "" if code is None else f"{_code(status)}  {code.meaning}",
        "Stage": shown(status.sync_status or ""),
        "Written": {True: "yes", False: "no", None: ""}[status.data_pushed],
        "Started": _started(status, "%Y-%m-%d %H:%M:%S UTC"),
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


def many(statuses: Iterable[CompanySyncStatus]) -> Table:
    """A list of syncs, a row for each."""
    with_errors = console().width >= _ROOMY
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    headings = ["Started (UTC)", "Outcome", "Code", "Sync", *(["Error"] if with_errors else [])]
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for status in statuses:
        cells = [
            Text(_started(status, "%Y-%m-%d %H:%M:%S")),
            badge(outcome_of(status)),
            Text(_code(status)),
            Text(shown(status.sync_id or "")),
            Text(shown(status.error_message or "")),
        ]
        table.add_row(*cells[: len(headings)])
    return table


@contextmanager
def live() -> Generator[Callable[[CompanySyncStatus], object]]:
    """What keeps one line of the terminal up to date, with the seconds that have passed."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    words = TextColumn("{task.description}", markup=False)
    columns = (SpinnerColumn(), TimeElapsedColumn(), words)
    # Its stand-in for standard output does not know the encoding, and nothing else is written.
    with Progress(*columns, console=console(), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=None)
        yield lambda status: progress.update(task, description=line(status).plain)


def _code(status: CompanySyncStatus) -> str:
    return "" if status.sync_status_code is None else str(status.sync_status_code)


def _started(status: CompanySyncStatus, form: str) -> str:
    """When a sync ran; a date that cannot be read stays as it was sent."""
    text = status.sync_utc or ""
    try:
        moment = parse_datetime(text)
        return (moment.astimezone(timezone.utc) if moment.tzinfo else moment).strftime(form)
    except (RequestError, OverflowError):
        return shown(text)
