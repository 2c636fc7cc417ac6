"""The next call of a delivery, and the delivery after its outcome. Nothing here sends or waits."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timezone
from typing import Any, NamedTuple, TypeVar

from .._bases import codec
from .._exceptions import (
    AuthenticationError,
    BadRequestError,
    CallError,
    ConflictError,
    DecodeError,
    NotFoundError,
    OutboxError,
    RateLimitError,
    RequestError,
    RequestValidationError,
    SDKError,
    ServerError,
    UnprocessableEntityError,
    one_line,
)
from .._exceptions.connection import APIConnectionError, CertificateError
from .._schema.dates import parse_datetime
from ..models import operations, shared
from ..resources.sync import wait_plan
from ._batch import MOST, Batch, Entry, Event, Kind, Receipt, Trouble

B = TypeVar("B", bound=Batch)

_KEY_LIFE = 85 * 60.0  # seconds; the service remembers a key for 90 minutes
_SKEW = 300.0  # seconds that two clocks may differ
_LONGEST = 120.0  # seconds that a call may take, so that it does not outlive its key
_FIRST_POLL, _GROWTH, _LONGEST_POLL = 2.0, 1.5, 60.0  # seconds between polls
_UNKNOWN_SYNC = 20  # polls that find no sync before it counts as lost
_FIRST_PAUSE, _LONGEST_PAUSE, _DAY = 5.0, 300.0, 86_400.0  # seconds after a failed call
_TRIES, _AGAIN = 3, 30.0  # syncs of an expense; seconds before the second, then four times as many
_REREADS = 20  # times that a success may not show in the transactions
_FEW_REREADS = 3  # the same for a failure
_MANY_POLLS, _RARE_POLL = 70, 600.0  # an hour of polls, and the seconds between later ones
_MOST_POLLS = _MANY_POLLS + 144  # and a day of later ones
_STILL_RUNNING = 30.0  # seconds before the next search, while a sync that may be ours is running
_SEARCHED = 1000  # syncs that a search reads at most
_PAGE = 2000  # transactions of a sync on a page

_CUSTOMER = frozenset((4000, 4040, 4220, 4260))  # somebody has to act first
_TEMPORARY = frozenset((5000, 5120, 5130))
_REPEATED, _WRITE_FAILED = 5080, 5130
_TRANSIENT = re.compile(
    r"timed?[ -]?out|try again|temporar|too many requests|rate limit|unavailable|throttl",
    re.IGNORECASE,
)
_FINAL = ("Completed", "PushError", "ValidationError", "Failed")
_RECEIPTS = uuid.UUID("b1f0a4a2-5d0e-4c43-9d51-0c6f2f8c7f0d")
_PLACE = re.compile(r"\W*(?:items|expenses|create_expense_request)?\[(\d+)\]")
_REMEDIES = {
    402: "Look up the limits of your account in the Codat Portal, or ask Codat's support.",
    403: "Check the rights of the API key in the Codat Portal.",
    404: "Check the id of the company; it may have been deleted.",
}
_LOOK_UP = "Look for the expenses in the accounting software before you resume or cancel them."
_ASK = "Ask Codat's support about the sync, and resume the company once it has ended."
_CORRECT = "Correct the expense and add it again under its id."
_CONNECT = (
    "Ask the customer to connect their accounting software; the company also needs its partner "
    "expense connection."
)


class Step(NamedTuple):
    """A call to make: a method of a client, and its arguments."""

    resource: str
    method: str
    arguments: dict[str, Any]

    def of(self, client: object) -> Any:
        """Call the method of a client; the result of an asynchronous one has to be awaited."""
        method = getattr(getattr(client, self.resource), self.method)
        return method(**self.arguments, deadline=_LONGEST)


def step(batch: Batch, now: float) -> Step | None:
    """Return the next call; None if the next step makes none."""
    return _STEPS[batch.stage](batch, now)


def after(
    batch: B,
    outcome: Any,  # the value of the response, of the operation's own type
    now: float,
) -> tuple[B, float | None]:
    """Return the delivery after a step, and the seconds before the next; None at the end.

    :param outcome: the value or the error of the call; None if there was none
    """
    batch = replace(batch, events=(), trouble=None)
    if isinstance(outcome, (CallError, RequestError)):
        return _after_error(batch, outcome, now)
    if batch.stage != "sending" or outcome is not None:
        batch = replace(batch, failures=0, correlation_id=None)
    made: tuple[B, float | None] = _AFTER[batch.stage](batch, outcome, now)
    return made


def told(batch: B, sync_id: str) -> B:
    """Return the delivery after a webhook about a successful sync, which needs no poll."""
    if batch.stage != "accepted" or not _same(batch.sync_id, sync_id):
        return batch
    succeeded = int(shared.SyncStatusCode.SUCCEEDED)
    return replace(batch, stage="ended", code=succeeded, said=None, polls=0)


def following(batch: B, now: float) -> tuple[B, float | None]:
    """Return the delivery at its next stage: receipts, the next request, or the end."""
    if _receipt(batch) is not None:
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
    batch = _noted(batch, now, "planned", text, sent, key=str(batch.key))
    return batch, _AGAIN * 4 ** (failures - 1) if failures else 0.0


def resumed(batch: B, now: float) -> tuple[B, float | None]:
    """Return a stopped delivery as one that goes on."""
    if is_settled(batch):
        return following(batch, now)
    if batch.sync_id is None:
        # The last request may have had an effect, and the service may repeat its response.
        return _search(batch)
    return replace(batch, stage="accepted", code=None, polls=0), 0.0


def is_settled(batch: Batch) -> bool:
    """Return whether no request can have written the expenses that are still open."""
    return not batch.is_unanswered if batch.sync_id is None else batch.code in _CUSTOMER


def _is_late(batch: Batch, now: float) -> bool:
    """Return whether the service may have forgotten the key, or a clock is wrong."""
    return not -_SKEW <= now - batch.since < _KEY_LIFE


def _send(batch: Batch, now: float) -> Step | None:
    if _is_late(batch, now):
        return None
    arguments = {
        "company_id": batch.company_id,
        "create_expense_request": [_expense(each) for each in batch.batch],
        "idempotency_key": batch.key,
    }
    return Step("expenses", "create", arguments)


def _expense(entry: Entry) -> shared.ExpenseTransaction:
    try:
        made: shared.ExpenseTransaction = codec.decode(
            entry.content.encode(), shared.ExpenseTransaction
        )
    except codec.CodecError as error:
        raise OutboxError(f"the expense {entry.expense_id} is damaged: {error}") from error
    return made


def _after_sending(
    batch: B, outcome: shared.CreateExpenseResponse | None, now: float
) -> tuple[B, float | None]:
    if outcome is None:
        return _search(replace(batch, is_unanswered=True))
    return _accepted(batch, str(outcome.sync_id), now)


def _accepted(batch: B, sync_id: str, now: float) -> tuple[B, float | None]:
    text = f"accepted as the sync {sync_id}"
    sent, key = batch.batch, str(batch.key)
    batch = _changed(batch, (replace(each, sync_id=sync_id) for each in _counted(sent)))
    batch = replace(batch, stage="accepted", sync_id=sync_id, polls=0, is_unanswered=False)
    return _noted(batch, now, "accepted", text, sent, key=key), _FIRST_POLL


def _poll(batch: Batch, _: float) -> Step:
    return Step("sync", "get", {"company_id": batch.company_id, "sync_id": batch.sync_id})


def _after_poll(batch: B, status: shared.CompanySyncStatus, now: float) -> tuple[B, float | None]:
    code, group = status.code, wait_plan().group_of(status)
    if group == "running" and batch.polls >= _MOST_POLLS:
        text = f"The sync {batch.sync_id} has not ended for more than a day."
        return _stopped(batch, Trouble("company", text, _ASK), now)
    if group == "running":
        return _polled(batch)
    said = status.sync_exception_message or status.error_message or (code and code.meaning)
    batch = replace(batch, stage="ended", code=code and int(code), said=said or None, polls=0)
    text = "the sync ended without a code" if code is None else f"{int(code)}: {code.meaning}"
    return _noted(batch, now, "ended", text, batch.batch), 0.0


def _polled(batch: B) -> tuple[B, float | None]:
    batch = replace(batch, polls=batch.polls + 1)
    longest = _LONGEST_POLL if batch.polls < _MANY_POLLS else _RARE_POLL
    return batch, min(longest, _FIRST_POLL * _GROWTH ** min(batch.polls, 20))


def _read(batch: Batch, _: float) -> Step:
    return _transactions(batch, str(batch.sync_id))


def _transactions(batch: Batch, sync_id: str) -> Step:
    arguments = {"company_id": batch.company_id, "sync_id": sync_id, "page_size": _PAGE}
    return Step("transaction_status", "list", arguments)


def _after_reading(
    batch: B, transactions: shared.Transactions, now: float
) -> tuple[B, float | None]:
    found, code = _by_id(transactions), shared.SyncStatusCode.of(batch.code)
    if batch.code == _REPEATED:
        return _search_repeated(batch, found.values())
    final = {id_ for id_, each in found.items() if each.status in _FINAL}
    is_unclear = any(_plain(each.expense_id) not in final for each in batch.batch)
    rereads = _REREADS if code is not None and code.is_success else _FEW_REREADS
    if is_unclear and batch.code not in _CUSTOMER and batch.rereads < rereads:
        # It may be running still: a webhook or a status alone does not decide.
        batch = replace(batch, stage="accepted", code=None, rereads=batch.rereads + 1)
        return batch, min(_LONGEST_POLL, _FIRST_POLL * _GROWTH**batch.rereads)
    ended = [_ended(each, found.get(_plain(each.expense_id)), batch, code) for each in batch.batch]
    settled = [each for each in ended if each not in batch.batch]
    batch = _noted_outcomes(_changed(batch, ended), settled, now)
    if batch.code in _CUSTOMER and batch.batch:
        return _stopped(batch, Trouble("company", _reason(batch, code), _remedy(code)), now)
    return following(batch, now)


def _ended(
    entry: Entry,
    transaction: shared.Transaction | None,
    batch: Batch,
    code: shared.SyncStatusCode | None,
) -> Entry:
    """Return an expense after its sync."""
    status = None if transaction is None else transaction.status
    if status == "Completed":
        return _written(entry, entry.sync_id)
    if batch.code in _CUSTOMER:
        return entry
    said = transaction.message if transaction is not None else None
    reason = one_line(said) if said else _reason(batch, code)
    # The accounting software that gives the same reason again means the expense.
    repeats = batch.code == _WRITE_FAILED and entry.failures > 0 and entry.reason == reason
    again = not repeats and (batch.code in _TEMPORARY or bool(_TRANSIENT.search(reason)))
    failures, remedy = entry.failures + 1, _CORRECT if repeats else _remedy(code)
    made = replace(entry, reason=reason, remedy=remedy, can_be_retried=again, failures=failures)
    return made if again and failures < _TRIES else replace(made, outcome="failed")


def _reason(batch: Batch, code: shared.SyncStatusCode | None) -> str:
    """Return the reason for a failure of which the transaction says nothing."""
    if batch.said:
        return one_line(batch.said)
    if code is not None and not code.is_success:
        return code.meaning
    return "The sync ended, but its transactions do not show that the expense was written."


def _remedy(code: shared.SyncStatusCode | None) -> str | None:
    return None if code is None else code.remedy


def _search_repeated(
    batch: B, transactions: Iterable[shared.Transaction]
) -> tuple[B, float | None]:
    """Look for the expenses that the service reports as written before."""
    said = " ".join((batch.said or "", *(each.message or "" for each in transactions))).lower()
    named = tuple(each.expense_id for each in batch.batch if each.expense_id.lower() in said)
    return replace(batch, stage="searching", named=named, unread=None, polls=0), 0.0


def _search(batch: B) -> tuple[B, float | None]:
    """Look for a sync of the current request, whose result is not known."""
    return replace(batch, stage="searching", code=None, unread=None, polls=0), 0.0


def _look(batch: Batch, _: float) -> Step:
    if not batch.unread:
        return Step("sync", "list", {"company_id": batch.company_id})
    return _transactions(batch, batch.unread[0])


def _after_looking(
    batch: B, found: list[shared.CompanySyncStatus] | shared.Transactions, now: float
) -> tuple[B, float | None]:
    if isinstance(found, list):  # the syncs of the company
        return _after_listing(batch, found, now)
    sync_id, *rest = batch.unread or ("",)
    statuses = {id_: each.status for id_, each in _by_id(found).items()}
    sent = batch.batch
    if batch.recent and all(_plain(each.expense_id) in statuses for each in sent):
        return _accepted(batch, sync_id, now)
    written = [
        _written(each, sync_id)
        for each in sent
        if statuses.get(_plain(each.expense_id)) == "Completed"
    ]
    batch = _noted_outcomes(_changed(batch, written), written, now)
    if batch.recent and not statuses and batch.rereads < _FEW_REREADS:
        # Its transactions may not be shown yet: the list is read again, as for one that runs.
        batch = replace(batch, rereads=batch.rereads + 1, polls=batch.polls + 1)
    return _looked(_rest(batch, rest), now)


def _rest(batch: B, unread: list[str]) -> B:
    return replace(batch, unread=tuple(unread), recent=max(0, batch.recent - 1))


def _after_listing(
    batch: B, found: list[shared.CompanySyncStatus], now: float
) -> tuple[B, float | None]:
    """Choose the syncs to read: the recent ones, from the oldest, then the others."""
    chosen = sorted((each for each in found if _may_be_ours(batch, each, now)), key=_moment)
    since = batch.since - _SKEW if now >= batch.since else 0.0
    is_recent = [batch.code != _REPEATED and _moment(each) >= since for each in chosen]
    ids = [str(each.sync_id) for each in chosen]
    recent = [id_ for id_, is_new in zip(ids, is_recent, strict=True) if is_new]
    others = [id_ for id_, is_new in zip(ids, is_recent, strict=True) if not is_new]
    if len(recent) > _SEARCHED:
        reason = f"The result of a request is not known, among {len(recent):,} later syncs."
        return _stopped(batch, Trouble("company", reason, _LOOK_UP), now)
    unread = (*recent, *reversed(others))[:_SEARCHED]
    running = sum(1 for each in chosen if each.code is not None and each.code.is_running)
    return _looked(replace(batch, unread=unread, recent=len(recent), polls=running), now)


def _may_be_ours(batch: Batch, status: shared.CompanySyncStatus, now: float) -> bool:
    """Return whether a sync may contain the expenses."""
    if not status.sync_id:
        return False
    if batch.code == _REPEATED:  # any other sync may have written them
        return not _same(status.sync_id, batch.sync_id)
    earlier = (each.sync_id for each in batch.batch if each.sync_id != batch.sync_id)
    if _plain(status.sync_id) in {_plain(each) for each in (*batch.syncs, *earlier) if each}:
        return False
    # A clock may be wrong by hours; older syncs count only for what they have written. One that is
    # set back by more than a day was wrong when the request was sent.
    earliest = batch.since - _DAY
    return now < earliest or _moment(status) >= earliest


def _moment(status: shared.CompanySyncStatus) -> float:
    """Return the time of a sync, in UTC if it has no zone; one without a time may be the newest."""
    try:
        found = parse_datetime(status.sync_utc or "")
    except RequestError:
        return float("inf")
    return found.replace(tzinfo=found.tzinfo or timezone.utc).timestamp()


def _looked(batch: B, now: float) -> tuple[B, float | None]:
    """Continue a search, or end it."""
    sent = batch.batch
    is_open = any(each.expense_id in batch.named for each in sent) if batch.named else bool(sent)
    if batch.unread and is_open:
        return batch, 0.0
    if batch.code == _REPEATED:
        if is_open or not batch.named:
            ended = [_unconfirmed(each, batch) for each in sent]
            batch = _noted_outcomes(_changed(batch, ended), ended, now)
        return following(batch, now)
    if sent and batch.polls:
        return replace(batch, unread=None), _STILL_RUNNING
    if not sent:
        return following(batch, now)
    text = "no sync contains it: the last request had no effect"
    batch = _noted(batch, now, "lost", text, sent, key=str(batch.key))
    again, _ = following(replace(batch, round=batch.round + 1), now)
    pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(batch.round, 10))
    return replace(again, trouble=Trouble("service", "A request had no effect.")), pause


def _unconfirmed(entry: Entry, batch: Batch) -> Entry:
    """Return an expense after a sync that the service stopped to prevent duplicates."""
    failures = entry.failures + 1
    if entry.expense_id in batch.named:
        said = one_line(batch.said or "Reported as written before.")
        reason = f"{said} None of the newest {_SEARCHED:,} syncs shows that it was."
        return replace(entry, outcome="failed", reason=reason, failures=failures)
    if failures < _TRIES:
        return replace(entry, failures=failures)
    code = shared.SyncStatusCode.DUPLICATE_PREVENTED
    reason = one_line(batch.said or code.meaning)
    return replace(entry, outcome="failed", reason=reason, remedy=code.remedy, failures=failures)


def _attach(batch: Batch, _: float) -> Step | None:
    # After a long pause the service may have forgotten the key: a receipt that is attached twice
    # is better than one that is missing.
    found = _receipt(batch)
    if found is None:
        return None
    entry, receipt = found
    # After a failure another key, since the service would repeat its response.
    sent = f"{batch.company_id} {entry.sync_id} {entry.expense_id} {receipt.retries} {receipt.path}"
    arguments = {
        "company_id": batch.company_id,
        "sync_id": entry.sync_id,
        "transaction_id": entry.expense_id,
        "request_body": operations.UploadExpenseAttachmentRequestBody(receipt.path),
        "idempotency_key": uuid.uuid5(_RECEIPTS, sent),
    }
    return Step("attachments", "upload", arguments)


def _receipt(batch: Batch) -> tuple[Entry, Receipt] | None:
    """Return the next receipt to attach, and its expense."""
    for entry in filter(has_receipts, batch.entries):
        for receipt in entry.receipts:
            if receipt.outcome == "open":
                return entry, receipt
    return None


def has_receipts(entry: Entry) -> bool:
    """Return whether receipts of an expense that is written are to be attached."""
    return entry.outcome == "written" and any(each.outcome == "open" for each in entry.receipts)


def _after_attaching(batch: B, _: object, now: float) -> tuple[B, float | None]:
    return _attached(batch, now, None)


def _attached(batch: B, now: float, reason: str | None) -> tuple[B, float | None]:
    """Continue after a receipt.

    :param reason: the reason why it was not attached; None if it was
    """
    found = _receipt(batch)
    if found is None:
        return following(batch, now)
    entry, receipt = found
    ended = replace(receipt, outcome="failed" if reason else "sent", reason=reason)
    receipts = tuple(ended if each is receipt else each for each in entry.receipts)
    batch = _changed(batch, [replace(entry, receipts=receipts)])
    text = f"{receipt.path}: {reason or 'attached'}"
    return following(_noted(batch, now, "receipt", text, [entry]), now)


def _check(batch: Batch, _: float) -> Step:
    return Step("connections", "list", {"company_id": batch.company_id, "page_size": 100})


def _after_check(batch: B, connections: shared.Connections, now: float) -> tuple[B, float | None]:
    """Continue after a refusal that named no expense."""
    linked = [each for each in connections.results or () if each.status == "Linked"]
    if not {"Accounting", "Expense"} <= {str(each.source_type) for each in linked}:
        return _stopped(batch, Trouble("company", batch.said or "No connection.", _CONNECT), now)
    return _smaller(batch, now)


def _smaller(batch: B, now: float) -> tuple[B, float | None]:
    """Find a refused expense that the service does not name: send half of the batch, and so on."""
    sent = batch.batch
    if len(sent) > 1:
        return following(replace(batch, size=len(sent) // 2), now)
    batch = _fail(batch, {each.expense_id: batch.said or "refused" for each in sent}, now)
    return following(replace(batch, size=min(MOST, batch.size * 2)), now)


def _refused(batch: B, error: CallError | RequestError, now: float) -> tuple[B, float | None]:
    """Continue after a refusal because of some expenses."""
    sent, key, said = batch.batch, str(batch.key), _words(error)
    text, identifier = f"refused: {said}", _correlation_id(error)
    batch = _noted(batch, now, "refused", text, sent, key=key, correlation_id=identifier)
    blamed = _blamed(sent, error)
    batch = replace(_changed(batch, _counted(sent)), said=said, failures=0, correlation_id=None)
    batch = replace(batch, is_unanswered=False)  # the service repeats the first answer to a key
    if blamed:
        return following(_fail(batch, blamed, now), now)
    if batch.size < MOST:
        return _smaller(batch, now)
    return replace(batch, stage="checking"), 0.0


def _blamed(sent: tuple[Entry, ...], error: CallError | RequestError) -> dict[str, str]:
    """Return the expenses that an error names, by their id or their place, with its words."""
    blamed: dict[str, str] = {}
    for where, text in _complaints(error):
        named = [each for each in sent if each.expense_id.lower() in f"{where} {text}".lower()]
        place = _PLACE.match(where) or _PLACE.match(text)
        if not named and place is not None and int(place[1]) < len(sent):
            named = [sent[int(place[1])]]
        for each in named:
            blamed.setdefault(each.expense_id, one_line(text))
    return blamed


def _complaints(error: CallError | RequestError) -> list[tuple[str, str]]:
    """Return the places and the texts of an error's problems."""
    if isinstance(error, RequestValidationError):
        return [(each.path, str(each)) for each in error.violations]
    found: list[tuple[str, str]] = []
    said = error.error_message if isinstance(error, SDKError) else None
    if said is not None:
        items = (said.validation and said.validation.errors) or []
        found = [(each.item_id or "", each.message or "refused") for each in items]
        found.append(("", said.error or ""))
    return found


def _fail(batch: B, reasons: Mapping[str, str], now: float) -> B:
    failed = [
        replace(each, outcome="failed", reason=reasons[each.expense_id], remedy=_CORRECT)
        for each in batch.entries
        if each.expense_id in reasons
    ]
    return _noted_outcomes(_changed(batch, failed), failed, now)


def _after_error(batch: B, error: CallError | RequestError, now: float) -> tuple[B, float | None]:
    refusals = (BadRequestError, UnprocessableEntityError, RequestValidationError)
    if batch.stage == "sending" and isinstance(error, refusals):
        return _refused(batch, error, now)
    if not isinstance(error, CallError):  # the file of a receipt
        return _attached(batch, now, one_line(str(error)))
    if batch.stage == "sending" and _is_settled(batch, error):
        # A sync that has just begun may not be listed yet.
        return _search(_unanswered(batch, error, now))[0], _STILL_RUNNING
    if isinstance(error, NotFoundError) and _reads_sync(batch):
        return _after_missing(batch, now)
    trouble = _trouble(error)
    if trouble.scope == "company":
        is_receipt = batch.stage == "receipts"
        return _attached(batch, now, trouble.reason) if is_receipt else _barred(batch, error, now)
    pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(batch.failures, 10))
    batch = replace(_unanswered(batch, error, now), trouble=trouble, failures=batch.failures + 1)
    return batch, max(pause, min(error.retry_after or 0.0, _DAY))


def _reads_sync(batch: Batch) -> bool:
    return batch.stage in ("accepted", "ended") or (
        batch.stage == "searching" and bool(batch.unread)
    )


def _after_missing(batch: B, now: float) -> tuple[B, float | None]:
    """Continue after a sync that the service does not know."""
    if batch.stage == "searching":
        return _looked(_rest(batch, [*(batch.unread or ())][1:]), now)
    # A new sync may not be known everywhere at once.
    return _polled(batch) if batch.polls < _UNKNOWN_SYNC else _search(batch)


def _is_settled(batch: Batch, error: CallError) -> bool:
    """Return whether the same key would only repeat this response."""
    if isinstance(error, DecodeError):
        return True
    identifier = _correlation_id(error)
    is_repeated = identifier is not None and identifier == batch.correlation_id
    return isinstance(error, ServerError) and is_repeated


def _unanswered(batch: B, error: CallError, now: float) -> B:
    identifier, sent, is_sending = _correlation_id(error), batch.batch, batch.stage == "sending"
    key = str(batch.key) if is_sending else None
    may_act = is_sending and not isinstance(error, RateLimitError)
    batch = replace(batch, correlation_id=identifier, is_unanswered=batch.is_unanswered or may_act)
    text = f"{error.operation or 'a call'}: {_words(error)}"
    return _noted(batch, now, "unanswered", text, sent, key=key, correlation_id=identifier)


def _trouble(error: CallError) -> Trouble:
    """Return the extent of a failed call, and its reason."""
    words, status = _words(error), error.status_code
    if isinstance(error, (AuthenticationError, CertificateError)):
        return Trouble("client", words, "Check the API key and the settings of the client.")
    passing = (APIConnectionError, ConflictError, RateLimitError, ServerError, DecodeError)
    if isinstance(error, passing) or status is None or status < 400 or status == 408:
        return Trouble("service", words)
    return Trouble("company", words, _REMEDIES.get(status))


def _barred(batch: B, error: CallError, now: float) -> tuple[B, float | None]:
    """Stop a company for which the service refuses a call."""
    if batch.stage == "searching" and isinstance(error, NotFoundError):
        batch = replace(batch, is_unanswered=False)  # there are no syncs of an unknown company
    elif batch.stage == "sending" and not batch.is_unanswered:
        batch = _changed(batch, _counted(batch.batch))  # the key would repeat this response
    return _stopped(batch, _trouble(error), now)


def _stopped(batch: B, trouble: Trouble, now: float) -> tuple[B, float | None]:
    batch = replace(batch, stage="stopped", trouble=trouble)
    return _noted(batch, now, "stopped", trouble.reason, batch.batch), None


def _words(error: CallError | RequestError) -> str:
    """Return an error in one line, in the API's words where it sent some."""
    said = error.error_message if isinstance(error, SDKError) else None
    return one_line((said and said.error) or str(error).partition("\n")[0])


def _correlation_id(error: CallError | RequestError) -> str | None:
    return error.correlation_id if isinstance(error, SDKError) else None


def _counted(sent: Iterable[Entry]) -> list[Entry]:
    """Return expenses after a request with a known result, so that the next has another key."""
    return [replace(each, attempts=each.attempts + 1) for each in sent]


def _written(entry: Entry, sync_id: str | None) -> Entry:
    return replace(
        entry, outcome="written", sync_id=sync_id, reason=None, remedy=None, can_be_retried=False
    )


def _changed(batch: B, entries: Iterable[Entry]) -> B:
    """Return the delivery with some of its expenses replaced."""
    new = {each.expense_id: each for each in entries}
    return replace(batch, entries=tuple(new.get(each.expense_id, each) for each in batch.entries))


def _noted(
    batch: B, now: float, kind: Kind, text: str, entries: Collection[Entry], **ids: str | None
) -> B:
    """Return the delivery with one more event."""
    expense_ids = tuple(each.expense_id for each in entries)
    event = Event(now, kind, text, expense_ids, sync_id=batch.sync_id, **ids)
    return replace(batch, events=(*batch.events, event))


def _noted_outcomes(batch: B, entries: Iterable[Entry], now: float) -> B:
    """Return the delivery with an event for each outcome of its expenses."""
    groups: dict[tuple[Kind, str], list[Entry]] = {}
    for each in entries:
        kind: Kind = "again" if each.outcome == "open" else each.outcome
        groups.setdefault((kind, each.reason or kind), []).append(each)
    for (kind, text), members in groups.items():
        batch = _noted(batch, now, kind, text, members)
    return batch


def _by_id(transactions: shared.Transactions) -> dict[str, shared.Transaction]:
    return {_plain(each.transaction_id): each for each in transactions.results or ()}


def _plain(identifier: object) -> str:
    """Return an identifier without the differences between two spellings of one UUID."""
    return str(identifier).replace("-", "").lower()


def _same(one: object, other: object) -> bool:
    return _plain(one) == _plain(other)


def _no_step(_: Batch, __: float) -> None:
    return None


def _stay(batch: B, _: object, __: float) -> tuple[B, float | None]:
    return batch, None


_STEPS: dict[str, Callable[[Batch, float], Step | None]] = {
    "sending": _send,
    "checking": _check,
    "searching": _look,
    "accepted": _poll,
    "ended": _read,
    "receipts": _attach,
    "stopped": _no_step,
    "done": _no_step,
}
_AFTER: dict[str, Callable[..., Any]] = {
    "sending": _after_sending,
    "checking": _after_check,
    "searching": _after_looking,
    "accepted": _after_poll,
    "ended": _after_reading,
    "receipts": _after_attaching,
    "stopped": _stay,
    "done": _stay,
}
