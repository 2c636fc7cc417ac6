"""The accounting software: its kinds, the transactions that each accepts, and its records.

Records use the API's names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from codatsyncexpenses.sandbox import companies

EXPENSE_TYPES = ("Payment", "Refund", "Reward", "Chargeback")


@dataclass(frozen=True)
class Software:
    """An accounting software, and the transactions that it accepts.

    The name of a transaction is its type if it is an expense, and otherwise its kind. Several names
    form one text, separated by spaces.
    """

    name: str
    creates: str
    updates: str
    receipts: str
    """The transactions to which it attaches files."""
    cards_only: str = ""
    """The transactions that it accepts on credit cards only."""
    party: str = "supplier"
    """The counterparty of an expense: a default that is needed unless the expense has its own."""
    other_party: str = "supplier"
    """The counterparty of an expense other than a Payment."""
    keeps_account: bool = False
    """Whether an update of an expense cannot change its bank account."""


_ALL = " ".join(EXPENSE_TYPES)
_REPAID = "Payment reimbursement"
_TRANSFERS = f"{_REPAID} transfer"
# If the service's pages disagree, as they do about adjustments, the software accepts them here.
# They do not say to which transactions Sage attaches files.
SOFTWARE = {
    "akxx": Software("Oracle NetSuite", f"{_ALL} reimbursement", _REPAID, "Payment Refund"),
    "fbrh": Software(
        "FreeAgent", _TRANSFERS, _TRANSFERS, _REPAID, party="", other_party="", keeps_account=True
    ),
    "gbol": Software(
        "Xero",
        f"{_ALL} transfer adjustment",
        "Payment",
        f"{_ALL} transfer adjustment",
        other_party="customer",
    ),
    "knfz": Software(
        "Sage Intacct",
        "Payment Refund reimbursement",
        "Payment",
        "Payment Refund reimbursement",
        cards_only="Payment Refund",
    ),
    "pqsw": Software(
        "QuickBooks Desktop",
        f"{_ALL} reimbursement transfer adjustment",
        "Payment",
        "",
        cards_only="Refund Reward Chargeback",
    ),
    "qhyg": Software(
        "QuickBooks Online",
        f"{_ALL} reimbursement transfer adjustment",
        _TRANSFERS,
        "Payment Refund reimbursement",
    ),
    "rwuv": Software("Zoho Books", _REPAID, _REPAID, _REPAID),
    "trji": Software(
        "Dynamics 365 Business Central",
        f"{_ALL} adjustment",
        "",
        f"{_ALL} adjustment",
        # An expense in Dynamics cannot name a supplier of its own.
        party="default supplier",
        other_party="default supplier",
    ),
}
"""The accounting software, by platform key."""
SCHEDULED = "pqsw"
"""The software whose first read waits for the customer's schedule."""
BASE_CURRENCY = "GBP"

Fields = Mapping[str, object]
RECORDS: dict[str, dict[str, Fields]] = {
    "bankAccounts": {
        "32": {
            "accountName": "Business current account",
            "accountType": "Debit",
            "nominalCode": "090",
            "sortCode": "200000",
            "accountNumber": "00012345",
            "currency": BASE_CURRENCY,
            "balance": 12500.5,
            "institution": "Harbour Bank",
            "status": "Active",
        },
        "33": {
            "accountName": "Card account",
            "accountType": "Credit",
            "nominalCode": "091",
            "currency": BASE_CURRENCY,
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
            "currency": BASE_CURRENCY,
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
            "defaultCurrency": BASE_CURRENCY,
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
            "defaultCurrency": BASE_CURRENCY,
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
"""The data types that every accounting software has and that are read when it is first linked."""
REQUIRED = {
    "bankAccounts": ("accountName", "accountType", "currency"),
    "chartOfAccounts": ("name", "type"),
    "customers": ("customerName", "status"),
    "suppliers": ("supplierName", "status"),
}
"""The properties without which the accounting software refuses a new record, by data type."""
