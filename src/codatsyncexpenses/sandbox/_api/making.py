"""Makes what a test or a demonstration needs, without requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from codatsyncexpenses.errors import ConfigurationError, RequestError
from codatsyncexpenses.sandbox import _checks as checks
from codatsyncexpenses.sandbox import _expense_inputs as of_expenses
from codatsyncexpenses.sandbox import _history as history
from codatsyncexpenses.sandbox import _inputs as inputs
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._clock import date
from codatsyncexpenses.sandbox._seeding import add_company
from codatsyncexpenses.sandbox._world import RefusedError, World
from codatsyncexpenses.sandbox.companies import ENDINGS, RUNNING_LONG, Company, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

_WRITE = msgspec.json.Encoder(decimal_format="number").encode


def create_company(world: World, name: str, ending: int | Stage | None) -> Company:
    """Make a company that is ready to sync."""
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
    world.announce("company.created", add_company(world, company))
    return company


def create_dataset(world: World, company_id: str, transactions: Sequence[object] | None) -> str:
    """Make a dataset of transactions in the API's form."""
    if transactions is None:
        transactions = [_sample(world)]
    try:
        company = world.company(company_id)
        given = inputs.read(_written(transactions), of_expenses.Dataset, is_json=True)
        expenses = of_expenses.expenses(given.items, "items")
    except RefusedError as refused:
        raise RequestError(refused.error) from refused
    dataset = records.Dataset(id=world.ids.uuid(), company_id=company.id, expenses=expenses)
    world.datasets.put(dataset)
    return dataset.id


def add_syncs(world: World, company_id: str, count: int, days: float) -> list[str]:
    """Give a company syncs that have ended."""
    count, span = checks.count("count", count), checks.days("days", days)
    try:
        company = world.company(company_id)
    except RefusedError as refused:
        raise RequestError(refused.error) from refused
    return history.add(world, company, count, span)


def _written(transactions: Sequence[object]) -> bytes:
    try:
        return _WRITE({"items": transactions})
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
