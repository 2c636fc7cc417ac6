"""The operations on companies, their connections and their configuration."""

from __future__ import annotations

import re

from codatsyncexpenses.sandbox import _inputs as inputs
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox import _wording as wording
from codatsyncexpenses.sandbox._call import Answer, Call
from codatsyncexpenses.sandbox._world import EXPENSES, RefusedError

# What a company's name may hold; the service drops all else without a word.
_DROPPED = re.compile(r"[^A-Za-z0-9\s\-'&@.,?!]")


def list_companies(call: Call) -> Answer:
    """Give a page of the companies."""
    found = [wording.company(call.world, each, call.base) for each in call.world.companies.all()]
    return Answer(200, inputs.page_of(call.query, call.path, found))


def create_company(call: Call) -> Answer:
    """Make a company, without connections."""
    given = call.body(inputs.Company)
    company = records.Company(
        id=call.world.ids.uuid(),
        name=_name(given),
        description=given.description,
        created=call.world.clock.now(),
    )
    call.world.companies.put(company)
    call.world.announce("company.created", company)
    return _company(call, company)


def get_company(call: Call) -> Answer:
    """Read a company."""
    return _company(call, call.company)


def update_company(call: Call) -> Answer:
    """Change a company's name and description."""
    company, given = call.company, call.body(inputs.Company)
    company.name, company.description = _name(given), given.description
    call.world.companies.put(company)
    return _company(call, company)


def delete_company(call: Call) -> Answer:
    """Remove a company and all that belongs to it."""
    call.world.remove(call.company)
    return Answer(204)


def list_connections(call: Call) -> Answer:
    """Give a page of the company's connections."""
    connections = call.world.connections.of(call.company.id)
    found = [wording.connection(each, call.base) for each in connections]
    return Answer(200, inputs.page_of(call.query, call.path, found))


def create_connection(call: Call) -> Answer:
    """Make a connection to an accounting software, for its link to link."""
    company, key = call.company, call.body(inputs.NewConnection).platform_key
    if key not in wording.PLATFORMS:
        error = f"platformKey must be one of {', '.join(wording.PLATFORMS)}, not {key}."
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


def get_configuration(call: Call) -> Answer:
    """Read what a company's expenses are written to."""
    return Answer(200, wording.configuration(call.company))


def set_configuration(call: Call) -> Answer:
    """Say what a company's expenses are written to."""
    company, given = call.company, call.body(inputs.Configuration)
    company.bank_account = given.bank_account.id
    company.supplier = given.supplier.id
    company.customer = given.customer.id
    call.world.companies.put(company)
    return Answer(200, wording.configuration(company))


def get_mapping_options(call: Call) -> Answer:
    """Tell what expenses can be mapped to."""
    return Answer(200, wording.mapping_options(call.company.created))


def _name(given: inputs.Company) -> str:
    name = _DROPPED.sub("", given.name).strip()
    if not name:
        raise RefusedError(400, "name must hold letters or digits.", "ClientsApi")
    return name


def _company(call: Call, company: records.Company) -> Answer:
    return Answer(200, wording.company(call.world, company, call.base))


def _connection(call: Call, connection: records.Connection) -> Answer:
    return Answer(200, wording.connection(connection, call.base))


def _changed(call: Call, connection: records.Connection, *events: str) -> Answer:
    """Tell the webhooks what happened to a connection, and the caller how it stands."""
    told = wording.connection(connection, call.base)
    for event in events:
        call.world.announce(f"connection.{event}", call.company, connection=told)
    return Answer(200, told)
