"""How a sync starts, progresses and ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox._state import books, records
from codatsyncexpenses.sandbox._state.accounting import SOFTWARE, Software
from codatsyncexpenses.sandbox._state.world import RefusedError, World
from codatsyncexpenses.sandbox.companies import ENDINGS, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

_SUCCESS = (2000, 2040)
# Webhooks have no separate status for this.
_TOLD = {"ValidationError": "Failed"}

# The status of a sync's transactions at its end, by its code; until then, it is `Pending`.
_OUTCOMES = {
    2000: "Completed",
    2040: "Pending",
    4000: "ValidationError",
    5000: "Unknown",
    5080: "ValidationError",
    5120: "ValidationError",
}


def start(
    world: World, company: records.Company, dataset_ids: Sequence[str] | None
) -> records.Sync:
    """Start a sync of these datasets, or of all pending ones."""
    known = {dataset.id: dataset for dataset in world.datasets.of(company.id)}
    for dataset_id in dataset_ids or ():
        if dataset_id not in known:
            raise RefusedError(404, f"The company has no dataset {dataset_id}.")
    _check_connections(world, company, 422)
    if dataset_ids is None:
        waiting = (each for each in known.values() if each.seeded or each.status == "pending")
        dataset_ids = [each.id for each in waiting if not each.is_sent]
    return _begin(world, company, [known[each] for each in dict.fromkeys(dataset_ids)])


def send(
    world: World, company: records.Company, expenses: Sequence[records.Expense]
) -> records.Sync:
    """Start a sync of the given transactions."""
    _check_connections(world, company, 400)
    dataset = records.Dataset(
        id=world.ids.uuid(), company_id=company.id, expenses=list(expenses), is_sent=True
    )
    world.datasets.put(dataset)
    return _begin(world, company, [dataset])


def settle(world: World, moment: int) -> None:
    """End the syncs that are due by a moment."""
    while (sync := world.syncs.due(moment)) is not None:
        _end(world, sync)


def is_success(sync: records.Sync) -> bool:
    """Return whether a sync has ended successfully."""
    return sync.ending is not None and sync.ending.code in _SUCCESS


def accepted(world: World, company: records.Company) -> tuple[dict[str, int], int]:
    """Return how often each new expense was sent, by its id, and how many syncs 5080 ended."""
    sent = Counter(
        expense.id
        for dataset in world.datasets.of(company.id)
        for expense in dataset.expenses
        if dataset.is_sent and expense.kind == "expense" and not expense.is_update
    )
    ended = (each for each in world.syncs.of(company.id) if each.dataset_ids and each.ending)
    return dict(sent), sum(1 for each in ended if each.ending and each.ending.code == 5080)


def progress(sync: records.Sync, now: int) -> float:
    """Return the elapsed part of a sync, from 0 to 1."""
    if sync.ending is not None:
        return 1.0
    return min(1.0, max(0.0, (now - sync.at) / max(1, sync.ends - sync.at)))


def mark(sync: records.Sync, stage: Stage) -> None:
    """Set the outcome of a sync's transactions from its last stage."""
    outcome = _OUTCOMES.get(stage.code, "PushError")
    for each in sync.transactions:
        each.status, each.message = outcome, stage.exception or None
        if stage == ENDINGS[5080]:  # of a company whose every transaction counts as written before
            each.message = _repeats(each.id)


def _check_connections(world: World, company: records.Company, status: int) -> None:
    if not world.is_connected(company.id):
        error = "The company lacks a valid pair of accounting and expense connections."
        raise RefusedError(status, error)


def _begin(
    world: World, company: records.Company, datasets: Sequence[records.Dataset]
) -> records.Sync:
    since = world.clock.now()
    ends = since + max(world.sync_time, company.lasts)
    sync = records.Sync(
        id=world.ids.uuid(),
        company_id=company.id,
        due=ends,
        at=since,
        ends=ends,
        dataset_ids=[each.id for each in datasets],
        transactions=[
            records.Transaction(expense.id, "Pending")
            for dataset in datasets
            for expense in dataset.expenses
        ],
    )
    world.syncs.put(sync)
    return sync


def _end(world: World, sync: records.Sync) -> None:
    moment, sync.due = sync.due, None
    company = world.company(sync.company_id)
    datasets = [found for each in sync.dataset_ids if (found := world.datasets.get(each))]
    stage = _ending(world, company, datasets)
    mark(sync, stage)
    if stage.code == 2000:
        stage = _write(world, company, sync, datasets)
    sync.ending = stage
    for dataset in datasets:
        if stage.code == 2000:
            dataset.status = "synced"
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
            {
                "id": each.id,
                "status": _TOLD.get(each.status, each.status),
                "errorMessage": each.message,
            }
            for each in sync.transactions
        ],
    )


def _ending(world: World, company: records.Company, datasets: Sequence[records.Dataset]) -> Stage:
    """Return the last stage of a sync."""
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
    software = _software(world, company)
    for each in expenses:
        default = _missing_default(company, software, each)
        if default is not None:
            return replace(
                ENDINGS[4000],
                error=f"The company's configuration has no default {default}.",
                exception=f"Configuration check failed: {default} is empty.",
            )
    return ENDINGS[2000 if expenses else 2040]


def _software(world: World, company: records.Company) -> Software:
    connection = world.accounting(company.id)
    assert connection is not None  # noqa: S101 - a sync of a company without it has ended before
    return SOFTWARE[connection.platform]


def _missing_default(
    company: records.Company, software: Software, expense: records.Expense
) -> str | None:
    """Return the default that an expense needs and the configuration lacks."""
    if not company.bank_account and not expense.has_bank_account:
        return "bank account"
    party = software.party if expense.name == "Payment" else software.other_party
    needs_default = party.startswith("default ") or not expense.has_contact
    if expense.kind != "expense" or not party or not needs_default:
        return None
    has_default = company.customer if party == "customer" else company.supplier
    return None if has_default else party.removeprefix("default ")


def _write(
    world: World,
    company: records.Company,
    sync: records.Sync,
    datasets: Sequence[records.Dataset],
) -> Stage:
    """Write the transactions that the accounting software accepts, and return the last stage."""
    software, problems = _software(world, company), dict[str, str]()
    for each in (expense for dataset in datasets for expense in dataset.expenses):
        key = records.written_id(company.id, each.kind, each.id)
        before = world.written.get(key)
        is_update = each.is_update or (each.kind == "transfer" and before is not None)
        problem = each.problem or _refusal(world, company, software, each, is_update)
        if problem:
            problems[each.id] = problem
        else:
            account = each.bank_account or (before or company).bank_account or ""
            written = records.Written(id=key, company_id=company.id, type=each.type)
            written.bank_account = account
            world.written.put(written)
    if not problems:
        return company.ending or ENDINGS[2000]
    for outcome in sync.transactions:
        if outcome.id in problems:
            outcome.status, outcome.message = "PushError", problems[outcome.id]
    first = next(iter(problems.values()))
    pushed = len(problems) < len(sync.transactions)
    return replace(ENDINGS[5130], exception=first, pushed=pushed)


def _refusal(
    world: World,
    company: records.Company,
    software: Software,
    expense: records.Expense,
    is_update: bool,
) -> str:
    """Return the reason why the accounting software refuses a transaction; empty if it does not."""
    taken = software.updates if is_update else software.creates
    if expense.name not in taken.split():
        verb = "Updating" if is_update else "Creating"
        return f"{verb} a transaction of type {expense.name} is not supported for {software.name}."
    if expense.name in software.cards_only.split():
        id_ = expense.bank_account or company.bank_account or ""
        account = books.find(world, company, "bankAccounts", id_)
        if account is not None and account.get("accountType") == "Debit":
            return f"{software.name} supports a {expense.name} on a credit card account only."
    return ""


def _repeated(
    world: World, company: records.Company, datasets: Sequence[records.Dataset]
) -> str | None:
    """Return an error that names the first duplicate; None if there is none."""
    for dataset in datasets:
        if dataset.seeded:
            continue
        for each in dataset.expenses:
            key = records.written_id(company.id, each.kind, each.id)
            is_new = not each.is_update and each.kind != "transfer"
            if is_new and world.written.get(key) is not None:
                return _repeats(each.id)
        if dataset.status != "pending":
            return f"Dataset {dataset.id} was already sent: create a new one."
    return None


def _repeats(transaction_id: str) -> str:
    return f"Transaction {transaction_id} was already processed."
