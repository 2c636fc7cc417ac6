"""An outbox: expenses to deliver, kept until each has its outcome."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Callable, Collection, Coroutine, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Any, overload

import sqlalchemy as sa

from .._bases.model import ModelList
from .._display.repr import guarded
from .._exceptions import RequestError
from .._lazy import LateModule, publish
from .._loops.asynchronous import AsyncLoop
from .._schema.hints import Self, is_number
from ..models import events, shared
from . import _expenses
from ._database import Database
from ._delivery import calls_of
from ._driving import deliver, deliver_async
from ._expenses import as_uuid
from ._ledger import Ledger, counted
from ._report import Attempt, Report
from ._run import Run, log
from ._store import Store

if TYPE_CHECKING:
    from .. import async_sdk, sdk
else:
    sdk = LateModule("..sdk", __package__)
    async_sdk = LateModule("..async_sdk", __package__)

_KEY_LIFE = 90 * 60.0  # seconds in which the API remembers a key
_WORKERS = 8
_PER_MINUTE = 900  # the API blocks an address that sends more than 1,000


class Outbox:
    """Expenses to deliver, kept in a database until each is written or has failed.

    Any number of threads and processes may add expenses; one process at a time delivers them.
    """

    def __init__(self, where: str | os.PathLike[str] | sa.Engine) -> None:
        """Open an outbox, and create it if it is not there.

        :param where: the path of a SQLite file, or an SQLAlchemy engine for SQLite or PostgreSQL,
            in whose database the outbox has tables of its own
        :raises ConfigurationError: if it cannot be used
        :raises OutboxError: if the outbox is damaged, or newer than this package
        """
        self._database = Database(where)
        self._store, self._ledger = Store(self._database), Ledger(self._database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @guarded
    def __repr__(self) -> str:
        return f"<{self._database}>"

    def close(self) -> None:
        """Close the file; the application's own engine stays open."""
        self._database.close()

    def add(
        self,
        company_id: str,
        expenses: Iterable[shared.ExpenseTransaction],
        *,
        receipts: Mapping[str, _expenses.Paths] | None = None,
        connection: sa.Connection | None = None,
    ) -> int:
        """Add expenses of a company, and return the number of those that are new or changed.

        An expense that is there with the same content is left as it is. One that failed or was
        cancelled may be added again, corrected. After an error, none is added: add them one by
        one to find those that can be.

        :param receipts: the path of a receipt, or several, by the id of its expense. They may come
            after their expense is written: then the next run attaches them. An expense that has
            some keeps them, and those that are new are attached, too; they take the place of
            receipts that failed, and of all those of an expense that was cancelled or is corrected
        :param connection: a connection in a transaction of the application, such as
            `session.connection()`, on the database of the outbox: a rollback then adds nothing. One
            that commits each statement is refused
        :raises RequestValidationError: if the API would refuse an expense; it lists all violations
        :raises OutboxConflictError: if an expense is there with other content; then none is added
        :raises RequestError: if another argument cannot be used
        """
        if connection is not None and not isinstance(connection, sa.Connection):
            raise RequestError(
                "connection must be an SQLAlchemy connection, such as `session.connection()` of a "
                f"session, not {connection!r}"
            )
        if connection is not None and connection.closed:
            raise RequestError("connection is closed")
        checked = _expenses.checked(company_id, expenses, receipts, are_new=False)
        return self._store.add(checked, time.time(), connection)

    @overload
    def deliver(
        self,
        client: sdk.CodatSyncExpenses,
        *,
        progress: bool = False,
        workers: int = _WORKERS,
        per_minute: int | None = _PER_MINUTE,
        timeout: float | None = None,
        webhooks: bool = False,
    ) -> Report: ...

    @overload
    def deliver(
        self,
        client: async_sdk.AsyncCodatSyncExpenses,
        *,
        progress: bool = False,
        workers: int = _WORKERS,
        per_minute: int | None = _PER_MINUTE,
        timeout: float | None = None,
        webhooks: bool = False,
    ) -> Coroutine[Any, Any, Report]: ...

    def deliver(
        self,
        client: sdk.CodatSyncExpenses | async_sdk.AsyncCodatSyncExpenses,
        *,
        progress: bool = False,
        workers: int = _WORKERS,
        per_minute: int | None = _PER_MINUTE,
        timeout: float | None = None,
        webhooks: bool = False,
    ) -> Report | Coroutine[Any, Any, Report]:
        """Deliver until each expense has its outcome or its company has stopped.

        Await the result with an asynchronous client. A run that was interrupted or killed goes on
        where it was when the next one begins. The report covers what this run settled and what is
        still open; ``status(since=...)`` covers earlier runs too.

        :param progress: whether to draw a progress bar, which needs the extra `progress`
        :param workers: the number of calls at once
        :param per_minute: the largest number of requests in any 60 s, unless the client has a
            `pace` of its own; None is no limit
        :param timeout: seconds after which the run ends; None is no limit
        :param webhooks: whether `take` receives the webhooks about syncs, so that a run polls
            only every ten minutes
        :raises OutboxBusyError: if another process is delivering
        :raises AuthenticationError: if the API refuses the key
        :raises RequestError: if an argument cannot be used, or the client is closed
        """
        for name, given in (("workers", workers), ("per_minute", per_minute)):
            is_whole = is_number(given, 1) and isinstance(given, int)
            if not is_whole and not (name == "per_minute" and given is None):
                raise RequestError(f"{name} must be a whole number of 1 or more, not {given!r}")
        if timeout is not None and not is_number(timeout, 0):
            raise RequestError(f"timeout must be a number of seconds, not {timeout!r}")
        calls = calls_of(client)
        if calls.pace is None:
            client = client.with_options(pace=per_minute)

        def now() -> float:
            return calls.seams.now().timestamp()

        since, sleep = now(), calls.seams.sleep
        until = float("inf") if timeout is None else since + timeout
        run = Run(self._store, now, webhooks=webhooks, until=until)
        shown = counted(self._ledger, since) if progress else nullcontext(_nothing)
        # A clock that tests control goes on only where one worker sleeps.
        workers = workers if sleep is None else 1
        if isinstance(calls, AsyncLoop):
            return self._deliver_async(run, client, workers, shown, sleep, since)
        with self._database.deliverer() as check, shown as show:
            self._begin(since)
            deliver(run, client, workers, lambda: (check(), show()), sleep)
        return self._end(run, since)

    async def _deliver_async(
        self,
        run: Run,
        client: object,
        workers: int,
        shown: AbstractContextManager[Callable[[], object]],
        sleep: Callable[[float], object] | None,
        since: float,
    ) -> Report:
        with self._database.deliverer() as check, shown as show:
            await asyncio.to_thread(self._begin, since)
            await deliver_async(run, client, workers, lambda: (check(), show()), sleep)
        return await asyncio.to_thread(self._end, run, since)

    def _begin(self, since: float) -> None:
        self._store.forget(time.time())
        if log.isEnabledFor(logging.INFO):  # counting takes a while
            log.info("the outbox begins a run: %s", self._ledger.report(since))

    def _end(self, run: Run, since: float) -> Report:
        report = self._ledger.report(since)
        run.log_end(report)
        return report

    def take(self, event: events.Event) -> bool:
        """Take a webhook about a sync, and return whether a delivery waits for it.

        A delivery whose sync has ended needs no poll any more. Events that arrive twice or out of
        order, and all other events, change nothing. The process that receives webhooks may be
        another one than that which delivers.
        """
        if not isinstance(event, (events.SyncSuccessful, events.SyncUnsuccessful)):
            return False
        is_successful = isinstance(event, events.SyncSuccessful)
        sync_id = str(event.payload.sync_id).lower()
        return self._store.take(sync_id, is_successful=is_successful, now=time.time())

    def status(self, since: datetime | None = None) -> Report:
        """Return the counts of all expenses, also while another process delivers.

        :param since: leave out expenses that were settled before this time, which needs a time zone
        :raises RequestError: if `since` is no datetime with a time zone
        """
        return self._ledger.report(_seconds(since))

    def history(self, expense_id: str, company_id: str | None = None) -> ModelList[Attempt]:
        """Return what happened to an expense, each attempt with its key and its sync.

        It is empty for an expense that is not sent yet.

        :param company_id: the company, if several have an expense of this id
        :raises RequestError: if an id is no UUID, or there is no such expense
        """
        company = _company(company_id)
        return self._ledger.history(as_uuid("expense_id", expense_id), company)

    def retry(
        self, company_id: str | None = None, expense_ids: Collection[str] | None = None
    ) -> int:
        """Send failed expenses again, unchanged, and failed receipts of expenses that are written.

        Return the number of these expenses; the next run sends them. An expense that is written is
        not sent again with its receipts.

        :param company_id: only those of this company
        :param expense_ids: only these
        :raises RequestError: if an id is no UUID
        """
        chosen = _company(company_id), _ids(expense_ids)
        again = self._ledger.retry_receipts(*chosen, time.time())
        return again + self._ledger.change("failed", "waiting", *chosen, time.time())

    def cancel(
        self, company_id: str | None = None, expense_ids: Collection[str] | None = None
    ) -> int:
        """Cancel expenses that are waiting, and return their number.

        One that may have been sent is not cancelled.

        :param company_id: only those of this company
        :param expense_ids: only these
        :raises RequestError: if an id is no UUID
        """
        chosen = _company(company_id), _ids(expense_ids)
        return self._ledger.change("waiting", "cancelled", *chosen, time.time())

    def resume(self, company_id: str | None = None) -> int:
        """Let companies that have stopped go on, and return their number.

        :param company_id: only this company
        :raises RequestError: if an id is no UUID
        """
        return self._ledger.resume(_company(company_id), time.time())

    def prune(self, older_than: timedelta) -> int:
        """Forget expenses that were settled some time ago, and return their number.

        Expenses that failed or were cancelled are forgotten like those that are written. A written
        one that is added again is sent again: the API's protection against duplicates refuses it,
        and the outbox finds the first sync and counts it as written. Expenses that were settled in
        the last 90 minutes are kept, because the API would repeat its response to their first
        request; so are those whose delivery is under way.

        :raises RequestError: if `older_than` is no timedelta
        """
        if not isinstance(older_than, timedelta) or older_than < timedelta(0):
            raise RequestError(f"older_than must be a timedelta, not {older_than!r}")
        age = max(older_than.total_seconds(), _KEY_LIFE)
        return self._ledger.prune(time.time() - age)


def _company(company_id: str | None) -> str | None:
    return None if company_id is None else as_uuid("company_id", company_id)


def _ids(expense_ids: Collection[str] | None) -> list[str] | None:
    given: object = expense_ids
    if expense_ids is None:
        return None
    if isinstance(given, str) or not isinstance(given, Collection):
        raise RequestError(f"expense_ids must be a list of ids, not {given!r}")
    return [as_uuid("expense_ids: an id", each) for each in expense_ids]


def _seconds(since: datetime | None) -> float:
    given: object = since
    if given is None:
        return 0.0
    if not isinstance(given, datetime) or given.utcoffset() is None:
        raise RequestError(f"since must be a datetime with a time zone, not {given!r}")
    return given.timestamp()


def _nothing() -> None:
    pass


publish(__name__, "outbox", Outbox)
