# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The accounts, tax rates and tracking categories for mapping a company's expenses."""

from dataclasses import dataclass
from dataclasses import field as _field
from decimal import Decimal

from ..._bases.model import Model, ModelList
from ..._schema.enums import TextEnum
from ..._schema.fields import json as _json
from .validtransactiontypes import ValidTransactionTypes

__all__ = [
    "AccountMappingInfo",
    "AccountMappingInfoAccountType",
    "MappingOptions",
    "TaxRateMappingInfo",
    "TrackingCategoryMappingInfo",
    "ValidFor",
]


class AccountMappingInfoAccountType(TextEnum):
    """The kind of an account. The service may add values."""

    ASSET = "Asset"
    """Things of value that the company owns."""
    LIABILITY = "Liability"
    """Amounts that the company owes."""
    INCOME = "Income"
    """Money that the company earns."""
    EXPENSE = "Expense"
    """Money that the company spends."""
    EQUITY = "Equity"
    """The owners' share of the company."""


class ValidFor(TextEnum):
    """A kind of transaction for which an account can be used. The service may add values."""

    EXPENSE_TRANSACTIONS_PAYMENT = "expense-transactions.Payment"
    """Expenses of type `Payment`."""
    EXPENSE_TRANSACTIONS_REFUND = "expense-transactions.Refund"
    """Expenses of type `Refund`."""
    EXPENSE_TRANSACTIONS_REWARD = "expense-transactions.Reward"
    """Expenses of type `Reward`."""
    EXPENSE_TRANSACTIONS_CHARGEBACK = "expense-transactions.Chargeback"
    """Expenses of type `Chargeback`."""
    REIMBURSABLE_EXPENSE_TRANSACTIONS = "reimbursable-expense-transactions"
    """Expenses that are reimbursed, as `reimbursements.create` takes them."""
    TRANSFER_TRANSACTIONS = "transfer-transactions"
    """Transfers, as `transfers.create` takes them."""
    ADJUSTMENT_TRANSACTIONS = "adjustment-transactions"
    """Adjustments, as `adjustments.create` takes them."""


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


@dataclass(repr=False)
class TaxRateMappingInfo(Model):
    """A tax rate of the accounting software to which lines can refer."""

    code: str | None = _field(default=None, metadata=_json("code", nullable=True))
    """The tax rate's code. Null when it has none."""
    effective_tax_rate: Decimal | None = _field(
        default=None, metadata=_json("effectiveTaxRate", number=True)
    )
    """The effective rate, in percent, as a decimal such as 20."""
    id: str | None = _field(default=None, metadata=_json("id", nullable=True))
    """Identifier of the tax rate, free text of the accounting software, such as `23_Bills`."""
    name: str | None = _field(default=None, metadata=_json("name", nullable=True))
    """The tax rate's name."""
    total_tax_rate: Decimal | None = _field(
        default=None, metadata=_json("totalTaxRate", number=True)
    )
    """The total of the rate, in percent, as a decimal such as 20."""
    valid_transaction_types: list[ValidTransactionTypes] | None = _field(
        default=None, metadata=_json("validTransactionTypes", nullable=True)
    )
    """The types of expense transaction for which the tax rate can be used."""


@dataclass(repr=False)
class TrackingCategoryMappingInfo(Model):
    """A tracking category of the accounting software to which lines can refer."""

    has_children: bool | None = _field(default=None, metadata=_json("hasChildren"))
    """Whether it has child tracking categories."""
    id: str | None = _field(default=None, metadata=_json("id", nullable=True))
    """Identifier of the tracking category, free text of the accounting software, such as
    `DEPARTMENT_2`.
    """
    modified_date: str | None = _field(
        default=None, metadata=_json("modifiedDate", time=True, deprecated=True)
    )
    """Deprecated: when the service's copy last changed, as an ISO 8601 date-time.

    The service stopped sending it in 2023.
    """
    name: str | None = _field(default=None, metadata=_json("name", nullable=True))
    """The tracking category's name."""
    parent_id: str | None = _field(default=None, metadata=_json("parentId", nullable=True))
    """Identifier of the parent tracking category, such as `DEPARTMENTS`.

    Null when there is none.
    """


@dataclass(repr=False)
class MappingOptions(Model):
    """The accounts, tax rates and tracking categories for mapping a company's expenses."""

    accounts: ModelList[AccountMappingInfo] | None = _field(
        default=None, metadata=_json("accounts", nullable=True)
    )
    """The accounts that expenses can be posted to. May be null."""
    expense_provider: str | None = _field(
        default=None, metadata=_json("expenseProvider", nullable=True)
    )
    """Name of the provider of the expenses. May be null."""
    tax_rates: ModelList[TaxRateMappingInfo] | None = _field(
        default=None, metadata=_json("taxRates", nullable=True)
    )
    """The tax rates that lines can refer to. May be null."""
    tracking_categories: ModelList[TrackingCategoryMappingInfo] | None = _field(
        default=None, metadata=_json("trackingCategories", nullable=True)
    )
    """The tracking categories that lines can refer to. May be null."""
