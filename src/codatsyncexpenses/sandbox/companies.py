"""The companies of every sandbox: one for each outcome of a sync, and for each refusal.

Each company has one dataset that can be synced again and again with the same outcome, so that every
test or demonstration starts in the same state. The service itself would reject a second sync of a
written dataset (5080), and so does the sandbox for any dataset that you create.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from codatsyncexpenses._display.repr import AllFieldsRepr


@dataclass(frozen=True, repr=False)
class Stage(AllFieldsRepr):
    """A stage of a sync, as its status describes it."""

    code: int
    text: str
    error: str = ""
    exception: str = ""
    pushed: bool = False


@dataclass(frozen=True, repr=False)
class Company(AllFieldsRepr):
    """A company of the sandbox, with its datasets."""

    id: str
    summary: str
    dataset_ids: tuple[str, ...]
    ending: Stage | None
    """The last stage of its syncs; None if the data decides, or if no sync can start."""
    name: str = "A company"
    lasts: float = 0.0
    """The least duration of its syncs, in seconds."""
    connected: bool = True
    """Whether it has the pair of connections that a sync needs."""
    refusal: int | None = None
    """The error status of every request for it."""
    connection_id: str | None = None
    """The id of its connection to the accounting software; None for a new one."""


# `PushError` is the only documented text of a failure, so every failure has it.
_STAGES = (
    Stage(2000, "Complete", pushed=True),
    Stage(2040, "Complete"),
    Stage(
        4000,
        "PushError",
        "The company's configuration has no default bank account.",
        "Configuration check failed: bankAccount.id is empty.",
    ),
    Stage(
        4040,
        "PushError",
        "The company was not found in the accounting software.",
        "Connection lost: the company was deleted, or has withdrawn its access.",
    ),
    Stage(
        4220,
        "PushError",
        "The company cannot be written to.",
        "Write refused: the company was deleted, or has withdrawn its access.",
    ),
    Stage(
        4260,
        "PushError",
        "The company's subscription to its accounting software has lapsed.",
        "Write refused: the subscription ended.",
    ),
    Stage(5000, "PushError", "Something went wrong.", "An unexpected error occurred."),
    Stage(
        5080,
        "PushError",
        "The dataset holds a transaction that an earlier sync has written.",
        "Each transaction of the sync was already processed.",
    ),
    Stage(
        5120,
        "PushError",
        "The expenses could not be processed.",
        "Processing failed: a currency rate could not be resolved.",
    ),
    Stage(
        5130,
        "PushError",
        "The accounting software did not accept the expenses.",
        "Write refused: account 'Travel (archived)' takes no new transactions.",
    ),
)
ENDINGS = {stage.code: stage for stage in _STAGES}
"""The last stage of a sync, by its code."""

CONNECTION_ID = "2e9d2c44-f675-40ba-8049-353bfcb5e171"
"""The connection of `SUCCEEDS` to its accounting software, Xero."""
SUCCEEDS = Company(
    # The ids of the documentation's examples, so that these run against the sandbox as printed.
    id="8a210b68-6988-11ed-a1eb-0242ac120002",
    name="Succeeds",
    summary="write the expenses",
    dataset_ids=("acce2362-83d6-4e3e-a27f-f4a08e7217d5",),
    ending=ENDINGS[2000],
    connection_id=CONNECTION_ID,
)
SUCCEEDED_SYNC_ID = "6fb40d5e-b13e-11ed-afa1-0242ac120002"
"""A sync of `SUCCEEDS` that ended before the sandbox was created."""
WRITTEN_TRANSACTION_ID = "336694d8-2dca-4cb5-a28d-3ccb83e55eee"
"""A transaction written by this sync: both an expense and a reimbursement have this id."""
CUSTOMER_ID = "13d946f0-c5d5-42bc-b092-97ece17923ab"
"""A customer in the accounting software of every company."""
SUPPLIER_ID = "7110701885"
"""A supplier in the accounting software of every company."""
ARCHIVED_ACCOUNT_ID = "15"
"""An archived account of every company: the accounting software refuses transactions with it."""
PULL_OPERATION_ID = "943accd0-4247-42d8-865b-363c8629e1da"
"""A completed read of the accounts of `SUCCEEDS`."""
FIRST_PULL_OPERATION_ID = "7911a54a-c808-4f4b-b87e-b195f52b4da5"
"""The preceding read, which the documentation of 3.1.0 names."""
PUSH_OPERATION_ID = "d6ad1a6e-8f0c-4d2b-b5e9-6a3a6c0a7f11"
"""A successful write to `SUCCEEDS`, which created the customer `CUSTOMER_ID`."""
FIRST_PUSH_OPERATION_ID = "b18d8d81-fd7b-4764-a31e-475cb1f36591"
"""The preceding write of the same customer, which the documentation of 3.1.0 names."""


def _seeded(number: int, name: str, summary: str, variant: int = 1) -> Company:
    return Company(
        id=f"{number}0000-0000-4000-8000-00000000c00{variant}",
        name=name,
        summary=summary,
        dataset_ids=(f"{number}0000-0000-4000-8000-00000000d00{variant}",),
        ending=ENDINGS.get(number),
    )


NOTHING_TO_SYNC = _seeded(2040, "Nothing to sync", "find nothing to write")
RUNNING_LONG = replace(
    _seeded(1010, "Running long", "run for 20 minutes, and then write"),
    ending=ENDINGS[2000],
    lasts=1200.0,
)
CONFIGURATION_INVALID = _seeded(
    4000, "Configuration invalid", "fail: no bank account is configured"
)
COMPANY_NOT_FOUND = _seeded(4040, "Company not found", "fail: the company was deleted")
COMPANY_UNPROCESSABLE = _seeded(4220, "Company unprocessable", "fail: access was withdrawn", 2)
SUBSCRIPTION_LAPSED = _seeded(4260, "Subscription lapsed", "fail: the subscription has lapsed")
SERVER_ERROR = _seeded(5000, "Server error", "fail: without a given reason")
DUPLICATE_PREVENTED = _seeded(5080, "Duplicate prevented", "fail: an expense was written before")
PROCESSING_FAILED = _seeded(5120, "Processing failed", "fail: the data cannot be processed")
WRITE_FAILED = _seeded(5130, "Write failed", "fail: the accounting software refuses")
WITHOUT_CONNECTIONS = replace(
    _seeded(
        4220,
        "Without connections",
        "are refused: no connections (400; 422 for initiate_sync, deprecated)",
    ),
    ending=None,
    connected=False,
)
PAYMENT_REQUIRED = replace(
    _seeded(4020, "Payment required", "are refused, as all else: the account has expired (402)"),
    refusal=402,
)
FORBIDDEN = replace(
    _seeded(4030, "Forbidden", "are refused, as all else: the key has no rights (403)"),
    refusal=403,
)

ALL = (
    SUCCEEDS,
    NOTHING_TO_SYNC,
    RUNNING_LONG,
    CONFIGURATION_INVALID,
    COMPANY_NOT_FOUND,
    COMPANY_UNPROCESSABLE,
    SUBSCRIPTION_LAPSED,
    SERVER_ERROR,
    DUPLICATE_PREVENTED,
    PROCESSING_FAILED,
    WRITE_FAILED,
    WITHOUT_CONNECTIONS,
    PAYMENT_REQUIRED,
    FORBIDDEN,
)
