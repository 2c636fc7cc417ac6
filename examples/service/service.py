"""A small service: write the expenses of several companies, and attach the receipt of each.

Without arguments, it runs against a local sandbox. For the real API, set CODAT_API_KEY and name a
file of expenses of your companies:

    python examples/service/service.py EXPENSES.json
"""

import functools
import json
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from codatsyncexpenses import CodatSyncExpenses, webhooks
from codatsyncexpenses.models import errors, operations, shared
from codatsyncexpenses.sandbox import Sandbox

HERE = Path(__file__).parent
RECEIPTS = HERE / "receipts"
SECRET = os.environ.get("CODAT_WEBHOOK_SECRET") or webhooks.new_secret()
hooks = webhooks.Dispatcher(SECRET)


def push(s: CodatSyncExpenses, company_id: str, expenses: list[shared.ExpenseTransaction]) -> None:
    """Write the expenses of a company, and attach the receipt of each one that is written."""
    try:
        created = s.expenses.create(company_id=company_id, create_expense_request=expenses)
        sync_id = created.result().sync_id
        try:
            s.sync.wait(company_id=company_id, sync_id=sync_id, timeout=900)
        except errors.SyncFailed as error:  # some of the expenses may be written all the same
            print(f"{company_id}: {error.meaning} {error.remedy}")
        for each in s.transaction_status.list_all(company_id=company_id, sync_id=sync_id):
            print(f"{company_id}: {each.transaction_id} {each.status} {each.message or ''}")
            if each.status is shared.TransactionStatus.COMPLETED:
                receipt = RECEIPTS / f"{each.transaction_id}.pdf"
                s.attachments.upload(
                    company_id=company_id,
                    sync_id=sync_id,
                    transaction_id=each.transaction_id,
                    request_body=operations.UploadExpenseAttachmentRequestBody(receipt),
                ).result()
    except errors.RateLimitError as error:
        print(f"{company_id}: too many requests; come back in {error.retry_after} s")
    except errors.APIConnectionError as error:  # an id that was written is not written again
        print(f"{company_id}: {error}; send them again (maybe written: {error.maybe_processed})")
    except errors.CodatError as error:
        print(f"{company_id}: {error}")


@hooks.on(webhooks.SyncSuccessful, webhooks.SyncUnsuccessful)
def ended(event: webhooks.SyncSuccessful | webhooks.SyncUnsuccessful) -> None:
    """Print how a sync ended, whoever started it."""
    written = [each.id for each in event.payload.transactions if each.status == "Completed"]
    print(f"{event.payload.reference_company.id}: webhook: {len(written)} written")


def receive(body: bytes, headers: Mapping[str, str]) -> int:
    """Take a request to your endpoint, and return the status of the response."""
    try:
        hooks.dispatch(body, headers)
    except errors.WebhookVerificationError as error:
        print(f"webhook refused: {error}")
        return 400
    return 204


def run(s: CodatSyncExpenses, file: Path) -> None:
    """Push the expenses in a file, those of several companies at once."""
    batches = {
        company_id: [shared.ExpenseTransaction.from_dict(row) for row in rows]
        for company_id, rows in json.loads(file.read_bytes()).items()
    }
    with ThreadPoolExecutor() as pool:
        list(pool.map(functools.partial(push, s), batches, batches.values()))


if __name__ == "__main__":
    if len(sys.argv) == 2:
        with CodatSyncExpenses.from_env(deadline=120) as client:
            run(client, Path(sys.argv[1]))
    else:
        with Sandbox(speed=20) as sandbox, sandbox.client(deadline=120) as client:
            sandbox.webhooks.add(receive, secret=SECRET)
            run(client, HERE / "expenses.json")
