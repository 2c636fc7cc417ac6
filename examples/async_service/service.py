"""A small asynchronous service: write the expenses of several companies, and take webhooks.

Without arguments, it runs against a local sandbox. For the real API, set CODAT_API_KEY and name a
file of expenses of your companies:

    python examples/async_service/service.py EXPENSES.json
"""

import asyncio
import contextlib
import json
import os
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from codatsyncexpenses import AsyncCodatSyncExpenses, webhooks
from codatsyncexpenses.models import errors, operations, shared
from codatsyncexpenses.sandbox import Sandbox

DATA = Path(__file__).parent.parent / "service"
RECEIPTS = DATA / "receipts"
SECRET = os.environ.get("CODAT_WEBHOOK_SECRET") or webhooks.new_secret()
WEBHOOK_SECONDS = 60  # for which to wait for a webhook before the first poll
hooks = webhooks.Dispatcher(SECRET)
at_once = asyncio.Semaphore(20)  # companies whose expenses are sent at the same time
ended: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)  # by the id of the sync


async def push(
    s: AsyncCodatSyncExpenses, company_id: str, expenses: list[shared.ExpenseTransaction]
) -> None:
    """Write the expenses of a company, and attach the receipt of each one that is written."""
    try:
        async with at_once:
            created = await s.expenses.create(
                company_id=company_id, create_expense_request=expenses
            )
        sync_id = created.result().sync_id
        await follow(s, company_id, sync_id)
        outcomes = s.transaction_status.list_all(company_id=company_id, sync_id=sync_id)
        async for each in outcomes:
            print(f"{company_id}: {each.transaction_id} {each.status} {each.message or ''}")
            if each.status is shared.TransactionStatus.COMPLETED:
                receipt = RECEIPTS / f"{each.transaction_id}.pdf"
                uploaded = await s.attachments.upload(
                    company_id=company_id,
                    sync_id=sync_id,
                    transaction_id=each.transaction_id,
                    request_body=operations.UploadExpenseAttachmentRequestBody(receipt),
                )
                uploaded.raise_for_status()
    except errors.RateLimitError as error:
        print(f"{company_id}: too many requests; come back in {error.retry_after} s")
    except errors.APIConnectionError as error:  # an id that was written is not written again
        print(f"{company_id}: {error}; send them again (maybe written: {error.maybe_processed})")
    except errors.CodatError as error:
        print(f"{company_id}: {error}")


async def follow(s: AsyncCodatSyncExpenses, company_id: str, sync_id: str) -> None:
    """Wait until a sync has ended; a webhook spares the polls, but may be late or lost."""
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(ended[sync_id].wait(), WEBHOOK_SECONDS)
    del ended[sync_id]
    try:
        await s.sync.wait(company_id=company_id, sync_id=sync_id, timeout=900)
    except errors.SyncFailed as error:  # some of the expenses may be written all the same
        print(f"{company_id}: {error.meaning} {error.remedy}")


@hooks.on(webhooks.SyncSuccessful, webhooks.SyncUnsuccessful)
async def report(event: webhooks.SyncSuccessful | webhooks.SyncUnsuccessful) -> None:
    """Print how a sync ended, whoever started it, and let `follow` go on."""
    written = [each.id for each in event.payload.transactions if each.status == "Completed"]
    print(f"{event.payload.reference_company.id}: webhook: {len(written)} written")
    ended[event.payload.sync_id].set()


async def receive(request: web.Request) -> web.Response:
    """Answer a webhook."""
    try:
        await hooks.dispatch_async(await request.read(), request.headers)
    except errors.WebhookVerificationError as error:
        print(f"webhook refused: {error}")
        return web.Response(status=400)
    return web.Response(status=204)


@contextlib.asynccontextmanager
async def endpoint(port: int = 0) -> AsyncIterator[str]:
    """Serve the endpoint of webhooks on this machine, and yield its address."""
    app = web.Application()
    app.router.add_post("/webhooks/codat", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/webhooks/codat"
    finally:
        await runner.cleanup()


async def run(s: AsyncCodatSyncExpenses, file: Path) -> None:
    """Push the expenses in a file, those of several companies at once."""
    batches = json.loads(file.read_bytes())
    await asyncio.gather(
        *(
            push(s, company_id, [shared.ExpenseTransaction.from_dict(row) for row in rows])
            for company_id, rows in batches.items()
        )
    )


async def main(file: Path) -> None:
    """Push the expenses of your companies, and take webhooks on port 8000 meanwhile."""
    async with endpoint(8000), AsyncCodatSyncExpenses.from_env(deadline=120) as s:
        await run(s, file)


async def try_it(sandbox: Sandbox) -> None:
    """Push the example's expenses to a sandbox, which sends webhooks."""
    async with endpoint() as address, sandbox.async_client(deadline=120) as s:
        sandbox.webhooks.add(address, secret=SECRET)
        await run(s, DATA / "expenses.json")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        asyncio.run(main(Path(sys.argv[1])))
    else:
        with Sandbox(speed=20) as box:
            asyncio.run(try_it(box))
