# Generated from contract/openapi.yaml by `make generate`. Do not edit.  @generated
"""The resources of a client, each loaded on first use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._lazy import LateModule, lazy
from .._loops.blocking import Part, Resource

if TYPE_CHECKING:
    from .. import resources as _resources
    from .accounts import Accounts as Accounts
    from .adjustments import Adjustments as Adjustments
    from .attachments import Attachments as Attachments
    from .bank_accounts import BankAccounts as BankAccounts
    from .companies import Companies as Companies
    from .company_info import CompanyInfo as CompanyInfo
    from .configuration import Configuration as Configuration
    from .connections import Connections as Connections
    from .customers import Customers as Customers
    from .expenses import Expenses as Expenses
    from .manage_data import ManageData as ManageData
    from .mapping_options import MappingOptions as MappingOptions
    from .push_operations import PushOperations as PushOperations
    from .reimbursements import Reimbursements as Reimbursements
    from .suppliers import Suppliers as Suppliers
    from .sync import Sync as Sync
    from .transaction_status import TransactionStatus as TransactionStatus
    from .transfers import Transfers as Transfers
else:
    _resources = LateModule(__name__)

__all__ = ["Resources"]

_HOMES = {
    "Companies": "companies",
    "Connections": "connections",
    "CompanyInfo": "company_info",
    "ManageData": "manage_data",
    "MappingOptions": "mapping_options",
    "Accounts": "accounts",
    "BankAccounts": "bank_accounts",
    "Customers": "customers",
    "Suppliers": "suppliers",
    "PushOperations": "push_operations",
    "Configuration": "configuration",
    "Expenses": "expenses",
    "Reimbursements": "reimbursements",
    "Transfers": "transfers",
    "Adjustments": "adjustments",
    "Attachments": "attachments",
    "Sync": "sync",
    "TransactionStatus": "transaction_status",
}

__getattr__: Callable[[str], Any] = lazy(__name__, _HOMES)


class Resources(Resource):
    """The resources of a `CodatSyncExpenses`."""

    companies: Part[_resources.Companies] = Part("Companies")
    """Manage the companies whose expenses you sync: your customers."""
    connections: Part[_resources.Connections] = Part("Connections")
    """Connect a company to its accounting software and to the expenses that you supply."""
    company_info: Part[_resources.CompanyInfo] = Part("CompanyInfo")
    """Read the accounting software's record of the company itself."""
    manage_data: Part[_resources.ManageData] = Part("ManageData")
    """Refresh the service's copy of a company's accounting data, and check how recent it is."""
    mapping_options: Part[_resources.MappingOptions] = Part("MappingOptions")
    """Read the accounts, tax rates and tracking categories that expenses can be mapped to."""
    accounts: Part[_resources.Accounts] = Part("Accounts")
    """Create accounts in the accounting software."""
    bank_accounts: Part[_resources.BankAccounts] = Part("BankAccounts")
    """Create bank accounts in the accounting software."""
    customers: Part[_resources.Customers] = Part("Customers")
    """Read, create and update the customers in the accounting software."""
    suppliers: Part[_resources.Suppliers] = Part("Suppliers")
    """Read, create and update the suppliers in the accounting software."""
    push_operations: Part[_resources.PushOperations] = Part("PushOperations")
    """Track writes to the accounting software."""
    configuration: Part[_resources.Configuration] = Part("Configuration")
    """Set the defaults for expenses that name no bank account, supplier or customer."""
    expenses: Part[_resources.Expenses] = Part("Expenses")
    """Create and update card expenses; creating them starts their sync."""
    reimbursements: Part[_resources.Reimbursements] = Part("Reimbursements")
    """Create and update expenses that employees paid and the company reimburses."""
    transfers: Part[_resources.Transfers] = Part("Transfers")
    """Move money between bank accounts."""
    adjustments: Part[_resources.Adjustments] = Part("Adjustments")
    """Create adjustments that are not purchases, such as fees and cashback."""
    attachments: Part[_resources.Attachments] = Part("Attachments")
    """Attach receipts to completed expenses."""
    sync: Part[_resources.Sync] = Part("Sync")
    """Start syncs of a company's expenses and wait for them to end."""
    transaction_status: Part[_resources.TransactionStatus] = Part("TransactionStatus")
    """Read the outcome of each transaction of a sync."""
