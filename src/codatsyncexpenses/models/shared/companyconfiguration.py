# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The defaults for a company's expenses."""

from dataclasses import dataclass
from dataclasses import field as _field

from ..._bases.model import Model
from ..._schema.fields import json as _json

__all__ = [
    "BankAccountDetails",
    "CompanyConfiguration",
    "CustomerDetails",
    "SupplierDetails",
]


@dataclass(repr=False)
class BankAccountDetails(Model):
    """The bank account that expenses use by default."""

    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the bank account, free text of the accounting software, such as `32`."""


@dataclass(repr=False)
class CustomerDetails(Model):
    """The customer that expenses use by default."""

    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the customer, free text of the accounting software."""


@dataclass(repr=False)
class SupplierDetails(Model):
    """The supplier that expenses use by default."""

    id: str | None = _field(default=None, metadata=_json("id"))
    """Identifier of the supplier, free text of the accounting software."""


@dataclass(repr=False)
class CompanyConfiguration(Model):
    """The defaults for a company's expenses.

    A bank account, supplier or customer named in a transaction takes precedence; without either,
    the write fails.
    """

    bank_account: BankAccountDetails = _field(metadata=_json("bankAccount", required=True))
    """The default bank account."""
    customer: CustomerDetails = _field(metadata=_json("customer", required=True))
    """The default customer."""
    supplier: SupplierDetails = _field(metadata=_json("supplier", required=True))
    """The default supplier.

    Dynamics 365 Business Central needs one, because its transactions cannot name their own.
    """
