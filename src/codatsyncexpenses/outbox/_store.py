"""The contents of an outbox; each method of the store is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc

from .._exceptions import OutboxConflictError
from . import _decisions
from ._adding import ChangedError, add_all
from ._batch import MOST
from ._database import Database, repeated
from ._delivery import Delivery
from ._expenses import Checked
from ._rows import (
    Taken,
    entry_of,
    hold,
    insert,
    outcome_of,
    record,
    schedule,
    settle,
    stop,
    update,
    warn,
)
from ._tables import deliveries, expenses, stops, told

LONGEST = 900.0
"""Seconds of the longest wait of a delivery; the run pauses for longer ones, such as a quota's."""
UNDER_WAY = 1000
"""The deliveries that are under way before polls take precedence over new ones."""
_NEVER = float("-inf")
_LOOK = 1.0  # seconds after which to look at all companies again
_TOLD = 2 * 86_400.0  # seconds that a webhook is kept
_ADDS = 3  # times to add, while other processes add some of the same
_AT_ONCE = 10  # deliveries of a company that may be under way
_UNSENT = ("sending", "checking", "searching")  # the stages before the service has the batch


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
            with suppress(exc.IntegrityError, ChangedError):
                return add(checked, now, connection)
        raise OutboxConflictError(
            "another transaction has just added or changed one of these expenses: add them again"
        )

    def _add(self, checked: Sequence[Checked], now: float, connection: sa.Connection | None) -> int:
        with self._database.transaction(connection) as begun:
            return add_all(begun, checked, now)

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
            if not update(connection, taken, delivery, due_at):
                return None
            record(connection, taken.id, delivery)
            before = {each.expense_id: outcome_of(each) for each in taken.delivery.entries}
            changed = [e for e in delivery.entries if outcome_of(e) != before[e.expense_id]]
            settle(connection, delivery, changed, now)
            warn(taken.delivery, changed)
            if delivery.stage == "stopped":
                stop(connection, taken.id, delivery, now)
            if delivery.stage in ("done", "stopped"):
                return None
            if delivery.stage == "sending" and hold(connection, delivery.company_id):
                return None
            if delivery.stage == "accepted" and due_at is not None:
                schedule(connection, taken.id, delivery.sync_id, due_at, now + patience)
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
    delivery = Delivery.of(company_id, tuple(map(entry_of, rows)), now)
    id_ = insert(connection, delivery, "sending", now)
    record(connection, id_, delivery)
    return Taken(id_, 0, replace(delivery, events=()))


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
