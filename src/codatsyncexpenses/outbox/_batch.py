"""The data of a delivery: a batch of expenses of one company, and its progress."""

# Without `from __future__ import annotations`: msgspec looks names up in the public module.

import uuid
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .._display.repr import FieldsRepr
from .._lazy import publish

VERSION = 1
MOST = 50
"""The largest number of expenses in a call of the API."""

Stage: TypeAlias = Literal[
    "sending", "checking", "searching", "accepted", "ended", "receipts", "stopped", "done"
]
"""The stage of a delivery.

``sending``: about to be sent, or sent without a known result. ``checking``: refused; the company's
connections are read. ``searching``: the company's syncs are read to settle an unknown result.
``accepted``: its sync is running. ``ended``: its sync has ended. ``receipts``: receipts are being
attached. ``stopped``: it waits until it is resumed. ``done``: each expense has its outcome.
"""
Outcome: TypeAlias = Literal["open", "written", "failed"]
Kind: TypeAlias = Literal[
    "planned",
    "unanswered",
    "accepted",
    "refused",
    "lost",
    "ended",
    "written",
    "again",
    "failed",
    "receipt",
    "stopped",
]

_NAMESPACE = uuid.UUID("6a3ffb36-3f7c-4f0e-9d0a-6a2c2f6f4a51")


@dataclass(frozen=True, repr=False)
class Receipt(FieldsRepr):
    """A file that is attached to an expense once it is written."""

    path: str
    """The absolute path of the file; it is read when it is sent."""
    outcome: Literal["open", "sent", "failed"] = "open"
    """Whether it has been attached."""
    reason: str | None = None
    """The reason why it was not attached."""
    retries: int = 0
    """The number of times that it was sent again after a failure."""


@dataclass(frozen=True, repr=False)
class Entry(FieldsRepr):
    """An expense of a delivery, and its outcome."""

    expense_id: str
    """The id of the expense."""
    content: str
    """The expense as the API's JSON."""
    receipts: tuple[Receipt, ...] = ()
    """Its receipts."""
    outcome: Outcome = "open"
    """``open`` until its outcome is known."""
    reason: str | None = None
    """The reason of the last failure, in the words of the API or of the accounting software."""
    remedy: str | None = None
    """The remedy for the failure; None if none is known."""
    can_be_retried: bool = False
    """Whether the unchanged expense may succeed later."""
    sync_id: str | None = None
    """The last sync that contained it."""
    attempts: int = 0
    """The number of requests with a known result that contained it."""
    failures: int = 0
    """The number of syncs in which it failed."""


@dataclass(frozen=True, repr=False)
class Trouble(FieldsRepr):
    """The reason why the last step of a delivery failed."""

    scope: Literal["service", "company", "client"]
    """The extent: ``service`` affects all companies for a while, ``company`` this one until someone
    acts, and ``client`` every call of this client, such as a wrong key.
    """
    reason: str
    """The problem."""
    remedy: str | None = None
    """The remedy; None if it is to wait."""


@dataclass(frozen=True, repr=False)
class Event(FieldsRepr):
    """One line of a delivery's history."""

    at: float
    """When it happened, in seconds since 1970."""
    kind: Kind
    """The kind of the event."""
    text: str
    """The event in words."""
    expense_ids: tuple[str, ...]
    """The expenses that it concerns."""
    key: str | None = None
    """The idempotency key of the request."""
    sync_id: str | None = None
    """The sync."""
    correlation_id: str | None = None
    """The API's identifier of a failed request; quote it to Codat's support."""


@dataclass(frozen=True, repr=False)
class Batch(FieldsRepr):
    """Up to 50 expenses of one company, and their progress."""

    company_id: str
    """The id of the company."""
    entries: tuple[Entry, ...]
    """Its expenses, in their order."""
    since: float
    """The earliest time at which the current request can have been sent, in seconds since 1970."""
    stage: Stage = "sending"
    """The stage."""
    round: int = 0
    """The number of requests that never had a result."""
    size: int = MOST
    """The largest number of expenses in the next request."""
    sync_id: str | None = None
    """The current sync."""
    code: int | None = None
    """The code with which the current sync ended."""
    said: str | None = None
    """The service's words about it."""
    polls: int = 0
    """The number of times that its status was read."""
    rereads: int = 0
    """The number of times that it succeeded, but its transactions did not show it."""
    failures: int = 0
    """The number of steps that have failed since one succeeded."""
    correlation_id: str | None = None
    """The API's identifier of the last request that failed."""
    is_unanswered: bool = False
    """Whether the current request may have had an effect that is not known yet."""
    named: tuple[str, ...] = ()
    """The expenses that the service reports as written before."""
    unread: tuple[str, ...] | None = None
    """The syncs that a search has not read yet; None before it has a list."""
    recent: int = 0
    """The number of these, from the first, that may be the sync of the last request."""
    syncs: tuple[str, ...] = ()
    """The syncs of earlier requests."""
    trouble: Trouble | None = None
    """The reason why the last step failed; None if it succeeded."""
    events: tuple[Event, ...] = ()
    """The events of the last step."""
    version: int = VERSION
    """The version of the format."""

    @property
    def batch(self) -> tuple[Entry, ...]:
        """The expenses of the current request."""
        return tuple(each for each in self.entries if each.outcome == "open")[: self.size]

    @property
    def key(self) -> uuid.UUID:
        """The idempotency key of the current request, which follows from its content."""
        sent = "\n".join(f"{each.attempts} {each.content}" for each in self.batch)
        return uuid.uuid5(_NAMESPACE, f"{self.company_id} {self.round}\n{sent}")


publish(__name__, "outbox", Entry, Receipt, Trouble, Event)
