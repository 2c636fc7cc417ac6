"""Companies, datasets and syncs that appear without requests."""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence

import msgspec

from codatsyncexpenses.errors import ConfigurationError, RequestError
from codatsyncexpenses.models.shared import DataConnectionStatus
from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._api import response_bodies as responses
from codatsyncexpenses.sandbox._api.call import check_access
from codatsyncexpenses.sandbox._api.expense_operations import (
    DATASET,
    EXPENSES,
    add_dataset,
    send_expenses,
)
from codatsyncexpenses.sandbox._state import checks, records, syncs
from codatsyncexpenses.sandbox._state.accounting import DATA_TYPES, RECORDS, SOFTWARE
from codatsyncexpenses.sandbox._state.clock import SECOND, date
from codatsyncexpenses.sandbox._state.world import RefusedError, World, missing
from codatsyncexpenses.sandbox.companies import ENDINGS, RUNNING_LONG, Company, Stage

_EXPENSES = 3  # of a dataset
_SYNC_AGE = 26 * 3600 * SECOND
# The share of each code in a history of syncs, in percent.
_HISTORY = {2000: 78, 2040: 6, 4000: 4, 4040: 1, 4260: 1, 5000: 2, 5080: 2, 5120: 2, 5130: 4}
_ENCODE = msgspec.json.Encoder(decimal_format="number").encode


def seed(world: World) -> None:
    """Fill a new world with `companies.ALL` and the records that the documentation names by id."""
    with world.unit():
        if world.store.number("seeded") is None:
            fill(world)


def fill(world: World, chosen: Sequence[Company] = companies.ALL) -> None:
    """Fill an empty world with companies."""
    world.store.set_number("seeded", 1)
    for company in chosen:
        _add_company(world, company)
        count = 0 if company is companies.NOTHING_TO_SYNC else _EXPENSES
        for dataset_id in company.dataset_ids:
            expenses = [
                records.Expense(_transaction_id(dataset_id, each), type="Payment")
                for each in range(count)
            ]
            world.datasets.put(
                records.Dataset(
                    id=dataset_id, company_id=company.id, expenses=expenses, seeded=True
                )
            )
    if companies.SUCCEEDS not in chosen:
        return
    _seed_sync(world, companies.SUCCEEDS)
    for push_id in (companies.FIRST_PUSH_OPERATION_ID, companies.PUSH_OPERATION_ID):
        _seed_push(world, companies.SUCCEEDS, push_id)


def create_company(world: World, name: str, ending: int | Stage | None, base: str) -> Company:
    """Create a company that is ready to sync; `base` is the start of its link."""
    lasts = 0.0
    if ending == 1010:
        lasts, ending = RUNNING_LONG.lasts, RUNNING_LONG.ending
    if isinstance(ending, int):
        if ending not in ENDINGS:
            codes = ", ".join(map(str, [1010, *ENDINGS]))
            raise ConfigurationError(f"ending must be one of {codes}, not {ending!r}")
        ending = ENDINGS[ending]
    summary = "end as their data does" if ending is None else f"end with {ending.code}"
    company = Company(world.ids.uuid(), summary, (), ending, name=name, lasts=lasts)
    responses.announce_company(world, _add_company(world, company), base, "created")
    return company


def set_products(world: World, company_id: str, products: Sequence[str]) -> None:
    """Replace the products of a company, and announce each that is added or removed."""
    company, wanted = find_company(world, company_id), [*dict.fromkeys(products)]
    before, company.products = company.products, wanted
    world.companies.put(company)
    changes = [("added", each) for each in wanted if each not in before]
    changes += [("removed", each) for each in before if each not in wanted]
    for change, product in changes:
        payload: dict[str, object] = {
            "id": company.id,
            "name": company.name,
            "productId": product,
            "productName": product,
            "products": wanted,
        }
        world.outbox.add(f"company.product.{change}", payload)


def create_connection(world: World, company_id: str, platform: str, status: str, base: str) -> str:
    """Add a connection in a state to a company, and return its id; webhooks announce it."""
    company = find_company(world, company_id)
    if platform != records.EXPENSES and platform not in SOFTWARE:
        known = ", ".join([*SOFTWARE, records.EXPENSES])
        raise ConfigurationError(f"platform must be one of {known}, not {platform!r}")
    connection = world.connect(company, platform, _status(status))
    _announce(world, company, connection, base, "created")
    if status == "Linked":
        _announce(world, company, connection, base, "connected")
    return connection.id


def set_connection(
    world: World, company_id: str, connection_id: str, status: str, base: str
) -> None:
    """Set the status of a connection; a webhook announces that it is linked, or no longer."""
    company, found = find_company(world, company_id), world.connections.get(connection_id.lower())
    if found is None or found.company_id != company.id:
        raise missing(f"there is no connection {connection_id} of company {company_id}")
    before, found.status = found.status, _status(status)
    found.was_read = found.was_read or status == "Linked"
    world.connections.put(found)
    if (before == "Linked") != (status == "Linked"):
        linked = "connected" if before == "PendingAuth" else "reconnected"
        _announce(world, company, found, base, linked if status == "Linked" else "disconnected")


def _announce(
    world: World, company: records.Company, connection: records.Connection, base: str, event: str
) -> None:
    payload = responses.connection(world, connection, base)
    world.announce(f"connection.{event}", company, connection=payload)


def _status(status: str) -> str:
    known = [each.value for each in DataConnectionStatus]
    if status not in known:
        raise ConfigurationError(f"status must be one of {', '.join(known)}, not {status!r}")
    return status


def create_dataset(world: World, company_id: str, transactions: Sequence[object] | None) -> str:
    """Create a dataset from transactions in the API's form."""
    if transactions is None:
        transactions = [_sample(world)]
    company = find_company(world, company_id)
    try:
        given = DATASET.read(_encoded(transactions), is_json=True)
        return add_dataset(world, company, given).id
    except RefusedError as refused:
        raise RequestError(refused.error) from refused


def add_syncs(world: World, company_id: str, count: int, days: float) -> list[str]:
    """Add ended syncs to a company, spread over some days; return their ids, newest first."""
    count, span = checks.count("count", count, 0, 100_000), checks.days("days", days)
    company = find_company(world, company_id)
    dice = random.Random(f"{world.seed}/{company.id}/{world.ids.count}")  # noqa: S311 - a mix
    now = world.clock.now()
    moments = sorted(now - 1 - dice.randrange(span + 1) for _ in range(count))
    codes = dice.choices([*_HISTORY], [*_HISTORY.values()], k=count)
    made = [
        add_ended(world, company, at, ENDINGS[code], 0 if code == 2040 else dice.randint(1, 5))
        for at, code in zip(moments, codes, strict=True)
    ]
    return made[::-1]


def add_ended(
    world: World, company: records.Company, at: int, ending: Stage, transactions: int = 1
) -> str:
    """Add an ended sync to a company, and return its id."""
    ids = [world.ids.uuid() for _ in range(transactions)]
    sync = records.Sync(
        id=world.ids.uuid(),
        company_id=company.id,
        at=at,
        ends=min(world.clock.now(), at + world.sync_time),
        dataset_ids=[],
        transactions=[records.Transaction(each, "Pending") for each in ids],
        ending=ending,
    )
    syncs.mark(sync, ending)
    world.syncs.put(sync)
    return sync.id


def start_sync(world: World, company_id: str) -> str:
    """Start a sync of one sample expense, as a request does, and return its id."""
    company = find_company(world, company_id)
    try:
        check_access(company)
        given = EXPENSES.read(_ENCODE([_sample(world)]), is_json=True)
        return send_expenses(world, company, given).id
    except RefusedError as refused:
        raise RequestError(refused.error) from refused


def find_company(world: World, company_id: str) -> records.Company:
    """Return the company with this id, or raise `RequestError`."""
    try:
        return world.company(company_id)
    except RefusedError as refused:
        raise RequestError(refused.error) from refused


def _encoded(transactions: Sequence[object]) -> bytes:
    try:
        return _ENCODE({"items": transactions})
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise RequestError(f"transactions cannot be written as JSON: {error}") from error


def _sample(world: World) -> dict[str, object]:
    return {
        "id": world.ids.uuid(),
        "type": "Payment",
        "issueDate": f"{date(world.clock.now()):%Y-%m-%d}",
        "currency": "GBP",
        "merchantName": "Amazon UK",
        "lines": [{"netAmount": 110.42, "taxAmount": 14.43, "accountRef": {"id": "6"}}],
    }


def _add_company(world: World, company: Company) -> records.Company:
    """Add a company with its connections, its configuration and its accounting data."""
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
    if company.ending == ENDINGS[4000]:
        record.bank_account = None
    world.companies.put(record)
    if company.connected:
        connection = world.connect(record, "gbol", id_=company.connection_id)
        world.connect(record, records.EXPENSES)
        for data_type in DATA_TYPES:
            id_ = str(uuid.uuid5(uuid.UUID(connection.id), data_type))
            if connection.id == companies.CONNECTION_ID and data_type == "chartOfAccounts":
                id_ = companies.PULL_OPERATION_ID
                _add_pull(world, connection, data_type, companies.FIRST_PULL_OPERATION_ID)
            _add_pull(world, connection, data_type, id_)
    return record


def _add_pull(world: World, connection: records.Connection, data_type: str, id_: str) -> None:
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


def _seed_sync(world: World, company: Company) -> None:
    since = world.clock.now() - _SYNC_AGE
    (dataset_id,) = company.dataset_ids
    ids = [_transaction_id(dataset_id, each) for each in range(_EXPENSES)]
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


def _seed_push(world: World, company: Company, id_: str) -> None:
    since = world.clock.now() - _SYNC_AGE
    world.pushes.put(
        records.Push(
            id=id_,
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


def _transaction_id(dataset_id: str, number: int) -> str:
    """Return the id of a seeded transaction."""
    return str(uuid.uuid5(uuid.UUID(dataset_id), str(number)))
