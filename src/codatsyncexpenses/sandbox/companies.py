"""The companies that every sandbox knows: one for each interesting end of a sync.

A company's syncs always end the same way, however often a dataset is sent. The service itself would
stop the second sync of a dataset that was written (5080); here `DUPLICATE_PREVENTED` shows that.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """What the status of a sync says while the sync stands at one point."""

    code: int
    text: str
    error: str = ""
    exception: str = ""
    pushed: bool = False


@dataclass(frozen=True)
class Company:
    """A company of the sandbox, with the datasets that can be synced for it."""

    id: str
    summary: str
    dataset_ids: tuple[str, ...]
    ending: Stage | None
    """The last stage of its syncs; None where no sync can start."""


SUCCEEDS = Company(
    # The ids of the documentation's examples, so that these run against the sandbox as printed.
    id="8a210b68-6988-11ed-a1eb-0242ac120002",
    summary="write the expenses",
    dataset_ids=("acce2362-83d6-4e3e-a27f-f4a08e7217d5",),
    ending=Stage(2000, "Complete", pushed=True),
)
SUCCEEDED_SYNC_ID = "6fb40d5e-b13e-11ed-afa1-0242ac120002"
"""A sync of `SUCCEEDS` that had already ended when the sandbox was made."""

NOTHING_TO_SYNC = Company(
    id="20400000-0000-4000-8000-00000000c001",
    summary="find nothing to write",
    dataset_ids=("20400000-0000-4000-8000-00000000d001",),
    ending=Stage(2040, "Complete"),
)

# `PushError` is the only text of a failure that is documented, so every failure carries it.
CONFIGURATION_INVALID = Company(
    id="40000000-0000-4000-8000-00000000c001",
    summary="fail: no bank account is configured",
    dataset_ids=("40000000-0000-4000-8000-00000000d001",),
    ending=Stage(
        4000,
        "PushError",
        "The company's configuration names no default bank account.",
        "Configuration check failed: bankAccount.id is empty.",
    ),
)
DUPLICATE_PREVENTED = Company(
    id="50800000-0000-4000-8000-00000000c001",
    summary="fail: an expense was written before",
    dataset_ids=("50800000-0000-4000-8000-00000000d001",),
    ending=Stage(
        5080,
        "PushError",
        "The dataset holds a transaction that an earlier sync has written.",
        "Transaction 4d7c6929-7770-412b-91bb-44d3bc71d111 was processed before.",
    ),
)
WRITE_FAILED = Company(
    id="51300000-0000-4000-8000-00000000c001",
    summary="fail: the accounting software refuses",
    dataset_ids=("51300000-0000-4000-8000-00000000d001",),
    ending=Stage(
        5130,
        "PushError",
        "The accounting software did not accept the expenses.",
        "Write refused: account 'Travel (archived)' takes no new transactions.",
    ),
)
WITHOUT_CONNECTIONS = Company(
    id="42200000-0000-4000-8000-00000000c001",
    summary="are refused: no connections (422)",
    dataset_ids=("42200000-0000-4000-8000-00000000d001",),
    ending=None,
)

ALL = (
    SUCCEEDS,
    NOTHING_TO_SYNC,
    CONFIGURATION_INVALID,
    DUPLICATE_PREVENTED,
    WRITE_FAILED,
    WITHOUT_CONNECTIONS,
)
