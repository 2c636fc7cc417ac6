"""The operations that send transactions: each starts a sync of its own."""

from __future__ import annotations

import uuid

from codatsyncexpenses.sandbox import _expense_inputs as inputs
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox import _syncs as syncs
from codatsyncexpenses.sandbox._accounting import PLATFORMS, UPDATES
from codatsyncexpenses.sandbox._call import Answer, Call
from codatsyncexpenses.sandbox._world import RefusedError


def create_dataset(call: Call) -> Answer:
    """Take transactions that a sync then writes, which is asked for on its own."""
    company = call.company
    expenses = inputs.expenses(call.body(inputs.Dataset).items, "items")
    dataset = records.Dataset(id=call.world.ids.uuid(), company_id=company.id, expenses=expenses)
    call.world.datasets.put(dataset)
    return Answer(200, {"datasetId": dataset.id})


def create_expenses(call: Call) -> Answer:
    """Send expenses."""
    company, given = call.company, call.items(inputs.EXPENSES)
    return _sent(call, company, inputs.expenses(given))


def update_expense(call: Call) -> Answer:
    """Send an expense again that a sync has written, with changes."""
    company, id_ = call.company, call.ids["transaction_id"].lower()
    written = _written(call, company, "expense", id_)
    given = call.body(inputs.ExpenseChange)
    inputs.check_date("issueDate", given.issue_date)
    for type_ in (written.type, given.type):
        if type_ != "Payment":
            raise RefusedError(422, f"A {type_} cannot be updated: only a Payment can.")
    linked = call.world.accounting(company.id)
    if linked is not None and linked.platform not in UPDATES:
        raise RefusedError(422, f"{PLATFORMS[linked.platform]} does not update expenses.")
    has_bank_account = inputs.has_bank_account(given)
    expense = records.Expense(id_, has_bank_account, type=given.type, is_update=True)
    return _sent(call, company, [expense], 202)


def create_transfer(call: Call) -> Answer:
    """Send a transfer between two accounts, under the id in the path."""
    company, id_ = call.company, call.ids["transaction_id"].lower()
    inputs.check_date("date", call.body(inputs.Transfer).date)
    try:
        uuid.UUID(id_)
    except ValueError as error:
        raise RefusedError(400, f"transactionId must be a UUID, not {id_!r}.") from error
    return _sent(call, company, [records.Expense(id_, kind="transfer")])


def create_adjustments(call: Call) -> Answer:
    """Send adjustments."""
    company, given = call.company, call.items(inputs.ADJUSTMENTS)
    inputs.check_ids(each.id for each in given)
    for number, each in enumerate(given):
        inputs.check_date(f"[{number}].date", each.date)
    made = [records.Expense(str(each.id), kind="adjustment") for each in given]
    return _sent(call, company, made)


def create_reimbursements(call: Call) -> Answer:
    """Send reimbursements."""
    company, given = call.company, call.items(inputs.REIMBURSEMENTS)
    inputs.check_ids(each.id for each in given)
    for number, each in enumerate(given):
        _check_dates(each, f"[{number}].")
    made = [records.Expense(str(each.id), kind="reimbursement") for each in given]
    return _sent(call, company, made)


def update_reimbursement(call: Call) -> Answer:
    """Send a reimbursement again that a sync has written, with changes."""
    company, id_ = call.company, call.ids["transaction_id"].lower()
    _written(call, company, "reimbursement", id_)
    _check_dates(call.body(inputs.ReimbursementChange))
    made = records.Expense(id_, kind="reimbursement", is_update=True)
    return _sent(call, company, [made])


def _sent(
    call: Call, company: records.Company, made: list[records.Expense], status: int = 200
) -> Answer:
    return Answer(status, {"syncId": syncs.send(call.world, company, made).id})


def _written(call: Call, company: records.Company, kind: str, id_: str) -> records.Written:
    found = call.world.written.get(records.written_id(company.id, kind, id_))
    if found is None:
        raise RefusedError(404, f"No sync of the company has written the {kind} {id_}.")
    return found


def _check_dates(given: inputs.ReimbursementChange, place: str = "") -> None:
    inputs.check_date(f"{place}issueDate", given.issue_date)
    inputs.check_date(f"{place}dueDate", given.due_date)
