"""What the sandbox remembers, each kind as a record. Moments and durations are microseconds."""

from __future__ import annotations

import msgspec

from codatsyncexpenses.sandbox._store import Record
from codatsyncexpenses.sandbox.companies import Stage


class Company(Record, kw_only=True):
    """A company."""

    name: str
    created: int
    description: str | None = None
    summary: str = ""
    ending: Stage | None = None
    """How its syncs end; None where it follows from the data."""
    lasts: int = 0
    """How long its syncs run at least."""
    refusal: int | None = None
    """The status with which every request about it is refused."""
    bank_account: str | None = None
    supplier: str | None = None
    customer: str | None = None


class Connection(Record, kw_only=True):
    """A company's connection to its accounting software, or to the expenses."""

    platform: str
    status: str
    created: int


class Expense(msgspec.Struct):
    """As much of a transaction as a sync looks at."""

    id: str
    has_bank_account: bool = True


class Dataset(Record, kw_only=True):
    """Transactions that wait for a sync, or have had one."""

    expenses: list[Expense]
    status: str = "pending"
    seeded: bool = False
    """Whether it may be synced again and again."""


class Transaction(msgspec.Struct):
    """What became of a transaction in a sync."""

    id: str
    status: str
    message: str | None = None


class Sync(Record, kw_only=True):
    """A sync that was accepted, at its moment; it is due when it ends."""

    ends: int
    dataset_ids: list[str]
    transactions: list[Transaction]
    ending: Stage | None = None
    """The last stage; None while it runs."""


class Written(Record):
    """Says that a company's transaction was written."""


class First(Record, kw_only=True):
    """The first answer under an idempotency key; it is due to be forgotten."""

    request: str
    """What was asked, as a hash."""
    status: int
    body: str
    headers: list[tuple[str, str]]


class Day(Record, kw_only=True):
    """The quota of a day; it is due for its reset once it is used up."""

    limit: int
    used: int
    ends: int


class Endpoint(Record, kw_only=True):
    """Where webhooks are delivered."""

    url: str
    secret: str
    failing_since: int | None = None
    disabled: bool = False


class Message(Record, kw_only=True):
    """A webhook on its way to one endpoint; it is due at its next attempt."""

    message_id: str
    endpoint_id: str
    event_type: str
    body: str
    attempt: int = 1
