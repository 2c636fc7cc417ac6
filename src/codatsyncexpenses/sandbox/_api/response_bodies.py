"""Companies, connections and what belongs to them in the API's words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from codatsyncexpenses.sandbox import _books as books
from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._accounting import PLATFORMS, Fields
from codatsyncexpenses.sandbox._clock import written
from codatsyncexpenses.sandbox._world import World

_TYPES = ["Payment", "Refund", "Reward", "Chargeback"]
_USES = [
    *(f"expense-transactions.{each}" for each in _TYPES),
    *("reimbursable-expense-transactions", "adjustment-transactions"),
]
_BANK_USES = ["transfer-transactions"]


def company(world: World, record: records.Company, base: str) -> dict[str, object]:
    """Tell of a company; `base` is the address that its link starts with."""
    connections = world.connections.of(record.id)
    latest = next(world.syncs.newest(record.id), None)
    told: dict[str, object] = {
        "id": record.id,
        "name": record.name,
        "redirect": f"{base}/_sandbox/link/{record.id}",
        "created": written(record.created),
        "products": [],
        "tags": record.tags,
        "dataConnections": [connection(world, each, base) for each in connections],
    }
    if record.description is not None:
        told["description"] = record.description
    if latest is not None:
        told["lastSync"] = written(latest.at)
    return told


def connection(world: World, record: records.Connection, base: str) -> dict[str, object]:
    """Tell of a connection; `base` is the address that its link starts with."""
    told: dict[str, object] = {
        "id": record.id,
        "integrationId": _id("integration", record.platform),
        "integrationKey": record.platform,
        "sourceId": _id("source", record.platform),
        "sourceType": "Other" if record.platform == records.EXPENSES else "Accounting",
        "platformName": PLATFORMS.get(record.platform, "Partner expenses"),
        "linkUrl": f"{base}/_sandbox/link/{record.company_id}/{record.id}",
        "status": record.status,
        "created": written(record.created),
        "dataConnectionErrors": [],
    }
    if record.platform in PLATFORMS:
        for pull in world.pulls.newest(record.company_id):
            if pull.connection_id == record.id and pull.ending == "Complete":
                return {**told, "lastSync": written(pull.ends)}
    return told


def record(id_: str, fields: Fields) -> dict[str, object]:
    """Tell of a customer or a supplier."""
    more = {"metadata": {"isDeleted": False}, "supplementalData": {"content": None}}
    return {"id": id_, **more, **fields}


def configuration(record: records.Company) -> dict[str, object]:
    """Tell what a company's expenses are written to."""
    ids = {
        "bankAccount": record.bank_account,
        "supplier": record.supplier,
        "customer": record.customer,
    }
    return {name: {} if id_ is None else {"id": id_} for name, id_ in ids.items()}


def company_info(record: records.Company, platform: str) -> dict[str, object]:
    """Tell what the accounting software says of a company."""
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
        "baseCurrency": "GBP",
        "sourceUrls": {platform: "https://accounting.example"},
        "createdDate": written(record.created),
        "supplementalData": {"content": None},
    }


def mapping_options(world: World, record: records.Company) -> dict[str, object]:
    """Tell what expenses can be mapped to, as far as it was read."""

    def cached(data_type: str) -> Iterable[tuple[str, Fields]]:
        return books.cached(world, record, data_type).items()

    accounts = [_account(id_, fields) for id_, fields in cached("chartOfAccounts")]
    banks = [_bank_account(id_, fields) for id_, fields in cached("bankAccounts")]
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
                "validTransactionTypes": _TYPES,
            }
            for id_, fields in cached("taxRates")
        ],
        "trackingCategories": [
            {"id": id_, **{name: fields[name] for name in ("name", "hasChildren", "parentId")}}
            for id_, fields in cached("trackingCategories")
        ],
    }


def _account(id_: str, fields: Fields) -> dict[str, object]:
    kind = fields.get("type")
    is_bank = fields.get("isBankAccount") is True
    return {
        "id": id_,
        "nominalCode": fields.get("nominalCode"),
        "name": fields.get("name"),
        "currency": fields.get("currency") or "GBP",
        "accountType": "Expense" if kind == "Unknown" else kind,
        "fullyQualifiedCategory": fields.get("fullyQualifiedCategory") or f"{kind}.Other",
        "isBankAccount": is_bank,
        "validTransactionTypes": [] if is_bank else _TYPES,
        "validFor": _BANK_USES if is_bank else _USES,
    }


def _bank_account(id_: str, fields: Fields) -> dict[str, object]:
    kind = "Liability" if fields.get("accountType") == "Credit" else "Asset"
    more = {"type": kind, "name": fields.get("accountName"), "isBankAccount": True}
    return _account(id_, {**fields, "fullyQualifiedCategory": f"{kind}.Bank", **more})


def _id(*names: str) -> str:
    """An id that is the same in every sandbox."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(names)))
