"""The operations on datasets, transactions, their syncs and their attachments."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from codatsyncexpenses._schema.dates import parse_datetime
from codatsyncexpenses._uploads import media_types, platforms
from codatsyncexpenses.errors import RequestError
from codatsyncexpenses.models import shared
from codatsyncexpenses.sandbox import companies
from codatsyncexpenses.sandbox._api import lists
from codatsyncexpenses.sandbox._api import response_bodies as responses
from codatsyncexpenses.sandbox._api.call import Call, Result, Upload
from codatsyncexpenses.sandbox._api.request_bodies import Body
from codatsyncexpenses.sandbox._state import records, syncs
from codatsyncexpenses.sandbox._state.accounting import BASE_CURRENCY, SOFTWARE, Software
from codatsyncexpenses.sandbox._state.world import RefusedError, World

# The lines of a dataset require more fields, as in 2023.
DATASET = Body(shared.CreateExpenseRequest, "items", "tax_amount", "account_ref")
EXPENSES = Body(list[shared.ExpenseTransaction])
_EXPENSE_CHANGE = Body(shared.UpdateExpenseRequest)
_TRANSFER = Body(shared.TransferTransactionRequest)
_ADJUSTMENTS = Body(list[shared.AdjustmentTransactionRequest])
_REIMBURSEMENTS = Body(list[shared.ReimbursableExpenseTransaction])
_REIMBURSEMENT_CHANGE = Body(shared.UpdateReimbursableExpenseTransactionRequest)
_SYNC = Body(shared.InitiateSync)
_MEGABYTE = 1_000_000  # the smaller of its two meanings, so that the service accepts it too


def create_expense_dataset(call: Call) -> Result:
    """Store transactions for a later sync."""
    dataset = add_dataset(call.world, call.company, call.read(DATASET))
    return Result(200, {"datasetId": dataset.id})


def create_expense_transaction(call: Call) -> Result:
    """Start a sync of expenses."""
    company, given = call.company, call.read(EXPENSES)
    return Result(200, {"syncId": send_expenses(call.world, company, given).id})


def update_expense_transaction(call: Call) -> Result:
    """Start a sync that changes an expense written by an earlier sync."""
    company, id_ = call.company, call.ids["transaction_id"].lower()
    written = _written(call, company, "expense", id_)
    given = call.read(_EXPENSE_CHANGE)
    _check_date("issueDate", given.issue_date)
    for type_ in (written.type, given.type):
        if type_ != "Payment":
            raise RefusedError(422, f"A {type_} cannot be updated: only a Payment can.")
    linked = call.world.accounting(company.id)
    expense = _expense(id_, given)
    if linked is not None:
        _check_update(SOFTWARE[linked.platform], written, expense)
    expense.is_update = expense.has_contact = True
    return _send(call, company, [expense], 202)


def create_transfer_transaction(call: Call) -> Result:
    """Start a sync that creates or updates a transfer, with the id in the path."""
    company, id_ = call.company, call.ids["transaction_id"].lower()
    _check_date("date", call.read(_TRANSFER).date)
    try:
        uuid.UUID(id_)
    except ValueError as error:
        raise RefusedError(400, f"transactionId must be a UUID, not {id_!r}.") from error
    return _send(call, company, [records.Expense(id_, kind="transfer")])


def create_adjustment_transaction(call: Call) -> Result:
    """Start a sync of adjustments."""
    company, given = call.company, call.read(_ADJUSTMENTS)
    _check_ids(each.id for each in given)
    for number, each in enumerate(given):
        _check_date(f"[{number}].date", each.date)
    made = [
        records.Expense(str(each.id), kind="adjustment", problem=_problem(each)) for each in given
    ]
    return _send(call, company, made)


def create_reimbursable_expense_transaction(call: Call) -> Result:
    """Start a sync of reimbursements."""
    company, given = call.company, call.read(_REIMBURSEMENTS)
    _check_ids(each.id for each in given)
    for number, each in enumerate(given):
        _check_date(f"[{number}].issueDate", each.issue_date)
        _check_date(f"[{number}].dueDate", each.due_date)
    made = [
        records.Expense(str(each.id), kind="reimbursement", problem=_problem(each))
        for each in given
    ]
    return _send(call, company, made)


def update_reimbursable_expense_transaction(call: Call) -> Result:
    """Start a sync that changes a reimbursement written by an earlier sync."""
    company, id_ = call.company, call.ids["transaction_id"].lower()
    _written(call, company, "reimbursement", id_)
    given = call.read(_REIMBURSEMENT_CHANGE)
    _check_date("issueDate", given.issue_date)
    _check_date("dueDate", given.due_date)
    made = records.Expense(id_, kind="reimbursement", is_update=True, problem=_problem(given))
    return _send(call, company, [made])


def initiate_sync(call: Call) -> Result:
    """Start a sync of datasets; the body is optional."""
    company = call.company
    given = call.read(_SYNC).dataset_ids if call.content else None
    chosen = [str(each) for each in given] if given else None
    return Result(202, {"syncId": syncs.start(call.world, company, chosen).id})


def list_syncs(call: Call) -> Result:
    """Return the status of all syncs of a company."""
    now = call.world.clock.now()
    found = call.world.syncs.newest(call.company.id)
    return Result(200, [responses.sync_status(each, now) for each in found])


def get_latest_sync(call: Call) -> Result:
    """Return the status of the latest sync."""
    return _first(call, call.world.syncs.newest(call.company.id))


def get_last_successful_sync(call: Call) -> Result:
    """Return the status of the latest successful sync."""
    return _first(call, filter(syncs.is_success, call.world.syncs.newest(call.company.id)))


def get_sync_by_id(call: Call) -> Result:
    """Return the status of a sync."""
    return _first(call, iter([call.sync]))


def list_sync_transactions(call: Call) -> Result:
    """Return a page of the outcomes of a sync's transactions."""
    found = [responses.transaction(each) for each in call.sync.transactions]
    return Result(200, lists.page(call.query, call.path, found))


def get_sync_transaction(call: Call) -> Result:
    """Return the outcome of a transaction, as a list of one item."""
    return Result(200, [responses.transaction(call.transaction)])


def upload_expense_attachment(call: Call) -> Result:
    """Attach a file to a completed transaction."""
    company, sync, transaction = call.company, call.sync, call.transaction
    if transaction.status != "Completed":
        error = f"The transaction is {transaction.status}; only a Completed one takes files."
        raise RefusedError(400, error)
    file = call.upload
    if file is None or file.problem:
        raise RefusedError(400, "The request lacks a file." if file is None else file.problem)
    _check_receipt(call, company, _sent_name(call, sync, transaction), file)
    attachment = records.Attachment(
        id=call.world.ids.uuid(),
        company_id=company.id,
        at=call.world.clock.now(),
        sync_id=sync.id,
        transaction_id=transaction.id,
        file_name=file.file_name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
    )
    call.world.attachments.put(attachment)
    body = {"companyId": company.id, "id": attachment.id, "transactionId": transaction.id}
    return Result(200, body)


def add_dataset(
    world: World, company: records.Company, given: shared.CreateExpenseRequest
) -> records.Dataset:
    """Check the transactions of a dataset, and store it."""
    expenses = _expenses(given.items or [], "items")
    dataset = records.Dataset(id=world.ids.uuid(), company_id=company.id, expenses=expenses)
    world.datasets.put(dataset)
    return dataset


def send_expenses(
    world: World, company: records.Company, given: Sequence[shared.ExpenseTransaction]
) -> records.Sync:
    """Check expenses, and start their sync."""
    return syncs.send(world, company, _expenses(given))


def _expenses(given: Sequence[shared.ExpenseTransaction], place: str = "") -> list[records.Expense]:
    """Check expenses and return them as records; `place` is their path in the body."""
    _check_ids((each.id for each in given), place)
    for number, each in enumerate(given):
        _check_date(f"{place}[{number}].issueDate", each.issue_date)
    return [_expense(str(each.id), each) for each in given]


def _expense(
    id_: str, given: shared.ExpenseTransaction | shared.UpdateExpenseRequest
) -> records.Expense:
    account = given.bank_account_ref.id if given.bank_account_ref else None
    return records.Expense(
        id_,
        bool(account),
        type=given.type,
        bank_account=account or "",
        has_contact=bool(given.contact_ref),
        problem=_problem(given),
    )


def _problem(
    given: shared.AdjustmentTransactionRequest
    | shared.ExpenseTransaction
    | shared.ReimbursableExpenseTransaction
    | shared.UpdateExpenseRequest
    | shared.UpdateReimbursableExpenseTransactionRequest,
) -> str:
    """Return the reason why no accounting software accepts a transaction; empty if none."""
    accounts = {line.account_ref and line.account_ref.id for line in given.lines or ()}
    if companies.ARCHIVED_ACCOUNT_ID in accounts:
        return companies.ENDINGS[5130].exception
    if given.currency == BASE_CURRENCY or given.currency_rate:
        return ""
    return f"currencyRate is required: the base currency is {BASE_CURRENCY}, not {given.currency}."


def _check_ids(ids: Iterable[str], place: str = "") -> None:
    """Refuse a duplicate id."""
    seen: set[str] = set()
    for number, id_ in enumerate(ids):
        if id_ in seen:
            raise RefusedError(400, f"{place}[{number}].id: {id_} occurs twice in the request.")
        seen.add(id_)


def _check_date(place: str, text: str | date) -> None:
    try:
        parse_datetime(str(text))
    except RequestError as error:
        raise RefusedError(400, f"{place}: {error}.") from error


def _sent_name(call: Call, sync: records.Sync, transaction: records.Transaction) -> str:
    """Return the name of a transaction, as in the lists of `Software`."""
    datasets = map(call.world.datasets.get, sync.dataset_ids)
    sent = (expense for dataset in datasets if dataset for expense in dataset.expenses)
    return next((each.name for each in sent if each.id == transaction.id), "Payment")


def _check_update(software: Software, written: records.Written, expense: records.Expense) -> None:
    """Refuse an update of an expense that the accounting software does not support."""
    if "Payment" not in software.updates.split():
        raise RefusedError(422, f"Updating an expense is not supported for {software.name}.")
    moves = expense.bank_account and written.bank_account not in ("", expense.bank_account)
    if moves and software.keeps_account:
        error = "Updating the bank account of an expense is not supported"
        raise RefusedError(422, f"{error} for {software.name}.")


def _check_receipt(call: Call, company: records.Company, name: str, file: Upload) -> None:
    """Refuse a file that the accounting software does not accept for such a transaction."""
    linked = call.world.accounting(company.id)
    if linked is None:
        raise RefusedError(400, "There is no linked connection to an accounting software.")
    software = SOFTWARE[linked.platform]
    if name not in software.receipts.split():
        error = f"Attachments to a transaction of type {name} are not supported"
        raise RefusedError(400, f"{error} for {software.name}.")
    if not file.size:
        raise RefusedError(400, "The file is empty.")
    limits = platforms.find(linked.platform)
    most = limits.most * _MEGABYTE
    if file.size > most:
        error = f"The file has {file.size} bytes; {software.name} takes {most} at most."
        raise RefusedError(400, error)
    kind = media_types.kind(file.file_name, file.content_type)
    # A file without a specific type is accepted, because the examples of 3.1.0 send one.
    if limits.kinds and kind not in ("octet-stream", *limits.kinds.split()):
        error = f"The file is of the type {kind}; {software.name} takes {limits.kinds}."
        raise RefusedError(400, error)


def _send(
    call: Call, company: records.Company, made: list[records.Expense], status: int = 200
) -> Result:
    return Result(status, {"syncId": syncs.send(call.world, company, made).id})


def _written(call: Call, company: records.Company, kind: str, id_: str) -> records.Written:
    found = call.world.written.get(records.written_id(company.id, kind, id_))
    if found is None:
        raise RefusedError(404, f"No sync of the company has written the {kind} {id_}.")
    return found


def _first(call: Call, found: Iterator[records.Sync]) -> Result:
    first = next(found, None)
    if first is None:
        raise RefusedError(404, "The company has no such sync.")
    return Result(200, responses.sync_status(first, call.world.clock.now()))
