"""What every sandbox has from the start."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox import _checks as checks
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._accounting import DATA_TYPES, RECORDS
from codatsyncexpenses.sandbox._clock import SECOND

if TYPE_CHECKING:
    from codatsyncexpenses.sandbox._world import World

_EXPENSES = 3  # of a dataset
_SYNC_AGE = 26 * 3600 * SECOND


def seed_companies(world: World) -> None:
    """Make the companies with their datasets, and what the documentation names by its id."""
    for company in companies.ALL:
        add_company(world, company)
        count = 0 if company is companies.NOTHING_TO_SYNC else _EXPENSES
        for dataset_id in company.dataset_ids:
            world.datasets.put(
                records.Dataset(
                    id=dataset_id,
                    company_id=company.id,
                    expenses=[
                        records.Expense(_id_of(dataset_id, each), type="Payment")
                        for each in range(count)
                    ],
                    seeded=True,
                )
            )
    _seed_sync(world, companies.SUCCEEDS)
    _seed_push(world, companies.SUCCEEDS)


def add_company(world: World, company: companies.Company) -> records.Company:
    """Keep a company that is described, connected, configured and read as it says."""
    record = records.Company(
        id=company.id,
        name=company.name,
        created=world.clock.now(),
        summary=company.summary,
        ending=company.ending,
        lasts=checks.duration("lasts", company.lasts),
        refusal=company.refusal,
        bank_account="32",
        supplier="67",
        customer="142",
    )
    if company.ending == companies.ENDINGS[4000]:
        record.bank_account = None
    world.companies.put(record)
    if company.connected:
        connection = world.connect(record, "gbol", id_=company.connection_id)
        world.connect(record, records.EXPENSES)
        for data_type in DATA_TYPES:
            _add_pull(world, connection, data_type)
    return record


def _add_pull(world: World, connection: records.Connection, data_type: str) -> None:
    id_ = str(uuid.uuid5(uuid.UUID(connection.id), data_type))
    if connection.id == companies.CONNECTION_ID and data_type == "chartOfAccounts":
        id_ = companies.PULL_OPERATION_ID
    world.pulls.put(
        records.Pull(
            id=id_,
            company_id=connection.company_id,
            at=connection.created,
            ends=connection.created,
            connection_id=connection.id,
            data_type=data_type,
            ending="Complete",
        )
    )


def _seed_sync(world: World, company: companies.Company) -> None:
    since = world.clock.now() - _SYNC_AGE
    (dataset_id,) = company.dataset_ids
    ids = [_id_of(dataset_id, each) for each in range(_EXPENSES)]
    ids.append(companies.WRITTEN_TRANSACTION_ID)
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
    for kind, id_ in [*(("expense", id_) for id_ in ids), ("reimbursement", ids[-1])]:
        written = records.Written(id=records.written_id(company.id, kind, id_))
        written.company_id, written.type = company.id, "Payment"
        world.written.put(written)


def _seed_push(world: World, company: companies.Company) -> None:
    since = world.clock.now() - _SYNC_AGE
    world.pushes.put(
        records.Push(
            id=companies.PUSH_OPERATION_ID,
            company_id=company.id,
            at=since,
            ends=since,
            connection_id=companies.CONNECTION_ID,
            data_type="customers",
            record_id=companies.CUSTOMER_ID,
            change="Created",
            fields=dict(RECORDS["customers"][companies.CUSTOMER_ID]),
            status="Success",
        )
    )


def _id_of(dataset_id: str, number: int) -> str:
    """The id of a seeded transaction."""
    if dataset_id in companies.DUPLICATE_PREVENTED.dataset_ids and not number:
        return "4d7c6929-7770-412b-91bb-44d3bc71d111"  # the one that its ending names
    return str(uuid.uuid5(uuid.UUID(dataset_id), str(number)))
