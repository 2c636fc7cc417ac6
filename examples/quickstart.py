"""Create an expense, follow its sync to the end, and read it back: in a sandbox, or the real API.

For the real API, set CODAT_API_KEY, and name a company of yours, with an account and a tax rate of
its accounting software. An expense of 1.00 GBP is then written there:

    python examples/quickstart.py COMPANY_ID ACCOUNT_ID TAX_RATE_ID
"""

import sys
import time
import uuid
from datetime import datetime, timezone
from decimal import Decimal

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import shared
from codatsyncexpenses.sandbox import Sandbox, companies


def run(s: CodatSyncExpenses, company_id: str, account_id: str, tax_rate_id: str) -> None:
    """Create an expense, wait for the end of its sync, and show the result of each method."""
    began = time.monotonic()

    def show(status: shared.CompanySyncStatus) -> None:
        meaning = "" if status.code is None or status.code.is_running else status.code.meaning
        seconds = time.monotonic() - began
        print(f"  {seconds:4.1f} s  {status.sync_status:<12}  {meaning}".rstrip())

    line = shared.ExpenseTransactionLine(
        net_amount=Decimal("1.00"),
        tax_amount=Decimal("0.00"),
        account_ref=shared.RecordRef(account_id),
        tax_rate_ref=shared.RecordRef(tax_rate_id),
    )
    expense = shared.ExpenseTransaction(
        id=str(uuid.uuid4()),
        type=shared.ExpenseTransactionType.PAYMENT,
        issue_date=datetime.now(timezone.utc),
        currency="GBP",
        lines=[line],
    )
    created = s.expenses.create(company_id=company_id, create_expense_request=[expense])
    sync_id = created.result().sync_id
    print(f"Sync {sync_id} of company {company_id}")
    s.sync.wait(
        company_id=company_id,
        sync_id=sync_id,
        on_update=show,
        interval=0.5,
        raise_on_failure=False,
    )

    status = s.sync.get(company_id=company_id, sync_id=sync_id).result()
    latest = s.sync.get_latest_sync(company_id=company_id).result()
    # A company may have no sync that succeeded: a 404, which `result()` would raise.
    succeeded = s.sync.get_last_successful_sync(company_id=company_id).company_sync_status
    rows = [
        ("get", status),
        ("get_latest_sync", latest),
        *([("get_last_successful_sync", succeeded)] if succeeded else []),
        *(("list", each) for each in s.sync.list(company_id=company_id).result()),
    ]
    print(f"\n  {'method':<26}{'sync':<10}{'code':<6}{'stage':<12}{'written':<9}started")
    for method, row in rows:
        print_row(method, row)
    if status.code and status.code.is_failure:
        print(f"\n  The API says: {status.error_message}\n  What to do:   {status.code.remedy}")
    for each in s.transaction_status.list_all(company_id=company_id, sync_id=sync_id):
        print(f"\n  Expense {each.transaction_id}: {each.status} {each.message or ''}".rstrip())


def print_row(method: str, row: shared.CompanySyncStatus) -> None:
    """Print the status that a method returned."""
    written = {True: "yes", False: "no", None: ""}[row.data_pushed]
    print(
        f"  {method:<26}{row.sync_id[:8]:<10}{row.sync_status_code or '':<6}"
        f"{row.sync_status or '':<12}{written:<9}{(row.sync_utc or '')[:19]}".rstrip()
    )


if len(sys.argv) == 4:
    with CodatSyncExpenses.from_env() as client:
        run(client, *sys.argv[1:])
else:
    with Sandbox() as sandbox, sandbox.client() as client:
        print(f"1. A sync that succeeds, against a sandbox of the API at {sandbox.url}\n")
        run(client, companies.SUCCEEDS.id, "6", "59_Bills")
        print("\n2. A sync that fails\n")
        run(client, companies.WRITE_FAILED.id, "6", "59_Bills")
    print("\nTo run this against the real API, change two settings of CodatSyncExpenses:")
    print('  security    shared.Security.from_api_key("your API key")')
    print("  server_url  leave it out")
