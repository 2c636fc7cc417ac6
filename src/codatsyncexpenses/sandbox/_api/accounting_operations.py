"""The operations on a company's accounting data: reads, records as of the last read, and writes."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from codatsyncexpenses.models import shared
from codatsyncexpenses.sandbox._api import lists, push_options
from codatsyncexpenses.sandbox._api import response_bodies as responses
from codatsyncexpenses.sandbox._api.call import Call, Result
from codatsyncexpenses.sandbox._api.request_bodies import Body, M
from codatsyncexpenses.sandbox._state import books, records
from codatsyncexpenses.sandbox._state.accounting import SOFTWARE
from codatsyncexpenses.sandbox._state.world import RefusedError

_ACCOUNT = Body(shared.Account)
_BANK_ACCOUNT = Body(shared.BankAccount)
_CUSTOMER = Body(shared.Customer)
_SUPPLIER = Body(shared.Supplier)
_PULL_SERVICE, _PUSH_SERVICE = "PullApi", "PushApi"
_INT32 = 2**31 - 1
# All accounting data types can be refreshed, even those without records in the sandbox.
_READABLE = {each.value for each in shared.DataType if "-" not in each.value}


def refresh_all_data_types(call: Call) -> Result:
    """Read all data types that are not being read; refused if there are none."""
    if not books.start_reads(call.world, _linked(call)):
        raise RefusedError(400, "All data types are already being read.", _PULL_SERVICE)
    return Result(204)


def refresh_data_type(call: Call) -> Result:
    """Read a data type; refused while a read of it is running."""
    company, data_type = call.company, call.ids["data_type"]
    if data_type not in _READABLE:
        error = f"The accounting software does not support the data type {data_type}."
        raise RefusedError(404, error, _PULL_SERVICE)
    connection = _linked(call)
    if data_type in books.reading(call.world, company.id):
        raise RefusedError(400, f"{data_type} is already being read.", _PULL_SERVICE)
    pull = books.start_read(call.world, connection, data_type)
    return Result(200, responses.pull(pull, call.world.clock.now()))


def get_data_status(call: Call) -> Result:
    """Return the status of each data type; empty if there is no connection to read from."""
    found = list(call.world.pulls.newest(call.company.id))
    if not found and call.world.accounting(call.company.id) is None:
        return Result(200, {})
    return Result(200, responses.data_status(found, call.world.clock.now()))


def list_pull_operations(call: Call) -> Result:
    """Return a page of the reads, newest first."""
    now = call.world.clock.now()
    found = [responses.pull(each, now) for each in call.world.pulls.newest(call.company.id)]
    return Result(200, lists.page(call.query, call.path, found, lists.PULL))


def get_pull_operation(call: Call) -> Result:
    """Return a read."""
    found = call.world.pulls.get(call.ids["dataset_id"].lower())
    if found is None or found.company_id != call.company.id:
        raise RefusedError(404, "The company has no such pull operation.", _PULL_SERVICE)
    return Result(200, responses.pull(found, call.world.clock.now()))


def get_company_info(call: Call) -> Result:
    """Return the company information of the accounting software."""
    company = call.company
    books.readable(call.world, company, "company")
    connection = call.world.accounting(company.id)
    platform = "" if connection is None else SOFTWARE[connection.platform].name
    return Result(200, responses.company_info(company, platform))


def list_customers(call: Call) -> Result:
    """Return a page of the customers."""
    return _list(call, "customers", lists.CUSTOMER)


def get_customer(call: Call) -> Result:
    """Return a customer."""
    return _get(call, "customers", call.ids["customer_id"])


def list_suppliers(call: Call) -> Result:
    """Return a page of the suppliers."""
    return _list(call, "suppliers", lists.SUPPLIER)


def get_supplier(call: Call) -> Result:
    """Return a supplier."""
    return _get(call, "suppliers", call.ids["supplier_id"])


def get_mapping_options(call: Call) -> Result:
    """Return the mapping options as of the last read."""
    return Result(200, responses.mapping_options(call.world, call.company))


def create_account(call: Call) -> Result:
    """Write a new account."""
    return _write(call, "chartOfAccounts", _ACCOUNT)


def create_bank_account(call: Call) -> Result:
    """Write a new bank account."""
    return _write(call, "bankAccounts", _BANK_ACCOUNT)


def create_customer(call: Call) -> Result:
    """Write a new customer."""
    return _write(call, "customers", _CUSTOMER)


def update_customer(call: Call) -> Result:
    """Replace a customer; properties not given are removed."""
    return _write(call, "customers", _CUSTOMER, call.ids["customer_id"])


def create_supplier(call: Call) -> Result:
    """Write a new supplier."""
    return _write(call, "suppliers", _SUPPLIER)


def update_supplier(call: Call) -> Result:
    """Replace a supplier; properties not given are removed."""
    return _write(call, "suppliers", _SUPPLIER, call.ids["supplier_id"])


def get_create_chart_of_accounts_model(call: Call) -> Result:
    """Return the options of `create_account`."""
    return _options(call, "chartOfAccounts")


def get_create_bank_accounts_model(call: Call) -> Result:
    """Return the options of `create_bank_account`."""
    return _options(call, "bankAccounts")


def list_push_operations(call: Call) -> Result:
    """Return a page of the writes, newest first."""
    found = [responses.push(each) for each in call.world.pushes.newest(call.company.id)]
    return Result(200, lists.page(call.query, call.path, found, lists.PUSH))


def get_push_operation(call: Call) -> Result:
    """Return a write."""
    found = call.world.pushes.get(call.ids["push_operation_key"].lower())
    if found is None or found.company_id != call.company.id:
        raise RefusedError(404, "The company has no such push operation.", _PUSH_SERVICE)
    return Result(200, responses.push(found))


def _list(call: Call, data_type: str, shape: lists.Shape) -> Result:
    readable = books.readable(call.world, call.company, data_type)
    found = [responses.party(id_, fields) for id_, fields in readable.items()]
    return Result(200, lists.page(call.query, call.path, found, shape))


def _get(call: Call, data_type: str, id_: str) -> Result:
    found = books.readable(call.world, call.company, data_type).get(id_)
    if found is None:
        raise RefusedError(404, f"{id_} is not among the {data_type}.", _PULL_SERVICE)
    return Result(200, responses.party(id_, found))


def _linked(call: Call) -> records.Connection:
    """Return the connection to read from: the one in the query, or the only linked one."""
    company = call.company
    linked = call.world.accounting(company.id)
    wanted = call.query.get("connectionId")
    if wanted is not None and (linked is None or wanted.lower() != linked.id):
        known = call.world.connections.get(wanted.lower())
        if known is None or known.company_id != company.id:
            raise RefusedError(404, f"The company has no connection {wanted}.", _PULL_SERVICE)
        linked = known if known.status == "Linked" and known.platform in SOFTWARE else None
    if linked is None:
        error = "There is no linked connection to an accounting software to read from."
        raise RefusedError(400, error, _PULL_SERVICE)
    return linked


def _write(call: Call, data_type: str, body: Body[M], record_id: str | None = None) -> Result:
    company, connection = call.company, call.accounting
    if record_id is not None and books.find(call.world, company, data_type, record_id) is None:
        raise RefusedError(404, f"{record_id} is not among the {data_type}.", _PUSH_SERVICE)
    # Nobody else changes the sandbox's books, so there is nothing to override.
    _flag(call.query, "forceUpdate", default=False)
    fields: dict[str, object] = msgspec.to_builtins(call.read(body))
    fields.pop("id", None)
    push = books.start_write(
        call.world,
        connection,
        data_type,
        fields,
        record_id=record_id,
        timeout=_minutes(call.query, "timeoutInMinutes"),
        reads=_flag(call.query, "allowSyncOnPushComplete", default=True),
    )
    # A new record has no id yet.
    data = fields if record_id is None else {"id": record_id, **fields}
    return Result(200, {"data": data, **responses.push(push)})


def _options(call: Call, data_type: str) -> Result:
    if call.connection.platform == records.EXPENSES:
        raise RefusedError(404, f"The connection takes no {data_type}.", _PUSH_SERVICE)
    return Result(200, push_options.model(data_type))


def _flag(query: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = query.get(name)
    if text is None:
        return default
    if text.lower() not in ("true", "false"):
        raise RefusedError(400, f"{name} must be true or false, not {text!r}.")
    return text.lower() == "true"


def _minutes(query: Mapping[str, str], name: str) -> int | None:
    text = query.get(name)
    if text is None:
        return None
    digits = text.removeprefix("+")
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 11 else 0
    if not 0 < number <= _INT32:
        raise RefusedError(400, f"{name} must be a whole number above 0, not {text!r}.")
    return number
