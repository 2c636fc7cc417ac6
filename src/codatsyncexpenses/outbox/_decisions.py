"""The next call of a delivery, and the delivery after its outcome. Nothing here sends or waits."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

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
    ServerError,
    UnprocessableEntityError,
    one_line,
)
from .._exceptions.connection import APIConnectionError, CertificateError
from ..models import operations, shared
from ..resources.sync import wait_plan
from ._batch import Batch, Entry, Trouble
from ._refusals import after_check, check, refused
from ._searching import (
    after_looking,
    look,
    looked,
    rest_of,
    search,
    search_repeated,
    transactions_of,
)
from ._steps import (
    CORRECT,
    DAY,
    FEW_REREADS,
    FIRST_POLL,
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
    correlation_id_of,
    counted,
    following,
    is_same,
    next_receipt,
    noted,
    noted_outcomes,
    pause_after,
    plain,
    stopped,
    words_of,
)

_KEY_LIFE = 85 * 60.0  # seconds; the service remembers a key for 90 minutes
_GROWTH, _LONGEST_POLL = 1.5, 60.0  # each pause between polls in relation to the last; seconds
_UNKNOWN_SYNC = 20  # polls that find no sync before it counts as lost
_REREADS = 20  # times that a success may not show in the transactions
_MANY_POLLS, _RARE_POLL = 70, 600.0  # an hour of polls, and the seconds between later ones
_MOST_POLLS = _MANY_POLLS + 144  # and a day of later ones

_CUSTOMER = frozenset((4000, 4040, 4220, 4260))  # somebody has to act first
_TEMPORARY = frozenset((5000, 5120, 5130))
_WRITE_FAILED = 5130
_TRANSIENT = re.compile(
    r"timed?[ -]?out|try again|temporar|too many requests|rate limit|unavailable|throttl",
    re.IGNORECASE,
)
_FINAL = ("Completed", "PushError", "ValidationError", "Failed")
_RECEIPTS = uuid.UUID("b1f0a4a2-5d0e-4c43-9d51-0c6f2f8c7f0d")
_REMEDIES = {
    402: "Look up the limits of your account in the Codat Portal, or ask Codat's support.",
    403: "Check the rights of the API key in the Codat Portal.",
    404: "Check the id of the company; it may have been deleted.",
}
_ASK = "Ask Codat's support about the sync, and resume the company once it has ended."


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
    if batch.stage != "accepted" or not is_same(batch.sync_id, sync_id):
        return batch
    succeeded = int(shared.SyncStatusCode.SUCCEEDED)
    return replace(batch, stage="ended", code=succeeded, said=None, polls=0)


def resumed(batch: B, now: float) -> tuple[B, float | None]:
    """Return a stopped delivery as one that goes on."""
    if is_settled(batch):
        return following(batch, now)
    if batch.sync_id is None:
        # The last request may have had an effect, and the service may repeat its response.
        return search(batch)
    return replace(batch, stage="accepted", code=None, polls=0), 0.0


def is_settled(batch: Batch) -> bool:
    """Return whether no request can have written the expenses that are still open."""
    return not batch.is_unanswered if batch.sync_id is None else batch.code in _CUSTOMER


def _is_late(batch: Batch, now: float) -> bool:
    """Return whether the service may have forgotten the key, or a clock is wrong."""
    return not -SKEW <= now - batch.since < _KEY_LIFE


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
        return search(replace(batch, is_unanswered=True))
    return accepted(batch, str(outcome.sync_id), now)


def _poll(batch: Batch, _: float) -> Step:
    return Step("sync", "get", {"company_id": batch.company_id, "sync_id": batch.sync_id})


def _after_poll(batch: B, status: shared.CompanySyncStatus, now: float) -> tuple[B, float | None]:
    code, group = status.code, wait_plan().group_of(status)
    if group == "running" and batch.polls >= _MOST_POLLS:
        text = f"The sync {batch.sync_id} has not ended for more than a day."
        return stopped(batch, Trouble("company", text, _ASK), now)
    if group == "running":
        return _polled(batch)
    said = status.sync_exception_message or status.error_message or (code and code.meaning)
    batch = replace(batch, stage="ended", code=code and int(code), said=said or None, polls=0)
    text = "the sync ended without a code" if code is None else f"{int(code)}: {code.meaning}"
    return noted(batch, now, "ended", text, batch.batch), 0.0


def _polled(batch: B) -> tuple[B, float | None]:
    batch = replace(batch, polls=batch.polls + 1)
    longest = _LONGEST_POLL if batch.polls < _MANY_POLLS else _RARE_POLL
    return batch, min(longest, FIRST_POLL * _GROWTH**batch.polls)


def _read(batch: Batch, _: float) -> Step:
    return transactions_of(batch, str(batch.sync_id))


def _after_reading(
    batch: B, transactions: shared.Transactions, now: float
) -> tuple[B, float | None]:
    found, code = by_id(transactions), shared.SyncStatusCode.of(batch.code)
    if batch.code == REPEATED:
        return search_repeated(batch, found.values())
    final = {id_ for id_, each in found.items() if each.status in _FINAL}
    is_unclear = any(plain(each.expense_id) not in final for each in batch.batch)
    rereads = _REREADS if code is not None and code.is_success else FEW_REREADS
    if is_unclear and batch.code not in _CUSTOMER and batch.rereads < rereads:
        # It may be running still: a webhook or a status alone does not decide.
        batch = replace(batch, stage="accepted", code=None, rereads=batch.rereads + 1)
        return batch, min(_LONGEST_POLL, FIRST_POLL * _GROWTH**batch.rereads)
    ended = [_ended(each, found.get(plain(each.expense_id)), batch, code) for each in batch.batch]
    settled = [each for each in ended if each not in batch.batch]
    batch = noted_outcomes(changed(batch, ended), settled, now)
    if batch.code in _CUSTOMER and batch.batch:
        return stopped(batch, Trouble("company", _reason(batch, code), _remedy(code)), now)
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
        return as_written(entry, entry.sync_id)
    if batch.code in _CUSTOMER:
        return entry
    said = transaction.message if transaction is not None else None
    reason = one_line(said) if said else _reason(batch, code)
    # The accounting software that gives the same reason again means the expense.
    repeats = batch.code == _WRITE_FAILED and entry.reason == reason
    again = not repeats and (batch.code in _TEMPORARY or bool(_TRANSIENT.search(reason)))
    failures, remedy = entry.failures + 1, CORRECT if repeats else _remedy(code)
    made = replace(entry, reason=reason, remedy=remedy, can_be_retried=again, failures=failures)
    return made if again and failures < TRIES else replace(made, outcome="failed")


def _reason(batch: Batch, code: shared.SyncStatusCode | None) -> str:
    """Return the reason for a failure of which the transaction says nothing."""
    if batch.said:
        return one_line(batch.said)
    if code is not None and not code.is_success:
        return code.meaning
    return "The sync ended, but its transactions do not show that the expense was written."


def _remedy(code: shared.SyncStatusCode | None) -> str | None:
    return None if code is None else code.remedy


def _attach(batch: Batch, _: float) -> Step | None:
    # After a long pause the service may have forgotten the key: a receipt that is attached twice
    # is better than one that is missing.
    found = next_receipt(batch)
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


def _after_attaching(batch: B, _: object, now: float) -> tuple[B, float | None]:
    return _attached(batch, now, None)


def _attached(batch: B, now: float, reason: str | None) -> tuple[B, float | None]:
    """Continue after a receipt.

    :param reason: the reason why it was not attached; None if it was
    """
    found = next_receipt(batch)
    if found is None:
        return following(batch, now)
    entry, receipt = found
    ended = replace(receipt, outcome="failed" if reason else "sent", reason=reason)
    receipts = tuple(ended if each is receipt else each for each in entry.receipts)
    batch = changed(batch, [replace(entry, receipts=receipts)])
    text = f"{receipt.path}: {reason or 'attached'}"
    return following(noted(batch, now, "receipt", text, [entry]), now)


def _after_error(batch: B, error: CallError | RequestError, now: float) -> tuple[B, float | None]:
    refusals = (BadRequestError, UnprocessableEntityError, RequestValidationError)
    if batch.stage == "sending" and isinstance(error, refusals):
        return refused(batch, error, now)
    if not isinstance(error, CallError):  # the file of a receipt
        return _attached(batch, now, one_line(str(error)))
    if batch.stage == "sending" and _is_settled(batch, error):
        # A sync that has just begun may not be listed yet.
        return search(_unanswered(batch, error, now))[0], STILL_RUNNING
    if isinstance(error, NotFoundError) and _reads_sync(batch):
        return _after_missing(batch, now)
    trouble = _trouble(error)
    if trouble.scope == "company":
        is_receipt = batch.stage == "receipts"
        return _attached(batch, now, trouble.reason) if is_receipt else _barred(batch, error, now)
    pause = pause_after(batch.failures)
    batch = replace(_unanswered(batch, error, now), trouble=trouble, failures=batch.failures + 1)
    return batch, max(pause, min(error.retry_after or 0.0, DAY))


def _reads_sync(batch: Batch) -> bool:
    return batch.stage in ("accepted", "ended") or (
        batch.stage == "searching" and bool(batch.unread)
    )


def _after_missing(batch: B, now: float) -> tuple[B, float | None]:
    """Continue after a sync that the service does not know."""
    if batch.stage == "searching":
        return looked(rest_of(batch, [*(batch.unread or ())][1:]), now)
    # A new sync may not be known everywhere at once.
    return _polled(batch) if batch.polls < _UNKNOWN_SYNC else search(batch)


def _is_settled(batch: Batch, error: CallError) -> bool:
    """Return whether the same key would only repeat this response."""
    if isinstance(error, DecodeError):
        return True
    identifier = correlation_id_of(error)
    is_repeated = identifier is not None and identifier == batch.correlation_id
    return isinstance(error, ServerError) and is_repeated


def _unanswered(batch: B, error: CallError, now: float) -> B:
    identifier, sent, is_sending = correlation_id_of(error), batch.batch, batch.stage == "sending"
    key = str(batch.key) if is_sending else None
    may_act = is_sending and not isinstance(error, RateLimitError)
    batch = replace(batch, correlation_id=identifier, is_unanswered=batch.is_unanswered or may_act)
    text = f"{error.operation or 'a call'}: {words_of(error)}"
    return noted(batch, now, "unanswered", text, sent, key=key, correlation_id=identifier)


def _trouble(error: CallError) -> Trouble:
    """Return the extent of a failed call, and its reason."""
    words, status = words_of(error), error.status_code
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
        batch = changed(batch, counted(batch.batch))  # the key would repeat this response
    return stopped(batch, _trouble(error), now)


def _no_step(_: Batch, __: float) -> None:
    return None


def _stay(batch: B, _: object, __: float) -> tuple[B, float | None]:
    return batch, None


_STEPS: dict[str, Callable[[Batch, float], Step | None]] = {
    "sending": _send,
    "checking": check,
    "searching": look,
    "accepted": _poll,
    "ended": _read,
    "receipts": _attach,
    "stopped": _no_step,
    "done": _no_step,
}
_AFTER: dict[str, Callable[..., Any]] = {
    "sending": _after_sending,
    "checking": after_check,
    "searching": after_looking,
    "accepted": _after_poll,
    "ended": _after_reading,
    "receipts": _after_attaching,
    "stopped": _stay,
    "done": _stay,
}
