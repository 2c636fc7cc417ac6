"""Which operation is at which path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import Map, Rule

from codatsyncexpenses.sandbox import _attachments as attachments
from codatsyncexpenses.sandbox import _company_operations as of_companies
from codatsyncexpenses.sandbox import _data_operations as of_data
from codatsyncexpenses.sandbox import _expense_operations as of_expenses
from codatsyncexpenses.sandbox import _push_operations as of_pushes
from codatsyncexpenses.sandbox import _sync_operations as of_syncs
from codatsyncexpenses.sandbox._world import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codatsyncexpenses.sandbox._call import Operation

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
"""The operation that takes a file."""
_TABLE: list[tuple[str, str, str, Operation]] = [
    ("list-companies", "GET", "/companies", of_companies.list_companies),
    ("create-company", "POST", "/companies", of_companies.create_company),
    ("get-company", "GET", _COMPANY, of_companies.get_company),
    ("replace-company", "PUT", _COMPANY, of_companies.replace_company),
    ("update-company", "PATCH", _COMPANY, of_companies.update_company),
    ("delete-company", "DELETE", _COMPANY, of_companies.delete_company),
    ("list-connections", "GET", _CONNECTIONS, of_companies.list_connections),
    ("create-connection", "POST", _CONNECTIONS, of_companies.create_connection),
    ("get-connection", "GET", _CONNECTION, of_companies.get_connection),
    ("unlink-connection", "PATCH", _CONNECTION, of_companies.unlink_connection),
    ("delete-connection", "DELETE", _CONNECTION, of_companies.delete_connection),
    (
        "create-partner-expense-connection",
        "POST",
        f"{_EXPENSES}/connections/partnerExpense",
        of_companies.create_partner_expense_connection,
    ),
    ("get-company-configuration", "GET", f"{_EXPENSES}/config", of_companies.get_configuration),
    ("set-company-configuration", "POST", f"{_EXPENSES}/config", of_companies.set_configuration),
    ("get-mapping-options", "GET", f"{_EXPENSES}/mappingOptions", of_data.get_mapping_options),
    ("refresh-all-data-types", "POST", f"{_DATA}/all", of_data.refresh_all),
    ("refresh-data-type", "POST", f"{_DATA}/queue/<data_type>", of_data.refresh),
    ("get-data-status", "GET", f"{_COMPANY}/dataStatus", of_data.get_statuses),
    ("list-pull-operations", "GET", f"{_DATA}/history", of_data.list_pulls),
    ("get-pull-operation", "GET", f"{_DATA}/history/<dataset_id>", of_data.get_pull),
    ("get-company-info", "GET", f"{_DATA}/info", of_data.get_company_info),
    ("list-customers", "GET", f"{_DATA}/customers", of_data.list_customers),
    ("get-customer", "GET", f"{_DATA}/customers/<customer_id>", of_data.get_customer),
    ("list-suppliers", "GET", f"{_DATA}/suppliers", of_data.list_suppliers),
    ("get-supplier", "GET", f"{_DATA}/suppliers/<supplier_id>", of_data.get_supplier),
    ("list-push-operations", "GET", f"{_COMPANY}/push", of_pushes.list_pushes),
    ("get-push-operation", "GET", f"{_COMPANY}/push/<push_operation_key>", of_pushes.get_push),
    ("create-account", "POST", f"{_PUSH}/accounts", of_pushes.create_account),
    ("create-bank-account", "POST", f"{_PUSH}/bankAccounts", of_pushes.create_bank_account),
    ("create-customer", "POST", f"{_PUSH}/customers", of_pushes.create_customer),
    ("update-customer", "PUT", f"{_PUSH}/customers/<customer_id>", of_pushes.update_customer),
    ("create-supplier", "POST", f"{_PUSH}/suppliers", of_pushes.create_supplier),
    ("update-supplier", "PUT", f"{_PUSH}/suppliers/<supplier_id>", of_pushes.update_supplier),
    (
        "get-create-chartOfAccounts-model",
        "GET",
        f"{_CONNECTION}/options/chartOfAccounts",
        of_pushes.get_account_model,
    ),
    (
        "get-create-bankAccounts-model",
        "GET",
        f"{_CONNECTION}/options/bankAccounts",
        of_pushes.get_bank_account_model,
    ),
    (
        "create-expense-dataset",
        "POST",
        f"{_EXPENSES}/data/expense-transactions",
        of_expenses.create_dataset,
    ),
    (
        "create-expense-transaction",
        "POST",
        f"{_EXPENSES}/expense-transactions",
        of_expenses.create_expenses,
    ),
    (
        "update-expense-transaction",
        "PUT",
        f"{_EXPENSES}/expense-transactions/<transaction_id>",
        of_expenses.update_expense,
    ),
    (
        "create-transfer-transaction",
        "PUT",
        f"{_EXPENSES}/transfer-transactions/<transaction_id>",
        of_expenses.create_transfer,
    ),
    (
        "create-adjustment-transaction",
        "POST",
        f"{_EXPENSES}/adjustment-transactions",
        of_expenses.create_adjustments,
    ),
    (
        "create-reimbursable-expense-transaction",
        "POST",
        _REIMBURSEMENTS,
        of_expenses.create_reimbursements,
    ),
    (
        "update-reimbursable-expense-transaction",
        "PUT",
        f"{_REIMBURSEMENTS}/<transaction_id>",
        of_expenses.update_reimbursement,
    ),
    ("initiate-sync", "POST", _SYNCS, of_syncs.initiate_sync),
    ("list-syncs", "GET", f"{_SYNCS}/list/status", of_syncs.list_syncs),
    ("get-latest-sync", "GET", f"{_SYNCS}/latest/status", of_syncs.get_latest_sync),
    (
        "get-last-successful-sync",
        "GET",
        f"{_SYNCS}/lastSuccessful/status",
        of_syncs.get_last_successful_sync,
    ),
    ("get-sync-by-id", "GET", f"{_SYNCS}/<sync_id>/status", of_syncs.get_sync),
    ("list-sync-transactions", "GET", _TRANSACTIONS, of_syncs.list_transactions),
    ("get-sync-transaction", "GET", _TRANSACTION, of_syncs.get_transaction),
    (UPLOAD, "POST", f"{_TRANSACTION}/attachments", attachments.upload),
]
OPERATIONS = {name: operation for name, _, _, operation in _TABLE}
ROUTES = Map(
    [Rule(path, methods=[method], endpoint=name) for name, method, path, _ in _TABLE],
    # A doubled slash is an unknown path; it would be a redirect otherwise.
    merge_slashes=False,
)


def find(method: str, path: str) -> tuple[str, Mapping[str, str]]:
    """Find the operation that is asked for, and the ids in its path."""
    try:
        return ROUTES.bind("127.0.0.1").match(path, method)
    except MethodNotAllowed as error:
        allow = {"Allow": ", ".join(sorted(error.valid_methods or ()))}
        raise RefusedError(405, f"{method} is not for this path.", "PublicApi", allow) from error
    except HTTPException as error:
        raise RefusedError(404, "There is nothing at this path.", "PublicApi") from error
