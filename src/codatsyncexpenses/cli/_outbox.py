"""The commands for an outbox; each function returns the exit code."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import _files, _tables
from ._errors import FAILED, INCOMPLETE, UNFINISHED, Interrupted, report
from ._output import say, say_json
from ._syncs import client

if TYPE_CHECKING:
    from ..outbox import Outbox, Report

_GOES_ON = "`codat-sync-expenses outbox deliver` continues where it was"


@contextmanager
def _opened(path: str, *, is_new: bool = False) -> Iterator[Outbox]:
    """Open an outbox; exit if the extra is missing, or the file where it has to exist."""
    if find_spec("sqlalchemy") is None:
        say('This command needs an extra: pip install "codatsyncexpenses[outbox]"', err=True)
        raise click.exceptions.Exit(INCOMPLETE)
    from ..outbox import Outbox

    if not is_new and not Path(path).exists():
        raise click.UsageError(f"There is no outbox {path}; `outbox add` creates it.")
    with Outbox(path) as outbox:
        yield outbox


def add(
    path: str,
    company_id: str,
    expenses: list[_files.Expense],
    receipts: str | None,
    *,
    as_json: bool,
) -> int:
    """Add the expenses of a file."""
    models = [each.model for each in expenses]
    files: dict[str, list[Path]] = {}
    known = {_files.plain_id(each.id): each.id for each in models}
    for file in sorted(Path(receipts).iterdir()) if receipts is not None else ():
        expense_id = known.get(_files.plain_id(file.stem))
        if expense_id is not None:
            files.setdefault(expense_id, []).append(file)
    with _opened(path, is_new=True) as outbox:
        added = outbox.add(company_id, models, receipts=files)
    return _count("added", added, as_json=as_json)


def deliver(path: str, timeout: float | None, *, as_json: bool) -> int:
    """Deliver, and show the result."""
    progress = not as_json and _tables.is_live() and find_spec("tqdm") is not None
    with _opened(path) as outbox, client() as s:
        try:
            found = outbox.deliver(s, progress=progress, timeout=timeout)
        except KeyboardInterrupt as stop:
            error = Interrupted(stop, advice=_GOES_ON)
            raise click.exceptions.Exit(report(error, as_json=as_json)) from None
        _show(found, as_json=as_json)
    if found.failed_count or found.stopped:
        return FAILED
    return 0 if found.is_complete else UNFINISHED


def status(path: str, *, as_json: bool) -> int:
    """Show the counts, the failures and the companies that have stopped."""
    with _opened(path) as outbox:
        _show(outbox.status(), as_json=as_json)
    return 0


def _show(found: Report, *, as_json: bool) -> None:
    if as_json:
        counts = {
            "written": found.written,
            "failed": found.failed_count,
            "waiting": found.waiting,
            "sending": found.sending,
            "cancelled": found.cancelled,
        }
        failures = [
            {
                "companyId": each.company_id,
                "expenseId": each.expense_id,
                "reason": each.reason,
                "remedy": each.remedy,
                "canBeRetried": each.can_be_retried,
                "syncId": each.sync_id,
            }
            for each in found.failed
        ]
        stops = [
            {
                "companyId": e.company_id,
                "reason": e.reason,
                "remedy": e.remedy,
                "waiting": e.expenses,
            }
            for e in found.stopped
        ]
        say_json({**counts, "failures": failures, "stopped": stops}, indent=2)
        return
    _tables.show(_tables.plain(str(found)))
    if found.failed_count:
        _tables.show(_tables.failures(found.failed))
    if found.stopped:
        _tables.show(_tables.stops(found.stopped))


def history(path: str, expense_id: str, company_id: str | None, *, as_json: bool) -> int:
    """Show what happened to an expense."""
    with _opened(path) as outbox:
        found = outbox.history(expense_id, company_id)
    if as_json:
        lines = [
            {
                "at": each.at.isoformat(),
                "kind": each.kind,
                "text": each.text,
                "key": each.key,
                "syncId": each.sync_id,
                "correlationId": each.correlation_id,
                "companyId": each.company_id,
            }
            for each in found
        ]
        say_json(lines, indent=2)
    else:
        none = _tables.plain("Nothing was sent of this expense.")
        _tables.show(_tables.attempts(found) if found else none)
    return 0


def change(
    path: str,
    verb: str,
    company_id: str | None,
    expense_ids: Collection[str],
    *,
    as_json: bool,
) -> int:
    """Send failed expenses again, or cancel waiting ones."""
    chosen = list(expense_ids) or None
    with _opened(path) as outbox:
        if verb == "retry":
            return _count("waiting", outbox.retry(company_id, chosen), as_json=as_json)
        return _count("cancelled", outbox.cancel(company_id, chosen), as_json=as_json)


def resume(path: str, company_id: str | None, *, as_json: bool) -> int:
    """Let companies that have stopped go on."""
    with _opened(path) as outbox:
        return _count("resumed", outbox.resume(company_id), as_json=as_json)


def _count(name: str, number: int, *, as_json: bool) -> int:
    if as_json:
        say_json({name: number})
    else:
        _tables.show(_tables.plain(f"{number:,} {name}"))
    return 0
