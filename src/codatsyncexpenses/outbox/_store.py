"""The contents of an outbox; each method of the store is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy import exc

from .._exceptions import OutboxConflictError
from . import _decisions
from ._batch import MOST, Batch, Entry, Receipt, Trouble
from ._database import Database
from ._delivery import Delivery
from ._expenses import Checked
from ._tables import deliveries, expenses, history, members, stops, told

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
_WITHOUT = "without receipts"
_ADVICE = {
    "waiting": "cancel it, and then add it again",
    "sending": "wait for its outcome",
    "written": "correct it with `expenses.update`",
    f"written {_WITHOUT}": "attach them with `attachments.upload`",
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
        for _ in range(1 if connection is not None else _ADDS):
            with suppress(exc.IntegrityError), self._database.transaction(connection) as begun:
                return _add(begun, checked, now)
        raise OutboxConflictError("another transaction has just added one of these expenses")

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
            if delivery.stage == "stopped":
                _stop(connection, taken.id, delivery, now)
            if delivery.stage in ("done", "stopped"):
                return None
            if delivery.stage == "sending" and _hold(connection, delivery.company_id):
                return None
            if delivery.stage == "accepted" and due_at is not None:
                _schedule(connection, taken.id, delivery.sync_id, due_at, now + patience)
        return Taken(taken.id, taken.revision + 1, replace(delivery, events=()))

    def take(self, sync_id: str, *, is_successful: bool, now: float) -> bool:
        """Note that a sync has ended; return whether a delivery waits for it."""
        row = {"sync_id": sync_id, "is_successful": is_successful, "at": now}
        with self._database.transaction() as connection:
            connection.execute(self._database.insert(told), row)
            chosen = deliveries.c.sync_id == sync_id, deliveries.c.stage == "accepted"
            change = deliveries.update().where(*chosen).values(due_at=0.0)
            return bool(connection.execute(change).rowcount)

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
    values = {**_columns(delivery, now), "company_id": company_id, "revision": 0}
    insert = deliveries.insert().values(values).returning(deliveries.c.id)
    id_ = int(connection.execute(insert).scalar_one())
    chosen = expenses.c.id.in_([row.id for row in rows])
    change = expenses.update().where(chosen).values(state="sending", delivery_id=id_)
    connection.execute(change)
    names = [row.expense_id for row in rows]
    joined = [{"expense_id": e, "delivery_id": id_, "company_id": company_id} for e in names]
    connection.execute(members.insert(), joined)
    _record(connection, id_, delivery)
    return Taken(id_, 0, replace(delivery, events=()))


def _add(connection: sa.Connection, checked: Sequence[Checked], now: float) -> int:
    new: list[dict[str, Any]] = []
    renewed: list[tuple[Checked, Any]] = []
    for start in range(0, len(checked), _CHUNK):
        chunk = checked[start : start + _CHUNK]
        known = _known(connection, chunk)
        for each in chunk:
            found = known.get(each.expense_id)
            if found is None:
                each.find_receipts()
                new.append(_row(each, now))
            elif _is_renewed(each, found):
                each.find_receipts()
                renewed.append((each, found))
            elif difference := _difference(each, found):
                raise _conflict(each, found.state, difference)
    if new:
        connection.execute(expenses.insert(), new)
    for each, found in renewed:
        chosen = expenses.c.id == found.id, expenses.c.state == found.state
        # Its last sync is no result of the next request.
        row = {**_row(each, now), "attempts": found.attempts, "sync_id": found.sync_id}
        if not each.receipts:
            del row["receipts"]  # it keeps those that it has
        if not connection.execute(expenses.update().where(*chosen).values(row)).rowcount:
            raise _conflict(each, "being added by another process")
    return len(new) + len(renewed)


def _difference(checked: Checked, found: Any) -> str | None:
    """Return how an expense that is there differs; None if it is the same."""
    if found.digest != checked.digest:
        return "with other content"
    return _WITHOUT if checked.receipts and found.receipts == "[]" else None


def _is_renewed(checked: Checked, found: Any) -> bool:
    """Return whether an expense that is there is changed."""
    if found.state == "failed":
        return _difference(checked, found) is not None
    if found.state == "waiting":
        return _difference(checked, found) == _WITHOUT
    return bool(found.state == "cancelled")


def _conflict(
    checked: Checked, state: str, difference: str = "with other content"
) -> OutboxConflictError:
    advice = _ADVICE.get(f"{state} {difference}", _ADVICE.get(state))
    return OutboxConflictError(
        f"the expense {checked.expense_id} of the company {checked.company_id} is {state} "
        f"{difference}{(advice and f': {advice}') or ''}"
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
    receipts = msgspec.json.encode([Receipt(each) for each in checked.receipts]).decode()
    return {
        "company_id": checked.company_id,
        "expense_id": checked.expense_id,
        "digest": checked.digest,
        "content": checked.content,
        "receipts": receipts,
        "state": "waiting",
        "delivery_id": None,
        "reason": None,
        "remedy": None,
        "can_be_retried": False,
        "sync_id": None,
        "attempts": 0,
        "changed_at": now,
    }


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
            "receipts": msgspec.json.encode(each.receipts).decode(),
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
