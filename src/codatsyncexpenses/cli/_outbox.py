"""The commands for an outbox; each function returns the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import click

from ..errors import CodatError, OutboxConflictError, RequestError
from . import _files, _tables
from ._errors import FAILED, INCOMPLETE, MISUSED, UNFINISHED, Interrupted, report
from ._output import say, say_json
from ._syncs import client

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ..outbox import ExpenseOutcome, Outbox, Report, State

_DRIVERS = {"psycopg": '"psycopg[binary]"', "psycopg2": "psycopg2-binary"}
_MOST = 5  # names of files that a line shows
_GOES_ON = "`codat-sync-expenses outbox deliver` continues where it was"

_Part: TypeAlias = list[tuple[_files.Expense, list[Path]]]
"""Expenses of a company, each with its receipts."""


class _Failed(NamedTuple):
    """An expense that was not added, or not with its receipts; or the first of its company."""

    line: int
    text: str
    error: RequestError | OutboxConflictError


@contextmanager
def _opened(where: str, *, is_new: bool = False) -> Iterator[Outbox]:
    """Open an outbox; exit if the extra is missing, or the file where it has to exist."""
    if find_spec("sqlalchemy") is None:
        raise _missing('This command needs an extra: pip install "codatsyncexpenses[outbox]"')
    from ..outbox import Outbox

    if "://" in where:
        engine = _engine(where)
        try:
            with Outbox(engine) as outbox:
                yield outbox
        finally:
            engine.dispose()
        return
    is_missing = False
    with suppress(OSError):  # the outbox reports a name that cannot be used
        is_missing = not is_new and not Path(where).exists()
    if is_missing:
        raise click.UsageError(f"There is no outbox {where}; `outbox add` creates it.")
    with Outbox(where) as outbox:
        yield outbox


def _engine(url: str) -> sa.Engine:
    """Return an engine for the URL of a PostgreSQL database, which no error shows."""
    import sqlalchemy as sa
    from sqlalchemy.exc import ArgumentError

    try:
        address = sa.make_url(url)
    except (ArgumentError, ValueError):
        address = None
    # An @ in a password would leave a part of it in the host, which errors name.
    if address is None or url.count("@") > 1:
        advice = "write characters such as @ and / in its password as %40 and %2F"
        raise click.UsageError(f"The URL of the outbox cannot be read: {advice}.")
    if address.drivername in ("postgresql", "postgres"):
        address = address.set(drivername="postgresql+psycopg")
    driver = address.get_driver_name() if address.get_backend_name() == "postgresql" else ""
    if driver not in _DRIVERS:
        named = "postgresql+psycopg:// or postgresql+psycopg2://"
        raise click.UsageError(f"The URL of an outbox begins with {named}.")
    try:
        return sa.create_engine(address, hide_parameters=True)
    except ImportError:
        raise _missing(f"This URL needs a driver: pip install {_DRIVERS[driver]}") from None


def _missing(text: str) -> click.exceptions.Exit:
    say(text, err=True)
    return click.exceptions.Exit(INCOMPLETE)


def add(
    path: str,
    expenses: list[_files.Expense],
    directory: str | None,
    base: Path,
    *,
    left_out: list[_files.Mistake] | None,
    as_json: bool,
) -> int:
    """Add the expenses of a file, company by company.

    :param directory: where receipts are named after the ids of expenses
    :param base: what the paths in the file are relative to
    :param left_out: the mistakes in the rest of the file; None adds all or none of a company
    """
    named, unmatched = _receipts(expenses, directory, base)
    companies: dict[str, _Part] = {}
    for each in expenses:
        files = dict.fromkeys(base / path for path in each.receipts)
        found = companies.setdefault(str(each.company_id), [])
        found.append((each, [*files, *named[_files.plain_id(each.model.id)]]))
    total, failed = Counter[str](), list[_Failed]()
    with _opened(path, is_new=True) as outbox:
        for company_id, found in companies.items():
            total += _add(outbox, company_id, found, failed, alone=left_out is not None)
    code = _report_failed(failed, left_out, is_any=total["taken"] > 0, as_json=as_json)
    counts = {"added": total["added"], "companies": len(companies), "receipts": total["receipts"]}
    if as_json:
        say_json({**counts, "unmatched": unmatched})
    else:
        _tables.show(_tables.plain(_sum(**counts, unmatched=unmatched)))
    return code


def _add(
    outbox: Outbox, company_id: str, found: _Part, failed: list[_Failed], *, alone: bool
) -> Counter[str]:
    """Add expenses of a company, and return how many were taken and added, with their receipts.

    :param failed: the list to which errors are added
    :param alone: leaves out only expenses that cannot be added, and receipts that are missing
    """
    models = [each.model for each, _ in found]
    try:
        added = outbox.add(company_id, models, receipts={each.model.id: p for each, p in found})
    except (RequestError, OutboxConflictError) as error:
        (each, files), middle = found[0], len(found) // 2
        if alone and middle:
            first = _add(outbox, company_id, found[:middle], failed, alone=True)
            return first + _add(outbox, company_id, found[middle:], failed, alone=True)
        # Given again later, all its receipts can be attached.
        bare = _add(outbox, company_id, [(each, [])], [], alone=True) if alone and files else None
        more = "; it is added without receipts" if bare else ""
        failed.append(_Failed(each.line, f"{error}{more}", error))
        return bare or Counter()
    receipts = sum(len(files) for _, files in found)
    return Counter(taken=len(found), added=added, receipts=receipts)


def _report_failed(
    failed: list[_Failed], left_out: list[_files.Mistake] | None, *, is_any: bool, as_json: bool
) -> int:
    """Report the expenses that were not added, and return the exit code.

    :param is_any: whether the others were
    """
    if not (failed or left_out):
        return 0
    code = FAILED if is_any else MISUSED
    errors: list[CodatError | click.ClickException] = [each.error for each in failed]
    if left_out is not None:
        mistakes = left_out + [_files.Mistake(line, None, text) for line, text, _ in failed]
        rest = "all other expenses were added" if is_any else "nothing was added"
        errors = [_files.BadFileError(mistakes, rest)]
    for error in errors:
        report(error, as_json=as_json, code=code)
    return code


def _receipts(
    expenses: list[_files.Expense], directory: str | None, base: Path
) -> tuple[dict[str, list[Path]], list[str]]:
    """Return the receipts of a directory by the id of their expense, and the names of others.

    Files that a row names are left out.
    """
    rows = {(base / path).resolve() for each in expenses for path in each.receipts}
    named: dict[str, list[Path]] = {_files.plain_id(each.model.id): [] for each in expenses}
    unmatched = list[str]()
    for file in sorted(Path(directory).iterdir()) if directory is not None else ():
        if file.is_file() and not file.name.startswith(".") and file.resolve() not in rows:
            if (found := named.get(_files.plain_id(file.stem))) is None:
                unmatched.append(file.name)
            else:
                found.append(file)
    return named, unmatched


def _sum(added: int, companies: int, receipts: int, unmatched: list[str]) -> str:
    """Return the result of `add` in words."""
    text = f"{added:,} added" + (f" of {companies:,} companies" if companies > 1 else "")
    text += f", {receipts:,} receipt{'s' * (receipts != 1)}" if receipts or unmatched else ""
    if not unmatched:
        return text
    more = f" and {len(unmatched) - _MOST:,} more" if len(unmatched) > _MOST else ""
    files = "file matches" if len(unmatched) == 1 else "files match"
    return f"{text}; {len(unmatched):,} {files} no expense: {', '.join(unmatched[:_MOST])}{more}"


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
    if found.failed_count or found.failed_receipt_count or found.stopped:
        return FAILED
    return 0 if found.is_complete else UNFINISHED


def status(path: str, since: datetime | None, *, as_json: bool) -> int:
    """Show the counts, the failures and the companies that have stopped."""
    with _opened(path) as outbox:
        _show(outbox.status(since), as_json=as_json)
    return 0


def _show(found: Report, *, as_json: bool) -> None:
    if as_json:
        say_json(_report_as_json(found), indent=2)
        return
    _tables.show(_tables.plain(str(found)))
    if found.failed_count:
        _tables.show(_tables.failures(found.failed))
    if found.failed_receipt_count:
        _tables.show(_tables.failed_receipts(found.failed_receipts))
    if found.stopped:
        _tables.show(_tables.stops(found.stopped))


def _report_as_json(found: Report) -> dict[str, object]:
    return {
        "written": found.written,
        "failed": found.failed_count,
        "waiting": found.waiting,
        "sending": found.sending,
        "cancelled": found.cancelled,
        "waitingReceipts": found.waiting_receipt_count,
        "failures": [*map(_as_json, found.failed)],
        "failedReceipts": [
            {
                "companyId": each.company_id,
                "expenseId": each.expense_id,
                "path": each.path,
                "reason": each.reason,
            }
            for each in found.failed_receipts
        ],
        "stopped": [
            {
                "companyId": each.company_id,
                "reason": each.reason,
                "remedy": each.remedy,
                "waiting": each.expenses,
            }
            for each in found.stopped
        ],
    }


def _as_json(outcome: ExpenseOutcome) -> dict[str, object]:
    return {
        "companyId": outcome.company_id,
        "expenseId": outcome.expense_id,
        "reason": outcome.reason,
        "remedy": outcome.remedy,
        "canBeRetried": outcome.can_be_retried,
        "syncId": outcome.sync_id,
    }


def outcomes(path: str, state: State | None, company_id: str | None, *, as_json: bool) -> int:
    """Show the expenses and their states."""
    with _opened(path) as outbox:
        found = [
            each
            for each in outbox.status().outcomes(state)
            if company_id in (None, each.company_id)
        ]
    if as_json:
        say_json([{**_as_json(each), "state": each.state} for each in found], indent=2)
    else:
        _tables.show(_tables.outcomes(found) if found else _tables.plain("No expenses."))
    return 0


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
            return _count("retried", outbox.retry(company_id, chosen), as_json=as_json)
        return _count("cancelled", outbox.cancel(company_id, chosen), as_json=as_json)


def resume(path: str, company_id: str | None, *, as_json: bool) -> int:
    """Let companies that have stopped go on."""
    with _opened(path) as outbox:
        return _count("resumed", outbox.resume(company_id), as_json=as_json)


def prune(path: str, days: int, *, as_json: bool) -> int:
    """Forget expenses that were settled some days ago."""
    with _opened(path) as outbox:
        return _count("forgotten", outbox.prune(timedelta(days=days)), as_json=as_json)


def _count(name: str, number: int, *, as_json: bool) -> int:
    if as_json:
        say_json({name: number})
    else:
        _tables.show(_tables.plain(f"{number:,} {name}"))
    return 0
