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
_TABLE: list[tuple[str, str, str, Operation]] = [
    ("list-companies", "GET", "/companies", companies.list_companies),
    ("create-company", "POST", "/companies", companies.create_company),
    ("get-company", "GET", _COMPANY, companies.get_company),
    ("replace-company", "PUT", _COMPANY, companies.replace_company),
    ("update-company", "PATCH", _COMPANY, companies.update_company),
    ("delete-company", "DELETE", _COMPANY, companies.delete_company),
    ("list-connections", "GET", _CONNECTIONS, companies.list_connections),
    ("create-connection", "POST", _CONNECTIONS, companies.create_connection),
    ("get-connection", "GET", _CONNECTION, companies.get_connection),
    ("unlink-connection", "PATCH", _CONNECTION, companies.unlink_connection),
    ("delete-connection", "DELETE", _CONNECTION, companies.delete_connection),
    (
        "create-partner-expense-connection",
        "POST",
        f"{_EXPENSES}/connections/partnerExpense",
        companies.create_partner_expense_connection,
    ),
    ("get-company-configuration", "GET", f"{_EXPENSES}/config", companies.get_configuration),
    ("set-company-configuration", "POST", f"{_EXPENSES}/config", companies.set_configuration),
    ("get-mapping-options", "GET", f"{_EXPENSES}/mappingOptions", accounting.get_mapping_options),
    ("refresh-all-data-types", "POST", f"{_DATA}/all", accounting.refresh_all),
    ("refresh-data-type", "POST", f"{_DATA}/queue/<data_type>", accounting.refresh),
    ("get-data-status", "GET", f"{_COMPANY}/dataStatus", accounting.get_data_status),
    ("list-pull-operations", "GET", f"{_DATA}/history", accounting.list_pulls),
    ("get-pull-operation", "GET", f"{_DATA}/history/<dataset_id>", accounting.get_pull),
    ("get-company-info", "GET", f"{_DATA}/info", accounting.get_company_info),
    ("list-customers", "GET", f"{_DATA}/customers", accounting.list_customers),
    ("get-customer", "GET", f"{_DATA}/customers/<customer_id>", accounting.get_customer),
    ("list-suppliers", "GET", f"{_DATA}/suppliers", accounting.list_suppliers),
    ("get-supplier", "GET", f"{_DATA}/suppliers/<supplier_id>", accounting.get_supplier),
    ("list-push-operations", "GET", f"{_COMPANY}/push", accounting.list_pushes),
    ("get-push-operation", "GET", f"{_COMPANY}/push/<push_operation_key>", accounting.get_push),
    ("create-account", "POST", f"{_PUSH}/accounts", accounting.create_account),
    ("create-bank-account", "POST", f"{_PUSH}/bankAccounts", accounting.create_bank_account),
    ("create-customer", "POST", f"{_PUSH}/customers", accounting.create_customer),
    ("update-customer", "PUT", f"{_PUSH}/customers/<customer_id>", accounting.update_customer),
    ("create-supplier", "POST", f"{_PUSH}/suppliers", accounting.create_supplier),
    ("update-supplier", "PUT", f"{_PUSH}/suppliers/<supplier_id>", accounting.update_supplier),
    (
        "get-create-chartOfAccounts-model",
        "GET",
        f"{_CONNECTION}/options/chartOfAccounts",
        accounting.get_account_model,
    ),
    (
        "get-create-bankAccounts-model",
        "GET",
        f"{_CONNECTION}/options/bankAccounts",
        accounting.get_bank_account_model,
    ),
    (
        "create-expense-dataset",
        "POST",
        f"{_EXPENSES}/data/expense-transactions",
        expenses.create_dataset,
    ),
    (
        "create-expense-transaction",
        "POST",
        f"{_EXPENSES}/expense-transactions",
        expenses.create_expenses,
    ),
    (
        "update-expense-transaction",
        "PUT",
        f"{_EXPENSES}/expense-transactions/<transaction_id>",
        expenses.update_expense,
    ),
    (
        "create-transfer-transaction",
        "PUT",
        f"{_EXPENSES}/transfer-transactions/<transaction_id>",
        expenses.create_transfer,
    ),
    (
        "create-adjustment-transaction",
        "POST",
        f"{_EXPENSES}/adjustment-transactions",
        expenses.create_adjustments,
    ),
    (
        "create-reimbursable-expense-transaction",
        "POST",
        _REIMBURSEMENTS,
        expenses.create_reimbursements,
    ),
    (
        "update-reimbursable-expense-transaction",
        "PUT",
        f"{_REIMBURSEMENTS}/<transaction_id>",
        expenses.update_reimbursement,
    ),
    ("initiate-sync", "POST", _SYNCS, expenses.initiate_sync),
    ("list-syncs", "GET", f"{_SYNCS}/list/status", expenses.list_syncs),
    ("get-latest-sync", "GET", f"{_SYNCS}/latest/status", expenses.get_latest_sync),
    (
        "get-last-successful-sync",
        "GET",
        f"{_SYNCS}/lastSuccessful/status",
        expenses.get_last_successful_sync,
    ),
    ("get-sync-by-id", "GET", f"{_SYNCS}/<sync_id>/status", expenses.get_sync),
    ("list-sync-transactions", "GET", _TRANSACTIONS, expenses.list_transactions),
    ("get-sync-transaction", "GET", _TRANSACTION, expenses.get_transaction),
    (UPLOAD, "POST", f"{_TRANSACTION}/attachments", expenses.upload_attachment),
]
OPERATIONS = {name: operation for name, _, _, operation in _TABLE}
ROUTES = Map(
    [Rule(path, methods=[method], endpoint=name) for name, method, path, _ in _TABLE],
    # A doubled slash is an unknown path; it would be a redirect otherwise.
    merge_slashes=False,
)


def find(method: str, path: str) -> tuple[str, Mapping[str, str]]:
    """Return the operation of a method and path, and the ids in the path."""
    try:
        return ROUTES.bind("127.0.0.1").match(path, method)
    except MethodNotAllowed as error:
        allow = {"Allow": ", ".join(sorted(error.valid_methods or ()))}
        raise RefusedError(405, f"{method} is not for this path.", "PublicApi", allow) from error
    except HTTPException as error:
        raise RefusedError(404, "There is nothing at this path.", "PublicApi") from error
