# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""A bank account in the company's accounting software."""

from dataclasses import dataclass
from dataclasses import field as _field
from decimal import Decimal

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import json as _json
from .metadata import Metadata
from .supplementaldata import SupplementalData

__all__ = [
    "BankAccount",
    "BankAccountStatus",
    "BankAccountType",
]


class BankAccountStatus(TextEnum):
    """Whether a bank account is in use. The service may add values."""

    UNKNOWN = "Unknown"
    """The state is not known."""
    ACTIVE = "Active"
    """The bank account is in use."""
    ARCHIVED = "Archived"
    """The bank account is no longer in use."""
    PENDING = "Pending"
    """The bank account is not in use yet."""


class BankAccountType(TextEnum):
    """Kind of a bank account. The service may add values."""

    UNKNOWN = "Unknown"
    """The kind is not known."""
    CREDIT = "Credit"
    """A credit account."""
    DEBIT = "Debit"
    """A debit account."""


@dataclass(repr=False)
class BankAccount(Model):
    """A bank account in the company's accounting software."""

    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the bank account in the accounting software, free text."""
    account_name: str | None = _field(default=None, metadata=_json("accountName", nullable=True))
    """Name of the bank account; may be null."""
    account_number: str | None = _field(
        default=None, metadata=_json("accountNumber", nullable=True)
    )
    """Number of the bank account, as text; may be null."""
    account_type: BankAccountType | None = _field(default=None, metadata=_json("accountType"))
    """Whether it is a credit or a debit account."""
    available_balance: Decimal | None = _field(
        default=None, metadata=_json("availableBalance", nullable=True, number=True)
    )
    """Balance that can be drawn on, as a decimal; may be null."""
    balance: Decimal | None = _field(
        default=None, metadata=_json("balance", nullable=True, number=True)
    )
    """Balance of the bank account, as a decimal; may be null."""
    currency: str | None = _field(default=None, metadata=_json("currency", format="ISO4217"))
    """Currency of the bank account, an ISO 4217 code such as `GBP`."""
    i_ban: str | None = _field(default=None, metadata=_json("iBan", nullable=True))
    """International bank account number (IBAN); may be null."""
    institution: str | None = _field(default=None, metadata=_json("institution", nullable=True))
    """Name of the bank or other institution that holds the account; may be null."""
    metadata: Metadata | None = _field(default=None, metadata=_json("metadata"))
    """The service's notes about the bank account, such as whether it was deleted."""
    modified_date: str | None = _field(default=None, metadata=_json("modifiedDate", time=True))
    """When the service's copy of the record changed, an ISO 8601 date-time."""
    nominal_code: str | None = _field(default=None, metadata=_json("nominalCode", nullable=True))
    """Code of the bank account in the chart of accounts, free text; may be null."""
    overdraft_limit: Decimal | None = _field(
        default=None, metadata=_json("overdraftLimit", nullable=True, number=True)
    )
    """Limit to which the account may be overdrawn, as a decimal; may be null."""
    sort_code: str | None = _field(default=None, metadata=_json("sortCode", nullable=True))
    """Sort code of the bank account; may be null."""
    source_modified_date: str | None = _field(
        default=None, metadata=_json("sourceModifiedDate", time=True)
    )
    """When the record changed in the accounting software, an ISO 8601 date-time; may be null."""
    status: BankAccountStatus | None = _field(default=None, metadata=_json("status"))
    """Whether the bank account is in use."""
    supplemental_data: SupplementalData | None = _field(
        default=None, metadata=_json("supplementalData")
    )
    """Additional data beyond the standard properties."""
