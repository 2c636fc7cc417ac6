"""The contents of an outbox; each method of the store is one transaction."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy import exc

from .._exceptions import OutboxConflictError, one_line
from . import _decisions
from ._batch import MOST, Batch, Entry, Receipt, Trouble
from ._database import Database, repeated
from ._delivery import Delivery
from ._expenses import Checked, find_receipts
from ._tables import deliveries, expenses, history, members, stops, told

log = logging.getLogger("codatsyncexpenses")

_CHUNK = 500  # ids in a statement
LONGEST = 900.0
"""Seconds of the longest wait of a delivery; the run pauses for longer ones, such as a quota's."""
UNDER_WAY = 1000
"""The deliveries that are under way before polls take precedence over new ones."""
_NEVER = float("-inf")
_LOOK = 1.0  # seconds after which to look at all companies again
_TOLD = 2 * 86_400.0  # seconds that a webhook is kept
_ADDS = 3  # times to add, while other processes add some of the same
_AT_ONCE = 10  # deliveries of a company that may be under way
_ADVICE = {
    "waiting": "cancel it, and then add it again",
    "sending": "wait for its outcome",
    "written": "correct it with `expenses.update`",
}
_UNSENT = ("sending", "checking", "searching")  # the stages before the service has the batch


class Taken(NamedTuple):
    """A delivery to advance."""

    id: int
    revision: int
    delivery: Delivery


class Store:
    """The expenses, the deliveries and the history of an outbox."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last = ""  # the company that was planned last; the next one comes after it
        self._none_at = _NEVER  # the time at which no company had anything to send
        self._changed: dict[str, None] = {}  # the companies that have had a step since

    def add(
        self, checked: Sequence[Checked], now: float, connection: sa.Connection | None = None
    ) -> int:
        """Add expenses, and return the number of those that are new or changed.

        :raises OutboxConflictError: if one is there with other content; then nothing is added
        """
        add = self._add if connection is not None else repeated(self._add)
        for _ in range(1 if connection is not None else _ADDS):
            with suppress(exc.IntegrityError):
                return add(checked, now, connection)
        raise OutboxConflictError("another transaction has just added one of these expenses")

    def _add(self, checked: Sequence[Checked], now: float, connection: sa.Connection | None) -> int:
        with self._database.transaction(connection) as begun:
            return _add(begun, checked, now)

    @repeated
    def next(self, now: float, busy: Collection[int]) -> Taken | None:
        """Return the next delivery: one that is due, or a new one.

        New ones come before polls, up to a number: the later a sync is polled, the fewer polls it
        needs.

        :param busy: the ids of deliveries that are being advanced
        """
        with self._database.transaction() as connection:
            found = self._due(connection, _DUE_STEP, now, busy)
            if found is None and (count := connection.execute(_COUNT).scalar_one()) < UNDER_WAY:
                if not count:  # before the run ends
                    self._none_at = _NEVER
                found = self._planned(connection, now)
            return found or self._due(connection, _DUE_POLL, now, busy)

    @repeated
    def due_at(self, now: float, busy: Collection[int]) -> float | None:
        """Return the time at which the next delivery is due; None if there is none.

        A delivery that is due later than any waits was stored while the clock was ahead: it
        is due now.
        """
        free = {"busy": [*busy]}
        with self._database.transaction() as connection:
            connection.execute(_AHEAD, {**free, "latest": now + LONGEST, "due_at": now})
            found: float | None = connection.execute(_DUE_AT, free).scalar_one()
        return found

    @repeated
    def put(
        self,
        taken: Taken,
        delivery: Delivery,
        due_at: float | None,
        now: float,
        patience: float = 0.0,
    ) -> Taken | None:
        """Store a delivery after a step.

        Return it as it is now; None if it has ended, or if somebody has changed it meanwhile.

        :param patience: seconds in which a webhook is to report the end of a sync
        """
        with self._database.transaction() as connection:
            self._changed[delivery.company_id] = None
            due_at = due_at and min(due_at, now + LONGEST)
            if not _update(connection, taken, delivery, due_at):
                return None
            _record(connection, taken.id, delivery)
            before = {each.expense_id: _outcome(each) for each in taken.delivery.entries}
            changed = [e for e in delivery.entries if _outcome(e) != before[e.expense_id]]
            _settle(connection, delivery, changed, now)
            _warn(taken.delivery, changed)
            if delivery.stage == "stopped":
                _stop(connection, taken.id, delivery, now)
            if delivery.stage in ("done", "stopped"):
                return None
            if delivery.stage == "sending" and _hold(connection, delivery.company_id):
                return None
            if delivery.stage == "accepted" and due_at is not None:
                _schedule(connection, taken.id, delivery.sync_id, due_at, now + patience)
        return Taken(taken.id, taken.revision + 1, replace(delivery, events=()))

    @repeated
    def take(self, sync_id: str, *, is_successful: bool, now: float) -> bool:
        """Note that a sync has ended; return whether a delivery waits for it."""
        row = {"sync_id": sync_id, "is_successful": is_successful, "at": now}
        with self._database.transaction() as connection:
            connection.execute(self._database.insert(told), row)
            chosen = deliveries.c.sync_id == sync_id, deliveries.c.stage == "accepted"
            change = deliveries.update().where(*chosen).values(due_at=0.0)
            return bool(connection.execute(change).rowcount)

    @repeated
    def forget(self, now: float) -> None:
        """Forget webhooks of two days ago: most are about the syncs of others."""
        with self._database.transaction() as connection:
            connection.execute(told.delete().where(told.c.at < now - _TOLD))

    def _due(
        self, connection: sa.Connection, query: sa.Executable, now: float, busy: Collection[int]
    ) -> Taken | None:
        found = connection.execute(query, {"now": now, "busy": [*busy]}).one_or_none()
        if found is None:
            return None
        delivery = Delivery.from_json(found.value)
        if found.is_successful:
            delivery = _decisions.told(delivery, str(delivery.sync_id))
        return Taken(found.id, found.revision, delivery)

    def _next_company(self, connection: sa.Connection, now: float) -> str | None:
        """Return the next company that may send what it has, in turn.

        Where many companies have stopped, looking at all of them takes long, so that this is done
        once a second, and before the run ends.
        """
        if self._none_at <= now < self._none_at + _LOOK:
            while self._changed:
                company_id, _ = self._changed.popitem()
                chosen = {"company_id": company_id}
                if connection.execute(_MAY_SEND, chosen).one_or_none() is not None:
                    return company_id
            return None
        for after in dict.fromkeys((self._last, "")):
            found = connection.execute(_NEXT_COMPANY, {"after": after}).scalar_one_or_none()
            if found is not None:
                self._last = str(found)
                return self._last
        self._none_at = now
        self._changed.clear()
        return None

    def _planned(self, connection: sa.Connection, now: float) -> Taken | None:
        """Plan a delivery for the next company that may have one."""
        while company_id := self._next_company(connection, now):
            waiting = sa.select(expenses).where(
                expenses.c.state == "waiting", expenses.c.company_id == company_id
            )
            # On PostgreSQL, others may be cancelling some of them.
            query = waiting.order_by(expenses.c.id).limit(MOST).with_for_update()
            if rows := connection.execute(query).all():
                return _plan(connection, company_id, rows, now)
        return None


def _plan(connection: sa.Connection, company_id: str, rows: Sequence[Any], now: float) -> Taken:
    delivery = Delivery.of(company_id, tuple(map(_entry, rows)), now)
    id_ = _insert(connection, delivery, "sending", now)
    _record(connection, id_, delivery)
    return Taken(id_, 0, replace(delivery, events=()))


def _insert(connection: sa.Connection, delivery: Delivery, state: str, due_at: float) -> int:
    """Store a new delivery, and return its id.

    :param state: the state of its expenses from now on
    """
    company_id, names = delivery.company_id, [each.expense_id for each in delivery.entries]
    values = {**_columns(delivery, due_at), "company_id": company_id, "revision": 0}
    insert = deliveries.insert().values(values).returning(deliveries.c.id)
    id_ = int(connection.execute(insert).scalar_one())
    chosen = expenses.c.company_id == company_id, expenses.c.expense_id.in_(names)
    connection.execute(expenses.update().where(*chosen).values(state=state, delivery_id=id_))
    joined = [{"expense_id": e, "delivery_id": id_, "company_id": company_id} for e in names]
    connection.execute(members.insert(), joined)
    return id_


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
        entries = tuple(replace(_entry(row), receipts=r, outcome="written") for row, r in left)
        _attach_alone(connection, left[0][0].company_id, entries, now)
    return len(changed)


def _attach_alone(
    connection: sa.Connection, company_id: str, written: tuple[Entry, ...], now: float
) -> None:
    """Insert a delivery of receipts; it sends no expense, since all of its own are written."""
    _insert(connection, Delivery(company_id, written, now, stage="receipts"), "written", 0.0)


def _has_changed(connection: sa.Connection, row: Any, receipts: tuple[Receipt, ...]) -> bool:
    """Store the receipts of an expense; return whether nobody else has changed it."""
    columns = (expenses.c.id, expenses.c.state, expenses.c.delivery_id, expenses.c.receipts)
    same = (column == getattr(row, column.name) for column in columns)
    change = expenses.update().where(*same).values(receipts=_stored(receipts))
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


def _add(connection: sa.Connection, checked: Sequence[Checked], now: float) -> int:
    changes = _changes(connection, checked)
    if new := [_row(each, now) for each, _ in changes["new"]]:
        connection.execute(expenses.insert(), new)
    for each, found in changes["renewed"]:
        chosen = expenses.c.id == found.id, expenses.c.state == found.state
        # Its last sync is no result of the next request.
        row = {**_row(each, now), "attempts": found.attempts, "sync_id": found.sync_id}
        if not each.receipts:
            del row["receipts"]  # it keeps those that it has
        if not connection.execute(expenses.update().where(*chosen).values(row)).rowcount:
            raise _conflict(each, "being added by another process")
    late = {found.id: tuple(map(Receipt, each.receipts)) for each, found in changes["late"]}
    if attach(connection, [*late], _WITHOUT, lambda row: late[row.id], now) < len(late):
        raise OutboxConflictError("another process has just changed one of these expenses")
    return len(new) + len(changes["renewed"]) + len(late)


def _changes(
    connection: sa.Connection, checked: Sequence[Checked]
) -> dict[str, list[tuple[Checked, Any]]]:
    """Return the expenses that change, each with its row, by the kind of their change."""
    changes: dict[str, list[tuple[Checked, Any]]] = {"new": [], "renewed": [], "late": []}
    for start in range(0, len(checked), _CHUNK):
        chunk = checked[start : start + _CHUNK]
        known = _known(connection, chunk)
        for each in chunk:
            found = known.get(each.expense_id)
            if change := _change(each, found):
                changes[change].append((each, found))
    find_receipts(each for each, _ in itertools.chain(*changes.values()))
    return changes


def _change(checked: Checked, found: Any) -> str | None:
    """Return the kind of a change: a new expense, one to send again, or one with late receipts.

    :raises OutboxConflictError: if it is there with other content
    """
    if found is None:
        return "new"
    is_same = found.digest == checked.digest
    is_without = bool(checked.receipts) and found.receipts == "[]"
    if found.state == "cancelled" or (found.state == "failed" and (is_without or not is_same)):
        return "renewed"
    if not is_same:
        raise _conflict(checked, found.state)
    if not is_without:
        return None
    return "renewed" if found.state == "waiting" else "late"


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


def _row(checked: Checked, now: float) -> dict[str, Any]:
    return {
        "company_id": checked.company_id,
        "expense_id": checked.expense_id,
        "digest": checked.digest,
        "content": checked.content,
        "receipts": _stored(tuple(map(Receipt, checked.receipts))),
        "state": "waiting",
        "delivery_id": None,
        "reason": None,
        "remedy": None,
        "can_be_retried": False,
        "sync_id": None,
        "attempts": 0,
        "changed_at": now,
    }


def _stored(receipts: tuple[Receipt, ...]) -> str:
    return msgspec.json.encode(receipts).decode()


def _entry(row: Any) -> Entry:
    receipts = msgspec.json.decode(row.receipts, type=tuple[Receipt, ...])
    return Entry(row.expense_id, row.content, receipts, sync_id=row.sync_id, attempts=row.attempts)


def _next_company() -> sa.Executable:
    """Return the query for the first company, after another, that may send what it has."""

    def first(after: Any) -> sa.ScalarSelect[Any]:
        query = sa.select(sa.func.min(expenses.c.company_id))
        chosen = expenses.c.state == "waiting", expenses.c.company_id > after
        return query.where(*chosen).scalar_subquery()

    # Each step finds the next company by the index, so that the expenses of those that may not
    # send are not read.
    named = sa.select(first(sa.bindparam("after")).label("id")).cte(recursive=True)
    named = named.union_all(sa.select(first(named.c.id)).where(named.c.id.is_not(None)))
    chosen = named.c.id.is_not(None), *_may_send(named.c.id)
    return sa.select(named.c.id).where(*chosen).limit(1)


def _may_send(company_id: sa.ColumnElement[str]) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions under which a company may send."""
    under_way = sa.select(deliveries.c.company_id).where(deliveries.c.company_id == company_id)
    unsent = under_way.where(deliveries.c.stage.in_(_UNSENT))
    many = under_way.order_by(deliveries.c.id).offset(_AT_ONCE - 1).limit(1)
    stopped = sa.select(stops.c.company_id).where(stops.c.company_id == company_id)
    return ~unsent.exists(), ~many.exists(), ~stopped.exists()


def _due(kind: sa.ColumnElement[bool]) -> sa.Executable:
    """Return the query for the delivery that has been due for the longest time."""
    table = deliveries.outerjoin(told, told.c.sync_id == deliveries.c.sync_id)
    columns = (deliveries.c.id, deliveries.c.revision, deliveries.c.value)
    query = sa.select(*columns, told.c.is_successful).select_from(table)
    query = query.where(kind, deliveries.c.due_at <= sa.bindparam("now"), _IS_FREE)
    return query.order_by(deliveries.c.due_at).limit(1)


# Made once: SQLAlchemy takes longer to make a query than SQLite to answer it.
_IS_FREE = deliveries.c.id.not_in(sa.bindparam("busy", expanding=True))
_IS_POLL = deliveries.c.stage == "accepted"
_WITHOUT = expenses.c.state.in_(("sending", "written")) & (expenses.c.receipts == "[]")
_DUE_STEP, _DUE_POLL, _NEXT_COMPANY = _due(~_IS_POLL), _due(_IS_POLL), _next_company()
_COMPANY: sa.ColumnElement[str] = sa.bindparam("company_id", type_=sa.String)
_WAITS = sa.select(expenses.c.id).where(
    expenses.c.state == "waiting", expenses.c.company_id == _COMPANY
)
_MAY_SEND = _WAITS.where(*_may_send(_COMPANY)).limit(1)
_COUNT = sa.select(sa.func.count()).where(deliveries.c.due_at.is_not(None))
_AHEAD = deliveries.update().where(deliveries.c.due_at > sa.bindparam("latest"), _IS_FREE)
_DUE_AT = sa.select(sa.func.min(deliveries.c.due_at)).where(_IS_FREE)


def _columns(delivery: Delivery, due_at: float | None) -> dict[str, Any]:
    value = replace(delivery, events=()).to_json()
    return {
        "value": value,
        "stage": delivery.stage,
        "sync_id": delivery.sync_id and delivery.sync_id.lower(),  # as `take` has it
        "due_at": due_at,
    }


def _update(
    connection: sa.Connection, taken: Taken, delivery: Delivery, due_at: float | None
) -> bool:
    """Store a delivery; return whether nobody else has changed it."""
    chosen = deliveries.c.id == taken.id, deliveries.c.revision == taken.revision
    values = {**_columns(delivery, due_at), "revision": taken.revision + 1}
    change: Any = deliveries.update().where(*chosen).values(values)
    if delivery.stage == "done":
        change = deliveries.delete().where(*chosen)
    return bool(connection.execute(change).rowcount)


def _record(connection: sa.Connection, id_: int, delivery: Delivery) -> None:
    """Add the events of a delivery to its history."""
    rows = [
        {
            "delivery_id": id_,
            "at": event.at,
            "kind": event.kind,
            "text": event.text,
            "key": event.key,
            "sync_id": event.sync_id,
            "correlation_id": event.correlation_id,
            "expense_ids": None
            if len(event.expense_ids) == len(delivery.entries)
            else msgspec.json.encode(event.expense_ids).decode(),
        }
        for event in delivery.events
    ]
    if rows:
        connection.execute(history.insert(), rows)


def _outcome(entry: Entry) -> tuple[object, ...]:
    return entry.outcome, entry.reason, entry.receipts


def _settle(connection: sa.Connection, batch: Batch, entries: Iterable[Entry], now: float) -> None:
    """Store the outcomes of expenses; most have the same one."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for each in entries:
        groups.setdefault((*_outcome(each), each.sync_id, each.attempts), []).append(each)
    for each, *others in groups.values():
        expense_ids = [each.expense_id, *(other.expense_id for other in others)]
        values = {
            "receipts": _stored(each.receipts),
            "state": "sending" if each.outcome == "open" else each.outcome,
            "reason": each.reason,
            "remedy": each.remedy,
            "can_be_retried": each.can_be_retried,
            "sync_id": each.sync_id,
            "attempts": each.attempts,
            "changed_at": now,
        }
        of_company = expenses.c.company_id == batch.company_id
        change = expenses.update().where(of_company, expenses.c.expense_id.in_(expense_ids))
        connection.execute(change.values(values))


def _warn(before: Batch, changed: Iterable[Entry]) -> None:
    """Log the receipts that this step could not attach."""
    known = {each.expense_id: each.receipts for each in before.entries}
    for entry in changed:
        for each in entry.receipts:
            if each.outcome == "failed" and each not in known[entry.expense_id]:
                told = one_line(each.path), entry.expense_id, one_line(each.reason or "")
                log.warning("the receipt %s of the expense %s is not attached: %s", *told)


def _stop(connection: sa.Connection, id_: int, delivery: Delivery, now: float) -> None:
    """Stop a company; expenses that no request can have written wait for the next delivery."""
    trouble = delivery.trouble or Trouble("company", "stopped")
    connection.execute(stops.delete().where(stops.c.company_id == delivery.company_id))
    row = {"company_id": delivery.company_id, "reason": trouble.reason, "remedy": trouble.remedy}
    connection.execute(stops.insert(), row)
    _hold(connection, delivery.company_id)
    if _decisions.is_settled(delivery):
        left = [each for each in delivery.entries if each.outcome == "open"]
        _settle(connection, delivery, left, now)
        chosen = expenses.c.delivery_id == id_, expenses.c.state == "sending"
        connection.execute(expenses.update().where(*chosen).values(state="waiting"))
        connection.execute(deliveries.delete().where(deliveries.c.id == id_))
        written = tuple(each for each in delivery.entries if _decisions.has_receipts(each))
        if written:
            _attach_alone(connection, delivery.company_id, written, now)


def _hold(connection: sa.Connection, company_id: str) -> bool:
    """Keep what a company is about to send until it is resumed; return whether it has stopped."""
    stopped = sa.select(stops.c.company_id).where(stops.c.company_id == company_id)
    chosen = deliveries.c.company_id == company_id, deliveries.c.stage == "sending"
    change = deliveries.update().where(*chosen, stopped.exists()).values(due_at=None)
    return bool(connection.execute(change).rowcount)


def _schedule(
    connection: sa.Connection, id_: int, sync_id: str | None, due_at: float, latest: float
) -> None:
    """Set the time of the next poll, which a webhook may have made needless.

    :param latest: the time of a poll if no webhook arrives
    """
    told_by = sa.select(told.c.is_successful).where(told.c.sync_id == str(sync_id).lower())
    is_successful = connection.execute(told_by).scalar_one_or_none()
    if is_successful:
        due_at = 0.0
    elif is_successful is None:
        due_at = max(due_at, latest)
    connection.execute(deliveries.update().where(deliveries.c.id == id_).values(due_at=due_at))
