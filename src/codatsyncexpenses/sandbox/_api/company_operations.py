"""The operations on companies, their connections and their configuration."""

from __future__ import annotations

import re

from msgspec import UNSET

from codatsyncexpenses.sandbox import _books as books
from codatsyncexpenses.sandbox import _inputs as inputs
from codatsyncexpenses.sandbox import _pulls as pulls
from codatsyncexpenses.sandbox import _query as queries
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox import _shapes as shapes
from codatsyncexpenses.sandbox import _wording as wording
from codatsyncexpenses.sandbox._accounting import PLATFORMS
from codatsyncexpenses.sandbox._call import Answer, Call
from codatsyncexpenses.sandbox._paging import page_of
from codatsyncexpenses.sandbox._records import EXPENSES
from codatsyncexpenses.sandbox._world import RefusedError

_NEEDED = re.compile(r"[A-Za-z0-9]")
# What a company's name may hold; the service drops all else without a word.
_DROPPED = re.compile(r"[^A-Za-z0-9\s\-'&@.,?!]")


def list_companies(call: Call) -> Answer:
    """Give a page of the companies."""
    is_meant = queries.condition(call.query.get("tags", ""), None, "tags")
    chosen = [each for each in call.world.companies.all() if is_meant(each.tags)]
    found = [wording.company(call.world, each, call.base) for each in chosen]
    return Answer(200, page_of(call.query, call.path, found, shapes.COMPANY))


def create_company(call: Call) -> Answer:
    """Make a company, without connections."""
    given = call.body(inputs.Company)
    company = records.Company(
        id=call.world.ids.uuid(), name=_name(given.name), created=call.world.clock.now()
    )
    _describe(company, given)
    call.world.companies.put(company)
    call.world.announce("company.created", company)
    return _company(call, company)


def get_company(call: Call) -> Answer:
    """Read a company."""
    return _company(call, call.company)


def replace_company(call: Call) -> Answer:
    """Describe a company anew: what is not given is gone."""
    company, given = call.company, call.body(inputs.Company)
    company.name, company.description, company.tags = _name(given.name), None, {}
    return _changed_company(call, company, given)


def update_company(call: Call) -> Answer:
    """Change of a company what is given."""
    company, given = call.company, call.body(inputs.CompanyChange)
    if given.name is not UNSET:
        company.name = _name(given.name)
    return _changed_company(call, company, given)


def delete_company(call: Call) -> Answer:
    """Remove a company and all that belongs to it."""
    call.world.remove(call.company)
    return Answer(204)


def list_connections(call: Call) -> Answer:
    """Give a page of the company's connections."""
    connections = call.world.connections.of(call.company.id)
    found = [wording.connection(call.world, each, call.base) for each in connections]
    return Answer(200, page_of(call.query, call.path, found, shapes.CONNECTION))


def create_connection(call: Call) -> Answer:
    """Make a connection to an accounting software, for its link to link."""
    company, key = call.company, call.body(inputs.NewConnection).platform_key
    if key not in PLATFORMS:
        error = f"platformKey must be one of {', '.join(PLATFORMS)}, not {key}."
        raise RefusedError(400, error, "ClientsApi")
    return _changed(call, call.world.connect(company, key, "PendingAuth"), "created")


def create_partner_expense_connection(call: Call) -> Answer:
    """Make the connection of the expenses, which is linked at once; one is enough."""
    company = call.company
    for each in call.world.connections.of(company.id):
        if each.platform == EXPENSES and each.status == "Linked":
            return _connection(call, each)
    return _changed(call, call.world.connect(company, EXPENSES), "created", "connected")


def get_connection(call: Call) -> Answer:
    """Read a connection."""
    return _connection(call, call.connection)


def unlink_connection(call: Call) -> Answer:
    """Unlink a connection; its link links it again."""
    connection = call.connection
    connection.status = call.body(inputs.Link).status
    call.world.connections.put(connection)
    return _changed(call, connection, "disconnected")


def delete_connection(call: Call) -> Answer:
    """Remove a connection."""
    connection = call.connection
    call.world.connections.remove(connection.id)
    books.forget(call.world, call.company, connection)
    _changed(call, connection, "deleted")
    return Answer(200)


def follow_link(call: Call) -> None:
    """Do what the customer does who opens a link: of one connection, or of all."""
    if "connection_id" in call.ids:
        connections = [call.connection]
    else:
        connections = call.world.connections.of(call.company.id)
    for connection in connections:
        if connection.status != "Linked":
            event = "connected" if connection.status == "PendingAuth" else "reconnected"
            connection.status = "Linked"
            call.world.connections.put(connection)
            _changed(call, connection, event)
            if connection.platform != EXPENSES:
                pulls.start_all(call.world, connection)


def get_configuration(call: Call) -> Answer:
    """Read what a company's expenses are written to."""
    return Answer(200, wording.configuration(call.company))


def set_configuration(call: Call) -> Answer:
    """Say what a company's expenses are written to."""
    company, given = call.company, call.body(inputs.Configuration)
    company.bank_account = given.bank_account.id or None
    company.supplier = given.supplier.id or None
    company.customer = given.customer.id or None
    call.world.companies.put(company)
    return Answer(200, wording.configuration(company))


def _name(given: str) -> str:
    name = _DROPPED.sub("", given).strip()
    if not _NEEDED.search(name):
        raise RefusedError(400, "name must hold letters or digits.", "ClientsApi")
    return name


def _describe(company: records.Company, given: inputs.Company | inputs.CompanyChange) -> None:
    if given.description is not UNSET:
        company.description = given.description
    if given.tags is not UNSET:
        company.tags = given.tags


def _changed_company(
    call: Call, company: records.Company, given: inputs.Company | inputs.CompanyChange
) -> Answer:
    _describe(company, given)
    call.world.companies.put(company)
    return _company(call, company)


def _company(call: Call, company: records.Company) -> Answer:
    return Answer(200, wording.company(call.world, company, call.base))


def _connection(call: Call, connection: records.Connection) -> Answer:
    return Answer(200, wording.connection(call.world, connection, call.base))


def _changed(call: Call, connection: records.Connection, *events: str) -> Answer:
    """Tell the webhooks what happened to a connection, and the caller how it stands."""
    told = wording.connection(call.world, connection, call.base)
    for event in events:
        call.world.announce(f"connection.{event}", call.company, connection=told)
    return Answer(200, told)
