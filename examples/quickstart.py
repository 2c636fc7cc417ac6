"""Write an expense, wait for the end of its sync, and read its outcome.

Without arguments, it runs against a local sandbox. For the real API, set CODAT_API_KEY, and name a
company of yours, with an account and a tax rate of its accounting software; an expense of 1.00 GBP
is then written there:

    python examples/quickstart.py COMPANY_ID ACCOUNT_ID TAX_RATE_ID
"""

import sys
import uuid
from datetime import datetime, timezone
from decimal import Decimal

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import errors, shared
from codatsyncexpenses.sandbox import Sandbox, companies


def run(s: CodatSyncExpenses, company_id: str, account_id: str, tax_rate_id: str) -> None:
    """Write an expense, and print its outcome."""
    line = shared.ExpenseTransactionLine(
        net_amount=Decimal("1.00"),
        tax_amount=Decimal("0.00"),
        account_ref=shared.RecordRef(account_id),
        tax_rate_ref=shared.RecordRef(tax_rate_id),
    )
    expense = shared.ExpenseTransaction(
        id=str(uuid.uuid4()),  # store it before you send it: no id is written twice
        type=shared.ExpenseTransactionType.PAYMENT,
        issue_date=datetime.now(timezone.utc),
        currency="GBP",
        lines=[line],
    )
    sync = s.expenses.create(company_id=company_id, create_expense_request=[expense]).result()
    print(f"Sync {sync.sync_id}")
    try:
        s.sync.wait(
            company_id=company_id,
            sync_id=sync.sync_id,
            on_update=lambda status: print(f"  {status.sync_status}"),
        )
    except errors.SyncFailed as error:
        print(f"{error.meaning} {error.remedy}")
    for each in s.transaction_status.list_all(company_id=company_id, sync_id=sync.sync_id):
        print(f"Expense {each.transaction_id}: {each.status} {each.message or ''}".rstrip())


if len(sys.argv) == 4:
    with CodatSyncExpenses.from_env() as client:
        run(client, *sys.argv[1:])
else:
    with Sandbox() as sandbox, sandbox.client() as client:
        print("A sync that succeeds")
        run(client, companies.SUCCEEDS.id, "6", "59_Bills")
        print("\nA sync that fails")
        run(client, companies.WRITE_FAILED.id, "6", "59_Bills")
