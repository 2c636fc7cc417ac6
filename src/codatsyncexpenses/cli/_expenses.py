"""The commands for expenses and their outcomes; each function returns the exit code."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..models.shared import Transaction, TransactionStatus
from ..sdk import CodatSyncExpenses
from . import _files, _tables
from ._errors import FAILED, repeatable
from ._output import say_json
from ._syncs import client, follow, show_started

_MOST = 50  # expenses in one call
_REFUSED = (TransactionStatus.VALIDATION_ERROR, TransactionStatus.PUSH_ERROR)


class Sent(NamedTuple):
    """Expenses of one call, and the sync that it started."""

    sync_id: str
    expenses: list[_files.Expense]


def send(
    company_id: str,
    expenses: list[_files.Expense],
    key: str | None,
    *,
    timeout: float | None,
    as_json: bool,
) -> int:
    """Send expenses; with a timeout, follow their syncs and show the outcome of each expense."""
    key = str(uuid.uuid4()) if key is None else key
    with client() as s:
        sent = [*_send(s, company_id, expenses, key, bare=timeout is None, as_json=as_json)]
        if timeout is None:
            return 0
        until = time.monotonic() + timeout
        codes = [
            follow(s, company_id, sync_id, _left(until), as_json=as_json, is_new=True)
            for sync_id, _ in sent
        ]
        found = [each for call in sent for each in _outcomes(s, company_id, call)]
    if as_json:
        for each in found:
            say_json(each.to_dict())
    else:
        _tables.show(_tables.transactions(found, [expense.line for expense in expenses]))
    written = all(each.status == TransactionStatus.COMPLETED for each in found)
    return 0 if written and not any(codes) else FAILED


def _left(until: float) -> float:
    return max(1.0, until - time.monotonic())


def _send(
    s: CodatSyncExpenses,
    company_id: str,
    expenses: list[_files.Expense],
    key: str,
    *,
    bare: bool,
    as_json: bool,
) -> Iterator[Sent]:
    """Send expenses in as many calls as needed; show and yield the sync of each call.

    :param bare: whether to show the ids alone, for another command to read
    """
    for start in range(0, len(expenses), _MOST):
        batch = expenses[start : start + _MOST]
        with repeatable(key, as_json=as_json, sent=start):
            started = s.expenses.create(
                company_id=company_id,
                create_expense_request=[each.model for each in batch],
                idempotency_key=_key(key, start),
            ).result()
            sync_id = show_started(started.sync_id, as_json=as_json, bare=bare)
        yield Sent(sync_id, batch)


def _key(key: str, start: int) -> str:
    """Return the key of a call, which is the same if the command is repeated under its key."""
    return str(uuid.uuid5(uuid.UUID(key), str(start))) if start else key


def _outcomes(s: CodatSyncExpenses, company_id: str, call: Sent) -> Iterator[Transaction]:
    """Yield the outcome of each expense of a call, in order."""
    found = _transactions(s, company_id, [call.sync_id])
    by_id = {_files.plain_id(each.transaction_id or ""): each for each in found}
    for expense in call.expenses:
        unknown = Transaction(status=TransactionStatus.UNKNOWN, transaction_id=expense.model.id)
        yield by_id.get(_files.plain_id(expense.model.id), unknown)


def transactions(company_id: str, sync_ids: Iterable[str], *, as_json: bool) -> int:
    """Show the outcome of each transaction of the syncs."""
    with client() as s:
        found = [*_transactions(s, company_id, sync_ids)]
    if as_json:
        say_json([each.to_dict() for each in found], indent=2)
    else:
        none = _tables.plain("No transactions.")
        _tables.show(_tables.transactions(found) if found else none)
    return FAILED if any(each.status in _REFUSED for each in found) else 0


def _transactions(
    s: CodatSyncExpenses, company_id: str, sync_ids: Iterable[str]
) -> Iterator[Transaction]:
    for sync_id in sync_ids:
        yield from s.transaction_status.list_all(company_id=company_id, sync_id=sync_id)
