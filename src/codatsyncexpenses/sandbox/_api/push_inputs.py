"""What accounts, customers and suppliers that are to be written must look like."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, UnsetType

from codatsyncexpenses.sandbox._inputs import Input

Note = str | UnsetType | None
"""A text that may be null."""
Amount = float | UnsetType | None
"""A number that may be null."""
Status = Literal["Unknown", "Active", "Archived"]
AccountStatus = Literal["Unknown", "Active", "Archived", "Pending"]


class Metadata(Input):
    """What the service says of a record."""

    is_deleted: bool | UnsetType | None = UNSET


class Supplement(Input):
    """What only some accounting software has."""

    content: dict[str, dict[str, object]] | UnsetType | None = UNSET


class Address(Input):
    """An address."""

    type: Literal["Unknown", "Billing", "Delivery"]
    line1: Note = UNSET
    line2: Note = UNSET
    city: Note = UNSET
    region: Note = UNSET
    country: Note = UNSET
    postal_code: Note = UNSET


class Phone(Input):
    """A telephone number."""

    type: Literal["Primary", "Landline", "Mobile", "Fax", "Unknown"]
    number: Note = UNSET


class Person(Input):
    """A contact of a customer."""

    status: Status
    name: Note = UNSET
    email: Note = UNSET
    phone: list[Phone] | UnsetType | None = UNSET
    address: Address | UnsetType = UNSET
    modified_date: str | UnsetType = UNSET


class _Kept(Input):
    """What every record has that was read from the accounting software."""

    id: str | UnsetType = UNSET
    modified_date: str | UnsetType = UNSET
    source_modified_date: str | UnsetType = UNSET
    metadata: Metadata | UnsetType = UNSET
    supplemental_data: Supplement | UnsetType = UNSET


class _Party(_Kept, kw_only=True):
    status: Status
    contact_name: Note = UNSET
    email_address: Note = UNSET
    phone: Note = UNSET
    addresses: list[Address] | UnsetType | None = UNSET
    registration_number: Note = UNSET
    tax_number: Note = UNSET


class Customer(_Party, kw_only=True):
    """The body of create-customer and update-customer."""

    customer_name: Note = UNSET
    default_currency: str | UnsetType = UNSET
    contacts: list[Person] | UnsetType | None = UNSET


class Supplier(_Party, kw_only=True):
    """The body of create-supplier and update-supplier."""

    supplier_name: Note = UNSET
    default_currency: Note = UNSET


class Links(Input):
    """Which records of a data type may refer to an account."""

    property: Note = UNSET
    links: list[str] | UnsetType | None = UNSET


class Account(_Kept, kw_only=True):
    """The body of create-account."""

    nominal_code: Note = UNSET
    name: Note = UNSET
    description: Note = UNSET
    fully_qualified_category: Note = UNSET
    fully_qualified_name: Note = UNSET
    currency: str | UnsetType = UNSET
    current_balance: Amount = UNSET
    type: Literal["Unknown", "Asset", "Expense", "Income", "Liability", "Equity"] | UnsetType = (
        UNSET
    )
    status: AccountStatus | UnsetType = UNSET
    is_bank_account: bool | UnsetType = UNSET
    valid_datatype_links: list[Links] | UnsetType | None = UNSET


class BankAccount(_Kept, kw_only=True):
    """The body of create-bank-account."""

    account_name: Note = UNSET
    account_type: Literal["Unknown", "Credit", "Debit"] | UnsetType = UNSET
    nominal_code: Note = UNSET
    sort_code: Note = UNSET
    account_number: Note = UNSET
    i_ban: Note = UNSET
    currency: str | UnsetType = UNSET
    balance: Amount = UNSET
    institution: Note = UNSET
    available_balance: Amount = UNSET
    overdraft_limit: Amount = UNSET
    status: AccountStatus | UnsetType = UNSET
