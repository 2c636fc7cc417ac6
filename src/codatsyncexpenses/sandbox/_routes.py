"""Which operation is at which path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import Map, Rule

from codatsyncexpenses.sandbox import _company_operations as of_companies
from codatsyncexpenses.sandbox import _sync_operations as of_syncs
from codatsyncexpenses.sandbox._world import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codatsyncexpenses.sandbox._call import Operation

_COMPANY = "/companies/<company_id>"
_EXPENSES = f"{_COMPANY}/sync/expenses"
_SYNCS = f"{_EXPENSES}/syncs"
_TRANSACTIONS = f"{_SYNCS}/<sync_id>/transactions"
_CONNECTIONS = f"{_COMPANY}/connections"
_CONNECTION = f"{_CONNECTIONS}/<connection_id>"

_TABLE: list[tuple[str, str, str, Operation]] = [
    ("list-companies", "GET", "/companies", of_companies.list_companies),
    ("create-company", "POST", "/companies", of_companies.create_company),
    ("get-company", "GET", _COMPANY, of_companies.get_company),
    ("update-company", "PUT", _COMPANY, of_companies.update_company),
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
    (
        "get-mapping-options",
        "GET",
        f"{_EXPENSES}/mappingOptions",
        of_companies.get_mapping_options,
    ),
    (
        "create-expense-transaction",
        "POST",
        f"{_EXPENSES}/data/expense-transactions",
        of_syncs.create_dataset,
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
    (
        "get-sync-transaction",
        "GET",
        f"{_TRANSACTIONS}/<transaction_id>",
        of_syncs.get_transaction,
    ),
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
