"""A delivery, which a program or a queue drives step by step."""

from __future__ import annotations

import time
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, overload

import msgspec

from .._exceptions import CallError, OutboxError, RequestError
from .._lazy import LateModule, publish
from .._loops.asynchronous import AsyncLoop
from .._loops.blocking import Loop
from ..models import events, shared
from . import _decisions, _expenses
from ._batch import MOST, VERSION, Batch, Entry, Event, Receipt
from ._secrets import masked
from ._steps import next_receipt

if TYPE_CHECKING:
    from .. import async_sdk, sdk
else:
    sdk = LateModule("..sdk", __package__)
    async_sdk = LateModule("..async_sdk", __package__)

_PROBLEMS = {
    None: "there is no such file: restore it, then retry",
    0: "the file is empty: replace it, then retry",
}
"""The problem of a receipt, by the size of its file."""


class Advanced(NamedTuple):
    """The result of one step."""

    delivery: Delivery
    """The delivery after the step."""
    seconds: float | None
    """Seconds until the next step; None if the delivery is done or stopped."""


@dataclass(frozen=True, repr=False)
class Delivery(Batch):
    """Up to 50 expenses of one company, and their progress.

    A delivery is a value: `advance` makes one step and returns the next value. Repeating a step is
    harmless, so any engine that runs each step at least once can drive it. `to_json` and
    `from_json` carry it from one process to another.
    """

    @classmethod
    def plan(
        cls,
        company_id: str,
        expenses: Sequence[shared.ExpenseTransaction],
        *,
        receipts: Mapping[str, _expenses.Paths] | None = None,
        now: float | None = None,
    ) -> Delivery:
        """Return the delivery of 1 to 50 expenses, checked.

        :param receipts: the path of a receipt, or several, by the id of its expense
        :param now: the time in seconds since 1970; None is the time of this machine
        :raises RequestValidationError: if the API would refuse an expense; it lists all violations
        :raises RequestError: if another argument cannot be used
        """
        checked = _expenses.checked(company_id, expenses, receipts)
        if not 0 < len(checked) <= MOST:
            raise RequestError(f"a delivery has 1 to {MOST} expenses, not {len(checked)}")
        entries = tuple(
            Entry(each.expense_id, each.content, tuple(map(Receipt, each.receipts)))
            for each in checked
        )
        return cls.of(checked[0].company_id, entries, time.time() if now is None else now)

    @classmethod
    def of(cls, company_id: str, entries: tuple[Entry, ...], now: float) -> Delivery:
        """Return the delivery of entries, which is about to be sent."""
        made = cls(company_id, entries, now)
        ids = tuple(each.expense_id for each in made.batch)
        text = f"planned in a batch of {len(ids)}"
        return replace(made, events=(Event(now, "planned", text, ids, str(made.key)),))

    @overload
    def advance(self, client: sdk.CodatSyncExpenses) -> Advanced: ...

    @overload
    def advance(
        self, client: async_sdk.AsyncCodatSyncExpenses
    ) -> Coroutine[Any, Any, Advanced]: ...

    def advance(
        self, client: sdk.CodatSyncExpenses | async_sdk.AsyncCodatSyncExpenses
    ) -> Advanced | Coroutine[Any, Any, Advanced]:
        """Make one step, of at most one call; await the result with an asynchronous client.

        A failed call does not raise an exception: the next step repeats it, or `trouble` says why
        the delivery has stopped.

        :raises RequestError: if the client is closed, or is no client
        """
        if isinstance(calls_of(client), Loop):
            return stepped(self, client)[0]
        return _awaited(self, client)

    def told(self, event: events.SyncSuccessful | events.SyncUnsuccessful) -> Delivery:
        """Return the delivery after a webhook; one about another sync changes nothing.

        The end of an unsuccessful sync changes nothing either: call `advance` to read its code.
        """
        if not isinstance(event, events.SyncSuccessful):
            return self
        return _decisions.told(self, event.payload.sync_id)

    def resumed(self, now: float | None = None) -> Delivery:
        """Return a stopped delivery as one that goes on; any other is unchanged.

        :param now: the time in seconds since 1970; None is the time of this machine
        """
        if self.stage != "stopped":
            return self
        return _decisions.resumed(self, time.time() if now is None else now)[0]

    def to_json(self) -> str:
        """Return the delivery as JSON.

        Whoever reads a delivery that is about to be sent cannot know whether it was sent meanwhile.
        """
        is_unanswered = self.is_unanswered or self.stage == "sending"
        return msgspec.json.encode(replace(self, is_unanswered=is_unanswered)).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Delivery:
        """Read a delivery from JSON.

        :raises OutboxError: if the text is not a delivery, or is one of a newer format
        """
        try:
            version = msgspec.json.decode(text, type=_Versioned).version
            if version > VERSION:
                raise OutboxError(
                    f"the delivery has format {version}, but this version of the package reads up "
                    f"to {VERSION}: update the package"
                )
            return msgspec.json.decode(text, type=cls)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise OutboxError(f"not a delivery: {error}") from error


@dataclass(frozen=True)
class _Versioned:
    version: int


def calls_of(client: object) -> Loop | AsyncLoop:
    """Return what makes the calls of a client.

    :raises RequestError: if it is no client
    """
    calls = getattr(client, "_calls", None)
    if isinstance(calls, (Loop, AsyncLoop)):
        return calls
    raise RequestError(
        "client must be a CodatSyncExpenses or an AsyncCodatSyncExpenses, not "
        f"{type(client).__name__}"
    )


def stepped(delivery: Delivery, client: object) -> tuple[Advanced, CallError | RequestError | None]:
    """Return the result of a step, and the error of its call."""
    calls = calls_of(client)
    step, outcome = _decisions.step(delivery, _now(calls)), None
    try:
        outcome = None if step is None else step.of(client).result()
    except (CallError, RequestError) as error:
        return _after(delivery, _open(delivery, error, calls), calls)
    return _after(delivery, outcome, calls)


async def stepped_async(
    delivery: Delivery, client: object
) -> tuple[Advanced, CallError | RequestError | None]:
    """Do the same as `stepped` with an asynchronous client."""
    calls = calls_of(client)
    step, outcome = _decisions.step(delivery, _now(calls)), None
    try:
        outcome = None if step is None else (await step.of(client)).result()
    except (CallError, RequestError) as error:
        return _after(delivery, _open(delivery, error, calls), calls)
    return _after(delivery, outcome, calls)


async def _awaited(delivery: Delivery, client: object) -> Advanced:
    return (await stepped_async(delivery, client))[0]


def _now(calls: Loop | AsyncLoop) -> float:
    return calls.seams.now().timestamp()


def _open(
    delivery: Delivery, error: CallError | RequestError, calls: Loop | AsyncLoop
) -> CallError | RequestError:
    """Return the error of a call, or of the file of a receipt, unless the client is closed."""
    if isinstance(error, CallError):
        return error
    if calls.closed:
        raise error
    found = next_receipt(delivery) if delivery.stage == "receipts" else None
    problem = found and _PROBLEMS.get(_expenses.size_of(found[1].path))
    return RequestError(problem) if problem else error


def _after(
    delivery: Delivery, outcome: object, calls: Loop | AsyncLoop
) -> tuple[Advanced, CallError | RequestError | None]:
    error = outcome if isinstance(outcome, (CallError, RequestError)) else None
    made, seconds = _decisions.after(delivery, outcome, _now(calls))
    return Advanced(masked(made, calls.sent), seconds), error


publish(__name__, "outbox", Delivery, Advanced)
