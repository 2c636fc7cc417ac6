"""The operations on companies, their connections and their configuration."""

from __future__ import annotations

import re

from codatsyncexpenses.models import shared
from codatsyncexpenses.sandbox._api import lists
from codatsyncexpenses.sandbox._api import response_bodies as responses
from codatsyncexpenses.sandbox._api.call import Call, Result
from codatsyncexpenses.sandbox._api.request_bodies import Body
from codatsyncexpenses.sandbox._state import books, records
from codatsyncexpenses.sandbox._state.accounting import SOFTWARE
from codatsyncexpenses.sandbox._state.clock import DAY
from codatsyncexpenses.sandbox._state.records import EXPENSES
from codatsyncexpenses.sandbox._state.world import RefusedError

_COMPANY = Body(shared.CompanyRequestBody)
_COMPANY_CHANGE = Body(shared.CompanyUpdateRequest)
_NEW_CONNECTION = Body(shared.CreateConnectionRequestBody)
_UNLINK = Body(shared.UnlinkConnectionUpdateConnection)
_CONFIGURATION = Body(shared.CompanyConfiguration)
_NEEDED = re.compile(r"[A-Za-z0-9]")
# The service drops other characters of a company's name silently.
_DROPPED = re.compile(r"[^A-Za-z0-9\s\-'&@.,?!]")


def list_companies(call: Call) -> Result:
    """Return a page of the companies."""
    has_tags = lists.condition(call.query.get("tags", ""), None, "tags")
    chosen = [each for each in call.world.companies.all() if has_tags(each.tags)]
    found = [responses.company(call.world, each, call.base) for each in chosen]
    return Result(200, lists.page(call.query, call.path, found, lists.COMPANY))


def create_company(call: Call) -> Result:
    """Create a company, without connections."""
    given = call.read(_COMPANY)
    company = records.Company(
        id=call.world.ids.uuid(), name=_name(given.name), created=call.world.clock.now()
    )
    answer = _changed_company(call, company, given)
    responses.announce_company(call.world, company, call.base, "created")
    return answer


def get_company(call: Call) -> Result:
    """Return a company."""
    return _company(call, call.company)


def replace_company(call: Call) -> Result:
    """Replace the details of a company; those not given are removed."""
    company, given = call.company, call.read(_COMPANY)
    company.name, company.description, company.tags = _name(given.name), None, {}
    return _changed_company(call, company, given)


def update_company(call: Call) -> Result:
    """Change the given details of a company."""
    company, given = call.company, call.read(_COMPANY_CHANGE)
    if given.name is not None:
        company.name = _name(given.name)
    return _changed_company(call, company, given)


def delete_company(call: Call) -> Result:
    """Remove a company and all its records."""
    company = call.company
    responses.announce_company(call.world, company, call.base, "deleted")
    call.world.remove(company)
    return Result(204)


def list_connections(call: Call) -> Result:
    """Return a page of the company's connections."""
    connections = call.world.connections.of(call.company.id)
    found = [responses.connection(call.world, each, call.base) for each in connections]
    return Result(200, lists.page(call.query, call.path, found, lists.CONNECTION))


def create_connection(call: Call) -> Result:
    """Create a connection to accounting software; opening its link links it."""
    company = call.company
    key = call.read(_NEW_CONNECTION).platform_key if call.content else None
    if key is None or key not in SOFTWARE:
        known = ", ".join(SOFTWARE)
        error = f"There is no accounting software with the platformKey {key}; known are {known}."
        raise RefusedError(404, error, "ClientsApi")
    if any(each.platform != EXPENSES for each in call.world.connections.of(company.id)):
        error = "The company has a connection to an accounting software; delete it first."
        raise RefusedError(403, error, "ClientsApi")
    return _changed(call, call.world.connect(company, key, "PendingAuth"), "created")


def create_partner_expense_connection(call: Call) -> Result:
    """Create a linked partner expense connection, unless there is one."""
    company = call.company
    for each in call.world.connections.of(company.id):
        if each.platform == EXPENSES and each.status == "Linked":
            return _connection(call, each)
    return _changed(call, call.world.connect(company, EXPENSES), "created", "connected")


def get_connection(call: Call) -> Result:
    """Return a connection."""
    return _connection(call, call.connection)


def unlink_connection(call: Call) -> Result:
    """Unlink a connection; opening its link links it again.

    Without a status, the connection is unchanged.
    """
    connection = call.connection
    status = call.read(_UNLINK).status if call.content else None
    if not status:
        return _connection(call, connection)
    if (connection.status, status) != ("Linked", "Unlinked"):
        error = "Only a linked connection can be unlinked, with the status Unlinked"
        now = f"it is {connection.status}, and {status} was asked for"
        raise RefusedError(404, f"{error}: {now}.", "ClientsApi")
    connection.status = "Unlinked"
    call.world.connections.put(connection)
    return _changed(call, connection, "disconnected")


def delete_connection(call: Call) -> Result:
    """Remove a connection."""
    connection = call.connection
    call.world.connections.remove(connection.id)
    books.remove_connection(call.world, call.company, connection)
    _changed(call, connection, "deleted")
    return Result(200)


def check_link(call: Call) -> None:
    """Refuse a link without a target, and a one-time link that was opened or is a day old."""
    record = call.connection if "connection_id" in call.ids else call.company
    visits, _, made = call.query.get("once", "").partition("-")
    is_fresh = made.isdecimal() and call.world.clock.now() - int(made) <= DAY
    if call.world.one_time_links and not (is_fresh and visits == str(record.visits)):
        error = "This link was used, or has expired: read the company or connection for a new one."
        raise RefusedError(404, error, "Sandbox")


def follow_link(call: Call) -> str:
    """Link one connection, or all of a company, as a customer does by opening the link.

    With `authorise=no` in the query, the customer refuses, which deauthorises linked connections.
    Return the outcome in words.
    """
    check_link(call)
    refuses = call.query.get("authorise") == "no"
    if "connection_id" in call.ids:
        connections = [call.connection]
    else:
        company = call.company
        company.visits += 1
        call.world.companies.put(company)
        connections = call.world.connections.of(company.id)
    for connection in connections:
        _visit(call, connection, refuses)
    return "is not linked" if refuses else "is linked"


def _visit(call: Call, connection: records.Connection, refuses: bool) -> None:
    """Link a connection, or refuse to."""
    connection.visits += 1
    call.world.connections.put(connection)
    if refuses and connection.platform != EXPENSES:
        event = "disconnected" if connection.status == "Linked" else "failed"
        if event == "disconnected":
            connection.status = "Deauthorized"
            call.world.connections.put(connection)
        _changed(call, connection, event)
    elif connection.status != "Linked" and not refuses:
        event = "connected" if connection.status == "PendingAuth" else "reconnected"
        connection.status = "Linked"
        call.world.connections.put(connection)
        _changed(call, connection, event)
        if connection.platform != EXPENSES:
            books.start_reads(call.world, connection)


def get_company_configuration(call: Call) -> Result:
    """Return the default accounts and contacts of a company's expenses."""
    return Result(200, responses.configuration(call.company))


def set_company_configuration(call: Call) -> Result:
    """Set the default accounts and contacts of a company's expenses."""
    company, given = call.company, call.read(_CONFIGURATION)
    company.bank_account = given.bank_account.id or None
    company.supplier = given.supplier.id or None
    company.customer = given.customer.id or None
    call.world.companies.put(company)
    return Result(200, responses.configuration(company))


def _name(given: str) -> str:
    name = _DROPPED.sub("", given).strip()
    if not _NEEDED.search(name):
        raise RefusedError(400, "name must hold letters or digits.", "ClientsApi")
    return name


def _changed_company(
    call: Call,
    company: records.Company,
    given: shared.CompanyRequestBody | shared.CompanyUpdateRequest,
) -> Result:
    if given.description is not None:
        company.description = given.description
    if given.tags is not None:
        company.tags = given.tags
    call.world.companies.put(company)
    return _company(call, company)


def _company(call: Call, company: records.Company) -> Result:
    return Result(200, responses.company(call.world, company, call.base))


def _connection(call: Call, connection: records.Connection) -> Result:
    return Result(200, responses.connection(call.world, connection, call.base))


def _changed(call: Call, connection: records.Connection, *events: str) -> Result:
    """Announce events of a connection, and return the connection."""
    answer = _connection(call, connection)
    for event in events:
        call.world.announce(f"connection.{event}", call.company, connection=answer.body)
    return answer
