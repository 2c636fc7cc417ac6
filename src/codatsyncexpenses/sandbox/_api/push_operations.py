"""The operations that write accounts, customers and suppliers, and tell how that went."""

from __future__ import annotations

import msgspec

from codatsyncexpenses.sandbox import _books as books
from codatsyncexpenses.sandbox import _inputs as inputs
from codatsyncexpenses.sandbox import _options as options
from codatsyncexpenses.sandbox import _push_inputs as of_pushes
from codatsyncexpenses.sandbox import _pushes as pushes
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox import _shapes as shapes
from codatsyncexpenses.sandbox._call import Answer, Call
from codatsyncexpenses.sandbox._paging import page_of
from codatsyncexpenses.sandbox._world import RefusedError

_SERVICE = "PushApi"


def create_account(call: Call) -> Answer:
    """Write a new account."""
    return _written(call, "chartOfAccounts", of_pushes.Account)


def create_bank_account(call: Call) -> Answer:
    """Write a new bank account."""
    return _written(call, "bankAccounts", of_pushes.BankAccount)


def create_customer(call: Call) -> Answer:
    """Write a new customer."""
    return _written(call, "customers", of_pushes.Customer)


def update_customer(call: Call) -> Answer:
    """Write a customer anew: what is not given is gone."""
    return _written(call, "customers", of_pushes.Customer, call.ids["customer_id"])


def create_supplier(call: Call) -> Answer:
    """Write a new supplier."""
    return _written(call, "suppliers", of_pushes.Supplier)


def update_supplier(call: Call) -> Answer:
    """Write a supplier anew: what is not given is gone."""
    return _written(call, "suppliers", of_pushes.Supplier, call.ids["supplier_id"])


def get_account_model(call: Call) -> Answer:
    """Tell what create_account takes."""
    return _model(call, "chartOfAccounts")


def get_bank_account_model(call: Call) -> Answer:
    """Tell what create_bank_account takes."""
    return _model(call, "bankAccounts")


def list_pushes(call: Call) -> Answer:
    """Give a page of the writes, the newest first."""
    found = [pushes.told(each) for each in call.world.pushes.newest(call.company.id)]
    return Answer(200, page_of(call.query, call.path, found, shapes.PUSH))


def get_push(call: Call) -> Answer:
    """Tell of a write."""
    found = call.world.pushes.get(call.ids["push_operation_key"].lower())
    if found is None or found.company_id != call.company.id:
        raise RefusedError(404, "The company has no such push operation.", _SERVICE)
    return Answer(200, pushes.told(found))


def _written(
    call: Call, data_type: str, type_: type[inputs.Input], record_id: str | None = None
) -> Answer:
    company, connection = call.company, call.accounting
    if record_id is not None and not books.has(call.world, company, data_type, record_id):
        raise RefusedError(404, f"{record_id} is not among the {data_type}.", _SERVICE)
    # Nobody else changes the books of the sandbox, so there is nothing for it to override.
    inputs.flag(call.query, "forceUpdate", default=False)
    fields: dict[str, object] = msgspec.to_builtins(call.body(type_))
    fields.pop("id", None)
    push = pushes.start(
        call.world,
        connection,
        data_type,
        fields,
        record_id=record_id,
        timeout=inputs.minutes(call.query, "timeoutInMinutes"),
        reads=inputs.flag(call.query, "allowSyncOnPushComplete", default=True),
    )
    return Answer(200, {"data": _data(push), **pushes.told(push)})


def _data(push: records.Push) -> dict[str, object]:
    """Give the record as it is to be written; a new one has no id yet."""
    return push.fields if push.change == "Created" else {"id": push.record_id, **push.fields}


def _model(call: Call, data_type: str) -> Answer:
    if call.connection.platform == records.EXPENSES:
        raise RefusedError(404, f"The connection takes no {data_type}.", _SERVICE)
    return Answer(200, options.model(data_type))
