"""The course of a sync: how it starts, where it stands, and how it ends."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._clock import SECOND, written
from codatsyncexpenses.sandbox._world import RefusedError, World
from codatsyncexpenses.sandbox.companies import ENDINGS, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

# The service documents no code for a sync that waits; the one for a running sync is the nearest.
_BEFORE_THE_END = (Stage(1000, "NotStarted"), Stage(1000, "Started"), Stage(1000, "Pushing"))
_LONG = 600 * SECOND
_SUCCESS = (2000, 2040)

# What becomes of a sync's transactions, by its code. `Pending` is what they were before.
_OUTCOMES = {
    2000: "Completed",
    2040: "Pending",
    4000: "ValidationError",
    5000: "Unknown",
    5080: "ValidationError",
    5120: "ValidationError",
}
# How often the syncs of a history end so, in percent.
_HISTORY = {2000: 78, 2040: 6, 4000: 4, 4040: 1, 4260: 1, 5000: 2, 5080: 2, 5120: 2, 5130: 4}


def start(
    world: World, company: records.Company, dataset_ids: Sequence[str] | None
) -> records.Sync:
    """Accept a sync of these datasets, or of all that wait."""
    known = {dataset.id: dataset for dataset in world.datasets.of(company.id)}
    for dataset_id in dataset_ids or ():
        if dataset_id not in known:
            raise RefusedError(404, f"The company has no dataset {dataset_id}.")
    if not world.is_connected(company.id):
        error = "The company lacks a valid pair of accounting and expense connections."
        raise RefusedError(422, error)
    if dataset_ids is None:
        waiting = (each for each in known.values() if each.seeded or each.status == "pending")
        dataset_ids = [each.id for each in waiting]
    since = world.clock.now()
    ends = since + max(world.sync_time, company.lasts)
    sync = records.Sync(
        id=world.ids.uuid(),
        company_id=company.id,
        due=ends,
        at=since,
        ends=ends,
        dataset_ids=list(dict.fromkeys(dataset_ids)),
        transactions=[],
    )
    sync.transactions = [
        records.Transaction(expense.id, "Pending")
        for dataset_id in sync.dataset_ids
        for expense in known[dataset_id].expenses
    ]
    world.syncs.put(sync)
    return sync


def settle(world: World) -> None:
    """End the syncs whose time has come, one after the other."""
    now = world.clock.now()
    while (sync := world.syncs.due(now)) is not None:
        _end(world, sync)


def is_success(sync: records.Sync) -> bool:
    """Whether a sync has ended well."""
    return sync.ending is not None and sync.ending.code in _SUCCESS


def progress(sync: records.Sync, now: int) -> float:
    """How much of a sync has passed, from 0 to 1."""
    if sync.ending is not None:
        return 1.0
    return min(1.0, (now - sync.at) / max(1, sync.ends - sync.at))


def status(sync: records.Sync, now: int) -> dict[str, object]:
    """Tell the status in the API's words; a third of the time goes to each stage."""
    stage = sync.ending
    if stage is None:
        stage = _BEFORE_THE_END[min(2, int(3 * progress(sync, now)))]
        if now - sync.at >= _LONG:
            stage = replace(stage, code=1010)
    return {
        "companyId": sync.company_id,
        "syncId": sync.id,
        "syncStatusCode": stage.code,
        "syncStatus": stage.text,
        "errorMessage": stage.error,
        "syncExceptionMessage": stage.exception,
        "syncUtc": written(sync.at),
        "dataPushed": stage.pushed,
    }


def transaction(of: records.Transaction) -> dict[str, object]:
    """Tell what became of a transaction in the API's words."""
    return {
        "transactionId": of.id,
        "status": of.status,
        "message": of.message,
        "integrationType": "expenses",
    }


def add_history(world: World, company: records.Company, count: int, span: int) -> list[str]:
    """Give a company syncs that have ended, over a span up to now; the newest comes first."""
    dice = random.Random(f"{world.seed}/{company.id}/{world.ids.count}")  # noqa: S311 - a mix
    now = world.clock.now()
    moments = sorted(now - 1 - dice.randrange(span + 1) for _ in range(count))
    codes = dice.choices([*_HISTORY], [*_HISTORY.values()], k=count)
    made: list[str] = []
    for since, code in zip(moments, codes, strict=True):
        ids = [world.ids.uuid() for _ in range(0 if code == 2040 else dice.randint(1, 5))]
        sync = records.Sync(
            id=world.ids.uuid(),
            company_id=company.id,
            at=since,
            ends=min(now, since + world.sync_time),
            dataset_ids=[],
            transactions=[records.Transaction(each, "Pending") for each in ids],
            ending=ENDINGS[code],
        )
        _mark(sync, ENDINGS[code])
        world.syncs.put(sync)
        made.append(sync.id)
    return made[::-1]


def _end(world: World, sync: records.Sync) -> None:
    moment, sync.due = sync.due, None
    company = world.company(sync.company_id)
    datasets = [found for each in sync.dataset_ids if (found := world.datasets.get(each))]
    stage = sync.ending = _ending(world, company, datasets)
    _mark(sync, stage)
    for dataset in datasets:
        if stage.code == 2000:
            dataset.status = "synced"
            for expense in () if dataset.seeded else dataset.expenses:
                key = f"{company.id}/{expense.id}"
                world.written.put(records.Written(id=key, company_id=company.id))
        elif stage.code not in _SUCCESS and dataset.status == "pending":
            dataset.status = "failed"
        world.datasets.put(dataset)
    world.syncs.put(sync)
    world.announce(
        f"expenses.sync.{'successful' if stage.code in _SUCCESS else 'unsuccessful'}",
        company,
        moment,
        syncId=sync.id,
        transactions=[
            {"id": each.id, "status": each.status, "errorMessage": each.message}
            for each in sync.transactions
        ],
    )


def _mark(sync: records.Sync, stage: Stage) -> None:
    outcome = _OUTCOMES.get(stage.code, "PushError")
    for each in sync.transactions:
        each.status, each.message = outcome, stage.exception or None


def _ending(world: World, company: records.Company, datasets: Sequence[records.Dataset]) -> Stage:
    """Decide how a sync ends."""
    if company.ending is not None and company.ending.code not in _SUCCESS:
        return company.ending
    if not world.is_connected(company.id):
        return ENDINGS[4040]
    repeated = _repeated(world, company, datasets)
    if repeated is not None:
        return replace(ENDINGS[5080], error=repeated, exception=repeated)
    if company.ending is not None:
        return company.ending
    expenses = [expense for dataset in datasets for expense in dataset.expenses]
    if not company.bank_account and not all(each.has_bank_account for each in expenses):
        return ENDINGS[4000]
    return ENDINGS[2000 if expenses else 2040]


def _repeated(
    world: World, company: records.Company, datasets: Sequence[records.Dataset]
) -> str | None:
    """Say what was sent before, if anything was."""
    for dataset in datasets:
        for expense in dataset.expenses:
            if world.written.get(f"{company.id}/{expense.id}") is not None:
                return f"Transaction {expense.id} was processed before."
        if dataset.status != "pending" and not dataset.seeded:
            return f"Dataset {dataset.id} was sent before: create a new one."
    return None
