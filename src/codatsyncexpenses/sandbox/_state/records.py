"""The kinds of records. Moments and durations are microseconds.

Keep the names of the classes and their fields: files of earlier versions contain them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta

from codatsyncexpenses.sandbox._state.accounting import DATA_TYPES, SOFTWARE
from codatsyncexpenses.sandbox._state.checks import LONGEST
from codatsyncexpenses.sandbox._state.store import Moment, Record
from codatsyncexpenses.sandbox.companies import Stage

EXPENSES = "pexp"
"""The platform key of a partner expense connection."""


def _one_of(names: Iterable[str]) -> Meta:
    return Meta(pattern=rf"^(?:{'|'.join(names)})\Z")


# A snapshot may have been edited by hand: what no record has is refused when it is read.
Count = Annotated[int, Meta(ge=0, le=(1 << 53) - 1)]
DataType = Annotated[str, _one_of(DATA_TYPES)]
HeaderName = Annotated[str, Meta(pattern=r"^[!#-'*+.0-9A-Z^-z|~-]+\Z")]
HeaderValue = Annotated[str, Meta(pattern=r"^[\t -~\x80-\xff]*\Z")]


class Company(Record, kw_only=True):
    """A company."""

    name: str
    created: Moment
    description: str | None = None
    tags: dict[str, str] = msgspec.field(default_factory=dict[str, str])
    summary: str = ""
    ending: Stage | None = None
    """The last stage of its syncs; None if the data decides."""
    lasts: Annotated[int, Meta(ge=0, le=LONGEST)] = 0
    """The least duration of its syncs."""
    refusal: int | None = None
    """The error status of every request for it."""
    bank_account: str | None = None
    supplier: str | None = None
    customer: str | None = None
    products: list[str] = msgspec.field(default_factory=list[str])
    visits: int = 0
    """How often its link was opened."""


class Connection(Record, kw_only=True):
    """A company's connection to its accounting software, or its partner expense connection."""

    platform: Annotated[str, _one_of([*SOFTWARE, EXPENSES])]
    status: Annotated[str, _one_of(["PendingAuth", "Linked", "Unlinked", "Deauthorized"])]
    created: Moment
    was_read: bool = False
    """Whether its first read has ended."""
    visits: int = 0
    """How often its link was opened."""


class Expense(msgspec.Struct):
    """The part of a transaction that a sync uses."""

    id: str
    has_bank_account: bool = True
    kind: str = "expense"
    """Ids are unique within a kind: a transfer may have the id of an expense."""
    type: str = ""
    """The type of an expense; empty for other kinds."""
    is_update: bool = False
    """Whether it changes a transaction that a sync has written."""
    bank_account: str = ""
    """Its own bank account; empty if the default applies."""
    has_contact: bool = True
    problem: str = ""
    """The reason why every accounting software refuses it; empty if there is none."""

    @property
    def name(self) -> str:
        """Its name among the transactions that an accounting software takes."""
        return self.kind if self.kind != "expense" else self.type or "Payment"


class Dataset(Record, kw_only=True):
    """Transactions to sync, or synced."""

    expenses: list[Expense]
    status: str = "pending"
    seeded: bool = False
    """Whether it can be synced again and again."""
    is_sent: bool = False
    """Whether it was created with a sync of its own, so that no other sync takes it."""


class Transaction(msgspec.Struct):
    """The outcome of a transaction in a sync."""

    id: str
    status: str
    message: str | None = None


class Sync(Record, kw_only=True):
    """A sync, due at its end."""

    ends: Moment
    dataset_ids: list[str]
    transactions: list[Transaction]
    ending: Stage | None = None
    """The last stage; None while it runs."""


class Written(Record):
    """A mark that a sync has written a transaction."""

    type: str = ""
    """The type of an expense."""
    bank_account: str = ""
    """Its bank account; empty if unknown."""


def written_id(company_id: str, kind: str, id_: str) -> str:
    """Return the id of the `Written` of a transaction."""
    return f"{company_id}/{kind}/{id_}"


class Attachment(Record, kw_only=True):
    """A file attached to a transaction, without its content."""

    sync_id: str
    transaction_id: str
    file_name: str
    content_type: str
    size: int
    sha256: str


class Entry(Record, kw_only=True):
    """A customer, supplier or account written to the accounting software."""

    data_type: DataType
    record_id: str
    source: dict[str, object]
    """The fields in the accounting software."""
    cached: dict[str, object] | None = None
    """The fields as of the last read of the data type; None before it."""


class Pull(Record, kw_only=True):
    """A read of a data type from the accounting software, due at its end."""

    connection_id: str
    # Any type can be read, even one without records.
    data_type: Annotated[str, Meta(pattern=r"^[A-Za-z]+\Z")]
    ends: Moment
    ending: str | None = None
    """The last status; None while it runs."""
    error: str | None = None


class Push(Record, kw_only=True):
    """A write of a record to the accounting software, due at its end."""

    connection_id: str
    data_type: DataType
    record_id: str
    change: Annotated[str, _one_of(["Created", "Modified"])]
    fields: dict[str, object]
    ends: Moment
    status: Annotated[str, _one_of(["Pending", "Success", "Failed"])] = "Pending"
    errors: list[tuple[str, str]] = msgspec.field(default_factory=list[tuple[str, str]])
    """The errors of the record, each a property and a message."""
    timeout: int | None = None
    """Minutes."""
    reads: bool = True
    """Whether the data type is read after a successful write."""


class First(Record, kw_only=True):
    """The first response to an idempotency key, due when the key expires."""

    request: str
    """The hash of the request."""
    status: Annotated[int, Meta(ge=200, le=599)]
    body: str
    headers: list[tuple[HeaderName, HeaderValue]]


class Day(Record, kw_only=True):
    """The quota of a day, due at its reset if it is used up."""

    limit: Count
    used: Count
    ends: Moment


class Endpoint(Record, kw_only=True):
    """An address that receives webhooks."""

    url: str
    secret: str
    failing_since: Moment | None = None
    disabled: bool = False


class Message(Record, kw_only=True):
    """A webhook to deliver to one endpoint, due at its next attempt."""

    message_id: str
    endpoint_id: str
    event_type: str
    body: str
    attempt: Annotated[int, Meta(ge=1)] = 1
