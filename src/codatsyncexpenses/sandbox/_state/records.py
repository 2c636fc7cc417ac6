"""What the sandbox remembers, each kind as a record. Moments and durations are microseconds."""

from __future__ import annotations

import msgspec

from codatsyncexpenses.sandbox._store import Record
from codatsyncexpenses.sandbox.companies import Stage

EXPENSES = "pexp"
"""The platform key of the connection that the expenses come through."""


class Company(Record, kw_only=True):
    """A company."""

    name: str
    created: int
    description: str | None = None
    tags: dict[str, str] = msgspec.field(default_factory=dict[str, str])
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
    kind: str = "expense"
    """Ids are given once within a kind: a transfer may have the id of an expense."""
    type: str = ""
    """The type of an expense; empty for other kinds."""
    is_update: bool = False
    """Whether it changes what was written before."""


class Dataset(Record, kw_only=True):
    """Transactions that wait for a sync, or have had one."""

    expenses: list[Expense]
    status: str = "pending"
    seeded: bool = False
    """Whether it may be synced again and again."""
    is_sent: bool = False
    """Whether its sync started with it, so that it waits for no other one."""


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

    type: str = ""
    """The type of an expense."""


def written_id(company_id: str, kind: str, id_: str) -> str:
    """Give the id under which it is known that a transaction was written."""
    return f"{company_id}/{kind}/{id_}"


class Attachment(Record, kw_only=True):
    """A file that was attached to a transaction, without its content."""

    sync_id: str
    transaction_id: str
    file_name: str
    content_type: str
    size: int
    sha256: str


class Entry(Record, kw_only=True):
    """A record that was written to the accounting software."""

    data_type: str
    record_id: str
    source: dict[str, object]
    """The record as the accounting software has it."""
    cached: dict[str, object] | None = None
    """The record as it was when the data type was last read."""


class Pull(Record, kw_only=True):
    """A read of a data type that was asked for, at its moment; it is due when it ends."""

    connection_id: str
    data_type: str
    ends: int
    ending: str | None = None
    """The last status; None while it runs."""
    error: str | None = None


class Push(Record, kw_only=True):
    """A write to the accounting software that was asked for; it is due when it ends."""

    connection_id: str
    data_type: str
    record_id: str
    change: str
    fields: dict[str, object]
    ends: int
    status: str = "Pending"
    errors: list[tuple[str, str]] = msgspec.field(default_factory=list[tuple[str, str]])
    """What is wrong with the record: property and message."""
    timeout: int | None = None
    """Minutes."""
    reads: bool = True
    """Whether the data type is read once the write succeeded."""


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
