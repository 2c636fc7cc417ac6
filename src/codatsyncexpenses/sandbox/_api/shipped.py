"""The shipped states, made by the code that makes all other states, so that they stay current."""

from __future__ import annotations

from codatsyncexpenses.errors import ConfigurationError
from codatsyncexpenses.sandbox import companies, states
from codatsyncexpenses.sandbox._api import seeding
from codatsyncexpenses.sandbox._state.world import World
from codatsyncexpenses.sandbox.companies import Company

_NAME = "Harbour Lane Coffee"
_SYNCS, _DAYS = 1000, 365


def restore(world: World, name: str) -> None:
    """Replace everything with a shipped state.

    :raises ConfigurationError: if there is no state of this name
    """
    if name not in _STATES:
        known = ", ".join(states.NAMES)
        raise ConfigurationError(f"there is no state {name!r}; the shipped ones are {known}")
    world.reset()
    _STATES[name](world)


def _new_customer(world: World) -> None:
    company = Company(states.COMPANY_ID, _SUMMARY, (), None, name=_NAME, connected=False)
    seeding.fill(world, [company])
    record = world.company(company.id)
    record.bank_account = record.supplier = record.customer = None
    world.companies.put(record)
    world.connect(record, "gbol", "PendingAuth", states.CONNECTION_ID)


def _year_of_syncs(world: World) -> None:
    company = Company(
        states.COMPANY_ID, _SUMMARY, (), None, name=_NAME, connection_id=states.CONNECTION_ID
    )
    seeding.fill(world, [company])
    seeding.add_syncs(world, company.id, _SYNCS, _DAYS)


def _everything_failing(world: World) -> None:
    failing = [each for each in companies.ALL if not _succeeds(each)]
    seeding.fill(world, failing)
    for each in failing:
        if each.ending is not None:
            seeding.add_ended(world, world.company(each.id), world.clock.now() - 1, each.ending)


def _succeeds(company: Company) -> bool:
    return company.ending is not None and company.ending.code < 4000


_SUMMARY = "end as their data does"
_STATES = {
    "new-customer": _new_customer,
    "year-of-syncs": _year_of_syncs,
    "everything-failing": _everything_failing,
}
