"""The questions and the changes of an outbox's user."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from .._bases.model import ModelList
from .._display.progress import CountBar
from .._exceptions import RequestError
from ._adding import attach
from ._batch import Receipt
from ._database import Database, repeated
from ._delivery import Delivery
from ._report import Attempt, CompanyStop, ExpenseOutcome, FailedReceipt, Report
from ._rows import receipts_of
from ._tables import deliveries, expenses, history, members, stops, told

_SETTLED = ("written", "failed", "cancelled")
_PAGE = 1000  # rows read at a time
_CHUNK = 500  # ids in a statement
# JSON escapes the quotation marks of a path or a reason.
_FAILED, _WAITING = '"outcome":"failed"', '"outcome":"open"'
_HAS_FAILED = expenses.c.receipts.contains(_FAILED)
_HAS_WAITING = (expenses.c.state == "written") & expenses.c.receipts.contains(_WAITING)


class Ledger:
    """The questions and the changes of an outbox's user."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def report(self, since: float = 0.0) -> Report:
        """Return the counts.

        :param since: leave out what was settled before this time
        """
        columns = expenses.c.state, sa.func.count(), _length(_FAILED), _length(_WAITING)
        counted = sa.select(*columns).group_by(expenses.c.state)
        with self._database.reading() as connection:
            rows = connection.execute(counted.where(_recent(since))).all()
            stopped = ModelList(_stops(connection))
        counts = {str(state): int(count) for state, count, *_ in rows}
        failed = sum(int(length) for _, _, length, _ in rows) // len(_FAILED)
        waits = sum(int(length) for state, *_, length in rows if state == "written")

        def outcomes(state: str | None) -> Iterator[ExpenseOutcome]:
            return self.outcomes(state, since)

        def failed_receipts() -> Iterator[FailedReceipt]:
            return self.failed_receipts(since)

        return Report(
            counts.get("written", 0),
            counts.get("failed", 0),
            counts.get("waiting", 0),
            counts.get("sending", 0),
            counts.get("cancelled", 0),
            failed,
            waits // len(_WAITING),
            stopped,
            outcomes,
            failed_receipts,
        )

    def outcomes(self, state: str | None, since: float) -> Iterator[ExpenseOutcome]:
        """Return the expenses, company by company."""
        query = _with_stops().where(_recent(since))
        if state is not None:
            query = query.where(expenses.c.state == state)
        return map(_outcome, self._rows(query))

    def failed_receipts(self, since: float) -> Iterator[FailedReceipt]:
        """Return the receipts that could not be attached, company by company."""
        query = sa.select(expenses).where(_recent(since), _HAS_FAILED)
        for row in self._rows(query):
            for each in receipts_of(row):
                if each.outcome == "failed":
                    yield FailedReceipt(
                        row.company_id, row.expense_id, each.path, each.reason or ""
                    )

    def _rows(self, query: sa.Select[Any]) -> Iterator[Any]:
        """Return the rows of expenses, company by company, a page at a time."""
        last, id_ = "", 0
        query = query.order_by(expenses.c.company_id, expenses.c.id).limit(_PAGE)
        while True:  # two queries, since SQLite does not compare a pair by an index
            rest = query.where(expenses.c.company_id == last, expenses.c.id > id_)
            others = query.where(expenses.c.company_id > last)
            with self._database.reading() as connection:
                rows = connection.execute(rest).all() or connection.execute(others).all()
            if not rows:
                return
            yield from rows
            last, id_ = rows[-1].company_id, rows[-1].id

    def history(self, expense_id: str, company_id: str | None) -> ModelList[Attempt]:
        """Return the history of an expense.

        :raises RequestError: if it is not there
        """
        table = history.join(members, members.c.delivery_id == history.c.delivery_id)
        query = sa.select(history, members.c.company_id).select_from(table)
        query = query.where(members.c.expense_id == expense_id).order_by(history.c.id)
        if company_id is not None:
            query = query.where(members.c.company_id == company_id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            if not rows:
                _find(connection, expense_id, company_id)
        return ModelList(
            Attempt(
                _moment(row.at),
                row.kind,
                row.text,
                row.key,
                row.sync_id,
                row.correlation_id,
                row.company_id,
            )
            for row in rows
            if row.expense_ids is None or expense_id in row.expense_ids
        )

    @repeated
    def change(
        self,
        before: str,
        after: str,
        company_id: str | None,
        expense_ids: Collection[str] | None,
        now: float,
    ) -> int:
        """Set the state of expenses, and return their number.

        :param before: the state of those to change
        """
        change = expenses.update().where(expenses.c.state == before)
        change = change.values(state=after, changed_at=now)
        with self._database.transaction() as connection:
            changed = sum(
                connection.execute(change.where(chosen)).rowcount
                for chosen in _chosen(company_id, expense_ids)
            )
            connection.execute(_MOOT)
        return changed

    @repeated
    def retry_receipts(
        self, company_id: str | None, expense_ids: Collection[str] | None, now: float
    ) -> int:
        """Let failed receipts of written expenses be sent again; return the number of expenses."""
        count, query = 0, sa.select(expenses.c.company_id, expenses.c.id)
        chosen = _HAS_FAILED & (expenses.c.state == "written")
        query = query.where(chosen).order_by(expenses.c.company_id, expenses.c.id)
        with self._database.transaction() as connection:
            for some in _chosen(company_id, expense_ids):
                rows = connection.execute(query.where(some)).all()
                for _, members_ in groupby(rows, lambda row: row.company_id):
                    ids = [row.id for row in members_]
                    count += attach(connection, ids, chosen, _opened, now)
        return count

    @repeated
    def resume(self, company_id: str | None, now: float) -> int:
        """Let companies go on, and return the number of those that had stopped."""
        chosen = sa.true() if company_id is None else stops.c.company_id == company_id
        with self._database.transaction() as connection:
            resumed = connection.execute(stops.delete().where(chosen)).rowcount
            waiting = sa.select(deliveries).where(deliveries.c.due_at.is_(None))
            if company_id is not None:
                waiting = waiting.where(deliveries.c.company_id == company_id)
            for row in connection.execute(waiting).all():
                delivery = Delivery.from_json(row.value).resumed(now)
                values = {"value": delivery.to_json(), "stage": delivery.stage, "due_at": 0.0}
                values["revision"] = row.revision + 1
                change = deliveries.update().where(deliveries.c.id == row.id)
                connection.execute(change.values(values))
        return resumed

    @repeated
    def prune(self, before: float) -> int:
        """Forget expenses that were settled before a time, and return their number."""
        under_way = sa.select(deliveries.c.id).where(deliveries.c.id == expenses.c.delivery_id)
        is_old = expenses.c.state.in_(_SETTLED) & (expenses.c.changed_at < before)
        old = is_old, ~under_way.exists()
        with self._database.transaction() as connection:
            forgotten = connection.execute(expenses.delete().where(*old)).rowcount
            if forgotten:
                kept = sa.select(expenses.c.id).where(
                    expenses.c.company_id == members.c.company_id,
                    expenses.c.expense_id == members.c.expense_id,
                )
                connection.execute(members.delete().where(~kept.exists()))
                left = sa.select(members.c.expense_id).where(
                    members.c.delivery_id == history.c.delivery_id
                )
                connection.execute(history.delete().where(~left.exists()))
            connection.execute(told.delete().where(told.c.at < before))
        return forgotten


_OPEN = sa.select(expenses.c.id).where(
    expenses.c.company_id == stops.c.company_id, expenses.c.state.not_in(_SETTLED)
)
_MOOT = stops.delete().where(~_OPEN.exists())
"""A stop ends with the last expense that it holds, since nothing is left to resume."""


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, timezone.utc)


def _recent(since: float) -> sa.ColumnElement[bool]:
    is_open = expenses.c.state.not_in(_SETTLED)
    return sa.or_(is_open, expenses.c.changed_at >= since, _HAS_WAITING)


def _length(outcome: str) -> sa.ColumnElement[int]:
    """Return the number of characters that an outcome takes in all receipts."""
    others = sa.func.replace(expenses.c.receipts, outcome, "")
    return sa.func.sum(sa.func.length(expenses.c.receipts) - sa.func.length(others))


def _stops(connection: sa.Connection) -> Iterator[CompanyStop]:
    waiting = (
        sa.select(sa.func.count())
        .where(expenses.c.company_id == stops.c.company_id)
        .where(expenses.c.state.not_in(_SETTLED))
        .scalar_subquery()
    )
    columns = (stops.c.company_id, stops.c.reason, stops.c.remedy, waiting)
    for row in connection.execute(sa.select(*columns).order_by(stops.c.company_id)):
        yield CompanyStop(*row)


def _with_stops() -> sa.Select[Any]:
    """Select expenses, those of a stopped company with the reason and the remedy of the stop."""
    is_open = expenses.c.state.not_in(_SETTLED)
    stopped = sa.and_(stops.c.company_id == expenses.c.company_id, is_open)
    return sa.select(
        expenses, stops.c.reason.label("stop"), stops.c.remedy.label("stop_remedy")
    ).outerjoin_from(expenses, stops, stopped)


def _chosen(
    company_id: str | None, expense_ids: Collection[str] | None
) -> Iterator[sa.ColumnElement[bool]]:
    """Return the conditions of a change, one for each part of the ids."""
    company = sa.true() if company_id is None else expenses.c.company_id == company_id
    if expense_ids is None:
        yield company
        return
    ids = [*expense_ids]
    for start in range(0, len(ids), _CHUNK):
        yield company & expenses.c.expense_id.in_(ids[start : start + _CHUNK])


def _find(connection: sa.Connection, expense_id: str, company_id: str | None) -> None:
    """Raise a RequestError if an expense is not there."""
    query = sa.select(expenses.c.id).where(expenses.c.expense_id == expense_id)
    if company_id is not None:
        query = query.where(expenses.c.company_id == company_id)
    if connection.execute(query.limit(1)).first() is None:
        of_company = "" if company_id is None else f" of the company {company_id}"
        raise RequestError(f"there is no expense {expense_id}{of_company} in this outbox")


def _opened(row: Any) -> tuple[Receipt, ...]:
    """Return the receipts of an expense, those that failed as open ones."""
    return tuple(
        Receipt(each.path, retries=each.retries + 1) if each.outcome == "failed" else each
        for each in receipts_of(row)
    )


def _outcome(row: Any) -> ExpenseOutcome:
    receipts = receipts_of(row)
    failed = tuple(f"{e.path}: {e.reason}" for e in receipts if e.outcome == "failed")
    return ExpenseOutcome(
        row.company_id,
        row.expense_id,
        row.state,
        _moment(row.changed_at),
        row.reason if row.stop is None else row.stop,
        row.remedy if row.stop is None else row.stop_remedy,
        row.can_be_retried,
        row.sync_id,
        row.attempts,
        tuple(each.path for each in receipts),
        failed,
    )


@contextmanager
def counted(ledger: Ledger, since: float) -> Generator[Callable[[], object]]:
    """Draw a progress bar, and return what shows the present counts in it.

    :param since: leave out what was settled before this time
    :raises ConfigurationError: if tqdm is not installed
    """
    bar = CountBar("outbox")

    def show() -> None:
        report = ledger.report(since)
        done = report.written + report.failed_count + report.cancelled
        bar.show(done, done + report.waiting + report.sending, str(report))

    try:
        yield show
        show()
    finally:
        bar.close()
