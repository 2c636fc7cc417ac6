"""Start a sync, follow it to its end and read it back: against a local sandbox, or the real API.

For the real API, set CODAT_API_KEY and name a company and a dataset of yours:

    python examples/quickstart.py COMPANY_ID DATASET_ID
"""

import sys
import time

from codatsyncexpenses import CodatSyncExpenses
from codatsyncexpenses.models import operations, shared
from codatsyncexpenses.sandbox import Sandbox, companies


def run(s: CodatSyncExpenses, company_id: str, dataset_id: str) -> None:
    """Start a sync, wait for its end, and show the result of each method."""
    began = time.monotonic()

    def show(status: shared.CompanySyncStatus) -> None:
        meaning = "" if status.code is None or status.code.is_running else status.code.meaning
        seconds = time.monotonic() - began
        print(f"  {seconds:4.1f} s  {status.sync_status:<12}  {meaning}".rstrip())

    body = shared.InitiateSync(dataset_ids=[dataset_id])
    started = s.sync.initiate_sync(operations.InitiateSyncRequest(company_id, body))
    started.raise_for_status()
    sync_id = (started.sync_initiated and started.sync_initiated.sync_id) or ""
    print(f"Sync {sync_id} of company {company_id}")

    req = operations.GetSyncByIDRequest(company_id, sync_id)
    s.sync.wait(req, on_update=show, interval=0.5, raise_on_failure=False)

    status = s.sync.get(req).company_sync_status
    latest = s.sync.get_latest_sync(operations.GetLatestSyncRequest(company_id))
    succeeded = s.sync.get_last_successful_sync(operations.GetLastSuccessfulSyncRequest(company_id))
    syncs = s.sync.list(operations.ListSyncsRequest(company_id))
    rows = [
        ("initiate_sync", shared.CompanySyncStatus(sync_id=sync_id)),
        ("get", status),
        ("get_latest_sync", latest.company_sync_status),
        ("get_last_successful_sync", succeeded.company_sync_status),
        *(("list", each) for each in syncs.company_sync_statuses or []),
    ]
    print(f"\n  {'method':<26}{'sync':<10}{'code':<6}{'stage':<12}{'written':<9}started")
    for method, row in rows:
        if row is not None:
            print_row(method, row)
    if status and status.code and status.code.is_failure:
        print(f"\n  The API says: {status.error_message}")


def print_row(method: str, row: shared.CompanySyncStatus) -> None:
    """Print the status that a method returned."""
    written = {True: "yes", False: "no", None: ""}[row.data_pushed]
    print(
        f"  {method:<26}{(row.sync_id or '')[:8]:<10}{row.sync_status_code or '':<6}"
        f"{row.sync_status or '':<12}{written:<9}{(row.sync_utc or '')[:19]}".rstrip()
    )


if len(sys.argv) == 3:
    with CodatSyncExpenses.from_env() as client:
        run(client, *sys.argv[1:])
else:
    with Sandbox() as sandbox, sandbox.client() as client:
        print(f"1. A sync that succeeds, against a sandbox of the API at {sandbox.url}\n")
        run(client, companies.SUCCEEDS.id, companies.SUCCEEDS.dataset_ids[0])
        print("\n2. A sync that fails\n")
        run(client, companies.WRITE_FAILED.id, companies.WRITE_FAILED.dataset_ids[0])
    print("\nTo run this against the real API, change two settings of CodatSyncExpenses:")
    print('  security    shared.Security.from_api_key("your API key")')
    print("  server_url  leave it out")
