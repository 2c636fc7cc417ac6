"""The rows of a delivery and of its expenses, before and after a step."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from .._exceptions import one_line
from . import _decisions, _steps
from ._batch import Batch, Entry, Receipt, Trouble
from ._delivery import Delivery
from ._tables import deliveries, expenses, history, members, stops, told

log = logging.getLogger("codatsyncexpenses")


class Taken(NamedTuple):
    """A delivery to advance."""

    id: int
    revision: int
    delivery: Delivery


def insert(connection: sa.Connection, delivery: Delivery, state: str, due_at: float) -> int:
    """Store a new delivery, and return its id.

    :param state: the state of its expenses from now on
    """
    company_id, names = delivery.company_id, [each.expense_id for each in delivery.entries]
    values = {**columns(delivery, due_at), "company_id": company_id, "revision": 0}
    insert = deliveries.insert().values(values).returning(deliveries.c.id)
    id_ = int(connection.execute(insert).scalar_one())
    chosen = expenses.c.company_id == company_id, expenses.c.expense_id.in_(names)
    connection.execute(expenses.update().where(*chosen).values(state=state, delivery_id=id_))
    joined = [{"expense_id": e, "delivery_id": id_, "company_id": company_id} for e in names]
    connection.execute(members.insert(), joined)
    return id_


def attach_alone(
    connection: sa.Connection, company_id: str, written: tuple[Entry, ...], now: float
) -> None:
    """Insert a delivery of receipts; it sends no expense, since all of its own are written."""
    insert(connection, Delivery(company_id, written, now, stage="receipts"), "written", 0.0)


def stored(receipts: tuple[Receipt, ...]) -> str:
    return msgspec.json.encode(receipts).decode()


def receipts_of(row: Any) -> tuple[Receipt, ...]:
    return msgspec.json.decode(row.receipts, type=tuple[Receipt, ...])


def entry_of(row: Any) -> Entry:
    ids = row.expense_id, row.content, receipts_of(row)
    return Entry(*ids, sync_id=row.sync_id, attempts=row.attempts)


def columns(delivery: Delivery, due_at: float | None) -> dict[str, Any]:
    value = replace(delivery, events=()).to_json()
    return {
        "value": value,
        "stage": delivery.stage,
        "sync_id": delivery.sync_id and delivery.sync_id.lower(),  # as `take` has it
        "due_at": due_at,
    }


def update(
    connection: sa.Connection, taken: Taken, delivery: Delivery, due_at: float | None
) -> bool:
    """Store a delivery; return whether nobody else has changed it."""
    chosen = deliveries.c.id == taken.id, deliveries.c.revision == taken.revision
    values = {**columns(delivery, due_at), "revision": taken.revision + 1}
    change: Any = deliveries.update().where(*chosen).values(values)
    if delivery.stage == "done":
        change = deliveries.delete().where(*chosen)
    return bool(connection.execute(change).rowcount)


def record(connection: sa.Connection, id_: int, delivery: Delivery) -> None:
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


def outcome_of(entry: Entry) -> tuple[object, ...]:
    return entry.outcome, entry.reason, entry.receipts


def settle(connection: sa.Connection, batch: Batch, entries: Iterable[Entry], now: float) -> None:
    """Store the outcomes of expenses; most have the same one."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for each in entries:
        groups.setdefault((*outcome_of(each), each.sync_id, each.attempts), []).append(each)
    for each, *others in groups.values():
        expense_ids = [each.expense_id, *(other.expense_id for other in others)]
        values = {
            "receipts": stored(each.receipts),
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


def warn(before: Batch, changed: Iterable[Entry]) -> None:
    """Log the receipts that this step could not attach."""
    company_id, known = before.company_id, {e.expense_id: e.receipts for e in before.entries}
    for entry in changed:
        for each in entry.receipts:
            if each.outcome == "failed" and each not in known[entry.expense_id]:
                expense_id, reason = entry.expense_id, one_line(each.reason or "")
                facts = {"company_id": company_id, "expense_id": expense_id, "reason": reason}
                text = "the receipt %s of the expense %s is not attached: %s"
                log.warning(text, one_line(each.path), expense_id, reason, extra=facts)


def stop(connection: sa.Connection, id_: int, delivery: Delivery, now: float) -> None:
    """Stop a company; expenses that no request can have written wait for the next delivery."""
    trouble = delivery.trouble or Trouble("company", "stopped")
    connection.execute(stops.delete().where(stops.c.company_id == delivery.company_id))
    row = {"company_id": delivery.company_id, "reason": trouble.reason, "remedy": trouble.remedy}
    connection.execute(stops.insert(), row)
    hold(connection, delivery.company_id)
    if _decisions.is_settled(delivery):
        left = [each for each in delivery.entries if each.outcome == "open"]
        settle(connection, delivery, left, now)
        chosen = expenses.c.delivery_id == id_, expenses.c.state == "sending"
        connection.execute(expenses.update().where(*chosen).values(state="waiting"))
        connection.execute(deliveries.delete().where(deliveries.c.id == id_))
        written = tuple(each for each in delivery.entries if _steps.has_receipts(each))
        if written:
            attach_alone(connection, delivery.company_id, written, now)


def hold(connection: sa.Connection, company_id: str) -> bool:
    """Keep what a company is about to send until it is resumed; return whether it has stopped."""
    stopped = sa.select(stops.c.company_id).where(stops.c.company_id == company_id)
    chosen = deliveries.c.company_id == company_id, deliveries.c.stage == "sending"
    change = deliveries.update().where(*chosen, stopped.exists()).values(due_at=None)
    return bool(connection.execute(change).rowcount)


def schedule(
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
