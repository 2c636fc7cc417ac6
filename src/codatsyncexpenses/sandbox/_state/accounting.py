"""The accounting software: which there is, and the records that each has from the start.

Records are in the API's words.
"""

from __future__ import annotations

from collections.abc import Mapping

from codatsyncexpenses.sandbox import companies

PLATFORMS = {
    "akxx": "Oracle NetSuite",
    "fbrh": "FreeAgent",
    "gbol": "Xero",
    "pqsw": "QuickBooks Desktop",
    "qhyg": "QuickBooks Online",
    "trji": "Dynamics 365 Business Central",
}
UPDATES = PLATFORMS.keys() - {"trji"}
"""The platform keys of the software that can update an expense."""
_MEGABYTE = 1_000_000
LARGEST_FILES = {
    "akxx": 100 * _MEGABYTE,
    "fbrh": 5 * _MEGABYTE,
    # Its documentation says 3, 4 or 10, by page and date.
    "gbol": 10 * _MEGABYTE,
    "qhyg": 100 * _MEGABYTE,
    "trji": 350 * _MEGABYTE,
}
"""The largest attachment in bytes, by platform key; other software takes none."""

Fields = Mapping[str, object]
RECORDS: dict[str, dict[str, Fields]] = {
    "bankAccounts": {
        "32": {
            "accountName": "Business current account",
            "accountType": "Debit",
            "nominalCode": "090",
            "sortCode": "200000",
            "accountNumber": "00012345",
            "currency": "GBP",
            "balance": 12500.5,
            "institution": "Harbour Bank",
            "status": "Active",
        },
        "33": {
            "accountName": "Card account",
            "accountType": "Credit",
            "nominalCode": "091",
            "currency": "GBP",
            "balance": -310.25,
            "institution": "Harbour Bank",
            "status": "Active",
        },
    },
    "chartOfAccounts": {
        id_: {
            "nominalCode": code,
            "name": name,
            "fullyQualifiedCategory": f"Expense.{category}",
            "currency": "GBP",
            "currentBalance": 0,
            "type": "Expense",
            "status": "Active",
            "isBankAccount": False,
        }
        for id_, code, name, category in [
            ("6", "300", "Purchases", "DirectCosts"),
            ("9", "493", "Travel", "Overheads"),
            ("12", "429", "Office costs", "Overheads"),
        ]
    },
    "company": {},
    "customers": {
        id_: {
            "customerName": name,
            "contactName": contact,
            "emailAddress": email,
            "defaultCurrency": "GBP",
            "phone": "+44 20 7946 0101",
            "addresses": [{"type": "Billing", "line1": "1 Quay Street", "city": "Bristol"}],
            "contacts": [],
            "registrationNumber": None,
            "taxNumber": None,
            "status": "Active",
        }
        for id_, name, contact, email in [
            ("142", "Card customers", None, None),
            (companies.CUSTOMER_ID, "Toft Stores", "Ada Toft", "ada@toft.example"),
        ]
    },
    "items": {},
    "suppliers": {
        id_: {
            "supplierName": name,
            "contactName": contact,
            "emailAddress": email,
            "phone": "+44 20 7946 0102",
            "addresses": [],
            "registrationNumber": None,
            "taxNumber": None,
            "status": "Active",
            "defaultCurrency": "GBP",
        }
        for id_, name, contact, email in [
            ("67", "Card merchants", None, None),
            (companies.SUPPLIER_ID, "Amazon UK", "Trade desk", "trade@amazon.example"),
        ]
    },
    "taxRates": {
        "59_Bills": {"name": "VAT 20%", "code": None, "rate": 20},
        "60_Bills": {"name": "No VAT", "code": None, "rate": 0},
    },
    "trackingCategories": {
        "DEPARTMENTS": {"name": "Departments", "hasChildren": True, "parentId": None},
        "DEPARTMENT_2": {"name": "Sales", "hasChildren": False, "parentId": "DEPARTMENTS"},
    },
}
DATA_TYPES = tuple(RECORDS)
"""The data types that can be read from the accounting software."""
REQUIRED = {
    "bankAccounts": ("accountName", "accountType", "currency"),
    "chartOfAccounts": ("name", "type"),
    "customers": ("customerName", "status"),
    "suppliers": ("supplierName", "status"),
}
"""The properties without which the accounting software refuses a new record, by data type."""
