"""The commands for expenses and their outcomes; each function returns the exit code."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
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
        rows = [(call.sync_id, each) for call in sent for each in _outcomes(s, company_id, call)]
    found = [each for _, each in rows]
    if as_json:
        for sync_id, each in rows:
            say_json(_as_json(company_id, sync_id, each))
    else:
        lines = [str(expense.line) for expense in expenses]
        _tables.show(_tables.transactions(found, "Line", lines))
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
    found = s.transaction_status.list_all(company_id=company_id, sync_id=call.sync_id)
    by_id = {_files.plain_id(each.transaction_id or ""): each for each in found}
    for expense in call.expenses:
        unknown = Transaction(status=TransactionStatus.UNKNOWN, transaction_id=expense.model.id)
        yield by_id.get(_files.plain_id(expense.model.id), unknown)


def transactions(company_id: str, sync_ids: Sequence[str], *, as_json: bool) -> int:
    """Show the outcome of each transaction of the syncs."""
    with client() as s:
        rows = [
            (sync_id, each)
            for sync_id in sync_ids
            for each in s.transaction_status.list_all(company_id=company_id, sync_id=sync_id)
        ]
    found = [each for _, each in rows]
    if as_json:
        say_json([_as_json(company_id, *row) for row in rows], indent=2)
    elif not found:
        _tables.show(_tables.plain("No transactions."))
    elif len(sync_ids) > 1:
        _tables.show(_tables.transactions(found, "Sync", [sync_id for sync_id, _ in rows]))
    else:
        _tables.show(_tables.transactions(found))
    return FAILED if any(each.status in _REFUSED for each in found) else 0


def _as_json(company_id: str, sync_id: str, transaction: Transaction) -> dict[str, object]:
    """Return a transaction with the ids that the API leaves out."""
    return {"companyId": company_id, "syncId": sync_id, **transaction.to_dict()}
