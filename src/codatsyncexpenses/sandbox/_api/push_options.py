"""The options for new accounts and bank accounts: the properties that can be written."""

from __future__ import annotations

import re

from codatsyncexpenses.sandbox._state.accounting import REQUIRED

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STATUSES = ("Active", "Archived")
_NAMES = {"bankAccounts": "Bank account", "chartOfAccounts": "Account"}

Option = dict[str, object]


def model(data_type: str) -> Option:
    """Return the options of a new record and of its properties."""
    properties = dict(_PROPERTIES[data_type])
    for name in REQUIRED[data_type]:
        properties[name] = {**properties[name], "required": True}
    return _option("Object", _NAMES[data_type], properties, required=True)


def _option(
    kind: str,
    name: str,
    properties: dict[str, Option] | None = None,
    choices: tuple[str, ...] = (),
    *,
    required: bool = False,
) -> Option:
    return {
        "type": kind,
        "displayName": name,
        "description": f"The {name[0].lower()}{name[1:]}.",
        "required": required,
        "properties": properties,
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


def _properties(
    *names: str, kind: str = "String", choices: tuple[str, ...] = ()
) -> dict[str, Option]:
    return {
        name: _option(kind, _CAPITAL.sub(" ", name).capitalize(), choices=choices) for name in names
    }


_PROPERTIES = {
    "bankAccounts": {
        **_properties("accountName", "nominalCode", "sortCode", "accountNumber", "iBan"),
        **_properties("currency", "institution"),
        **_properties("accountType", choices=("Credit", "Debit")),
        **_properties("balance", "availableBalance", "overdraftLimit", kind="Number"),
        **_properties("status", choices=_STATUSES),
    },
    "chartOfAccounts": {
        **_properties("nominalCode", "name", "description", "fullyQualifiedCategory", "currency"),
        **_properties("currentBalance", kind="Number"),
        **_properties("type", choices=("Asset", "Expense", "Income", "Liability", "Equity")),
        **_properties("status", choices=_STATUSES),
        **_properties("isBankAccount", kind="Boolean"),
    },
}
