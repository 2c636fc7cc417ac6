# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""An account of the accounting software to which expenses can be mapped."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._fields import json as _json
from ..._model import Model
from .accountmappinginfoaccounttype import AccountMappingInfoAccountType
from .validfor import ValidFor
from .validtransactiontypes import ValidTransactionTypes

__all__ = ["AccountMappingInfo"]


@dataclass(repr=False)
class AccountMappingInfo(Model):
    """An account of the accounting software to which expenses can be mapped."""

    account_type: AccountMappingInfoAccountType | None = _field(
        default=None, metadata=_json("accountType", nullable=True)
    )
    """The kind of account, such as `Expense`."""
    currency: str | None = _field(default=None, metadata=_json("currency", nullable=True))
    """The account's currency, a code such as `GBP`."""
    id: str | None = _field(default=None, metadata=_json("id", nullable=True))
    """Identifier of the account, free text of the accounting software."""
    name: str | None = _field(default=None, metadata=_json("name", nullable=True))
    """The account's name."""
    valid_transaction_types: list[ValidTransactionTypes] | None = _field(
        default=None, metadata=_json("validTransactionTypes", nullable=True)
    )
    """The types of expense transaction that the account accepts."""
    fully_qualified_category: str | None = _field(
        default=None, metadata=_json("fullyQualifiedCategory")
    )
    """The account's category with those above it, joined by dots, such as `Expense.DirectCosts`."""
    is_bank_account: bool | None = _field(default=None, metadata=_json("isBankAccount"))
    """Whether the account is a bank account."""
    nominal_code: str | None = _field(default=None, metadata=_json("nominalCode", nullable=True))
    """The account's code in the books, such as `300`. Null when it has none."""
    valid_for: list[ValidFor] | None = _field(default=None, metadata=_json("validFor"))
    """The kinds of transaction for which the account can be used."""
