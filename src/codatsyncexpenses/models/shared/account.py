# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""An account of the company's chart of accounts."""

from dataclasses import dataclass
from dataclasses import field as _field
from decimal import Decimal

from ..._bases.model import Model
from ..._schema.enums import TextEnum
from ..._schema.fields import json as _json
from .metadata import Metadata
from .supplementaldata import SupplementalData

__all__ = [
    "Account",
    "AccountStatus",
    "AccountType",
    "AccountValidDataTypeLinks",
]


class AccountStatus(TextEnum):
    """Whether an account is in use. The service may add values."""

    UNKNOWN = "Unknown"
    """The state is not known."""
    ACTIVE = "Active"
    """The account is in use."""
    ARCHIVED = "Archived"
    """The account is no longer in use."""
    PENDING = "Pending"
    """The account is not in use yet."""


class AccountType(TextEnum):
    """Kind of an account. The service may add values."""

    UNKNOWN = "Unknown"
    """The kind is not known."""
    ASSET = "Asset"
    """For what the company owns."""
    EXPENSE = "Expense"
    """For what the company spends."""
    INCOME = "Income"
    """For what the company earns."""
    LIABILITY = "Liability"
    """For what the company owes."""
    EQUITY = "Equity"
    """For the owners' share in the company."""


@dataclass(repr=False)
class AccountValidDataTypeLinks(Model):
    """The data types to which one property of an account may link."""

    links: list[str] | None = _field(default=None, metadata=_json("links", nullable=True))
    """Data types with which a link is valid; may be null."""
    property: str | None = _field(default=None, metadata=_json("property", nullable=True))
    """Name of the property; may be null."""


@dataclass(repr=False)
class Account(Model):
    """An account of the company's chart of accounts."""

    currency: str | None = _field(default=None, metadata=_json("currency", format="ISO4217"))
    """Currency of the account, an ISO 4217 code such as `GBP`."""
    current_balance: Decimal | None = _field(
        default=None, metadata=_json("currentBalance", nullable=True, number=True)
    )
    """Balance of the account, as a decimal; may be null."""
    description: str | None = _field(default=None, metadata=_json("description", nullable=True))
    """Description of the account; may be null."""
    fully_qualified_category: str | None = _field(
        default=None, metadata=_json("fullyQualifiedCategory", nullable=True)
    )
    """Category of the account with the levels above it, joined by dots, such as `Asset.Current`;
    may be null.
    """
    fully_qualified_name: str | None = _field(
        default=None, metadata=_json("fullyQualifiedName", nullable=True)
    )
    """Name of the account with the levels above it; may be null."""
    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the account in the accounting software, free text."""
    is_bank_account: bool | None = _field(default=None, metadata=_json("isBankAccount"))
    """Whether the account is a bank account."""
    metadata: Metadata | None = _field(default=None, metadata=_json("metadata"))
    """The service's notes about the account, such as whether it was switched off in the
    accounting software.
    """
    modified_date: str | None = _field(default=None, metadata=_json("modifiedDate", time=True))
    """When the service's copy of the record changed, an ISO 8601 date-time."""
    name: str | None = _field(default=None, metadata=_json("name", nullable=True))
    """Name of the account; may be null."""
    nominal_code: str | None = _field(default=None, metadata=_json("nominalCode", nullable=True))
    """Code of the account in the chart of accounts, free text such as `610`; may be null."""
    source_modified_date: str | None = _field(
        default=None, metadata=_json("sourceModifiedDate", time=True)
    )
    """When the record changed in the accounting software, an ISO 8601 date-time; may be null."""
    status: AccountStatus | None = _field(default=None, metadata=_json("status"))
    """Whether the account is in use."""
    type: AccountType | None = _field(default=None, metadata=_json("type"))
    """Kind of the account."""
    valid_datatype_links: list[AccountValidDataTypeLinks] | None = _field(
        default=None, metadata=_json("validDatatypeLinks", nullable=True)
    )
    """Links to data types that are valid for the account; may be null."""
    supplemental_data: SupplementalData | None = _field(
        default=None, metadata=_json("supplementalData")
    )
    """Additional data beyond the standard properties."""
