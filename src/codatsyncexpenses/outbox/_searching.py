"""The search for an unknown result: the syncs of a company, and their transactions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timezone

from .._exceptions import RequestError, one_line
from .._schema.dates import parse_datetime
from ..models import shared
from ._batch import Batch, Entry, Trouble
from ._steps import (
    DAY,
    FEW_REREADS,
    REPEATED,
    SKEW,
    STILL_RUNNING,
    TRIES,
    B,
    Step,
    accepted,
    as_written,
    by_id,
    changed,
    following,
    is_same,
    noted,
    noted_outcomes,
    pause_after,
    plain,
    stopped,
)

_SEARCHED = 1000  # syncs that a search reads at most
_PAGE = 2000  # transactions of a sync on a page
_LOOK_UP = "Look for the expenses in the accounting software before you resume or cancel them."


def transactions_of(batch: Batch, sync_id: str) -> Step:
    """Read the transactions of a sync."""
    arguments = {"company_id": batch.company_id, "sync_id": sync_id, "page_size": _PAGE}
    return Step("transaction_status", "list", arguments)


def search_repeated(batch: B, transactions: Iterable[shared.Transaction]) -> tuple[B, float | None]:
    """Look for the expenses that the service reports as written before."""
    said = " ".join((batch.said or "", *(each.message or "" for each in transactions))).lower()
    named = tuple(each.expense_id for each in batch.batch if each.expense_id.lower() in said)
    return replace(batch, stage="searching", named=named, unread=None, polls=0), 0.0


def search(batch: B) -> tuple[B, float | None]:
    """Look for a sync of the current request, whose result is not known."""
    return replace(batch, stage="searching", code=None, unread=None, polls=0), 0.0


def look(batch: Batch, _: float) -> Step:
    """Read the syncs of the company, or the transactions of one."""
    if not batch.unread:
        return Step("sync", "list", {"company_id": batch.company_id})
    return transactions_of(batch, batch.unread[0])


def after_looking(
    batch: B, found: list[shared.CompanySyncStatus] | shared.Transactions, now: float
) -> tuple[B, float | None]:
    if isinstance(found, list):  # the syncs of the company
        return _after_listing(batch, found, now)
    sync_id, *rest = batch.unread or ("",)
    statuses = {id_: each.status for id_, each in by_id(found).items()}
    sent = batch.batch
    if batch.recent and all(plain(each.expense_id) in statuses for each in sent):
        return accepted(batch, sync_id, now)
    written = [
        as_written(each, sync_id)
        for each in sent
        if statuses.get(plain(each.expense_id)) == "Completed"
    ]
    batch = noted_outcomes(changed(batch, written), written, now)
    if batch.recent and not statuses and batch.rereads < FEW_REREADS:
        # Its transactions may not be shown yet: the list is read again, as for one that runs.
        batch = replace(batch, rereads=batch.rereads + 1, polls=batch.polls + 1)
    return looked(rest_of(batch, rest), now)


def rest_of(batch: B, unread: list[str]) -> B:
    return replace(batch, unread=tuple(unread), recent=max(0, batch.recent - 1))


def _after_listing(
    batch: B, found: list[shared.CompanySyncStatus], now: float
) -> tuple[B, float | None]:
    """Choose the syncs to read: the recent ones, from the oldest, then the others."""
    chosen = sorted((each for each in found if _may_be_ours(batch, each, now)), key=_moment)
    since = batch.since - SKEW if now >= batch.since else 0.0
    is_recent = [batch.code != REPEATED and _moment(each) >= since for each in chosen]
    ids = [str(each.sync_id) for each in chosen]
    recent = [id_ for id_, is_new in zip(ids, is_recent, strict=True) if is_new]
    others = [id_ for id_, is_new in zip(ids, is_recent, strict=True) if not is_new]
    if len(recent) > _SEARCHED:
        reason = f"The result of a request is not known, among {len(recent):,} later syncs."
        return stopped(batch, Trouble("company", reason, _LOOK_UP), now)
    unread = (*recent, *reversed(others))[:_SEARCHED]
    running = sum(1 for each in chosen if each.code is not None and each.code.is_running)
    return looked(replace(batch, unread=unread, recent=len(recent), polls=running), now)


def _may_be_ours(batch: Batch, status: shared.CompanySyncStatus, now: float) -> bool:
    """Return whether a sync may contain the expenses."""
    if not status.sync_id:
        return False
    if batch.code == REPEATED:  # any other sync may have written them
        return not is_same(status.sync_id, batch.sync_id)
    earlier = (each.sync_id for each in batch.batch if each.sync_id != batch.sync_id)
    if plain(status.sync_id) in {plain(each) for each in (*batch.syncs, *earlier) if each}:
        return False
    # A clock may be wrong by hours; older syncs count only for what they have written. One that is
    # set back by more than a day was wrong when the request was sent.
    earliest = batch.since - DAY
    return now < earliest or _moment(status) >= earliest


def _moment(status: shared.CompanySyncStatus) -> float:
    """Return the time of a sync, in UTC if it has no zone; one without a time may be the newest."""
    try:
        found = parse_datetime(status.sync_utc or "")
    except RequestError:
        return float("inf")
    return found.replace(tzinfo=found.tzinfo or timezone.utc).timestamp()


def looked(batch: B, now: float) -> tuple[B, float | None]:
    """Continue a search, or end it."""
    sent = batch.batch
    is_open = any(each.expense_id in batch.named for each in sent) if batch.named else bool(sent)
    if batch.unread and is_open:
        return batch, 0.0
    if batch.code == REPEATED:
        if is_open or not batch.named:
            ended = [_unconfirmed(each, batch) for each in sent]
            batch = noted_outcomes(changed(batch, ended), ended, now)
        return following(batch, now)
    if sent and batch.polls:
        return replace(batch, unread=None), STILL_RUNNING
    if not sent:
        return following(batch, now)
    text = "no sync contains it: the last request had no effect"
    batch = noted(batch, now, "lost", text, sent, key=str(batch.key))
    again, _ = following(replace(batch, round=batch.round + 1), now)
    pause = pause_after(batch.round)
    return replace(again, trouble=Trouble("service", "A request had no effect.")), pause


def _unconfirmed(entry: Entry, batch: Batch) -> Entry:
    """Return an expense after a sync that the service stopped to prevent duplicates."""
    failures = entry.failures + 1
    if entry.expense_id in batch.named:
        said = one_line(batch.said or "Reported as written before.")
        reason = f"{said} None of the newest {_SEARCHED:,} syncs shows that it was."
        return replace(entry, outcome="failed", reason=reason, failures=failures)
    if failures < TRIES:
        return replace(entry, failures=failures)
    code = shared.SyncStatusCode.DUPLICATE_PREVENTED
    reason = one_line(batch.said or code.meaning)
    return replace(entry, outcome="failed", reason=reason, remedy=code.remedy, failures=failures)
