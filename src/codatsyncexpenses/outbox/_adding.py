"""Expenses that are added to an outbox, and receipts that come later."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import sqlalchemy as sa

from .._exceptions import OutboxConflictError
from ._batch import MOST, Receipt
from ._delivery import Delivery
from ._expenses import Checked, find_receipts
from ._rows import attach_alone, entry_of, receipts_of, stored
from ._tables import deliveries, expenses

_CHUNK = 500  # ids in a statement
_ADVICE = {
    "waiting": "cancel it, and then add it again",
    "sending": "wait for its outcome",
    "written": "correct it with `expenses.update`",
}
_SENT = ("sending", "written")


class _Change(NamedTuple):
    """An expense that may be new or changed."""

    checked: Checked
    found: Any
    """Its row; None if it is new."""
    receipts: str
    """Its receipts from now on, as they are stored."""

    @property
    def with_new_files(self) -> Checked:
        """The expense with those of its receipts that it does not have yet."""
        known = () if self.found is None else receipts_of(self.found)
        paths = {each.path for each in known}
        new = (path for path in self.checked.receipts if path not in paths)
        return self.checked._replace(receipts=tuple(new))


class ChangedError(Exception):
    """Another transaction has changed one of the expenses since they were read."""


def add_all(connection: sa.Connection, checked: Sequence[Checked], now: float) -> int:
    """Add expenses, and return the number of those that are new or changed.

    :raises OutboxConflictError: if one is there with other content
    :raises ChangedError: if another transaction changes one meanwhile
    """
    changes = _changes(connection, checked)
    if new := [_row(each, now) for each in changes["new"]]:
        connection.execute(expenses.insert(), new)
    for each in changes["renewed"]:
        found, columns = each.found, (expenses.c.id, expenses.c.state, expenses.c.receipts)
        same = (column == getattr(found, column.name) for column in columns)
        # Its last sync is no result of the next request.
        row = {**_row(each, now), "attempts": found.attempts, "sync_id": found.sync_id}
        if not connection.execute(expenses.update().where(*same).values(row)).rowcount:
            raise ChangedError
    late = {each.found.id: each.checked for each in changes["late"]}
    is_sent = expenses.c.state.in_(_SENT)
    count = attach(connection, [*late], is_sent, lambda row: _joined(late[row.id], row), now)
    if count < len(late):
        raise ChangedError
    return len(new) + len(changes["renewed"]) + len(late)


def _changes(connection: sa.Connection, checked: Sequence[Checked]) -> dict[str, list[_Change]]:
    """Return the expenses that change, by the kind of their change."""
    changes: dict[str, list[_Change]] = {"new": [], "renewed": [], "late": []}
    for start in range(0, len(checked), _CHUNK):
        chunk = checked[start : start + _CHUNK]
        known = _known(connection, chunk)
        for each in chunk:
            found = known.get(each.expense_id)
            change = _Change(each, found, _receipts(each, found))
            if kind := _kind(change):
                changes[kind].append(change)
    find_receipts(each.with_new_files for each in itertools.chain(*changes.values()))
    return changes


def _kind(change: _Change) -> str | None:
    """Return the kind of a change: a new expense, one to send again, or one with late receipts.

    :raises OutboxConflictError: if it is there with other content
    """
    checked, found, receipts = change
    if found is None:
        return "new"
    if _is_renewed(checked, found):
        return "renewed"
    if found.digest != checked.digest:
        raise _conflict(checked, found.state)
    if receipts == found.receipts:
        return None
    return "late" if found.state in _SENT else "renewed"


def _is_renewed(checked: Checked, found: Any) -> bool:
    """Return whether an expense was cancelled, or is the correction of one that failed."""
    is_same = found.digest == checked.digest
    return found.state == "cancelled" or (found.state == "failed" and not is_same)


def _receipts(checked: Checked, found: Any) -> str:
    """Return the receipts of an expense after a change, as they are stored."""
    if found is None:
        return stored(tuple(map(Receipt, checked.receipts)))
    return stored(_joined(checked, found)) if checked.receipts else str(found.receipts)


def _joined(checked: Checked, found: Any) -> tuple[Receipt, ...]:
    """Return the receipts that an expense has, and the new ones.

    The new ones take the place of those that failed, and of all where the expense is sent again.
    """
    is_renewed, given = _is_renewed(checked, found), checked.receipts
    kept = {
        each.path: each
        for each in receipts_of(found)
        if each.path in given or not (is_renewed or each.outcome == "failed")
    }
    return (*kept.values(), *(Receipt(path) for path in given if path not in kept))


def _conflict(checked: Checked, state: str) -> OutboxConflictError:
    advice = _ADVICE.get(state)
    return OutboxConflictError(
        f"the expense {checked.expense_id} of the company {checked.company_id} is {state} "
        f"with other content{(advice and f': {advice}') or ''}"
    )


def _known(connection: sa.Connection, chunk: Sequence[Checked]) -> dict[str, Any]:
    columns = (expenses.c.id, expenses.c.expense_id, expenses.c.digest, expenses.c.state)
    more = expenses.c.attempts, expenses.c.sync_id, expenses.c.receipts
    query = sa.select(*columns, *more).where(
        expenses.c.company_id == chunk[0].company_id,
        expenses.c.expense_id.in_([each.expense_id for each in chunk]),
    )
    return {row.expense_id: row for row in connection.execute(query)}


def _row(change: _Change, now: float) -> dict[str, Any]:
    checked = change.checked
    return {
        "company_id": checked.company_id,
        "expense_id": checked.expense_id,
        "digest": checked.digest,
        "content": checked.content,
        "receipts": change.receipts,
        "state": "waiting",
        "delivery_id": None,
        "reason": None,
        "remedy": None,
        "can_be_retried": False,
        "sync_id": None,
        "attempts": 0,
        "changed_at": now,
    }


def attach(
    connection: sa.Connection,
    ids: Sequence[int],
    chosen: sa.ColumnElement[bool],
    renewed: Callable[[Any], tuple[Receipt, ...]],
    now: float,
) -> int:
    """Give new receipts to expenses that were sent, and return the number of these expenses.

    The next run attaches those that are open.

    :param ids: rows of one company
    :param chosen: which of these rows
    :param renewed: returns the receipts of a row
    """
    starts = range(0, len(ids), MOST)
    parts = (expenses.c.id.in_(ids[start : start + MOST]) & chosen for start in starts)
    return sum(_attach(connection, part, renewed, now) for part in parts)


def _attach(
    connection: sa.Connection,
    chosen: sa.ColumnElement[bool],
    renewed: Callable[[Any], tuple[Receipt, ...]],
    now: float,
) -> int:
    """Give receipts to the delivery that is under way, or to a new one, which sends no expense."""
    holders = sa.select(expenses.c.delivery_id).where(chosen)
    query = sa.select(deliveries).where(deliveries.c.id.in_(holders)).order_by(deliveries.c.id)
    # On PostgreSQL, a step also locks its delivery before its expenses.
    under_way = {row.id: row for row in connection.execute(query.with_for_update())}
    changed = [
        (row, receipts)
        for row in connection.execute(sa.select(expenses).where(chosen)).all()
        if row.delivery_id in under_way or row.state == "written"
        if _has_changed(connection, row, receipts := renewed(row))
    ]
    for id_, row in under_way.items():
        _amend(connection, row, {one.expense_id: r for one, r in changed if one.delivery_id == id_})
    left = [(row, receipts) for row, receipts in changed if row.delivery_id not in under_way]
    if left:
        entries = tuple(replace(entry_of(row), receipts=r, outcome="written") for row, r in left)
        attach_alone(connection, left[0][0].company_id, entries, now)
    return len(changed)


def _has_changed(connection: sa.Connection, row: Any, receipts: tuple[Receipt, ...]) -> bool:
    """Store the receipts of an expense; return whether nobody else has changed it."""
    columns = (expenses.c.id, expenses.c.state, expenses.c.delivery_id, expenses.c.receipts)
    same = (column == getattr(row, column.name) for column in columns)
    change = expenses.update().where(*same).values(receipts=stored(receipts))
    return bool(connection.execute(change).rowcount)


def _amend(
    connection: sa.Connection, row: Any, receipts: Mapping[str, tuple[Receipt, ...]]
) -> None:
    """Give receipts to a delivery that is under way; a step that is being made is repeated."""
    delivery = Delivery.from_json(row.value)
    entries = tuple(
        replace(each, receipts=receipts.get(each.expense_id, each.receipts))
        for each in delivery.entries
    )
    values = {"value": replace(delivery, entries=entries).to_json(), "revision": row.revision + 1}
    connection.execute(deliveries.update().where(deliveries.c.id == row.id).values(values))
