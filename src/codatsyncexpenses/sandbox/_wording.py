"""Companies, connections and configurations in the API's words."""

from __future__ import annotations

import uuid

from codatsyncexpenses.sandbox import _records as records
from codatsyncexpenses.sandbox._clock import written
from codatsyncexpenses.sandbox._world import EXPENSES, World

PLATFORMS = {
    "akxx": "Oracle NetSuite",
    "fbrh": "FreeAgent",
    "gbol": "Xero",
    "pqsw": "QuickBooks Desktop",
    "qhyg": "QuickBooks Online",
    "trji": "Dynamics 365 Business Central",
}
_TYPES = ["Payment", "Refund", "Reward"]
_ACCOUNTS = {"6": "Purchases", "9": "Travel", "12": "Office costs"}
_TAX_RATES = {"59_Bills": ("VAT 20%", 20), "60_Bills": ("No VAT", 0)}
_CATEGORIES = {"DEPARTMENTS": ("Departments", None), "DEPARTMENT_2": ("Sales", "DEPARTMENTS")}


def company(world: World, record: records.Company, base: str) -> dict[str, object]:
    """Tell of a company; `base` is the address that its link starts with."""
    connections = world.connections.of(record.id)
    latest = next(world.syncs.newest(record.id), None)
    told: dict[str, object] = {
        "id": record.id,
        "name": record.name,
        "redirect": f"{base}/_sandbox/link/{record.id}",
        "created": written(record.created),
        "dataConnections": [connection(each, base) for each in connections],
    }
    if record.description is not None:
        told["description"] = record.description
    if latest is not None:
        told["lastSync"] = written(latest.at)
    return told


def connection(record: records.Connection, base: str) -> dict[str, object]:
    """Tell of a connection; `base` is the address that its link starts with."""
    return {
        "id": record.id,
        "integrationId": _id("integration", record.platform),
        "integrationKey": record.platform,
        "sourceId": _id("source", record.platform),
        "sourceType": "Other" if record.platform == EXPENSES else "Accounting",
        "platformName": PLATFORMS.get(record.platform, "Partner expenses"),
        "linkUrl": f"{base}/_sandbox/link/{record.company_id}/{record.id}",
        "status": record.status,
        "created": written(record.created),
    }


def configuration(record: records.Company) -> dict[str, object]:
    """Tell what a company's expenses are written to."""
    ids = {
        "bankAccount": record.bank_account,
        "supplier": record.supplier,
        "customer": record.customer,
    }
    return {name: {} if id_ is None else {"id": id_} for name, id_ in ids.items()}


def mapping_options(since: int) -> dict[str, object]:
    """Tell what expenses can be mapped to, which is the same for every company."""
    accounts = [
        {
            "id": id_,
            "name": name,
            "currency": "GBP",
            "accountType": "Expense",
            "validTransactionTypes": _TYPES,
        }
        for id_, name in _ACCOUNTS.items()
    ]
    tax_rates = [
        {
            "id": id_,
            "name": name,
            "code": None,
            "effectiveTaxRate": rate,
            "totalTaxRate": rate,
            "validTransactionTypes": _TYPES,
        }
        for id_, (name, rate) in _TAX_RATES.items()
    ]
    categories = [
        {
            "id": id_,
            "name": name,
            "hasChildren": parent is None,
            "parentId": parent,
            "modifiedDate": written(since),
        }
        for id_, (name, parent) in _CATEGORIES.items()
    ]
    return {
        "expenseProvider": "Sandbox",
        "accounts": accounts,
        "taxRates": tax_rates,
        "trackingCategories": categories,
    }


def _id(*names: str) -> str:
    """An id that is the same in every sandbox."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(names)))
