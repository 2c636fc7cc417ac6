"""The operations on accounting data: its refresh, how that stands, and what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codatsyncexpenses.sandbox import _books as books
from codatsyncexpenses.sandbox import _pulls as pulls
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox import _shapes as shapes
from codatsyncexpenses.sandbox import _wording as wording
from codatsyncexpenses.sandbox._accounting import DATA_TYPES, PLATFORMS
from codatsyncexpenses.sandbox._call import Answer, Call
from codatsyncexpenses.sandbox._paging import page_of
from codatsyncexpenses.sandbox._world import RefusedError

if TYPE_CHECKING:
    from codatsyncexpenses.sandbox._query import Shape

_SERVICE = "PullApi"


def refresh_all(call: Call) -> Answer:
    """Read all data types that are not being read; refused while all of them are."""
    if not pulls.start_all(call.world, _linked(call)):
        raise RefusedError(400, "All data types are being read already.", _SERVICE)
    return Answer(204)


def refresh(call: Call) -> Answer:
    """Read a data type; refused while it is being read."""
    company, data_type = call.company, call.ids["data_type"]
    if data_type not in DATA_TYPES:
        known = ", ".join(DATA_TYPES)
        error = f"The accounting software has no {data_type}; it has {known}."
        raise RefusedError(404, error, _SERVICE)
    connection = _linked(call)
    if data_type in pulls.running(call.world, company.id):
        raise RefusedError(400, f"{data_type} is being read already.", _SERVICE)
    pull = pulls.start(call.world, connection, data_type)
    return Answer(200, pulls.told(pull, call.world.clock.now()))


def get_statuses(call: Call) -> Answer:
    """Tell of every data type how its reads stand; of none without anything to read from."""
    found = list(call.world.pulls.newest(call.company.id))
    if not found and call.world.accounting(call.company.id) is None:
        return Answer(200, {})
    return Answer(200, pulls.statuses(found, call.world.clock.now()))


def list_pulls(call: Call) -> Answer:
    """Give a page of the reads, the newest first."""
    now = call.world.clock.now()
    found = [pulls.told(each, now) for each in call.world.pulls.newest(call.company.id)]
    return Answer(200, page_of(call.query, call.path, found, shapes.PULL))


def get_pull(call: Call) -> Answer:
    """Tell of a read."""
    found = call.world.pulls.get(call.ids["dataset_id"].lower())
    if found is None or found.company_id != call.company.id:
        raise RefusedError(404, "The company has no such pull operation.", _SERVICE)
    return Answer(200, pulls.told(found, call.world.clock.now()))


def get_company_info(call: Call) -> Answer:
    """Tell what the accounting software says of the company."""
    company = call.company
    books.readable(call.world, company, "company")
    connection = call.world.accounting(company.id)
    platform = "" if connection is None else PLATFORMS[connection.platform]
    return Answer(200, wording.company_info(company, platform))


def list_customers(call: Call) -> Answer:
    """Give a page of the customers."""
    return _list(call, "customers", shapes.CUSTOMER)


def get_customer(call: Call) -> Answer:
    """Read a customer."""
    return _get(call, "customers", call.ids["customer_id"])


def list_suppliers(call: Call) -> Answer:
    """Give a page of the suppliers."""
    return _list(call, "suppliers", shapes.SUPPLIER)


def get_supplier(call: Call) -> Answer:
    """Read a supplier."""
    return _get(call, "suppliers", call.ids["supplier_id"])


def get_mapping_options(call: Call) -> Answer:
    """Tell what expenses can be mapped to."""
    return Answer(200, wording.mapping_options(call.world, call.company))


def _list(call: Call, data_type: str, shape: Shape) -> Answer:
    readable = books.readable(call.world, call.company, data_type)
    found = [wording.record(id_, fields) for id_, fields in readable.items()]
    return Answer(200, page_of(call.query, call.path, found, shape))


def _get(call: Call, data_type: str, id_: str) -> Answer:
    found = books.readable(call.world, call.company, data_type).get(id_)
    if found is None:
        raise RefusedError(404, f"{id_} is not among the {data_type}.", _SERVICE)
    return Answer(200, wording.record(id_, found))


def _linked(call: Call) -> records.Connection:
    """Find the connection that is meant: the one that the query names, or the only linked one."""
    company = call.company
    linked = call.world.accounting(company.id)
    wanted = call.query.get("connectionId", "").lower()
    if wanted and (linked is None or wanted != linked.id):
        known = call.world.connections.get(wanted)
        if known is None or known.company_id != company.id:
            raise RefusedError(404, f"The company has no connection {wanted}.", _SERVICE)
        linked = known if known.status == "Linked" and known.platform in PLATFORMS else None
    if linked is None:
        error = "There is no linked connection to an accounting software to read from."
        raise RefusedError(400, error, _SERVICE)
    return linked
