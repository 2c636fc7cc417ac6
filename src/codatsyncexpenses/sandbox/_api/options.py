"""What the accounting software takes in a new record, as the API describes it."""

from __future__ import annotations

import re

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STATUSES = ("Active", "Archived")
_NEEDED = {
    "bankAccounts": ("accountName", "accountType", "currency"),
    "chartOfAccounts": ("name", "type"),
    "customers": ("customerName", "status"),
    "suppliers": ("supplierName", "status"),
}
_DATA_TYPES = {
    "bankAccounts": "Bank account",
    "chartOfAccounts": "Account",
    "customers": "Customer",
    "suppliers": "Supplier",
}

Option = dict[str, object]
Fields = dict[str, Option]


def required(data_type: str) -> tuple[str, ...]:
    """Name the properties without which a record of this type is not accepted."""
    return _NEEDED[data_type]


def model(data_type: str) -> Option:
    """Describe a new record of a type, down to its last property."""
    fields = _FIELDS[data_type]
    for name in required(data_type):
        fields = {**fields, name: {**fields[name], "required": True}}
    return _described("Object", _DATA_TYPES[data_type], fields, required=True)


def _described(
    kind: str,
    name: str,
    fields: Fields | None = None,
    choices: tuple[str, ...] = (),
    *,
    required: bool = False,
) -> Option:
    return {
        "type": kind,
        "displayName": name,
        "description": f"The {name[0].lower()}{name[1:]}.",
        "required": required,
        "properties": fields,
        "options": [_choice(each) for each in choices] or None,
        "validation": {"warnings": [], "information": []},
    }


def _choice(value: str) -> Option:
    return {
        "value": value,
        "type": "String",
        "displayName": value,
        "description": f"The value {value}.",
        "required": False,
    }


def _field(
    wire: str,
    kind: str = "String",
    fields: Fields | None = None,
    choices: tuple[str, ...] = (),
    *,
    required: bool = False,
) -> Fields:
    """Describe a property under its name on the wire."""
    words = _CAPITAL.sub(" ", wire).lower()
    return {wire: _described(kind, words.capitalize(), fields, choices, required=required)}


def _texts(*wires: str) -> Fields:
    return {wire: option for each in wires for wire, option in _field(each).items()}


_ADDRESS: Fields = {
    **_field("type", choices=("Billing", "Delivery", "Unknown"), required=True),
    **_texts("line1", "line2", "city", "region", "country", "postalCode"),
}
_PHONE: Fields = {
    **_field("type", choices=("Primary", "Landline", "Mobile", "Fax", "Unknown"), required=True),
    **_texts("number"),
}
_CONTACT: Fields = {
    **_texts("name", "email"),
    **_field("phone", "Array", _PHONE),
    **_field("address", "Object", _ADDRESS),
    **_field("status", choices=_STATUSES, required=True),
}
_PARTY: Fields = {
    **_texts("contactName", "emailAddress", "phone", "defaultCurrency"),
    **_texts("registrationNumber", "taxNumber"),
    **_field("addresses", "Array", _ADDRESS),
    **_field("status", choices=_STATUSES),
}
_FIELDS: dict[str, Fields] = {
    "bankAccounts": {
        **_texts("accountName", "nominalCode", "sortCode", "accountNumber", "iBan"),
        **_texts("currency", "institution"),
        **_field("accountType", choices=("Credit", "Debit")),
        **_field("balance", "Number"),
        **_field("availableBalance", "Number"),
        **_field("overdraftLimit", "Number"),
        **_field("status", choices=_STATUSES),
    },
    "chartOfAccounts": {
        **_texts("nominalCode", "name", "description", "fullyQualifiedCategory", "currency"),
        **_field("currentBalance", "Number"),
        **_field("type", choices=("Asset", "Expense", "Income", "Liability", "Equity")),
        **_field("status", choices=_STATUSES),
        **_field("isBankAccount", "Boolean"),
    },
    "customers": {**_texts("customerName"), **_PARTY, **_field("contacts", "Array", _CONTACT)},
    "suppliers": {**_texts("supplierName"), **_PARTY},
}
