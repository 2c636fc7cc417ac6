"""Write card spend into a customer's books, correct what is refused, and receive the webhooks.

At the end, an outbox delivers many expenses, although its process is killed. `make demo` runs it in
some seconds, against a local sandbox of the API. It needs the extras `cli`, `outbox` and `sandbox`.
"""

import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from datetime import date
from decimal import Decimal
from pathlib import Path
from queue import Queue

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text
from werkzeug import Request, Response
from werkzeug.serving import make_server
from werkzeug.test import Client

from codatsyncexpenses import CodatSyncExpenses, webhooks
from codatsyncexpenses.models import errors, operations, shared
from codatsyncexpenses.outbox import Outbox
from codatsyncexpenses.sandbox import Sandbox

COLOURS = {"Completed": "green", "PushError": "red", "ValidationError": "red"}
TRAVEL = shared.RecordRef("9")  # an account in the customer's books
SECRET = webhooks.new_secret()
DELIVER = """
import sys
from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.outbox import Outbox

with Outbox(sys.argv[1]) as outbox, CodatSyncExpenses.from_env() as s:
    outbox.deliver(s)
"""
NEXT = """
Go on from here:

  With your API key, in Python
    CODAT_API_KEY=... .venv/bin/python -ic "from codatsyncexpenses import *"
    >>> [c.name for c in CodatSyncExpenses.from_env().companies.list_all()]
  A sandbox that keeps going, with a page at http://127.0.0.1:8080
    .venv/bin/python -m codatsyncexpenses.sandbox demo
  The guide
    less docs/guides/from-a-new-customer-to-a-synced-expense.md"""
console = Console(highlight=False, markup=False)
received = Queue[webhooks.Event]()


@Request.application
def endpoint(request: Request) -> Response:
    """Receive a webhook, and refuse one that Codat did not sign."""
    try:
        received.put(webhooks.verify_and_parse(request.get_data(), request.headers, SECRET))
    except errors.WebhookVerificationError:
        return Response(status=400)
    return Response(status=204)


def expense(kind: str, merchant: str, amount: str, currency: str) -> shared.ExpenseTransaction:
    """Return an expense of one line."""
    return shared.ExpenseTransaction(
        id=str(uuid.uuid4()),  # store it before you send it: no id is written twice
        type=shared.ExpenseTransactionType(kind),
        issue_date=date(2026, 5, 4),
        currency=currency,
        merchant_name=merchant,
        lines=[shared.ExpenseTransactionLine(net_amount=Decimal(amount), account_ref=TRAVEL)],
    )


def push(
    s: CodatSyncExpenses, company_id: str, expenses: list[shared.ExpenseTransaction]
) -> shared.CompanySyncStatus:
    """Write expenses, show what becomes of each, and return how their sync ended."""

    def show(sync: shared.CompanySyncStatus) -> None:
        outcomes = s.transaction_status.list_all(company_id=company_id, sync_id=sync.sync_id)
        statuses = {each.transaction_id: each.status for each in outcomes}
        table = Table("Type", "Merchant", "  Amount", "Status", box=None, pad_edge=False)
        for each in expenses:
            status = statuses.get(each.id)
            word = str(sync.sync_status if status == "Pending" else status)
            amount = f"{sum(line.net_amount for line in each.lines or []):>8} {each.currency}"
            state = Text(word, style=COLOURS.get(word, "cyan"))
            table.add_row(each.type, each.merchant_name, amount, state)
        live.update(table, refresh=True)

    with Live(console=console, auto_refresh=False) as live:
        sync = s.expenses.create_and_wait(
            company_id=company_id,
            create_expense_request=expenses,
            on_update=show,
            interval=0.2,
            max_interval=0.2,  # a sync of the sandbox takes two seconds
            raise_on_failure=False,
        ).result()
    if not console.is_terminal:  # there, Live leaves its last line open
        console.line()
    return sync


def killed(sandbox: Sandbox, path: Path) -> None:
    """Deliver an outbox in another process, and kill that once the API has accepted a batch."""
    at_sandbox = {"CODAT_API_KEY": "sandbox", "CODAT_SERVER_URL": sandbox.url}
    before, patience = len(sandbox.requests), time.monotonic() + 10
    with subprocess.Popen(  # noqa: S603 - this very program's Python
        [sys.executable, "-c", DELIVER, str(path)], env={**os.environ, **at_sandbox}
    ) as process:
        while len(sandbox.requests) == before and time.monotonic() < patience:
            time.sleep(0.01)
        process.kill()


server = make_server("127.0.0.1", 0, endpoint)
logging.getLogger("werkzeug").setLevel(logging.ERROR)  # it logs each request
threading.Thread(target=server.serve_forever, daemon=True).start()

with Sandbox(sync_seconds=2) as sandbox, sandbox.client() as client:
    console.print(f"A sandbox of the API runs at {sandbox.url}: no account, no key.")
    company = sandbox.create_company("Harbour Lane Coffee")
    sandbox.webhooks.add(f"http://127.0.0.1:{server.port}", secret=SECRET)

    console.print("\n1. Send five expenses to the books of Harbour Lane Coffee\n", style="bold")
    hotel = expense("Payment", "Hotel Lindenhof", "240.00", "EUR")
    expenses = [
        expense("Payment", "Northern Rail", "48.20", "GBP"),
        expense("Refund", "Quay Street Taxis", "12.50", "GBP"),
        expense("Reward", "Cashback", "3.75", "GBP"),
        expense("Chargeback", "Unknown merchant", "89.99", "GBP"),
        hotel,
    ]
    sync = push(client, company.id, expenses)
    if sync.code and sync.code.is_failure:
        console.print(f"\n{sync.code.meaning} {sync.sync_exception_message}", style="red")
        console.print(f"Remedy: {sync.code.remedy}")

    console.print("\n2. Correct the refused expense, and send it again\n", style="bold")
    hotel.currency_rate = Decimal("0.86")
    sync = push(client, company.id, [hotel])

    console.print("\n3. Attach its receipt\n", style="bold")
    attachment = client.attachments.upload(
        company_id=company.id,
        sync_id=sync.sync_id,
        transaction_id=hotel.id,
        request_body=operations.UploadExpenseAttachmentRequestBody(b"%PDF-1.7 ...", "hotel.pdf"),
    ).result()
    console.print(f"hotel.pdf is attachment {attachment.id}")

    console.print(
        "\n4. Receive the webhooks of both syncs, and check who sent them\n", style="bold"
    )
    for _ in range(2):
        console.print(f"{received.get(timeout=10).type}: the signature is valid")
    forged = Client(endpoint).post(json={})
    console.print(f"a forged one, without a signature: {forged.status}")

    console.print(
        "\n5. Deliver 240 expenses of four companies, kill the process, and go on\n", style="bold"
    )
    names = ("Mill Road Books", "Tanner & Sons", "Elm Bakery", "Northgate Cycles")
    companies = [sandbox.create_company(name).id for name in names]
    with (
        tempfile.TemporaryDirectory() as home,
        Outbox(Path(home, "outbox.db")) as outbox,
    ):
        for each in companies:
            outbox.add(each, [expense("Payment", "Cafe", "4.20", "GBP") for _ in range(60)])
        killed(sandbox, Path(home, "outbox.db"))
        console.print(f"killed:  {outbox.status()}")
        console.print(f"resumed: {outbox.deliver(client)}")
    counts = [count for each in companies for count in sandbox.accepted(each).expenses.values()]
    console.print(
        f"the API accepted {len(counts)} expenses, none of them twice: {max(counts) == 1}"
    )

print(NEXT)
