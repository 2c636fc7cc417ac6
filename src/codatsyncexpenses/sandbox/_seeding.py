"""What every sandbox has from the start."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._clock import SECOND

if TYPE_CHECKING:
    from codatsyncexpenses.sandbox._world import World

_EXPENSES = 3  # of a dataset
_SYNC_AGE = 26 * 3600 * SECOND


def seed_companies(world: World) -> None:
    """Make the companies with their datasets, and the sync that the documentation names."""
    for company in companies.ALL:
        world.add(company)
        count = 0 if company is companies.NOTHING_TO_SYNC else _EXPENSES
        for dataset_id in company.dataset_ids:
            world.datasets.put(
                records.Dataset(
                    id=dataset_id,
                    company_id=company.id,
                    expenses=[records.Expense(_id_of(dataset_id, each)) for each in range(count)],
                    seeded=True,
                )
            )
    _seed_sync(world, companies.SUCCEEDS)


def _seed_sync(world: World, company: companies.Company) -> None:
    since = world.clock.now() - _SYNC_AGE
    (dataset_id,) = company.dataset_ids
    ids = [_id_of(dataset_id, each) for each in range(_EXPENSES)]
    world.syncs.put(
        records.Sync(
            id=companies.SUCCEEDED_SYNC_ID,
            company_id=company.id,
            at=since,
            ends=since + world.sync_time,
            dataset_ids=[dataset_id],
            transactions=[records.Transaction(each, "Completed") for each in ids],
            ending=company.ending,
        )
    )


def _id_of(dataset_id: str, number: int) -> str:
    """The id of a seeded transaction."""
    if dataset_id in companies.DUPLICATE_PREVENTED.dataset_ids and not number:
        return "4d7c6929-7770-412b-91bb-44d3bc71d111"  # the one that its ending names
    return str(uuid.uuid5(uuid.UUID(dataset_id), str(number)))
