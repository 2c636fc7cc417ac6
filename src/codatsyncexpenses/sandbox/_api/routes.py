"""The path of each operation."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import Map, Rule

from codatsyncexpenses.sandbox._api import accounting_operations as accounting
from codatsyncexpenses.sandbox._api import company_operations as companies
from codatsyncexpenses.sandbox._api import expense_operations as expenses
from codatsyncexpenses.sandbox._api.call import Operation
from codatsyncexpenses.sandbox._state.world import RefusedError

_COMPANY = "/companies/<company_id>"
_CONNECTIONS = f"{_COMPANY}/connections"
_CONNECTION = f"{_CONNECTIONS}/<connection_id>"
_DATA = f"{_COMPANY}/data"
_PUSH = f"{_CONNECTION}/push"
_EXPENSES = f"{_COMPANY}/sync/expenses"
_REIMBURSEMENTS = f"{_EXPENSES}/reimbursable-expense-transactions"
_SYNCS = f"{_EXPENSES}/syncs"
_TRANSACTIONS = f"{_SYNCS}/<sync_id>/transactions"
_TRANSACTION = f"{_TRANSACTIONS}/<transaction_id>"

UPLOAD = "upload-expense-attachment"
"""The operation whose request is a file."""
_NO_METHOD = "--"
_TABLE: list[tuple[str, str, Operation]] = [
    ("GET", "/companies", companies.list_companies),
    ("POST", "/companies", companies.create_company),
    ("GET", _COMPANY, companies.get_company),
    ("PUT", _COMPANY, companies.replace_company),
    ("PATCH", _COMPANY, companies.update_company),
    ("DELETE", _COMPANY, companies.delete_company),
    ("GET", _CONNECTIONS, companies.list_connections),
    ("POST", _CONNECTIONS, companies.create_connection),
    ("GET", _CONNECTION, companies.get_connection),
    ("PATCH", _CONNECTION, companies.unlink_connection),
    ("DELETE", _CONNECTION, companies.delete_connection),
    (
        "POST",
        f"{_EXPENSES}/connections/partnerExpense",
        companies.create_partner_expense_connection,
    ),
    ("GET", f"{_EXPENSES}/config", companies.get_company_configuration),
    ("POST", f"{_EXPENSES}/config", companies.set_company_configuration),
    ("GET", f"{_EXPENSES}/mappingOptions", accounting.get_mapping_options),
    ("POST", f"{_DATA}/all", accounting.refresh_all_data_types),
    ("POST", f"{_DATA}/queue/<data_type>", accounting.refresh_data_type),
    ("GET", f"{_COMPANY}/dataStatus", accounting.get_data_status),
    ("GET", f"{_DATA}/history", accounting.list_pull_operations),
    ("GET", f"{_DATA}/history/<dataset_id>", accounting.get_pull_operation),
    ("GET", f"{_DATA}/info", accounting.get_company_info),
    ("GET", f"{_DATA}/customers", accounting.list_customers),
    ("GET", f"{_DATA}/customers/<customer_id>", accounting.get_customer),
    ("GET", f"{_DATA}/suppliers", accounting.list_suppliers),
    ("GET", f"{_DATA}/suppliers/<supplier_id>", accounting.get_supplier),
    ("GET", f"{_COMPANY}/push", accounting.list_push_operations),
    ("GET", f"{_COMPANY}/push/<push_operation_key>", accounting.get_push_operation),
    ("POST", f"{_PUSH}/accounts", accounting.create_account),
    ("POST", f"{_PUSH}/bankAccounts", accounting.create_bank_account),
    ("POST", f"{_PUSH}/customers", accounting.create_customer),
    ("PUT", f"{_PUSH}/customers/<customer_id>", accounting.update_customer),
    ("POST", f"{_PUSH}/suppliers", accounting.create_supplier),
    ("PUT", f"{_PUSH}/suppliers/<supplier_id>", accounting.update_supplier),
    (
        "GET",
        f"{_CONNECTION}/options/chartOfAccounts",
        accounting.get_create_chart_of_accounts_model,
    ),
    ("GET", f"{_CONNECTION}/options/bankAccounts", accounting.get_create_bank_accounts_model),
    ("POST", f"{_EXPENSES}/data/expense-transactions", expenses.create_expense_dataset),
    ("POST", f"{_EXPENSES}/expense-transactions", expenses.create_expense_transaction),
    (
        "PUT",
        f"{_EXPENSES}/expense-transactions/<transaction_id>",
        expenses.update_expense_transaction,
    ),
    (
        "PUT",
        f"{_EXPENSES}/transfer-transactions/<transaction_id>",
        expenses.create_transfer_transaction,
    ),
    ("POST", f"{_EXPENSES}/adjustment-transactions", expenses.create_adjustment_transaction),
    ("POST", _REIMBURSEMENTS, expenses.create_reimbursable_expense_transaction),
    (
        "PUT",
        f"{_REIMBURSEMENTS}/<transaction_id>",
        expenses.update_reimbursable_expense_transaction,
    ),
    ("POST", _SYNCS, expenses.initiate_sync),
    ("GET", f"{_SYNCS}/list/status", expenses.list_syncs),
    ("GET", f"{_SYNCS}/latest/status", expenses.get_latest_sync),
    ("GET", f"{_SYNCS}/lastSuccessful/status", expenses.get_last_successful_sync),
    ("GET", f"{_SYNCS}/<sync_id>/status", expenses.get_sync_by_id),
    ("GET", _TRANSACTIONS, expenses.list_sync_transactions),
    ("GET", _TRANSACTION, expenses.get_sync_transaction),
    ("POST", f"{_TRANSACTION}/attachments", expenses.upload_expense_attachment),
]
_NAMES = {
    "get_create_bank_accounts_model": "get-create-bankAccounts-model",
    "get_create_chart_of_accounts_model": "get-create-chartOfAccounts-model",
}


def _name(operation: Operation) -> str:
    """Return the contract's name of an operation, which is also that of its function."""
    name = operation.__name__
    return _NAMES.get(name, name.replace("_", "-"))


OPERATIONS = {_name(operation): operation for _, _, operation in _TABLE}
ROUTES = Map(
    [Rule(path, methods=[method], endpoint=_name(each)) for method, path, each in _TABLE],
    # A path with a double slash is unknown; by default it would be redirected.
    merge_slashes=False,
)
_ADAPTER = ROUTES.bind("127.0.0.1")


def find(method: str, path: str) -> tuple[str, Mapping[str, str]]:
    """Return the operation of a method and path, and the ids in the path."""
    # Methods are case-sensitive, but the router ignores case.
    known = method if method.isupper() else _NO_METHOD
    try:
        return _ADAPTER.match(path, known)
    except MethodNotAllowed as error:
        allow = {"Allow": ", ".join(sorted(error.valid_methods or ()))}
        raise RefusedError(
            405, f"{method} is not allowed for this path.", "PublicApi", allow
        ) from error
    except HTTPException as error:
        raise RefusedError(404, "This path does not exist.", "PublicApi") from error
