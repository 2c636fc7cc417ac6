"""A call of a delivery, and the changes that the decisions have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from .._exceptions import CallError, RequestError, SDKError, one_line
from ..models import shared
from ._batch import Batch, Entry, Event, Kind, Receipt, Trouble

B = TypeVar("B", bound=Batch)

SKEW = 300.0
"""Seconds that two clocks may differ."""
FIRST_POLL = 2.0
"""Seconds before the first poll."""
DAY = 86_400.0
"""The seconds of a day."""
TRIES = 3
"""The largest number of syncs of an expense."""
FEW_REREADS = 3
"""Times that the transactions of a sync are read again, before it counts that they lack one."""
STILL_RUNNING = 30.0
"""Seconds before the next search, while a sync that may be of the request is running."""
REPEATED = 5080
"""The code of a sync that the service stopped to prevent duplicates."""
CORRECT = "Correct the expense and add it again under its id."
"""The remedy for an expense that was refused."""
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 300.0  # seconds after a failed call
_AGAIN = 30.0  # seconds before the second sync of an expense, then four times as many
_LONGEST = 120.0  # seconds that a call may take, so that it does not outlive its key


class Step(NamedTuple):
    """A call to make: a method of a client, and its arguments."""

    resource: str
    method: str
    arguments: dict[str, Any]

    def of(self, client: object) -> Any:
        """Call the method of a client; the result of an asynchronous one has to be awaited."""
        method = getattr(getattr(client, self.resource), self.method)
        return method(**self.arguments, deadline=_LONGEST)


def pause_after(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row."""
    return min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(failures, 10))


def following(batch: B, now: float) -> tuple[B, float | None]:
    """Return the delivery at its next stage: receipts, the next request, or the end."""
    if next_receipt(batch) is not None:
        return replace(batch, stage="receipts", since=now), 0.0
    sent = batch.batch
    if not sent:
        return replace(batch, stage="done"), None
    known = dict.fromkeys((*batch.syncs, batch.sync_id))
    batch = replace(
        batch,
        stage="sending",
        since=now,
        syncs=tuple(each for each in known if each),
        sync_id=None,
        code=None,
        said=None,
        named=(),
        unread=None,
        rereads=0,
        is_unanswered=False,
    )
    failures = max(each.failures for each in sent)
    text = f"planned in a batch of {len(sent)}"
    batch = noted(batch, now, "planned", text, sent, key=str(batch.key))
    return batch, _AGAIN * 4 ** (failures - 1) if failures else 0.0


def accepted(batch: B, sync_id: str, now: float) -> tuple[B, float | None]:
    """Return the delivery after the service has accepted its request."""
    text = f"accepted as the sync {sync_id}"
    sent, key = batch.batch, str(batch.key)
    batch = changed(batch, (replace(each, sync_id=sync_id) for each in counted(sent)))
    batch = replace(batch, stage="accepted", sync_id=sync_id, polls=0, is_unanswered=False)
    return noted(batch, now, "accepted", text, sent, key=key), FIRST_POLL


def next_receipt(batch: Batch) -> tuple[Entry, Receipt] | None:
    """Return the next receipt to attach, and its expense."""
    for entry in filter(has_receipts, batch.entries):
        for receipt in entry.receipts:
            if receipt.outcome == "open":
                return entry, receipt
    return None


def has_receipts(entry: Entry) -> bool:
    """Return whether receipts of an expense that is written are to be attached."""
    return entry.outcome == "written" and any(each.outcome == "open" for each in entry.receipts)


def fail(batch: B, reasons: Mapping[str, str], now: float) -> B:
    """Return the delivery after some expenses failed, each for its reason."""
    failed = [
        replace(each, outcome="failed", reason=reasons[each.expense_id], remedy=CORRECT)
        for each in batch.entries
        if each.expense_id in reasons
    ]
    return noted_outcomes(changed(batch, failed), failed, now)


def stopped(batch: B, trouble: Trouble, now: float) -> tuple[B, float | None]:
    """Return the delivery after its company has stopped."""
    batch = replace(batch, stage="stopped", trouble=trouble)
    return noted(batch, now, "stopped", trouble.reason, batch.batch), None


def words_of(error: CallError | RequestError) -> str:
    """Return an error in one line, in the API's words where it sent some."""
    said = error.error_message if isinstance(error, SDKError) else None
    return one_line((said and said.error) or str(error).partition("\n")[0])


def correlation_id_of(error: CallError | RequestError) -> str | None:
    return error.correlation_id if isinstance(error, SDKError) else None


def counted(sent: Iterable[Entry]) -> list[Entry]:
    """Return expenses after a request with a known result, so that the next has another key."""
    return [replace(each, attempts=each.attempts + 1) for each in sent]


def as_written(entry: Entry, sync_id: str | None) -> Entry:
    return replace(
        entry, outcome="written", sync_id=sync_id, reason=None, remedy=None, can_be_retried=False
    )


def changed(batch: B, entries: Iterable[Entry]) -> B:
    """Return the delivery with some of its expenses replaced."""
    new = {each.expense_id: each for each in entries}
    return replace(batch, entries=tuple(new.get(each.expense_id, each) for each in batch.entries))


def noted(
    batch: B, now: float, kind: Kind, text: str, entries: Collection[Entry], **ids: str | None
) -> B:
    """Return the delivery with one more event."""
    expense_ids = tuple(each.expense_id for each in entries)
    event = Event(now, kind, text, expense_ids, sync_id=batch.sync_id, **ids)
    return replace(batch, events=(*batch.events, event))


def noted_outcomes(batch: B, entries: Iterable[Entry], now: float) -> B:
    """Return the delivery with an event for each outcome of its expenses."""
    groups: dict[tuple[Kind, str], list[Entry]] = {}
    for each in entries:
        kind: Kind = "again" if each.outcome == "open" else each.outcome
        groups.setdefault((kind, each.reason or kind), []).append(each)
    for (kind, text), members in groups.items():
        batch = noted(batch, now, kind, text, members)
    return batch


def by_id(transactions: shared.Transactions) -> dict[str, shared.Transaction]:
    return {plain(each.transaction_id): each for each in transactions.results or ()}


def plain(identifier: object) -> str:
    """Return an identifier without the differences between two spellings of one UUID."""
    return str(identifier).replace("-", "").lower()


def is_same(one: object, other: object) -> bool:
    return plain(one) == plain(other)
