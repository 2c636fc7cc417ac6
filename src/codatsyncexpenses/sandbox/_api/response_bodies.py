"""The JSON of response bodies."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from codatsyncexpenses.sandbox._state import books, records, syncs
from codatsyncexpenses.sandbox._state.accounting import (
    BASE_CURRENCY,
    DATA_TYPES,
    EXPENSE_TYPES,
    SOFTWARE,
    Fields,
)
from codatsyncexpenses.sandbox._state.clock import SECOND, iso
from codatsyncexpenses.sandbox._state.world import World
from codatsyncexpenses.sandbox.companies import Stage

# The transactions for which a mapping option is valid, under the names of accounting software.
_USES = {
    **{each: f"expense-transactions.{each}" for each in EXPENSE_TYPES},
    "reimbursement": "reimbursable-expense-transactions",
    "transfer": "transfer-transactions",
    "adjustment": "adjustment-transactions",
}
# The service documents no code for a sync that is queued, so use that of a running one.
_RUNNING = (Stage(1000, "NotStarted"), Stage(1000, "Started"), Stage(1000, "Pushing"))
_LONG = 600 * SECOND
_READING = ("Queued", "Fetching", "Mapping")
_WRITE_CODES = {"Pending": 202, "Success": 200, "Failed": 400}


def company(world: World, record: records.Company, base: str) -> dict[str, object]:
    """Return a company; `base` is the start of its link."""
    connections = world.connections.of(record.id)
    latest = next(world.syncs.newest(record.id), None)
    found: dict[str, object] = {
        "id": record.id,
        "name": record.name,
        "redirect": f"{base}/_sandbox/link/{record.id}{_once(world, record)}",
        "created": iso(record.created),
        "products": record.products,
        "tags": record.tags,
        "dataConnections": [connection(world, each, base) for each in connections],
    }
    if record.description is not None:
        found["description"] = record.description
    if latest is not None:
        found["lastSync"] = iso(latest.at)
    return found


def announce_company(world: World, record: records.Company, base: str, event: str) -> None:
    """Queue a webhook whose payload is the company itself."""
    payload = company(world, record, base)
    payload.pop("dataConnections")
    world.outbox.add(f"company.{event}", payload)


def connection(world: World, record: records.Connection, base: str) -> dict[str, object]:
    """Return a connection; `base` is the start of its link."""
    software = SOFTWARE.get(record.platform)
    found: dict[str, object] = {
        "id": record.id,
        "integrationId": _id("integration", record.platform),
        "integrationKey": record.platform,
        "sourceId": _id("source", record.platform),
        "sourceType": "Other" if record.platform == records.EXPENSES else "Accounting",
        "platformName": "Partner expenses" if software is None else software.name,
        "linkUrl": f"{base}/_sandbox/link/{record.company_id}/{record.id}{_once(world, record)}",
        "status": record.status,
        "created": iso(record.created),
        "dataConnectionErrors": [],
    }
    if software is not None:
        for each in world.pulls.newest(record.company_id):
            if each.connection_id == record.id and each.ending == "Complete":
                return {**found, "lastSync": iso(each.ends)}
    return found


def _once(world: World, record: records.Company | records.Connection) -> str:
    """Return the query of a link that works once."""
    return f"?once={record.visits}-{world.clock.now()}" if world.one_time_links else ""


def party(id_: str, fields: Fields) -> dict[str, object]:
    """Return a customer or a supplier."""
    more = {"metadata": {"isDeleted": False}, "supplementalData": {"content": None}}
    return {"id": id_, **more, **fields}


def configuration(record: records.Company) -> dict[str, object]:
    """Return the default accounts and contacts of a company's expenses."""
    ids = {
        "bankAccount": record.bank_account,
        "supplier": record.supplier,
        "customer": record.customer,
    }
    return {name: {} if id_ is None else {"id": id_} for name, id_ in ids.items()}


def company_info(record: records.Company, platform: str) -> dict[str, object]:
    """Return the company information of the accounting software."""
    address = {"type": "Billing", "line1": "1 Quay Street", "line2": None, "city": "Bristol"}
    return {
        "companyName": record.name,
        "accountingPlatformRef": _id("ledger", record.id),
        "companyLegalName": f"{record.name} Ltd",
        "addresses": [{**address, "region": None, "country": "GB", "postalCode": "BS1 4QA"}],
        "phoneNumbers": [{"number": "+44 20 7946 0100", "type": "Primary"}],
        "webLinks": [{"type": "Website", "url": "https://company.example"}],
        "ledgerLockDate": "2019-12-31T00:00:00",
        "registrationNumber": "01234567",
        "taxNumber": "GB123456789",
        "financialYearStartDate": "2020-04-01T00:00:00",
        "baseCurrency": BASE_CURRENCY,
        "sourceUrls": {platform: "https://accounting.example"},
        "createdDate": iso(record.created),
        "supplementalData": {"content": None},
    }


def mapping_options(world: World, record: records.Company) -> dict[str, object]:
    """Return the mapping options as of the last read."""

    def cached(data_type: str) -> Iterable[tuple[str, Fields]]:
        return books.cached(world, record, data_type).items()

    platforms = {each.platform for each in world.connections.of(record.id)}
    taken = [name for key in platforms & {*SOFTWARE} for name in SOFTWARE[key].creates.split()]
    accounts = [_account(id_, fields, taken) for id_, fields in cached("chartOfAccounts")]
    banks = [_bank_account(id_, fields, taken) for id_, fields in cached("bankAccounts")]
    return {
        "expenseProvider": "Sandbox",
        "accounts": [*accounts, *banks],
        "taxRates": [
            {
                "id": id_,
                "name": fields["name"],
                "code": fields["code"],
                "effectiveTaxRate": fields["rate"],
                "totalTaxRate": fields["rate"],
                "validTransactionTypes": [each for each in taken if each in EXPENSE_TYPES],
            }
            for id_, fields in cached("taxRates")
        ],
        "trackingCategories": [
            {"id": id_, **{name: fields[name] for name in ("name", "hasChildren", "parentId")}}
            for id_, fields in cached("trackingCategories")
        ],
    }


def sync_status(sync: records.Sync, now: int) -> dict[str, object]:
    """Return the status of a sync; each running stage takes a third of its time."""
    stage = sync.ending
    if stage is None:
        stage = _RUNNING[min(2, int(3 * syncs.progress(sync, now)))]
        if now - sync.at >= _LONG:
            stage = replace(stage, code=1010)
    return {
        "companyId": sync.company_id,
        "syncId": sync.id,
        "syncStatusCode": stage.code,
        "syncStatus": stage.text,
        "errorMessage": stage.error,
        "syncExceptionMessage": stage.exception,
        "syncUtc": iso(sync.at),
        "dataPushed": stage.pushed,
    }


def transaction(record: records.Transaction) -> dict[str, object]:
    """Return the outcome of a transaction in a sync."""
    return {
        "transactionId": record.id,
        "status": record.status,
        "message": record.message,
        "integrationType": "expenses",
    }


def pull(record: records.Pull, now: int) -> dict[str, object]:
    """Return a pull operation."""
    found: dict[str, object] = {
        "id": record.id,
        "companyId": record.company_id,
        "connectionId": record.connection_id,
        "dataType": record.data_type,
        "status": _pull_status(record, now),
        "statusDescription": None,
        "errorMessage": record.error,
        "requested": iso(record.at),
        "progress": 100 if record.ending else min(99, _elapsed(record, now, 100)),
        "isCompleted": record.ending == "Complete",
        "isErrored": record.error is not None,
    }
    if record.ending is not None:
        found["completed"] = iso(record.ends)
    return found


def data_status(pulls: Sequence[records.Pull], now: int) -> dict[str, object]:
    """Return the status of each data type from its pull operations, newest first."""
    names = dict.fromkeys([*DATA_TYPES, *(each.data_type for each in pulls)])
    found = {name: dict[str, object](dataType=name, currentStatus="Initial") for name in names}
    for each in pulls:
        data = found[each.data_type]
        if "latestSyncId" not in data:
            data["latestSyncId"] = each.id
            data["currentStatus"] = _pull_status(each, now)
        if "latestSuccessfulSyncId" not in data and each.ending == "Complete":
            data["latestSuccessfulSyncId"] = each.id
            data["lastSuccessfulSync"] = iso(each.ends)
    return dict(found)


def push(record: records.Push) -> dict[str, object]:
    """Return a push operation."""
    found: dict[str, object] = {
        "changes": None,
        "dataType": record.data_type,
        "companyId": record.company_id,
        "pushOperationKey": record.id,
        "dataConnectionKey": record.connection_id,
        "requestedOnUtc": iso(record.at),
        "timeoutInMinutes": record.timeout,
        "timeoutInSeconds": None if record.timeout is None else 60 * record.timeout,
        "status": record.status,
        "errorMessage": "; ".join(message for _, message in record.errors) or None,
        "validation": {
            "errors": [
                {"itemId": name, "message": message, "validatorName": "Sandbox"}
                for name, message in record.errors
            ],
            "warnings": [],
        },
        "statusCode": _WRITE_CODES[record.status],
    }
    if record.status == "Success":
        reference = {"id": record.record_id, "dataType": record.data_type}
        change = {"type": record.change, "recordRef": reference, "attachmentId": None}
        found["changes"] = [change]
    if record.status != "Pending":
        found["completedOnUtc"] = iso(record.ends)
    return found


def _pull_status(record: records.Pull, now: int) -> str:
    """Return the status of a pull operation; each running status takes a third of its time."""
    return record.ending or _READING[min(2, _elapsed(record, now, 3))]


def _elapsed(record: records.Pull, now: int, parts: int) -> int:
    """Return the number of equal parts of its time that have passed."""
    return max(0, parts * (now - record.ends + books.READ_TIME) // books.READ_TIME)


def _account(id_: str, fields: Fields, taken: Sequence[str]) -> dict[str, object]:
    """Return an account as a mapping option; `taken`: transactions that the software creates."""
    kind = fields.get("type")
    is_bank = fields.get("isBankAccount") is True
    uses = [each for each in taken if (each == "transfer") == is_bank]
    return {
        "id": id_,
        "nominalCode": fields.get("nominalCode"),
        "name": fields.get("name"),
        "currency": fields.get("currency") or BASE_CURRENCY,
        "accountType": "Expense" if kind == "Unknown" else kind,
        "fullyQualifiedCategory": fields.get("fullyQualifiedCategory") or f"{kind}.Other",
        "isBankAccount": is_bank,
        "validTransactionTypes": [each for each in uses if each in EXPENSE_TYPES],
        "validFor": [_USES[each] for each in uses],
    }


def _bank_account(id_: str, fields: Fields, taken: Sequence[str]) -> dict[str, object]:
    kind = "Liability" if fields.get("accountType") == "Credit" else "Asset"
    more = {"type": kind, "name": fields.get("accountName"), "isBankAccount": True}
    return _account(id_, {**fields, "fullyQualifiedCategory": f"{kind}.Bank", **more}, taken)


def _id(*names: str) -> str:
    """Return an id that is the same in every sandbox."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(names)))
